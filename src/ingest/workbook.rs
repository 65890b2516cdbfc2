//! Workbooks: every format becomes the same sheets. The only file that knows calamine, which reads
//! .xlsx and .xlsm.

mod number_format;
mod ods;
mod xls;
mod xls_record;
mod xlsx_layout;

use std::io::Cursor;
use std::panic;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use rust_decimal::Decimal;

use self::number_format::{DateSystem, NumberFormat};
use super::container::{Archive, Container, ReadFault};
use super::delimited;
use super::sheet::{Grid, MAX_CELLS, Room, Sheet, Value};

/// Reads every sheet of cells, hidden ones included, in the order of the tabs; charts and macros
/// are left out. Formulas count with the value they had when the file was saved.
pub fn read(bytes: &[u8], container: Container) -> Result<Vec<Sheet>, ReadFault> {
    match container {
        Container::Xlsx | Container::Xlsm => guarded_xlsx(bytes),
        Container::Xls => xls::read(bytes),
        Container::Ods => ods::read(bytes),
        Container::Csv => delimited::read(bytes).map(|(sheet, _)| vec![sheet]),
    }
}

/// calamine trusts what a file declares: it reserves memory for the announced number of shared
/// texts, which ends the program when the number is a lie, and does sums on cell names, which
/// panics when they are absurd. The first is looked at before, the second is caught.
fn guarded_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ReadFault> {
    let mut archive = Archive::open(bytes)?;
    let (layouts, has_formulas) = xlsx_layout::verify(&mut archive)?;
    for name in archive.names() {
        if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            check_announced_texts(&archive.part(&name)?)?;
        }
    }
    let sheets =
        panic::catch_unwind(|| xlsx(bytes, has_formulas)).unwrap_or(Err(ReadFault::Damaged))?;
    let with_layout = |sheet: Sheet| {
        let layout = sheet.name.as_ref().and_then(|name| layouts.get(name));
        Sheet { layout: layout.cloned().unwrap_or_default(), ..sheet }
    };
    Ok(sheets.into_iter().map(with_layout).collect())
}

fn check_announced_texts(part: &[u8]) -> Result<(), ReadFault> {
    // UTF-16 would hide the announcement; no spreadsheet program writes it.
    let text = str::from_utf8(part).map_err(|_| ReadFault::Damaged)?;
    if text.contains('\0') {
        return Err(ReadFault::Damaged);
    }
    let announced = text.split("uniqueCount").skip(1).map(|after| {
        let value = after.trim_start_matches(|letter: char| " \t\r\n='\"".contains(letter));
        let end = value.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(value.len());
        value[..end].parse().unwrap_or(if end == 0 { 0 } else { usize::MAX })
    });
    if announced.max().unwrap_or_default() > MAX_CELLS {
        return Err(ReadFault::Damaged);
    }
    Ok(())
}

fn xlsx(bytes: &[u8], has_formulas: bool) -> Result<Vec<Sheet>, ReadFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let dates = if workbook.has_1904_epoch() { DateSystem::From1904 } else { DateSystem::From1900 };
    let mut room = Room::default();
    let mut sheets = Vec::new();
    for tab in workbook.sheets_metadata().to_vec() {
        if tab.typ != SheetType::WorkSheet {
            continue;
        }
        let mut grid = Grid::default();
        put_values(&mut workbook, &tab.name, dates, (&mut grid, &mut room))?;
        if has_formulas {
            put_uncomputed(&mut workbook, &tab.name, (&mut grid, &mut room))?;
        }
        sheets.push(grid.into_sheet(Some(tab.name), tab.visible != SheetVisible::Visible));
    }
    Ok(sheets)
}

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

fn put_values(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    dates: DateSystem,
    (grid, room): (&mut Grid, &mut Room),
) -> Result<(), ReadFault> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| fault(&error))?;
    let formats: Vec<NumberFormat> = cells
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            format.map_or(NumberFormat::General, |of| NumberFormat::from_code(&of.format_code))
        })
        .collect();
    while let Some((cell, style)) =
        cells.next_cell_with_style_id().map_err(|error| fault(&error))?
    {
        let format = formats.get(style).copied().unwrap_or(NumberFormat::General);
        let value = value(cell.get_value(), format, dates);
        grid.put(room, cell.get_position(), value)?;
    }
    Ok(())
}

/// Formulas to which the program that saved the file gave no value.
fn put_uncomputed(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    (grid, room): (&mut Grid, &mut Room),
) -> Result<(), ReadFault> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| fault(&error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| fault(&error))? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            grid.put(room, cell.pos, Value::Uncomputed)?;
        }
    }
    Ok(())
}

/// calamine knows better than the format code what is a date: built-in formats have no code.
fn value(data: &DataRef<'_>, format: NumberFormat, dates: DateSystem) -> Value {
    match data {
        DataRef::Empty => Value::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::Error(error) => Value::error(&error.to_string()),
        DataRef::Int(number) => format.of(Decimal::from(*number), dates),
        DataRef::Float(number) => format.of_float(*number, dates),
        DataRef::DateTime(date) => {
            let format =
                if date.is_duration() { NumberFormat::Duration } else { NumberFormat::Date };
            format.of_float(date.as_f64(), dates)
        }
        DataRef::DateTimeIso(text) => {
            Value::iso_date(text).unwrap_or_else(|| Value::Text(text.clone()))
        }
    }
}

fn fault(error: &XlsxError) -> ReadFault {
    match error {
        XlsxError::Password => ReadFault::Protected,
        _ => ReadFault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lie_about_the_number_of_texts_is_found_out() {
        let announced = |count: &str| {
            check_announced_texts(format!("<sst count='1' uniqueCount = '{count}'>").as_bytes())
        };
        assert_eq!(announced("12"), Ok(()));
        assert_eq!(announced("5000001"), Err(ReadFault::Damaged));
        assert_eq!(announced("99999999999999999999999"), Err(ReadFault::Damaged));
        assert_eq!(check_announced_texts(b"\0<\0s\0s\0t"), Err(ReadFault::Damaged));
    }
}
