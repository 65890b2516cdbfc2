//! `nuovo`: a working folder with `cug.toml` and the sheets to fill in, or the sample body.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, File, include_dir};
use serde_json::json;

use super::reason::reason;
use super::terminal::Terminal;
use super::{Status, Stop};
use crate::ingest::file;
use crate::ingest::file::container::Container;
use crate::ingest::file::sheet::SheetRow;
use crate::model::input::InputKind;
use crate::model::reference_data::{self, offered_columns};
use crate::model::setting_sheet::SETTING_WORKBOOKS;
use crate::publish::{self, filled_workbook, setting_workbook, template_workbook};

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
    let files = if sample { sample_files()? } else { empty_files()? };
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
            "La cartella è pronta: leggete LEGGIMI.pdf, una pagina; scrivete nome e anno in impostazioni.xlsx, riempite i fogli, poi «relazione-cug verifica {}».",
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

/// The sample, and its lists once more as the sheets of `nuovo` filled in: to see how it is done.
fn sample_files() -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let folders = SAMPLE.dirs().filter(|folder| !folder.path().ends_with(OUTPUT));
    let all = SAMPLE.files().chain(folders.flat_map(Dir::files));
    let mut files: Vec<(String, Vec<u8>)> =
        all.map(|file| (path_of(file), file.contents().to_vec())).collect();
    for file in SAMPLE.files() {
        let name = path_of(file);
        let Some(kind) = name.strip_suffix(".csv").and_then(InputKind::from_name) else { continue };
        let sheet = filled(kind, file.contents()).map_err(|error| failed(&name, &error))?;
        files.push((format!("{FILLED}/{}.xlsx", kind.name()), sheet));
    }
    Ok(files)
}

/// With slashes, wherever the program was made.
fn path_of(file: &File<'_>) -> String {
    let parts = file.path().iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// The folder with the filled sheets of the sample; nothing in it is read.
const FILLED: &str = "fogli-riempiti";

/// The rows of a csv of the sample as a filled sheet.
fn filled(kind: InputKind, csv: &[u8]) -> Result<Vec<u8>, publish::Error> {
    let sheets = file::sheets(csv, Container::Csv);
    let sheets = sheets.map_err(|fault| publish::Error::Input(fault.message()))?;
    let mut rows = sheets.iter().flat_map(|sheet| &sheet.rows);
    let text = |row: &SheetRow, place| row.cell(place).text().unwrap_or_default().into_owned();
    let Some(header) = rows.next() else { return template_workbook(kind) };
    let headings: Vec<String> = (0..header.cells.len()).map(|place| text(header, place)).collect();
    let places: Vec<Option<usize>> = offered_columns(kind)
        .map(|column| headings.iter().position(|heading| *heading == column.name))
        .collect();
    let cell = |row, place: &Option<usize>| place.map(|place| text(row, place)).unwrap_or_default();
    let rows: Vec<Vec<String>> =
        rows.map(|row| places.iter().map(|place| cell(row, place)).collect()).collect();
    filled_workbook(kind, &rows)
}

#[cfg(feature = "typeset")]
fn quick_guide() -> Result<Vec<(String, Vec<u8>)>, Stop> {
    use crate::report::{QUICK_GUIDE, quick_guide};
    let guide = quick_guide().map_err(|error| failed(QUICK_GUIDE, &error))?;
    Ok(vec![(QUICK_GUIDE.to_owned(), guide)])
}

/// Without its typesetter the program has no page to give.
#[cfg(not(feature = "typeset"))]
fn quick_guide() -> Result<Vec<(String, Vec<u8>)>, Stop> {
    Ok(Vec::new())
}

fn failed(name: &str, error: &dyn std::error::Error) -> Stop {
    Stop::failure(format!("il file {name} non è riuscito: {error}"))
}

fn empty_files() -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let mut files = quick_guide()?;
    files.push(("cug.toml".to_owned(), SETTINGS.as_bytes().to_vec()));
    for name in SETTING_WORKBOOKS {
        let bytes = setting_workbook(name).map_err(|error| failed(name, &error))?;
        files.push((format!("{name}.xlsx"), bytes));
    }
    for kind in InputKind::ALL {
        let bytes = template_workbook(kind).map_err(|error| failed(kind.name(), &error))?;
        files.push((format!("{}.xlsx", kind.name()), bytes));
    }
    let texts = reference_data::formats().into_iter().take(1).flat_map(|format| {
        let asked = format.cug_report.texts();
        asked.map(|text| (text.path(), text.beginning().into_bytes())).collect::<Vec<_>>()
    });
    files.extend(texts);
    Ok(files)
}
