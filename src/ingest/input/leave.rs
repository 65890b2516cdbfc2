//! `congedi`: days and hours of leave, joined to staff by number and added up while they are read.

use super::directory::Directory;
use super::ledger::Book;
use super::record::Record;
use crate::diagnostic::code;

/// Adds the leave of one row, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let person = directory.find_in_year(record, &mut book.strangers);
    let kind = record.required_term("tipo", book, code::UNKNOWN_LEAVE);
    let unit = kind.map(|kind| book.unit(kind));
    let quantity = record.required_quantity("quantita", unit);
    book.add(&person?, kind?, quantity?);
    Some(())
}
