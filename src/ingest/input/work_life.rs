//! `conciliazione`: measures of work-life balance that people use, joined to staff by number.

use super::directory::Directory;
use super::ledger::{Book, MAX_OWN_KINDS, OwnKind};
use super::record::Record;
use crate::diagnostic::code;
use crate::model::input::InputKind;
use crate::model::ledger::Quantity;
use crate::model::table_id::TableId;

const TABLES: &[TableId] = InputKind::WorkLife.tables();

const COLUMN: &str = "misura";

/// Notes that a person uses a measure: once, however many rows say so.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let person = directory.find_in_year(record, &mut book.strangers);
    let words = record.required_words(COLUMN);
    let (person, words) = (person?, words?);
    let measure = book.term(&words).or_else(|| own_measure(record, book, &words))?;
    if book.has(&person, measure) {
        let message = format!("la persona ha già una riga con la misura «{words}»");
        record.report(COLUMN, code::REPEATED_MEASURE, TABLES, message);
    } else {
        book.add(&person, measure, Quantity::one());
    }
    Some(())
}

/// A measure of the body's own: one that is nearly written as a measure of the format is asked.
fn own_measure(record: &mut Record<'_>, book: &mut Book, words: &str) -> Option<usize> {
    match book.own(words) {
        OwnKind::Known(measure) => Some(measure),
        OwnKind::New(measure) => {
            if let Some(near) = book.nearest_term(words) {
                let message = format!("«{words}» è stampata in una riga sua: forse è «{near}»?");
                record.report(COLUMN, code::MEASURE_LIKE_ANOTHER, TABLES, message);
            }
            Some(measure)
        }
        OwnKind::TooMany { is_told } => {
            if !is_told {
                let what =
                    "misure diverse fuori dal format: questa e le altre nuove non sono lette";
                record.refuse_beyond(COLUMN, MAX_OWN_KINDS, what);
            }
            None
        }
    }
}
