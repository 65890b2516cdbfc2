//! Where the plan and the actuals lie, so that each finding names its cell.

use crate::diagnostic::location::Location;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::quality::SourceFile;

/// The files of the plan and of the actuals; where one is not known, findings name the row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places<'a> {
    plan: Option<&'a SourceFile>,
    actuals: Option<&'a SourceFile>,
}

impl<'a> Places<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        Self { plan: dataset.source(InputKind::Plan), actuals: dataset.source(InputKind::Actuals) }
    }

    #[cfg(test)]
    pub(super) fn between(plan: &'a SourceFile, actuals: &'a SourceFile) -> Self {
        Self { plan: Some(plan), actuals: Some(actuals) }
    }

    pub(super) fn in_plan(self, row: u32, column: &str) -> Location {
        cell(self.plan, row, column)
    }

    pub(super) fn in_actuals(self, row: u32, column: &str) -> Location {
        cell(self.actuals, row, column)
    }
}

fn cell(source: Option<&SourceFile>, row: u32, column: &str) -> Location {
    source.map_or_else(
        || Location::folder().at_row(row),
        |source| Location::cell_of(source, row, column),
    )
}
