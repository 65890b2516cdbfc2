//! Where initiatives and plan lie, so that each finding names its cell.

use crate::diagnostic::location::Location;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;

/// The files that findings point into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    pub(super) dataset: &'a Dataset,
}

impl Places<'_> {
    pub(super) fn in_initiatives(self, row: u32, column: &str) -> Location {
        self.cell(InputKind::Initiatives, row, column)
    }

    pub(super) fn in_plan(self, row: u32, column: &str) -> Location {
        self.cell(InputKind::Plan, row, column)
    }

    fn cell(self, kind: InputKind, row: u32, column: &str) -> Location {
        self.dataset.source(kind).map_or_else(
            || Location::folder().at_row(row),
            |source| Location::cell_of(source, row, column),
        )
    }
}
