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

/// What some cells add up to, or the first of them that is no number for certain: it is asked as if it
/// stood alone.
fn sum<'a>(cells: impl Iterator<Item = &'a Value<'a>>) -> Value<'static> {
    let mut sum: Option<Decimal> = None;
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let Ok(Some(Numeral::Plain(number))) = field::numeral(cell) else { return cell.kept() };
        let Some(more) = sum.unwrap_or_default().checked_add(number) else { return cell.kept() };
        sum = Some(more);
    }
    let number = |value| Value::Number(Number { value, zero_padding: None, percent: false });
    sum.map_or(Value::Empty, number)
}
