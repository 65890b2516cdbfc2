//! Values that a column may have as a whole (`data/units.toml`).

use rust_decimal::Decimal;
use serde::Deserialize;

/// Outside them the unit of a column is asked.
#[derive(Clone, Debug, Deserialize)]
pub struct Plausible {
    pub working_time: WorkingTimeRange,
    pub pay: PayRange,
    pub jump: Jump,
    pub a_head: Vec<MostAHead>,
}

/// How far a figure may be from that of an earlier year.
#[derive(Clone, Debug, Deserialize)]
pub struct Jump {
    /// Years between the two.
    pub most_years: i32,
    /// People that a change is at least of.
    pub fewest_people: u32,
    /// In percent of the staff before.
    pub staff: u32,
    /// Hundredths of the staff.
    pub women_share: u32,
    /// In percent of the mean before.
    pub pay: u32,
    /// How many times as much, or as little.
    pub training_times: u32,
}

/// More days or hours a head than anybody can have in a year.
#[derive(Clone, Debug, Deserialize)]
pub struct MostAHead {
    /// The row of its table.
    pub term: String,
    pub most: u32,
    /// What the law gives to one person who has no more than the usual reason for it.
    pub for_one: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct WorkingTimeRange {
    /// Hundredths of full time.
    pub least: Decimal,
    /// Hours of a week of full time.
    pub most_weekly_hours: Decimal,
}

#[derive(Clone, Debug, Deserialize)]
pub struct PayRange {
    /// Euros a year, for the middle one of a column.
    pub least: Decimal,
    pub most: Decimal,
    /// Share of the middle one, for one person.
    pub least_of_median: Decimal,
    /// Times the middle one, for one person.
    pub most_of_median: Decimal,
    /// Euros a year, for one person.
    pub least_of_one: Decimal,
    pub most_of_one: Decimal,
}
