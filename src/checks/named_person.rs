//! G02: words of the office, printed in documents that go to others, that tell of one person.

use std::collections::BTreeSet;

use super::cell;
use crate::diagnostic::code::PERSON_NAMED;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::fiscal_code::{HIDDEN, REPLACED};
use crate::model::input::InputKind;

/// A shorter staff number is too easily any other number.
const SHORTEST_NUMBER: usize = 5;
/// Words after which a staff number comes, without a full stop.
const NUMBER_FOLLOWS: [&str; 3] = ["matricola", "matricole", "matr"];
/// Words after which a name comes, without a full stop.
const NAME_FOLLOWS: [&str; 18] = [
    "sig",
    "sigra",
    "signor",
    "signora",
    "dott",
    "dottssa",
    "dottoressa",
    "dr",
    "drssa",
    "geom",
    "rag",
    "ing",
    "arch",
    "avv",
    "prof",
    "profssa",
    "dipendente",
    "collega",
];

/// Justifications and notes travel with the report to the Committee and the Nucleo, notes and actions
/// to everybody (art. 5 of Regulation (EU) 2016/679: no more data than needed).
pub(super) fn in_printed_words(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let staff_numbers: BTreeSet<String> = dataset
        .people
        .iter()
        .filter(|person| is_telling(&person.staff_number.0))
        .map(|person| person.staff_number.0.to_lowercase().into())
        .collect();
    for (kind, row, column, words) in printed_words(dataset) {
        let Some(what) = who_is_named(words, &staff_numbers) else { continue };
        let message = format!("il testo di «{column}» sembra indicare una persona, con {what}");
        diagnostics.push(Diagnostic::new(PERSON_NAMED, cell(dataset, kind, row, column), message));
    }
    in_headings(dataset, diagnostics);
}

/// Words of the office that head a row of a table, in which a codice fiscale was. Texts of which a cell
/// tells are told while they are read.
fn in_headings(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let ledgers = [
        (InputKind::WorkLife, &dataset.work_life),
        (InputKind::Leave, &dataset.leave),
        (InputKind::Training, &dataset.training),
    ];
    let kinds = ledgers.into_iter().flat_map(|(input, ledger)| {
        let kinds = ledger.iter().flat_map(|ledger| &ledger.kinds);
        let words = kinds.flat_map(|kind| std::iter::once(&kind.label).chain(&kind.said));
        words.map(move |words| (input, words))
    });
    let grades = dataset.grades.iter().map(|grade| (InputKind::Staff, &grade.label));
    let structures = dataset.structures.iter().map(|structure| (InputKind::Staff, structure));
    for (input, words) in grades.chain(structures).chain(kinds) {
        if words.contains(HIDDEN) {
            let place = dataset.source(input).map_or_else(Location::folder, |source| {
                Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref())
            });
            let message = format!("«{words}» {REPLACED}");
            diagnostics.push(Diagnostic::new(PERSON_NAMED, place, message));
        }
    }
}

fn is_telling(number: &str) -> bool {
    number.chars().count() >= SHORTEST_NUMBER && number.chars().any(|one| one.is_ascii_digit())
}

/// The input, row and column of each text, with the text.
fn printed_words(dataset: &Dataset) -> impl Iterator<Item = (InputKind, u32, &'static str, &str)> {
    let reasons = dataset
        .justifications
        .iter()
        .map(|one| (InputKind::Justifications, one.row, "motivazione", Some(one.reason.as_str())));
    let notes = dataset
        .actuals
        .iter()
        .map(|one| (InputKind::Actuals, one.row, "nota", one.note.as_deref()));
    let actions = dataset.initiatives.iter().flatten().flat_map(|one| {
        [("azioni", &one.actions), ("attori", &one.actors)]
            .map(|(column, words)| (InputKind::Initiatives, one.row, column, words.as_deref()))
    });
    let subjects = dataset
        .meetings
        .iter()
        .flatten()
        .map(|one| (InputKind::Meetings, one.row, "argomenti", Some(one.subjects.as_str())));
    let objectives = dataset.plan.iter().flat_map(|plan| &plan.objectives);
    let plan = objectives.flat_map(|one| {
        let row = one.indicators.first().map_or(0, |indicator| indicator.row);
        [
            ("titolo", Some(one.title.as_str())),
            ("descrizione_obiettivo", one.description.as_deref()),
            ("struttura", one.structure.as_deref()),
        ]
        .map(|(column, words)| (InputKind::Plan, row, column, words))
    });
    let indicators = dataset.plan.iter().flat_map(|plan| &plan.objectives);
    let indicators = indicators.flat_map(|one| &one.indicators).flat_map(|one| {
        [
            ("descrizione", Some(one.description.as_str())),
            ("responsabile", one.accountable.as_deref()),
        ]
        .map(|(column, words)| (InputKind::Plan, one.row, column, words))
    });
    let all = reasons.chain(notes).chain(actions).chain(subjects).chain(plan).chain(indicators);
    all.filter_map(|(kind, row, column, words)| Some((kind, row, column, words?)))
}

/// What tells of a person; the person is not for a message.
fn who_is_named(text: &str, staff_numbers: &BTreeSet<String>) -> Option<&'static str> {
    let mut before = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|one: char| !one.is_alphanumeric());
        let has_digit = bare.chars().any(|one| one.is_ascii_digit());
        if staff_numbers.contains(&bare.to_lowercase())
            || (has_digit && NUMBER_FOLLOWS.contains(&before.as_str()))
        {
            return Some("la sua matricola");
        }
        let is_name = bare.chars().next().is_some_and(char::is_uppercase)
            && bare.chars().skip(1).any(char::is_lowercase);
        if is_name && NAME_FOLLOWS.contains(&before.as_str()) {
            return Some("il suo nome");
        }
        let is_number_sign = matches!(bare.to_lowercase().as_str(), "n" | "nr" | "numero" | "");
        if !is_number_sign {
            before =
                bare.chars().filter(|one| one.is_alphanumeric()).collect::<String>().to_lowercase();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_told_by_number_or_by_name_and_an_office_is_not() {
        let staff_numbers = BTreeSet::from(["a1042".to_owned(), "004711".to_owned()]);
        let named = |text| who_is_named(text, &staff_numbers);
        for text in
            ["la matr. n. 12 è in aspettativa", "persona A1042, assunta", "(004711)", "Matricola 7"]
        {
            assert_eq!(named(text), Some("la sua matricola"), "{text}");
        }
        for text in
            ["assente la sig.ra Bianchi", "La dott.ssa Verdi ha chiesto", "il dipendente Rossi"]
        {
            assert_eq!(named(text), Some("il suo nome"), "{text}");
        }
        for text in [
            "corretto dall'Ufficio Personale il 12/03/2023",
            "4711 ore di formazione",
            "la matricola è stata corretta nel 2023",
            "il dipendente INPS",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
