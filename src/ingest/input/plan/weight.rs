//! Weights: of an indicator, and of an objective among the others. Their sizes say something only
//! together, so a column that mixes measures is asked as a whole.

use rust_decimal::Decimal;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::italian;

const INDICATOR: &str = "peso";
const OBJECTIVE: &str = "peso_obiettivo";

/// The weights of the year, as they are written.
#[derive(Default)]
pub(super) struct Weights {
    of_indicators: Vec<Written>,
    of_objectives: Vec<Written>,
}

struct Written {
    row: u32,
    /// `None` for an empty cell.
    value: Option<Decimal>,
    is_percent: bool,
}

impl Written {
    fn is_fraction(&self) -> bool {
        let is_small = |value: Decimal| value > Decimal::ZERO && value < Decimal::ONE;
        !self.is_percent && self.value.is_some_and(is_small)
    }

    fn shown(&self) -> String {
        let value = self.value.map_or_else(String::new, italian::decimal);
        if self.is_percent { format!("{value}%") } else { value }
    }
}

/// The weight of the indicator: 1 where the plan says nothing.
pub(super) fn of_indicator(
    record: &mut Record<'_>,
    year: i32,
    weights: &mut Weights,
) -> Option<Decimal> {
    let weight = read(record, INDICATOR, year, &mut weights.of_indicators)?;
    Some(weight.unwrap_or(Decimal::ONE))
}

pub(super) fn of_objective(
    record: &mut Record<'_>,
    year: i32,
    weights: &mut Weights,
) -> Option<Decimal> {
    read(record, OBJECTIVE, year, &mut weights.of_objectives)?
}

/// `None` with a diagnostic, `Some(None)` for an empty cell.
fn read(
    record: &mut Record<'_>,
    column: &str,
    year: i32,
    written: &mut Vec<Written>,
) -> Option<Option<Decimal>> {
    let cell = record.value(column);
    let is_percent = match cell {
        Value::Number(number) => number.percent,
        _ => cell.text().is_some_and(|text| text.contains('%')),
    };
    let value = if cell.is_empty() { None } else { Some(record.number(column)?) };
    let unit = record.unit(column);
    let value = match unit {
        Some(unit) if !is_percent => value.map(|value| unit.hundredths(value)),
        _ => value,
    };
    // What the office says of the column settles it.
    let is_percent = is_percent || unit.is_some();
    if value.is_some_and(|value| value.is_sign_negative()) {
        record.refuse(column, code::UNREADABLE_NUMBER, "il peso non può essere negativo");
        return None;
    }
    let has_column = record.cell(column).is_some();
    let is_due = record.value("anno").text().is_some_and(|text| text.trim() == year.to_string());
    if has_column && is_due {
        written.push(Written { row: record.row.number, value, is_percent });
    }
    Some(value)
}

impl Weights {
    /// Columns in which fractions stand beside percentages or points, or some cells are empty.
    pub(super) fn report(
        &self,
        place: impl Fn(u32, &str) -> Location,
        diagnostics: &mut Diagnostics,
    ) {
        for (column, written) in
            [(INDICATOR, &self.of_indicators), (OBJECTIVE, &self.of_objectives)]
        {
            let found = mixed(written, column).or_else(|| half_empty(written, column));
            if let Some((row, message)) = found {
                let finding = Diagnostic::new(code::WEIGHTS_MIXED, place(row, column), message);
                diagnostics.push(finding);
            }
        }
    }
}

/// `0,4` beside `20%` or `30`.
fn mixed(written: &[Written], column: &str) -> Option<(u32, String)> {
    let is_one = |weight: &&Written| !weight.is_percent && weight.value == Some(Decimal::ONE);
    let has_percents = written.iter().any(|weight| weight.is_percent);
    let fraction = written
        .iter()
        .find(|weight| weight.is_fraction())
        .or_else(|| written.iter().find(is_one).filter(|_| has_percents))?;
    let is_large = |weight: &&Written| weight.value.is_some_and(|value| value >= Decimal::TEN);
    let other = written
        .iter()
        .find(|weight| weight.is_percent)
        .or_else(|| written.iter().find(is_large))?;
    let message = format!(
        "«{column}» mescola misure diverse: {} alla riga {}, {} alla riga {}",
        fraction.shown(),
        fraction.row,
        other.shown(),
        other.row
    );
    Some((fraction.row, message))
}

/// Empty cells would weigh 1 beside weights that are not 1.
fn half_empty(written: &[Written], column: &str) -> Option<(u32, String)> {
    let empty = written.iter().find(|weight| weight.value.is_none())?;
    let other =
        written.iter().find(|weight| weight.value.is_some_and(|value| value != Decimal::ONE))?;
    let message = format!(
        "«{column}» è vuoto alla riga {}, mentre alla riga {} è {}",
        empty.row,
        other.row,
        other.shown()
    );
    Some((empty.row, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(weights: &[&str]) -> bool {
        let written: Vec<Written> = (2..)
            .zip(weights)
            .map(|(row, text)| Written {
                row,
                value: text.trim_end_matches('%').parse().ok(),
                is_percent: text.ends_with('%'),
            })
            .collect();
        mixed(&written, INDICATOR).or_else(|| half_empty(&written, INDICATOR)).is_some()
    }

    #[test]
    fn one_measure_in_a_column_is_right_and_two_are_asked() {
        for weights in [
            &["40%", "30%", "20%", "10"][..],
            &["0.4", "0.3", "0.3"],
            &["1", "2", "0.5"],
            &["", "", ""],
            &["", "1"],
            &["60", "40", "100"],
        ] {
            assert!(!asked(weights), "{weights:?}");
        }
        for weights in [
            &["0.4", "0.3", "20%", "10%"][..],
            &["0.4", "0.3", "20", "10"],
            &["1", "50%"],
            &["30", "40", ""],
        ] {
            assert!(asked(weights), "{weights:?}");
        }
    }
}
