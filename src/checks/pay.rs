//! P14: pay that nobody earns in a year.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::cell;
use crate::diagnostic::code::{IMPLAUSIBLE_PAY, PAY_OF_PART_OF_YEAR};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::input::InputKind;
use crate::model::ratio::Ratio;
use crate::model::reference_data::plausible;
use crate::model::table_id::TableId;

/// People with pay from whom a middle one says something.
const FEWEST: usize = 5;

pub(super) fn implausible(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let ranges = &plausible().pay;
    let possible = ranges.least_of_one..=ranges.most_of_one;
    let median = median_of_full_time(dataset);
    for person in &dataset.people {
        let Some(pay) = person.annual_pay else { continue };
        let share = person.working_time.unwrap_or(Decimal::ONE_HUNDRED);
        let usual = median.map(|median| median * share / Decimal::ONE_HUNDRED);
        let is_low = usual.is_some_and(|usual| pay < usual * ranges.least_of_median);
        let is_high = usual.is_some_and(|usual| pay > usual * ranges.most_of_median);
        if possible.contains(&pay) && !is_low && !is_high {
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "retribuzione");
        let mut message =
            format!("la retribuzione annua sarebbe di {} euro", italian::money(&Ratio::from(pay)));
        if let Some(usual) = usual.filter(|_| possible.contains(&pay)) {
            let usual = italian::money(&Ratio::from(usual.round_dp(2)));
            let far = if is_low { "meno di un quarto di" } else { "più di nove volte" };
            message.push_str(&format!(", {far} quella di mezzo ({usual})"));
        }
        diagnostics.push(
            Diagnostic::new(IMPLAUSIBLE_PAY, place, message)
                .with_value(italian::decimal(pay))
                .with_tables(&[TableId::PAY_GAP]),
        );
    }
}

/// Pay of people hired during the year that is far below that of a year: in the means of table 1.5 it stands as it is.
pub(super) fn of_part_of_the_year(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let year = dataset.settings.report.year;
    let Some(median) = median_of_full_time(dataset) else { return };
    let hundred = Decimal::ONE_HUNDRED;
    let is_partial = |person: &&Employee| {
        let share = person.working_time.unwrap_or(hundred);
        let is_new = person.hired.is_some_and(|day| day.year() == year && day.ordinal() > 31);
        is_new
            && person.annual_pay.is_some_and(|pay| {
                pay * hundred * Decimal::from(4) < median * share * Decimal::from(3)
            })
    };
    let mut people = dataset.people.iter().filter(is_partial);
    let Some(first) = people.next() else { return };
    let count = italian::counted(1 + people.count() as u64, "persona assunta", "persone assunte");
    let place = cell(dataset, InputKind::Staff, first.row, "retribuzione");
    let message = format!("{count} nel {year}: la retribuzione sembra di una parte dell'anno");
    diagnostics.push(
        Diagnostic::new(PAY_OF_PART_OF_YEAR, place, message).with_tables(&[TableId::PAY_GAP]),
    );
}

/// The middle one of the amounts that people would have with full time.
fn median_of_full_time(dataset: &Dataset) -> Option<Decimal> {
    let whole = |person: &Employee| {
        let share = person.working_time.unwrap_or(Decimal::ONE_HUNDRED);
        (person.annual_pay? * Decimal::ONE_HUNDRED).checked_div(share)
    };
    let mut amounts: Vec<Decimal> = dataset.people.iter().filter_map(whole).collect();
    let middle = amounts.len() / 2;
    (amounts.len() >= FEWEST).then(|| *amounts.select_nth_unstable(middle).1)
}
