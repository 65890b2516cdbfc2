//! What stands in `cug.toml` as often as the office needs, as rows of a form (`sheets` of
//! `data/settings.toml`): read, and written back so that a row that did not change is not touched.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Value;
use toml_edit::{Item, TableLike};

use super::text::{self, Step};
use super::{Problem, writing};
use crate::ingest::file::sheet::Value as Cell;
use crate::ingest::setting_row::{self, IGNORED, SettingRow};
use crate::model::setting_sheet::{SettingSheet, SettingValue, SheetShape};

/// A row that is written.
#[derive(Debug)]
pub(super) struct Entry {
    /// As a person would type them, in the order of the columns.
    pub(super) cells: Vec<String>,
    way: Vec<Step>,
}

/// A row of the form.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TypedRow {
    /// Its place among the rows that were written, where it is one of them.
    from: Option<usize>,
    cells: Vec<String>,
}

/// The rows of a sheet, in the order of the text.
pub(super) fn entries(text: &str, sheet: &SettingSheet) -> Vec<Entry> {
    let document = text::read(text);
    let way = text::way(sheet.section.split('.'));
    let section = document.as_ref().and_then(|document| text::find(document.as_item(), &way));
    let Some(item) = section else { return Vec::new() };
    match sheet.shape {
        SheetShape::Rows => {
            let rows = (0..).map_while(|place| Some((place, item.get(place)?.as_table_like()?)));
            rows.map(|(place, row)| Entry {
                cells: sheet.columns.iter().map(|column| cell(row, &column.name)).collect(),
                way: below(&way, Step::Place(place)),
            })
            .collect()
        }
        SheetShape::Files => inside(item, &way)
            .filter_map(|(name, item, way)| {
                let file = item.as_table_like()?;
                let sheets = [cell(file, "foglio"), cell(file, "fogli")].concat();
                Some(Entry { cells: vec![name.to_owned(), cell(file, "percorso"), sheets], way })
            })
            .collect(),
        SheetShape::Words => inside(item, &way)
            .flat_map(|(column, item, way)| {
                inside(item, &way)
                    .map(|(word, item, way)| Entry {
                        cells: vec![column.to_owned(), word.to_owned(), shown(item)],
                        way,
                    })
                    .collect::<Vec<_>>()
            })
            .collect(),
        SheetShape::Columns => inside(item, &way)
            .flat_map(|(input, item, way)| {
                let of_input = inside(item, &way);
                of_input
                    .flat_map(|(name, item, way)| choices(input, name, item, way))
                    .collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// What is said of a column; the headers that decide nothing have a row each.
fn choices(input: &str, name: &str, item: &Item, way: Vec<Step>) -> Vec<Entry> {
    let entry = |header, unit, way| Entry {
        cells: vec![input.to_owned(), name.to_owned(), header, unit],
        way,
    };
    if let Some(all) = item.as_array().filter(|_| name == IGNORED) {
        let headers = all.iter().map(text::words).enumerate();
        let way = |place| below(&way, Step::Place(place));
        return headers.map(|(place, header)| entry(header, String::new(), way(place))).collect();
    }
    match item.as_table_like() {
        Some(table) => vec![entry(cell(table, "colonna"), cell(table, "unita"), way)],
        None => vec![entry(shown(item), String::new(), way)],
    }
}

fn inside<'a>(
    item: &'a Item,
    way: &'a [Step],
) -> impl Iterator<Item = (&'a str, &'a Item, Vec<Step>)> {
    let all = item.as_table_like().into_iter().flat_map(TableLike::iter);
    all.map(|(key, item)| (key, item, below(way, Step::Key(key.to_owned()))))
}

fn below(way: &[Step], step: Step) -> Vec<Step> {
    way.iter().cloned().chain([step]).collect()
}

fn cell(table: &dyn TableLike, key: &str) -> String {
    table.get(key).map(shown).unwrap_or_default()
}

fn shown(item: &Item) -> String {
    item.as_value().map(text::words).unwrap_or_default()
}

/// The text with the rows as they were typed, or what is wrong with them.
pub(super) fn written(
    text: &str,
    sheet: &SettingSheet,
    typed: &[TypedRow],
) -> Result<String, Vec<Problem>> {
    let old = entries(text, sheet);
    let (mut changed, mut problems) = (Vec::new(), Vec::new());
    let mut kept = BTreeSet::new();
    let mut names: BTreeSet<&[String]> = BTreeSet::new();
    for (place, row) in typed.iter().enumerate() {
        let at = |column: usize, words: &str| Problem::of_row(sheet, place, column, words);
        let before = row.from.and_then(|from| Some((from, old.get(from)?)));
        let is_empty = row.cells.iter().all(|cell| cell.trim().is_empty());
        if !is_empty
            && !name(sheet, &row.cells).is_empty()
            && !names.insert(name(sheet, &row.cells))
        {
            problems.push(at(0, "dice lo stesso di una riga più sopra: lasciatene una"));
        }
        if let Some((from, _)) = before.filter(|(_, before)| before.cells == row.cells) {
            kept.insert(from);
            continue;
        }
        match read(sheet, &row.cells) {
            Ok(None) => {}
            Ok(Some(said)) => {
                let stays = |(_, before): &(usize, &Entry)| {
                    name(sheet, &before.cells) == name(sheet, &row.cells)
                };
                let before = before.filter(stays);
                kept.extend(before.map(|(from, _)| from));
                changed.push((before.map(|(_, before)| before), said));
            }
            Err(found) => problems.extend(found.iter().map(|(column, words)| at(*column, words))),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let apply = || {
        let mut text = text.to_owned();
        for (before, row) in &changed {
            if let Some(before) = before {
                text = replaced(&text, sheet, before, row)?;
            }
        }
        for (_, gone) in old.iter().enumerate().filter(|(from, _)| !kept.contains(from)).rev() {
            text = removed(&text, gone)?;
        }
        for (_, row) in changed.iter().filter(|(before, _)| before.is_none()) {
            text = added(&text, sheet, row)?;
        }
        Ok(text)
    };
    apply().map_err(|words: String| vec![Problem::of_row(sheet, 0, 0, &words)])
}

/// The cells that no two rows may share, and that lead to the line of the row.
fn name<'a>(sheet: &SettingSheet, cells: &'a [String]) -> &'a [String] {
    let count = match sheet.shape {
        SheetShape::Rows => 0,
        SheetShape::Files => 1,
        SheetShape::Words => 2,
        SheetShape::Columns => 2 + usize::from(cells.get(1).is_some_and(|name| name == IGNORED)),
    };
    cells.get(..count).unwrap_or_default()
}

/// What a row says, or the columns that are wrong.
fn read(
    sheet: &SettingSheet,
    cells: &[String],
) -> Result<Option<SettingRow>, Vec<(usize, String)>> {
    let cells: Vec<Cell<'_>> = cells.iter().map(|words| Cell::from(words.clone())).collect();
    let row = setting_row::read(sheet, &cells.iter().collect::<Vec<_>>());
    let Some(row) = row.map_err(|fault| vec![fault])? else { return Ok(None) };
    let found = setting_row::problems(&row).into_iter().map(|words| {
        let missing = words.strip_prefix("manca la chiave «").and_then(|it| it.strip_suffix('»'));
        let place = sheet.columns.iter().position(|column| Some(column.name.as_str()) == missing);
        match (place, missing) {
            (Some(place), Some(missing)) => (place, format!("scrivete «{missing}»")),
            _ => (row.column, words),
        }
    });
    let found: Vec<(usize, String)> = found.collect();
    if found.is_empty() { Ok(Some(row)) } else { Err(found) }
}

/// The keys of a row that is a table, and what each holds.
fn keys(sheet: &SettingSheet) -> Vec<(&str, SettingValue)> {
    match sheet.shape {
        SheetShape::Rows => {
            sheet.columns.iter().map(|column| (column.name.as_str(), column.holds)).collect()
        }
        SheetShape::Files => {
            ["percorso", "foglio", "fogli"].map(|key| (key, SettingValue::Text)).to_vec()
        }
        SheetShape::Columns => ["colonna", "unita"].map(|key| (key, SettingValue::Text)).to_vec(),
        SheetShape::Words => Vec::new(),
    }
}

/// What is written for a row: of an array its one element.
fn line(sheet: &SettingSheet, value: &Value) -> String {
    match value {
        Value::Array(all) => all.iter().map(|one| line(sheet, one)).collect(),
        Value::Table(table) => {
            let said = keys(sheet).into_iter().filter_map(|(key, holds)| {
                Some(format!("{key} = {}", writing(table.get(key)?, holds)))
            });
            format!("{{ {} }}", said.collect::<Vec<_>>().join(", "))
        }
        other => writing(other, SettingValue::Text),
    }
}

/// In the place of a row that was there: where that is a table, key by key.
fn replaced(
    text: &str,
    sheet: &SettingSheet,
    before: &Entry,
    row: &SettingRow,
) -> Result<String, String> {
    let table = match &row.value {
        Value::Array(all) => all.first().and_then(Value::as_table),
        other => other.as_table(),
    };
    let is_table = text::read(text).is_some_and(|read| {
        text::find(read.as_item(), &before.way).is_some_and(Item::is_table_like)
    });
    let Some(table) = table.filter(|_| is_table) else {
        return text::set(text, &before.way, &line(sheet, &row.value));
    };
    let mut text = text.to_owned();
    for (key, holds) in keys(sheet) {
        let way = below(&before.way, Step::Key(key.to_owned()));
        let old = text::read(&text).and_then(|read| text::find(read.as_item(), &way).map(shown));
        let new = table.get(key).map(|value| writing(value, holds));
        text = match new {
            Some(new) if new.parse().ok().map(|new| text::words(&new)) == old => text,
            Some(new) => text::set(&text, &way, &new)?,
            None => text::remove(&text, &way)?,
        };
    }
    Ok(text)
}

/// Without a row; of the headers that decide nothing no empty list is left.
fn removed(text: &str, gone: &Entry) -> Result<String, String> {
    let rest = text::remove(text, &gone.way)?;
    let Some((Step::Place(_), above)) = gone.way.split_last() else { return Ok(rest) };
    let is_empty = |read: toml_edit::Document<&str>| {
        let all = text::find(read.as_item(), above).and_then(Item::as_array);
        all.is_some_and(toml_edit::Array::is_empty)
    };
    if text::read(&rest).is_some_and(is_empty) { text::remove(&rest, above) } else { Ok(rest) }
}

fn added(text: &str, sheet: &SettingSheet, row: &SettingRow) -> Result<String, String> {
    let (way, line) = (text::way(&row.path), line(sheet, &row.value));
    if row.value.is_array() { text::push(text, &way, &line) } else { text::set(text, &way, &line) }
}
