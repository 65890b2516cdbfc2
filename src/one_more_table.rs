//! A table added through the registry alone: whatever reads tables knows it.

use crate::figures::{self, Reading};
use crate::model::cell::{Cell, Measure, Value};
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::input::{InputFile, InputKind};
use crate::model::reference_data::formats;
use crate::model::report::Report;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::Table;
use crate::model::table_id::TableId;
use crate::pipeline::{self, Editions, Verified};
use crate::tables::Registry;
use crate::{disclosure, ingest, publish};

const TOY: TableId = TableId::new(99);

/// What would stand in `data/formats/`.
const WORDS: &str = r#"
id = "1.99"
title = "Personale per classe di età"
stub = ["Classe di età"]
portal = { by_gender = ["count"] }
rows = { total = "Totale personale", percent = "% sul personale complessivo" }
columns = { count = "Valori assoluti", share = "%" }
"#;

fn format() -> Format {
    let mut format = formats().remove(0);
    format.tables.push(toml::from_str(WORDS).expect("words of a table"));
    format
}

fn file(kind: InputKind, path: &str, text: &str) -> InputFile {
    InputFile { kind, path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }
}

/// Sixty people, of whom two women are in the first class.
fn staff() -> InputFile {
    let mut text = "matricola;genere;data_nascita;inquadramento\n".to_owned();
    for number in 0..60 {
        let gender = if number % 2 == 0 { "D" } else { "U" };
        let year = match number {
            0 | 2 => 2000,
            1 | 3 | 5 | 7 | 9 => 1999,
            _ => 1960 + number % 30,
        };
        text.push_str(&format!("{number};{gender};01/02/{year};C\n"));
    }
    file(InputKind::Staff, "personale.csv", &text)
}

fn verified(files: &[InputFile]) -> Verified {
    let text = "[ente]\nnome = \"Ente di prova\"\n[relazione]\nanno = 2022\n[riservatezza]\nmetodo = \"oscuramento\"\n";
    let settings = ingest::settings::read(text).expect("settings");
    let registry = Registry::with_toy();
    pipeline::verify_by(registry, format(), files, &settings, &mut |_| ())
}

fn toy(tables: &[Table]) -> &Table {
    tables.iter().find(|table| table.id == TOY).expect("the table is there")
}

/// The women of the first class.
fn small(table: &Table) -> &Cell {
    let women = |column: &&crate::model::table::Column| {
        column.gender == Some(Gender::Woman) && column.role == ColumnRole::Count
    };
    let column = table.columns.iter().position(|column| women(&column)).expect("a column");
    &table.rows[0].cells[column]
}

fn csv(report: &Report) -> String {
    String::from_utf8(publish::tables_csv(report).expect("a csv")).expect("a text")
}

#[test]
fn protection_and_attack_know_a_table_that_is_in_the_registry() {
    let verified = verified(&[staff()]);
    assert_eq!(small(toy(&verified.report.tables)).value, Value::Count(2));
    let Editions { public, .. } = pipeline::protect(&verified).expect("editions");
    let public = public.expect("a safe edition");
    let table = toy(&public.tables);
    assert!(small(table).is_protected());
    let row = |role| table.rows.iter().filter(move |row| row.role == role);
    let hidden = row(RowRole::Body).flat_map(|row| &row.cells);
    assert!(
        hidden.filter(|cell| cell.is_protected()).count() > 2,
        "not alone in its row and column"
    );
    // The same edition with the small figure alone kept back gives it away, and that is seen.
    let rules = &verified.dataset.settings.disclosure;
    let format = &verified.dataset.format;
    let figures = verified.coarse_figures();
    let prove = |report: &Report| {
        disclosure::prove(csv(report).as_bytes(), &figures, format, rules, rules.method)
    };
    assert!(prove(&public).is_ok());
    let mut careless = verified.report.clone();
    for table in &mut careless.tables {
        table.provided = table.id == TOY;
        let first = table.rows.first_mut().filter(|_| table.provided);
        match first {
            Some(row) => row.cells[2] = Cell::protected(Measure::People),
            None => table.rows.clear(),
        }
    }
    assert!(small(toy(&careless.tables)).is_protected());
    assert!(prove(&careless).is_err());
}

#[test]
fn csv_and_page_print_a_table_that_is_in_the_registry() {
    let verified = verified(&[staff()]);
    let text = csv(&verified.report);
    assert!(text.contains("\r\n1.99,,<30,D,Valori assoluti,persone,2,\r\n"), "{text}");
    let read = figures::read(&verified.dataset.format, text.as_bytes()).expect("a tidy csv");
    let total = read
        .iter()
        .find(|figure| figure.chapter.table() == Some(TOY) && figure.row_role == RowRole::Total);
    assert_eq!(total.map(|figure| figure.row.as_str()), Some("Totale personale"));
    let page = publish::page(&verified.report, &[]).expect("a page");
    let page = String::from_utf8(page.bytes).expect("a text");
    assert!(page.contains("Personale per classe di età"));
}

#[test]
fn an_earlier_year_of_a_table_in_the_registry_is_read_and_asked() {
    let text = csv(&verified(&[staff()]).report);
    let verified = verified(&[staff(), file(InputKind::History, "storico/2021.csv", &text)]);
    let found: Vec<String> = verified.diagnostics.iter().map(|one| one.message.clone()).collect();
    assert_eq!(verified.errors(), 0, "{found:?}");
    let dataset = &verified.dataset;
    let year = Reading::past(dataset, &dataset.history, 2021);
    assert_eq!(year.total(TOY, Measure::People, None), Ok(60_u64.into()));
    assert_eq!(year.total(TOY, Measure::People, Gender::Woman), Ok(30_u64.into()));
}

#[test]
fn a_table_in_the_registry_that_counts_other_people_is_a_finding() {
    let totals = "tabella;riga;genere;classe;valore\n1.99;<30;D;Valori assoluti;5\n\
                  1.99;<30;U;Valori assoluti;5\n";
    let verified = verified(&[staff(), file(InputKind::Totals, "aggregati.csv", totals)]);
    let codes: Vec<&str> = verified.diagnostics.iter().map(|one| one.code.name()).collect();
    assert!(codes.contains(&"C09"), "{codes:?}");
}
