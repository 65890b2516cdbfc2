//! Weighted means: the scores of a group of indicators as one figure, and how many ended how.

use rust_decimal::Decimal;

use super::scale::Assessment;
use crate::italian;
use crate::model::achievement::{Outcome, Score, Summary};
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
    lacks_actual: bool,
}

impl Share {
    /// A weight below zero counts as zero: it could push a mean outside the scale.
    pub(super) fn new(weight: Ratio, assessment: &Assessment) -> Self {
        Self {
            weight: weight.max(Ratio::zero()),
            outcome: assessment.outcome,
            score: assessment.score.clone(),
            lacks_actual: assessment.lacks_actual,
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

/// A mean that is always told with how much is in it. Groups of groups are summarised from their
/// indicators, so a mean never depends on how they are grouped. Negative weights count as 0.
pub(super) fn summarise<'a>(shares: impl IntoIterator<Item = &'a Share>) -> Summary {
    let mut summary = Summary::default();
    let (mut as_ruled, mut at_zero) = (Mean::default(), Mean::default());
    for share in shares {
        summary.counts[share.outcome.index()] += 1;
        summary.in_mean += u64::from(share.score.is_some());
        let zero = || share.lacks_actual.then(Ratio::zero);
        as_ruled.add(&share.weight, share.score.clone());
        at_zero.add(&share.weight, share.score.clone().or_else(zero));
    }
    let (value, at_zero) = (as_ruled.value(), at_zero.value());
    let assessed_text = format!("{}\u{a0}di\u{a0}{}", summary.assessed(), summary.total());
    let [text, at_zero_text] = [&value, &at_zero].map(|score| score_text(score.as_ref()));
    let other = (value != at_zero).then_some(at_zero_text.as_str());
    let basis = Score::basis(summary.assessed(), summary.total(), other);
    summary.score = Score { value, text, at_zero, at_zero_text, assessed_text, basis };
    summary
}

/// `sum(weight * score) / sum(weight)` over the indicators that have a score.
#[derive(Default)]
struct Mean {
    points: Ratio,
    /// Of the indicators that have a score, and of all.
    scored: Ratio,
    all: Ratio,
}

impl Mean {
    fn add(&mut self, weight: &Ratio, score: Option<Ratio>) {
        self.all += weight.clone();
        if let Some(score) = score {
            self.points += weight.clone() * score;
            self.scored += weight.clone();
        }
    }

    /// `None` where less than half of the weight has a score, or there is no weight: the mean of a few
    /// would pass for that of all.
    fn value(&self) -> Option<Ratio> {
        let is_enough = self.scored.clone() + self.scored.clone() >= self.all;
        self.points.checked_div(&self.scored).filter(|_| is_enough)
    }
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
        let score = score.map(Ratio::from);
        let lacks_actual = score.is_none();
        let assessment = Assessment { outcome, score, lacks_actual, reason: None, days_late: None };
        Share::new(weight, &assessment)
    }

    #[test]
    fn weights_pull_the_mean_which_is_told_with_what_is_in_it() {
        let shares = [
            share(Decimal::from(3), Some(100)),
            share(Decimal::ONE, Some(50)),
            share(Decimal::ONE, None),
        ];
        let summary = summarise(&shares);
        assert_eq!(summary.counts, [2, 0, 0, 0, 1, 0]);
        assert_eq!(
            summary.score.words(),
            "punteggio 87,50 (valutati 2 di 3; 70,00 con i mancanti a 0)"
        );
        assert_eq!(summarise(&shares[..2]).score.words(), "punteggio 87,50 (valutati 2 di 2)");
    }

    #[test]
    fn below_half_of_the_weight_there_is_no_score() {
        let of = |missing: i64| {
            let missing = share(Decimal::from(missing), None);
            summarise(&[share(Decimal::from(4), Some(100)), missing]).score
        };
        assert_eq!(of(4).text, "100,00");
        assert_eq!(of(5).value, None);
        assert_eq!(
            of(6).words(),
            "senza punteggio (valutati 1 di 2; 40,00 con i mancanti a 0)",
            "what is known stays to be seen"
        );
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
        assert_eq!(summarise(&[]).score.text, "–");
        let summary = summarise(&[share(Decimal::ZERO, Some(80))]);
        assert_eq!((summary.total(), summary.score.value), (1, None));
        assert_eq!(summarise(&[share(Decimal::NEGATIVE_ONE, Some(80))]).score.value, None);
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
