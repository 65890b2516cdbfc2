//! A chart with lengths as integers that fit the templates' arithmetic.

use num_bigint::BigInt;
use serde::Serialize;

use super::{LONGEST_DESCRIPTION, shorten};
use crate::model::achievement::OutcomeCounts;
use crate::model::chart::{self, ChartKind};

#[derive(Debug, Serialize)]
pub struct Chart<'a> {
    kind: &'static str,
    pub title: &'a str,
    pub description: String,
    bars: Vec<Bar<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Bar<'a> {
    Pyramid { label: &'a str, men: Option<u64>, women: Option<u64> },
    Share { label: &'a str, parts: &'a str, share: Option<i64>, text: &'a str },
    Gap { label: &'a str, men: Option<u64>, women: Option<u64>, gap: Option<i64>, text: &'a str },
    Outcomes { label: &'a str, counts: OutcomeCounts, text: &'a str, basis: &'a str },
}

pub(super) fn chart(chart: &chart::Chart) -> Chart<'_> {
    let (kind, bars) = match &chart.kind {
        ChartKind::Pyramid(bars) => (
            "pyramid",
            bars.iter()
                .map(|bar| Bar::Pyramid { label: &bar.label, men: bar.men, women: bar.women })
                .collect(),
        ),
        ChartKind::WomenShare(bars) => (
            "share",
            bars.iter()
                .map(|bar| Bar::Share {
                    label: &bar.label,
                    parts: &bar.parts,
                    share: bar.share.as_ref().map(length),
                    text: &bar.text,
                })
                .collect(),
        ),
        ChartKind::Gap(bars) => (
            "gap",
            bars.iter()
                .map(|bar| Bar::Gap {
                    label: &bar.label,
                    men: bar.men,
                    women: bar.women,
                    gap: bar.gap.as_ref().map(length),
                    text: &bar.text,
                })
                .collect(),
        ),
        ChartKind::Outcomes(bars) => (
            "outcomes",
            bars.iter()
                .map(|bar| Bar::Outcomes {
                    label: &bar.label,
                    counts: bar.counts,
                    text: &bar.text,
                    basis: &bar.basis,
                })
                .collect(),
        ),
    };
    let description = shorten(&chart.description, LONGEST_DESCRIPTION);
    Chart { kind, title: &chart.title, description, bars }
}

/// One that does not fit is as good as none.
pub(super) fn length(exact: &BigInt) -> i64 {
    i64::try_from(exact).unwrap_or_default()
}
