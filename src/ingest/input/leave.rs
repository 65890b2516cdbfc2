//! `congedi`: days and hours of leave, joined to staff by number and added up while they are read.

use super::directory::Directory;
use super::ledger::Book;
use crate::diagnostic::code;
use crate::diagnostic::setting::{Setting, quoted};
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::amount::RowUnit;
use crate::ingest::wording::leave::{self, Cause, Unit};
use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;

const KIND: &str = "tipo";
const DESCRIPTION: &str = "descrizione";
const QUANTITY: &str = "quantita";

/// Adds the leave of one row, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let admitted = book.scope.admits(record)?;
    let unit = book.amounts.unit(record);
    let kind = kind(record, book, unit.unwrap_or_default());
    if record.left_out.is_some() {
        return None;
    }
    let person = directory.find_in_year(record, &mut book.strangers);
    let (kind, unit) = (kind?, unit?.unit);
    let measure = book.unit(kind);
    let label = book.alias(kind);
    let quantity = book.amounts.quantity(record, unit, (&label, measure), admitted.span)?;
    let is_days = measure == Measure::Days;
    let quantity = book.scope.share(record, admitted, QUANTITY, quantity, is_days)?;
    book.add(&person?, kind, quantity);
    Some(())
}

/// The leave type of a row. Leave that is not of the table is left out.
fn kind(record: &mut Record<'_>, book: &mut Book, unit: RowUnit) -> Option<usize> {
    let words = record.required_words(KIND)?;
    let description = record.words(DESCRIPTION);
    let cause = match &description {
        None => book.causes.of(&words, || leave::cause(&words, None)),
        Some(more) => {
            book.causes.of(&format!("{words}\u{1}{more}"), || leave::cause(&words, Some(more)))
        }
    };
    if let (Cause::NoUnit(family), Some(unit)) = (cause, unit.of_row) {
        let name = leave::family_name(family);
        book.tell(record, KIND, &words, || {
            format!("è letto «{name}», a giorni o a ore secondo l'unità della riga")
        });
        let unit = if unit == ColumnUnit::Days { Unit::Days } else { Unit::Hours };
        return leave::leave(family, unit);
    }
    match cause {
        Cause::Leave(kind) => {
            if book.term(&words) != Some(kind) {
                let label = book.alias(kind);
                book.tell(record, KIND, &words, || format!("è letto «{label}»"));
            }
            Some(kind)
        }
        Cause::Other => {
            book.tell(record, KIND, &words, || {
                "non riguarda la tabella 1.10: le sue righe non contano".to_owned()
            });
            record.leave_out("assenze che la tabella 1.10 non ha");
            None
        }
        Cause::NoUnit(family) => refuse_without_unit(record, family),
        Cause::Mixed => {
            let message = format!("«{words}» mette insieme assenze diverse");
            record.refuse_with(record.unknown_word(KIND, code::UNKNOWN_LEAVE, message));
            None
        }
        Cause::Unknown => {
            let hint = record.near(code::UNKNOWN_LEAVE, || book.nearest_term(&words));
            let message = format!("il tipo «{words}» non è fra quelli del format{hint}");
            record.refuse_with(record.unknown_word(KIND, code::UNKNOWN_LEAVE, message));
            None
        }
    }
}

fn refuse_without_unit(record: &mut Record<'_>, family: usize) -> Option<usize> {
    let words = record.value(KIND).text().unwrap_or_default().into_owned();
    let name = leave::family_name(family);
    let message = format!("«{words}» ({name}) non dice se la quantità è in giorni o in ore");
    let values = leave::in_days_and_hours(family).map(quoted);
    let setting = Setting::new(format!("valori.{KIND}"), &quoted(&words), values);
    let remedy = format!(
        "Ditelo una volta per tutte: in cug.toml, sotto [{}], la riga {}.",
        setting.section,
        setting.choices()
    );
    let found = record.diagnostic(KIND, code::LEAVE_WITHOUT_UNIT, message);
    record.refuse_with(found.with_remedy(remedy).with_setting(setting));
    None
}
