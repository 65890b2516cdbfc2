//! Matricola: text, with the leading zeros that a spreadsheet shows but does not keep.

use std::borrow::Cow;

use crate::diagnostic::code;
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::italian::reading;
use crate::model::fiscal_code::FiscalCode;
use crate::model::header_words::{self, FISCAL_CODE};

const COLUMN: &str = "matricola";

/// The staff number of a record, padded with zeros to `digits` where `cug.toml` says how many
/// there are. What a spreadsheet has spoilt (fractions, exponents, dates, errors) is refused.
pub(in crate::ingest) fn read<'r>(
    record: &mut Record<'r>,
    digits: Option<usize>,
) -> Option<Cow<'r, str>> {
    let text = bare(record.required_words(COLUMN)?);
    if let Some(code) = fiscal_code(&text) {
        return Some(Cow::Owned(code));
    }
    if header_words::has_left(&text) {
        let message = "accanto alla matricola ci sono parole che dicono se la persona conta";
        let found = record.diagnostic(COLUMN, code::UNKNOWN_SERVICE_STATE, message);
        record.refuse_with(found.with_remedy(
            "Se al 31 dicembre la persona non era più in servizio togliete la riga; altrimenti lasciate nella casella solo la matricola.",
        ));
        return None;
    }
    if let Some(fault) = fault(record.value(COLUMN), &text) {
        record.refuse(COLUMN, code::STAFF_NUMBER_NOT_WHOLE, format!("la matricola {fault}"));
        return None;
    }
    let width = digits.unwrap_or(0);
    let is_short = text.len() < width && text.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_short { Cow::Owned(format!("{text:0>width$}")) } else { text })
}

/// Another key of a record beside the staff number: never kept beyond the reading.
pub(in crate::ingest) fn other(record: &Record<'_>, kind: &str, column: usize) -> Option<String> {
    let text = bare(record.row.cell(column).text()?);
    if kind == FISCAL_CODE { fiscal_code(&text) } else { Some(text.to_lowercase()) }
}

/// Without the apostrophe that keeps zeros in a spreadsheet, and characters that nobody sees.
fn bare(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text;
    }
    let is_seen =
        |letter: &char| !matches!(letter, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}');
    Cow::Owned(reading::unquoted(&text).chars().filter(is_seen).collect())
}

/// A codice fiscale in any case of letters, with or without blanks: the same in every file.
fn fiscal_code(text: &str) -> Option<String> {
    if !text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let code: String = text.split_whitespace().collect::<String>().to_uppercase();
    FiscalCode::read(&code).map(|_| code)
}

fn fault(value: &Value<'_>, text: &str) -> Option<&'static str> {
    match value {
        Value::Date(_) | Value::Moment(_) => Some("è diventata una data"),
        Value::Bool(_) => Some("è diventata VERO o FALSO"),
        Value::Number(number) if !number.value.is_integer() => Some("ha dei decimali"),
        Value::Number(number) if number.value.is_sign_negative() => Some("è negativa"),
        Value::Text(_) if is_spoilt_number(text) => Some("ha dei decimali o un esponente"),
        _ => None,
    }
}

/// `12,5` or `1,2E+05`: digits around one comma or point, and nothing that a code would have.
fn is_spoilt_number(text: &str) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'.')) {
        return false;
    }
    let (number, exponent) = text.split_once(['E', 'e']).unwrap_or((text, "+0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_exponent = exponent.strip_prefix(['+', '-']).is_some_and(is_digits);
    let is_decimal = number
        .split_once([',', '.'])
        .is_some_and(|(whole, fraction)| is_digits(whole) && is_digits(fraction));
    is_decimal && is_exponent
}
