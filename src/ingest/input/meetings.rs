//! `riunioni`: when the CUG met and about what.

use super::record::Record;
use crate::model::cug_report::Meeting;

/// One meeting, or `None` with diagnostics.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<Meeting> {
    let date = record.required_date("data");
    let subjects = record.required_text("argomenti");
    if record.refused {
        return None;
    }
    Some(Meeting {
        date: date?,
        subjects: subjects?,
        present: record.text("presenti"),
        row: record.row.number,
    })
}
