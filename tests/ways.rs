//! One staff table written in many ways: format, layout, encoding. Of the files in `tests/ways/` the
//! figures are the same to the byte, and what was left out or looked odd is told; of any table at
//! all the dataset is the same in every encoding.

use std::fmt::Write;

use expect_test::expect_file;
use proptest::prelude::*;
use relazione_cug::diagnostic::render::place;
use relazione_cug::model::format::Format;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::Settings;
use relazione_cug::pipeline::Verified;
use relazione_cug::quality::mapping;
use relazione_cug::{ingest, publish};

use crate::bodies::{path, settings, settings_of, verify};

/// The ways by the names of their files, in order.
fn ways() -> Vec<InputFile> {
    let folder = path("tests/ways");
    let mut ways: Vec<InputFile> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|name| InputFile {
            kind: InputKind::Staff,
            bytes: std::fs::read(folder.join(&name)).unwrap().into(),
            path: name,
        })
        .collect();
    ways.sort_by(|left, right| left.path.cmp(&right.path));
    ways
}

fn read(way: &InputFile) -> Verified {
    let settings = settings(&std::fs::read_to_string(path("tests/ways/cug.toml")).unwrap());
    verify(std::slice::from_ref(way), &settings)
}

fn tables(verified: &Verified) -> String {
    let artifacts = publish::render(&verified.report).unwrap();
    let tables = artifacts.into_iter().find(|artifact| artifact.path.ends_with("tabelle.csv"));
    String::from_utf8(tables.unwrap().bytes).unwrap()
}

#[test]
fn one_table_written_in_many_ways_gives_the_same_figures() {
    let ways = ways();
    assert!(ways.len() >= 12, "only {} ways", ways.len());
    let plain = tables(&read(&ways[0]));
    expect_file![path("tests/ways/tabelle.csv")].assert_eq(&plain.replace("\r\n", "\n"));
    for way in &ways {
        let verified = read(way);
        assert!(!verified.has_errors(), "{}: {:#?}", way.path, verified.diagnostics);
        assert_eq!(verified.dataset.people.len(), 25, "{}", way.path);
        assert!(tables(&verified) == plain, "{} gives other figures", way.path);
    }
}

#[test]
fn what_is_odd_about_each_way_is_told() {
    let mut told = String::new();
    for way in ways() {
        let verified = read(&way);
        for line in verified.dataset.sources.iter().flat_map(mapping::lines) {
            writeln!(told, "{line}").unwrap();
        }
        for finding in
            verified.diagnostics.iter().filter(|found| found.code.name().starts_with('F'))
        {
            writeln!(told, "  {} {}", finding.code, place(finding)).unwrap();
        }
        told.push('\n');
    }
    expect_file![path("tests/ways/readings.txt")].assert_eq(&told);
}

const COLUMNS: [&str; 6] =
    ["matricola", "genere", "data_nascita", "inquadramento", "titolo_studio", "retribuzione"];

/// A cell of a staff list, good or not, of letters that every encoding has.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "0[0-9]{3}",
        "[DUx]",
        "[0-3][0-9]/[01][0-9]/(19[5-9][0-9]|20[01][0-9])",
        "(C|D1|B3|Dirigente)",
        "(Laurea|laurea magistrale|Maturità)",
        "[1-9][0-9]{4}(,[0-9]{2})?",
        "[A-Za-zàèéìòù0-9;,\"' .%/-]{0,9}",
    ]
}

/// A text as a program may write it: separator, quotation marks everywhere or only where they
/// must be, end of line, encoding.
fn delimited(rows: &[Vec<String>], way: (char, bool, &str, &str)) -> Vec<u8> {
    let (separator, quotes_all, line_end, encoding) = way;
    let field = |text: &String| {
        let must = text.contains([separator, '"', '\r', '\n']);
        if must || quotes_all { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let mut text = String::new();
    for row in rows {
        let fields: Vec<String> = row.iter().map(field).collect();
        text.push_str(&fields.join(&separator.to_string()));
        text.push_str(line_end);
    }
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    };
    match encoding {
        "utf-8" => text.into_bytes(),
        "utf-8 with mark" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "utf-16, low byte first" => wide(u16::to_le_bytes),
        "utf-16, high byte first" => wide(u16::to_be_bytes),
        _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
    }
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(number, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// What was read: people, and findings with their cells and values.
fn dataset(name: &str, bytes: Vec<u8>, settings: &Settings, format: &Format) -> String {
    let way = InputFile { kind: InputKind::Staff, path: name.to_owned(), bytes: bytes.into() };
    let (dataset, diagnostics) = ingest::read(&[way], settings, format);
    let findings = diagnostics
        .iter()
        .map(|found| (found.code, found.location.row, found.location.column, found.value.clone()));
    format!("{:?} {:?}", dataset.people, findings.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_encoding_of_a_table_gives_the_same_dataset(
        body in prop::collection::vec(prop::collection::vec(cell(), COLUMNS.len()), 1..12),
    ) {
        let header = COLUMNS.map(str::to_owned).to_vec();
        let rows: Vec<Vec<String>> = std::iter::once(header).chain(body).collect();
        let (settings, format) = (settings_of(2022), crate::protection::format());
        let expected = dataset("personale.xlsx", workbook(&rows), &settings, &format);
        for separator in [';', ',', '\t'] {
            for quotes_all in [false, true] {
                for (line_end, encoding) in [
                    ("\n", "utf-8"),
                    ("\r\n", "utf-8 with mark"),
                    ("\r\n", "windows-1252"),
                    ("\r\n", "utf-16, low byte first"),
                    ("\n", "utf-16, high byte first"),
                ] {
                    let way = (separator, quotes_all, line_end, encoding);
                    let bytes = delimited(&rows, way);
                    let read = dataset("personale.csv", bytes, &settings, &format);
                    prop_assert_eq!(&read, &expected, "{:?}", way);
                }
            }
        }
    }
}
