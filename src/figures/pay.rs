//! Questions of pay, from the people and the means of table 1.5.

use super::missing::{Answer, Missing};
use super::reading::Reading;
use crate::model::cell::Measure;
use crate::model::figure::Chapter;
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::settings::PayBasis;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

/// People of a gender, and their pay together.
struct Payroll {
    people: Ratio,
    pay: Ratio,
}

impl Payroll {
    fn empty() -> Self {
        Self { people: Ratio::zero(), pay: Ratio::zero() }
    }

    fn and(self, other: &Self) -> Self {
        let (people, pay) = (other.people.clone(), other.pay.clone());
        Self { people: self.people + people, pay: self.pay + pay }
    }

    fn mean(&self) -> Answer {
        self.pay.checked_div(&self.people).ok_or(Missing::NotApplicable)
    }
}

/// Women's mean less men's, in percent of men's.
fn gap(men: &Payroll, women: &Payroll) -> Answer {
    let (men, women) = (men.mean()?, women.mean()?);
    let gap = (women - men.clone()).checked_div(&men).ok_or(Missing::NotApplicable)?;
    Ok(gap * Ratio::from(100_u64))
}

impl Reading {
    /// The gap between the means of all levels together, each with the weight of its people.
    pub fn pay_gap(&self, basis: PayBasis) -> Answer {
        self.given(Chapter::Table(TableId::PAY_GAP))?;
        self.is_on(basis)?;
        gap(&self.payroll(Gender::Man)?, &self.payroll(Gender::Woman)?)
    }

    /// The mean of the gaps of the levels where both means can be read, each with the weight of its women, and
    /// how many these are, if most of the people are in them. Who is in which level plays no part: a gap of
    /// these levels together would be another one, and might have another sign, without those that are kept
    /// back.
    pub fn pay_gap_within_levels(&self, basis: PayBasis) -> Result<(Ratio, usize), Missing> {
        self.is_on(basis)?;
        let (mut weighted, mut women, mut people) = (Ratio::zero(), Ratio::zero(), Ratio::zero());
        let mut levels = 0;
        for level in self.levels() {
            let [Ok(of_men), Ok(of_women)] =
                Gender::ALL.map(|gender| self.payroll_of(&level, gender))
            else {
                continue;
            };
            let Ok(gap) = gap(&of_men, &of_women) else { continue };
            weighted += gap * of_women.people.clone();
            women += of_women.people.clone();
            people += of_men.people + of_women.people;
            levels += 1;
        }
        let all = self.total(TableId::PAY_GAP, Measure::People, None)?;
        if people * Ratio::from(2_u64) < all {
            return Err(Missing::Protected);
        }
        let gap = weighted.checked_div(&women).ok_or(Missing::NotApplicable)?;
        Ok((gap, levels))
    }

    /// The mean pay of everybody in table 1.5.
    pub fn mean_pay(&self, basis: PayBasis) -> Answer {
        self.is_on(basis)?;
        let all = self.payroll(Gender::Man)?.and(&self.payroll(Gender::Woman)?);
        all.pay.checked_div(&all.people).ok_or(Missing::Nobody)
    }

    fn is_on(&self, basis: PayBasis) -> Result<(), Missing> {
        let is_other = self.pay_basis().is_some_and(|other| other != basis);
        if is_other { Err(Missing::OtherBasis) } else { Ok(()) }
    }

    fn levels(&self) -> impl Iterator<Item = String> {
        let rows = self.rows(Chapter::Table(TableId::PAY_GAP));
        rows.into_iter().map(|(_, level)| normal_form(&level))
    }

    fn payroll(&self, gender: Gender) -> Result<Payroll, Missing> {
        self.levels()
            .try_fold(Payroll::empty(), |sum, level| Ok(sum.and(&self.payroll_of(&level, gender)?)))
    }

    fn payroll_of(&self, level: &str, gender: Gender) -> Result<Payroll, Missing> {
        let of = |measure| {
            let mut rows = self.published_by_row(TableId::PAY_GAP, measure, gender);
            rows.remove(level).unwrap_or(Err(Missing::Row))
        };
        let people = of(Measure::People)?;
        if people.is_zero() {
            return Ok(Payroll::empty());
        }
        Ok(Payroll { pay: of(Measure::Euro)? * people.clone(), people })
    }
}
