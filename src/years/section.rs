//! From series of figures to a section of the chapter: rows, changes, reasons, one sentence.

use super::cell::{Unit, cell, change, difference};
use super::missing::{Known, Missing};
use super::{Context, listed};
use crate::model::ratio::Ratio;
use crate::model::years::{SeriesLook, YearChart, YearRow, YearSection};

/// One row over the years.
pub(super) struct Series {
    pub(super) group: String,
    pub(super) label: String,
    pub(super) unit: Unit,
    /// One for each year of the context.
    pub(super) values: Vec<Known>,
    /// The panel of the chart that draws it, and how; `None` for a row that is not drawn.
    pub(super) panel: Option<(String, SeriesLook)>,
}

impl Series {
    pub(super) fn new(
        group: &str,
        label: &str,
        unit: Unit,
        context: &Context<'_>,
        of: impl Fn(&super::Year) -> Known,
    ) -> Self {
        Self {
            group: group.to_owned(),
            label: label.to_owned(),
            unit,
            values: context.years.iter().map(of).collect(),
            panel: None,
        }
    }

    pub(super) fn drawn(self, panel: &str, look: SeriesLook) -> Self {
        Self { panel: Some((panel.to_owned(), look)), ..self }
    }

    /// True when some year before this one has the figure.
    pub(super) fn has_past(&self) -> bool {
        self.values.split_last().is_some_and(|(_, past)| past.iter().any(Result::is_ok))
    }

    pub(super) fn has_any(&self) -> bool {
        self.values.iter().any(Result::is_ok)
    }

    /// `Donne`, or `Lavoro agile, Donne` in a group.
    fn name(&self) -> String {
        if self.group.is_empty() {
            self.label.clone()
        } else {
            format!("{}, {}", self.group, self.label)
        }
    }

    /// `… 447 nel 2022 e 458 nel 2021 (−11)`
    pub(super) fn told(&self, context: &Context<'_>) -> Option<String> {
        let [.., Ok(before), Ok(now)] = self.values.as_slice() else { return None };
        let [.., year_before, year] = context.years.as_slice() else { return None };
        let unit = self.unit;
        Some(format!(
            "{} nel {}, {} nel {} ({})",
            unit.spoken(now),
            year.number,
            unit.spoken(before),
            year_before.number,
            unit.change(&(now.clone() - before.clone())),
        ))
    }
}

/// Heading, sentences and chart of a section around its rows.
pub(super) struct Frame<'a> {
    pub(super) title: &'a str,
    pub(super) stub: &'a [&'a str],
    pub(super) sentences: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) chart: Option<YearChart>,
}

pub(super) fn section(context: &Context<'_>, frame: Frame<'_>, series: &[Series]) -> YearSection {
    let rows = series
        .iter()
        .map(|row| YearRow {
            group: row.group.clone(),
            label: row.label.clone(),
            cells: row.values.iter().map(|value| cell(value, row.unit)).collect(),
            change: change(&row.values, row.unit),
        })
        .collect();
    let mut notes = reasons(context, series);
    notes.extend(frame.notes);
    YearSection {
        title: frame.title.to_owned(),
        sentences: frame.sentences,
        stub: frame.stub.iter().map(|word| (*word).to_owned()).collect(),
        rows,
        notes,
        chart: frame.chart,
    }
}

/// The row that changed most since the year before.
pub(super) fn largest_change(context: &Context<'_>, series: &[Series]) -> Option<String> {
    let size = |row: &Series| {
        let change = difference(&row.values).ok()?;
        Some(if change.is_negative() { Ratio::zero() - change } else { change })
    };
    let sized = series.iter().filter_map(|row| Some((size(row)?, row)));
    // Of equal changes the first row.
    let (size, row) = sized.reduce(|most, next| if next.0 > most.0 { next } else { most })?;
    if size.is_zero() {
        return Some("Rispetto all'anno prima non cambia nessun valore.".to_owned());
    }
    Some(format!("La variazione maggiore è in «{}»: {}.", row.name(), row.told(context)?))
}

/// Why cells are empty: one note for each reason, with its years and, where not all, its rows.
fn reasons(context: &Context<'_>, series: &[Series]) -> Vec<String> {
    let mut told: Vec<(&Missing, Vec<String>, Vec<String>)> = Vec::new();
    for (index, year) in context.years.iter().enumerate() {
        let mut of_year: Vec<(&Missing, Vec<String>)> = Vec::new();
        for row in series {
            let Err(missing) = &row.values[index] else { continue };
            match of_year.iter_mut().find(|(known, _)| *known == missing) {
                Some((_, rows)) => rows.push(format!("«{}»", row.name())),
                None => of_year.push((missing, vec![format!("«{}»", row.name())])),
            }
        }
        for (missing, rows) in of_year {
            let rows = if rows.len() == series.len() { Vec::new() } else { rows };
            let year = year.number.to_string();
            let same = told.iter_mut().find(|(known, of, _)| *known == missing && *of == rows);
            match same {
                Some((_, _, years)) => years.push(year),
                None => told.push((missing, rows, vec![year])),
            }
        }
    }
    told.into_iter()
        .filter_map(|(missing, rows, years)| {
            let rows =
                if rows.is_empty() { String::new() } else { format!(", {}", rows.join("; ")) };
            Some(format!("{}{rows}: {}.", listed(&years), missing.words()?))
        })
        .collect()
}
