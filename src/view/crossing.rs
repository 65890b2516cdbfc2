//! The crossings as template values.

use serde::Serialize;

use crate::model::crossing;

#[derive(Debug, Serialize)]
pub(super) struct Crossing<'a> {
    title: &'a str,
    stub: &'a str,
    headings: &'a [String],
    rows: Vec<Row<'a>>,
    notes: &'a [String],
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    label: &'a str,
    cells: &'a [String],
    is_total: bool,
}

pub(super) fn crossing(of: &crossing::Crossing) -> Crossing<'_> {
    Crossing {
        title: &of.title,
        stub: &of.stub,
        headings: &of.headings,
        rows: of
            .rows
            .iter()
            .map(|row| Row { label: &row.label, cells: &row.cells, is_total: row.is_total })
            .collect(),
        notes: &of.notes,
    }
}
