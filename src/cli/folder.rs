//! The working folder on disk: `cug.toml` and the inputs beside it.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Stop;
use super::arguments::Options;
use crate::ingest::{self, container::MAX_FILE_BYTES};
use crate::model::input::{InputFile, InputKind};
use crate::model::settings::Settings;

/// Endings of the files that can be inputs.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "csv"];

/// What was found in the working folder.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    pub(super) settings: Settings,
    pub(super) files: Vec<InputFile>,
    /// Names of the spreadsheets in the folder that are no input.
    pub(super) unused: Vec<String>,
    /// `uscita/`, or what `--uscita` says.
    pub(super) output: PathBuf,
    /// Held until the end, so that two runs do not write at once.
    _lock: fs::File,
}

/// Reads `cug.toml` and every input.
pub(super) fn open(folder: &Path, options: &Options) -> Result<WorkingFolder, Stop> {
    let path = folder.join("cug.toml");
    if !folder.is_dir() {
        return Err(Stop::usage(format!("la cartella «{}» non c'è", folder.display())));
    }
    let lock = lock(&path)?;
    let text = fs::read(&path).map_err(|error| {
        Stop::failure(format!("cug.toml non si può leggere: {}", reason(&error)))
    })?;
    let text = String::from_utf8(text).map_err(|_| {
        Stop::usage("cug.toml non è in UTF-8: salvatelo di nuovo con codifica UTF-8")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut settings = ingest::settings::read(text).map_err(|problems| {
        let mut problems: Vec<String> =
            problems.into_iter().map(|problem| format!("cug.toml, {problem}")).collect();
        problems.push("Correggete cug.toml e ripetete il comando.".to_owned());
        Stop { status: super::Status::WrongUsage, problems }
    })?;
    if let Some(year) = options.anno {
        settings.report.year = year;
    }
    let names = names(folder)?;
    let mut files = inputs(folder, &names, &settings)?;
    let is_unused = |name: &String| {
        has_ending(name)
            && !is_of_the_system(name)
            && !files.iter().any(|file| Path::new(&file.path) == Path::new(name))
    };
    let unused = names.iter().filter(|name| is_unused(name)).cloned().collect();
    for kind in InputKind::FOLDERS {
        files.extend(files_below(folder, kind)?);
    }
    let output = options.uscita.clone().unwrap_or_else(|| folder.join("uscita"));
    Ok(WorkingFolder { settings, files, unused, output, _lock: lock })
}

fn lock(path: &Path) -> Result<fs::File, Stop> {
    let file = fs::File::open(path).map_err(|_| {
        Stop::usage(
            "qui non c'è cug.toml: indicate la cartella di lavoro, o createne una con «relazione-cug nuovo CARTELLA»",
        )
    })?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(Stop::failure(
            "un'altra esecuzione sta lavorando su questa cartella: aspettate che finisca",
        )),
        // Some network disks have no locks: better to work without than not at all.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// The files of the folder, in alphabetical order.
fn names(folder: &Path) -> Result<Vec<String>, Stop> {
    let entries = fs::read_dir(folder).map_err(|error| {
        Stop::failure(format!("la cartella non si può leggere: {}", reason(&error)))
    })?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| folder.join(name).is_file())
        .collect();
    names.sort();
    Ok(names)
}

fn inputs(folder: &Path, names: &[String], settings: &Settings) -> Result<Vec<InputFile>, Stop> {
    let mut files = Vec::new();
    for kind in InputKind::ALL {
        let chosen = settings.files.get(kind.name()).map(|choice| choice.path.clone());
        let paths: Vec<String> = match chosen {
            Some(path) if !folder.join(&path).is_file() => {
                return Err(Stop::usage(format!(
                    "cug.toml, [file] {}: il file «{path}» non c'è",
                    kind.name()
                )));
            }
            Some(path) => vec![path],
            None => names.iter().filter(|name| is_input(name, kind)).cloned().collect(),
        };
        for path in paths {
            let bytes = contents(&folder.join(&path)).map_err(|error| {
                Stop::failure(format!("«{path}» non si può leggere: {}", reason(&error)))
            })?;
            files.push(InputFile { kind, path, bytes });
        }
    }
    Ok(files)
}

/// What is in a file; of one that is larger than can be read, as much as shows that it is.
fn contents(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Everything below `testi/` or `storico/`, in the order of the paths; files that the system keeps for
/// itself are left out.
fn files_below(folder: &Path, kind: InputKind) -> Result<Vec<InputFile>, Stop> {
    let mut files = Vec::new();
    let mut waiting = vec![kind.name().to_owned()];
    while let Some(path) = waiting.pop() {
        let place = folder.join(&path);
        let unreadable = |error: std::io::Error| {
            Stop::failure(format!("«{path}» non si può leggere: {}", reason(&error)))
        };
        if place.is_dir() {
            for entry in fs::read_dir(&place).map_err(unreadable)? {
                let name = entry.map_err(unreadable)?.file_name();
                let name = name.to_string_lossy();
                if !is_of_the_system(&name) {
                    waiting.push(format!("{path}/{name}"));
                }
            }
        } else if place.is_file() {
            let bytes = fs::read(&place).map_err(unreadable)?;
            files.push(InputFile { kind, path, bytes });
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn is_of_the_system(name: &str) -> bool {
    name.starts_with(['.', '~']) || ["Thumbs.db", "desktop.ini"].contains(&name)
}

/// `personale.xlsx`, in any case of letters.
fn is_input(name: &str, kind: InputKind) -> bool {
    let stem = name.rsplit_once('.').map(|(stem, _)| stem.to_lowercase());
    has_ending(name) && stem.is_some_and(|stem| stem == kind.name())
}

fn has_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The system's reason in Italian where it is a common one.
pub(super) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    // A sharing violation, which has no kind of its own.
    if cfg!(windows) && error.raw_os_error() == Some(32) {
        return "il file è aperto in un altro programma: chiudetelo e ripetete".to_owned();
    }
    match error.kind() {
        ErrorKind::NotFound => "non esiste".to_owned(),
        ErrorKind::PermissionDenied => "permesso negato".to_owned(),
        ErrorKind::StorageFull => "il disco è pieno".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "il disco è di sola lettura".to_owned(),
        _ => error.to_string(),
    }
}
