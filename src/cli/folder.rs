//! The working folder on disk: `cug.toml` and the inputs beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Stop;
use super::arguments::Options;
use super::reason::reason;
use super::stored::{self, StoredFile};
use crate::ingest::setting_sheets::SettingsFile;
use crate::ingest::{self, file::limits::MAX_FILE_BYTES};
use crate::italian;
use crate::model::input::{InputFile, InputKind};
use crate::model::setting_sheet::SETTING_WORKBOOKS;
use crate::model::settings::Settings;

/// What makes a folder a working folder.
pub(super) const SETTINGS: &str = "cug.toml";

/// Where outputs are, beside `cug.toml`; nothing below it is an input.
pub(super) const OUTPUT: &str = "uscita";

/// Endings of the files that can be inputs.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "csv"];
/// The largest `cug.toml`: thousands of grades and exemptions.
const MAX_SETTINGS_BYTES: usize = 1 << 20;
/// Files and folders that are looked at below `testi/` or `storico/`, and how deep they may lie: a
/// link that leads back to its own folder would go on without end.
const MAX_ENTRIES: usize = 2_000;
const MAX_DEPTH: usize = 6;

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
    if !folder.is_dir() {
        return Err(Stop::usage(format!("la cartella «{}» non c'è", folder.display())));
    }
    let lock = lock(&folder.join(SETTINGS))?;
    // Through the lock: Windows lets nobody else read a locked file, not even its own program.
    let text = stored::bytes(&lock, MAX_SETTINGS_BYTES).map_err(|error| {
        Stop::failure(format!("cug.toml non si può leggere: {}", reason(&error)))
    })?;
    if text.len() > MAX_SETTINGS_BYTES {
        return Err(Stop::usage("cug.toml supera 1 MB: non è un file di impostazioni"));
    }
    let text = ingest::file::text::decode(&text).ok_or_else(|| {
        Stop::usage("cug.toml non è un testo: apritelo con Blocco note e salvatelo di nuovo, oppure scrivete le impostazioni in impostazioni.xlsx")
    })?;
    let names = names(folder)?;
    let setting_files = setting_files(folder, &names)?;
    let mut settings =
        ingest::setting_sheets::read(&text, &setting_files).map_err(|mut problems| {
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
    let is_unused = |name: &String| {
        has_ending(name)
            && !is_of_the_system(name)
            && !is_setting_file(name)
            && !files.iter().any(|file| Path::new(&file.path) == Path::new(name))
    };
    let unused = names.iter().filter(|name| is_unused(name)).cloned().collect();
    for kind in InputKind::FOLDERS {
        files.extend(files_below(folder, kind)?);
    }
    let output = options.uscita.clone().unwrap_or_else(|| folder.join(OUTPUT));
    Ok(WorkingFolder { settings, files, unused, output, _lock: lock })
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

/// `impostazioni.xlsx`, `parole.ods`, in any case of letters.
fn is_setting_file(name: &str) -> bool {
    let stem = name.rsplit_once('.').map(|(stem, _)| stem.to_lowercase());
    has_ending(name) && stem.is_some_and(|stem| SETTING_WORKBOOKS.contains(&stem.as_str()))
}

fn setting_files(folder: &Path, names: &[String]) -> Result<Vec<SettingsFile>, Stop> {
    let read = |path: &String| {
        let fault = |error: io::Error| unreadable(path, &error);
        let file = fs::File::open(folder.join(path)).map_err(fault)?;
        let bytes = stored::bytes(&file, MAX_SETTINGS_BYTES).map_err(fault)?;
        if bytes.len() > MAX_SETTINGS_BYTES {
            return Err(Stop::usage(format!(
                "«{path}» supera 1 MB: non è un foglio di impostazioni"
            )));
        }
        Ok(SettingsFile { path: path.clone(), bytes })
    };
    names.iter().filter(|name| is_setting_file(name) && !is_of_the_system(name)).map(read).collect()
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
            let bytes = fs::File::open(folder.join(&path))
                .and_then(StoredFile::contents)
                .map_err(|error| unreadable(&path, &error))?;
            files.push(InputFile { kind, path, bytes });
        }
    }
    Ok(files)
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
                return Err(Stop::usage(format!(
                    "«{path}» è una cartella troppo interna, o un collegamento che torna indietro: toglietela da «{name}»"
                )));
            }
            for entry in fs::read_dir(&place).map_err(unreadable)? {
                let name = entry.map_err(unreadable)?.file_name();
                let name = name.to_string_lossy();
                if !is_of_the_system(&name) {
                    waiting.push(format!("{path}/{name}"));
                    entries += 1;
                }
            }
        } else if place.is_file() {
            let file = fs::File::open(&place).map_err(unreadable)?;
            let bytes = stored::bytes(&file, room).map_err(unreadable)?;
            let left = room.checked_sub(bytes.len());
            room = left.ok_or_else(|| {
                let most = MAX_FILE_BYTES / (1024 * 1024);
                Stop::usage(format!("i file di «{name}» superano insieme {most} MB: lasciateci solo quelli della relazione"))
            })?;
            files.push(InputFile { kind, path, bytes: bytes.into() });
        }
        if entries > MAX_ENTRIES {
            let most = italian::count(MAX_ENTRIES as u64);
            return Err(Stop::usage(format!(
                "in «{name}» ci sono più di {most} file: lasciateci solo quelli della relazione"
            )));
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn unreadable(path: &str, error: &io::Error) -> Stop {
    Stop::failure(format!("«{path}» non si può leggere: {}", reason(error)))
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
