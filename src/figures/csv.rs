//! `tabelle.csv`: RFC 4180, UTF-8, decimal point; one line for each figure.

use num_bigint::BigInt;

use crate::italian;
use crate::model::cell::{Cell, Measure, Value};
use crate::model::figure::{BOTH_GENDERS, Chapter, Figure, FigureValue};
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::guard::{guarded, harmless, unguarded};
use crate::model::ratio::Ratio;
use crate::model::role::RowRole;
use crate::model::table::Table;

const HEADER: [&str; 8] =
    ["tabella", "gruppo", "riga", "genere", "classe", "misura", "valore", "stato"];

/// The figures of each table, then the results of the plan; a table without data has one line that
/// says so.
pub fn write(tables: &[Table], results: &[Figure]) -> Result<Vec<u8>, ::csv::Error> {
    let mut records = Records::default();
    records.write(HEADER)?;
    for table in tables {
        if !table.provided {
            let (id, state) = (table.id.to_string(), FigureValue::NotProvided.state());
            records.write([&id, "", "", "", "", "", "", state])?;
        }
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                if let Some(figure) = Figure::of_cell(table.id, row, column, cell) {
                    record(&mut records, &figure, &number(cell))?;
                }
            }
        }
    }
    for figure in results {
        record(&mut records, figure, &of_plan(figure))?;
    }
    records.finish()
}

fn record(records: &mut Records, figure: &Figure, number: &str) -> Result<(), ::csv::Error> {
    records.write([
        &figure.chapter.to_string(),
        &figure.group,
        &figure.row,
        figure.gender_code(),
        &figure.class,
        figure.measure.code(),
        number,
        figure.value.state(),
    ])
}

/// The plain number of a result of the plan; empty where there is none.
fn of_plan(figure: &Figure) -> String {
    match (&figure.value, figure.measure) {
        (FigureValue::Number(count), Measure::Indicators) => count.scaled(0).to_string(),
        (FigureValue::Number(score), _) => italian::plain(score),
        _ => String::new(),
    }
}

/// The plain number of a cell as it is printed; empty where there is none.
pub fn number(cell: &Cell) -> String {
    match &cell.value {
        Value::Count(count) => count.to_string(),
        Value::Quantity(ratio) | Value::Percent(ratio) | Value::Euro(ratio) => {
            italian::plain(ratio)
        }
        Value::Gender(_) => "1".to_owned(),
        Value::NotApplicable | Value::Protected | Value::NotProvided | Value::Blank => {
            String::new()
        }
    }
}

/// The figures of a `tabelle.csv` as it was written; `None` when it is not one.
pub fn read(format: &Format, csv: &[u8]) -> Option<Vec<Figure>> {
    let mut reader = ::csv::Reader::from_reader(csv);
    if reader.headers().ok()? != HEADER.as_slice() {
        return None;
    }
    let mut figures: Vec<Figure> = Vec::new();
    for record in reader.records() {
        let figure = figure(format, &record.ok()?, figures.last())?;
        figures.push(figure);
    }
    Some(figures)
}

fn figure(
    format: &Format,
    record: &::csv::StringRecord,
    before: Option<&Figure>,
) -> Option<Figure> {
    let text = |index| record.get(index).map(|field| unguarded(field).to_owned());
    let chapter = Chapter::read(record.get(0)?)?;
    let (group, row, class) = (text(1)?, text(2)?, text(4)?);
    let gender = match record.get(3)? {
        BOTH_GENDERS | "" => None,
        code => Some(Gender::ALL.into_iter().find(|gender| gender.code() == code)?),
    };
    let measure = match record.get(5)? {
        "" => Measure::People,
        code => Measure::read(code)?,
    };
    let value = match record.get(7)? {
        "" => FigureValue::Number(plain(record.get(6)?)?),
        state => FigureValue::missing(state)?,
    };
    let words = chapter.table().and_then(|table| format.find(table));
    let before = before.filter(|before| before.chapter == chapter);
    let row_role = match (before, words) {
        (Some(before), _) if before.group == group && before.row == row => before.row_role,
        (_, None) => RowRole::Body,
        (before, Some(words)) => {
            let is_below = before.is_some_and(|before| !before.is_body());
            let named = if group.is_empty() { words.role_of_row(&row) } else { RowRole::Detail };
            match named {
                // Only the total ends the body: until then a row may have any label.
                RowRole::Total if !is_below => RowRole::Total,
                _ if !is_below => RowRole::Body,
                RowRole::Total | RowRole::Body => RowRole::Detail,
                role => role,
            }
        }
    };
    let column_role = words.and_then(|words| format.role_of_heading(words, gender, &class));
    Some(Figure {
        chapter,
        group,
        row,
        row_role,
        gender,
        class,
        column_role,
        measure,
        value,
        line: 0,
    })
}

/// The number that `italian::plain` wrote, of any size.
fn plain(text: &str) -> Option<Ratio> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().ok()?;
    let unit = BigInt::from(10).pow(u32::try_from(decimals.len()).ok()?);
    Ratio::from(digits).checked_div(&Ratio::from(unit))
}

/// Records of a csv, each text without letters that steer and guarded against being taken for a
/// formula.
#[derive(Debug)]
pub struct Records(::csv::Writer<Vec<u8>>);

impl Default for Records {
    fn default() -> Self {
        let mut builder = ::csv::WriterBuilder::new();
        Self(builder.terminator(::csv::Terminator::CRLF).from_writer(Vec::new()))
    }
}

impl Records {
    pub fn write<const N: usize>(&mut self, fields: [&str; N]) -> Result<(), ::csv::Error> {
        for field in fields {
            self.0.write_field(guarded(&harmless(field)).as_bytes())?;
        }
        self.0.write_record(None::<&[u8]>)
    }

    pub fn finish(self) -> Result<Vec<u8>, ::csv::Error> {
        self.0.into_inner().map_err(|error| error.into_error().into())
    }
}
