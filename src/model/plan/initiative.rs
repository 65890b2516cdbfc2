//! Sezione 2 and Sezione 3 of the format: what was done, what comes next, for whom and at what cost.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::achievement::Outcome;
use crate::model::gender::Gender;
use crate::model::legal_reference::LegalReference;
use crate::model::ratio::Ratio;

/// One row of `azioni`; rows of the same year and number are one initiative.
#[derive(Clone, Debug)]
pub struct InitiativeRow {
    pub year: i32,
    pub number: String,
    /// Codes of the plan or words, as the office wrote them; likewise `indicators`.
    pub objective: Option<String>,
    pub actions: Option<String>,
    pub actors: Option<String>,
    pub indicators: Option<String>,
    pub women: Option<u64>,
    pub men: Option<u64>,
    pub chapter: Option<String>,
    /// Euro.
    pub amount: Option<Decimal>,
    pub row: u32,
}

/// Titles and labels of the two sections in one edition of the format.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitiativeWords {
    pub carried_out: String,
    pub planned: String,
    /// Printed in place of an empty cell.
    pub not_stated: String,
    pub number: String,
    pub objective: String,
    pub actions: String,
    pub actors: String,
    pub indicators: String,
    pub beneficiaries: String,
    pub spending: String,
    pub notes: Vec<String>,
    pub references: Vec<LegalReference>,
}

/// The two sections; `None` in the report when the office gave no `azioni`.
#[derive(Clone, Debug, Default)]
pub struct Initiatives {
    /// Azioni realizzate: those of the year of the data.
    pub carried_out: InitiativeSection,
    /// Azioni da realizzare: those of later years.
    pub planned: InitiativeSection,
}

#[derive(Clone, Debug, Default)]
pub struct InitiativeSection {
    /// Computed from the initiatives, printed before them.
    pub sentences: Vec<String>,
    /// By year, then in the order of the file.
    pub initiatives: Vec<Initiative>,
    /// Sums over the initiatives that state both genders.
    pub beneficiaries: Beneficiaries,
    /// Sums by chapter over all initiatives.
    pub spending: Spending,
}

/// Iniziativa (Direttiva 2/2019, allegato 1, sections 2 and 3): one sheet of the report.
#[derive(Clone, Debug)]
pub struct Initiative {
    pub year: i32,
    pub number: String,
    pub objectives: Vec<ObjectiveLink>,
    /// The objective in words that are no codes.
    pub objective_words: Option<String>,
    pub actions: Option<String>,
    pub actors: Option<String>,
    pub indicators: Vec<IndicatorLink>,
    /// The measurement in words that are no codes.
    pub indicator_words: Option<String>,
    pub beneficiaries: Beneficiaries,
    pub spending: Spending,
}

/// An objective that the initiative serves; only its code is known when there is no plan.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveLink {
    pub code: String,
    pub title: Option<String>,
    /// Number of the ambito di azione.
    pub area: Option<u8>,
    pub structure: Option<String>,
    /// The score in words, with how much is in it; only where there is a result.
    pub score: Option<String>,
}

/// An indicator that measures the initiative; only its code is known when there is no plan.
#[derive(Clone, Debug, Default)]
pub struct IndicatorLink {
    pub code: String,
    pub description: Option<String>,
    /// The target for the year of the initiative, as printed.
    pub target: Option<String>,
    /// Only in Sezione 2.
    pub result: Option<IndicatorResult>,
}

#[derive(Clone, Debug)]
pub struct IndicatorResult {
    pub actual: String,
    pub score: String,
    pub outcome: Outcome,
    /// The outcome in words.
    pub outcome_text: String,
}

/// Beneficiari by gender; `None` where the office has not said, or where they are kept back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beneficiaries {
    pub women: Option<u64>,
    pub men: Option<u64>,
    pub is_protected: bool,
}

impl Beneficiaries {
    /// As the office states them.
    pub fn stated(women: Option<u64>, men: Option<u64>) -> Self {
        Self { women, men, is_protected: false }
    }

    /// Both genders kept back where one of them has fewer people than the threshold, but some: the
    /// total alone would tell the other.
    pub fn protected(self, threshold: u64) -> Self {
        let is_small =
            |count: Option<u64>| count.is_some_and(|count| 0 < count && count < threshold);
        if is_small(self.women) || is_small(self.men) {
            return Self { women: None, men: None, is_protected: true };
        }
        self
    }

    /// Both genders rounded down to a multiple: fewer than one of it are printed 0.
    pub fn rounded(self, unit: u64) -> Self {
        let down = |count: Option<u64>| count.map(|count| count - count % unit.max(1));
        Self { women: down(self.women), men: down(self.men), ..self }
    }

    pub fn of(self, gender: Gender) -> Option<u64> {
        match gender {
            Gender::Woman => self.women,
            Gender::Man => self.men,
        }
    }

    /// Both genders together, when both are stated.
    pub fn total(self) -> Option<u64> {
        Some(self.women? + self.men?)
    }

    /// Hundredths of the total, when there is one above zero.
    pub fn share(self, gender: Gender) -> Option<Ratio> {
        Ratio::percent(self.of(gender)?, self.total()?)
    }
}

/// Spesa by budget chapter, in the order in which chapters are first named.
#[derive(Clone, Debug, Default)]
pub struct Spending {
    pub chapters: Vec<ChapterSpending>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterSpending {
    /// Capitolo di bilancio; `None` for an amount without one.
    pub chapter: Option<String>,
    /// Euro; `None` for a chapter without an amount.
    pub amount: Option<Ratio>,
}

impl Spending {
    /// Adds an amount to its chapter. Nothing happens when there is neither.
    pub fn add(&mut self, chapter: Option<&str>, amount: Option<&Ratio>) {
        if chapter.is_none() && amount.is_none() {
            return;
        }
        let known = self.chapters.iter_mut().find(|known| known.chapter.as_deref() == chapter);
        match (known, amount) {
            (Some(known), Some(amount)) => {
                let before = known.amount.take().unwrap_or_else(Ratio::zero);
                known.amount = Some(before + amount.clone());
            }
            (Some(_), None) => {}
            (None, _) => self.chapters.push(ChapterSpending {
                chapter: chapter.map(str::to_owned),
                amount: amount.cloned(),
            }),
        }
    }

    /// True when there is an amount, and one for every chapter.
    pub fn is_stated(&self) -> bool {
        !self.chapters.is_empty() && self.chapters.iter().all(|chapter| chapter.amount.is_some())
    }

    /// Euro; `None` when no amount is stated.
    pub fn total(&self) -> Option<Ratio> {
        self.chapters
            .iter()
            .filter_map(|chapter| chapter.amount.clone())
            .reduce(|sum, one| sum + one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_a_chapter_add_up_exactly() {
        let euro = |text: &str| Ratio::from(text.parse::<Decimal>().expect("a decimal"));
        let mut spending = Spending::default();
        spending.add(Some("100"), Some(&euro("0.10")));
        spending.add(Some("200"), None);
        spending.add(None, None);
        spending.add(Some("100"), Some(&euro("0.20")));
        spending.add(None, Some(&euro("5")));
        assert_eq!(spending.chapters.len(), 3);
        assert_eq!(spending.chapters[0].amount, Some(euro("0.30")));
        assert_eq!(spending.chapters[1].amount, None);
        assert_eq!(spending.total(), Some(euro("5.30")));
        assert_eq!(Spending::default().total(), None);
    }

    #[test]
    fn shares_need_both_genders_and_somebody() {
        let some = Beneficiaries::stated(Some(3), Some(1));
        assert_eq!(some.share(Gender::Woman), Some(Ratio::from(75)));
        assert_eq!(Beneficiaries::stated(Some(3), None).share(Gender::Woman), None);
        assert_eq!(Beneficiaries::stated(Some(0), Some(0)).share(Gender::Woman), None);
    }
}
