//! Where findings are, as the report says it. The rows of people stay in the office: of these the
//! readers are told the column and how many.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::location::Location;
use crate::diagnostic::render::{PLACES_SHOWN, place};
use crate::italian;
use crate::model::input::InputKind;
use crate::model::quality::SourceFile;

/// The first few places of findings of one code, and how many findings are in none of them.
pub(super) fn places(found: &[&Diagnostic], sources: &[SourceFile]) -> (Vec<String>, u64) {
    let mut lines: Vec<(Line, u64)> = Vec::new();
    for diagnostic in found {
        let line = Line::of(diagnostic, sources);
        let is_same = |(other, _): &&mut (Line, u64)| line.is_of_people() && *other == line;
        match lines.iter_mut().find(is_same) {
            Some((_, cases)) => *cases += 1,
            None => lines.push((line, 1)),
        }
    }
    let others = lines.iter().skip(PLACES_SHOWN).map(|(_, cases)| cases).sum();
    let shown = lines.into_iter().take(PLACES_SHOWN).map(|(line, cases)| match line {
        Line::OfPeople(column) => {
            format!("{column}: {}", italian::counted(cases, "caso", "casi"))
        }
        Line::Place(words) => words,
    });
    (shown.collect(), others)
}

#[derive(PartialEq, Eq)]
enum Line {
    /// The column of rows that are people.
    OfPeople(String),
    /// A place with its message.
    Place(String),
}

impl Line {
    fn of(diagnostic: &Diagnostic, sources: &[SourceFile]) -> Self {
        let location = &diagnostic.location;
        let source = sources.iter().find(|source| location.file.as_ref() == Some(&source.path));
        if is_row_of_a_person(location, source) {
            Self::OfPeople(column(location, source))
        } else {
            Self::Place(place(diagnostic))
        }
    }

    fn is_of_people(&self) -> bool {
        matches!(self, Self::OfPeople(_))
    }
}

/// Up to the headers a sheet has no people.
fn is_row_of_a_person(location: &Location, source: Option<&SourceFile>) -> bool {
    let is_of_people = location.kind.is_some_and(InputKind::has_people);
    let headers = source.map_or(0, |source| source.header_row);
    is_of_people && location.row.is_some_and(|row| row > headers)
}

/// `personale.xlsx, foglio Personale, «retribuzione»`
fn column(location: &Location, source: Option<&SourceFile>) -> String {
    let whole = Location { row: None, column: None, ..location.clone() };
    let columns = source.iter().flat_map(|source| &source.columns);
    let name = columns.into_iter().find(|column| Some(column.index) == location.column);
    name.map_or_else(|| whole.to_string(), |column| format!("{whole}, «{}»", column.name))
}
