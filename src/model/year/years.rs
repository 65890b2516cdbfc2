//! Gli anni: this year beside the earlier ones, as values that are already printed.

use num_bigint::BigInt;

use crate::model::gender::Gender;
use crate::model::legal_reference::LegalReference;
use crate::model::ratio::Ratio;

/// The chapter that compares the years; there is none without `storico/`.
#[derive(Clone, Debug)]
pub struct YearChapter {
    /// Every year from the first given to this one; a year that is missing among them is there too.
    pub years: Vec<i32>,
    pub sentences: Vec<String>,
    pub sections: Vec<YearSection>,
    /// How the years were joined, and what could not be compared.
    pub notes: Vec<String>,
    pub references: Vec<LegalReference>,
}

/// One subject over the years: a table, and a chart of the same figures.
#[derive(Clone, Debug)]
pub struct YearSection {
    pub title: String,
    pub sentences: Vec<String>,
    /// Headings of the row labels: one, or two where rows are grouped.
    pub stub: Vec<String>,
    pub rows: Vec<YearRow>,
    pub notes: Vec<String>,
    pub chart: Option<YearChart>,
    /// The years from which figures cannot be compared with those before.
    pub breaks: Vec<i32>,
}

/// Stands before a year in which a series begins anew.
pub const BREAK_SIGN: &str = "‖";

#[derive(Clone, Debug)]
pub struct YearRow {
    pub group: String,
    pub label: String,
    /// One for each year of the chapter.
    pub cells: Vec<YearCell>,
    /// This year against the year before; empty where either is missing.
    pub change: YearCell,
}

/// A figure with its printed text; a missing one says why and is never interpolated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearCell {
    pub value: Option<Ratio>,
    pub text: String,
    pub reason: Option<String>,
}

/// Small multiples: panels of bars, one for each year, on one scale that holds zero.
#[derive(Clone, Debug)]
pub struct YearChart {
    pub title: String,
    /// What the chart shows, in numbers: read aloud in place of the picture.
    pub description: String,
    /// Ends of the scale in hundredths of the unit; `low` is never above zero.
    pub low: BigInt,
    pub high: BigInt,
    /// A level drawn across the panels, such as one half, in hundredths of the unit.
    pub level: Option<BigInt>,
    pub panels: Vec<YearPanel>,
}

#[derive(Clone, Debug)]
pub struct YearPanel {
    pub title: String,
    pub series: Vec<YearSeries>,
}

#[derive(Clone, Debug)]
pub struct YearSeries {
    pub look: SeriesLook,
    /// One for each year of the chapter; `None` for a missing one.
    pub bars: Vec<Option<YearBar>>,
}

#[derive(Clone, Debug)]
pub struct YearBar {
    /// Hundredths of the unit.
    pub length: BigInt,
    pub text: String,
}

/// Whom a series is about, which decides how its bars are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesLook {
    Men,
    Women,
    Everybody,
}

impl SeriesLook {
    /// Men, women, and both genders together.
    pub const OF_PEOPLE: [(Option<Gender>, Self); 3] = [
        (Some(Gender::Man), Self::Men),
        (Some(Gender::Woman), Self::Women),
        (None, Self::Everybody),
    ];

    /// An English word for templates to choose colour and hatch by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Men => "men",
            Self::Women => "women",
            Self::Everybody => "everybody",
        }
    }
}
