//! S17: a pay gap of an earlier year that is not the one of the means beside it, as with the other sign.

use super::past_figure;
use crate::diagnostic::code::HISTORY_GAP_DIFFERS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::gender::Gender;
use crate::model::history::PastYear;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// Tenths of a point that rounding of means and gap explains.
const ROUNDING: u64 = 1;

pub(super) fn differ(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for year in &dataset.history {
        for figure in year.figures.iter().filter(|figure| is_of(figure, Measure::Percent, None)) {
            let FigureValue::Number(given) = &figure.value else { continue };
            let Some(gap) = gap_of_means(year, figure) else { continue };
            if (given.clone() - gap.clone()).abs() * Ratio::from(10_u64) <= Ratio::from(ROUNDING) {
                continue;
            }
            let message = format!(
                "tabella {} del {}, «{}»: il divario è {}, ma quello delle due medie è {}",
                TableId::PAY_GAP,
                year.year,
                figure.row,
                italian::percent(given),
                italian::percent(&gap)
            );
            let place = past_figure(dataset, year, figure.line);
            diagnostics.push(Diagnostic::new(HISTORY_GAP_DIFFERS, place, message));
        }
    }
}

/// Women's mean less men's, in percent of men's, where the row has both.
fn gap_of_means(year: &PastYear, gap: &Figure) -> Option<Ratio> {
    let mean = |gender| {
        let is_beside = |figure: &&Figure| {
            is_of(figure, Measure::Euro, Some(gender))
                && (&figure.group, &figure.row) == (&gap.group, &gap.row)
        };
        match &year.figures.iter().find(is_beside)?.value {
            FigureValue::Number(mean) => Some(mean.clone()),
            _ => None,
        }
    };
    let (men, women) = (mean(Gender::Man)?, mean(Gender::Woman)?);
    let share = (women - men.clone()).checked_div(&men)?;
    Some(share * Ratio::from(100_u64))
}

fn is_of(figure: &Figure, measure: Measure, gender: Option<Gender>) -> bool {
    figure.chapter == Chapter::Table(TableId::PAY_GAP)
        && figure.measure == measure
        && figure.gender == gender
        && figure.is_body()
}
