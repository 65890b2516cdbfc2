//! A person in service at the reference date, and a paid position held.

use chrono::NaiveDate;
use ecow::EcoString;
use rust_decimal::Decimal;

use crate::model::gender::Gender;

/// Matricola: text, so that leading zeros survive. May be a [`crate::model::fiscal_code::FiscalCode`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StaffNumber(pub EcoString);

/// One row of `personale` that could be read whole. Optional fields are `None` when the cell is
/// empty or the column is not there (see [`crate::model::dataset::StaffColumns`]).
#[derive(Clone, Debug)]
pub struct Employee {
    pub staff_number: StaffNumber,
    pub gender: Gender,
    pub birth_date: NaiveDate,
    /// Index into [`crate::model::dataset::Dataset::grades`].
    pub grade: usize,
    /// Index into [`crate::model::dataset::Dataset::age_bands`].
    pub age_band: usize,
    /// Percentuale di part time: 100 is full time.
    pub working_time: Option<Decimal>,
    /// Date of entry in the present grade, for table 1.4.
    pub in_grade_since: Option<NaiveDate>,
    /// Index into [`crate::model::dataset::Dataset::education_levels`].
    pub education: Option<usize>,
    /// Euro a year, net or gross as `[retribuzioni]` says.
    pub annual_pay: Option<Decimal>,
    /// Index into [`crate::model::dataset::Dataset::structures`].
    pub structure: Option<usize>,
    pub hired: Option<NaiveDate>,
    /// One-based row in the staff file, for messages.
    pub row: u32,
}

/// Posizione di responsabilità remunerata non dirigenziale, held by a person (table 1.3).
#[derive(Clone, Debug)]
pub struct Position {
    pub staff_number: StaffNumber,
    pub label: String,
    pub gender: Gender,
    pub row: u32,
}
