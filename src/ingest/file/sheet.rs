//! The neutral grid: what every spreadsheet becomes, whatever format it came in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;

use super::container::ReadFault;
use super::layout::Layout;
use super::limits::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use crate::italian::{self, moment};

/// Dates outside these years are taken for numbers that carry a date format by mistake.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

const EMPTY: Value<'_> = Value::Empty;

/// One sheet of a workbook, or a delimited text, kept whole.
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
}

/// One row with something in it, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// One-based, as the spreadsheet program shows it.
    pub number: u32,
    /// From column A to the last filled one.
    pub cells: Vec<Value<'static>>,
    pub fields: Fields,
}

/// One row with something in it, as it passes by.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// One-based, as the spreadsheet program shows it.
    pub number: u32,
    /// From column A to the last filled one.
    pub cells: &'a [Value<'a>],
    pub fields: Fields,
    /// The zero-based column of the cell that this row is made of, in a table turned on its side.
    pub turned: Option<u32>,
}

/// How a line of a delimited text is divided; nothing for a row of a workbook. It tells a damaged
/// line from a sound one, once the headers are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Fields of the line, empty ones at the end included.
    pub count: usize,
    /// The most fields that a line could be that stands, with others, in one cell: two stray
    /// quotation marks far apart take whole rows away.
    pub swallowed: usize,
    /// A quotation mark is never closed.
    pub unclosed: bool,
    /// The cells of a row of a workbook that are struck through.
    pub struck: Struck,
}

/// Columns whose cells are struck through, one bit for each; those far to the right share the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Struck(u64);

impl Struck {
    pub(in crate::ingest) fn add(&mut self, column: u32) {
        self.0 |= 1 << column.min(u64::BITS - 1);
    }

    pub(in crate::ingest) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the cell in a zero-based column is one of them.
    pub(in crate::ingest) fn has(self, column: usize) -> bool {
        self.0 >> column.min(u64::BITS as usize - 1) & 1 == 1
    }
}

impl<'a> Row<'a> {
    /// The cell in a zero-based column; empty beyond the last filled one.
    pub fn cell(&self, column: usize) -> &'a Value<'a> {
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    /// Whether the line cannot be trusted under a header of so many fields (none for a workbook):
    /// more filled cells than headers, other rows inside, a quotation mark never closed.
    pub fn is_damaged(&self, width: usize) -> bool {
        width > 0
            && (self.cells.len() > width
                || self.fields.swallowed >= width.max(2)
                || self.fields.unclosed)
    }

    /// The row with its own copy of every cell.
    pub(in crate::ingest) fn kept(&self) -> SheetRow {
        let cells = self.cells.iter().map(Value::kept).collect();
        SheetRow { number: self.number, cells, fields: self.fields }
    }
}

impl SheetRow {
    /// The cell in a zero-based column; empty beyond the last filled one.
    pub fn cell(&self, column: usize) -> &Value<'static> {
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    pub(in crate::ingest) fn as_row(&self) -> Row<'_> {
        Row { number: self.number, cells: &self.cells, fields: self.fields, turned: None }
    }
}

/// What a cell holds. Blank text (spaces, tabs, no-break spaces) never gets here: it is `Empty`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Empty,
    /// As typed, blanks at both ends included.
    Text(Cow<'a, str>),
    Number(Number),
    Date(NaiveDate),
    /// A day with a time of day that is not midnight.
    Moment(NaiveDateTime),
    Bool(bool),
    /// A formula that failed, as an Italian spreadsheet shows it: `#N/D`, `#DIV/0!`.
    Error(Cow<'static, str>),
    /// A formula whose value the program that saved the file did not compute.
    Uncomputed,
}

impl From<String> for Value<'static> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
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

impl Value<'_> {
    /// The exact number held by a floating-point cell: its fifteen significant digits. One too
    /// large for `Decimal` stays as text.
    pub(in crate::ingest) fn decimal(number: f64) -> Result<Decimal, Value<'static>> {
        if !number.is_finite() {
            return Err(Value::Error(Cow::Borrowed("#NUM!")));
        }
        if let Some(short) = short_decimal(number) {
            return Ok(short);
        }
        let digits = format!("{number:.14e}");
        // Numbers below 10^-14 need more decimals than `Decimal` has: they lose their last digits.
        Decimal::from_scientific(&digits)
            .or_else(|_| format!("{number:.28}").parse())
            .map(|decimal| decimal.normalize())
            .map_err(|_| Value::Text(Cow::Owned(digits)))
    }

    /// A formula that failed, given its English name.
    pub(in crate::ingest) fn error(english: &str) -> Value<'static> {
        Value::Error(match english {
            "#N/A" => Cow::Borrowed("#N/D"),
            "#VALUE!" => Cow::Borrowed("#VALORE!"),
            "#REF!" => Cow::Borrowed("#RIF!"),
            "#NAME?" => Cow::Borrowed("#NOME?"),
            "#NULL!" => Cow::Borrowed("#NULLO!"),
            other => Cow::Owned(other.to_owned()),
        })
    }

    /// A date written as `1970-05-17`, with or without a time behind it.
    pub(in crate::ingest) fn iso_date(text: &str) -> Option<Value<'static>> {
        let date = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        match moment::universal(text) {
            Some(moment) => Value::moment(moment::day_in_rome(moment).into()),
            None => Value::moment(date.and_time(moment::time_of_day(text).unwrap_or_default())),
        }
    }

    /// A day, with its time of day where that is not midnight; `None` outside `YEARS`.
    pub(in crate::ingest) fn moment(moment: NaiveDateTime) -> Option<Value<'static>> {
        let date = moment.date();
        let value =
            if moment.time() == NaiveTime::MIN { Value::Date(date) } else { Value::Moment(moment) };
        YEARS.contains(&date.year()).then_some(value)
    }

    /// Nothing to read: no value, or only blanks.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => is_blank(text),
            _ => false,
        }
    }

    /// The cell as words: text without blanks at its ends, a number as `Number::text`, a date as
    /// `31/12/2022`, `VERO` and `FALSO`, an error as shown. None for an empty cell.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Empty => None,
            Self::Text(text) => {
                let text = trimmed(text);
                (!text.is_empty()).then_some(Cow::Borrowed(text))
            }
            Self::Number(number) => Some(Cow::Owned(number.text())),
            Self::Date(date) => Some(Cow::Owned(italian::date(*date))),
            Self::Moment(moment) => Some(Cow::Owned(italian::date(moment.date()))),
            Self::Bool(true) => Some(Cow::Borrowed("VERO")),
            Self::Bool(false) => Some(Cow::Borrowed("FALSO")),
            Self::Error(text) => Some(Cow::Borrowed(text)),
            Self::Uncomputed => None,
        }
    }

    pub(in crate::ingest) fn kept(&self) -> Value<'static> {
        match self {
            Self::Empty => Value::Empty,
            Self::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
            Self::Number(number) => Value::Number(*number),
            Self::Date(date) => Value::Date(*date),
            Self::Moment(moment) => Value::Moment(*moment),
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Error(text) => Value::Error(text.clone()),
            Self::Uncomputed => Value::Uncomputed,
        }
    }
}

/// Whether a text has only blanks.
pub(in crate::ingest) fn is_blank(text: &str) -> bool {
    // Nearly every cell begins with a letter or a digit.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}

/// As `str::trim`. Nearly every cell begins and ends with a letter or a digit, and needs no search.
pub(in crate::ingest) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [only] if only.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The number, where up to four decimals write it. As the nearest float of such a decimal it has
/// no other of fifteen digits.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "powers of ten and whole numbers below 10^15 are exact, and the division is compared"
)]
fn short_decimal(number: f64) -> Option<Decimal> {
    const LARGEST: f64 = 1e15;
    [1.0, 10.0, 100.0, 1_000.0, 10_000.0].into_iter().zip(0..).find_map(|(power, decimals)| {
        let scaled = (number * power).round();
        (scaled.abs() < LARGEST && scaled / power == number)
            .then(|| Decimal::new(scaled as i64, decimals))
    })
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// What one file may still fill, so that a small hostile file cannot eat the memory or the time.
#[derive(Debug)]
pub(in crate::ingest) struct Room {
    most_cells: usize,
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self::of(MAX_CELLS)
    }
}

impl Room {
    /// Room for so many cells.
    pub(in crate::ingest) fn of(cells: usize) -> Self {
        Self { most_cells: cells, cells, text: MAX_TEXT }
    }

    /// Puts a value that is not empty in a zero-based column of a zero-based row.
    pub(in crate::ingest) fn put<'a>(
        &mut self,
        cells: &mut Vec<Value<'a>>,
        (row, column): (u32, u32),
        value: Value<'a>,
    ) -> Result<(), ReadFault> {
        if row >= MAX_ROWS {
            return Err(ReadFault::TooManyRows);
        }
        if column >= MAX_COLUMNS {
            return Err(ReadFault::TooManyColumns);
        }
        if let Value::Text(text) = &value {
            self.text = self.text.checked_sub(text.len()).ok_or(ReadFault::TooMuchText)?;
        }
        let column = column as usize;
        if let Some(new) = (column + 1).checked_sub(cells.len()) {
            let room = self.cells.checked_sub(new);
            self.cells = room.ok_or(ReadFault::TooManyCells(self.most_cells))?;
            cells.resize(column + 1, Value::Empty);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = value;
        }
        Ok(())
    }
}

/// A sheet while it is being filled, in any order of cells.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Grid {
    rows: BTreeMap<u32, Vec<Value<'static>>>,
    struck: BTreeMap<u32, Struck>,
}

impl Grid {
    /// Puts a value at a zero-based place; empty values are dropped.
    pub(in crate::ingest) fn put(
        &mut self,
        room: &mut Room,
        place: (u32, u32),
        value: Value<'static>,
    ) -> Result<(), ReadFault> {
        if value.is_empty() {
            Ok(())
        } else {
            room.put(self.rows.entry(place.0).or_default(), place, value)
        }
    }

    /// Notes that the cell at a zero-based place is struck through.
    pub(in crate::ingest) fn strike(&mut self, (row, column): (u32, u32)) {
        if row < MAX_ROWS {
            self.struck.entry(row).or_default().add(column);
        }
    }

    pub(in crate::ingest) fn into_sheet(self, name: Option<String>, hidden: bool) -> Sheet {
        let struck = self.struck;
        let kept = |(row, cells)| {
            let struck = struck.get(&row).copied().unwrap_or_default();
            SheetRow { number: row + 1, cells, fields: Fields { struck, ..Fields::default() } }
        };
        let rows = self.rows.into_iter().map(kept).collect();
        Sheet { name, hidden, rows, layout: Layout::default() }
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
        let large = Value::Text("1.00000000000000e300".into());
        assert_eq!(Value::decimal(1e300), Err(large));
        assert_eq!(Value::decimal(f64::NAN), Err(Value::Error("#NUM!".into())));
    }

    proptest::proptest! {
        #[test]
        fn short_numbers_are_read_as_the_long_way_reads_them(number in -10_000_000_000_i64..10_000_000_000, decimals in 0_u32..8) {
            let written = Decimal::new(number, decimals);
            let float: f64 = written.to_string().parse().expect("a float");
            proptest::prop_assert_eq!(Value::decimal(float), Ok(written.normalize()));
        }
    }

    #[test]
    fn values_read_as_an_office_would_type_them() {
        let number = Number::from(Decimal::new(417, 0));
        assert_eq!(Number { zero_padding: Some(6), ..number }.text(), "000417");
        assert_eq!(Number { percent: true, ..Decimal::new(125, 3).into() }.text(), "12,5%");
        assert_eq!(Number::from(Decimal::new(1_234_560, 3)).text(), "1234,56");
        assert_eq!(Value::Text("\u{a0}a b\t".into()).text().as_deref(), Some("a b"));
        assert!(Value::Text(" \u{a0}\n".into()).is_empty());
    }

    #[test]
    fn rows_keep_their_numbers_and_far_cells_cost_one_row() {
        let (mut grid, mut room) = (Grid::default(), Room::default());
        let one = || Value::Text("1".into());
        grid.put(&mut room, (1_048_575, 16_383), one()).expect("the last cell of a sheet");
        grid.put(&mut room, (0, 0), one()).expect("the first");
        grid.put(&mut room, (5, 2), Value::Text(" ".into())).expect("blank");
        let sheet = grid.into_sheet(None, false);
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 1_048_576]);
        assert_eq!(sheet.rows[0].cell(7), &Value::Empty);
    }

    #[test]
    fn each_limit_has_its_own_name() {
        let mut grid = Grid::default();
        let mut room = Room { most_cells: 6, cells: 6, text: 10 };
        let mut put =
            |place, text: &str| grid.put(&mut room, place, Value::Text(text.to_owned().into()));
        assert_eq!(put((1_048_576, 0), "1"), Err(ReadFault::TooManyRows));
        assert_eq!(put((0, 16_384), "1"), Err(ReadFault::TooManyColumns));
        assert_eq!(put((0, 6), "1"), Err(ReadFault::TooManyCells(6)));
        assert_eq!(put((1, 5), "12345"), Ok(()));
        assert_eq!(put((2, 0), "1"), Err(ReadFault::TooManyCells(6)));
        assert_eq!(put((1, 0), "12345"), Err(ReadFault::TooMuchText));
    }
}
