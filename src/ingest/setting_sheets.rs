//! The settings that an office writes in sheets, `impostazioni` and `parole`: each row is read as the
//! lines of `cug.toml` that it stands for, with the same rules, and told by its cell.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::{Table, Value};

use super::file;
use super::file::container;
use super::file::sheet::{Row, Sheet, Value as Cell};
use super::setting_row::{self, SettingRow};
use super::settings::{self, meaning, parse};
use super::spelling::normal_form;
use crate::diagnostic::location::column_letters;
use crate::model::reference_data::setting_sheets;
use crate::model::setting_sheet::{KEYS_COLUMNS, KEYS_SHEET, SettingSheet};
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
        let text = |cell: Option<&Cell<'_>>| cell.and_then(setting_row::text);
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
        match setting_row::single(value, known) {
            Ok(value) => self.say(&[&section, &key], value, &place.cell(2)),
            Err(reason) => {
                self.problems.push(format!("{}: {reason}", place.cell(2)));
                self.said.faulty.insert(path);
            }
        }
    }

    fn row(&mut self, of: &SettingSheet, place: &Place<'_>, cells: &[&Cell<'_>]) {
        match setting_row::read(of, cells) {
            Ok(None) => {}
            Ok(Some(SettingRow { path, value, column })) => {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                self.say(&path, value, &place.cell(column));
            }
            Err((column, reason)) => {
                self.problems.push(format!("{}: {reason}", place.cell(column)));
            }
        }
    }

    /// Reads what a place says with the rules of `cug.toml`, and adds it.
    fn say(&mut self, path: &[&str], value: Value, place: &str) {
        let table = setting_row::table(path, value);
        let found = settings::problems_of(table.clone());
        if found.is_empty() {
            self.said.join(table, place, self.problems);
        } else {
            self.problems.extend(found.into_iter().map(|problem| format!("{place}: {problem}")));
            self.said.faulty.insert(path.join("."));
        }
    }
}

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
