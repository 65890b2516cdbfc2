//! Table 1.6: managers by grade and education.

use super::printed::Printed;
use super::{Content, Description, by_education, by_gender, figure};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_gender as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::GroupedByGrade,
    measure: Measure::People,
    relations: &[Relation::Layout(by_gender::RELATIONS), by_gender::PERCENT_OF_STAFF],
    agreements: &[Agreement {
        people: Some("dirigenti"),
        rows: &[RowRole::Body],
        bound: Bound::Equal,
        table: TableId::GRADES,
        of: Population::Of(StaffCategory::is_manager),
        by_grade: true,
    }],
};

/// `None` when the staff file has no education column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.education {
        return None;
    }
    let people: Vec<&Employee> =
        dataset.people.iter().filter(|person| dataset.category(person).is_manager()).collect();
    Some(by_education::content(dataset, words, &people))
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description { sentences: sentence(printed).into_iter().collect(), ..Description::default() }
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let people = printed.total()?.count(None)?;
    if people == 0 {
        return Some(printed.none("Nessun dirigente in servizio."));
    }
    let women = printed.total()?.count(Some(Gender::Woman))?;
    Some(format!(
        "Nel personale dirigenziale: {}, di cui {} ({} %).",
        italian::counted(people, "persona", "persone"),
        italian::counted(women, "donna", "donne"),
        figure::percent(women, people).text,
    ))
}
