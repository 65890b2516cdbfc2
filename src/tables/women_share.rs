//! The chart of the women among the people of each row.

use super::figure;
use super::printed::Line;
use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::chart::{Chart, ChartKind, ShareBar};
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;

/// A bar for each row, in their order; `None` where not one share is known.
pub(super) fn chart<'a>(title: &str, rows: impl Iterator<Item = Line<'a>>) -> Option<Chart> {
    let bars: Vec<ShareBar> = rows.map(bar).collect();
    if bars.iter().all(|bar| bar.share.is_none()) {
        return None;
    }
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| match (bar.women, bar.people) {
            (Some(women), Some(people)) => {
                let women = figure::spoken(Some(women), "donna", "donne");
                format!("{}: {women} su {people} ({} %)", bar.label, bar.text)
            }
            _ => format!("{}: dato riservato", bar.label),
        })
        .collect();
    Some(Chart {
        title: title.to_owned(),
        description: format!("Donne in percentuale delle persone. {}.", numbers.join("; ")),
        kind: ChartKind::WomenShare(bars),
    })
}

fn bar(row: Line<'_>) -> ShareBar {
    let women = row.count(Some(Gender::Woman));
    let people = row.count(None);
    let share = women
        .zip(people)
        .map(|(women, people)| Ratio::percent(women, people).unwrap_or_else(Ratio::zero));
    ShareBar {
        label: row.label().to_owned(),
        women,
        people,
        text: share.as_ref().map_or_else(|| PROTECTED_SIGN.to_owned(), italian::percent),
        share: share.map(|share| share.scaled(2)),
    }
}
