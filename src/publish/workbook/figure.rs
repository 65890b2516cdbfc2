//! A figure in a cell: the printed number as a number, other signs as text.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::layout::{HEADINGS, SPANNERS};
use super::style;
use crate::figures;
use crate::model::cell::{Cell, Value};
use crate::model::table::Column;

/// Where a figure stands: amounts in the portal carry no thousands separator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Table,
    Portal,
}

/// Writes a cell of the table in the look of its row.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    place: Place,
    look: &Format,
) -> Result<(), XlsxError> {
    let look = look.clone().set_align(FormatAlign::Right);
    match (&cell.value, number(cell)) {
        (_, Some(number)) => {
            let look = look.set_num_format(number_format(cell, place));
            let look = if cell.is_zero() { style::zero(look) } else { look };
            sheet.write_number_with_format(row, column, number, &look)?;
        }
        (Value::Blank, None) => {
            sheet.write_blank(row, column, &look)?;
        }
        (_, None) => {
            sheet.write_string_with_format(row, column, super::words(&cell.text), &look)?;
        }
    }
    Ok(())
}

/// The heading of a column of figures; the first under a spanner carries its words.
pub(super) fn heading(
    sheet: &mut Worksheet,
    place: u16,
    column: &Column,
    spanner: Option<&str>,
) -> Result<(), XlsxError> {
    let look = style::spanner(column);
    match spanner {
        // A lone column named as its spanner is named once.
        Some(words) if words != column.label => {
            sheet.write_string_with_format(SPANNERS, place, words, &look)?;
        }
        Some(_) => {}
        None => {
            sheet.write_blank(SPANNERS, place, &look)?;
        }
    }
    let look = style::heading(FormatAlign::Right);
    sheet.write_string_with_format(HEADINGS, place, column.heading(), &look)?;
    Ok(())
}

/// The figure of the csv, which is the printed one; `None` where a cell has no number.
fn number(cell: &Cell) -> Option<f64> {
    match cell.value {
        Value::Count(_) | Value::Quantity(_) | Value::Percent(_) | Value::Euro(_) => {
            figures::number(cell).parse().ok()
        }
        _ => None,
    }
}

/// As many decimals as the printed text has.
fn number_format(cell: &Cell, place: Place) -> &'static str {
    let has_decimals = cell.text.contains(',');
    match cell.value {
        Value::Euro(_) if place == Place::Table => "#,##0.00",
        _ if has_decimals => "0.00",
        _ => "0",
    }
}
