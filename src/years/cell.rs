//! Figures and changes as printed.

use super::missing::{Known, Missing};
use crate::italian;
use crate::model::ratio::Ratio;
use crate::model::years::YearCell;

/// What a row of the chapter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    People,
    Percent,
    /// Hours for each person.
    Hours,
    /// A score from 0 to 100.
    Score,
}

impl Unit {
    pub(super) fn text(self, value: &Ratio) -> String {
        match self {
            Self::People => italian::count(u64::try_from(value.scaled(0)).unwrap_or_default()),
            Self::Percent | Self::Hours | Self::Score => italian::percent(value),
        }
    }

    /// The figure in a sentence, with its sign.
    pub(super) fn spoken(self, value: &Ratio) -> String {
        match self {
            Self::Percent => format!("{} %", self.text(value)),
            Self::People | Self::Hours | Self::Score => self.text(value),
        }
    }

    /// `+0,45 punti`, `−3`, `+1,20 ore`
    pub(super) fn change(self, change: &Ratio) -> String {
        match self {
            Self::People => italian::signed_count(change),
            Self::Percent | Self::Score => format!("{} punti", italian::signed(change)),
            Self::Hours => format!("{} ore", italian::signed(change)),
        }
    }
}

pub(super) fn cell(known: &Known, unit: Unit) -> YearCell {
    match known {
        Ok(value) => YearCell { value: Some(value.clone()), text: unit.text(value), reason: None },
        Err(missing) => absent(missing),
    }
}

/// This year less the year before; a gap is never bridged with an older year.
pub(super) fn change(values: &[Known], unit: Unit) -> YearCell {
    match difference(values) {
        Ok(change) => {
            let text = unit.change(&change);
            YearCell { value: Some(change), text, reason: None }
        }
        Err(missing) => absent(&missing),
    }
}

pub(super) fn difference(values: &[Known]) -> Known {
    match values {
        [.., before, now] => Ok(now.clone()? - before.clone()?),
        _ => Err(Missing::Year),
    }
}

fn absent(missing: &Missing) -> YearCell {
    YearCell { value: None, text: "–".to_owned(), reason: missing.words() }
}
