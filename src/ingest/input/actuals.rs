//! `consuntivi`: what the indicators came to.

use super::plan::lines;
use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::model::plan::Actual;

/// One actual, or `None` with diagnostics. The value stays text: its unit is in the plan.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<Actual> {
    let codes = lines(record, "indicatore");
    if codes.len() > 1 {
        let told: Vec<String> = codes.iter().map(|code| format!("«{code}»")).collect();
        let message = format!("«indicatore» contiene {} valori: {}", codes.len(), told.join(", "));
        record.refuse("indicatore", code::SEVERAL_VALUES_IN_CELL, message);
        return None;
    }
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
