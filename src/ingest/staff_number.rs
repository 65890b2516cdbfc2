//! Matricola: text, with the leading zeros that a spreadsheet shows but does not keep.

use super::record::Record;
use super::sheet::Value;
use crate::diagnostic::code;
use crate::italian::reading;
use crate::model::employee::StaffNumber;
use crate::model::fiscal_code::FiscalCode;

const COLUMN: &str = "matricola";

/// The staff number of a record, padded with zeros to `digits` where `cug.toml` says how many
/// there are. What a spreadsheet has spoilt (fractions, exponents, dates, errors) is refused.
pub(super) fn read(record: &mut Record<'_>, digits: Option<usize>) -> Option<StaffNumber> {
    let text = bare(&record.required_text(COLUMN)?);
    if let Some(code) = fiscal_code(&text) {
        return Some(code);
    }
    if let Some(fault) = fault(record.value(COLUMN), &text) {
        record.refuse(COLUMN, code::STAFF_NUMBER_NOT_WHOLE, format!("la matricola {fault}"));
        return None;
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let width = digits.filter(|_| is_number).unwrap_or(0);
    Some(StaffNumber(format!("{text:0>width$}")))
}

/// Without the apostrophe that keeps zeros in a spreadsheet, and characters that nobody sees.
fn bare(text: &str) -> String {
    let is_seen =
        |letter: &char| !matches!(letter, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}');
    reading::unquoted(text).chars().filter(is_seen).collect()
}

/// A codice fiscale in any case of letters, with or without blanks: the same in every file.
fn fiscal_code(text: &str) -> Option<StaffNumber> {
    if !text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let code: String = text.split_whitespace().collect::<String>().to_uppercase();
    FiscalCode::read(&code).map(|_| StaffNumber(code))
}

fn fault(value: &Value, text: &str) -> Option<&'static str> {
    match value {
        Value::Date(_) => Some("è diventata una data"),
        Value::Bool(_) => Some("è diventata VERO o FALSO"),
        Value::Number(number) if !number.value.is_integer() => Some("ha dei decimali"),
        Value::Number(number) if number.value.is_sign_negative() => Some("è negativa"),
        Value::Text(_) if is_spoilt_number(text) => Some("ha dei decimali o un esponente"),
        _ => None,
    }
}

/// `12,5` or `1,2E+05`: digits around one comma or point, and nothing that a code would have.
fn is_spoilt_number(text: &str) -> bool {
    let (number, exponent) = text.split_once(['E', 'e']).unwrap_or((text, "+0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_exponent = exponent.strip_prefix(['+', '-']).is_some_and(is_digits);
    let is_decimal = number
        .split_once([',', '.'])
        .is_some_and(|(whole, fraction)| is_digits(whole) && is_digits(fraction));
    is_decimal && is_exponent
}
