//! What people used or attended in the year, summed by kind, gender and age: memory grows with kinds
//! and with one bit for each person, never with the rows of an extraction.

use std::collections::BTreeSet;

use bit_set::BitSet;
use num_bigint::BigInt;
use rust_decimal::Decimal;

use crate::model::cell::Measure;
use crate::model::ratio::Ratio;

/// The sums of one input: `conciliazione`, `congedi` or `formazione`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In printed order: those of the format, then the body's own.
    pub kinds: Vec<Kind>,
    /// Who has reached the hours that each person is to have, as in [`Sums::people`]; `None` where
    /// nobody asks.
    pub reached: Option<BitSet>,
}

/// A measure, a leave or a training: one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub label: String,
    /// What its amounts are.
    pub measure: Measure,
    /// What the body says of it, where the format asks to specify.
    pub said: BTreeSet<String>,
    pub sums: Sums,
}

/// What there is of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Everybody with an amount, each once: indexes into [`crate::model::dataset::Dataset::people`].
    pub people: BitSet,
    /// By gender and age band.
    pub amounts: [Vec<Ratio>; 2],
    /// By gender, what is of people below full time.
    pub part_time: [Ratio; 2],
}

/// Days, hours or times that one row gives to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    Number(Decimal),
    /// Of a duration in hours.
    Seconds(u64),
    /// Hours that are a part of a day, or parts of an hour that no decimal writes.
    Fraction {
        part: i128,
        whole: u64,
    },
}

const SECONDS_OF_AN_HOUR: u64 = 3600;

impl Quantity {
    pub fn one() -> Self {
        Self::Number(Decimal::ONE)
    }

    pub fn is_zero(self) -> bool {
        match self {
            Self::Number(number) => number.is_zero(),
            Self::Seconds(seconds) => seconds == 0,
            Self::Fraction { part, .. } => part == 0,
        }
    }

    /// In hours, days or times.
    pub fn total(self) -> Ratio {
        let mut sum = Sum::default();
        sum.add(self);
        sum.total()
    }

    /// Whether it is not below zero, nor above `most` hours or days.
    pub fn is_within(self, most: u64) -> bool {
        match self {
            Self::Number(number) => {
                // Digits against digits: `Decimal` would bring both to one scale first.
                let most = i128::from(most).checked_mul(power_of_ten(number.scale()));
                most.is_none_or(|most| (0..=most).contains(&number.mantissa()))
            }
            Self::Seconds(seconds) => seconds <= most * SECONDS_OF_AN_HOUR,
            Self::Fraction { part, whole } => {
                (0..=i128::from(most) * i128::from(whole)).contains(&part)
            }
        }
    }
}

/// An exact sum of millions of quantities.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// Of numbers with up to six decimals.
    millionths: i128,
    seconds: i128,
    /// Of numbers with more.
    rest: Ratio,
}

impl Sum {
    const DECIMALS: u32 = 6;

    pub fn add(&mut self, quantity: Quantity) {
        match quantity {
            Quantity::Seconds(seconds) => self.seconds += i128::from(seconds),
            Quantity::Number(number) => match Self::DECIMALS.checked_sub(number.scale()) {
                Some(zeros) => self.millionths += number.mantissa() * power_of_ten(zeros),
                None => self.rest += number.into(),
            },
            Quantity::Fraction { part, whole } => {
                self.rest += Ratio::of(BigInt::from(part), whole).unwrap_or_default();
            }
        }
    }

    pub fn subtract(&mut self, taken: &Ratio) {
        self.rest = self.rest.clone() - taken.clone();
    }

    /// In hours, days or times.
    pub fn total(self) -> Ratio {
        let parts = |sum: i128, whole: u64| Ratio::of(BigInt::from(sum), whole).unwrap_or_default();
        parts(self.millionths, 1_000_000) + parts(self.seconds, SECONDS_OF_AN_HOUR) + self.rest
    }
}

/// Seconds as hours, or as days of so many seconds.
pub fn seconds_in(seconds: Decimal, whole: Decimal) -> Option<Quantity> {
    let scale = seconds.scale().max(whole.scale());
    let units = |number: Decimal| {
        let zeros = power_of_ten(scale - number.scale());
        number.mantissa().checked_mul(zeros)
    };
    let whole = u64::try_from(units(whole)?).ok().filter(|whole| *whole > 0)?;
    Some(Quantity::Fraction { part: units(seconds)?, whole })
}

/// Small powers, nearly all of them, are far faster in half the width.
fn power_of_ten(exponent: u32) -> i128 {
    10_i64.checked_pow(exponent).map_or_else(|| 10_i128.pow(exponent), i128::from)
}

impl Ledger {
    /// Decimals of the sum that has the most, at most two.
    pub fn decimals(&self) -> u32 {
        let amounts = self.kinds.iter().flat_map(|kind| kind.sums.amounts.iter().flatten());
        amounts.map(Ratio::decimals).max().unwrap_or(0)
    }

    /// Everybody with an amount of any kind, each once, by index.
    pub fn people(&self) -> BitSet {
        let mut people = BitSet::new();
        for kind in &self.kinds {
            people.union_with(&kind.sums.people);
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_sum_is_exact_however_its_parts_are_written(
            parts in prop::collection::vec((0_i64..878_400_000_000, 0_u32..12, 0_u64..31_622_400), 0..40),
        ) {
            let mut sum = Sum::default();
            let mut expected = Ratio::zero();
            for (mantissa, scale, seconds) in parts {
                let number = Decimal::new(mantissa, scale);
                sum.add(Quantity::Number(number));
                sum.add(Quantity::Seconds(seconds));
                expected += Ratio::from(number);
                expected += Ratio::of(seconds, 3600).expect("hours");
            }
            prop_assert_eq!(sum.total(), expected);
        }
    }
}
