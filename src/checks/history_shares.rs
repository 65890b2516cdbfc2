//! S15: percentages of an earlier year that are all at most 1: fractions, as a spreadsheet saves them.

use super::past_figure;
use crate::diagnostic::code::HISTORY_IN_FRACTIONS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::history::PastYear;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

pub(super) fn in_fractions(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for year in &dataset.history {
        for table in &dataset.format.tables {
            of_table(dataset, (table.id, year), diagnostics);
        }
    }
}

fn of_table(dataset: &Dataset, (table, year): (TableId, &PastYear), diagnostics: &mut Diagnostics) {
    let percentages = year.figures.iter().filter_map(|figure| match &figure.value {
        FigureValue::Number(number) if is_percentage(figure, table) && !number.is_zero() => {
            Some((figure, number))
        }
        _ => None,
    });
    let percentages: Vec<(&Figure, &Ratio)> = percentages.collect();
    let Some((first, example)) = percentages.first() else { return };
    if percentages.iter().any(|(_, number)| number.abs() > Ratio::from(1_u64)) {
        return;
    }
    let message = format!(
        "tabella {table} del {}: nessuna percentuale supera 1 (la prima è {}): sembrano frazioni",
        year.year,
        italian::percent(example)
    );
    let place = past_figure(dataset, year, first.line);
    diagnostics.push(Diagnostic::new(HISTORY_IN_FRACTIONS, place, message));
}

fn is_percentage(figure: &Figure, table: TableId) -> bool {
    figure.chapter == Chapter::Table(table) && figure.measure == Measure::Percent
}
