//! What each sheet of `tabelle.xlsx` says of its edition.

use crate::italian;
use crate::model::report::Report;

/// Name of the first sheet.
pub(super) const COVER: &str = "Indice";

/// `Ente, dati al 31 dicembre 2022, edizione riservata`
pub(super) fn whose(report: &Report) -> String {
    let day = italian::long_date(report.head.reference_date);
    format!("{}, dati al {day}, {}", report.head.body, report.edition.label())
}
