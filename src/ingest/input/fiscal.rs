//! Gender and date of birth of a person: from their own columns or, where `cug.toml` says so, from the
//! fiscal code.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::diagnostic::code::{self, Code};
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::model::column_choice::ColumnUnit;
use crate::model::fiscal_code::FiscalCode;
use crate::model::gender::Gender;

const GENDER: &str = "genere";
const BIRTH: &str = "data_nascita";

/// The gender, or `None` with a diagnostic.
pub(in crate::ingest) fn gender(record: &mut Record<'_>) -> Option<Gender> {
    if !is_of_code(record, GENDER) {
        return record.required_gender(GENDER);
    }
    match known_code(record, GENDER) {
        Some(code) => Some(code.gender),
        None => {
            refuse(record, GENDER, code::UNREADABLE_GENDER);
            None
        }
    }
}

/// As [`gender`], of a row that may not count: faults are nobody's business.
pub(in crate::ingest) fn peeked_gender(record: &mut Record<'_>) -> Option<Gender> {
    if is_of_code(record, GENDER) {
        return known_code(record, GENDER).map(|code| code.gender);
    }
    record.peek(GENDER).and_then(|words| field::gender(words.trim()))
}

/// The date of birth that a fiscal code tells, or `None` (with a diagnostic, unless the gender has left
/// one about the same code); nothing where the dates have a column of their own.
#[expect(clippy::option_option, reason = "no fiscal code, and one that cannot be read")]
pub(in crate::ingest) fn birth_date(
    record: &mut Record<'_>,
    (year, ages): (i32, &RangeInclusive<u32>),
) -> Option<Option<NaiveDate>> {
    if !is_of_code(record, BIRTH) {
        return None;
    }
    let born = known_code(record, BIRTH).and_then(|code| code.birth_date(year, ages));
    let is_told = is_of_code(record, GENDER) && known_code(record, GENDER).is_none();
    if born.is_none() && !is_told {
        refuse(record, BIRTH, code::UNREADABLE_DATE);
    }
    Some(born)
}

fn is_of_code(record: &Record<'_>, column: &str) -> bool {
    record.unit(column) == Some(ColumnUnit::FiscalCode)
}

fn known_code(record: &Record<'_>, column: &str) -> Option<FiscalCode> {
    let text = record.value(column).text()?;
    let code: String = text.split_whitespace().collect();
    FiscalCode::read(&code.to_uppercase()).filter(|code| code.is_sound)
}

/// The code is not shown: it names somebody.
fn refuse(record: &mut Record<'_>, column: &str, code: Code) {
    let message = format!("«{column}» non si ricava: il codice fiscale manca o non è giusto");
    let mut found = record.diagnostic(column, code, message);
    found.value = None;
    record.refuse_with(found.with_remedy(
        "Correggete il codice: sono sedici lettere e cifre, e l'ultima controlla le altre. Se qualcuno non ne ha uno così aggiungete al file le colonne «genere» e «data_nascita», piene in ogni riga, e togliete da cug.toml le righe che le ricavano dal codice fiscale.",
    ));
}
