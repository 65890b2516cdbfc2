//! P34: one date of grade for many people, as where a reform gave every level another name.

use std::collections::{BTreeMap, BTreeSet};

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

/// One finding for the most frequent date that more than a third of the people of table 1.4 have, or more
/// than a tenth where it is the day of a reform.
pub(super) fn of_many_people(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut days: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let staff = dataset.people.iter();
    let staff = staff.filter(|person| dataset.category(person) == StaffCategory::NonManager);
    for since in staff.filter_map(|person| person.in_grade_since) {
        *days.entry(since).or_default() += 1;
    }
    let all: u64 = days.values().sum();
    let reforms: BTreeSet<NaiveDate> =
        known_grades().iter().filter_map(|grade| grade.valid_from).collect();
    let is_odd = |(day, people): &(NaiveDate, u64)| {
        if reforms.contains(day) {
            *people >= MANY_OF_A_REFORM && *people * 10 > all
        } else {
            *people >= MANY && *people * 3 > all
        }
    };
    let found = days.into_iter().filter(is_odd).max_by_key(|(day, people)| (*people, *day));
    let Some((day, people)) = found else { return };
    let is_reform = reforms.contains(&day);
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
