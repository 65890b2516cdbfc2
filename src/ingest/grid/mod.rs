//! From the rows of a sheet to records: its header, what the rows below are, what a cell says.

pub(in crate::ingest) mod account;
pub(in crate::ingest) mod body;
pub(in crate::ingest) mod calendar;
pub(in crate::ingest) mod comments;
pub(in crate::ingest) mod example;
pub(in crate::ingest) mod field;
pub(in crate::ingest) mod header;
mod named_year;
pub(in crate::ingest) mod notation;
mod other_sheets;
pub(in crate::ingest) mod own_words;
mod pivot;
pub(in crate::ingest) mod record;
mod roles;
mod sheets;
pub(in crate::ingest) mod source;
mod summed;
pub(in crate::ingest) mod survey;
mod tall_cells;
mod title;
mod total_words;
mod verdict;
pub(in crate::ingest) mod wide;
pub(in crate::ingest) mod word_questions;
