//! Managers in one row of the public edition where they are few: grade by grade each of them would be alone,
//! and what is left of such rows misleads more than it says.

use std::collections::BTreeSet;

use crate::model::anatomy::Labels;
use crate::model::dataset::Dataset;
use crate::model::format::Format;
use crate::model::grade::Grade;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// The share of women among so many may be off by a tenth where each gender is rounded.
const FEW: usize = 20;

/// The people with the managers of a tipologia in one grade, which has its name; `None` where nothing
/// changes: they are many, or of one grade already, or shown as they are by law.
pub fn in_one_row(dataset: &Dataset) -> Option<Dataset> {
    let few: Vec<StaffCategory> = StaffCategory::ALL
        .into_iter()
        .filter(|category| category.is_manager() && are_few(dataset, *category))
        .collect();
    if few.is_empty() || has_fixed_rows(dataset) {
        return None;
    }
    let mut grades: Vec<Grade> = Vec::new();
    let mut place = Vec::new();
    for grade in &dataset.grades {
        let new = if few.contains(&grade.category) {
            Grade { label: grade.category.label().to_owned(), ..grade.clone() }
        } else {
            grade.clone()
        };
        let is_same = |other: &Grade| other.category == new.category && other.label == new.label;
        let found = grades.iter().position(is_same);
        place.push(found.unwrap_or(grades.len()));
        if found.is_none() {
            grades.push(new);
        }
    }
    let mut people = dataset.people.clone();
    for person in &mut people {
        person.grade = place[person.grade];
    }
    Some(Dataset { grades, people, ..dataset.clone() })
}

fn are_few(dataset: &Dataset, category: StaffCategory) -> bool {
    let exemptions = &dataset.settings.disclosure.exemptions;
    if exemptions.iter().any(|exemption| exemption.category == Some(category)) {
        return false;
    }
    let of_category = dataset.people.iter().filter(|person| dataset.category(person) == category);
    let grades: Vec<usize> = of_category.take(FEW).map(|person| person.grade).collect();
    grades.len() < FEW && grades.into_iter().collect::<BTreeSet<_>>().len() > 1
}

/// Rows that cannot be counted anew, or are shown as they are: what tables say of each other by grade must
/// be said of the same grades.
fn has_fixed_rows(dataset: &Dataset) -> bool {
    let exemptions = &dataset.settings.disclosure.exemptions;
    let public = exemptions.iter().filter_map(|of| of.table.as_deref().and_then(TableId::read));
    let mut fixed = dataset.totals.keys().copied().chain(public);
    fixed.any(|table| names_grades(&dataset.format, table))
}

fn names_grades(format: &Format, table: TableId) -> bool {
    format.find(table).is_some_and(|words| words.anatomy().labels != Labels::Other)
}
