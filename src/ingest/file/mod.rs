//! From the bytes of a file to its rows: what the file is, its sheets, its cells.

pub mod container;
mod delimited;
mod dos_text;
pub mod layout;
pub mod sheet;
pub mod tab;
pub mod text;
pub(in crate::ingest) mod workbook;
