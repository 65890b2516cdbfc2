//! Series as small multiples: panels on one scale from zero, and the words for who does not see them.

use num_bigint::BigInt;

use super::Context;
use super::section::Series;
use crate::model::years::{SeriesLook, YearBar, YearChart, YearPanel, YearSeries};

/// More panels than fit a page help nobody: the table has the figures.
const MOST_PANELS: usize = 24;

/// The chart of the series that name a panel; `None` where there is nothing to draw.
pub(super) fn of(context: &Context<'_>, title: &str, series: &[Series]) -> Option<YearChart> {
    let mut panels: Vec<YearPanel> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for row in series.iter().filter(|row| row.has_any()) {
        let Some((name, look)) = &row.panel else { continue };
        let bars = row.values.iter().map(|value| {
            let value = value.as_ref().ok()?;
            Some(YearBar { length: value.scaled(2), text: row.unit.text(value) })
        });
        let drawn = YearSeries { look: *look, bars: bars.collect() };
        words.push(described(context, name, row, &drawn));
        match panels.iter_mut().find(|panel| panel.title == *name) {
            Some(panel) => panel.series.push(drawn),
            None => panels.push(YearPanel { title: name.clone(), series: vec![drawn] }),
        }
    }
    if panels.is_empty() || panels.len() > MOST_PANELS {
        return None;
    }
    let lengths = || {
        let series = panels.iter().flat_map(|panel| &panel.series);
        series.flat_map(|series| &series.bars).flatten().map(|bar| &bar.length)
    };
    let low = lengths().min().filter(|low| **low < BigInt::ZERO).cloned().unwrap_or_default();
    let high = lengths().max().filter(|high| **high > BigInt::ZERO).cloned().unwrap_or_default();
    // A scale needs some length even where every figure is zero.
    let high = if low == high { BigInt::from(100) } else { high };
    let description = format!("{title}. {}.", words.join("; "));
    Some(YearChart { title: title.to_owned(), description, low, high, level: None, panels })
}

/// The same chart on the whole scale from 0 to 100, with a line at one half.
pub(super) fn of_shares(
    context: &Context<'_>,
    title: &str,
    series: &[Series],
) -> Option<YearChart> {
    let chart = of(context, title, series)?;
    Some(YearChart { high: BigInt::from(10_000), level: Some(BigInt::from(5_000)), ..chart })
}

/// `<30, donne: 2021 12,04, 2022 12,88`
fn described(context: &Context<'_>, panel: &str, row: &Series, drawn: &YearSeries) -> String {
    let of = match drawn.look {
        SeriesLook::Men if panel != "Uomini" => ", uomini",
        SeriesLook::Women if panel != "Donne" => ", donne",
        _ => "",
    };
    let bars: Vec<String> = context
        .years
        .iter()
        .zip(&row.values)
        .map(|(year, value)| match value {
            Ok(value) => format!("{} {}", year.number, row.unit.spoken(value)),
            Err(_) => format!("{} dato mancante", year.number),
        })
        .collect();
    format!("{panel}{of}: {}", bars.join(", "))
}
