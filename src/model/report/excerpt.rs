//! The rows of an input that have findings, as the office wrote them: for the annotated copy.

use crate::model::input::InputKind;
use crate::model::quality::SourceColumn;

/// What the copy of one input shows: the columns that are read, and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub kind: InputKind,
    pub path: String,
    /// The sheet of a workbook, and its place among those that are read.
    pub sheet: (Option<String>, u32),
    /// One-based.
    pub header_row: u32,
    /// From left to right.
    pub columns: Vec<SourceColumn>,
    /// From top to bottom.
    pub rows: Vec<ExcerptRow>,
}

/// One row with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptRow {
    /// One-based, as in the office's file.
    pub number: u32,
    /// One text for each column of the excerpt; empty for an empty cell.
    pub cells: Vec<String>,
}
