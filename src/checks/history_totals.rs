//! S05: totals of an earlier year's table 1.1 that are not the sum of its rows.

use crate::diagnostic::code::HISTORY_TOTAL_DIFFERS;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::history::PastYear;
use crate::model::ratio::Ratio;
use crate::model::role::RowRole;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

pub(super) fn differ(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for year in &dataset.history {
        for total in counts(year).filter(|figure| figure.row_role == RowRole::Total) {
            let FigureValue::Number(given) = &total.value else { continue };
            let Some(sum) = sum_of_rows(year, total) else { continue };
            if sum == *given {
                continue;
            }
            let class = if total.class.is_empty() { "senza classe" } else { &total.class };
            let message = format!(
                "il totale della classe «{class}» è {}, ma la somma delle righe è {}",
                whole(given),
                whole(&sum)
            );
            let source = dataset.sources.iter().find(|source| source.path == year.path);
            let place = source.map_or_else(Location::folder, |source| {
                Location::cell_of(source, total.line, "valore")
            });
            diagnostics.push(
                Diagnostic::new(HISTORY_TOTAL_DIFFERS, place, message).with_value(whole(given)),
            );
        }
    }
}

fn counts(year: &PastYear) -> impl Iterator<Item = &Figure> {
    year.figures.iter().filter(|figure| {
        figure.chapter == Chapter::Table(TableId::GRADES) && figure.measure == Measure::People
    })
}

/// `None` where a row of the column is missing or kept back, or there is none.
fn sum_of_rows(year: &PastYear, total: &Figure) -> Option<Ratio> {
    let class = normal_form(&total.class);
    let mut rows = counts(year)
        .filter(|figure| {
            figure.is_body()
                && !figure.row.is_empty()
                && figure.gender == total.gender
                && figure.column_role == total.column_role
                && (total.column_role.is_some() || normal_form(&figure.class) == class)
        })
        .peekable();
    rows.peek()?;
    rows.try_fold(Ratio::zero(), |sum, figure| match &figure.value {
        FigureValue::Number(count) => Some(sum + count.clone()),
        _ => None,
    })
}

fn whole(count: &Ratio) -> String {
    italian::count(u64::try_from(count.scaled(0)).unwrap_or_default())
}
