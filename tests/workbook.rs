//! `tabelle.xlsx` read back: sheets, names, pages, numbers as numbers; texts that look like formulas.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use relazione_cug::ingest;
use relazione_cug::model::cell::{Cell, Value};
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::{Edition, Report};
use relazione_cug::model::role::RowRole;
use relazione_cug::publish;

use crate::bodies::{sample, settings_of, staff_csv, verify};

/// The file of an edition that `publish` renders under this name.
fn file(report: &Report, name: &str) -> Vec<u8> {
    let artifacts = publish::render(report).unwrap();
    let path = report.edition.path(name);
    artifacts.into_iter().find(|artifact| artifact.path == path).unwrap().bytes
}

fn open(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file(report, "tabelle.xlsx"))).unwrap()
}

/// The parts of a workbook as text.
fn parts(report: &Report) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file(report, "tabelle.xlsx"))).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

/// The corners of `'1.1'!$A$4:$M$16`, zero-based.
pub fn corners(area: &str) -> ((u32, u32), (u32, u32)) {
    let corner = |corner: &str| {
        let (letters, digits) = corner.trim_start_matches('$').split_once('$').unwrap();
        let column = |column, letter| column * 26 + u32::from(letter - b'A') + 1;
        (digits.parse::<u32>().unwrap() - 1, letters.bytes().fold(0, column) - 1)
    };
    let (from, to) = area.split_once('!').unwrap().1.split_once(':').unwrap();
    (corner(from), corner(to))
}

/// The cells of a named area.
fn area(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Range<Data> {
    let names = workbook.defined_names().to_vec();
    let (_, place) = names.iter().find(|(known, _)| known == name).unwrap();
    let (from, to) = corners(place);
    let sheet = place.split_once('!').unwrap().0.trim_matches('\'');
    workbook.worksheet_range(sheet).unwrap().range(from, to)
}

#[test]
fn each_table_has_its_sheet_after_the_cover() {
    let (_, _, verified) = sample();
    let workbook = open(&verified.report);
    let mut expected = vec!["Indice".to_owned()];
    expected.extend(verified.report.tables.iter().map(|table| table.id.to_string()));
    expected.extend(["Piano", "Indicatori"].map(str::to_owned));
    assert_eq!(workbook.sheet_names(), expected);
}

#[test]
fn the_plan_stands_in_the_workbook_with_what_is_in_each_score() {
    let (_, _, verified) = sample();
    let mut workbook = open(&verified.report);
    let groups = workbook.worksheet_range("Piano").unwrap();
    let row = |name: &str| -> Vec<String> {
        let row = groups.rows().find(|row| row[1].to_string().starts_with(name)).unwrap();
        row[2..].iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        row("Tutto il piano"),
        ["33", "6", "6", "1", "5", "3", "46", "54", "82.04", "72.57"]
    );
    assert_eq!(row("1042"), ["2", "0", "0", "0", "3", "0", "2", "5", "–", "40"]);
    let indicators = workbook.worksheet_range("Indicatori").unwrap();
    let late = indicators.rows().find(|row| row[3] == "2397").unwrap();
    assert_eq!(
        (late[10].to_string().as_str(), late[11].to_string().as_str()),
        ("raggiunto in ritardo", "16")
    );
}

#[test]
fn sheets_hide_nothing_compute_nothing_and_print_one_page_wide() {
    let (_, _, verified) = sample();
    let parts = parts(&verified.report);
    for (place, table) in (2..).zip(&verified.report.tables) {
        let sheet = &parts[&format!("xl/worksheets/sheet{place}.xml")];
        for absent in ["hidden=", "<f>", "<f "] {
            assert!(!sheet.contains(absent), "{}: {absent}", table.id);
        }
        for present in [
            "state=\"frozen\"",
            "fitToHeight=\"0\"",
            "orientation=\"landscape\"",
            "<oddHeader>",
            "pagina &amp;P di &amp;N",
        ] {
            assert!(sheet.contains(present), "{}: {present}", table.id);
        }
        let last = 5 + table.rows.len();
        for merged in sheet.split("<mergeCell ref=\"").skip(1) {
            let first = merged.split(':').next().unwrap().trim_start_matches('A');
            let row: usize = first.parse().unwrap();
            assert!(row == 1 || row > last, "{}: row {row} of the table is merged", table.id);
        }
    }
    let names = &parts["xl/workbook.xml"];
    // Those of the tables and the two of the plan.
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), verified.report.tables.len() + 2);
    assert!(
        parts["docProps/core.xml"]
            .contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2022-12-31T")
    );
}

#[test]
fn the_block_for_the_portal_has_what_a_person_types_and_no_more() {
    let (_, _, verified) = sample();
    let mut workbook = open(&verified.report);
    for table in &verified.report.tables {
        let block =
            area(&mut workbook, &format!("Portale_{}", table.id.to_string().replace('.', "_")));
        let bodies: Vec<_> = table.rows.iter().filter(|row| row.role == RowRole::Body).collect();
        assert_eq!(block.height(), bodies.len(), "{}", table.id);
        for (cells, row) in block.rows().zip(bodies) {
            assert_eq!(cells[table.stub.len() - 1].to_string(), row.label);
            let figures: Vec<&Cell> = table.portal.iter().map(|place| &row.cells[*place]).collect();
            assert_eq!(cells.len(), table.stub.len() + figures.len());
            for (cell, figure) in cells[table.stub.len()..].iter().zip(figures) {
                match &figure.value {
                    Value::Count(count) => {
                        assert_eq!(cell, &Data::Float(count.to_string().parse().unwrap()))
                    }
                    Value::Gender(_) | Value::NotApplicable => {
                        assert_eq!(cell.to_string(), figure.text)
                    }
                    _ => assert!(
                        matches!(cell, Data::Float(_)),
                        "{} {}: {cell}",
                        table.id,
                        row.label
                    ),
                }
            }
        }
    }
    let widths: Vec<usize> =
        verified.report.tables.iter().map(|table| table.portal.len()).collect();
    assert_eq!(widths, [10, 10, 2, 10, 2, 2, 2, 3, 10, 2, 10]);
}

#[test]
fn the_public_edition_shows_the_sign_of_protected_figures_and_no_block() {
    let mut report = sample().2.report.clone();
    report.edition = Edition::Public;
    let cell = &mut report.tables[0].rows[0].cells[2];
    *cell = Cell::protected(cell.measure);
    let mut workbook = open(&report);
    assert!(workbook.defined_names().iter().all(|(name, _)| !name.starts_with("Portale")));
    let table = area(&mut workbook, "Tabella_1_1");
    assert_eq!(table.get((2, 4)), Some(&Data::String("[r]".to_owned())));
}

#[test]
fn a_grade_that_looks_like_a_formula_stays_a_text_everywhere() {
    let hostile =
        ["=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1:A9)", "'=1", "=1&2<3>"];
    let rows: Vec<String> = hostile
        .iter()
        .enumerate()
        .map(|(number, grade)| {
            let grade = grade.replace('"', "\"\"");
            format!("{number};D;01/01/1980;\"{grade}\";Personale non dirigente")
        })
        .collect();
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento;tipologia", &rows);
    let verified = verify(&[staff], &settings_of(2022));
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    let report = &verified.report;

    assert!(parts(report).values().all(|part| !part.contains("<f>")), "a formula in the workbook");
    let mut workbook = open(report);
    let table = area(&mut workbook, "Tabella_1_1");
    let labels: Vec<String> = table.rows().skip(2).map(|row| row[1].to_string()).collect();

    let csv = file(report, "tabelle.csv");
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    for record in reader.records() {
        for field in &record.unwrap() {
            let is_formula =
                field.starts_with(['=', '+', '-', '@']) && field.parse::<f64>().is_err();
            assert!(!is_formula, "{field}");
        }
    }

    let earlier = InputFile {
        kind: InputKind::History,
        path: "storico/2022.csv".to_owned(),
        bytes: csv.into(),
    };
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento;tipologia", &rows);
    let mut settings = settings_of(2022);
    settings.report.year = 2023;
    let format = crate::protection::format();
    let (dataset, _) = ingest::read(&[staff, earlier], &settings, &format);
    let read: Vec<&str> =
        dataset.history[0].figures.iter().map(|figure| figure.row.as_str()).collect();
    for grade in hostile {
        assert!(labels.iter().any(|label| label == grade), "{grade} is not in {labels:?}");
        assert!(read.contains(&grade), "{grade} is not read back from {read:?}");
    }
}

#[test]
fn a_text_longer_than_a_cell_does_not_stop_the_workbook() {
    let grade = "x".repeat(40_000);
    let rows = [format!("1;D;01/01/1980;{grade};Personale non dirigente")];
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento;tipologia", &rows);
    let verified = verify(&[staff], &settings_of(2022));
    let mut workbook = open(&verified.report);
    let table = area(&mut workbook, "Tabella_1_1");
    assert_eq!(table.get((2, 1)).unwrap().to_string().len(), 32_767);
}
