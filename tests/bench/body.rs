//! Bodies of any size, written as the extractions of an office: the same size gives the same bytes.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// Rows of events for each person: training, leave and measures together.
pub const EVENTS: usize = TRAINING + LEAVE + MEASURES;
const TRAINING: usize = 5;
const LEAVE: usize = 3;
const MEASURES: usize = 2;

/// The rows that a sheet can have, less the header.
const SHEET_ROWS: usize = 1_048_575;

/// How the extractions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Csv,
    Xlsx,
}

impl Kept {
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A working folder with staff, events and the plan of nobody; workbooks of events that no sheet
/// could hold are kept as csv.
pub fn write(folder: &Path, people: usize, kept: Kept) {
    let settings = format!(
        "[ente]\nnome = \"Ente di {people} persone\"\n[relazione]\nanno = 2022\n[riservatezza]\nsoglia = 3\n"
    );
    fs::write(folder.join("cug.toml"), settings).unwrap();
    file(folder, "personale", kept, &STAFF_COLUMNS, people, |row| staff(row).to_vec());
    file(folder, "formazione", kept, &["matricola", "tipo", "ore"], people * TRAINING, |row| {
        let words = ["sicurezza", "aggiornamento", "competenze manageriali", "tematiche CUG"];
        let hours = format!("{},5", 1 + row % 12);
        vec![number(row / TRAINING), Field::text(words[row % words.len()]), Field::Number(hours)]
    });
    file(folder, "congedi", kept, &["matricola", "tipo", "quantita"], people * LEAVE, |row| {
        let words = ["L.104 giorni", "L.104 ore", "congedi parentali giorni"];
        let amount = (1 + row % 3).to_string();
        vec![number(row / LEAVE), Field::text(words[row % words.len()]), Field::Number(amount)]
    });
    file(folder, "conciliazione", kept, &["matricola", "misura"], people * MEASURES, |row| {
        vec![number(row / MEASURES), Field::text(["lavoro agile", "orari flessibili"][row % 2])]
    });
}

const STAFF_COLUMNS: [&str; 8] = [
    "matricola",
    "genere",
    "data_nascita",
    "inquadramento",
    "percentuale_part_time",
    "data_inquadramento",
    "titolo_studio",
    "retribuzione",
];

/// One cell in the words of the office.
#[derive(Clone)]
enum Field {
    Text(String),
    /// With a decimal comma.
    Number(String),
    Date {
        year: u16,
        month: u8,
        day: u8,
    },
}

impl Field {
    fn text(words: &str) -> Self {
        Self::Text(words.to_owned())
    }

    fn words(&self) -> String {
        match self {
            Self::Text(words) | Self::Number(words) => words.clone(),
            Self::Date { year, month, day } => format!("{day:02}/{month:02}/{year}"),
        }
    }
}

fn number(person: usize) -> Field {
    Field::Text(format!("{person:07}"))
}

fn staff(row: usize) -> [Field; 8] {
    const GRADES: [&str; 8] =
        ["B1", "B3", "C", "C1", "D1", "D3", "D1", "Dirigente a tempo indeterminato"];
    const TITLES: [&str; 4] =
        ["diploma", "laurea triennale", "laurea magistrale", "master di secondo livello"];
    let mix = mixed(row);
    let pick = |shift: u32, of: usize| usize::try_from((mix >> shift) % of as u64).unwrap();
    let small = |value: usize| u8::try_from(value).unwrap();
    let is_manager = pick(0, 100) == 0;
    let grade = if is_manager { GRADES[7] } else { GRADES[pick(8, 7)] };
    let title = if is_manager { TITLES[2] } else { TITLES[pick(16, 4)] };
    let born = u16::try_from(1958 + pick(24, 40)).unwrap();
    let entered = (born + 20 + u16::try_from(pick(30, 20)).unwrap()).min(2021);
    let date = |year, from: u32| Field::Date {
        year,
        month: small(1 + pick(from, 12)),
        day: small(1 + pick(from + 4, 28)),
    };
    let part_time = if pick(48, 8) == 0 { "50" } else { "100" };
    [
        number(row),
        Field::text(if pick(52, 100) < 55 { "D" } else { "U" }),
        date(born, 34),
        Field::text(grade),
        Field::Number(part_time.to_owned()),
        date(entered, 40),
        Field::text(title),
        Field::Number(format!("{},{:02}", 19_000 + pick(20, 30_000), pick(44, 100))),
    ]
}

/// SplitMix64: spreads the row number over all bits.
fn mixed(row: usize) -> u64 {
    let mut value = (row as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

fn file(
    folder: &Path,
    name: &str,
    kept: Kept,
    columns: &[&str],
    rows: usize,
    row: impl Fn(usize) -> Vec<Field>,
) {
    if kept == Kept::Xlsx && rows <= SHEET_ROWS {
        return workbook(&folder.join(format!("{name}.xlsx")), columns, rows, row);
    }
    let file = fs::File::create(folder.join(format!("{name}.csv"))).unwrap();
    let mut file = BufWriter::new(file);
    writeln!(file, "{}", columns.join(";")).unwrap();
    for number in 0..rows {
        let words: Vec<String> = row(number).iter().map(Field::words).collect();
        writeln!(file, "{}", words.join(";")).unwrap();
    }
    file.flush().unwrap();
}

fn workbook(path: &Path, columns: &[&str], rows: usize, row: impl Fn(usize) -> Vec<Field>) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_row(0, 0, columns.iter().copied()).unwrap();
    for (number, place) in (0..rows).zip(1_u32..) {
        for (field, column) in row(number).iter().zip(0_u16..) {
            match field {
                Field::Text(words) => sheet.write_string(place, column, words),
                Field::Number(words) => {
                    let value: f64 = words.replace(',', ".").parse().unwrap();
                    sheet.write_number(place, column, value)
                }
                Field::Date { year, month, day } => {
                    let value = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                    sheet.write_datetime_with_format(place, column, value, &date)
                }
            }
            .unwrap();
        }
    }
    workbook.save(path).unwrap();
}
