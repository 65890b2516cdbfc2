//! `verifica.xlsx`: every finding with its cell, and nothing of the staff file that nobody asked for.

use std::io::{Cursor, Read};

use relazione_cug::diagnostic::render::PLACES_COPIED;
use relazione_cug::ingest::file;
use relazione_cug::ingest::file::container::Container;
use relazione_cug::ingest::file::sheet::{Sheet, SheetRow};
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::FileChoice;
use relazione_cug::pipeline::{self, Verified};
use zip::ZipArchive;

use crate::bodies::{settings_of, verify};
use crate::written;

const HEADER: &str = "Cognome e nome;Matr.;Note;Sesso;Nato il;Cat.";

/// A staff list with names and remarks that nobody asked for; `rows` from the matricola on.
fn staff(rows: &[&str]) -> InputFile {
    let mut text = format!("Personale in servizio;;;;;\n{HEADER}\n");
    for row in rows {
        let (number, rest) = row.split_once(';').unwrap();
        text.push_str(&format!("Rossi Maria {number};{number};in causa;{rest}\n"));
    }
    InputFile {
        kind: InputKind::Staff,
        path: "personale.csv".to_owned(),
        bytes: text.into_bytes().into(),
    }
}

fn findings(files: &[InputFile]) -> (Verified, Vec<u8>) {
    let settings = settings_of(2022);
    let verified = verify(files, &settings);
    let artifacts = pipeline::findings(&verified, &settings, files).unwrap();
    let copy = artifacts.into_iter().find(|artifact| artifact.path == "ufficio/verifica.xlsx");
    (verified, copy.unwrap().bytes)
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    file::sheets(bytes, Container::Xlsx).unwrap()
}

/// The text of a cell, by the address that a message gives.
fn cell(sheet: &Sheet, row: u32, column: usize) -> String {
    let row = sheet.rows.iter().find(|of| of.number == row);
    row.and_then(|row| row.cell(column).text()).unwrap_or_default().into_owned()
}

/// Every part of a workbook, by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        (part.name().unwrap().into_owned(), String::from_utf8_lossy(&text).into_owned())
    };
    (0..count).map(read).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(part, _)| part == name).unwrap().1
}

#[test]
fn a_message_and_the_copy_speak_of_the_same_cell() {
    let file = staff(&[
        "000001;D;01/01/1980;C",
        "000002;Z;01/01/1980;C",
        "000003;U;31/02/1980;C",
        "000004;U;01/01/1980;C",
    ]);
    let (verified, bytes) = findings(&[file]);
    let sheets = sheets(&bytes);
    let [list, copy, _mirror] = sheets.as_slice() else { panic!("{} sheets", sheets.len()) };
    assert_eq!(copy.name.as_deref(), Some("personale"));
    assert_eq!(copy.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!([cell(copy, 2, 1), cell(copy, 4, 1)], ["Matr.", "000002"]);
    assert_eq!([cell(copy, 4, 3), cell(copy, 5, 4)], ["Z", "31/02/1980"]);
    assert!(cell(copy, 4, 6).contains("D4, errore P02: il genere «Z»"), "{}", cell(copy, 4, 6));
    let listed: Vec<String> =
        list.rows.iter().map(|row| row.cell(4).text().unwrap_or_default().into_owned()).collect();
    assert_eq!(listed[3..], ["Cella", "D4", "E5"]);
    for (row, finding) in list.rows[4..].iter().zip(verified.diagnostics.iter()) {
        let told = [1, 2, 4, 5, 6, 7].map(|column| row.cell(column).text().unwrap_or_default());
        let place = &finding.location;
        let value = finding.value.clone().unwrap_or_default();
        let file = place.file.clone().unwrap();
        let cell = place.cell().unwrap();
        let name = finding.code.name().to_owned();
        assert_eq!(
            told,
            [name, file, cell, value, finding.message.clone(), finding.remedy.clone()]
        );
    }
    let links = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        links.contains("location=\"'personale'!D4\"")
            || links.contains("location=\"personale!D4\"")
    );
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains("ref=\"E5\"") && notes.contains("errore P03"), "{notes}");
}

/// Whatever is found, in whatever kind of file: listed once, and shown where the message says.
#[test]
fn every_finding_of_every_case_is_listed_and_linked_to_a_cell_that_is_there() {
    for (code, folder) in crate::cases::folders() {
        let (files, settings) = crate::cases::case(&folder.join("failing"));
        let verified = verify(&files, &settings);
        let artifacts = pipeline::findings(&verified, &settings, &files).unwrap();
        let bytes = &artifacts.iter().find(|of| of.path.ends_with(".xlsx")).unwrap().bytes;
        let sheets = sheets(bytes);
        let (list, copies) = sheets.split_first().unwrap();
        let texts = |row: &SheetRow, column: usize| {
            row.cell(column).text().unwrap_or_default().into_owned()
        };
        let mut listed: Vec<[String; 3]> = list
            .rows
            .iter()
            .skip_while(|row| texts(row, 1) != "Codice")
            .skip(1)
            .map(|row| [texts(row, 1), texts(row, 4), texts(row, 6)])
            .collect();
        let mut found: Vec<[String; 3]> = verified
            .diagnostics
            .iter()
            .map(|finding| {
                let place = &finding.location;
                let row = || place.row.map(|row| format!("riga {row}"));
                let cell = place.cell().or_else(row).unwrap_or_default();
                let message = finding.message.replace(['\n', '\t'], " ");
                [finding.code.name().to_owned(), cell, message]
            })
            .collect();
        listed.sort();
        found.sort();
        assert_eq!(listed, found, "{code}");
        let links = part(bytes, "xl/worksheets/sheet1.xml");
        for link in links.split("location=\"'").skip(1) {
            let (sheet, rest) = link.split_once("'!").unwrap();
            let cell = rest.split('"').next().unwrap();
            let row: u32 = cell
                .trim_start_matches(|letter: char| letter.is_ascii_uppercase())
                .parse()
                .unwrap();
            let copy = copies.iter().find(|copy| copy.name.as_deref() == Some(sheet));
            assert!(copy.unwrap().rows.iter().any(|of| of.number == row), "{code}: {sheet} {cell}");
        }
    }
}

/// Sheets that are read one after the other have the same rows twice: each has its copy.
#[test]
fn sheets_that_are_joined_have_a_copy_each() {
    let sheet = |name: &str, gender: &str| written::Sheet {
        name: name.to_owned(),
        rows: [
            ["matricola", "genere", "data_nascita", "inquadramento"],
            [name, gender, "01/01/1980", "C"],
        ]
        .map(|row| row.map(str::to_owned).to_vec())
        .to_vec(),
        struck: Vec::new(),
    };
    let sheets_written = [sheet("Comparto", "Z"), sheet("Dirigenza", "Y")];
    let mut settings = settings_of(2022);
    let choice = FileChoice {
        path: "personale.xlsx".to_owned(),
        sheet: None,
        sheets: vec!["Comparto".to_owned(), "Dirigenza".to_owned()],
        year: None,
    };
    settings.files.insert("personale".to_owned(), choice);
    let file = InputFile {
        kind: InputKind::Staff,
        path: "personale.xlsx".to_owned(),
        bytes: written::written(written::Kind::Xlsx, &sheets_written).into(),
    };
    let verified = verify(std::slice::from_ref(&file), &settings);
    let artifacts = pipeline::findings(&verified, &settings, &[file]).unwrap();
    let copy = artifacts.into_iter().find(|artifact| artifact.path == "ufficio/verifica.xlsx");
    let copies = sheets(&copy.unwrap().bytes);
    let names: Vec<_> = copies.iter().filter_map(|copy| copy.name.as_deref()).collect();
    assert_eq!(names[1..3], ["personale", "personale 2"]);
    assert_eq!([cell(&copies[1], 2, 1), cell(&copies[2], 2, 1)], ["Z", "Y"]);
    assert!(cell(&copies[2], 2, 4).contains("«Y»"), "{}", cell(&copies[2], 2, 4));
}

#[test]
fn nothing_of_the_staff_file_travels_that_is_not_read_or_not_wrong() {
    let file = staff(&["RSSMRA80A41F205X;Z;01/01/1980;C", "000777;U;01/01/1980;C"]);
    let (_, bytes) = findings(&[file]);
    for (name, text) in parts(&bytes) {
        for private in ["Rossi", "in causa", "Cognome", "RSSMRA80A41F205X", "000777"] {
            assert!(!text.contains(private), "{private} is in {name}");
        }
    }
    assert_eq!(cell(&sheets(&bytes)[1], 3, 1), "[codice fiscale]");
}

#[test]
fn the_values_of_a_row_that_has_slipped_are_not_shown() {
    let mut file = staff(&["000001;D;01/01/1980;C"]);
    let slipped = b"Rossi; Maria;000002;in causa;D;01/01/1980;C\n";
    file.bytes = [file.bytes.get().unwrap().as_ref(), slipped].concat().into();
    let (verified, bytes) = findings(&[file]);
    assert_eq!(verified.diagnostics.iter().next().unwrap().code.name(), "F08");
    let copy = &sheets(&bytes)[1];
    assert!((0..6).all(|column| cell(copy, 4, column).is_empty()));
    assert!(cell(copy, 4, 6).contains("F08"), "{}", cell(copy, 4, 6));
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\")", "a\u{b}b\u{ffff}"] {
        let (_, bytes) = findings(&[staff(&[&format!("000001;{text};01/01/1980;C")])]);
        let copy = part(&bytes, "xl/worksheets/sheet2.xml");
        assert!(!copy.contains("<f>"), "{text} is a formula");
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
        let shown = text.replace(['\u{b}', '\u{ffff}'], "\u{fffd}");
        assert_eq!(cell(&sheets(&bytes)[1], 3, 3), shown);
    }
}

#[test]
fn forty_faults_among_many_people_make_a_small_workbook() {
    let mut rows: Vec<String> = (0..20_000).map(|n| format!("{n:06};D;01/01/1980;C")).collect();
    for row in rows.iter_mut().step_by(500) {
        *row = row.replace(";D;", ";Z;");
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (_, bytes) = findings(&[staff(&rows)]);
    assert_eq!(sheets(&bytes)[1].rows.len(), 41);
    assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
}

#[test]
fn a_fault_of_every_row_is_shown_as_far_as_a_person_can_read() {
    let rows: Vec<String> =
        (0..PLACES_COPIED + 100).map(|n| format!("{n:06};Z;01/01/1980;C")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (_, bytes) = findings(&[staff(&rows)]);
    let sheets = sheets(&bytes);
    assert_eq!(sheets[1].rows.len(), 1 + PLACES_COPIED);
    assert!(
        cell(&sheets[0], 4, 0).contains("i primi 500 casi su 600"),
        "{}",
        cell(&sheets[0], 4, 0)
    );
}

#[test]
fn a_row_of_a_turned_table_is_copied_once() {
    let staff = crate::bodies::staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;C".to_owned()],
    );
    let text = "Matricola;PERM L.104 GG;PERM L.104 HH\n1;3;2:00\n";
    let leave = relazione_cug::model::input::InputFile {
        kind: relazione_cug::model::input::InputKind::Leave,
        path: "congedi.csv".to_owned(),
        bytes: text.as_bytes().to_vec().into(),
    };
    let (settings, files) = (crate::bodies::settings_of(2022), [staff, leave]);
    let verified = crate::bodies::verify(&files, &settings);
    relazione_cug::pipeline::findings(&verified, &settings, &files).unwrap();
}
