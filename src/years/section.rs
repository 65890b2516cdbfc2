//! From series of figures to a section of the chapter: rows, changes, reasons, one sentence.

use super::cell::{cell, change};
use super::{Context, listed};
use crate::figures::{Answer, Missing, Reading, Unit, difference};
use crate::model::ratio::Ratio;
use crate::model::years::{BREAK_SIGN, SeriesLook, YearChart, YearRow, YearSection};

/// One row over the years.
pub(super) struct Series {
    pub(super) group: String,
    pub(super) label: String,
    pub(super) unit: Unit,
    /// One for each year of the context.
    pub(super) values: Vec<Answer>,
    /// The panel of the chart that draws it, and how; `None` for a row that is not drawn.
    pub(super) panel: Option<(String, SeriesLook)>,
}

impl Series {
    pub(super) fn new(
        group: &str,
        label: &str,
        unit: Unit,
        context: &Context<'_>,
        of: impl Fn(&Reading) -> Answer,
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
    pub(super) fn sentence(&self, context: &Context<'_>) -> Option<String> {
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
    pub(super) breaks: Vec<Break>,
}

/// A year of the context from which the figures of a subject are another series.
pub(super) struct Break {
    pub(super) year: i32,
    /// Why, as printed.
    pub(super) note: String,
}

impl Break {
    /// `‖ 2026: dal 1º gennaio …`
    fn printed(&self) -> String {
        format!("{BREAK_SIGN} {}: {}", self.year, self.note)
    }
}

/// Whether one of them parts this year from the one before.
pub(super) fn is_broken_now(context: &Context<'_>, breaks: &[Break]) -> bool {
    let this = context.years.last().map(|year| year.number);
    breaks.iter().any(|one| Some(one.year) == this)
}

pub(super) fn section(context: &Context<'_>, frame: Frame<'_>, series: &[Series]) -> YearSection {
    let is_broken = is_broken_now(context, &frame.breaks);
    let rows = series
        .iter()
        .map(|row| YearRow {
            group: row.group.clone(),
            label: row.label.clone(),
            cells: row.values.iter().map(|value| cell(value, row.unit)).collect(),
            change: change(&row.values, row.unit, is_broken),
        })
        .collect();
    let mut notes = reasons(context, series);
    notes.extend(frame.notes);
    notes.extend(frame.breaks.iter().map(Break::printed));
    YearSection {
        title: frame.title.to_owned(),
        sentences: frame.sentences,
        stub: frame.stub.iter().map(|word| (*word).to_owned()).collect(),
        rows,
        notes,
        chart: frame.chart,
        breaks: frame.breaks.iter().map(|one| one.year).collect(),
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
        return Some(match only_in_one(context, series).as_slice() {
            [] => "Rispetto all'anno prima non cambia nessun valore.".to_owned(),
            words => format!(
                "Rispetto all'anno prima non cambia nessuno dei valori che ci sono in tutti e due; {}.",
                words.join("; ")
            ),
        });
    }
    Some(format!("La variazione maggiore è in «{}»: {}.", row.name(), row.sentence(context)?))
}

/// `solo nel 2025: «Dirigenti»`, of the last two years.
fn only_in_one(context: &Context<'_>, series: &[Series]) -> Vec<String> {
    let [.., before, now] = context.years.as_slice() else { return Vec::new() };
    let named = |is_meant: fn(bool, bool) -> bool| -> Vec<String> {
        let rows = series.iter().filter(|row| match row.values.as_slice() {
            [.., before, now] => is_meant(before.is_ok(), now.is_ok()),
            _ => false,
        });
        rows.map(|row| format!("«{}»", row.name())).collect()
    };
    let of_before = (before.number, named(|before, now| before && !now));
    let of_now = (now.number, named(|before, now| now && !before));
    [of_before, of_now]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(year, rows)| format!("solo nel {year}: {}", listed(&rows)))
        .collect()
}

/// Rows of a section, of some years, that lack their figures for one reason.
struct Reason<'a> {
    missing: &'a Missing,
    /// Empty where it is every row of the section.
    rows: Vec<String>,
    years: Vec<String>,
}

impl Reason<'_> {
    /// `2020 e 2021, «B1»; «C»: valore riservato.`
    fn note(&self) -> Option<String> {
        let parts = [vec![listed(&self.years)], self.rows.clone()];
        let [years, rows] = parts.map(|words| words.join("; "));
        let comma = if rows.is_empty() { "" } else { ", " };
        Some(format!("{years}{comma}{rows}: {}.", self.missing.words()?))
    }
}

/// Why cells are empty: one note for each reason, with its years and, where not all, its rows.
fn reasons(context: &Context<'_>, series: &[Series]) -> Vec<String> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for (index, year) in context.years.iter().enumerate() {
        for mut reason in of_year(series, index) {
            if reason.rows.len() == series.len() {
                reason.rows.clear();
            }
            let same = |other: &&mut Reason<'_>| {
                other.missing == reason.missing && other.rows == reason.rows
            };
            reason.years.push(year.number.to_string());
            match reasons.iter_mut().find(same) {
                Some(other) => other.years.append(&mut reason.years),
                None => reasons.push(reason),
            }
        }
    }
    reasons.iter().filter_map(Reason::note).collect()
}

/// The rows without a figure in one year, by their reason, in the order in which it first comes.
fn of_year(series: &[Series], year: usize) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for row in series {
        let Err(missing) = &row.values[year] else { continue };
        let name = format!("«{}»", row.name());
        match reasons.iter_mut().find(|reason| reason.missing == missing) {
            Some(reason) => reason.rows.push(name),
            None => reasons.push(Reason { missing, rows: vec![name], years: Vec::new() }),
        }
    }
    reasons
}
