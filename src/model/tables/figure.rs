//! One figure in the tidy form of `tabelle.csv`: its place, its measure, and a number or the reason
//! why there is none. It is the same whether it comes from a table of this run, from the csv of
//! another year, or from a line that somebody typed.

use std::fmt;

use crate::model::achievement::{MISSING_AT_ZERO, Outcome, RULES, RuleScore, Summary};
use crate::model::cell::{Cell, Measure, Value};
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::{Column, Row, Table};
use crate::model::table_id::TableId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub chapter: Chapter,
    /// Tipologia or inquadramento, as printed.
    pub group: String,
    /// Empty where the line only says that the whole table was not given.
    pub row: String,
    pub row_role: RowRole,
    /// `None` for both genders together.
    pub gender: Option<Gender>,
    pub class: String,
    /// `None` for a heading that is not of the format.
    pub column_role: Option<ColumnRole>,
    pub measure: Measure,
    pub value: FigureValue,
    /// One-based line of the file; 0 for a figure of this run.
    pub line: u32,
}

/// What a figure belongs to: the column `tabella`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    Table(TableId),
    /// Scores of the plan.
    Plan,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureValue {
    Number(Ratio),
    /// Kept back in the public edition that it comes from.
    Protected,
    NotApplicable,
    NotProvided,
}

/// The word of the tidy csv for scores of the plan, in place of a table's number.
pub const PLAN: &str = "pap";

/// Classes of the tidy csv for the indicators that are assessed, and for all.
pub const ASSESSED: &str = "valutati";
pub const ALL_INDICATORS: &str = "tutti";

/// The word of the tidy csv for both genders together.
pub const BOTH_GENDERS: &str = "T";

impl Figure {
    /// Every figure of a table; places that the format leaves blank have none.
    pub fn all_of(table: &Table) -> impl Iterator<Item = Self> {
        table.rows.iter().flat_map(|row| {
            let cells = table.columns.iter().zip(&row.cells);
            cells.filter_map(|(column, cell)| Self::of_cell(table.id, row, column, cell))
        })
    }

    /// The figure of a cell; `None` for a blank place.
    pub fn of_cell(table: TableId, row: &Row, column: &Column, cell: &Cell) -> Option<Self> {
        let value = match &cell.value {
            Value::Blank => return None,
            Value::Count(count) => FigureValue::Number(Ratio::from(*count)),
            Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
                FigureValue::printed(ratio)
            }
            Value::Gender(_) => FigureValue::Number(Ratio::from(1_u64)),
            Value::NotApplicable => FigureValue::NotApplicable,
            Value::NotProvided => FigureValue::NotProvided,
            Value::Protected => FigureValue::Protected,
        };
        Some(Self {
            chapter: Chapter::Table(table),
            group: row.group.clone(),
            row: row.label.clone(),
            row_role: row.role,
            gender: match cell.value {
                Value::Gender(gender) => Some(gender),
                _ => column.gender,
            },
            class: column.label.clone(),
            column_role: Some(column.role),
            measure: cell.measure,
            value,
            line: 0,
        })
    }

    /// The results of the plan, or of one of its areas: the score, the same with its missing actuals
    /// at 0, and how many indicators ended how. Every score stands beside what is in it.
    pub fn of_summary(row: &str, summary: &Summary) -> Vec<Self> {
        let score = |class, value: &Option<Ratio>| Self::of_plan(row, class, value.as_ref());
        let count = |class, count: u64| Self {
            measure: Measure::Indicators,
            value: FigureValue::Number(Ratio::from(count)),
            ..Self::of_plan(row, class, None)
        };
        let outcomes = Outcome::ALL.iter().zip(summary.counts);
        [score("", &summary.score.value), score(MISSING_AT_ZERO, &summary.score.at_zero)]
            .into_iter()
            .chain([count(ASSESSED, summary.assessed()), count(ALL_INDICATORS, summary.total())])
            .chain(outcomes.map(|(outcome, number)| count(outcome.label(), number)))
            .collect()
    }

    /// The rules that scores are made by: those of years with other rules do not compare.
    pub fn of_rules(rules: &[RuleScore]) -> Vec<Self> {
        rules.iter().map(|rule| Self::of_plan(RULES, &rule.name, rule.score.as_ref())).collect()
    }

    fn of_plan(row: &str, class: &str, score: Option<&Ratio>) -> Self {
        Self {
            chapter: Chapter::Plan,
            group: String::new(),
            row: row.to_owned(),
            row_role: RowRole::Body,
            gender: None,
            class: class.to_owned(),
            column_role: None,
            measure: Measure::Percent,
            value: score.map_or(FigureValue::NotApplicable, FigureValue::printed),
            line: 0,
        }
    }

    /// `U`, `D` or `T`.
    pub fn gender_code(&self) -> &'static str {
        self.gender.map_or(BOTH_GENDERS, Gender::code)
    }

    /// True for a row that totals add up.
    pub fn is_body(&self) -> bool {
        self.row_role == RowRole::Body
    }
}

impl FigureValue {
    const PROTECTED: &'static str = "riservato";
    const NOT_APPLICABLE: &'static str = "non_applicabile";
    const NOT_PROVIDED: &'static str = "non_fornito";

    /// Every word of the column `stato`, with what there is about it.
    pub const STATES: [(&'static str, &'static str); 3] = [
        (Self::PROTECTED, "non pubblicato, per non rivelare dati di singole persone"),
        (Self::NOT_APPLICABLE, "il valore qui non ha significato"),
        (Self::NOT_PROVIDED, "l'ente non ha fornito il dato"),
    ];

    /// The figure that two printed decimals give back.
    pub fn printed(ratio: &Ratio) -> Self {
        let hundredths = Ratio::from(ratio.scaled(2));
        let printed = hundredths.checked_div(&Ratio::from(100_u64));
        Self::Number(printed.unwrap_or_else(Ratio::zero))
    }

    /// The word of the column `stato`; empty for a number.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Number(_) => "",
            Self::Protected => Self::PROTECTED,
            Self::NotApplicable => Self::NOT_APPLICABLE,
            Self::NotProvided => Self::NOT_PROVIDED,
        }
    }

    /// Why there is no number, by the word of the column `stato`, with blanks or underscores.
    pub fn missing(state: &str) -> Option<Self> {
        let word = state.replace(' ', "_");
        [Self::Protected, Self::NotApplicable, Self::NotProvided]
            .into_iter()
            .find(|value| value.state() == word)
    }
}

impl Chapter {
    /// From the column `tabella`, written exactly so.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            PLAN => Some(Self::Plan),
            number => TableId::read(number).map(Self::Table),
        }
    }

    pub fn table(self) -> Option<TableId> {
        match self {
            Self::Table(table) => Some(table),
            Self::Plan => None,
        }
    }
}

impl fmt::Display for Chapter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => table.fmt(formatter),
            Self::Plan => formatter.write_str(PLAN),
        }
    }
}
