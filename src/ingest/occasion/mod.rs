//! What decides whether a row of an input counts in the report's year, and how much of it: states and
//! outcomes, dates, periods across two years, units, rows that are there twice.

pub(in crate::ingest) mod across_years;
pub(in crate::ingest) mod amount;
mod columns;
pub(in crate::ingest) mod overlaps;
pub(in crate::ingest) mod reach;
pub(in crate::ingest) mod repeats;
pub(in crate::ingest) mod reversals;
pub(in crate::ingest) mod scope;
pub(in crate::ingest) mod span;
pub(in crate::ingest) mod unit;
mod usual;
