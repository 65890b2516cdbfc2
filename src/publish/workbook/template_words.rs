//! The words of the drop-down lists.

use crate::diagnostic::Severity;
use crate::diagnostic::code::catalogue;
use crate::model::committee_lists::CommitteeLists;
use crate::model::holds::{Classification, Holds};
use crate::model::plan::Unit;
use crate::model::reference_data::{self, InputColumn, Term};
use crate::model::staff_category::StaffCategory;

/// The words that a column takes, or those that it is likely to; none where anything goes.
pub fn accepted_words(column: &InputColumn) -> Vec<String> {
    let fixed = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let classification = match column.holds {
        Holds::Term(classification) => classification,
        Holds::YesNo => return fixed(&["sì", "no"]),
        _ => return Vec::new(),
    };
    match classification {
        Classification::Leave => short(reference_data::leave_types()),
        Classification::Training => short(reference_data::training_types()),
        Classification::Measure => short(reference_data::work_life_measures()),
        Classification::Table => (1..=11).map(|number| format!("1.{number}")).collect(),
        Classification::Grade => grades_in_force(),
        Classification::Service => service_states(),
        Classification::Contract => fixed(&["Tempo indeterminato", "Tempo determinato"]),
        Classification::Anomaly => anomalies(),
        Classification::Gender => fixed(&["D", "U", "F", "M"]),
        Classification::Area => action_areas(),
        Classification::MemberRole => {
            fixed(&["Presidente", "Vicepresidente", "Componente", "Supplente"])
        }
        Classification::CommitteeFact => CommitteeLists::bundled().facts.entries.clone(),
        Classification::CommitteeMatter => {
            CommitteeLists::bundled().matters().map(str::to_owned).collect()
        }
        Classification::WellbeingTool => CommitteeLists::bundled().tools.entries.clone(),
        Classification::Category => StaffCategory::ALL.map(|of| of.label().to_owned()).to_vec(),
        Classification::Education => {
            let levels = reference_data::education_levels().into_iter();
            levels.map(|level| level.offered.unwrap_or(level.label)).collect()
        }
        Classification::Unit => Unit::ALL.map(|unit| unit.label().to_owned()).to_vec(),
        Classification::Direction => fixed(&["crescente", "decrescente"]),
        Classification::BoardRole => fixed(&["presidente", "componente"]),
        Classification::Level => fixed(&["indirizzo", "obiettivo generale"]),
        Classification::Position | Classification::TimeUnit | Classification::Standing => {
            Vec::new()
        }
    }
}

/// `1 – Piani triennali di azioni positive`
fn action_areas() -> Vec<String> {
    let formats = reference_data::formats().into_iter().take(1);
    let areas = formats.flat_map(|format| format.areas);
    areas.map(|area| format!("{} – {}", area.number, area.title)).collect()
}

fn short(terms: Vec<Term>) -> Vec<String> {
    terms.into_iter().filter_map(|term| term.aliases.into_iter().next()).collect()
}

/// Those that new staff can have, elected bodies left out.
fn grades_in_force() -> Vec<String> {
    let grades = reference_data::known_grades();
    let first = grades.first().map(|grade| grade.comparto.clone()).unwrap_or_default();
    grades
        .into_iter()
        .filter(|grade| grade.comparto == first && grade.valid_to.is_none() && !grade.rare)
        .filter(|grade| grade.category != StaffCategory::GoverningBody)
        .map(|grade| grade.label)
        .collect()
}

fn service_states() -> Vec<String> {
    reference_data::service_states().states.into_iter().take(6).map(|state| state.label).collect()
}

fn anomalies() -> Vec<String> {
    let anomalies = catalogue().iter().filter(|info| info.severity == Severity::Anomaly);
    anomalies.map(|info| info.code.to_string()).collect()
}
