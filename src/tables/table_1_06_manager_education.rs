//! Table 1.6: managers by grade and education.

use super::{Content, by_education, figure};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;

/// `None` when the staff file has no education column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.education {
        return None;
    }
    let people: Vec<&Employee> =
        dataset.people.iter().filter(|person| dataset.category(person).is_manager()).collect();
    let (mut content, whole) = by_education::content(dataset, words, &people);
    content.sentences.push(if people.is_empty() {
        "Nessun dirigente in servizio.".to_owned()
    } else {
        format!(
            "Nel personale dirigenziale: {}, di cui {} ({} %).",
            italian::counted(whole.total(), "persona", "persone"),
            italian::counted(whole.women(), "donna", "donne"),
            figure::percent(whole.women(), whole.total()).text,
        )
    });
    Some(content)
}
