//! P09: an age at which nobody is in public service.

use super::cell;
use crate::diagnostic::code::IMPOSSIBLE_AGE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::age_band::completed_years;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// Completed years between which somebody may be in service; elected bodies until 100.
const WORKING_LIFE: std::ops::RangeInclusive<u32> = 16..=75;

pub(super) fn outside_working_life(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let reference = dataset.settings.report.reference_date();
    for person in &dataset.people {
        let Some(age) = completed_years(person.birth_date, reference) else { continue };
        let elected = dataset.category(person) == StaffCategory::GoverningBody;
        if WORKING_LIFE.contains(&age) || (elected && (76..=100).contains(&age)) {
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "data_nascita");
        let years = italian::counted(age.into(), "anno", "anni");
        let message = format!("al {} la persona avrebbe {years}", italian::date(reference));
        diagnostics.push(
            Diagnostic::new(IMPOSSIBLE_AGE, place, message)
                .with_value(italian::date(person.birth_date))
                .with_tables(&[TableId::GRADES, TableId::PRESENCE, TableId::SENIORITY]),
        );
    }
}
