//! Storico: the tidy figures of a year, read from a file or taken from the tables of this run, and
//! the map of grades that joins the years before and after a reform.

use std::fmt;

use crate::model::cell::Value;
use crate::model::gender::Gender;
use crate::model::legal_reference::LegalReference;
use crate::model::ratio::Ratio;
use crate::model::spelling::normal_form;
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// The figures of one earlier year.
#[derive(Clone, Debug)]
pub struct PastYear {
    pub year: i32,
    /// Below the working folder, as the messages name it.
    pub path: String,
    pub figures: Vec<Figure>,
}

/// One figure in the tidy form of `tabelle.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub chapter: Chapter,
    /// In table 1.1 the words of the tipologia.
    pub group: String,
    /// In tables 1.1 and 1.5 the grade as the classification spells it; empty where the line only
    /// says that the whole table was not given.
    pub row: String,
    /// `None` for both genders together.
    pub gender: Option<Gender>,
    pub class: String,
    /// The word of the tidy csv: `persone`, `percento` and so on.
    pub measure: String,
    pub value: FigureValue,
    /// One-based line of the file; 0 for a figure of this run.
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureValue {
    Number(Ratio),
    /// `riservato`: kept back in the public edition that it comes from.
    Protected,
    NotApplicable,
    NotProvided,
}

/// What a figure belongs to: the column `tabella` of the tidy csv.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    Table(TableId),
    /// Scores of the plan.
    Plan,
}

/// The word of the tidy csv for scores of the plan, in place of a table's number.
pub const PLAN: &str = "pap";

impl fmt::Display for Chapter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => table.fmt(formatter),
            Self::Plan => formatter.write_str(PLAN),
        }
    }
}

impl Figure {
    /// Every figure of a table as its `tabelle.csv` gives it, so that a year has the same figures
    /// whether it is this one or read back in the next.
    pub fn all_of(table: &Table) -> Vec<Self> {
        let mut figures = Vec::new();
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let Some(value) = figure_value(&cell.value) else { continue };
                figures.push(Self {
                    chapter: Chapter::Table(table.id),
                    group: row.group.clone(),
                    row: row.label.clone(),
                    gender: column.gender,
                    class: column.label.clone(),
                    measure: cell.measure.code().to_owned(),
                    value,
                    line: 0,
                });
            }
        }
        figures
    }

    /// A line of totals or of percentages, in any spelling.
    pub fn is_total(&self) -> bool {
        let form = normal_form(&self.row);
        form.starts_with("totale") || form.starts_with('%')
    }
}

fn figure_value(value: &Value) -> Option<FigureValue> {
    match value {
        Value::Count(count) => Some(FigureValue::Number(Ratio::from(*count))),
        Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
            Some(FigureValue::printed(ratio))
        }
        Value::NotApplicable => Some(FigureValue::NotApplicable),
        Value::NotProvided => Some(FigureValue::NotProvided),
        Value::Protected => Some(FigureValue::Protected),
        // Who presides a board is no series.
        Value::Gender(_) | Value::Blank => None,
    }
}

impl FigureValue {
    /// The figure that two printed decimals give back.
    pub fn printed(ratio: &Ratio) -> Self {
        let hundredths = Ratio::from(ratio.scaled(2));
        let printed = hundredths.checked_div(&Ratio::from(100_u64));
        Self::Number(printed.unwrap_or_else(Ratio::zero))
    }
}

/// Corrispondenze: which grade took the place of which.
#[derive(Clone, Debug, Default)]
pub struct GradeMap {
    pub steps: Vec<GradeStep>,
    /// The contract it rests on; `None` for a body's own map.
    pub reference: Option<LegalReference>,
}

/// From the data of year `from` on, people of grade `old` are in grade `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeStep {
    pub from: i32,
    pub old: String,
    pub new: String,
}

impl GradeMap {
    /// What a grade of year `past` is called in year `current`; `None` where no step applies.
    pub fn carried(&self, grade: &str, past: i32, current: i32) -> Option<&str> {
        let mut years: Vec<i32> = self.steps.iter().map(|step| step.from).collect();
        years.sort_unstable();
        years.dedup();
        let mut carried = None;
        for year in years.into_iter().filter(|year| past < *year && *year <= current) {
            let form = normal_form(carried.unwrap_or(grade));
            let step =
                self.steps.iter().find(|step| step.from == year && normal_form(&step.old) == form);
            carried = step.map(|step| step.new.as_str()).or(carried);
        }
        carried
    }
}
