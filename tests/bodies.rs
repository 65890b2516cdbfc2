//! Bodies for the tests: the bundled sample, and small ones written as csv.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use relazione_cug::ingest;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::Settings;
use relazione_cug::pipeline::{self, Verified};

/// A path below the project.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The inputs of a folder, by the stem of their names.
pub fn inputs(folder: &Path) -> Vec<InputFile> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .collect();
    names.sort();
    let mut files = Vec::new();
    for kind in InputKind::ALL {
        for name in names.iter().filter(|name| name.split('.').next() == Some(kind.name())) {
            files.push(InputFile {
                kind,
                path: name.clone(),
                bytes: std::fs::read(folder.join(name)).unwrap().into(),
            });
        }
    }
    for kind in InputKind::FOLDERS {
        files.extend(files_below(folder, kind, kind.name()));
    }
    files
}

/// Everything below `testi/` or `storico/`.
fn files_below(folder: &Path, kind: InputKind, path: &str) -> Vec<InputFile> {
    let place = folder.join(path);
    if place.is_file() {
        let bytes = std::fs::read(place).unwrap();
        return vec![InputFile { kind, path: path.to_owned(), bytes: bytes.into() }];
    }
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.unwrap().file_name().into_string().ok()).collect();
    names.sort();
    names.iter().flat_map(|name| files_below(folder, kind, &format!("{path}/{name}"))).collect()
}

/// Settings from the text of `cug.toml`.
pub fn settings(text: &str) -> Settings {
    ingest::settings::read(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The smallest settings, for a year.
pub fn settings_of(year: i32) -> Settings {
    settings(&format!("[ente]\nnome = \"Ente di prova\"\n[relazione]\nanno = {year}\n"))
}

pub fn verify(files: &[InputFile], settings: &Settings) -> Verified {
    pipeline::verify(files, settings, &mut |_| ()).unwrap()
}

/// The bundled sample body: its settings, its files, what the program made of them, once for all tests.
pub fn sample() -> &'static (Settings, Vec<InputFile>, Verified) {
    static SAMPLE: LazyLock<(Settings, Vec<InputFile>, Verified)> = LazyLock::new(|| {
        let folder = path("data/esempio");
        let settings = settings(&std::fs::read_to_string(folder.join("cug.toml")).unwrap());
        let files = inputs(&folder);
        let verified = verify(&files, &settings);
        (settings, files, verified)
    });
    &SAMPLE
}

/// A staff file from rows of csv under the given header.
pub fn staff_csv(header: &str, rows: &[String]) -> InputFile {
    let mut text = format!("{header}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    InputFile {
        kind: InputKind::Staff,
        path: "personale.csv".to_owned(),
        bytes: text.into_bytes().into(),
    }
}
