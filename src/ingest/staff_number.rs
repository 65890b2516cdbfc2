//! Matricola: text, with the leading zeros that a spreadsheet shows but does not keep.

use super::record::Record;
use super::sheet::Value;
use crate::diagnostic::code;
use crate::model::employee::StaffNumber;

/// The staff number of a record, padded to `digits` when the cell is a number and `cug.toml` says
/// how many digits there are. Refuses fractions and error values.
pub(super) fn read(record: &mut Record<'_>, digits: Option<usize>) -> Option<StaffNumber> {
    const COLUMN: &str = "matricola";
    match record.value(COLUMN) {
        Value::Number(number) if !number.value.is_integer() => {
            record.refuse(COLUMN, code::STAFF_NUMBER_NOT_WHOLE, "la matricola ha dei decimali");
            None
        }
        Value::Error(error) => {
            let message = format!("la matricola è l'errore {error}");
            record.refuse(COLUMN, code::STAFF_NUMBER_NOT_WHOLE, message);
            None
        }
        Value::Number(_) => {
            let text = record.required_text(COLUMN)?;
            Some(StaffNumber(format!("{text:0>width$}", width = digits.unwrap_or(0))))
        }
        _ => record.required_text(COLUMN).map(StaffNumber),
    }
}
