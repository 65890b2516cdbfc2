//! Cells from exact figures, with the conventions of the format for zeros and blanks.

use crate::italian;
use crate::model::cell::{Cell, Measure, Value};
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;
use crate::model::ratio::Ratio;

/// A count: an integer without separators.
pub(super) fn count(value: u64) -> Cell {
    Cell { text: value.to_string(), value: Value::Count(value), measure: Measure::People }
}

/// A sum of uses, which may count a person more than once.
pub(super) fn uses(value: u64) -> Cell {
    Cell { measure: Measure::Uses, ..count(value) }
}

/// The decimals that the amounts of a ledger are printed with: as many as they have, at most two.
pub(super) fn decimals(ledger: &Ledger) -> u32 {
    ledger.decimals().min(2)
}

/// Hours or days, without separators.
pub(super) fn quantity(value: impl Into<Ratio>, measure: Measure, decimals: u32) -> Cell {
    let value = value.into();
    Cell { text: italian::quantity(&value, decimals), value: Value::Quantity(value), measure }
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
    Cell { text: italian::money(&value), value: Value::Euro(value), measure: Measure::Euro }
}

/// A percentage that is already a ratio, such as a pay gap.
pub(super) fn percent_of(value: Ratio) -> Cell {
    Cell { text: italian::percent(&value), value: Value::Percent(value), measure: Measure::Percent }
}

/// The gender of one person, `U` or `D`; blank where there is nobody.
pub(super) fn gender(person: Option<Gender>) -> Cell {
    let measure = Measure::People;
    person.map_or_else(
        || blank(measure),
        |gender| Cell { text: gender.code().to_owned(), value: Value::Gender(gender), measure },
    )
}

pub(super) fn not_applicable(text: &str, measure: Measure) -> Cell {
    Cell { value: Value::NotApplicable, text: text.to_owned(), measure }
}

/// A place that the format leaves empty.
pub(super) fn blank(measure: Measure) -> Cell {
    Cell { value: Value::Blank, text: String::new(), measure }
}
