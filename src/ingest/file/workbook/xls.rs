//! Workbooks of Excel 5 to 2003: the records of [MS-XLS] that carry cells. Written here because
//! calamine 0.38 drops number formats (a staff number loses its zeros), panics on records that are cut
//! short, and reserves the whole rectangle between its cells, which a hostile file makes fatal.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use rust_decimal::Decimal;

use super::number_format::{DateSystem, NumberFormat};
use super::xls_record::{Record, Records, f64_at, u16_at, u32_at};
use crate::ingest::file::container::{CompoundFile, Foreign, ReadFault};
use crate::ingest::file::layout::Layout;
use crate::ingest::file::sheet::{Grid, Room, Sheet, Value};

// Records, by section of [MS-XLS] 2.4.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const DATE_1904: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00FC;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MUL_RK: u16 = 0x00BD;
const LABEL_SST: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const BOOL_OR_ERROR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const MERGED: u16 = 0x00E5;
const NOTE: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const OBJECT_TEXT: u16 = 0x01B6;

/// Excel 97 to 2003; Excel 5 and 95 have byte strings in a code page.
const BIFF8: u16 = 0x0600;
const BIFF5: u16 = 0x0500;

/// What the sheets have in common.
struct Globals {
    version: u16,
    code_page: &'static Encoding,
    dates: DateSystem,
    formats: BTreeMap<u16, NumberFormat>,
    /// Whether each font is struck through.
    fonts: Vec<bool>,
    /// The font and the number format of each cell style.
    styles: Vec<(u16, u16)>,
    strings: Vec<String>,
    sheets: Vec<BoundSheet>,
}

struct BoundSheet {
    name: String,
    hidden: bool,
    is_grid: bool,
    start: usize,
}

/// Reads the sheets of cells, in the order of their tabs.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadFault> {
    let mut file = CompoundFile::open(bytes).ok_or(ReadFault::Truncated)?;
    let name = if file.has("Workbook") { "Workbook" } else { "Book" };
    read_stream(&file.stream(name).ok_or(ReadFault::Truncated)?)
}

fn read_stream(stream: &[u8]) -> Result<Vec<Sheet>, ReadFault> {
    let globals = Globals::read(stream)?;
    let mut room = Room::default();
    let mut sheets = Vec::new();
    for sheet in globals.sheets.iter().filter(|sheet| sheet.is_grid) {
        let records = stream.get(sheet.start..).ok_or(ReadFault::Truncated)?;
        let mut cells = Cells {
            globals: &globals,
            grid: Grid::default(),
            layout: Layout::default(),
            formula: None,
            object: None,
            object_texts: BTreeMap::new(),
        };
        let mut depth = 0_u32;
        for record in Records::new(records) {
            let record = record?;
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // Charts within the sheet have records of the same kinds.
                _ if depth == 1 => cells.take(&record, &mut room)?,
                _ => {}
            }
        }
        let Cells { grid, layout, .. } = cells;
        sheets.push(Sheet { layout, ..grid.into_sheet(Some(sheet.name.clone()), sheet.hidden) });
    }
    Ok(sheets)
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, ReadFault> {
        let mut globals = Self {
            version: BIFF8,
            code_page: WINDOWS_1252,
            dates: DateSystem::From1900,
            formats: BTreeMap::new(),
            fonts: Vec::new(),
            styles: Vec::new(),
            strings: Vec::new(),
            sheets: Vec::new(),
        };
        for record in Records::new(stream) {
            let record = record?;
            if record.kind == EOF {
                break;
            }
            globals.take(&record)?;
        }
        Ok(globals)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), ReadFault> {
        let data = record.data;
        match record.kind {
            BOF => {
                self.version = u16_at(data, 0)?;
                if !matches!(self.version, BIFF8 | BIFF5) {
                    return Err(ReadFault::Foreign(Foreign::OldWorkbook));
                }
            }
            FILE_PASS => return Err(ReadFault::Protected),
            CODE_PAGE if matches!(u16_at(data, 0)?, 10_000 | 0x8000) => self.code_page = MACINTOSH,
            DATE_1904 if u16_at(data, 0)? == 1 => self.dates = DateSystem::From1904,
            FORMAT => {
                let code = self.text(record, 2, self.version == BIFF5)?;
                self.formats.insert(u16_at(data, 0)?, NumberFormat::from_code(&code));
            }
            FONT => self.fonts.push(u16_at(data, 2)? & STRUCK != 0),
            XF => self.styles.push((u16_at(data, 0)?, u16_at(data, 2)?)),
            BOUND_SHEET => {
                let flags = u16_at(data, 4)?;
                let name = self.text(record, 6, true)?;
                self.sheets.push(BoundSheet {
                    name: name.replace('\0', ""),
                    hidden: flags & 0b11 != 0,
                    is_grid: flags >> 8 == 0,
                    start: u32_at(data, 0)? as usize,
                });
            }
            SHARED_STRINGS => self.strings = shared_strings(record)?,
            _ => {}
        }
        Ok(())
    }

    /// A string with its length in front: one byte if `is_short`, else two.
    fn text(&self, record: &Record<'_>, at: usize, is_short: bool) -> Result<String, ReadFault> {
        let mut bytes = record.bytes();
        bytes.skip(at)?;
        let length = if is_short { usize::from(bytes.byte()?) } else { usize::from(bytes.u16()?) };
        if self.version == BIFF8 {
            let is_wide = bytes.byte()? & 1 != 0;
            return bytes.text(length, is_wide);
        }
        let letters = (0..length).map(|_| bytes.byte()).collect::<Result<Vec<u8>, _>>()?;
        Ok(self.code_page.decode_without_bom_handling(&letters).0.into_owned())
    }

    fn format(&self, style: u16) -> NumberFormat {
        let (_, id) = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        self.formats.get(&id).copied().unwrap_or_else(|| NumberFormat::built_in(id))
    }
}

/// A bit of a font: [MS-XLS] 2.4.122.
const STRUCK: u16 = 1 << 3;

impl Globals {
    /// Whether the text of a cell style is struck through. There is no font number 4: [MS-XLS] 2.5.129.
    fn is_struck(&self, style: u16) -> bool {
        let font = self.styles.get(usize::from(style)).map_or(0, |(font, _)| usize::from(*font));
        let place = if font > 4 { font - 1 } else { font };
        self.fonts.get(place) == Some(&true)
    }
}

fn shared_strings(record: &Record<'_>) -> Result<Vec<String>, ReadFault> {
    let mut bytes = record.bytes();
    bytes.skip(8)?;
    let mut strings = Vec::new();
    while !bytes.is_at_end() {
        let length = usize::from(bytes.u16()?);
        let flags = bytes.byte()?;
        let runs = if flags & 0b1000 != 0 { usize::from(bytes.u16()?) } else { 0 };
        let extension = if flags & 0b100 != 0 { bytes.u32()? as usize } else { 0 };
        strings.push(bytes.text(length, flags & 1 != 0)?);
        bytes.skip(runs * 4)?;
        bytes.skip(extension)?;
    }
    Ok(strings)
}

/// A sheet while its records are read.
struct Cells<'a> {
    globals: &'a Globals,
    grid: Grid,
    layout: Layout,
    /// Where a formula stands whose text comes in a later record.
    formula: Option<(u32, u32)>,
    /// The object met last, and the texts of objects: comments are kept in them.
    object: Option<u16>,
    object_texts: BTreeMap<u16, String>,
}

impl Cells<'_> {
    fn take(&mut self, record: &Record<'_>, room: &mut Room) -> Result<(), ReadFault> {
        let data = record.data;
        if record.kind == FORMULA_TEXT {
            return match self.formula.take() {
                Some(place) => {
                    let text = self.globals.text(record, 0, false)?;
                    self.grid.put(room, place, Value::from(text))
                }
                None => Ok(()),
            };
        }
        if record.kind == MUL_RK {
            let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
            let (cells, _) = data.get(4..).unwrap_or_default().as_chunks::<6>();
            for (column, cell) in (u32::from(first)..).zip(cells) {
                if self.globals.is_struck(u16_at(cell, 0)?) {
                    self.grid.strike((u32::from(row), column));
                }
                let value = self.number(u16_at(cell, 0)?, rk(u32_at(cell, 2)?));
                self.grid.put(room, (u32::from(row), column), value)?;
            }
            return Ok(());
        }
        if matches!(record.kind, ROW | COLUMNS | MERGED) {
            return self.arrange(record.kind, data);
        }
        if matches!(record.kind, NOTE | OBJECT | OBJECT_TEXT) {
            // A comment that cannot be read is no damage to the cells.
            let _ = self.comment(record);
            return Ok(());
        }
        let value = match record.kind {
            NUMBER => self.number(u16_at(data, 4)?, Value::decimal(f64_at(data, 6)?)),
            RK => self.number(u16_at(data, 4)?, rk(u32_at(data, 6)?)),
            LABEL | RICH_LABEL => Value::from(self.globals.text(record, 6, false)?),
            BOOL_OR_ERROR => {
                let [value, is_error] = u16_at(data, 6)?.to_le_bytes();
                if is_error == 0 { Value::Bool(value != 0) } else { error(value) }
            }
            LABEL_SST => {
                let string = self.globals.strings.get(u32_at(data, 6)? as usize);
                Value::from(string.ok_or(ReadFault::Damaged)?.clone())
            }
            FORMULA => self.formula_value(data)?,
            _ => return Ok(()),
        };
        if self.globals.is_struck(u16_at(data, 4)?) && !value.is_empty() {
            self.grid.strike(place(data)?);
        }
        self.grid.put(room, place(data)?, value)
    }

    /// Comments, with their texts before them in objects of the drawing: [MS-XLS] 2.4.179, 2.4.181, 2.4.329. Excel
    /// 5 and 95 have the text in the comment.
    fn comment(&mut self, record: &Record<'_>) -> Result<(), ReadFault> {
        const TEXT_OF_OBJECT: usize = 18;
        let data = record.data;
        match record.kind {
            OBJECT => self.object = Some(u16_at(data, 6)?),
            OBJECT_TEXT => {
                let length = usize::from(u16_at(data, 10)?);
                let mut bytes = record.bytes();
                bytes.skip(TEXT_OF_OBJECT)?;
                let text = bytes.text(length, false)?;
                self.object_texts.extend(self.object.take().map(|object| (object, text)));
            }
            _ => {
                let text = if self.globals.version == BIFF8 {
                    self.object_texts.get(&u16_at(data, 6)?).cloned().unwrap_or_default()
                } else {
                    self.globals.text(record, 4, false)?
                };
                let (row, column) = place(data)?;
                self.layout.comment((row + 1, column), &text);
            }
        }
        Ok(())
    }

    /// Hidden rows and columns, merged cells: [MS-XLS] 2.4.221, 2.4.53, 2.4.168.
    fn arrange(&mut self, kind: u16, data: &[u8]) -> Result<(), ReadFault> {
        const HIDDEN_ROW: u16 = 1 << 5;
        const HIDDEN_COLUMNS: u16 = 1;
        match kind {
            ROW if u16_at(data, 12)? & HIDDEN_ROW != 0 => {
                let row = u32::from(u16_at(data, 0)?) + 1;
                self.layout.hidden_rows.add(row, row);
            }
            COLUMNS if u16_at(data, 8)? & HIDDEN_COLUMNS != 0 => {
                let (first, last) = (u16_at(data, 0)?, u16_at(data, 2)?);
                self.layout.hidden_columns.add(first.into(), last.into());
            }
            MERGED => {
                let (ranges, _) = data.get(2..).unwrap_or_default().as_chunks::<8>();
                for range in ranges {
                    let columns = (u16_at(range, 4)?.into(), u16_at(range, 6)?.into());
                    let row = u32::from(u16_at(range, 0)?) + 1;
                    self.layout.merge(row, columns);
                    self.layout.merge_down((row, u32::from(u16_at(range, 2)?) + 1), columns.0);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn number(&self, style: u16, number: Result<Decimal, Value<'static>>) -> Value<'static> {
        let format = self.globals.format(style);
        number.map_or_else(|value| value, |number| format.of(number, self.globals.dates))
    }

    /// The value last computed: [MS-XLS] 2.5.133.
    fn formula_value(&mut self, data: &[u8]) -> Result<Value<'static>, ReadFault> {
        if u16_at(data, 12)? != 0xFFFF {
            return Ok(self.number(u16_at(data, 4)?, Value::decimal(f64_at(data, 6)?)));
        }
        let [kind, _] = u16_at(data, 6)?.to_le_bytes();
        let [value, _] = u16_at(data, 8)?.to_le_bytes();
        Ok(match kind {
            0 => {
                self.formula = Some(place(data)?);
                Value::Empty
            }
            1 => Value::Bool(value != 0),
            2 => error(value),
            _ => Value::Empty,
        })
    }
}

fn place(data: &[u8]) -> Result<(u32, u32), ReadFault> {
    Ok((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)))
}

/// A number in thirty bits, whole or the upper half of a float, perhaps to be divided by a
/// hundred: [MS-XLS] 2.5.217.
fn rk(bits: u32) -> Result<Decimal, Value<'static>> {
    let number = if bits & 2 != 0 {
        Decimal::from(bits.cast_signed() >> 2)
    } else {
        Value::decimal(f64::from_bits(u64::from(bits & !3) << 32))?
    };
    let is_hundredfold = bits & 1 != 0;
    Ok(if is_hundredfold {
        number.checked_div(Decimal::ONE_HUNDRED).unwrap_or(number)
    } else {
        number
    })
}

/// [MS-XLS] 2.5.10
fn error(code: u8) -> Value<'static> {
    Value::error(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_unfold_exactly() {
        let unfold = |bits| rk(bits).expect("a number").to_string();
        assert_eq!(unfold((417 << 2) | 2), "417");
        assert_eq!(unfold((2_834_567 << 2) | 3), "28345.67");
        assert_eq!(unfold((-5_i32 << 2).cast_unsigned() | 2), "-5");
        assert_eq!(unfold(0x3FF0_0000), "1");
        assert_eq!(unfold(0x3FF8_0001), "0.015");
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn excel_95_has_byte_strings_in_a_code_page() {
        let globals = |start: u8| {
            [
                record(BOF, &[0, 5, 5, 0]),
                record(FORMAT, b"\xA4\0\x06000000"),
                record(XF, &[0, 0, 0xA4, 0]),
                record(BOUND_SHEET, &[start, 0, 0, 0, 1, 0, 3, b'C', b'i', 0xF2]),
                record(EOF, &[]),
            ]
            .concat()
        };
        let start = u8::try_from(globals(0).len()).expect("a short stream");
        let sheet = [
            record(BOF, &[0, 5, 0x10, 0]),
            record(LABEL, b"\x02\0\x01\0\0\0\x06\0citt\xE0\x80"),
            record(RK, &[3, 0, 0, 0, 0, 0, 0x86, 6, 0, 0]),
            record(BOOL_OR_ERROR, &[3, 0, 1, 0, 0, 0, 0x2A, 1]),
            record(EOF, &[]),
        ];
        let stream = [globals(start), sheet.concat()].concat();
        let sheets = read_stream(&stream).expect("a workbook of Excel 95");
        assert_eq!((sheets[0].name.as_deref(), sheets[0].hidden), (Some("Ciò"), true));
        let texts: Vec<_> = sheets[0]
            .rows
            .iter()
            .map(|row| (row.number, row.cell(0).text(), row.cell(1).text()))
            .collect();
        assert_eq!(
            texts,
            [(3, None, Some("città€".into())), (4, Some("000417".into()), Some("#N/D".into()))]
        );
    }
}
