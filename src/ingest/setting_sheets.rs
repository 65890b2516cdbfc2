//! The settings that an office writes in sheets, `impostazioni` and `parole`: each row is read as the
//! lines of `cug.toml` that it stands for, with the same rules, and told by its cell.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::{Table, Value};

use super::file;
use super::file::container;
use super::file::sheet::{Row, Sheet, Value as Cell, trimmed};
use super::grid::field;
use super::settings::{self, meaning, parse};
use super::spelling::normal_form;
use crate::diagnostic::location::column_letters;
use crate::model::reference_data::setting_sheets;
use crate::model::setting_sheet::{
    KEYS_COLUMNS, KEYS_SHEET, SettingKey, SettingSheet, SettingValue, SheetShape,
};
use crate::model::settings::Settings;

/// A workbook of settings.
#[derive(Debug)]
pub struct SettingsFile {
    /// `impostazioni.xlsx`
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The settings of `cug.toml` and of the sheets together, or every problem that could be found. What
/// is said in both must be the same.
pub fn read(text: &str, files: &[SettingsFile]) -> Result<Settings, Vec<String>> {
    let in_file = |problem: String| format!("cug.toml, {problem}");
    let (own, problems) = parse(text);
    let mut problems: Vec<String> = problems.into_iter().map(in_file).collect();
    let mut said = Said::default();
    let table = text.parse::<Table>().unwrap_or_default();
    said.join(table, "cug.toml", &mut problems);
    for file in files {
        let mut reader = Reader { path: &file.path, said: &mut said, problems: &mut problems };
        match sheets(file) {
            Ok(sheets) => sheets.iter().for_each(|sheet| reader.sheet(sheet)),
            Err(reason) => problems.push(format!("{}: {reason}", file.path)),
        }
    }
    let settings = own.and_then(|_| Settings::deserialize(Value::Table(said.table.clone())).ok());
    let found = settings.as_ref().map(meaning).unwrap_or_default();
    problems.extend(found.iter().filter_map(|problem| said.tell(problem)));
    settings.filter(|_| problems.is_empty()).ok_or(problems)
}

/// Where the sheets say something, by the path of the key: `riservatezza.soglia`. What cannot be read
/// is told by [`read`].
pub fn said_in(files: &[SettingsFile]) -> BTreeMap<String, String> {
    let (mut said, mut problems) = (Said::default(), Vec::new());
    for file in files {
        let mut reader = Reader { path: &file.path, said: &mut said, problems: &mut problems };
        sheets(file).unwrap_or_default().iter().for_each(|sheet| reader.sheet(sheet));
    }
    let Said { places: Places(places), table, .. } = said;
    let is_said = |path: &String| {
        let mut parts = path.split('.');
        let mut found = parts.next().and_then(|part| table.get(part));
        for part in parts {
            found = found.and_then(|value| value.get(part));
        }
        found.is_some()
    };
    places.into_iter().filter(|(path, _)| is_said(path)).collect()
}

fn sheets(file: &SettingsFile) -> Result<Vec<Sheet>, String> {
    let opened = container::sniff(&file.bytes, &file.path)
        .and_then(|container| file::sheets(&file.bytes, container));
    opened.map_err(|fault| format!("{}. {}", fault.message(), fault.remedy()))
}

/// What has been said so far, and where.
#[derive(Default)]
struct Said {
    table: Table,
    places: Places,
    /// The paths of what could not be read, which is not missing.
    faulty: BTreeSet<String>,
}

/// Where each key was said, by its path: `riservatezza.soglia`.
#[derive(Default)]
struct Places(BTreeMap<String, String>);

impl Said {
    /// Adds what a place says. What was said before, and differently, is a problem.
    fn join(&mut self, table: Table, place: &str, problems: &mut Vec<String>) {
        let Self { table: known, places, .. } = self;
        join(known, table, "", place, places, problems);
    }

    /// A problem such as `[riservatezza] soglia = 2: …` after the place where it was said; `None` where
    /// something worse was told of it.
    fn tell(&self, problem: &str) -> Option<String> {
        let section = problem.trim_start_matches('[').split(']').next().unwrap_or_default();
        let rest = problem.split_once("] ").map_or("", |(_, rest)| rest);
        let key = rest.split([' ', ':', '=']).next().unwrap_or_default();
        let path = format!("{section}.{key}");
        let place = self.places.0.get(&path).or_else(|| self.places.0.get(section));
        let place = place.map_or("cug.toml", String::as_str);
        (!self.faulty.contains(&path)).then(|| format!("{place}, {problem}"))
    }
}

fn join(
    known: &mut Table,
    added: Table,
    path: &str,
    place: &str,
    places: &mut Places,
    problems: &mut Vec<String>,
) {
    for (key, value) in added {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (known.get_mut(&key), value) {
            (None, value) => {
                places.note(&value, &path, place);
                known.insert(key, value);
            }
            (Some(Value::Table(known)), Value::Table(added)) => {
                join(known, added, &path, place, places, problems);
            }
            (Some(Value::Array(known)), Value::Array(added)) => {
                known.extend(
                    added.into_iter().filter(|one| !known.contains(one)).collect::<Vec<_>>(),
                );
            }
            (Some(known), value) if *known == value => {}
            (Some(known), value) => {
                let other = places.0.get(&path).map_or("cug.toml", String::as_str);
                problems.push(format!(
                    "{place}: «{path}» è {}, ma in {other} è {}: lasciatene uno solo",
                    shown(&value),
                    shown(known)
                ));
            }
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("«{text}»"),
        Value::Integer(number) => format!("«{number}»"),
        Value::Float(number) => format!("«{number}»"),
        _ => "un'altra cosa".to_owned(),
    }
}

impl Places {
    fn note(&mut self, value: &Value, path: &str, place: &str) {
        if let Value::Table(table) = value {
            for (key, value) in table {
                self.note(value, &format!("{path}.{key}"), place);
            }
        }
        self.0.entry(path.to_owned()).or_insert_with(|| place.to_owned());
    }
}

struct Reader<'a> {
    path: &'a str,
    said: &'a mut Said,
    problems: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// Reads a sheet that has the name of one of ours; the others are the office's own.
    fn sheet(&mut self, sheet: &Sheet) {
        let name = sheet.name.as_deref().map_or(String::new(), normal_form);
        let known = setting_sheets();
        let is_of = |workbook: &str| normal_form(self.path).starts_with(workbook);
        if name == normal_form(KEYS_SHEET) || (name.is_empty() && is_of("impostazioni")) {
            self.rows(sheet, &KEYS_COLUMNS, |reader, row, cells| reader.key(row, cells));
        } else if let Some(of) = known.sheets.iter().find(|of| normal_form(&of.name) == name) {
            let columns: Vec<&str> = of.columns.iter().map(|column| column.name.as_str()).collect();
            self.rows(sheet, &columns, |reader, row, cells| reader.row(of, row, cells));
        }
    }

    /// Hands over the rows below the headings, the cells in the order of `columns`.
    fn rows(
        &mut self,
        sheet: &Sheet,
        columns: &[&str],
        read: impl Fn(&mut Self, &Place<'_>, &[&Cell<'_>]),
    ) {
        let place_of = |row: &Row<'_>, name: &str| {
            let form = normal_form(name);
            (0..row.cells.len()).find(|column| {
                row.cell(*column).text().is_some_and(|text| normal_form(&text) == form)
            })
        };
        let mut header: Option<Vec<usize>> = None;
        for row in &sheet.rows {
            let row = row.as_row();
            let Some(header) = &header else {
                header = columns.iter().map(|name| place_of(&row, name)).collect();
                continue;
            };
            let place = Place {
                path: self.path,
                sheet: sheet.name.as_deref(),
                row: row.number,
                columns: header,
            };
            let cells: Vec<&Cell<'_>> = header.iter().map(|column| row.cell(*column)).collect();
            read(self, &place, &cells);
        }
        if header.is_none() {
            let sheet = sheet.name.as_deref().unwrap_or_default();
            self.problems.push(format!(
                "{}, foglio {sheet}: mancano le intestazioni {}",
                self.path,
                columns.join(", ")
            ));
        }
    }

    /// A row of the sheet of keys; without a value it says nothing, and is where to say it.
    fn key(&mut self, place: &Place<'_>, cells: &[&Cell<'_>]) {
        let [section, key, value] = [0, 1, 2].map(|index| cells.get(index).copied());
        let (Some(section), Some(key), Some(value)) = (text(section), text(key), value) else {
            return;
        };
        let path = format!("{section}.{key}");
        if value.is_empty() {
            self.said.places.0.entry(path).or_insert_with(|| place.cell(2));
            return;
        }
        let keys = &setting_sheets().keys;
        let known = keys.iter().find(|known| known.section == section && known.key == key);
        match single(value, known) {
            Ok(value) => self.say(&[&section, &key], value, &place.cell(2)),
            Err(reason) => {
                self.problems.push(format!("{}: {reason}", place.cell(2)));
                self.said.faulty.insert(path);
            }
        }
    }

    fn row(&mut self, of: &SettingSheet, place: &Place<'_>, cells: &[&Cell<'_>]) {
        let texts: Vec<Option<String>> = cells.iter().map(|cell| text(Some(cell))).collect();
        if texts.iter().all(Option::is_none) {
            return;
        }
        let first = texts.first().cloned().flatten();
        let second = texts.get(1).cloned().flatten();
        let section: Vec<&str> = of.section.split('.').collect();
        let missing =
            |index: usize| format!("{}: scrivete «{}»", place.cell(index), of.columns[index].name);
        let values = match values(of, cells) {
            Ok(values) => values,
            Err((index, reason)) => {
                self.problems.push(format!("{}: {reason}", place.cell(index)));
                return;
            }
        };
        let start = place.cell(0);
        match (of.shape, first, second) {
            (SheetShape::Rows, ..) => {
                self.say(&section, Value::Array(vec![Value::Table(values)]), &start);
            }
            (_, None, _) => self.problems.push(missing(0)),
            (SheetShape::Files, Some(input), _) => {
                self.say(&[section[0], &input], file(values), &start);
            }
            (_, _, None) => self.problems.push(missing(1)),
            (SheetShape::Words, Some(column), Some(word)) => {
                match texts.get(2).cloned().flatten() {
                    Some(meaning) => {
                        self.say(
                            &[section[0], &column, &word],
                            Value::String(meaning),
                            &place.cell(2),
                        );
                    }
                    None => self.problems.push(missing(2)),
                }
            }
            (SheetShape::Columns, Some(input), Some(column)) => {
                match choice(
                    &column,
                    texts.get(2).cloned().flatten(),
                    texts.get(3).cloned().flatten(),
                ) {
                    Some(choice) => self.say(&[section[0], &input, &column], choice, &start),
                    None => self.problems.push(missing(2)),
                }
            }
        }
    }

    /// Reads what a place says with the rules of `cug.toml`, and adds it.
    fn say(&mut self, path: &[&str], value: Value, place: &str) {
        let table = path.iter().rev().fold(value, |inside, key| {
            Value::Table(Table::from_iter([((*key).to_owned(), inside)]))
        });
        let Value::Table(table) = table else { return };
        let found = settings::problems_of(table.clone());
        if found.is_empty() {
            self.said.join(table, place, self.problems);
        } else {
            self.problems.extend(found.into_iter().map(|problem| format!("{place}: {problem}")));
            self.said.faulty.insert(path.join("."));
        }
    }
}

/// The cells of a row by their columns, or the place of one that cannot be read and why.
fn values(of: &SettingSheet, cells: &[&Cell<'_>]) -> Result<Table, (usize, String)> {
    let mut values = Table::new();
    for (index, (column, cell)) in of.columns.iter().zip(cells).enumerate() {
        let value = many(cell, column.holds).and_then(|value| sound(value, &column.name, cell));
        if let Some(value) = value.map_err(|reason| (index, reason))? {
            values.insert(column.name.clone(), value);
        }
    }
    Ok(values)
}

/// What a row says of a column: its header, its unit, or that the header decides nothing.
fn choice(column: &str, header: Option<String>, unit: Option<String>) -> Option<Value> {
    Some(match (header, unit) {
        (None, None) => return None,
        (Some(header), _) if column == IGNORED => Value::Array(vec![Value::String(header)]),
        (Some(header), None) => Value::String(header),
        (header, unit) => {
            let keys = [("colonna", header), ("unita", unit)];
            let said = keys
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), Value::String(value?))));
            Value::Table(said.collect())
        }
    })
}

/// In the column `colonna`: the header beside it decides nothing.
const IGNORED: &str = "ignora";

/// Where the cells of a row are.
struct Place<'a> {
    path: &'a str,
    sheet: Option<&'a str>,
    row: u32,
    /// Zero-based, in the order in which the cells are read.
    columns: &'a [usize],
}

impl Place<'_> {
    fn cell(&self, index: usize) -> String {
        let column = self.columns.get(index).and_then(|column| u32::try_from(*column).ok());
        let letters = column_letters(column.unwrap_or_default());
        let sheet = self.sheet.map_or(String::new(), |sheet| format!(", foglio {sheet}"));
        format!("{}{sheet}, cella {letters}{}", self.path, self.row)
    }
}

fn text(cell: Option<&Cell<'_>>) -> Option<String> {
    let text = cell?.text()?;
    Some(trimmed(&text).to_owned()).filter(|text| !text.is_empty())
}

/// The value of a key, in the writing of `cug.toml`: a word of its list in any case of letters.
fn single(cell: &Cell<'_>, key: Option<&SettingKey>) -> Result<Value, String> {
    let value = many(cell, key.map_or(SettingValue::Text, |key| key.holds))?;
    let value = value.unwrap_or(Value::String(String::new()));
    let Value::String(word) = &value else { return Ok(value) };
    let values = key.map(|key| key.values.as_slice()).unwrap_or_default();
    let known = values.iter().find(|known| normal_form(known) == normal_form(word));
    Ok(known.map_or(value.clone(), |known| Value::String(known.clone())))
}

/// The value of a cell; `None` when it is empty.
fn many(cell: &Cell<'_>, holds: SettingValue) -> Result<Option<Value>, String> {
    let Some(words) = text(Some(cell)) else { return Ok(None) };
    let value = match holds {
        SettingValue::Text => Value::String(words),
        SettingValue::List => {
            let words = words.split(';').map(str::trim).filter(|word| !word.is_empty());
            Value::Array(words.map(|word| Value::String(word.to_owned())).collect())
        }
        SettingValue::Whole | SettingValue::Number => {
            let number = field::number(cell).map_err(|reason| format!("«{words}» {reason}"))?;
            number_value(number.unwrap_or_default(), holds)
                .ok_or_else(|| format!("«{words}» non è un numero intero"))?
        }
    };
    Ok(Some(value))
}

/// The number of a table that a spreadsheet program made a number of may have lost its last zero.
fn sound(value: Option<Value>, column: &str, cell: &Cell<'_>) -> Result<Option<Value>, String> {
    let is_number = column == "tabella" && matches!(cell, Cell::Number(_));
    let words = text(Some(cell)).unwrap_or_default().replace(',', ".");
    if is_number && words == "1.1" {
        return Err("il numero può essere 1.1 oppure 1.10: scrivetelo come testo".to_owned());
    }
    Ok(if is_number { Some(Value::String(words)) } else { value })
}

/// A decimal as the text that the settings read exactly.
fn number_value(number: Decimal, holds: SettingValue) -> Option<Value> {
    if number.is_integer() {
        return i64::try_from(number).ok().map(Value::Integer);
    }
    (holds == SettingValue::Number).then(|| Value::String(number.normalize().to_string()))
}

/// `{ percorso = …, foglio = … }`, or `fogli` where there are several.
fn file(mut values: Table) -> Value {
    values.remove("file");
    if let Some(Value::String(sheets)) = values.remove("fogli") {
        let mut names: Vec<Value> = sheets
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Value::String(name.to_owned()))
            .collect();
        match names.as_slice() {
            [_] => values.insert("foglio".to_owned(), names.remove(0)),
            _ => values.insert("fogli".to_owned(), Value::Array(names)),
        };
    }
    Value::Table(values)
}
