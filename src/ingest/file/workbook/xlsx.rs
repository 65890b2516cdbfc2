//! Sheets of Excel, .xlsx and .xlsm. The only file that knows calamine.

use std::borrow::Cow;
use std::collections::{BTreeSet, btree_set};
use std::io::Cursor;
use std::iter::{Copied, Peekable};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use calamine::{
    Cell, DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxCellReader, XlsxError,
};
use rust_decimal::Decimal;

use super::batch::{self, Batch};
use super::number_format::{DateSystem, NumberFormat};
use super::xlsx_layout;
use crate::ingest::file::container::{Archive, ReadFault};
use crate::ingest::file::limits::{MAX_CELLS, MAX_PASSING_CELLS};
use crate::ingest::file::sheet::{Fields, Grid, Room, Sheet, Struck, Value};
use crate::ingest::file::tab::{Passing, Tab, Take};

type Workbook<'f> = Xlsx<Cursor<&'f [u8]>>;

/// A zero-based row and column.
type Place = (u32, u32);

/// Opens the sheets of cells, in the order of their tabs.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<Tab<'_>>, ReadFault> {
    let mut archive = Archive::open(bytes)?;
    xlsx_layout::verify_others(&mut archive)?;
    for name in archive.names() {
        if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            check_announced_texts(&archive.part(&name)?)?;
        }
    }
    let file = Arc::new(File { bytes, idle: Mutex::new(None) });
    // calamine reads the other parts when it opens the workbook.
    let (layouts, workbook) =
        rayon::join(|| xlsx_layout::verify_sheets(&mut archive), || file.workbook());
    let ((mut layouts, has_formulas), workbook) = (layouts?, workbook?);
    let sheets = workbook.sheets_metadata().to_vec();
    file.give_back(workbook);
    let sheets = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let tab = |sheet: calamine::Sheet| {
        let layout = layouts.remove(&sheet.name).unwrap_or_default();
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut rows =
            Rows { file: Arc::clone(&file), name: sheet.name.clone(), uncomputed: BTreeSet::new() };
        if has_formulas {
            rows.uncomputed = rows.uncomputed()?;
        }
        if layout.rows_are_mixed {
            let whole = Sheet { layout, ..rows.sorted()?.into_sheet(Some(sheet.name), hidden) };
            return Tab::of(whole);
        }
        let sheet = Sheet { name: Some(sheet.name), hidden, layout, rows: Vec::new() };
        Tab::new(sheet, Box::new(rows))
    };
    sheets.map(tab).collect()
}

/// A workbook, opened when its rows are asked for.
struct File<'f> {
    bytes: &'f [u8],
    /// Opened, and not being read: to open it again means to read all its shared texts again.
    idle: Mutex<Option<Workbook<'f>>>,
}

impl<'f> File<'f> {
    fn workbook(&self) -> Result<Workbook<'f>, ReadFault> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).take();
        idle.map_or_else(|| guarded(|| Xlsx::new(Cursor::new(self.bytes))), Ok)
    }

    fn give_back(&self, workbook: Workbook<'f>) {
        *self.idle.lock().unwrap_or_else(PoisonError::into_inner) = Some(workbook);
    }
}

impl std::fmt::Debug for File<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("File").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// The rows of a sheet.
#[derive(Debug)]
struct Rows<'f> {
    file: Arc<File<'f>>,
    name: String,
    /// Formulas to which the program that saved the file gave no value.
    uncomputed: BTreeSet<Place>,
}

impl Passing for Rows<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        let mut workbook = self.file.workbook()?;
        self.each_of(&mut workbook, take)?;
        self.file.give_back(workbook);
        Ok(())
    }
}

impl Rows<'_> {
    /// Rows that do not go down are a damage, as they are for Excel.
    fn each_of(&self, workbook: &mut Workbook<'_>, take: &mut Take<'_>) -> Result<(), ReadFault> {
        let is_1904 = workbook.has_1904_epoch();
        let dates = if is_1904 { DateSystem::From1904 } else { DateSystem::From1900 };
        let reader = guarded(|| workbook.worksheet_cells_reader(&self.name))?;
        let styles = reader.styles().iter();
        let formats = formats(styles.map(|of| Some(&*of.number_format.as_ref()?.format_code)));
        let struck = struck(reader.styles());
        let mut cells = Cells {
            reader,
            formats,
            struck,
            dates,
            uncomputed: self.uncomputed.iter().copied().peekable(),
            line: Line {
                row: 0,
                cells: Vec::new(),
                struck: Struck::default(),
                room: Room::of(MAX_PASSING_CELLS),
            },
            is_done: false,
        };
        batch::each(|batch| cells.fill(batch), take)
    }

    /// All rows, in their order: some programs write them in another.
    fn sorted(&self) -> Result<Grid, ReadFault> {
        let mut workbook = self.file.workbook()?;
        let is_1904 = workbook.has_1904_epoch();
        let dates = if is_1904 { DateSystem::From1904 } else { DateSystem::From1900 };
        let mut reader = guarded(|| workbook.worksheet_cells_reader(&self.name))?;
        let styles = reader.styles().iter();
        let formats = formats(styles.map(|of| Some(&*of.number_format.as_ref()?.format_code)));
        let struck = struck(reader.styles());
        let (mut grid, mut room) = (Grid::default(), Room::default());
        for place in &self.uncomputed {
            grid.put(&mut room, *place, Value::Uncomputed)?;
        }
        while let Some((cell, style)) = guarded(|| reader.next_cell_with_style_id())? {
            let format = formats.get(style).copied().unwrap_or(NumberFormat::General);
            let value = value(cell.get_value(), format, dates).kept();
            if struck.get(style) == Some(&true) && !value.is_empty() {
                grid.strike(cell.get_position());
            }
            grid.put(&mut room, cell.get_position(), value)?;
        }
        drop(reader);
        self.file.give_back(workbook);
        Ok(grid)
    }

    /// Looks for the formulas without a value; a sheet has none, or a few.
    fn uncomputed(&self) -> Result<BTreeSet<Place>, ReadFault> {
        let mut found = BTreeSet::new();
        let mut workbook = self.file.workbook()?;
        let mut reader = guarded(|| workbook.worksheet_cells_reader(&self.name))?;
        while let Some(cell) = guarded(|| reader.next_cell_with_formula_metadata())? {
            if cell.formula.is_some() && cell.value == DataRef::Empty {
                found.insert(cell.pos);
            }
            if found.len() > MAX_CELLS {
                return Err(ReadFault::TooManyCells(MAX_CELLS));
            }
        }
        drop(reader);
        self.file.give_back(workbook);
        Ok(found)
    }
}

/// The cells of a sheet on their way into batches, with the formulas without a value among them.
struct Cells<'a, 'f, 'u> {
    reader: XlsxCellReader<'a, Cursor<&'f [u8]>>,
    /// By style.
    formats: Vec<NumberFormat>,
    /// The same: whether its text is struck through.
    struck: Vec<bool>,
    dates: DateSystem,
    uncomputed: Peekable<Copied<btree_set::Iter<'u, Place>>>,
    line: Line<'a>,
    is_done: bool,
}

impl<'a> Cells<'a, '_, '_> {
    fn fill(&mut self, batch: &mut Batch<'a>) -> Result<(), ReadFault> {
        while !self.is_done && !batch.is_full() {
            match guarded(|| self.reader.next_cell_with_style_id())? {
                Some((cell, style)) => self.take(&cell, style, batch)?,
                None => self.end(batch)?,
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        cell: &Cell<DataRef<'a>>,
        style: usize,
        batch: &mut Batch<'a>,
    ) -> Result<(), ReadFault> {
        let format = self.formats.get(style).copied().unwrap_or(NumberFormat::General);
        let value = value(cell.get_value(), format, self.dates);
        if value.is_empty() {
            return Ok(());
        }
        let place = cell.get_position();
        while let Some(before) = self.uncomputed.next_if(|before| before.0 <= place.0) {
            self.line.put(before, Value::Uncomputed, batch)?;
        }
        self.line.put(place, value, batch)?;
        if self.struck.get(style) == Some(&true) {
            self.line.struck.add(place.1);
        }
        Ok(())
    }

    fn end(&mut self, batch: &mut Batch<'a>) -> Result<(), ReadFault> {
        for place in self.uncomputed.by_ref() {
            self.line.put(place, Value::Uncomputed, batch)?;
        }
        self.line.hand_over(batch);
        self.is_done = true;
        Ok(())
    }
}

/// The row that is being gathered.
struct Line<'a> {
    /// Zero-based.
    row: u32,
    cells: Vec<Value<'a>>,
    struck: Struck,
    room: Room,
}

impl<'a> Line<'a> {
    /// Puts a value that is not empty; one of a later row sends this one on its way.
    fn put(
        &mut self,
        place: Place,
        value: Value<'a>,
        batch: &mut Batch<'a>,
    ) -> Result<(), ReadFault> {
        if place.0 < self.row {
            return Err(ReadFault::Damaged);
        }
        if place.0 > self.row {
            self.hand_over(batch);
            self.row = place.0;
        }
        self.room.put(&mut self.cells, place, value)
    }

    fn hand_over(&mut self, batch: &mut Batch<'a>) {
        let struck = std::mem::take(&mut self.struck);
        if !self.cells.is_empty() {
            let fields = Fields { struck, ..Fields::default() };
            batch.add(self.row + 1, &mut self.cells, fields);
        }
    }
}

fn formats<'c>(codes: impl Iterator<Item = Option<&'c str>>) -> Vec<NumberFormat> {
    codes.map(|code| code.map_or(NumberFormat::General, NumberFormat::from_code)).collect()
}

/// By style: whether its text is struck through.
fn struck(styles: &[Style]) -> Vec<bool> {
    let is_struck =
        |style: &Style| style.font.as_ref().is_some_and(|font| font.has_strikethrough());
    styles.iter().map(is_struck).collect()
}

/// Whatever calamine may still panic at is a damage; of names of cells it is known, and they are refused
/// before.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ReadFault> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::Password)) => Err(ReadFault::Protected),
        Ok(Err(_)) | Err(_) => Err(ReadFault::Damaged),
    }
}

/// calamine reserves memory for the announced number of shared texts, which ends the program when
/// the number is a lie.
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

/// calamine knows better than the format code what is a date: built-in formats have no code.
fn value<'a>(data: &DataRef<'a>, format: NumberFormat, dates: DateSystem) -> Value<'a> {
    let owned = |text: &String| Value::Text(Cow::Owned(text.clone()));
    match data {
        DataRef::Empty => Value::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => owned(text),
        DataRef::SharedString(text) => Value::Text(Cow::Borrowed(text)),
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::Error(error) => Value::error(&error.to_string()),
        DataRef::Int(number) => format.of(Decimal::from(*number), dates),
        DataRef::Float(number) => format.of_float(*number, dates),
        DataRef::DateTime(date) => {
            let format =
                if date.is_duration() { NumberFormat::Duration } else { NumberFormat::Date };
            format.of_float(date.as_f64(), dates)
        }
        DataRef::DateTimeIso(text) => Value::iso_date(text).unwrap_or_else(|| owned(text)),
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
