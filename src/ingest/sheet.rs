//! The neutral grid: what every spreadsheet becomes, whatever format it came in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::container::ReadFault;
use super::layout::Layout;
use crate::italian;

/// Cells of one file, empty ones before the last filled one of a row included. A list of thirty
/// thousand employees with a hundred columns has three million.
pub const MAX_CELLS: usize = 5_000_000;
/// Bytes of text of one file, each cell counted: a shared text repeated by a hostile file counts
/// as often as it is repeated.
pub const MAX_TEXT: usize = 512 * 1024 * 1024;
/// Rows of a sheet, as in Excel and LibreOffice.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet, as in Excel and LibreOffice.
pub const MAX_COLUMNS: u32 = 16_384;
/// Dates outside these years are taken for numbers that carry a date format by mistake.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

const EMPTY: Value = Value::Empty;

/// One sheet of a workbook, or a delimited text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As on the tab; none for a delimited text.
    pub name: Option<String>,
    /// Not shown by the spreadsheet program.
    pub hidden: bool,
    /// Only rows with at least one filled cell, from top to bottom.
    pub rows: Vec<SheetRow>,
    /// What is hidden and merged in it; nothing for a delimited text.
    pub layout: Layout,
    /// How the lines of a delimited text are divided; nothing for a workbook.
    pub fields: Fields,
}

/// What tells a damaged line of a delimited text from a sound one, once its headers are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Number of the row and of its fields, empty ones at the end included, for each of the first
    /// rows: the headers are among them.
    pub first: Vec<(u32, usize)>,
    /// Rows with several lines in one cell, and the most fields that a line of theirs could be:
    /// two stray quotation marks far apart take whole rows away.
    pub swallowed: Vec<(u32, usize)>,
    /// Rows with a quotation mark that is never closed.
    pub unclosed: Vec<u32>,
}

impl Sheet {
    /// Numbers of the rows below the headers of a delimited text that cannot be trusted: more
    /// filled cells than there are headers, other rows inside, a quotation mark never closed.
    pub fn damaged(&self, header: RangeInclusive<u32>) -> BTreeSet<u32> {
        let widths = self.fields.first.iter().filter(|(row, _)| header.contains(row));
        let Some(width) = widths.map(|(_, fields)| *fields).max() else { return BTreeSet::new() };
        let wide = self.rows.iter().filter(|row| row.cells.len() > width).map(|row| row.number);
        let swallowing = self.fields.swallowed.iter().filter(|(_, fields)| *fields >= width.max(2));
        let swallowing = swallowing.map(|(row, _)| *row);
        let all = wide.chain(swallowing).chain(self.fields.unclosed.iter().copied());
        all.filter(|row| row > header.end()).collect()
    }
}

/// One row with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// One-based, as the spreadsheet program shows it.
    pub number: u32,
    /// From column A to the last filled one.
    pub cells: Vec<Value>,
}

impl SheetRow {
    /// The cell in a zero-based column; empty beyond the last filled one.
    pub fn cell(&self, column: usize) -> &Value {
        self.cells.get(column).unwrap_or(&EMPTY)
    }
}

/// What a cell holds. Blank text (spaces, tabs, no-break spaces) never gets here: it is `Empty`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Empty,
    /// As typed, blanks at both ends included.
    Text(String),
    Number(Number),
    /// The day alone: a time of day beside it is dropped.
    Date(NaiveDate),
    Bool(bool),
    /// A formula that failed, as an Italian spreadsheet shows it: `#N/D`, `#DIV/0!`.
    Error(String),
    /// A formula whose value the program that saved the file did not compute.
    Uncomputed,
}

/// An exact number with what its format adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The fifteen significant digits that a spreadsheet keeps; 12,5 % is 0.125.
    pub value: Decimal,
    /// Digits of a format made only of zeros: 417 with `000000` is shown as `000417`.
    pub zero_padding: Option<usize>,
    /// Shown as a percentage.
    pub percent: bool,
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self { value: value.normalize(), zero_padding: None, percent: false }
    }
}

impl Number {
    /// As it would be typed by hand: no exponent, no thousands separator, decimal comma (a point
    /// would read as thousands in Italian), leading zeros, percent sign.
    pub fn text(&self) -> String {
        if self.percent {
            let hundredfold = self.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(self.value);
            return format!("{}%", plain(hundredfold));
        }
        match self.zero_padding {
            Some(width) if self.value.fract().is_zero() => {
                let sign = if self.value.is_sign_negative() { "-" } else { "" };
                format!("{sign}{:0>width$}", plain(self.value.abs()))
            }
            _ => plain(self.value),
        }
    }
}

impl Value {
    /// The exact number held by a floating-point cell: its fifteen significant digits. One too
    /// large for `Decimal` stays as text.
    pub(in crate::ingest) fn decimal(number: f64) -> Result<Decimal, Self> {
        if !number.is_finite() {
            return Err(Self::Error("#NUM!".to_owned()));
        }
        let digits = format!("{number:.14e}");
        // Numbers below 10^-14 need more decimals than `Decimal` has: they lose their last digits.
        Decimal::from_scientific(&digits)
            .or_else(|_| format!("{number:.28}").parse())
            .map(|decimal| decimal.normalize())
            .map_err(|_| Self::Text(digits))
    }

    /// A formula that failed, given its English name.
    pub(in crate::ingest) fn error(english: &str) -> Self {
        let italian = match english {
            "#N/A" => "#N/D",
            "#VALUE!" => "#VALORE!",
            "#REF!" => "#RIF!",
            "#NAME?" => "#NOME?",
            "#NULL!" => "#NULLO!",
            other => other,
        };
        Self::Error(italian.to_owned())
    }

    /// A date written as `1970-05-17`, with or without a time behind it.
    pub(in crate::ingest) fn iso_date(text: &str) -> Option<Self> {
        let date = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        YEARS.contains(&date.year()).then_some(Self::Date(date))
    }

    /// Nothing to read: no value, or only blanks.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell as words: text without blanks at its ends, a number as `Number::text`, a date as
    /// `31/12/2022`, `VERO` and `FALSO`, an error as shown. None for an empty cell.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => {
                let text = text.trim();
                (!text.is_empty()).then(|| text.to_owned())
            }
            Self::Number(number) => Some(number.text()),
            Self::Date(date) => Some(italian::date(*date)),
            Self::Bool(true) => Some("VERO".to_owned()),
            Self::Bool(false) => Some("FALSO".to_owned()),
            Self::Error(text) => Some(text.clone()),
            Self::Uncomputed => None,
        }
    }
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// What one file may still fill, so that a small hostile file cannot eat the memory.
#[derive(Debug)]
pub(in crate::ingest) struct Room {
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT }
    }
}

/// A sheet while it is being filled, in any order of cells.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Grid {
    rows: BTreeMap<u32, Vec<Value>>,
}

impl Grid {
    /// Puts a value at a zero-based place; empty values are dropped.
    pub(in crate::ingest) fn put(
        &mut self,
        room: &mut Room,
        (row, column): (u32, u32),
        value: Value,
    ) -> Result<(), ReadFault> {
        if value.is_empty() {
            return Ok(());
        }
        if row >= MAX_ROWS {
            return Err(ReadFault::TooManyRows);
        }
        if column >= MAX_COLUMNS {
            return Err(ReadFault::TooManyColumns);
        }
        if let Value::Text(text) | Value::Error(text) = &value {
            room.text = room.text.checked_sub(text.len()).ok_or(ReadFault::TooMuchText)?;
        }
        let column = column as usize;
        let cells = self.rows.entry(row).or_default();
        if let Some(new) = (column + 1).checked_sub(cells.len()) {
            room.cells = room.cells.checked_sub(new).ok_or(ReadFault::TooManyCells)?;
            cells.resize(column + 1, Value::Empty);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = value;
        }
        Ok(())
    }

    pub(in crate::ingest) fn into_sheet(self, name: Option<String>, hidden: bool) -> Sheet {
        let rows =
            self.rows.into_iter().map(|(row, cells)| SheetRow { number: row + 1, cells }).collect();
        Sheet { name, hidden, rows, ..Sheet::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(number: f64) -> String {
        Value::decimal(number).expect("a number").to_string()
    }

    #[test]
    fn a_float_becomes_the_number_the_spreadsheet_shows() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(28_345.67), "28345.67");
        assert_eq!(decimal(-0.0), "0");
        assert_eq!(decimal(1e20), "100000000000000000000");
        assert_eq!(decimal(1.5e-20), "0.000000000000000000015");
        assert_eq!(decimal(f64::MIN_POSITIVE), "0");
        assert_eq!(Value::decimal(1e300), Err(Value::Text("1.00000000000000e300".to_owned())));
        assert_eq!(Value::decimal(f64::NAN), Err(Value::Error("#NUM!".to_owned())));
    }

    #[test]
    fn values_read_as_an_office_would_type_them() {
        let number = Number::from(Decimal::new(417, 0));
        assert_eq!(Number { zero_padding: Some(6), ..number }.text(), "000417");
        assert_eq!(Number { percent: true, ..Decimal::new(125, 3).into() }.text(), "12,5%");
        assert_eq!(Number::from(Decimal::new(1_234_560, 3)).text(), "1234,56");
        assert_eq!(Value::Text("\u{a0}a b\t".to_owned()).text().as_deref(), Some("a b"));
        assert!(Value::Text(" \u{a0}\n".to_owned()).is_empty());
    }

    #[test]
    fn rows_keep_their_numbers_and_far_cells_cost_one_row() {
        let (mut grid, mut room) = (Grid::default(), Room::default());
        let one = || Value::Text("1".to_owned());
        grid.put(&mut room, (1_048_575, 16_383), one()).expect("the last cell of a sheet");
        grid.put(&mut room, (0, 0), one()).expect("the first");
        grid.put(&mut room, (5, 2), Value::Text(" ".to_owned())).expect("blank");
        let sheet = grid.into_sheet(None, false);
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 1_048_576]);
        assert_eq!(sheet.rows[0].cell(7), &Value::Empty);
    }

    #[test]
    fn each_limit_has_its_own_name() {
        let mut grid = Grid::default();
        let mut room = Room { cells: 6, text: 10 };
        let mut put = |place, text: &str| grid.put(&mut room, place, Value::Text(text.to_owned()));
        assert_eq!(put((1_048_576, 0), "1"), Err(ReadFault::TooManyRows));
        assert_eq!(put((0, 16_384), "1"), Err(ReadFault::TooManyColumns));
        assert_eq!(put((0, 6), "1"), Err(ReadFault::TooManyCells));
        assert_eq!(put((1, 5), "12345"), Ok(()));
        assert_eq!(put((2, 0), "1"), Err(ReadFault::TooManyCells));
        assert_eq!(put((1, 0), "12345"), Err(ReadFault::TooMuchText));
    }
}
