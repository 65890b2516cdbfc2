//! `nuovo`: a working folder with `cug.toml` and the sheets to fill in, or the sample body.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, File, include_dir};
use serde_json::json;

use super::folder::reason;
use super::terminal::Terminal;
use super::{Status, Stop};
use crate::model::input::InputKind;
use crate::model::reference_data;
use crate::publish::template_workbook;

const SETTINGS: &str = include_str!("../../data/cug.toml");

/// The sample body.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/esempio");
/// Where a run on the sample writes in a checkout: no part of it.
const OUTPUT: &str = "uscita";

pub(super) fn run(folder: &Path, sample: bool, terminal: &Terminal) -> Result<Status, Stop> {
    let is_used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_used || (folder.exists() && !folder.is_dir()) {
        return Err(Stop::usage(format!(
            "«{}» esiste già e non è vuota: scegliete un altro nome, niente è stato toccato",
            folder.display()
        )));
    }
    let files = if sample { sample_files() } else { empty_files()? };
    for (name, bytes) in &files {
        write(&folder.join(name), bytes).map_err(|error| {
            Stop::failure(format!("«{name}» non si può scrivere: {}", reason(&error)))
        })?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if terminal.json {
        terminal.result(&format!(
            "{:#}",
            json!({ "cartella": folder.display().to_string(), "file": names })
        ));
    }
    terminal.lines(&names.iter().map(|name| format!("  {name}")).collect::<Vec<_>>());
    let next = if sample {
        format!("La cartella di esempio è pronta: ora «relazione-cug genera {}».", folder.display())
    } else {
        format!(
            "La cartella è pronta: scrivete nome e anno in cug.toml, riempite i fogli, poi «relazione-cug verifica {}».",
            folder.display()
        )
    };
    terminal.conclude(true, &next);
    Ok(Status::Done)
}

/// Writes a file and the folders it lies in.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

fn sample_files() -> Vec<(String, Vec<u8>)> {
    let folders = SAMPLE.dirs().filter(|folder| !folder.path().ends_with(OUTPUT));
    let files = SAMPLE.files().chain(folders.flat_map(Dir::files));
    files.map(|file| (path_of(file), file.contents().to_vec())).collect()
}

/// With slashes, wherever the program was made.
fn path_of(file: &File<'_>) -> String {
    let parts = file.path().iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn empty_files() -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let mut files = vec![("cug.toml".to_owned(), SETTINGS.as_bytes().to_vec())];
    for kind in InputKind::ALL {
        let bytes = template_workbook(kind).map_err(|error| {
            Stop::failure(format!("il foglio {} non è riuscito: {error}", kind.name()))
        })?;
        files.push((format!("{}.xlsx", kind.name()), bytes));
    }
    let texts = reference_data::formats().into_iter().take(1).flat_map(|format| {
        let asked = format.cug_report.texts();
        asked.map(|text| (text.path(), text.beginning().into_bytes())).collect::<Vec<_>>()
    });
    files.extend(texts);
    Ok(files)
}
