//! P18: a grade of a contract that is not in force at the reference date.

use super::cell;
use crate::diagnostic::code::GRADE_NOT_IN_FORCE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::reference_data::{KnownGrade, known_grades};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// One finding for each such grade, at its first row.
pub(super) fn at_reference_date(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let reference = dataset.settings.report.reference_date();
    let known = known_grades();
    for (index, grade) in dataset.grades.iter().enumerate() {
        let own = dataset.settings.grades.iter().any(|own| own.label == grade.label);
        let place = grade.rank.checked_sub(dataset.settings.grades.len());
        let bundled = place
            .and_then(|place| known.get(place))
            .filter(|known| !own && !known.is_in_force(reference));
        let mut people = dataset.people.iter().filter(|person| person.grade == index);
        let (Some(bundled), Some(first)) = (bundled, people.next()) else { continue };
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
                .with_remedy(remedy(dataset, &known, &bundled.comparto))
                .with_tables(&[TableId::GRADES, TableId::PAY_GAP, TableId::STAFF_EDUCATION]),
        );
    }
}

/// Names the grades that the contract of the comparto has on the day.
fn remedy(dataset: &Dataset, known: &[KnownGrade], comparto: &str) -> String {
    let reference = dataset.settings.report.reference_date();
    let of_contract = known.iter().filter(|grade| {
        grade.comparto == comparto
            && grade.category == StaffCategory::NonManager
            && grade.valid_from.or(grade.valid_to).is_some()
            && grade.is_in_force(reference)
            && !grade.label.contains(|letter: char| letter.is_ascii_digit())
    });
    let names: Vec<&str> = of_contract.map(|grade| grade.label.as_str()).collect();
    format!(
        "Scrivete l'inquadramento posseduto al {}. Nel comparto {comparto} quel giorno erano in vigore: {}. Controllate anche «anno» in cug.toml; se l'inquadramento è giusto, indicate il motivo nel file «giustificazioni».",
        italian::date(reference),
        names.join(", ")
    )
}
