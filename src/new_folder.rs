//! The files of a new working folder: `cug.toml` with the sheets to fill in, or the sample body.

use include_dir::{Dir, File, include_dir};

use crate::ingest::file;
use crate::ingest::file::container::Container;
use crate::ingest::file::sheet::SheetRow;
use crate::ingest::folder::{OUTPUT, SETTINGS};
use crate::model::input::InputKind;
use crate::model::reference_data::{self, offered_columns};
use crate::model::setting_sheet::SETTING_WORKBOOKS;
use crate::publish::{
    self, filled_workbook, setting_workbook_of, template_workbook, template_workbook_of,
};

/// Why a file could not be made: a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("il file {name} non è riuscito: {cause}")]
pub struct Error {
    name: String,
    cause: Box<dyn std::error::Error + Send + Sync>,
}

impl Error {
    fn of<E: std::error::Error + Send + Sync + 'static>(name: &str) -> impl FnOnce(E) -> Self {
        let name = name.to_owned();
        move |cause| Self { name, cause: Box::new(cause) }
    }
}

/// Files by their paths below the folder.
pub type Files = Vec<(String, Vec<u8>)>;

/// `cug.toml` as it is before anybody has written in it.
pub const EMPTY_SETTINGS: &str = include_str!("../data/cug.toml");

/// The sample body.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/esempio");

/// The sample, and its lists once more as the sheets of a new folder filled in: to see how it is done.
pub fn sample() -> Result<Files, Error> {
    // Where a run on the sample writes in a checkout is no part of it.
    let folders = SAMPLE.dirs().filter(|folder| !folder.path().ends_with(OUTPUT));
    let all = SAMPLE.files().chain(folders.flat_map(Dir::files));
    let mut files: Files = all.map(|file| (path_of(file), file.contents().to_vec())).collect();
    for file in SAMPLE.files() {
        let name = path_of(file);
        let Some(kind) = name.strip_suffix(".csv").and_then(InputKind::from_name) else { continue };
        let sheet = filled(kind, file.contents()).map_err(Error::of(&name))?;
        files.push((format!("{FILLED}/{}.xlsx", kind.name()), sheet));
    }
    Ok(files)
}

/// Settings and sheets in which only headings and examples stand, of a year where it is known. The secret,
/// where there is one, is what the choices of the public edition are drawn by.
pub fn empty(year: Option<i32>, secret: Option<&str>) -> Result<Files, Error> {
    let mut files = quick_guide()?;
    files.push((SETTINGS.to_owned(), settings(secret).into_bytes()));
    for name in SETTING_WORKBOOKS {
        files.push((
            format!("{name}.xlsx"),
            setting_workbook_of(name, year).map_err(Error::of(name))?,
        ));
    }
    for kind in InputKind::ALL {
        let sheet = template_workbook_of(kind, year).map_err(Error::of(kind.name()))?;
        files.push((format!("{}.xlsx", kind.name()), sheet));
    }
    let texts = reference_data::formats().into_iter().take(1).flat_map(|format| {
        let asked = format.cug_report.texts();
        asked.map(|text| (text.path(), text.beginning().into_bytes())).collect::<Files>()
    });
    files.extend(texts);
    Ok(files)
}

/// The words of a secret: of what nobody can guess.
pub fn secret(chance: &[u8; 32]) -> String {
    chance.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The settings with the line of the secret written.
fn settings(secret: Option<&str>) -> String {
    let lines = EMPTY_SETTINGS.lines().map(|line| match (secret, line.split_once(SECRET_LINE)) {
        (Some(secret), Some(("", _))) => format!(
            "segreto = \"{secret}\" # decide come si arrotonda; tenetelo ogni anno e non datelo a nessuno\n"
        ),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// How the line begins where no secret is written.
const SECRET_LINE: &str = "# segreto = ";

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
fn quick_guide() -> Result<Files, Error> {
    use crate::report::{QUICK_GUIDE, quick_guide};
    let guide = quick_guide().map_err(Error::of(QUICK_GUIDE))?;
    Ok(vec![(QUICK_GUIDE.to_owned(), guide)])
}

/// Without its typesetter the program has no page to give.
#[cfg(not(feature = "typeset"))]
fn quick_guide() -> Result<Files, Error> {
    Ok(Vec::new())
}
