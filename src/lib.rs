//! From staff spreadsheets to the yearly CUG report of an Italian public body.

pub mod diagnostic;
pub mod italian;
pub mod model;
pub mod tables;
