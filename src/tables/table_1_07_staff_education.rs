//! Table 1.7: people who are not managers by grade and education.

use super::tally::Tally;
use super::{Content, by_education, figure};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::staff_category::StaffCategory;

/// `None` when the staff file has no education column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.education {
        return None;
    }
    let people: Vec<&Employee> = dataset
        .people
        .iter()
        .filter(|person| dataset.category(person) == StaffCategory::NonManager)
        .collect();
    let (mut content, whole) = by_education::content(dataset, words, &people);
    content.sentences.push(sentence(dataset, &people, &whole));
    Some(content)
}

/// Degrees are the levels that table 1.6 lists: from "Laurea" upwards.
fn sentence(dataset: &Dataset, people: &[&Employee], whole: &Tally) -> String {
    if people.is_empty() {
        return "Nessuna persona nel personale non dirigente.".to_owned();
    }
    let graduates = people
        .iter()
        .filter(|person| {
            person.education.is_some_and(|level| dataset.education_levels[level].for_managers)
        })
        .map(|person| (person.gender, 0));
    let graduates = Tally::of(1, graduates);
    format!(
        "Ha almeno una laurea il {} % delle donne ({} su {}) e il {} % degli uomini ({} su {}).",
        figure::percent(graduates.women(), whole.women()).text,
        italian::count(graduates.women()),
        italian::count(whole.women()),
        figure::percent(graduates.men(), whole.men()).text,
        italian::count(graduates.men()),
        italian::count(whole.men()),
    )
}
