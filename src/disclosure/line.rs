//! A figure as tables are protected and attacked: what anybody can read of it, as a whole number.

use num_traits::ToPrimitive;

use crate::model::cell::Measure;
use crate::model::figure::{Figure, FigureValue};
use crate::model::format::{Format, TableFormat};
use crate::model::role::{ColumnRole, RowRole, Supplement};
use crate::model::table_id::TableId;

/// One line of `tabelle.csv`.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) figure: Figure,
    pub(super) kind: Kind,
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
    pub(super) fn of(format: &Format, figure: Figure) -> Self {
        let words = figure.chapter.table().and_then(|table| format.find(table));
        let kind = words.map_or(Kind::Apart, |words| Kind::of(words, &figure));
        let shown = match &figure.value {
            // Who presides a board is no number.
            FigureValue::Number(_) if figure.column_role == Some(ColumnRole::President) => {
                Shown::Nothing
            }
            FigureValue::Number(number) => {
                let decimals = if kind == Kind::Count { 0 } else { 2 };
                let number = number.scaled(decimals).to_i64().unwrap_or(LARGEST);
                Shown::Number(number.clamp(-LARGEST, LARGEST))
            }
            FigureValue::Protected => Shown::Protected,
            FigureValue::NotApplicable | FigureValue::NotProvided => Shown::Nothing,
        };
        Self { figure, kind, shown }
    }

    /// The place of the figure in words: what is drawn for it is drawn by its name, the same every year.
    pub(super) fn name(&self) -> String {
        let Figure { chapter, group, row, gender, class, .. } = &self.figure;
        format!("{chapter:?}|{group}|{row}|{gender:?}|{class}")
    }

    pub(super) fn table(&self) -> Option<TableId> {
        self.figure.chapter.table()
    }

    /// The whole number shown; `None` where there is none.
    pub(super) fn number(&self) -> Option<i64> {
        match self.shown {
            Shown::Number(number) => Some(number),
            Shown::Protected | Shown::Nothing => None,
        }
    }

    /// True for what takes part in sums and may be hidden.
    pub(super) fn is_figure(&self) -> bool {
        matches!(self.kind, Kind::Count | Kind::Amount)
    }
}

impl Kind {
    fn of(words: &TableFormat, figure: &Figure) -> Self {
        match (figure.measure, figure.row_role, figure.column_role) {
            (Measure::Percent, _, _) | (_, _, Some(ColumnRole::Gap)) => Self::Derived,
            (_, RowRole::Beside(Supplement::PerHead), _) => Self::Derived,
            (Measure::Indicators, _, _) | (_, _, Some(ColumnRole::President)) => Self::Apart,
            (Measure::Euro | Measure::Days | Measure::Hours, _, _) => Self::Amount,
            (Measure::Uses, _, _) if words.anatomy().adds_measures() => Self::Amount,
            (Measure::Uses | Measure::People, _, _) => Self::Count,
        }
    }
}
