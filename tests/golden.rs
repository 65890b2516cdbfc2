//! What the sample's report says, against files that are read by people too: tables as a person would
//! see them. `UPDATE_EXPECT=1 cargo test golden` writes them anew.

use expect_test::expect_file;
use relazione_cug::model::legal_reference::LegalReference;
use relazione_cug::view::{Document, Grid, Label};
use relazione_cug::{publish, view};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::bodies::{path, sample};
use crate::{events, history, staff};

fn document() -> Document<'static> {
    view::document(&sample().2.report)
}

/// A chapter as an outline: names and texts on lines of their own, lists of like things as a grid.
fn outlined(value: &impl Serialize) -> String {
    let mut text = String::new();
    write_value(&serde_json::to_value(value).unwrap(), 0, &mut text);
    text
}

fn write_value(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter().filter(|(_, field)| !is_nothing(field)) {
                match plain(field) {
                    Some(words) => *text += &format!("{indent}{name}: {words}\n"),
                    None => {
                        *text += &format!("{indent}{name}\n");
                        write_value(field, depth + 1, text);
                    }
                }
            }
        }
        Value::Array(items) => match grid(items) {
            Some(lines) => lines.iter().for_each(|line| *text += &format!("{indent}{line}\n")),
            None => {
                for item in items {
                    match plain(item) {
                        Some(words) => *text += &format!("{indent}- {words}\n"),
                        None => {
                            *text += &format!("{indent}-\n");
                            write_value(item, depth + 1, text);
                        }
                    }
                }
            }
        },
        _ => unreachable!("a plain value has been written"),
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// What stands on one line: a text, a number, a word with its key, a few numbers.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(is_so) => Some(is_so.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) if fields.len() == 2 && fields.contains_key("key") => {
            fields.get("label").and_then(Value::as_str).map(str::to_owned)
        }
        Value::Array(items) if items.iter().all(Value::is_number) => {
            Some(items.iter().map(Value::to_string).collect::<Vec<_>>().join(" "))
        }
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Like things with plain fields only, under their names; what is long stands last.
fn grid(items: &[Value]) -> Option<Vec<String>> {
    const LONG: usize = 32;
    let objects: Vec<&Map<String, Value>> =
        items.iter().map(Value::as_object).collect::<Option<_>>()?;
    let cell = |of: &Map<String, Value>, name: &String| plain(of.get(name)?);
    let names: Vec<&String> = objects.first()?.keys().collect();
    let mut columns: Vec<Vec<String>> = Vec::new();
    for name in names {
        let cells: Vec<String> = objects.iter().map(|of| cell(of, name)).collect::<Option<_>>()?;
        if cells.iter().any(|cell| !cell.is_empty()) {
            columns.push(std::iter::once(name.clone()).chain(cells).collect());
        }
    }
    let longest = |column: &Vec<String>| column.iter().map(|cell| cell.chars().count()).max();
    let is_code = |column: &Vec<String>| ["code", "number", "name"].contains(&column[0].as_str());
    columns.sort_by_key(|column| (!is_code(column), longest(column) > Some(LONG)));
    let line = |row: usize| columns.iter().map(|column| column[row].clone()).collect();
    let lines: Vec<Vec<String>> = (0..=objects.len()).map(line).collect();
    Some(aligned(&lines, columns.len()))
}

/// Cells in columns as wide as they need, labels to the left and figures to the right.
fn aligned(lines: &[Vec<String>], labels: usize) -> Vec<String> {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| -> usize {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let padded = |line: &Vec<String>| -> String {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if column < labels { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(padded).collect()
}

/// The labels of a row, each in its own column; one that began further up is not repeated.
fn labels(of_row: &[Label], columns: usize) -> Vec<String> {
    let mut cells: Vec<String> = of_row.iter().map(|label| label.text.clone()).collect();
    if of_row.first().is_some_and(|label| label.colspan == columns) {
        cells.resize(columns, String::new());
    }
    let missing = columns - cells.len();
    std::iter::repeat_n(String::new(), missing).chain(cells).collect()
}

/// A table as an aligned grid of text.
pub fn drawn(grid: &Grid<'_>) -> String {
    let stubs = grid.stub.len();
    let [upper, lower] = &grid.header;
    let mut below = lower.iter();
    let headings = upper.iter().flat_map(|cell| {
        let is_alone = cell.rowspan > 1 || lower.is_empty();
        let under = below.by_ref().take(if is_alone { 0 } else { cell.colspan });
        let under: Vec<String> = under.map(|one| format!("{}: {}", cell.text, one.text)).collect();
        if is_alone { vec![cell.text.clone()] } else { under }
    });
    // Columns have numbers, so that their headings, which are long, stand above the figures.
    let headings: Vec<String> =
        (1..).zip(headings).map(|(number, text)| format!("  ({number}) {text}")).collect();
    let numbers = (1..=headings.len()).map(|number| format!("({number})"));
    let mut lines: Vec<Vec<String>> = vec![grid.stub.iter().cloned().chain(numbers).collect()];
    let mut kinds = vec![""];
    for row in &grid.rows {
        let cells = row.cells.iter().map(|cell| cell.text.to_owned());
        lines.push(labels(&row.stub, stubs).into_iter().chain(cells).collect());
        kinds.push(row.kind);
    }
    let mut text = headings.join("\n") + "\n";
    let mut before = Some("");
    for (line, kind) in aligned(&lines, stubs).into_iter().zip(kinds) {
        if before != Some(kind) {
            text += &format!("-- {kind}\n");
        }
        before = Some(kind);
        text += &format!("{line}\n");
    }
    text
}

fn paragraphs(heading: &str, all: &[impl AsRef<str>]) -> String {
    let lines = all.iter().map(|text| format!("- {}\n", text.as_ref()));
    if all.is_empty() {
        String::new()
    } else {
        format!("\n{heading}\n{}", lines.collect::<String>())
    }
}

fn references(all: &[LegalReference]) -> String {
    let words: Vec<&str> = all.iter().map(|reference| reference.0.as_str()).collect();
    paragraphs("Riferimenti", &words)
}

#[test]
fn tables_of_the_sample_are_the_golden_ones() {
    let (_, _, verified) = sample();
    let names = verified.report.tables.iter().map(|table| table.name);
    for (name, table) in names.zip(&document().tables) {
        let side = if table.grid.landscape { ", su pagina orizzontale" } else { "" };
        let charts: Vec<String> =
            table.charts.iter().map(|chart| chart.description.clone()).collect();
        let text = format!(
            "Tabella {} – {}{side}\n{}\n{}\n{}{}{}{}",
            table.id,
            table.title,
            table.grid.summary,
            drawn(&table.grid),
            paragraphs("Frasi", table.sentences),
            paragraphs("Grafici", &charts),
            paragraphs("Note", table.notes),
            references(table.references),
        );
        expect_file![path(&format!("tests/golden/tables/{name}.txt"))].assert_eq(&text);
    }
}

#[test]
fn achievements_of_the_sample_are_the_golden_ones() {
    expect_file![path("tests/golden/achievements.txt")]
        .assert_eq(&outlined(&document().achievements));
}

#[test]
fn the_years_of_the_sample_are_the_golden_ones() {
    let chapter = document().years.unwrap();
    let sections = chapter.sections.iter().map(|section| {
        let charts: Vec<String> =
            section.chart.iter().map(|chart| chart.description.to_owned()).collect();
        format!(
            "\n\n{}\n{}\n{}{}{}{}",
            section.title,
            section.table.summary,
            drawn(&section.table),
            paragraphs("Frasi", section.sentences),
            paragraphs("Grafici", &charts),
            paragraphs("Note", section.notes),
        )
    });
    let text = format!(
        "Gli anni\n{}{}{}{}",
        paragraphs("Frasi", chapter.sentences),
        paragraphs("Note", chapter.notes),
        references(chapter.references),
        sections.collect::<String>()
    );
    expect_file![path("tests/golden/years.txt")].assert_eq(&text);
}

#[test]
fn data_quality_of_the_sample_is_the_golden_one() {
    expect_file![path("tests/golden/quality.txt")].assert_eq(&outlined(&document().quality));
}

#[test]
fn tidy_csv_of_the_sample_is_the_golden_one() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    let tables =
        artifacts.iter().find(|artifact| artifact.path == "riservato/tabelle.csv").unwrap();
    let text = String::from_utf8(tables.bytes.clone()).unwrap();
    expect_file![path("tests/golden/tabelle.csv")].assert_eq(&text.replace("\r\n", "\n"));
}

#[test]
fn the_bundled_staff_is_what_the_generator_makes() {
    let bundled = std::fs::read(path("data/esempio/personale.xlsx")).unwrap();
    assert!(bundled == staff::workbook(), "run cargo run --example genera_esempio");
    let positions = [("posizioni", staff::positions())];
    for (name, made) in positions.into_iter().chain(events::files()) {
        let bundled = std::fs::read_to_string(path(&format!("data/esempio/{name}.csv"))).unwrap();
        assert!(bundled == made, "{name}: run cargo run --example genera_esempio");
    }
    for year in history::years() {
        let name = format!("data/esempio/storico/{}.csv", year.number);
        assert_eq!(std::fs::read_to_string(path(&name)).unwrap(), year.csv(), "{name}");
    }
}

#[test]
fn initiatives_of_the_sample_are_the_golden_ones() {
    expect_file![path("tests/golden/initiatives.txt")]
        .assert_eq(&outlined(&document().initiatives));
}

#[test]
fn calendar_of_the_sample_is_the_golden_one() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    let calendar =
        artifacts.iter().find(|artifact| artifact.path == "ufficio/scadenze.ics").unwrap();
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    expect_file![path("tests/golden/scadenze.ics")].assert_eq(&text.replace("\r\n", "\n"));
}
