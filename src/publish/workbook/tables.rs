//! `tabelle.xlsx`: a cover with the contents, one sheet for each table in the official layout, then the
//! plan and its results.

use super::super::Error;
use super::{cover, dated, plan, sheet};
use crate::model::report::Report;

/// The tables of an edition. Numbers are those that the csv has, so that no two outputs differ.
pub(crate) fn tables_workbook(report: &Report) -> Result<Vec<u8>, Error> {
    let title = format!("Relazione CUG, dati del {}: tabelle della Sezione 1", report.head.year);
    let mut workbook = dated(&title, &report.head.body, report.head.reference_date)?;
    cover::write(workbook.add_worksheet(), report)?;
    for table in &report.tables {
        sheet::write(workbook.add_worksheet(), report, table)?;
        // Names lead to a table, or choose the cells for the portal, from the name box.
        for (name, area) in sheet::areas(report, table) {
            workbook.define_name(name, &format!("='{}'!{area}", table.id))?;
        }
    }
    if let Some(achievements) = &report.achievements {
        plan::write(&mut workbook, report, achievements)?;
    }
    super::saved(&mut workbook)
}
