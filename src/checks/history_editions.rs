//! S20, S21: an edition of an earlier year in the folder of the other. The full tables would tell single
//! people in the public edition; the rounded ones would be compared as if they were exact.

use super::past_figure;
use crate::diagnostic::code::{HISTORY_NOT_PROTECTED, HISTORY_ROUNDED};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::history::PastYear;
use crate::model::table_id::TableId;

/// Counts below it are kept back or rounded in every public edition.
const LEAST_SHOWN: u64 = 3;
/// So many counts are not multiples of three by chance.
const FEWEST_COUNTS: usize = 20;

pub(super) fn in_each_other_s_place(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for year in &dataset.public_history {
        if let Some(line) = unprotected(year) {
            let message = format!(
                "l'edizione pubblica del {} conta una o due persone in una casella: sembra l'edizione riservata",
                year.year
            );
            let place = past_figure(dataset, year, line);
            diagnostics.push(Diagnostic::new(HISTORY_NOT_PROTECTED, place, message));
        }
    }
    for year in &dataset.history {
        let counts: Vec<(u32, u64)> =
            counts(year, &[TableId::GRADES, TableId::SENIORITY]).collect();
        let is_rounded = counts.iter().all(|(_, count)| count % LEAST_SHOWN == 0);
        if let Some((line, _)) =
            counts.first().filter(|_| counts.len() >= FEWEST_COUNTS && is_rounded)
        {
            let message = format!(
                "tutti i {} conteggi di persone del {} sono multipli di 3: sembra l'edizione pubblica, che è arrotondata",
                italian::count(counts.len() as u64),
                year.year
            );
            let place = past_figure(dataset, year, *line);
            diagnostics.push(Diagnostic::new(HISTORY_ROUNDED, place, message));
        }
    }
}

/// The line of a count that no public edition shows, of a year from which nothing is kept back. Managers and
/// boards may be shown as they are by law, the rows of table 1.4 are not.
fn unprotected(year: &PastYear) -> Option<u32> {
    let mut figures = year.figures.iter();
    if figures.any(|figure| figure.value == FigureValue::Protected) {
        return None;
    }
    let few = counts(year, &[TableId::SENIORITY]).find(|(_, count)| *count < LEAST_SHOWN);
    few.map(|(line, _)| line)
}

/// People in some tables, where there are any, with their lines.
fn counts<'a>(year: &'a PastYear, tables: &'a [TableId]) -> impl Iterator<Item = (u32, u64)> + 'a {
    let of = |figure: &&Figure| {
        figure.measure == Measure::People
            && tables.iter().any(|table| figure.chapter == Chapter::Table(*table))
    };
    year.figures.iter().filter(of).filter_map(|figure| match &figure.value {
        FigureValue::Number(number) => Some((figure.line, number.whole().filter(|it| *it > 0)?)),
        _ => None,
    })
}
