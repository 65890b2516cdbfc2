//! Matricola: text, with the leading zeros that a spreadsheet shows but does not keep.

use super::record::Record;
use super::sheet::Value;
use crate::diagnostic::code;
use crate::model::employee::StaffNumber;

const COLUMN: &str = "matricola";

/// The staff number of a record, padded with zeros to `digits` where `cug.toml` says how many
/// there are. What a spreadsheet has spoilt (fractions, exponents, dates, errors) is refused.
pub(super) fn read(record: &mut Record<'_>, digits: Option<usize>) -> Option<StaffNumber> {
    if record.value(COLUMN).is_empty() {
        record.required_text(COLUMN);
        return None;
    }
    let text = record.text(COLUMN)?;
    if let Some(fault) = fault(record.value(COLUMN), &text) {
        record.refuse(COLUMN, code::STAFF_NUMBER_NOT_WHOLE, format!("la matricola {fault}"));
        return None;
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let width = digits.filter(|_| is_number).unwrap_or(0);
    Some(StaffNumber(format!("{text:0>width$}")))
}

fn fault(value: &Value, text: &str) -> Option<&'static str> {
    match value {
        Value::Error(_) => Some("è un errore del foglio di calcolo"),
        Value::Date(_) => Some("è diventata una data"),
        Value::Bool(_) => Some("è diventata VERO o FALSO"),
        Value::Number(number) if !number.value.is_integer() => Some("ha dei decimali"),
        Value::Number(number) if number.value.is_sign_negative() => Some("è negativa"),
        Value::Text(_) if text.starts_with('#') => Some("è un errore del foglio di calcolo"),
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
