//! `conciliazione`: measures of work-life balance that people use, joined to staff by number.

use super::directory::Directory;
use super::ledger::Book;
use super::record::Record;
use crate::diagnostic::code;
use crate::model::input::InputKind;
use crate::model::ratio::Ratio;

pub(super) const TABLES: &[&str] = InputKind::WorkLife.tables();

/// Notes that a person uses a measure: once, however many rows say so.
pub(super) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    const COLUMN: &str = "misura";
    let person = directory.find_in_year(record, &mut book.strangers);
    let words = record.required_text(COLUMN);
    let (person, words) = (person?, words?);
    let measure = book.term(&words).unwrap_or_else(|| {
        let near = book.nearest_term(&words).map(str::to_owned);
        let (measure, is_new) = book.own(words.clone());
        if let (Some(near), true) = (near, is_new) {
            let message = format!("«{words}» è stampata in una riga sua: forse è «{near}»?");
            record.report(COLUMN, code::MEASURE_LIKE_ANOTHER, TABLES, message);
        }
        measure
    });
    if book.has(&person, measure) {
        let message = format!("la persona ha già una riga con la misura «{words}»");
        record.report(COLUMN, code::REPEATED_MEASURE, TABLES, message);
    } else {
        book.add(&person, measure, Ratio::from(1u64));
    }
    Some(())
}
