//! Which rows of an input of events are of the report's year.

use super::record::Record;

const YEAR: &str = "anno";

/// Whether the row is of the report's year, as far as its column `anno` says. A row of another year
/// is left out.
pub(in crate::ingest) fn is_of_year(record: &mut Record<'_>, year: i32) -> bool {
    if record.value(YEAR).is_empty() {
        return true;
    }
    match record.required_year(YEAR) {
        Some(other) if other != year => {
            record.leave_out(format!("anno {other}"));
            false
        }
        _ => true,
    }
}
