//! A line of the tidy csv, the form in which tables are protected and attacked: what anybody can
//! read of a figure.

use num_traits::ToPrimitive;
use rust_decimal::Decimal;

use crate::model::cell::Value;
use crate::model::format::Format;
use crate::model::ratio::Ratio;
use crate::model::table::{Column, Row, Table};
use crate::model::table_id::TableId;

/// One line of `tabelle.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// `None` for scores of the plan.
    pub(super) table: Option<TableId>,
    pub(super) group: String,
    pub(super) row: String,
    /// `U`, `D` or `T`.
    pub(super) gender: String,
    pub(super) class: String,
    pub(super) measure: String,
    pub(super) shown: Shown,
}

/// What a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A count in units; anything else in hundredths.
    Number(i64),
    Protected,
    /// Not applicable, not provided, or no number.
    Nothing,
}

/// What can be known of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole number: people, positions, uses.
    Count,
    /// Hours, days, mean pay: rounded to hundredths.
    Amount,
    /// Computed from other figures of the edition.
    Derived,
    /// Who presides a board, scores of the plan: in no relation with other figures.
    Apart,
}

/// Larger figures than any body has; what is computed with them stays within `i64`.
const LARGEST: i64 = 100_000_000_000;

impl Line {
    /// The line of a cell of the full tables; `None` for a place that the format leaves blank.
    pub(super) fn of_cell(
        format: &Format,
        table: &Table,
        row: &Row,
        column: &Column,
        index: usize,
    ) -> Option<Self> {
        let cell = row.cells.get(index)?;
        if cell.value == Value::Blank {
            return None;
        }
        let mut line = Self {
            table: Some(table.id),
            group: row.group.clone(),
            row: row.label.clone(),
            gender: column.gender_code().to_owned(),
            class: column.label.clone(),
            measure: cell.measure.code().to_owned(),
            shown: Shown::Nothing,
        };
        let in_units = line.kind(format) == Kind::Count;
        let number = match &cell.value {
            Value::Count(count) => Some(Ratio::from(*count)),
            Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
                Some(ratio.clone())
            }
            _ => None,
        };
        line.shown = match number.map(|number| number.scaled(if in_units { 0 } else { 2 })) {
            Some(number) => shown(number.to_i64()),
            None if cell.value == Value::Protected => Shown::Protected,
            None => Shown::Nothing,
        };
        Some(line)
    }

    /// The line of a record of `tabelle.csv`; `None` where it is not one.
    pub(super) fn of_record(format: &Format, record: &csv::StringRecord) -> Option<Self> {
        let field = |index| record.get(index).map(str::to_owned);
        let mut line = Self {
            table: TableId::read(record.get(0)?),
            group: field(1)?,
            row: field(2)?,
            gender: field(3)?,
            class: field(4)?,
            measure: field(5)?,
            shown: Shown::Nothing,
        };
        let scale =
            if line.kind(format) == Kind::Count { Decimal::ONE } else { Decimal::ONE_HUNDRED };
        let number: Option<Decimal> = record.get(6)?.parse().ok();
        line.shown = match (record.get(7)?, number) {
            ("riservato", _) => Shown::Protected,
            ("", Some(number)) => {
                shown(number.checked_mul(scale).and_then(|scaled| scaled.to_i64()))
            }
            _ => Shown::Nothing,
        };
        Some(line)
    }

    /// What the format says of a figure in this place.
    pub(super) fn kind(&self, format: &Format) -> Kind {
        let Some(words) = self.table.and_then(|table| format.find(table)) else {
            return Kind::Apart;
        };
        let in_column = |key| words.known_column(key) == Some(self.class.as_str());
        let in_row = |key| words.known_row(key) == Some(self.row.as_str());
        // The table of leave adds days and hours; others add uses.
        let adds_amounts = words.known_row("days").is_some();
        match self.measure.as_str() {
            "percento" => Kind::Derived,
            "euro" if in_column("gap") => Kind::Derived,
            "ore" if in_row("per_head") => Kind::Derived,
            "euro" | "giorni" | "ore" => Kind::Amount,
            "fruizioni" if adds_amounts => Kind::Amount,
            "persone" if in_column("president") => Kind::Apart,
            _ => Kind::Count,
        }
    }
}

fn shown(number: Option<i64>) -> Shown {
    Shown::Number(number.unwrap_or(LARGEST).clamp(-LARGEST, LARGEST))
}
