//! Where the plan and the actuals lie, so that each finding names its cell.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::location::Location;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::justification::Justification;
use crate::model::quality::SourceFile;

/// The files of the plan and of the actuals; where one is not known, findings name the row. Beside them
/// the reasons that the office gives for its anomalies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places<'a> {
    plan: Option<&'a SourceFile>,
    actuals: Option<&'a SourceFile>,
    justifications: &'a [Justification],
}

impl<'a> Places<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        Self {
            plan: dataset.source(InputKind::Plan),
            actuals: dataset.source(InputKind::Actuals),
            justifications: &dataset.justifications,
        }
    }

    #[cfg(test)]
    pub(super) fn between(plan: &'a SourceFile, actuals: &'a SourceFile) -> Self {
        Self { plan: Some(plan), actuals: Some(actuals), justifications: &[] }
    }

    /// The written reason for an anomaly.
    pub(super) fn justified(self, found: &Diagnostic) -> Option<String> {
        let answer = self.justifications.iter().find(|one| {
            let place = one.place.as_deref();
            one.code == found.code.name()
                && place.is_none_or(|words| found.location.is_meant_by(words))
        });
        answer.map(|answer| answer.reason.clone())
    }

    pub(super) fn in_plan(self, row: u32, column: &str) -> Location {
        cell(self.plan, row, column)
    }

    /// The words over the column of the actuals.
    pub(super) fn header_of_actuals(self) -> Option<&'a str> {
        header(self.actuals, "consuntivo")
    }

    /// The words over the column of the targets.
    pub(super) fn header_of_targets(self) -> Option<&'a str> {
        header(self.plan, "atteso")
    }

    pub(super) fn heading_of_actuals(self) -> Location {
        let row = self.actuals.map_or(1, |source| source.header_row);
        cell(self.actuals, row, "consuntivo")
    }

    pub(super) fn in_actuals(self, row: u32, column: &str) -> Location {
        cell(self.actuals, row, column)
    }
}

fn header<'a>(source: Option<&'a SourceFile>, name: &str) -> Option<&'a str> {
    let columns = source.map(|source| source.columns.as_slice()).unwrap_or_default();
    columns.iter().find(|column| column.name == name).map(|column| column.header.as_str())
}

fn cell(source: Option<&SourceFile>, row: u32, column: &str) -> Location {
    source.map_or_else(
        || Location::folder().at_row(row),
        |source| Location::cell_of(source, row, column),
    )
}
