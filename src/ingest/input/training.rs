//! `formazione`: hours of training, joined to staff by number and added up while they are read.

use super::directory::Directory;
use super::ledger::Book;
use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::wording::training::is_modality;
use crate::model::cell::Measure;

const KIND: &str = "tipo";
const HOURS: &str = "ore";

/// Adds the hours of one row, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let admitted = book.scope.admits(record)?;
    let person = directory.find_in_year(record, &mut book.strangers);
    let kind = kind(record, book);
    let unit = book.amounts.unit(record)?.unit;
    let kind_of_hours = ("formazione", Measure::Hours);
    let hours = book.amounts.quantity(record, unit, kind_of_hours, admitted.span);
    let (person, kind, hours) = (person?, kind?, hours?);
    let hours = book.scope.share(record, admitted, HOURS, hours, false)?;
    book.add_or_take(record, &person, kind, (hours, admitted.span));
    Some(())
}

/// The training type of a row, with what the body says of it.
fn kind(record: &mut Record<'_>, book: &mut Book) -> Option<usize> {
    let words = record.required_words(KIND)?;
    let Some(kind) = book.term(&words) else {
        if is_modality(&words) {
            return refuse_modality(record, &words);
        }
        record.refuse_word(KIND, code::UNKNOWN_TRAINING, |record| {
            let hint = record.near(code::UNKNOWN_TRAINING, || book.nearest_term(&words));
            let message = format!("il tipo «{words}» non è fra quelli del format{hint}");
            record.unknown_word(KIND, code::UNKNOWN_TRAINING, message)
        });
        return None;
    };
    if book.is_to_specify(kind) {
        if book.specified(kind, &words).is_some_and(is_modality) {
            return refuse_modality(record, &words);
        }
        book.specify(kind, &words);
    }
    Some(kind)
}

fn refuse_modality(record: &mut Record<'_>, words: &str) -> Option<usize> {
    record.refuse_word(KIND, code::MODALITY_FOR_TOPIC, |record| {
        let message = format!("«{words}» dice come si è tenuto il corso, non di che cosa trattava");
        record.diagnostic(KIND, code::MODALITY_FOR_TOPIC, message)
    });
    None
}
