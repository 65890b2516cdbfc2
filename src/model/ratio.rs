//! An exact fraction: the type of every percentage, mean and score until it is printed.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use rust_decimal::Decimal;

/// An exact rational number of any size. It never overflows and is never rounded:
/// rounding happens once, in [`crate::italian`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(BigRational);

impl Ratio {
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// `part / whole`, or `None` when `whole` is zero.
    pub fn of(part: impl Into<Self>, whole: impl Into<Self>) -> Option<Self> {
        part.into().checked_div(&whole.into())
    }

    /// `part / whole` in hundredths (25 of 50 gives 50), or `None` when `whole` is zero.
    pub fn percent(part: impl Into<Self>, whole: impl Into<Self>) -> Option<Self> {
        Self::of(part, whole).map(|ratio| ratio * Self::from(100))
    }

    /// The quotient, or `None` when `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.0.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The value of a count; `None` for a fraction or a negative number.
    pub fn whole(&self) -> Option<u64> {
        self.0.is_integer().then(|| self.0.to_integer()).and_then(|whole| u64::try_from(whole).ok())
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Without its sign.
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The value to twelve decimals, ties away from zero; zero where it is out of all proportion.
    /// For sums of hours, whose thirds no decimal writes.
    pub fn to_decimal(&self) -> Decimal {
        const DECIMALS: u32 = 12;
        let scaled = i128::try_from(self.scaled(DECIMALS)).ok();
        let decimal = scaled.and_then(|it| Decimal::try_from_i128_with_scale(it, DECIMALS).ok());
        decimal.unwrap_or_default().normalize()
    }

    /// How many decimals write the value exactly: none, one, or two where one is not enough.
    pub fn decimals(&self) -> u32 {
        let is_enough = |decimals: &u32| (&self.0 * BigInt::from(10).pow(*decimals)).is_integer();
        (0..2).find(is_enough).unwrap_or(2)
    }

    /// The value times `10^decimals`, rounded to the nearest integer, ties away from zero.
    /// The rounding rule of the format (half up, applied once); only [`crate::italian`] and
    /// chart geometry call it.
    pub fn scaled(&self, decimals: u32) -> BigInt {
        (&self.0 * BigRational::from_integer(BigInt::from(10).pow(decimals))).round().to_integer()
    }
}

impl From<u64> for Ratio {
    fn from(value: u64) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl From<BigInt> for Ratio {
    fn from(value: BigInt) -> Self {
        Self(BigRational::from_integer(value))
    }
}

impl From<i64> for Ratio {
    fn from(value: i64) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl From<i32> for Ratio {
    fn from(value: i32) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl From<Decimal> for Ratio {
    fn from(value: Decimal) -> Self {
        Self(BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale())))
    }
}

macro_rules! exact_operator {
    ($operation:ident, $method:ident) => {
        impl $operation for Ratio {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        }
    };
}
exact_operator!(Add, add);
exact_operator!(Sub, sub);
exact_operator!(Mul, mul);

impl Default for Ratio {
    fn default() -> Self {
        Self::zero()
    }
}

impl AddAssign for Ratio {
    fn add_assign(&mut self, more: Self) {
        self.0 += more.0;
    }
}

impl Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_away_from_zero() {
        let half = Ratio::of(1, 8).unwrap_or_else(Ratio::zero); // 0,125
        assert_eq!(half.scaled(2), BigInt::from(13));
        assert_eq!((Ratio::zero() - half).scaled(2), BigInt::from(-13));
    }

    #[test]
    fn a_whole_of_zero_has_no_percentage() {
        assert_eq!(Ratio::percent(0, 0), None);
    }
}
