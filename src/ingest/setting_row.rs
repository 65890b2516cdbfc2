//! One row of settings, of a sheet or of a form: the lines of `cug.toml` that it stands for.

use rust_decimal::Decimal;
use toml::{Table, Value};

use super::file::sheet::{Value as Cell, trimmed};
use super::grid::field;
use super::settings;
use super::spelling::normal_form;
use crate::italian::reading::{Mark, Numeral};
use crate::model::setting_sheet::{SettingKey, SettingSheet, SettingValue, SheetShape};

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// The keys that lead to the value: `valori`, `tipo`, `L104GG`. An array takes it as one more.
    pub path: Vec<String>,
    pub value: Value,
    /// The column in which it is said.
    pub column: usize,
}

/// The column of a row that is at fault, and why.
pub type Fault = (usize, String);

/// What the cells of a row say, in the order of the columns of the sheet; `None` where all are empty.
pub fn read(of: &SettingSheet, cells: &[&Cell<'_>]) -> Result<Option<SettingRow>, Fault> {
    let texts: Vec<Option<String>> = cells.iter().map(|cell| text(cell)).collect();
    if texts.iter().all(Option::is_none) {
        return Ok(None);
    }
    let at = |index: usize| texts.get(index).cloned().flatten();
    let needed = |index: usize| at(index).ok_or_else(|| missing(of, index));
    let values = values(of, cells)?;
    let mut path: Vec<String> = of.section.split('.').map(str::to_owned).collect();
    let (value, column) = match of.shape {
        SheetShape::Rows => (Value::Array(vec![Value::Table(values)]), 0),
        SheetShape::Files => {
            path.push(needed(0)?);
            (file(values), 0)
        }
        SheetShape::Words => {
            path.extend([needed(0)?, needed(1)?]);
            (Value::String(needed(2)?), 2)
        }
        SheetShape::Columns => {
            let (input, column) = (needed(0)?, needed(1)?);
            let value = choice(&column, at(2), at(3)).ok_or_else(|| missing(of, 2))?;
            path.extend([input, column]);
            (value, 0)
        }
    };
    Ok(Some(SettingRow { path, value, column }))
}

/// What the rules of `cug.toml` have against a row, read alone.
pub fn problems(row: &SettingRow) -> Vec<String> {
    let path: Vec<&str> = row.path.iter().map(String::as_str).collect();
    settings::problems_of(table(&path, row.value.clone()))
}

/// The tables that lead to a value.
pub(super) fn table(path: &[&str], value: Value) -> Table {
    let inside =
        |inside: Value, key: &&str| Value::Table(Table::from_iter([((*key).to_owned(), inside)]));
    match path.iter().rev().fold(value, inside) {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}

pub(super) fn text(cell: &Cell<'_>) -> Option<String> {
    let text = cell.text()?;
    Some(trimmed(&text).to_owned()).filter(|text| !text.is_empty())
}

/// What a person typed for a key, as [`single`] reads a cell.
pub fn typed(words: &str, key: &SettingKey) -> Result<Value, String> {
    single(&Cell::from(words.to_owned()), Some(key))
}

/// The value of a key, in the writing of `cug.toml`: a word of its list in any case of letters.
pub(super) fn single(cell: &Cell<'_>, key: Option<&SettingKey>) -> Result<Value, String> {
    let value = many(cell, key.map_or(SettingValue::Text, |key| key.holds))?;
    let value = value.unwrap_or(Value::String(String::new()));
    let Value::String(word) = &value else { return Ok(value) };
    let values = key.map(|key| key.values.as_slice()).unwrap_or_default();
    let known = values.iter().find(|known| normal_form(known) == normal_form(word));
    Ok(known.map_or(value.clone(), |known| Value::String(known.clone())))
}

fn missing(of: &SettingSheet, index: usize) -> Fault {
    let name = of.columns.get(index).map(|column| column.name.as_str()).unwrap_or_default();
    (index, format!("scrivete «{name}»"))
}

/// The cells of a row by their columns, or the place of one that cannot be read and why.
fn values(of: &SettingSheet, cells: &[&Cell<'_>]) -> Result<Table, Fault> {
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
pub const IGNORED: &str = "ignora";

/// The value of a cell; `None` when it is empty.
fn many(cell: &Cell<'_>, holds: SettingValue) -> Result<Option<Value>, String> {
    let Some(words) = text(cell) else { return Ok(None) };
    let value = match holds {
        SettingValue::Text => Value::String(words),
        SettingValue::List => {
            let words = words.split(';').map(str::trim).filter(|word| !word.is_empty());
            Value::Array(words.map(|word| Value::String(word.to_owned())).collect())
        }
        SettingValue::Whole | SettingValue::Number => {
            number_value(number(cell, &words, holds)?, holds)
                .ok_or_else(|| format!("«{words}» non è un numero intero"))?
        }
    };
    Ok(Some(value))
}

/// A number that must be whole has no decimals: `1.447` is one thousand and more.
fn number(cell: &Cell<'_>, words: &str, holds: SettingValue) -> Result<Decimal, String> {
    let numeral = field::numeral(cell).map_err(|reason| format!("«{words}» {reason}"))?;
    match numeral {
        None => Ok(Decimal::ZERO),
        Some(Numeral::Plain(number)) => Ok(number),
        Some(Numeral::Doubtful(doubt)) if holds == SettingValue::Whole => {
            Ok(doubt.read(Mark::Comma))
        }
        Some(Numeral::Doubtful(doubt)) => Err(format!("«{words}» {}", doubt.reason())),
    }
}

/// The number of a table that a spreadsheet program made a number of may have lost its last zero.
fn sound(value: Option<Value>, column: &str, cell: &Cell<'_>) -> Result<Option<Value>, String> {
    let is_number = column == "tabella" && matches!(cell, Cell::Number(_));
    let words = text(cell).unwrap_or_default().replace(',', ".");
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
