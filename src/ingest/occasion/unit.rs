//! The unit that a row gives its quantity.

use crate::ingest::grid::record::Record;
use crate::ingest::wording::time_unit::named;
use crate::model::column_choice::ColumnUnit;

/// The column of units.
pub(in crate::ingest) const COLUMN: &str = "unita";

/// The unit that a row names; an error is a word that is none.
pub(in crate::ingest) fn of_row(record: &mut Record<'_>) -> Result<Option<ColumnUnit>, String> {
    if record.cell(COLUMN).is_none() {
        return Ok(None);
    }
    let Some(words) = record.words(COLUMN) else { return Ok(None) };
    named(&words).map(Some).ok_or_else(|| words.into_owned())
}
