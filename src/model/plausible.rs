//! Values that a column may have as a whole (`data/units.toml`).

use rust_decimal::Decimal;
use serde::Deserialize;

/// Outside them the unit of a column is asked.
#[derive(Clone, Debug, Deserialize)]
pub struct Plausible {
    pub working_time: WorkingTimeRange,
    pub pay: PayRange,
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
    /// Euros a year, for one person.
    pub least_of_one: Decimal,
    pub most_of_one: Decimal,
}
