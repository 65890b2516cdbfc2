//! Table 1.7: people who are not managers by grade and education.

use super::tally::Tally;
use super::{Content, by_education, figure};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
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
    let share = |gender: Gender, noun: &str| {
        let (part, all) = (graduates.of_gender(gender), whole.of_gender(gender));
        let percent = italian::with_article(&figure::percent(part, all).text);
        let (part, of) = (italian::count(part), italian::count(all));
        (all > 0).then(|| format!("{percent} {noun} ({part} su {of})"))
    };
    let shares = [share(Gender::Woman, "delle donne"), share(Gender::Man, "degli uomini")];
    let shares: Vec<String> = shares.into_iter().flatten().collect();
    format!("Ha almeno una laurea {}.", shares.join(" e "))
}
