//! One cell of a table: an exact value and the text that every edition prints for it.

use serde::Deserialize;

use crate::model::gender::Gender;
use crate::model::protection::Contributors;
use crate::model::ratio::Ratio;

/// What a figure counts: the column `misura` of the tidy csv.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Measure {
    #[serde(rename = "persone")]
    People,
    #[serde(rename = "percento")]
    Percent,
    #[serde(rename = "euro")]
    Euro,
    #[serde(rename = "ore")]
    Hours,
    #[serde(rename = "giorni")]
    Days,
    /// Uses of measures, or of leave in days and hours together: sums that count nobody twice
    /// would be something else.
    #[serde(rename = "fruizioni")]
    Uses,
    /// Indicators of the plan.
    #[serde(rename = "indicatori")]
    Indicators,
}

impl Measure {
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Percent,
        Self::Euro,
        Self::Hours,
        Self::Days,
        Self::Uses,
        Self::Indicators,
    ];

    /// The measure with this word.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// The word of the tidy csv.
    pub fn code(self) -> &'static str {
        match self {
            Self::People => "persone",
            Self::Percent => "percento",
            Self::Euro => "euro",
            Self::Hours => "ore",
            Self::Days => "giorni",
            Self::Uses => "fruizioni",
            Self::Indicators => "indicatori",
        }
    }

    /// What one of it is, in words.
    pub fn unit(self) -> &'static str {
        match self {
            Self::People => "numero di persone",
            Self::Percent => "percentuale: 54.81 vale 54,81 %",
            Self::Euro => "euro all'anno",
            Self::Hours => "ore nell'anno",
            Self::Days => "giorni nell'anno",
            Self::Uses => "numero di usi: chi usa più misure è contato più volte",
            Self::Indicators => "numero di indicatori del piano",
        }
    }
}

/// The exact figure behind a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Count(u64),
    /// Hours or days, or a mean of them.
    Quantity(Ratio),
    /// Hundredths of a whole: 54,81 % is 54.81.
    Percent(Ratio),
    Euro(Ratio),
    /// One person of whom the table tells the gender: who presides a board.
    Gender(Gender),
    /// The figure has no meaning here (a share of nothing, the gap of a level with one gender).
    NotApplicable,
    /// The input did not hold it.
    NotProvided,
    /// Kept back in the public edition: no part of the figure is left here.
    Protected,
    /// The format leaves the place blank.
    Blank,
}

/// The sign of a protected figure in every document of the public edition.
pub const PROTECTED_SIGN: &str = "[r]";

/// What is read aloud in place of [`PROTECTED_SIGN`].
pub const PROTECTED_WORDS: &str = "dato riservato";

/// A value with its printed text. Only [`crate::italian`] makes the text, so no edition rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    pub text: String,
    pub measure: Measure,
    /// Who stands behind a figure that does not count people; `None` for counts of people, for
    /// derived figures, and where the input has totals alone.
    pub contributors: Option<Contributors>,
}

impl Cell {
    /// The place of a figure that is kept back: its measure is all that it tells.
    pub fn protected(measure: Measure) -> Self {
        let text = PROTECTED_SIGN.to_owned();
        Self { value: Value::Protected, text, measure, contributors: None }
    }

    pub fn is_protected(&self) -> bool {
        self.value == Value::Protected
    }

    /// The same figure with the people behind it.
    pub fn behind(self, contributors: Option<Contributors>) -> Self {
        Self { contributors, ..self }
    }

    /// The exact figure; `None` where there is none to tell.
    pub fn amount(&self) -> Option<Ratio> {
        match &self.value {
            Value::Count(count) => Some(Ratio::from(*count)),
            Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
                Some(ratio.clone())
            }
            Value::Gender(_)
            | Value::NotApplicable
            | Value::NotProvided
            | Value::Protected
            | Value::Blank => None,
        }
    }

    /// `0` and `0,00` are printed light.
    pub fn is_zero(&self) -> bool {
        self.amount().is_some_and(|amount| amount.is_zero())
    }
}
