//! Columns whose amounts are added up: `retribuzione = ["Stipendio", "Indennità"]` in `cug.toml`.

use rust_decimal::Decimal;

use super::field;
use crate::ingest::file::sheet::{Number, Row, Value};
use crate::italian::reading::Numeral;

/// The place of a column, and of those that are added to it.
pub(super) type Summed = (usize, Vec<usize>);

/// The cells of a row with each sum in the place of its first column; `None` where nothing is added.
pub(super) fn fill(summed: &[Summed], row: &Row<'_>) -> Option<Vec<Value<'static>>> {
    if summed.is_empty() {
        return None;
    }
    let mut cells: Vec<Value<'static>> = row.cells.iter().map(Value::kept).collect();
    for (first, others) in summed {
        if cells.len() <= *first {
            cells.resize(first + 1, Value::Empty);
        }
        cells[*first] = sum(std::iter::once(first).chain(others).map(|column| row.cell(*column)));
    }
    Some(cells)
}

/// What some cells add up to: numbers, or lengths of time that are written as such. A cell that is
/// neither stands beside the others as a text, and is asked.
fn sum<'a>(cells: impl Iterator<Item = &'a Value<'a>>) -> Value<'static> {
    let filled: Vec<&Value<'_>> = cells.filter(|cell| !cell.is_empty()).collect();
    let (first, others) = match filled.as_slice() {
        [] => return Value::Empty,
        [only] => return only.kept(),
        [first, others @ ..] => (first, others),
    };
    let numbers =
        others.iter().try_fold(number(first), |sum, cell| Some(sum?.checked_add(number(cell)?)));
    if let Some(Some(value)) = numbers {
        return Value::Number(Number { value, zero_padding: None, percent: false });
    }
    let spans =
        others.iter().try_fold(seconds(first), |sum, cell| Some(sum?.checked_add(seconds(cell)?)));
    if let Some(Some(seconds)) = spans {
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        return Value::from(format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60));
    }
    let texts: Vec<_> = filled.iter().filter_map(|cell| cell.text()).collect();
    Value::from(texts.join(" + "))
}

fn number(cell: &Value<'_>) -> Option<Decimal> {
    match field::numeral(cell) {
        Ok(Some(Numeral::Plain(number))) => Some(number),
        _ => None,
    }
}

fn seconds(cell: &Value<'_>) -> Option<u64> {
    field::duration(cell).ok().flatten()
}
