//! The chart of the women's part in each row.

use super::figure;
use super::printed::Line;
use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::chart::{Chart, ChartKind, ShareBar};
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;

/// Women among the people of each row, in their order; `None` where not one share is known.
pub(super) fn chart<'a>(title: &str, rows: impl Iterator<Item = Line<'a>>) -> Option<Chart> {
    let women = |women: &Ratio| figure::spoken(women.whole(), "donna", "donne");
    drawn(title, "delle persone", women, rows)
}

/// The women's part of days and hours, `whole` in words; a row in which there is none has no bar.
pub(super) fn of_amounts<'a>(
    title: &str,
    whole: &str,
    rows: impl Iterator<Item = Line<'a>>,
) -> Option<Chart> {
    let is_used = |line: &Line<'_>| line.amount(None).is_none_or(|amount| !amount.is_zero());
    drawn(title, whole, italian::rounded, rows.filter(is_used))
}

fn drawn<'a>(
    title: &str,
    whole: &str,
    spoken: impl Fn(&Ratio) -> String,
    rows: impl Iterator<Item = Line<'a>>,
) -> Option<Chart> {
    let (bars, words): (Vec<ShareBar>, Vec<String>) = rows.map(|row| bar(row, &spoken)).unzip();
    if bars.iter().all(|bar| bar.share.is_none()) {
        return None;
    }
    Some(Chart {
        title: title.to_owned(),
        description: format!("Donne in percentuale {whole}. {}.", words.join("; ")),
        kind: ChartKind::WomenShare(bars),
    })
}

/// The bar of a row and its numbers in words.
fn bar(row: Line<'_>, spoken: impl Fn(&Ratio) -> String) -> (ShareBar, String) {
    let label = row.label().to_owned();
    let amounts = (row.amount(Some(Gender::Woman)), row.amount(None));
    let share = |women: &Ratio, all: &Ratio| {
        Ratio::percent(women.clone(), all.clone()).unwrap_or_else(Ratio::zero)
    };
    let (share, words) = match &amounts {
        (Some(women), Some(all)) => {
            let share = share(women, all);
            let percent = italian::percent(&share);
            let words = format!("{} su {} ({percent} %)", spoken(women), italian::rounded(all));
            (Some(share), words)
        }
        _ => (None, "dato riservato".to_owned()),
    };
    let shown = |amount: Option<Ratio>| {
        amount.map_or_else(|| PROTECTED_SIGN.to_owned(), |amount| italian::rounded(&amount))
    };
    let words = format!("{label}: {words}");
    let bar = ShareBar {
        label,
        parts: format!("{} su {}", shown(amounts.0), shown(amounts.1)),
        text: share.as_ref().map_or_else(|| PROTECTED_SIGN.to_owned(), italian::percent),
        share: share.map(|share| share.scaled(2)),
    };
    (bar, words)
}
