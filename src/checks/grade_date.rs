//! P12: a grade entered after the reference date.

use super::cell;
use crate::diagnostic::code::GRADE_DATE_IN_FUTURE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::table_id::TableId;

pub(super) fn in_future(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let reference = dataset.settings.report.reference_date();
    for person in &dataset.people {
        let Some(since) = person.in_grade_since.filter(|since| *since > reference) else {
            continue;
        };
        let place = cell(dataset, InputKind::Staff, person.row, "data_inquadramento");
        let message = format!(
            "l'inquadramento decorre dal {}, dopo il {}",
            italian::date(since),
            italian::date(reference)
        );
        diagnostics.push(
            Diagnostic::new(GRADE_DATE_IN_FUTURE, place, message)
                .with_value(italian::date(since))
                .with_tables(&[TableId::SENIORITY]),
        );
    }
}
