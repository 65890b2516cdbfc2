//! P16: a grade entered before anybody could have been hired.

use super::cell;
use crate::diagnostic::code::SENIORITY_LONGER_THAN_AGE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::age_band::completed_years;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::table_id::TableId;

/// Completed years before which nobody enters a grade.
const YOUNGEST: u32 = 16;

pub(super) fn longer_than_age(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for person in &dataset.people {
        let Some(since) = person.in_grade_since else { continue };
        if completed_years(person.birth_date, since).is_some_and(|age| age >= YOUNGEST) {
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "data_inquadramento");
        let message = format!(
            "l'inquadramento decorre dal {}, quando la persona aveva meno di {YOUNGEST} anni",
            italian::date(since)
        );
        diagnostics.push(
            Diagnostic::new(SENIORITY_LONGER_THAN_AGE, place, message)
                .with_value(italian::date(since))
                .with_tables(&[TableId::SENIORITY]),
        );
    }
}
