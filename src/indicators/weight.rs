//! Weighted means: the scores of a group of indicators as one figure, and how many ended how.

use rust_decimal::Decimal;

use super::scale::Assessment;
use crate::italian;
use crate::model::achievement::{Outcome, Summary};
use crate::model::plan::{Indicator, Objective};
use crate::model::ratio::Ratio;

/// Printed where there is no figure.
pub(super) const NONE: &str = "–";

/// What one indicator adds to the summary of every group it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Share {
    weight: Ratio,
    outcome: Outcome,
    score: Option<Ratio>,
}

impl Share {
    /// A weight below zero counts as zero: it could push a mean outside the scale.
    pub(super) fn new(weight: Ratio, assessment: &Assessment) -> Self {
        Self {
            weight: weight.max(Ratio::zero()),
            outcome: assessment.outcome,
            score: assessment.score.clone(),
        }
    }
}

/// What an indicator weighs in the plan: its own weight or, where the objective has one, its part of
/// the objective's.
pub(super) fn of(objective: &Objective, indicator: &Indicator) -> Ratio {
    let own = Ratio::from(indicator.weight);
    let Some(weight) = objective.weight else { return own };
    let all: Decimal = objective.indicators.iter().map(|indicator| indicator.weight).sum();
    let part = own.checked_div(&Ratio::from(all)).unwrap_or_else(Ratio::zero);
    Ratio::from(weight) * part
}

/// `sum(weight * score) / sum(weight)` over the indicators that have a score; no score when there
/// are none or all weights are zero. Groups of groups are summarised from their indicators, so a
/// mean never depends on how they are grouped.
pub(super) fn summarise<'a>(shares: impl IntoIterator<Item = &'a Share>) -> Summary {
    let mut counts = [0; 5];
    let (mut points, mut weights) = (Ratio::zero(), Ratio::zero());
    for share in shares {
        counts[share.outcome.index()] += 1;
        if let Some(score) = &share.score {
            points += share.weight.clone() * score.clone();
            weights += share.weight.clone();
        }
    }
    let score = points.checked_div(&weights);
    let score_text = score_text(score.as_ref());
    Summary { score, score_text, counts }
}

/// Two decimals, or a dash.
pub(super) fn score_text(score: Option<&Ratio>) -> String {
    score.map_or_else(|| NONE.to_owned(), italian::percent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::fixture::{indicator, number, objective};

    fn share(weight: Decimal, score: Option<i64>) -> Share {
        let outcome = if score.is_some() { Outcome::Reached } else { Outcome::ActualMissing };
        let weight = Ratio::from(weight);
        Share::new(weight, &Assessment { outcome, score: score.map(Ratio::from), reason: None })
    }

    #[test]
    fn weights_pull_the_mean_and_missing_scores_stay_out() {
        let shares = [
            share(Decimal::from(3), Some(100)),
            share(Decimal::ONE, Some(50)),
            share(Decimal::from(9), None),
        ];
        let summary = summarise(&shares);
        assert_eq!(summary.score_text, "87,50");
        assert_eq!(summary.counts, [2, 0, 0, 1, 0]);
    }

    #[test]
    fn an_indicator_has_its_part_of_the_weight_of_its_objective() {
        let half = Indicator { weight: Decimal::from(50), ..indicator("1", number("1")) };
        let heavy = Objective {
            weight: Some(Decimal::from(60)),
            ..objective(1, "10", vec![half.clone(), half.clone()])
        };
        assert_eq!(of(&heavy, &half), Ratio::from(30));
        assert_eq!(of(&Objective { weight: None, ..heavy }, &half), Ratio::from(50));
    }

    #[test]
    fn without_scores_or_weights_there_is_no_mean() {
        assert_eq!(summarise(&[]).score_text, "–");
        let summary = summarise(&[share(Decimal::ZERO, Some(80))]);
        assert_eq!((summary.total(), summary.score), (1, None));
        assert_eq!(summarise(&[share(Decimal::NEGATIVE_ONE, Some(80))]).score, None);
    }

    proptest! {
        #[test]
        fn equal_weights_are_as_good_as_none(
            scores in proptest::collection::vec(proptest::option::of(0_i64..=100), 0..20),
            weight in 1_u64..,
        ) {
            let with = |weight: Decimal| {
                let shares: Vec<Share> = scores.iter().map(|score| share(weight, *score)).collect();
                summarise(&shares)
            };
            prop_assert_eq!(with(Decimal::from(weight)), with(Decimal::ONE));
        }
    }
}
