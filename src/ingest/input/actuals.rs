//! `consuntivi`: what the indicators came to.

use super::record::Record;
use crate::model::plan::Actual;

/// One actual, or `None` with diagnostics. The value stays text: its unit is in the plan.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<Actual> {
    let indicator = record.required_text("indicatore");
    let year = record.required_year("anno");
    let value = record.text("consuntivo");
    Some(Actual {
        indicator: indicator?,
        year: year?,
        value,
        note: record.text("nota"),
        row: record.row.number,
    })
}
