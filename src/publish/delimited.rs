//! `tabelle.csv` in tidy form, and the plan with its actuals: RFC 4180, UTF-8, decimal point.

use super::Error;
use crate::italian;
use crate::model::achievement::{Achievements, Outcome};
use crate::model::cell::{Cell, Value};
use crate::model::guard::{guarded, harmless};
use crate::model::history::PLAN;
use crate::model::report::Report;

/// One line for each figure of each table, then the scores of the plan; a table without data has
/// one line that says so.
pub(super) fn tables(report: &Report) -> Result<Vec<u8>, Error> {
    let mut lines = Lines::new();
    lines.write(["tabella", "gruppo", "riga", "genere", "classe", "misura", "valore", "stato"])?;
    for table in &report.tables {
        let id = table.id.to_string();
        if !table.provided {
            lines.write([&id, "", "", "", "", "", "", "non_fornito"])?;
        }
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                if cell.value == Value::Blank {
                    continue;
                }
                let (value, state) = figure(cell);
                let gender = match cell.value {
                    Value::Gender(gender) => gender.code(),
                    _ => column.gender_code(),
                };
                lines.write([
                    &id,
                    &row.group,
                    &row.label,
                    gender,
                    &column.label,
                    cell.measure.code(),
                    &value,
                    state,
                ])?;
            }
        }
    }
    for (row, score) in report.achievements.iter().flat_map(Achievements::scores) {
        let (value, state) = match score {
            Some(score) => (italian::plain(score), ""),
            None => (String::new(), "non_applicabile"),
        };
        lines.write([PLAN, "", &row, "T", "", "percento", &value, state])?;
    }
    lines.finish()
}

/// The plain number of a cell as it is printed, and its state.
pub(super) fn figure(cell: &Cell) -> (String, &'static str) {
    match &cell.value {
        Value::Count(count) => (count.to_string(), ""),
        Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
            (italian::plain(ratio), "")
        }
        Value::Gender(_) => ("1".to_owned(), ""),
        Value::NotApplicable => (String::new(), "non_applicabile"),
        Value::Protected => (String::new(), "riservato"),
        Value::NotProvided | Value::Blank => (String::new(), "non_fornito"),
    }
}

/// One line for each indicator, with what it was meant to reach and what it came to.
pub(super) fn plan(achievements: &Achievements) -> Result<Vec<u8>, Error> {
    let mut lines = Lines::new();
    lines.write([
        "azione",
        "obiettivo_generale",
        "obiettivo",
        "titolo",
        "struttura",
        "indicatore",
        "descrizione",
        "unita",
        "verso",
        "anno",
        "atteso",
        "consuntivo",
        "peso",
        "punteggio",
        "esito",
        "motivo",
        "nota",
    ])?;
    for area in &achievements.areas {
        for objective in &area.objectives {
            for indicator in &objective.indicators {
                let is_missing = indicator.outcome == Outcome::ActualMissing;
                let actual = if is_missing { "" } else { indicator.actual.as_str() };
                lines.write([
                    &area.number.to_string(),
                    objective.general_objective.as_deref().unwrap_or_default(),
                    &objective.code,
                    &objective.title,
                    objective.structure.as_deref().unwrap_or_default(),
                    &indicator.code,
                    &indicator.description,
                    indicator.unit,
                    indicator.direction,
                    &indicator.year.to_string(),
                    &indicator.target,
                    actual,
                    &indicator.weight,
                    &indicator.score.as_ref().map(italian::plain).unwrap_or_default(),
                    indicator.outcome.label(),
                    indicator.reason.as_deref().unwrap_or_default(),
                    indicator.note.as_deref().unwrap_or_default(),
                ])?;
            }
        }
    }
    lines.finish()
}

/// Lines of a csv, each text without letters that steer and guarded against being taken for a formula.
struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn new() -> Self {
        let mut builder = csv::WriterBuilder::new();
        Self(builder.terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    fn write<const N: usize>(&mut self, fields: [&str; N]) -> Result<(), Error> {
        for field in fields {
            self.0.write_field(guarded(&harmless(field)).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    fn finish(self) -> Result<Vec<u8>, Error> {
        self.0.into_inner().map_err(|error| Error::Csv(error.into_error().into()))
    }
}
