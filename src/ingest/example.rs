//! The example row of the template workbooks: as it was written it is no data, and nothing is said.

use super::body::Body;
use super::sheet::{Row, Value};
use crate::model::input::InputKind;
use crate::model::reference_data::{EXAMPLE_MARK, columns, example_row};

/// The example row that a template of this input has.
pub(super) struct Example {
    /// Canonical names with their texts.
    cells: Vec<(&'static str, String)>,
}

/// What a row has to do with the example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    None,
    /// The very row of the template.
    Untouched,
    /// Its mark is still there, but somebody has written in it.
    Altered,
}

impl Example {
    pub(super) fn of(kind: InputKind) -> Self {
        let names = columns(kind).iter().map(|column| column.name.as_str());
        Self { cells: names.zip(example_row(kind)).collect() }
    }

    pub(super) fn likeness(&self, body: &Body<'_>, row: &Row<'_>) -> Likeness {
        let cell = |name: &str| Some(row.cell(body.column(name)?));
        let Some(Value::Text(first)) = self.cells.first().and_then(|(name, _)| cell(name)) else {
            return Likeness::None;
        };
        let mark = EXAMPLE_MARK.trim_end();
        if !first.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            return Likeness::None;
        }
        // A spreadsheet program that saves as csv writes the thousands separator.
        let bare = |text: &str| text.replace('.', "");
        let is_same = |(name, text): &(&str, String)| {
            cell(name).is_none_or(|value| bare(&value.text().unwrap_or_default()) == bare(text))
        };
        if self.cells.iter().all(is_same) { Likeness::Untouched } else { Likeness::Altered }
    }
}
