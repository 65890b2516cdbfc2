//! `congedi`: days and hours of leave, joined to staff by number and added up while they are read.

use chrono::NaiveDate;

use super::directory::Directory;
use super::ledger::Book;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::across_years;
use crate::ingest::occasion::amount::RowUnit;
use crate::ingest::occasion::span::{FROM, Span};
use crate::ingest::wording::leave::{self, Cause, Unit};
use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;
use crate::model::ledger::Quantity;
use crate::model::settings::LeaveDays;

const KIND: &str = "tipo";
const DESCRIPTION: &str = "descrizione";
const QUANTITY: &str = "quantita";
/// Beside the days, where the hours have a column of their own.
const HOURS: &str = "ore";

/// Adds the leave of one row, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    let admitted = book.scope.admits(record)?;
    let unit = unit(record, book);
    let kind = kind(record, book, unit.unwrap_or_default());
    if record.left_out.is_some() {
        return None;
    }
    let person = directory.find_in_year(record, &mut book.strangers);
    let (kind, unit) = (kind?, unit?.unit);
    let measure = book.unit(kind);
    let label = book.alias(kind);
    let uses_hours = uses_hours(record, measure);
    let has_hours = uses_hours == Some(true);
    let (amounts, unit) = match uses_hours {
        Some(true) => (&mut book.hours, Some(ColumnUnit::Hours)),
        Some(false) => (&mut book.amounts, Some(ColumnUnit::Days)),
        None => (&mut book.amounts, unit),
    };
    let is_days = measure == Measure::Days;
    let counting = book.leave_days.filter(|_| record.value(QUANTITY).is_empty() && !has_hours);
    let quantity = if let Some(counting) = counting {
        by_dates(record, book, (&label, is_days), (admitted.span, counting))?
    } else {
        let quantity = amounts.quantity(record, unit, (&label, measure), admitted.span)?;
        book.scope.share(record, admitted, QUANTITY, quantity, is_days)?
    };
    if is_days && !quantity.is_zero() {
        let place = (record.row.number, || record.location(QUANTITY));
        book.overlaps.note((person.as_ref()?.place, kind), admitted.span, place);
    }
    book.add_or_take(record, &person?, kind, (quantity, admitted.span));
    Some(())
}

/// The days of the year in the period of a row that has no quantity, counted as `cug.toml` says.
fn by_dates(
    record: &mut Record<'_>,
    book: &mut Book,
    (label, is_days): (&str, bool),
    (span, counting): (Option<Span>, LeaveDays),
) -> Option<Quantity> {
    if !is_days {
        let message = format!("«{QUANTITY}»: manca, e «{label}» si conta in ore");
        let found = record.diagnostic(QUANTITY, code::EMPTY_REQUIRED_CELL, message);
        record.refuse_with(found.with_remedy(
            "Le date di un periodo dicono i giorni, non le ore: scrivete le ore nella colonna «quantita» della riga; se la colonna non c'è aggiungetela, e lasciatela vuota dove i giorni si contano dalle date.",
        ));
        return None;
    }
    let year = book.scope.year();
    let start = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
    let days = span.and_then(|Span { first, last }| {
        across_years::counted(first.max(start), last.unwrap_or(end).min(end), counting, year)
    });
    let Some(days) = days else {
        let message = "la riga non ha né la quantità né le date del suo periodo";
        record.refuse(QUANTITY, code::EMPTY_REQUIRED_CELL, message);
        return None;
    };
    if !std::mem::replace(&mut book.is_counting_told, true) {
        let message = format!(
            "dove manca «{QUANTITY}» i giorni sono contati dalle date: {}{}",
            counting.key(),
            if counting == LeaveDays::Calendar { "" } else { ", senza le festività nazionali" }
        );
        let place = record.body.header_place(record.place, FROM);
        let found = Diagnostic::new(code::DAYS_COUNTED, place, message);
        record.diagnostics.push(found.with_tables(record.tables));
    }
    Some(Quantity::Number(days.into()))
}

/// The unit of a row; of a row with days in one column or hours in another, that of the one that it has.
fn unit(record: &mut Record<'_>, book: &mut Book) -> Option<RowUnit> {
    let unit = book.amounts.unit(record)?;
    if record.cell(HOURS).is_none() {
        return Some(unit);
    }
    book.hours.unit(record)?;
    let of_row = match (has_amount(record, QUANTITY), has_amount(record, HOURS)) {
        (true, false) => Some(ColumnUnit::Days),
        (false, true) => Some(ColumnUnit::Hours),
        _ => unit.of_row,
    };
    Some(RowUnit { of_row, ..unit })
}

/// Whether the quantity of a row stands in the column of hours beside the one of days; `None` in a file
/// that has only one.
fn uses_hours(record: &Record<'_>, measure: Measure) -> Option<bool> {
    record.cell(HOURS)?;
    let (days, hours) = (has_amount(record, QUANTITY), has_amount(record, HOURS));
    Some(match measure {
        Measure::Days => hours && !days,
        _ => hours || !days,
    })
}

/// Whether something is in a cell that is not zero.
fn has_amount(record: &Record<'_>, column: &str) -> bool {
    let text = record.value(column).text().unwrap_or_default();
    text.chars().any(|letter| letter.is_alphanumeric() && letter != '0')
}

/// A cause whose words take back what they name: a request refused, days left over, another year.
fn refuse_taken_back(record: &mut Record<'_>, words: &str) {
    record.refuse_word(KIND, code::UNKNOWN_LEAVE, |record| {
        let message = format!(
            "«{words}» nomina un'assenza e dice che non è stata fruita, o che è di un altro anno"
        );
        let found = record.unknown_word(KIND, code::UNKNOWN_LEAVE, message);
        found.with_remedy("Se queste righe non sono assenze fruite nell'anno togliete le righe. Se lo sono scrivete nella casella soltanto il tipo, per esempio «L.104 giorni».")
    });
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
        book.note(record, KIND, &words, || {
            format!("è letto «{name}», a giorni o a ore secondo l'unità della riga")
        });
        let unit = if unit == ColumnUnit::Days { Unit::Days } else { Unit::Hours };
        return leave::leave(family, unit);
    }
    match cause {
        Cause::Leave(kind) => {
            if book.term(&words) != Some(kind) {
                let label = book.alias(kind);
                book.note(record, KIND, &words, || format!("è letto «{label}»"));
            }
            Some(kind)
        }
        Cause::Other => {
            book.note(record, KIND, &words, || {
                match leave::reason(&words, description.as_deref()) {
                    None => "non riguarda la tabella 1.10: le sue righe non contano".to_owned(),
                    Some(why) => format!(
                        "non riguarda la tabella 1.10, perché {why}: le sue righe non contano"
                    ),
                }
            });
            record.leave_out("assenze che la tabella 1.10 non ha");
            None
        }
        Cause::NoUnit(family) => refuse_without_unit(record, family),
        Cause::TakenBack => {
            refuse_taken_back(record, &words);
            None
        }
        Cause::Mixed => {
            record.refuse_word(KIND, code::UNKNOWN_LEAVE, |record| {
                let message = format!("«{words}» mette insieme assenze diverse");
                record.unknown_word(KIND, code::UNKNOWN_LEAVE, message)
            });
            None
        }
        Cause::Unknown => {
            record.refuse_word(KIND, code::UNKNOWN_LEAVE, |record| {
                let hint = record.near(code::UNKNOWN_LEAVE, || book.nearest_term(&words));
                let message = format!("il tipo «{words}» non è fra quelli del format{hint}");
                record.unknown_word(KIND, code::UNKNOWN_LEAVE, message)
            });
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
    record.refuse_word(KIND, code::LEAVE_WITHOUT_UNIT, |record| {
        let found = record.diagnostic(KIND, code::LEAVE_WITHOUT_UNIT, message);
        found.with_remedy(remedy).with_setting(setting)
    });
    None
}
