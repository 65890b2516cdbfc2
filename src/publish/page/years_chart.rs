//! The small multiples of the years as drawings: one picture for each panel, all on one scale.

use num_bigint::BigInt;
use serde_json::{Value, json};

use super::chart::integer;
use super::drawing::{Anchor, Area, Drawing, Place, WIDTH, letters};
use crate::model::years::{YearBar, YearChart, YearPanel};

/// Height of the longest bar, and room for a figure above or below it.
const PLOT: i64 = 96;
const ROOM: i64 = 18;

/// Pixels of a digit in a figure.
const DIGIT: usize = 7;

/// The panels with their drawings, and how wide the narrowest may be: `small`, `medium` or `large`.
pub(super) fn drawings(chart: &YearChart, years: &[i32]) -> Value {
    let bars = |panel: &YearPanel| years.len().max(1) * panel.series.len().max(1);
    let longest = figures(chart).map(letters).max().unwrap_or(1);
    let most = chart.panels.iter().map(bars).max().unwrap_or(1);
    let needed = most * (longest * DIGIT + 4);
    let (size, pixels) = match needed {
        0..=128 => ("small", 128),
        129..=200 => ("medium", 200),
        _ => ("large", 272),
    };
    let drawings: Vec<Value> = chart
        .panels
        .iter()
        .map(|panel| {
            let drawing = draw(panel, chart, years, pixels);
            json!({ "title": panel.title, "drawing": drawing.value() })
        })
        .collect();
    json!({ "size": size, "panels": drawings })
}

fn figures(chart: &YearChart) -> impl Iterator<Item = &str> {
    let series = chart.panels.iter().flat_map(|panel| &panel.series);
    series.flat_map(|series| &series.bars).flatten().map(|bar| bar.text.as_str())
}

fn draw(panel: &YearPanel, chart: &YearChart, years: &[i32], pixels: usize) -> Drawing {
    let mut drawing = Drawing::default();
    let step = WIDTH / i64::try_from(years.len().max(1)).unwrap_or(1);
    let each = (step - step / 6) / i64::try_from(panel.series.len().max(1)).unwrap_or(1);
    let zero = ROOM + down(&chart.high, chart);
    if let Some(level) = &chart.level {
        let y = ROOM + down(&(&chart.high - level), chart);
        drawing.rule("level", (0, y), (WIDTH, y));
    }
    for (place_in_year, series) in (0..).zip(&panel.series) {
        let look = series.look.key();
        for (place, bar) in (0..).zip(&series.bars) {
            let x = step * place + step / 12 + each * place_in_year;
            let middle = x + each / 2;
            let Some(bar) = bar else {
                drawing.text("faint", Place::middle(middle, zero - 4), "–");
                continue;
            };
            let height = down(&magnitude(bar), chart);
            let is_negative = bar.length < BigInt::ZERO;
            let y = if is_negative { zero } else { zero - height };
            drawing.bar(look, Area { x, y, width: each - each / 8, height });
            let room = pixels * usize::try_from(each).unwrap_or_default() / 10_000;
            if letters(&bar.text) * DIGIT <= room + 4 {
                let y = if is_negative { y + height + 14 } else { y - 5 };
                let place = Place { x: middle, dx: 0, y, anchor: Anchor::Middle };
                drawing.text("figure small", place, &bar.text);
            }
        }
    }
    drawing.rule("axis", (0, zero), (WIDTH, zero));
    let foot = ROOM + PLOT + if chart.low < BigInt::ZERO { ROOM } else { 0 };
    for (place, year) in (0..).zip(years) {
        let middle = Place::middle(step * place + step / 2, foot + 14);
        drawing.text("faint", middle, &year.to_string());
    }
    drawing.height = foot + ROOM;
    drawing
}

fn magnitude(bar: &YearBar) -> BigInt {
    bar.length.magnitude().clone().into()
}

/// Pixels of a length on the scale of the chart.
fn down(length: &BigInt, chart: &YearChart) -> i64 {
    let span = &chart.high - &chart.low;
    if span <= BigInt::ZERO { 0 } else { integer(&(length * BigInt::from(PLOT) / span)) }
}
