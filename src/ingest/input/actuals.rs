//! `consuntivi`: what the indicators came to.

use super::plan::lines;
use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::span;
use crate::model::plan::Actual;

/// One actual, or `None` with diagnostics; one of another year is left out. The value stays text: its
/// unit is in the plan.
pub(in crate::ingest) fn read(record: &mut Record<'_>, report_year: i32) -> Option<Actual> {
    if let Some(year) = span::year_in(record.value("anno")).filter(|year| *year != report_year) {
        record.leave_out(format!("anno {year}"));
        return None;
    }
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
