//! C05: a tipologia that is not the one the classification gives to the grade.

use super::cell;
use crate::diagnostic::code::CATEGORY_UNLIKE_GRADE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::grade::Grade;
use crate::model::input::InputKind;
use crate::model::reference_data::{KnownGrade, known_grades};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// One finding for each such pair of tipologia and grade, at its first row.
pub(super) fn contradicts_grade(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let known = known_grades();
    for (index, grade) in dataset.grades.iter().enumerate() {
        let mut people = dataset.people.iter().filter(|person| person.grade == index);
        let (Some(expected), Some(first)) = (expected(dataset, &known, grade), people.next())
        else {
            continue;
        };
        let place = cell(dataset, InputKind::Staff, first.row, "tipologia");
        let message = format!(
            "«{}» è di «{}» secondo la classificazione, ma qui è «{}» ({})",
            grade.label,
            expected.label(),
            grade.category.label(),
            italian::counted(people.count() as u64 + 1, "persona", "persone")
        );
        diagnostics.push(
            Diagnostic::new(CATEGORY_UNLIKE_GRADE, place, message)
                .with_value(grade.category.label())
                .with_tables(&[
                    TableId::GRADES,
                    TableId::POSITIONS,
                    TableId::SENIORITY,
                    TableId::MANAGER_EDUCATION,
                    TableId::STAFF_EDUCATION,
                ]),
        );
    }
}

/// The category of a known grade where it is another; what `cug.toml` says of a grade wins.
fn expected(dataset: &Dataset, known: &[KnownGrade], grade: &Grade) -> Option<StaffCategory> {
    let own = dataset.settings.grades.iter().map(|own| own.category);
    let bundled = known.iter().map(|known| known.category);
    own.chain(bundled).nth(grade.rank).filter(|category| *category != grade.category)
}
