//! P14: pay that nobody earns in a year.

use rust_decimal::Decimal;

use super::cell;
use crate::diagnostic::code::IMPLAUSIBLE_PAY;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// Euro a year outside which a figure is asked about.
const PLAUSIBLE: std::ops::RangeInclusive<i64> = 1_000..=1_000_000;

pub(super) fn implausible(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let plausible = Decimal::from(*PLAUSIBLE.start())..=Decimal::from(*PLAUSIBLE.end());
    for person in &dataset.people {
        let Some(pay) = person.annual_pay.filter(|pay| !plausible.contains(pay)) else { continue };
        let place = cell(dataset, InputKind::Staff, person.row, "retribuzione");
        let message =
            format!("la retribuzione annua sarebbe di {} euro", italian::money(&Ratio::from(pay)));
        diagnostics.push(
            Diagnostic::new(IMPLAUSIBLE_PAY, place, message)
                .with_value(italian::decimal(pay))
                .with_tables(&[TableId::PAY_GAP]),
        );
    }
}
