//! The files of a working folder that were handed over, and which of them is which input.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ingest::file::limits::MAX_FILE_BYTES;
use crate::ingest::folder::{self as rules, OUTPUT, SETTINGS};
use crate::ingest::setting_sheets::SettingsFile;
use crate::italian;
use crate::model::input::{Contents, Fetch, InputFile, InputKind, Seal};
use crate::model::output_folder::OutputFolder;
use crate::model::settings::Settings;
use crate::publish::{FINDINGS_PAGE, MANIFEST};

/// What all the files of a folder may have together: a browser gives a page four gigabytes, and a
/// workbook takes about twenty times its size while it is read.
pub const MAX_FOLDER_BYTES: usize = 150 << 20;

/// Files by their paths below the folder, with slashes.
#[derive(Debug, Default)]
pub(super) struct Folder {
    files: BTreeMap<String, Arc<Vec<u8>>>,
    /// Paths of files that stopped the program while they were read.
    broken: BTreeSet<String>,
}

/// The inputs of a folder, with the settings to read them by.
pub(super) struct Inputs {
    pub(super) settings: Settings,
    pub(super) files: Vec<InputFile>,
}

impl Folder {
    pub(super) fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.broken.remove(path);
        self.files.insert(path.to_owned(), Arc::new(bytes));
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.broken.remove(path);
        self.files.remove(path);
    }

    /// Says that a file stopped the program: from now on it is one that cannot be read.
    pub(super) fn set_broken(&mut self, path: &str) {
        self.broken.insert(path.to_owned());
    }

    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| bytes.as_slice())
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that lie in the folder itself.
    pub(super) fn names(&self) -> Vec<String> {
        self.paths().filter(|path| !path.contains('/')).cloned().collect()
    }

    pub(super) fn setting_files(&self) -> Vec<SettingsFile> {
        let names = self.names();
        let file = |path: &String| {
            let bytes = self.get(path).unwrap_or_default().to_vec();
            SettingsFile { path: path.clone(), bytes }
        };
        rules::setting_files(&names).map(file).collect()
    }

    /// The settings, or every problem with them.
    pub(super) fn settings(&self) -> Result<Settings, Vec<String>> {
        let bytes = self.get(SETTINGS).ok_or_else(|| vec![NO_SETTINGS.to_owned()])?;
        rules::settings(bytes, &self.setting_files())
    }

    /// What is read, as the program reads it from a folder on disk.
    pub(super) fn inputs(&self) -> Result<Inputs, Vec<String>> {
        let settings = self.settings()?;
        let one = |problem: String| vec![problem];
        let is_there = |path: &str| self.file_of(path).is_some();
        let mut files: Vec<InputFile> = rules::inputs(&self.names(), &settings, is_there)
            .map_err(one)?
            .into_iter()
            .map(|(kind, path)| self.input(kind, &path))
            .collect();
        for kind in InputKind::FOLDERS {
            let sizes = self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.len()));
            let paths = rules::below(kind, sizes).map_err(one)?;
            files.extend(paths.into_iter().map(|path| self.input(kind, path)));
        }
        Ok(Inputs { settings, files })
    }

    /// Spreadsheets that are no input.
    pub(super) fn unused(&self, files: &[InputFile]) -> Vec<String> {
        let is_input = |name: &str| files.iter().any(|file| plain(&file.path) == name);
        rules::unused(&self.names(), is_input).cloned().collect()
    }

    fn input(&self, kind: InputKind, path: &str) -> InputFile {
        let held = Held {
            bytes: self.file_of(path).cloned().unwrap_or_default(),
            is_broken: self.broken.contains(plain(path).as_str()),
        };
        InputFile { kind, path: path.to_owned(), bytes: Contents::Fetched(Arc::new(held)) }
    }

    fn file_of(&self, path: &str) -> Option<&Arc<Vec<u8>>> {
        self.files.get(&plain(path))
    }
}

/// `estrazioni/gennaio.xls` of `.\estrazioni\gennaio.xls`
fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// The bytes of a file, for as long as they are looked at.
#[derive(Debug)]
struct Held {
    bytes: Arc<Vec<u8>>,
    is_broken: bool,
}

impl Fetch for Held {
    fn fetch(&self) -> Result<Vec<u8>, String> {
        if self.is_broken { Err(BROKEN.to_owned()) } else { Ok(self.bytes.to_vec()) }
    }

    fn seal(&self) -> Result<Seal, String> {
        if self.is_broken { Err(BROKEN.to_owned()) } else { Ok(Seal::of(&self.bytes)) }
    }
}

const BROKEN: &str = "mentre lo si leggeva la pagina si è fermata";
const NO_SETTINGS: &str = "qui non c'è cug.toml, il file delle impostazioni: scrivete nome dell'ente e anno, e la pagina lo prepara";

/// A file that is there to be chosen, before it is read.
#[derive(Debug)]
pub struct Offered {
    pub path: String,
    pub bytes: usize,
}

/// Which of the files of a folder are to be read, by their places in the list; or why none can be.
pub fn wanted(files: &[Offered]) -> Result<Vec<usize>, String> {
    let all = files.iter().enumerate().filter(|(_, file)| is_wanted(&file.path));
    let wanted: Vec<(usize, &Offered)> = all.collect();
    if let Some((_, file)) =
        wanted.iter().find(|(_, file)| file.bytes > MAX_FILE_BYTES.min(MAX_FOLDER_BYTES))
    {
        return Err(format!("«{}» è troppo grande per la pagina. {}", file.path, way_out()));
    }
    let bytes = wanted.iter().map(|(_, file)| file.bytes).sum::<usize>();
    if bytes > MAX_FOLDER_BYTES {
        return Err(format!(
            "i file della cartella sono troppo grandi per la pagina. {}",
            way_out()
        ));
    }
    Ok(wanted.into_iter().map(|(place, _)| place).collect())
}

fn way_out() -> String {
    format!(
        "Una pagina ha poca memoria: qui i file possono avere insieme al più {} MB. Togliete dalla cartella quelli che non servono, oppure usate il programma, che non ha questo limite.",
        italian::count((MAX_FOLDER_BYTES >> 20) as u64)
    )
}

/// The page that leads to the years.
pub(super) const YEARS_PAGE: &str = "uscita/index.html";

/// What was written before is not read, but for the lists of what was written and the page of the years.
fn is_wanted(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| rules::is_of_the_system(part)) {
        return false;
    }
    match parts.as_slice() {
        [OUTPUT, _] => path == YEARS_PAGE,
        [OUTPUT, year, name] => *name == MANIFEST && year.len() == 4,
        [OUTPUT, year, folder, name] => {
            year.len() == 4 && *folder == OutputFolder::Office.name() && *name == FINDINGS_PAGE
        }
        [OUTPUT, ..] => false,
        _ => true,
    }
}
