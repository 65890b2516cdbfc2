//! Figures of several years and their changes as printed.

use crate::italian;
use crate::model::ratio::Ratio;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    People,
    Percent,
    /// Hours for each person.
    Hours,
    Days,
    /// A score from 0 to 100.
    Score,
}

impl Unit {
    pub fn text(self, value: &Ratio) -> String {
        match self {
            Self::People => italian::count(u64::try_from(value.scaled(0)).unwrap_or_default()),
            Self::Days => italian::rounded(value),
            Self::Percent | Self::Hours | Self::Score => italian::percent(value),
        }
    }

    /// The figure in a sentence, with its sign.
    pub fn spoken(self, value: &Ratio) -> String {
        match self {
            Self::Percent => format!("{} %", self.text(value)),
            Self::People | Self::Hours | Self::Days | Self::Score => self.text(value),
        }
    }

    /// `+0,45 punti`, `−3`, `+1,20 ore`
    pub fn change(self, change: &Ratio) -> String {
        match self {
            Self::People => italian::signed_count(change),
            Self::Percent | Self::Score => format!("{} punti", italian::signed(change)),
            Self::Hours => format!("{} ore", italian::signed(change)),
            Self::Days => format!("{} giorni", italian::signed(change)),
        }
    }
}
