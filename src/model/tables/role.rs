//! What the columns and rows of a table mean. Roles are set where a table is made, from the keys of
//! the format; nobody guesses them back from labels.

use crate::model::gender::Gender;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRole {
    /// People, uses or hours of one age class, by its place.
    Class(usize),
    /// All classes together.
    Total,
    /// All of a gender, or both genders, in a table without classes.
    Count,
    /// The people behind a mean.
    People,
    /// The gender in percent of its row.
    RowShare,
    /// The row in percent of its gender in the whole table.
    GenderShare,
    /// The row in percent of the whole table.
    TableShare,
    /// A mean in euro.
    Mean,
    /// The mean of women minus that of men.
    Gap,
    /// The gap in percent of the mean of men.
    GapPercent,
    /// The gender of who presides.
    President,
}

impl ColumnRole {
    /// The role of a column by its key in the format.
    pub fn of_key(key: &str, gender: Option<Gender>) -> Option<Self> {
        Some(match key {
            "total" => Self::Total,
            "count" => Self::Count,
            "people" => Self::People,
            "row_share" => Self::RowShare,
            "gender_share" => Self::GenderShare,
            "table_share" => Self::TableShare,
            // One heading for two shares: of a gender in its row, of both genders in the table.
            "share" if gender.is_some() => Self::RowShare,
            "share" => Self::TableShare,
            key if key.starts_with("lorda") || key.starts_with("netta") => Self::Mean,
            "gap" => Self::Gap,
            "gap_percent" => Self::GapPercent,
            "president" => Self::President,
            _ => return None,
        })
    }

    /// True for the column that holds a row's figure over all ages.
    pub fn is_over_all_ages(self) -> bool {
        matches!(self, Self::Total | Self::Count | Self::People)
    }

    pub fn is_class(self) -> bool {
        matches!(self, Self::Class(_))
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowRole {
    /// A row that totals add up.
    Body,
    Total,
    Percent,
    /// Below the totals: one group's part of the body row with the same label.
    Detail,
    /// Below the totals: what the format does not ask for.
    Beside(Supplement),
}

/// What a row below the totals counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Supplement {
    /// People, each once.
    People,
    /// The total divided by those people.
    PerHead,
    /// Those of them who have as much as each is to have.
    Reached,
    /// The days of a total that adds days and hours.
    Days,
    /// The hours of such a total.
    Hours,
    /// Full-time people without pay: part of the total.
    WithoutPay,
}

impl RowRole {
    /// The role of a row by its key in the format.
    pub fn of_key(key: &str) -> Self {
        match key {
            "total" => Self::Total,
            "percent" => Self::Percent,
            "people" => Self::Beside(Supplement::People),
            "per_head" => Self::Beside(Supplement::PerHead),
            "reached" => Self::Beside(Supplement::Reached),
            "days" => Self::Beside(Supplement::Days),
            "hours" => Self::Beside(Supplement::Hours),
            "without_pay" => Self::Beside(Supplement::WithoutPay),
            _ => Self::Body,
        }
    }

    /// True for what the format does not ask for.
    pub fn is_below_totals(self) -> bool {
        matches!(self, Self::Detail | Self::Beside(_))
    }

    /// True for the sums of a table and their percentages.
    pub fn is_total(self) -> bool {
        matches!(self, Self::Total | Self::Percent)
    }
}
