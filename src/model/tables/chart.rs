//! A chart as data: what it shows, in numbers, and the words for those who do not see it.

use num_bigint::BigInt;

use crate::model::achievement::OutcomeCounts;

/// A picture beside or above the table it draws. Lengths are exact integers (people, or hundredths
/// of a percent), so that the drawing needs no arithmetic of ours.
#[derive(Clone, Debug)]
pub struct Chart {
    pub title: String,
    /// What the chart shows, in numbers: read aloud in place of the picture.
    pub description: String,
    pub kind: ChartKind,
}

#[derive(Clone, Debug)]
pub enum ChartKind {
    /// People by class and gender, men to the left.
    Pyramid(Vec<PyramidBar>),
    /// Women's share of each group, on a scale from 0 to 100 %.
    WomenShare(Vec<ShareBar>),
    /// Signed pay gap of each group around zero.
    Gap(Vec<GapBar>),
    /// Outcomes of each group, stacked.
    Outcomes(Vec<OutcomeBar>),
}

// A figure that the table keeps back is `None`: its bar is left out, and `[r]` stands in its place.

#[derive(Clone, Debug)]
pub struct PyramidBar {
    pub label: String,
    pub men: Option<u64>,
    pub women: Option<u64>,
}

#[derive(Clone, Debug)]
pub struct ShareBar {
    pub label: String,
    /// `13 su 18`: women and both together.
    pub parts: String,
    /// Hundredths of a percent, for the drawing.
    pub share: Option<BigInt>,
    /// The share as printed.
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct GapBar {
    pub label: String,
    pub men: Option<u64>,
    pub women: Option<u64>,
    /// Hundredths of a percent of the men's mean; `None` also when one gender is missing.
    pub gap: Option<BigInt>,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct OutcomeBar {
    pub label: String,
    pub counts: OutcomeCounts,
    /// The score as printed.
    pub text: String,
    /// `7 di 11`: the indicators that are assessed, of all.
    pub assessed: String,
    /// How much is in the score, in words.
    pub basis: String,
}
