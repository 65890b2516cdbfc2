//! The doors: what each makes of the bytes that libFuzzer proposes.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use relazione_cug::ingest;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::Settings;

use crate::judge;
use crate::parts::{self, Part};

/// A way for bytes into the program.
pub struct Door {
    pub name: &'static str,
    /// Brings the bytes in and judges what comes of them.
    pub open: fn(&[u8]),
}

pub const DOORS: [Door; 10] = [
    Door { name: "delimited", open: |bytes| staff("personale.csv", bytes.to_vec()) },
    Door { name: "workbook", open: workbook },
    Door { name: "xlsx", open: |bytes| staff("personale.xlsx", archive(bytes)) },
    Door { name: "ods", open: |bytes| staff("personale.ods", archive(bytes)) },
    Door { name: "xls", open: |bytes| staff("personale.xls", compound_file(bytes)) },
    Door { name: "page", open: page },
    Door { name: "settings", open: settings },
    Door { name: "texts", open: texts },
    Door { name: "folder", open: |bytes| folder(bytes, judge::body) },
    Door { name: "documents", open: |bytes| folder(bytes, judge::documents) },
];

const SETTINGS: &str = include_str!("../cases/base/cug.toml");
const STAFF: &[u8] = include_bytes!("../cases/base/personale.csv");

fn base_settings() -> &'static Settings {
    static READ: OnceLock<Settings> = OnceLock::new();
    READ.get_or_init(|| {
        ingest::settings::read(SETTINGS).expect("the settings of the cases are in order")
    })
}

fn base_staff() -> InputFile {
    file(InputKind::Staff, "personale.csv", STAFF.to_vec())
}

fn file(kind: InputKind, path: &str, bytes: Vec<u8>) -> InputFile {
    InputFile { kind, path: path.to_owned(), bytes: bytes.into() }
}

/// The list of staff, from a file of that name.
fn staff(path: &str, bytes: Vec<u8>) {
    judge::reading(&[file(InputKind::Staff, path, bytes)], base_settings());
}

/// A workbook as it lies on a disk, under the name that its first bytes call for.
fn workbook(bytes: &[u8]) {
    let path = if bytes.starts_with(b"\xD0\xCF") {
        "personale.xls"
    } else if bytes.windows(13).take(200).any(|window| window == b"vnd.oasis.ope") {
        "personale.ods"
    } else {
        "personale.xlsx"
    };
    staff(path, bytes.to_vec());
}

/// The parts of a workbook, in an archive that is in order.
fn archive(bytes: &[u8]) -> Vec<u8> {
    parts::archive(&parts::split(bytes))
}

/// The records of an Excel 97-2003 workbook, in a container that is in order.
fn compound_file(records: &[u8]) -> Vec<u8> {
    let memory = Cursor::new(Vec::new());
    let mut container =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, memory).expect("memory is there");
    let mut stream = container.create_stream("/Workbook").expect("the container is empty");
    stream.write_all(records).expect("memory takes every byte");
    drop(stream);
    container.into_inner().into_inner()
}

/// A saved page of an earlier year.
fn page(bytes: &[u8]) {
    let page = file(InputKind::History, "storico/2021.html", bytes.to_vec());
    judge::body(&[base_staff(), page], base_settings());
}

/// `cug.toml`, before the staff of the cases.
fn settings(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match ingest::settings::read(text) {
        Ok(settings) => judge::body(&[base_staff()], &settings),
        Err(problems) => assert!(problems.iter().all(|problem| !problem.trim().is_empty())),
    }
}

/// The CUG's own words and their pictures.
fn texts(bytes: &[u8]) {
    let texts = parts::split(bytes)
        .into_iter()
        .map(|(name, bytes)| file(InputKind::Texts, &format!("testi/{name}"), bytes));
    let files: Vec<InputFile> = std::iter::once(base_staff()).chain(texts).collect();
    judge::texts(&files, base_settings());
}

/// A whole working folder; what it does not have comes from the cases.
fn folder(bytes: &[u8], judge: fn(&[InputFile], &Settings)) {
    let parts = parts::split(bytes);
    let text = parts.iter().find(|(name, _)| name == "cug.toml");
    let settings = text.and_then(|(_, text)| {
        let text = str::from_utf8(text).ok()?;
        ingest::settings::read(text).ok()
    });
    let mut files: Vec<InputFile> = parts.iter().filter_map(input).collect();
    if !files.iter().any(|file| file.kind == InputKind::Staff) {
        files.push(base_staff());
    }
    files.sort_by(|left, right| (left.kind, &left.path).cmp(&(right.kind, &right.path)));
    judge(&files, settings.as_ref().unwrap_or_else(|| base_settings()));
}

/// A file of the working folder, by its name.
fn input((name, bytes): &Part) -> Option<InputFile> {
    let of_folder = InputKind::FOLDERS
        .into_iter()
        .find(|kind| name.strip_prefix(kind.name()).is_some_and(|rest| rest.starts_with('/')));
    let kind = of_folder.or_else(|| InputKind::from_name(name.split('.').next()?))?;
    Some(file(kind, name, bytes.clone()))
}
