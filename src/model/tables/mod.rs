//! The tables of the format: cells, charts, totals, and what is kept back of them.

pub mod anatomy;
pub mod cell;
pub mod chart;
pub mod figure;
pub mod protection;
pub mod role;
pub mod secret;
pub mod table;
pub mod table_id;
pub mod totals;
