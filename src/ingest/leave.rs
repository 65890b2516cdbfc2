//! `congedi`: days and hours of leave, joined to staff by number and added up while they are read.

use super::directory::Directory;
use super::ledger::Book;
use super::record::Record;
use crate::diagnostic::code;

pub(super) const TABLES: &[&str] = &["1.10"];

/// Adds the leave of one row, or leaves diagnostics.
pub(super) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let person = directory.find(record);
    let kind = kind(record, book);
    let unit = kind.map(|kind| book.unit(kind));
    let quantity = record.required_quantity("quantita", unit);
    book.add(person?, kind?, quantity?);
    Some(())
}

fn kind(record: &mut Record<'_>, book: &Book) -> Option<usize> {
    const COLUMN: &str = "tipo";
    let words = record.required_text(COLUMN)?;
    let kind = book.term(&words);
    if kind.is_none() {
        let near = book.nearest_term(&words);
        let hint = near.map_or(String::new(), |near| format!(" (forse «{near}»?)"));
        let message = format!("il tipo «{words}» non è fra quelli del format{hint}");
        record.refuse(COLUMN, code::UNKNOWN_LEAVE, message);
    }
    kind
}
