//! The words of the drop-down lists.

use crate::diagnostic::Severity;
use crate::diagnostic::code::catalogue;
use crate::model::input::InputKind;
use crate::model::plan::Unit;
use crate::model::reference_data::{self, Term};
use crate::model::staff_category::StaffCategory;

/// The words that a column of an input takes, or some that it is likely to; none where anything
/// goes. Together they fit the 255 characters of a list.
pub(super) fn accepted_words(kind: InputKind, column: &str) -> Vec<String> {
    let fixed = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    match (kind, column) {
        (InputKind::Leave, "tipo") => short(reference_data::leave_types()),
        (InputKind::Training, "tipo") => short(reference_data::training_types()),
        (InputKind::WorkLife, "misura") => short(reference_data::work_life_measures()),
        (InputKind::Totals, "tabella") => (1..=11).map(|number| format!("1.{number}")).collect(),
        (InputKind::Staff, "inquadramento") => grades_in_force(),
        (InputKind::Staff, "contratto") => fixed(&["Tempo indeterminato", "Tempo determinato"]),
        (InputKind::Justifications, "codice") => anomalies(),
        (_, "genere") => fixed(&["D", "U"]),
        (_, "tipologia") => StaffCategory::ALL.map(|of| of.label().to_owned()).to_vec(),
        (_, "titolo_studio") => {
            reference_data::education_levels().into_iter().map(|level| level.label).collect()
        }
        (_, "unita") => Unit::ALL.map(|unit| unit.label().to_owned()).to_vec(),
        (_, "verso") => fixed(&["crescente", "decrescente"]),
        (_, "ruolo") => fixed(&["presidente", "componente"]),
        (_, "livello") => fixed(&["indirizzo", "obiettivo generale"]),
        _ => Vec::new(),
    }
}

/// Columns whose list proposes and does not restrict.
pub(super) fn takes_other_words(kind: InputKind, column: &str) -> bool {
    matches!(
        (kind, column),
        (InputKind::WorkLife, "misura")
            | (InputKind::Training, "tipo")
            | (InputKind::Staff, "inquadramento" | "contratto" | "titolo_studio")
            | (InputKind::Justifications, "codice")
    )
}

fn short(terms: Vec<Term>) -> Vec<String> {
    terms.into_iter().filter_map(|term| term.aliases.into_iter().next()).collect()
}

/// Those that new staff can have, elected bodies left out.
fn grades_in_force() -> Vec<String> {
    reference_data::known_grades()
        .into_iter()
        .filter(|grade| grade.valid_to.is_none() && grade.category != StaffCategory::GoverningBody)
        .map(|grade| grade.label)
        .collect()
}

fn anomalies() -> Vec<String> {
    let anomalies = catalogue().iter().filter(|info| info.severity == Severity::Anomaly);
    anomalies.map(|info| info.code.to_string()).collect()
}
