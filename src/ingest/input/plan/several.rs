//! Cells with several indicators: one row is one indicator.

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;

const COLUMNS: [&str; 4] = ["indicatore", "unita", "atteso", "anno"];

/// Refuses a row whose cells hold several values; gives back the codes in it.
pub(super) fn refuse(record: &mut Record<'_>) -> Option<Vec<String>> {
    let column = COLUMNS.into_iter().find(|column| lines(record, column).len() > 1)?;
    let values = lines(record, column);
    let told: Vec<String> = values.iter().map(|value| format!("«{value}»")).collect();
    let message = format!("«{column}» contiene {} valori: {}", values.len(), told.join(", "));
    record.refuse(column, code::SEVERAL_VALUES_IN_CELL, message);
    Some(lines(record, "indicatore"))
}

/// The values of a cell, each on its line or parted by semicolons.
pub(in crate::ingest) fn lines(record: &Record<'_>, column: &str) -> Vec<String> {
    let text = record.value(column).text().unwrap_or_default();
    let parts = text.split(['\n', '\r', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
