//! The working folder on disk: `cug.toml` and the inputs beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Stop;
use super::arguments::Options;
use super::reason::reason;
use super::stored::{self, StoredFile};
use crate::ingest::file::limits::MAX_FILE_BYTES;
use crate::ingest::folder::{self as rules, MAX_DEPTH, MAX_ENTRIES, MAX_SETTINGS_BYTES};
use crate::ingest::setting_sheets::SettingsFile;
use crate::model::input::{InputFile, InputKind};
use crate::model::settings::Settings;

pub(super) use rules::{OUTPUT, SETTINGS};

/// What was found in the working folder.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    pub(super) settings: Settings,
    /// What is written in `cug.toml` itself.
    pub(super) written: toml::Table,
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
    if !folder.is_dir() {
        return Err(Stop::usage(format!("la cartella «{}» non c'è", folder.display())));
    }
    let lock = lock(&folder.join(SETTINGS))?;
    // Through the lock: Windows lets nobody else read a locked file, not even its own program.
    let text = stored::bytes(&lock, MAX_SETTINGS_BYTES).map_err(|error| {
        Stop::failure(format!("cug.toml non si può leggere: {}", reason(&error)))
    })?;
    let names = names(folder)?;
    let setting_files = setting_files(folder, &names)?;
    let mut settings = rules::settings(&text, &setting_files).map_err(|mut problems| {
        let cure = if setting_files.is_empty() {
            "Correggete cug.toml e ripetete il comando."
        } else {
            "Correggete le impostazioni nei posti indicati e ripetete il comando."
        };
        problems.push(cure.to_owned());
        Stop { status: super::Status::WrongUsage, problems }
    })?;
    if let Some(year) = options.anno {
        settings.report.year = year;
    }
    let mut files = inputs(folder, &names, &settings)?;
    let is_input = |name: &str| files.iter().any(|file| Path::new(&file.path) == Path::new(name));
    let unused = rules::unused(&names, is_input).cloned().collect();
    for kind in InputKind::FOLDERS {
        files.extend(files_below(folder, kind)?);
    }
    let output = options.uscita.clone().unwrap_or_else(|| folder.join(OUTPUT));
    let written = String::from_utf8_lossy(&text).parse().unwrap_or_default();
    Ok(WorkingFolder { settings, written, files, unused, output, _lock: lock })
}

fn lock(path: &Path) -> Result<fs::File, Stop> {
    // What is no file, as a pipe, could keep the program waiting for ever.
    let file = match fs::metadata(path) {
        Ok(facts) if facts.is_file() => fs::File::open(path),
        Ok(_) => {
            return Err(Stop::usage(
                "qui cug.toml non è un file: spostatelo, e mettete al suo posto le impostazioni",
            ));
        }
        Err(error) => Err(error),
    };
    let file = file.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Stop::usage(
            "qui non c'è cug.toml: indicate la cartella di lavoro, o createne una con «relazione-cug nuovo CARTELLA»",
        ),
        _ => unreadable(SETTINGS, &error),
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

fn setting_files(folder: &Path, names: &[String]) -> Result<Vec<SettingsFile>, Stop> {
    let read = |path: &String| {
        let fault = |error: io::Error| unreadable(path, &error);
        let file = fs::File::open(folder.join(path)).map_err(fault)?;
        let bytes = stored::bytes(&file, MAX_SETTINGS_BYTES).map_err(fault)?;
        Ok(SettingsFile { path: path.clone(), bytes })
    };
    rules::setting_files(names).map(read).collect()
}

fn inputs(folder: &Path, names: &[String], settings: &Settings) -> Result<Vec<InputFile>, Stop> {
    let found = rules::inputs(names, settings, |path| folder.join(path).is_file());
    let open = |(kind, path): (InputKind, String)| {
        let bytes = fs::File::open(folder.join(&path)).and_then(StoredFile::contents);
        let bytes = bytes.map_err(|error| unreadable(&path, &error))?;
        Ok(InputFile { kind, path, bytes })
    };
    found.map_err(Stop::usage)?.into_iter().map(open).collect()
}

/// Everything below `testi/` or `storico/`, in the order of the paths; files that the system keeps for
/// itself are left out.
fn files_below(folder: &Path, kind: InputKind) -> Result<Vec<InputFile>, Stop> {
    let name = kind.name();
    let (mut files, mut entries, mut room) = (Vec::new(), 0, MAX_FILE_BYTES);
    let mut waiting = vec![name.to_owned()];
    while let Some(path) = waiting.pop() {
        let place = folder.join(&path);
        let unreadable = |error| unreadable(&path, &error);
        if place.is_dir() {
            if path.split('/').count() > MAX_DEPTH {
                return Err(Stop::usage(rules::too_deep(kind, &path)));
            }
            for entry in fs::read_dir(&place).map_err(unreadable)? {
                let name = entry.map_err(unreadable)?.file_name();
                let name = name.to_string_lossy();
                if !rules::is_of_the_system(&name) {
                    waiting.push(format!("{path}/{name}"));
                    entries += 1;
                }
            }
        } else if place.is_file() {
            let file = fs::File::open(&place).map_err(unreadable)?;
            let bytes = stored::bytes(&file, room).map_err(unreadable)?;
            let left = room.checked_sub(bytes.len());
            room = left.ok_or_else(|| Stop::usage(rules::too_large(kind)))?;
            files.push(InputFile { kind, path, bytes: bytes.into() });
        }
        if entries > MAX_ENTRIES {
            return Err(Stop::usage(rules::too_many(kind)));
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn unreadable(path: &str, error: &io::Error) -> Stop {
    Stop::failure(format!("«{path}» non si può leggere: {}", reason(error)))
}
