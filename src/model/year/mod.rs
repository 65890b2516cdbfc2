//! Earlier years, and this one beside them.

pub mod history;
pub mod years;
