//! P34: one date of grade for many people, as where a reform gave every level another name.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cell;
use crate::diagnostic::code::SHARED_GRADE_DATE;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::reference_data::known_grades;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// People of one day from whom on it is no competition that all of them won.
const MANY: u64 = 5;
/// The same on a day on which levels were given other names.
const MANY_OF_A_REFORM: u64 = 2;

/// One finding for the most frequent date, where more than a third of the people of table 1.4 have it.
pub(super) fn of_many_people(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut days: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let staff = dataset.people.iter();
    let staff = staff.filter(|person| dataset.category(person) == StaffCategory::NonManager);
    for since in staff.filter_map(|person| person.in_grade_since) {
        *days.entry(since).or_default() += 1;
    }
    let all: u64 = days.values().sum();
    let Some((day, people)) = days.into_iter().max_by_key(|(day, people)| (*people, *day)) else {
        return;
    };
    let is_reform = known_grades().iter().any(|grade| grade.valid_from == Some(day));
    let many = if is_reform { MANY_OF_A_REFORM } else { MANY };
    if people < many || people * 3 <= all {
        return;
    }
    let date = italian::date(day);
    let reform = if is_reform {
        ", il giorno da cui i livelli del contratto hanno un altro nome"
    } else {
        ""
    };
    let message = format!(
        "{} su {} hanno la stessa data di inquadramento, {date}{reform}",
        italian::counted(people, "persona", "persone"),
        italian::count(all)
    );
    diagnostics.push(
        Diagnostic::new(SHARED_GRADE_DATE, column(dataset), message)
            .with_value(date)
            .with_tables(&[TableId::SENIORITY]),
    );
}

/// The whole column.
fn column(dataset: &Dataset) -> Location {
    let first = dataset.people.first().map_or(0, |person| person.row);
    Location { row: None, ..cell(dataset, InputKind::Staff, first, "data_inquadramento") }
}
