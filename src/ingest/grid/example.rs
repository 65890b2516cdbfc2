//! The example row of the template workbooks: as it was written it is no data, and nothing is said.

use super::body::Body;
use crate::ingest::file::sheet::{Row, Value};
use crate::model::input::InputKind;
use crate::model::reference_data::{EXAMPLE_MARK, example_row, offered_columns};

/// The example row that a template of this input has.
pub(in crate::ingest) struct Example {
    /// Canonical names with their texts.
    cells: Vec<(&'static str, String)>,
    /// Where the mark of the example would be, in the file that is read.
    first: Option<usize>,
    is_checklist: bool,
}

/// Templates are made with examples of the year that is asked for.
fn without_years(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(place) = rest.find("20") {
        let (before, year) = rest.split_at(place);
        bare.push_str(before);
        let is_year = year.as_bytes().get(2..4).is_some_and(|of| of.iter().all(u8::is_ascii_digit));
        let length = if is_year { 4 } else { 2 };
        bare.push_str(if is_year { "anno" } else { "20" });
        rest = &year[length..];
    }
    bare + rest
}

/// What a row has to do with the example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Likeness {
    None,
    /// The very row of the template: its example, or what one of its lists asks.
    Untouched,
    /// Its mark is still there, but somebody has written in it.
    Altered,
}

impl Example {
    pub(in crate::ingest) fn of(kind: InputKind, body: &Body<'_>) -> Self {
        let names = offered_columns(kind).map(|column| column.name.as_str());
        let cells: Vec<_> = names.zip(example_row(kind, None)).collect();
        let first = cells.first().and_then(|(name, _)| body.column(name));
        Self { cells, first, is_checklist: kind.is_checklist() }
    }

    pub(in crate::ingest) fn likeness(&self, body: &Body<'_>, row: &Row<'_>) -> Likeness {
        let Some(Value::Text(first)) = self.first.map(|first| row.cell(first)) else {
            return Likeness::None;
        };
        if self.is_checklist && !self.is_answered(body, row) {
            return Likeness::Untouched;
        }
        let mark = EXAMPLE_MARK.trim_end();
        if !first.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            return Likeness::None;
        }
        // A spreadsheet program that saves as csv writes the thousands separator.
        let bare = |text: &str| without_years(&text.replace('.', ""));
        let cell = |name: &str| Some(row.cell(body.column(name)?));
        let is_same = |(name, text): &(&str, String)| {
            cell(name).is_none_or(|value| bare(&value.text().unwrap_or_default()) == bare(text))
        };
        if self.cells.iter().all(is_same) { Likeness::Untouched } else { Likeness::Altered }
    }

    /// Whether something stands beside what a row of a list asks.
    fn is_answered(&self, body: &Body<'_>, row: &Row<'_>) -> bool {
        let mut others = self.cells.iter().skip(1).filter_map(|(name, _)| body.column(name));
        others.any(|column| !row.cell(column).is_empty())
    }
}
