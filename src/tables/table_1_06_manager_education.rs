//! Table 1.6: managers by grade and education.

use super::printed::Printed;
use super::{Content, Told, by_education, figure};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;

/// `None` when the staff file has no education column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.education {
        return None;
    }
    let people: Vec<&Employee> =
        dataset.people.iter().filter(|person| dataset.category(person).is_manager()).collect();
    Some(by_education::content(dataset, words, &people))
}

pub(super) fn tell(printed: Printed<'_>) -> Told {
    Told { sentences: sentence(printed).into_iter().collect(), ..Told::default() }
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let people = printed.total()?.count(None)?;
    if people == 0 {
        return Some("Nessun dirigente in servizio.".to_owned());
    }
    let women = printed.total()?.count(Some(Gender::Woman))?;
    Some(format!(
        "Nel personale dirigenziale: {}, di cui {} ({} %).",
        italian::counted(people, "persona", "persone"),
        italian::counted(women, "donna", "donne"),
        figure::percent(women, people).text,
    ))
}
