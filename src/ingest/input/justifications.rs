//! `giustificazioni`: written reasons for anomalies.

use crate::ingest::grid::record::Record;
use crate::model::justification::Justification;

/// One justification, or `None` with diagnostics.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<Justification> {
    let code = record.required_text("codice");
    let reason = record.required_text("motivazione");
    let office = record.required_text("ufficio");
    Some(Justification {
        code: code?.to_uppercase(),
        place: record.text("luogo"),
        reason: reason?,
        office: office?,
        row: record.row.number,
    })
}
