//! The working folder as a list of paths: which file is which input, which are settings, which are
//! nobody's. The same for a folder on disk and for one in a browser.

use super::file::limits::MAX_FILE_BYTES;
use super::file::text;
use super::setting_sheets::{self, SettingsFile};
use crate::italian;
use crate::model::input::InputKind;
use crate::model::setting_sheet::SETTING_WORKBOOKS;
use crate::model::settings::Settings;

/// What makes a folder a working folder.
pub const SETTINGS: &str = "cug.toml";
/// Where outputs are, beside `cug.toml`; nothing below it is an input.
pub const OUTPUT: &str = "uscita";
/// The largest file of settings: thousands of grades and exemptions.
pub const MAX_SETTINGS_BYTES: usize = 1 << 20;
/// Files and folders that are looked at below `testi/` or `storico/`, and how deep they may lie: a
/// link that leads back to its own folder would go on without end.
pub const MAX_ENTRIES: usize = 2_000;
pub const MAX_DEPTH: usize = 6;

/// Endings of the files that can be inputs.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "csv"];

/// The settings of the folder, or every problem with them and what to do.
pub fn settings(bytes: &[u8], files: &[SettingsFile]) -> Result<Settings, Vec<String>> {
    if bytes.len() > MAX_SETTINGS_BYTES {
        return Err(vec!["cug.toml supera 1 MB: non è un file di impostazioni".to_owned()]);
    }
    if let Some(file) = files.iter().find(|file| file.bytes.len() > MAX_SETTINGS_BYTES) {
        return Err(vec![format!("«{}» supera 1 MB: non è un foglio di impostazioni", file.path)]);
    }
    let text = text::decode(bytes).ok_or_else(|| vec![NO_TEXT.to_owned()])?;
    setting_sheets::read(&text, files)
}

const NO_TEXT: &str = "cug.toml non è un testo: apritelo con Blocco note e salvatelo di nuovo, oppure scrivete le impostazioni in impostazioni.xlsx";

/// The files of settings beside `cug.toml`, among the names of the folder.
pub fn setting_files(names: &[String]) -> impl Iterator<Item = &String> {
    names.iter().filter(|name| is_setting_file(name) && !is_of_the_system(name))
}

/// The inputs of one file each, with the paths that they are read from. `names` are the files that lie
/// in the folder itself, `is_there` says of any path whether there is a file. A file that the settings
/// name and that is not there stops everything.
pub fn inputs(
    names: &[String],
    settings: &Settings,
    is_there: impl Fn(&str) -> bool,
) -> Result<Vec<(InputKind, String)>, String> {
    let mut found = Vec::new();
    for kind in InputKind::ALL {
        match settings.files.get(kind.name()).map(|choice| choice.path.clone()) {
            Some(path) if !is_there(&path) => {
                return Err(format!("cug.toml, [file] {}: il file «{path}» non c'è", kind.name()));
            }
            Some(path) => found.push((kind, path)),
            None => {
                let of_kind = names.iter().filter(|name| is_input(name, kind));
                found.extend(of_kind.map(|name| (kind, name.clone())));
            }
        }
    }
    Ok(found)
}

/// Names of the spreadsheets in the folder that can be inputs.
pub fn sheets(names: &[String]) -> impl Iterator<Item = &String> {
    names
        .iter()
        .filter(|name| has_ending(name) && !is_of_the_system(name) && !is_setting_file(name))
}

/// Those of them that are no input.
pub fn unused(names: &[String], is_input: impl Fn(&str) -> bool) -> impl Iterator<Item = &String> {
    sheets(names).filter(move |name| !is_input(name))
}

/// The input that a spreadsheet of another name most likely is, of those that are not given.
pub fn likely_input(name: &str, is_given: impl Fn(InputKind) -> bool) -> InputKind {
    if !is_given(InputKind::Staff) {
        return InputKind::Staff;
    }
    let likeness = |kind: &InputKind| strsim::jaro_winkler(&name.to_lowercase(), kind.name());
    let missing = InputKind::ALL.into_iter().filter(|kind| !is_given(*kind));
    let likely = missing.max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    likely.unwrap_or(InputKind::Staff)
}

/// Names that the system keeps for itself.
pub fn is_of_the_system(name: &str) -> bool {
    name.starts_with(['.', '~']) || ["Thumbs.db", "desktop.ini"].contains(&name)
}

/// The paths below `testi/` or `storico/`, in their order. `files` are all the paths of the folder with
/// their sizes.
pub fn below<'a>(
    kind: InputKind,
    files: impl Iterator<Item = (&'a str, usize)>,
) -> Result<Vec<&'a str>, String> {
    let (mut paths, mut bytes) = (Vec::new(), 0_usize);
    for (path, size) in files {
        let mut parts = path.split('/');
        if parts.next() != Some(kind.name()) || parts.any(is_of_the_system) {
            continue;
        }
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        if folder.split('/').count() > MAX_DEPTH {
            return Err(too_deep(kind, folder));
        }
        bytes = bytes.saturating_add(size);
        if bytes > MAX_FILE_BYTES {
            return Err(too_large(kind));
        }
        paths.push(path);
        if paths.len() > MAX_ENTRIES {
            return Err(too_many(kind));
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

pub fn too_deep(kind: InputKind, path: &str) -> String {
    format!(
        "«{path}» è una cartella troppo interna, o un collegamento che torna indietro: toglietela da «{}»",
        kind.name()
    )
}

pub fn too_large(kind: InputKind) -> String {
    format!(
        "i file di «{}» superano insieme {} MB: lasciateci solo quelli della relazione",
        kind.name(),
        MAX_FILE_BYTES / (1024 * 1024)
    )
}

pub fn too_many(kind: InputKind) -> String {
    format!(
        "in «{}» ci sono più di {} file: lasciateci solo quelli della relazione",
        kind.name(),
        italian::count(MAX_ENTRIES as u64)
    )
}

/// `impostazioni.xlsx`, `parole.ods`, in any case of letters.
fn is_setting_file(name: &str) -> bool {
    has_ending(name) && SETTING_WORKBOOKS.contains(&stem(name).as_str())
}

/// `personale.xlsx`, in any case of letters; `personale.txt` is a text as any other.
fn is_input(name: &str, kind: InputKind) -> bool {
    (has_ending(name) || ending(name) == "txt") && stem(name) == kind.name()
}

fn stem(name: &str) -> String {
    name.rsplit_once('.').map(|(stem, _)| stem.to_lowercase()).unwrap_or_default()
}

fn has_ending(name: &str) -> bool {
    ENDINGS.contains(&ending(name).as_str())
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_a_folder_of_texts_is_taken_without_what_the_system_keeps() {
        let paths = [
            ("testi/premessa.md", 10),
            ("testi/.git/config", 10),
            ("testi/foto/Thumbs.db", 10),
            ("testi/foto/a.png", 10),
            ("testimoni/b.md", 10),
            ("storico/2020.csv", 10),
        ];
        let below = |kind| below(kind, paths.into_iter());
        assert_eq!(below(InputKind::Texts), Ok(vec!["testi/foto/a.png", "testi/premessa.md"]));
        assert_eq!(below(InputKind::History), Ok(vec!["storico/2020.csv"]));
    }

    #[test]
    fn too_much_below_a_folder_is_told_before_it_is_read() {
        let deep = "testi/1/2/3/4/5/6/a.md";
        let fault = below(InputKind::Texts, std::iter::once((deep, 1)));
        assert!(fault.is_err_and(|words| words.contains("troppo interna")));
        let large = [("storico/a.csv", MAX_FILE_BYTES), ("storico/b.csv", 1)];
        let fault = below(InputKind::History, large.into_iter());
        assert!(fault.is_err_and(|words| words.contains("superano insieme")));
        let many: Vec<String> = (0..=MAX_ENTRIES).map(|n| format!("testi/{n}.md")).collect();
        let fault = below(InputKind::Texts, many.iter().map(|path| (path.as_str(), 1)));
        assert!(fault.is_err_and(|words| words.contains("più di 2.000 file")));
    }

    #[test]
    fn a_text_is_an_input_by_its_name_alone() {
        assert!(is_input("Personale.TXT", InputKind::Staff) && !has_ending("leggimi.txt"));
        assert!(!is_input("leggimi.txt", InputKind::Staff));
    }

    #[test]
    fn a_spreadsheet_of_another_name_is_most_likely_what_is_missing() {
        assert_eq!(likely_input("estrazione.xls", |_| false), InputKind::Staff);
        let given = |kind| kind == InputKind::Staff;
        assert_eq!(likely_input("Formaz_2025.xlsx", given), InputKind::Training);
    }
}
