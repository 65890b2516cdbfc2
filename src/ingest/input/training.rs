//! `formazione`: hours of training, joined to staff by number and added up while they are read.

use super::directory::Directory;
use super::ledger::Book;
use super::period;
use super::record::Record;
use crate::diagnostic::code;
use crate::model::cell::Measure;

/// Adds the hours of one row, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    year: i32,
    book: &mut Book,
) -> Option<()> {
    const COLUMN: &str = "tipo";
    if !period::is_of_year(record, year) {
        return None;
    }
    let person = directory.find_in_year(record, &mut book.strangers);
    let kind = record.required_term(COLUMN, book, code::UNKNOWN_TRAINING);
    let hours = record.required_quantity("ore", Some(Measure::Hours));
    let (person, kind, hours) = (person?, kind?, hours?);
    if book.is_to_specify(kind)
        && let Some(words) = record.words(COLUMN)
    {
        book.specify(kind, &words);
    }
    book.add(&person, kind, hours);
    Some(())
}
