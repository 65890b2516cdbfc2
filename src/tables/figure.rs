//! Cells from exact figures, with the conventions of the format for zeros and blanks.

use rust_decimal::Decimal;

use crate::italian;
use crate::model::cell::{Cell, Measure, Value};
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;
use crate::model::ratio::Ratio;

/// A sum of people or uses as a count: these are whole (reading refuses a fraction of one).
pub(super) fn whole_number(amount: Decimal) -> u64 {
    u64::try_from(amount).unwrap_or_default()
}

/// A count: an integer without separators.
pub(super) fn count(value: u64) -> Cell {
    cell(Value::Count(value), value.to_string(), Measure::People)
}

/// A sum of uses, which may count a person more than once.
pub(super) fn uses(value: u64) -> Cell {
    Cell { measure: Measure::Uses, ..count(value) }
}

/// The decimals that the amounts of a ledger are printed with: as many as they need.
pub(super) fn decimals(ledger: &Ledger) -> u32 {
    ledger.decimals()
}

/// Hours or days, without separators.
pub(super) fn quantity(value: impl Into<Ratio>, measure: Measure, decimals: u32) -> Cell {
    let value = value.into();
    let text = italian::quantity(&value, decimals);
    cell(Value::Quantity(value), text, measure)
}

/// `part` in percent of `whole`: two decimals, `0,00` for a part of zero.
pub(super) fn percent(part: impl Into<Ratio>, whole: impl Into<Ratio>) -> Cell {
    percent_of(Ratio::percent(part, whole).unwrap_or_else(Ratio::zero))
}

/// A share of one gender: as [`percent`], but `--` for a part of zero, as the portal prints it.
pub(super) fn gender_share(part: impl Into<Ratio>, whole: impl Into<Ratio>) -> Cell {
    let part = part.into();
    if part.is_zero() {
        return not_applicable("--", Measure::Percent);
    }
    percent(part, whole)
}

pub(super) fn euro(value: Ratio) -> Cell {
    let text = italian::money(&value);
    cell(Value::Euro(value), text, Measure::Euro)
}

/// A percentage that is already a ratio, such as a pay gap.
pub(super) fn percent_of(value: Ratio) -> Cell {
    let text = italian::percent(&value);
    cell(Value::Percent(value), text, Measure::Percent)
}

/// `3 donne` for those who listen to a chart; a count that is kept back says so.
pub(super) fn spoken(count: Option<u64>, one: &str, many: &str) -> String {
    count.map_or_else(
        || format!("un numero riservato di {many}"),
        |count| italian::counted(count, one, many),
    )
}

/// The gender of one person, `U` or `D`; blank where there is nobody.
pub(super) fn gender(person: Option<Gender>) -> Cell {
    let measure = Measure::People;
    person.map_or_else(
        || blank(measure),
        |gender| cell(Value::Gender(gender), gender.code().to_owned(), measure),
    )
}

pub(super) fn not_applicable(text: &str, measure: Measure) -> Cell {
    cell(Value::NotApplicable, text.to_owned(), measure)
}

/// A place that the format leaves empty.
pub(super) fn blank(measure: Measure) -> Cell {
    cell(Value::Blank, String::new(), measure)
}

fn cell(value: Value, text: String, measure: Measure) -> Cell {
    Cell { value, text, measure, contributors: None }
}
