//! C07: rows equal in everything but the staff number: perhaps one person entered twice.

use std::hash::Hash;

use super::firsts::Firsts;
use super::{cell, row};
use crate::diagnostic::code::IDENTICAL_ROWS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::input::InputKind;
use crate::model::table_id::TableId;

/// At each later row; the message says where the first is and nothing of the person. Gender, birth
/// and grade alone are shared by chance in a large body: the grade's date or the pay must be there.
pub(super) fn of_two_people(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut firsts = Firsts::of(&dataset.people);
    for (place, person) in dataset.people.iter().enumerate() {
        if person.in_grade_since.is_none() && person.annual_pay.is_none() {
            continue;
        }
        let first = firsts.like(place, personal_columns);
        if first.staff_number == person.staff_number {
            // The same row, or a repeated staff number, which has its own finding.
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "matricola");
        let message = format!(
            "la riga è uguale alla riga {}, tranne la matricola",
            row(dataset, InputKind::Staff, first.row)
        );
        diagnostics.push(Diagnostic::new(IDENTICAL_ROWS, place, message).with_tables(&[
            TableId::GRADES,
            TableId::PRESENCE,
            TableId::SENIORITY,
            TableId::PAY_GAP,
            TableId::MANAGER_EDUCATION,
            TableId::STAFF_EDUCATION,
        ]));
    }
}

fn personal_columns(person: &Employee) -> impl Hash + Eq + use<> {
    (
        (person.gender, person.birth_date, person.grade),
        (person.working_time, person.in_grade_since, person.education, person.annual_pay),
    )
}
