//! One target and one actual become a score and an outcome, by the rules of `[valutazione]`.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::italian::{self, reading};
use crate::model::achievement::Outcome;
use crate::model::plan::{Amount, Direction, Indicator};
use crate::model::ratio::Ratio;
use crate::model::settings::{AssessmentRules, DecreasingFormula, MissingActual};

/// What became of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assessment {
    pub(super) outcome: Outcome,
    /// What the means count; 0 for a missing actual where the rules say so.
    pub(super) score: Option<Ratio>,
    /// The office gave no actual, or none that can be read: whoever writes «non ancora» has no more
    /// than whoever leaves the cell empty. A target that cannot be assessed is the plan's own fault.
    pub(super) lacks_actual: bool,
    /// Why it could not be assessed.
    pub(super) reason: Option<String>,
    /// Days after the date of the target; `None` where nothing is late.
    pub(super) days_late: Option<u32>,
}

impl Assessment {
    /// The outcome in words: `raggiunto in ritardo (16 giorni)`.
    pub(super) fn in_words(&self) -> String {
        let label = self.outcome.label();
        match self.days_late {
            Some(days) => {
                format!("{label} ({})", italian::counted(days.into(), "giorno", "giorni"))
            }
            None => label.to_owned(),
        }
    }
}

/// Sets an actual against the target of its indicator. The actual is `None` when there is none,
/// an error with the reason when it could not be read.
pub(super) fn assess(
    indicator: &Indicator,
    actual: Option<&Result<Amount, String>>,
    rules: &AssessmentRules,
) -> Assessment {
    let score = match (unreadable_target(indicator), actual) {
        (Some(reason), _) => Err(reason),
        (None, None) => return without_actual(None, rules.missing),
        (None, Some(Err(reason))) => return without_actual(Some(reason.clone()), rules.missing),
        (None, Some(Ok(actual))) => score(indicator, actual, rules).map_err(str::to_owned),
    };
    match score {
        Ok(score) => {
            let score = within(score, rules);
            let days_late = actual.and_then(|actual| days_late(indicator, actual.as_ref().ok()?));
            let outcome = match days_late {
                Some(_) => Outcome::ReachedLate,
                None => outcome(&score, rules),
            };
            let lacks_actual = false;
            Assessment { outcome, score: Some(score), lacks_actual, reason: None, days_late }
        }
        Err(reason) => Assessment {
            outcome: Outcome::NotAssessable,
            score: None,
            lacks_actual: false,
            reason: Some(reason),
            days_late: None,
        },
    }
}

/// How many days after its target a date is; `None` for what is in time or is no date.
fn days_late(indicator: &Indicator, actual: &Amount) -> Option<u32> {
    let (Amount::Date(target), Amount::Date(actual)) = (&indicator.target, actual) else {
        return None;
    };
    late(*target, *actual)
}

fn late(target: NaiveDate, actual: NaiveDate) -> Option<u32> {
    u32::try_from((actual - target).num_days()).ok().filter(|days| *days > 0)
}

/// Why the target cannot be read, when it cannot: `l'atteso «131/12/2022» non esiste nel calendario`.
pub(super) fn unreadable_target(indicator: &Indicator) -> Option<String> {
    let Amount::Unreadable(text) = &indicator.target else {
        return None;
    };
    if text.trim().is_empty() {
        return Some("manca l'atteso".to_owned());
    }
    let fault = reading::amount(text, indicator.unit, None).err().unwrap_or_default();
    Some(format!("l'atteso «{}» {fault}", text.trim()))
}

/// With the reason why the actual that is there cannot be read.
fn without_actual(reason: Option<String>, rule: MissingActual) -> Assessment {
    let score = match rule {
        MissingActual::Excluded => None,
        MissingActual::Zero => Some(Ratio::zero()),
    };
    let outcome = if reason.is_some() { Outcome::NotAssessable } else { Outcome::ActualMissing };
    Assessment { outcome, score, lacks_actual: true, reason, days_late: None }
}

fn score(
    indicator: &Indicator,
    actual: &Amount,
    rules: &AssessmentRules,
) -> Result<Ratio, &'static str> {
    match (&indicator.target, actual) {
        (Amount::Date(target), Amount::Date(actual)) => Ok(punctuality(*target, *actual, rules)),
        (Amount::YesNo(target), Amount::YesNo(actual)) => Ok(all_or_nothing(target == actual)),
        (Amount::Number(target), Amount::Number(actual)) => match indicator.direction {
            Direction::Increasing => increasing(*target, *actual),
            Direction::Decreasing => decreasing(*target, *actual, rules),
        },
        _ => Err("l'atteso non è nell'unità dichiarata"),
    }
}

fn punctuality(target: NaiveDate, actual: NaiveDate, rules: &AssessmentRules) -> Ratio {
    let Some(late) = late(target, actual) else { return hundred() };
    rules
        .delay_steps
        .iter()
        .find(|step| step.from <= late && step.to.is_none_or(|to| late <= to))
        .map_or_else(Ratio::zero, |step| Ratio::from(step.score))
}

fn increasing(target: Decimal, actual: Decimal) -> Result<Ratio, &'static str> {
    positive(target)?;
    Ok(hundredths(actual, target))
}

fn decreasing(
    target: Decimal,
    actual: Decimal,
    rules: &AssessmentRules,
) -> Result<Ratio, &'static str> {
    if target.is_zero() {
        return Ok(all_or_nothing(actual <= Decimal::ZERO));
    }
    positive(target)?;
    Ok(match rules.decreasing {
        DecreasingFormula::Inverse if actual <= Decimal::ZERO => Ratio::from(rules.cap),
        DecreasingFormula::Inverse => hundredths(target, actual),
        DecreasingFormula::Complement => Ratio::from(200) - hundredths(actual, target),
    })
}

fn positive(target: Decimal) -> Result<(), &'static str> {
    if target.is_zero() {
        Err("l'atteso è zero")
    } else if target < Decimal::ZERO {
        Err("l'atteso è negativo")
    } else {
        Ok(())
    }
}

/// `part / whole * 100`; callers have seen that `whole` is above zero.
fn hundredths(part: Decimal, whole: Decimal) -> Ratio {
    let quotient = Ratio::from(part).checked_div(&Ratio::from(whole));
    quotient.unwrap_or_else(Ratio::zero) * hundred()
}

fn all_or_nothing(reached: bool) -> Ratio {
    if reached { hundred() } else { Ratio::zero() }
}

fn hundred() -> Ratio {
    Ratio::from(100)
}

/// The score after cap and minimum, never below 0.
fn within(score: Ratio, rules: &AssessmentRules) -> Ratio {
    let capped = score.min(Ratio::from(rules.cap));
    if capped < Ratio::from(rules.minimum) { Ratio::zero() } else { capped.max(Ratio::zero()) }
}

fn outcome(score: &Ratio, rules: &AssessmentRules) -> Outcome {
    if *score >= Ratio::from(rules.reached_from) {
        Outcome::Reached
    } else if score.is_zero() || *score < Ratio::from(rules.partly_from) {
        Outcome::NotReached
    } else {
        Outcome::PartlyReached
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::fixture::{date, indicator, number};
    use crate::model::plan::Unit;
    use crate::model::settings::DelayStep;

    fn scored(
        target: Amount,
        direction: Direction,
        actual: Amount,
        rules: &AssessmentRules,
    ) -> Assessment {
        let indicator = Indicator { direction, ..indicator("1", target) };
        assess(&indicator, Some(&Ok(actual)), rules)
    }

    fn points(
        target: &str,
        direction: Direction,
        actual: &str,
        rules: &AssessmentRules,
    ) -> Option<Ratio> {
        scored(number(target), direction, number(actual), rules).score
    }

    #[test]
    fn more_of_a_growing_number_scores_its_share_up_to_the_cap() {
        let mut rules = AssessmentRules::default();
        let grow = Direction::Increasing;
        assert_eq!(points("8", grow, "6", &rules), Some(Ratio::from(75)));
        assert_eq!(points("8", grow, "10", &rules), Some(Ratio::from(100)));
        assert_eq!(points("8", grow, "-1", &rules), Some(Ratio::zero()));
        rules.cap = Decimal::from(120);
        assert_eq!(points("8", grow, "9", &rules), Some(Ratio::from(Decimal::new(1125, 1))));
        assert_eq!(points("8", grow, "80", &rules), Some(Ratio::from(120)));
    }

    #[test]
    fn less_of_a_shrinking_number_scores_by_the_chosen_formula() {
        let shrink = Direction::Decreasing;
        let inverse = AssessmentRules::default();
        assert_eq!(points("10", shrink, "20", &inverse), Some(Ratio::from(50)));
        assert_eq!(points("10", shrink, "0", &inverse), Some(Ratio::from(100)));
        assert_eq!(points("0", shrink, "0", &inverse), Some(Ratio::from(100)));
        assert_eq!(points("0", shrink, "1", &inverse), Some(Ratio::zero()));
        let complement = AssessmentRules { decreasing: DecreasingFormula::Complement, ..inverse };
        assert_eq!(points("10", shrink, "15", &complement), Some(Ratio::from(50)));
        assert_eq!(points("10", shrink, "30", &complement), Some(Ratio::zero()));
        assert_eq!(points("10", shrink, "0", &complement), Some(Ratio::from(100)));
    }

    #[test]
    fn a_target_of_zero_or_less_cannot_be_grown_towards() {
        let rules = AssessmentRules::default();
        for (target, reason) in [("0", "l'atteso è zero"), ("-5", "l'atteso è negativo")] {
            let assessment = scored(number(target), Direction::Increasing, number("3"), &rules);
            assert_eq!(assessment.outcome, Outcome::NotAssessable);
            assert_eq!(assessment.reason.as_deref(), Some(reason));
        }
    }

    #[test]
    fn a_late_date_scores_its_step_and_nothing_without_one() {
        let step = |from, to, score| DelayStep { from, to, score: Decimal::from(score) };
        let mut rules = AssessmentRules::default();
        let late = |actual, rules: &AssessmentRules| {
            scored(date(2022, 12, 31), Direction::Increasing, actual, rules).score
        };
        assert_eq!(late(date(2022, 12, 31), &rules), Some(Ratio::from(100)));
        assert_eq!(late(date(2023, 1, 1), &rules), Some(Ratio::zero()));
        let of = |actual| scored(date(2022, 12, 31), Direction::Increasing, actual, &rules);
        assert_eq!(of(date(2022, 12, 31)).outcome, Outcome::Reached);
        assert_eq!(of(date(2023, 1, 1)).in_words(), "raggiunto in ritardo (1 giorno)");
        rules.delay_steps = vec![step(1, Some(15), 80), step(16, None, 30)];
        let of = |actual| scored(date(2022, 12, 31), Direction::Increasing, actual, &rules);
        assert_eq!(of(date(2023, 1, 16)).in_words(), "raggiunto in ritardo (16 giorni)");
        assert_eq!(late(date(2023, 1, 15), &rules), Some(Ratio::from(80)));
        assert_eq!(late(date(2023, 1, 16), &rules), Some(Ratio::from(30)));
    }

    #[test]
    fn outcomes_follow_the_score_after_the_minimum() {
        let rules = AssessmentRules {
            minimum: Decimal::from(50),
            reached_from: Decimal::from(90),
            ..AssessmentRules::default()
        };
        for (actual, outcome) in [
            ("90", Outcome::Reached),
            ("50", Outcome::PartlyReached),
            ("49,99", Outcome::NotReached),
        ] {
            let actual = number(&actual.replace(',', "."));
            let assessment = scored(number("100"), Direction::Increasing, actual, &rules);
            assert_eq!(assessment.outcome, outcome);
        }
        let no = scored(Amount::YesNo(true), Direction::Increasing, Amount::YesNo(false), &rules);
        assert_eq!(no.outcome, Outcome::NotReached);
    }

    #[test]
    fn a_number_far_below_its_target_is_not_reached_in_part() {
        let outcome = |actual, rules: &AssessmentRules| {
            scored(number("50"), Direction::Increasing, number(actual), rules).outcome
        };
        let rules = AssessmentRules::default();
        assert_eq!(outcome("12", &rules), Outcome::NotReached);
        assert_eq!(outcome("25", &rules), Outcome::PartlyReached);
        let rules = AssessmentRules { partly_from: Decimal::ZERO, ..rules };
        assert_eq!(outcome("12", &rules), Outcome::PartlyReached);
        assert_eq!(outcome("0", &rules), Outcome::NotReached);
    }

    #[test]
    fn a_missing_actual_counts_nothing_or_zero_as_the_rules_say() {
        let mut rules = AssessmentRules::default();
        let indicator = indicator("1", number("5"));
        assert_eq!(assess(&indicator, None, &rules).score, None);
        rules.missing = MissingActual::Zero;
        let zero = assess(&indicator, None, &rules);
        assert_eq!((zero.outcome, zero.score), (Outcome::ActualMissing, Some(Ratio::zero())));
    }

    #[test]
    fn an_unreadable_target_is_told_in_words_and_never_scored() {
        let target = Amount::Unreadable("131/12/2022".to_owned());
        let indicator = Indicator { unit: Unit::Date, ..indicator("2412", target) };
        let rules = AssessmentRules { missing: MissingActual::Zero, ..AssessmentRules::default() };
        let assessment = assess(&indicator, None, &rules);
        assert_eq!(assessment.outcome, Outcome::NotAssessable);
        assert_eq!(assessment.score, None);
        assert_eq!(
            assessment.reason.as_deref(),
            Some("l'atteso «131/12/2022» non esiste nel calendario")
        );
    }

    proptest! {
        #[test]
        fn every_score_lies_between_zero_and_the_cap(
            target in any::<[u8; 16]>(),
            actual in any::<[u8; 16]>(),
            cap in 0_i64..=200,
            minimum in 0_i64..=100,
            shrinking in any::<bool>(),
            complement in any::<bool>(),
        ) {
            let rules = AssessmentRules {
                cap: Decimal::from(cap),
                minimum: Decimal::from(minimum),
                decreasing: if complement {
                    DecreasingFormula::Complement
                } else {
                    DecreasingFormula::Inverse
                },
                ..AssessmentRules::default()
            };
            let direction = if shrinking { Direction::Decreasing } else { Direction::Increasing };
            let amount = |bytes| Amount::Number(Decimal::deserialize(bytes));
            if let Some(score) = scored(amount(target), direction, amount(actual), &rules).score {
                prop_assert!(!score.is_negative() && score <= Ratio::from(cap));
            }
        }

        #[test]
        fn any_two_days_give_a_score(target in any::<i32>(), actual in any::<i32>()) {
            let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default();
            let on_time = day(actual) <= day(target);
            let score = punctuality(day(target), day(actual), &AssessmentRules::default());
            prop_assert_eq!(score, all_or_nothing(on_time));
        }
    }
}
