//! P18: a grade of a contract that is not in force at the reference date.

use super::cell;
use crate::diagnostic::code::GRADE_NOT_IN_FORCE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::reference_data::known_grades;
use crate::model::table_id::TableId;

/// One finding for each such grade, at its first row.
pub(super) fn at_reference_date(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let reference = dataset.settings.report.reference_date();
    let known = known_grades();
    for (index, grade) in dataset.grades.iter().enumerate() {
        let own = dataset.settings.grades.iter().any(|own| own.label == grade.label);
        let bundled = known
            .iter()
            .find(|known| known.label == grade.label && known.category == grade.category)
            .filter(|known| !own && !known.is_in_force(reference));
        let mut people = dataset.people.iter().filter(|person| person.grade == index);
        let (Some(_), Some(first)) = (bundled, people.next()) else { continue };
        let place = cell(dataset, InputKind::Staff, first.row, "inquadramento");
        let message = format!(
            "«{}» non è in vigore al {} ({} con questo inquadramento)",
            grade.label,
            italian::date(reference),
            italian::counted(people.count() as u64 + 1, "persona", "persone")
        );
        diagnostics.push(
            Diagnostic::new(GRADE_NOT_IN_FORCE, place, message)
                .with_value(grade.label.clone())
                .with_tables(&[TableId::GRADES, TableId::PAY_GAP, TableId::STAFF_EDUCATION]),
        );
    }
}
