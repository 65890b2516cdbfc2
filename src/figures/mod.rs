//! The figures of a year: written to `tabelle.csv`, read back from it, and asked how many, which share,
//! which gap, whatever year they are of.

mod csv;
mod labels;
mod missing;
mod pay;
mod questions;
mod reading;
mod unit;

pub use csv::{Records, number, read, write};
pub use labels::{column_role, row_role};
pub use missing::{Answer, Missing, difference, share};
pub use questions::women;
pub use reading::{Reading, both};
pub use unit::Unit;
