//! The window that Windows opens for a double click on the program, or for a folder dropped on it, and
//! that closes when the program ends.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How the program was started.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With a command, or on a system that opens no window.
    Typed,
    /// Without a word.
    DoubleClick,
    /// With a folder to work on.
    Dropped(OsString),
    /// With something else: more folders, or files.
    NotOneFolder,
}

impl Start {
    /// Explorer gives whole paths and no command; whoever types a command begins with its name.
    pub(super) fn of(words: &[OsString], is_windows: bool) -> Self {
        let given = words.get(1..).unwrap_or_default();
        let is_dropped =
            |word: &OsString| Path::new(word).is_absolute() && Path::new(word).exists();
        match given {
            _ if !is_windows => Self::Typed,
            [] => Self::DoubleClick,
            [folder] if is_dropped(folder) && Path::new(folder).is_dir() => {
                Self::Dropped(folder.clone())
            }
            _ if given.iter().all(is_dropped) => Self::NotOneFolder,
            _ => Self::Typed,
        }
    }
}

/// What to do with the program, for who has started it with a double click. The folders named are those
/// that lie beside it.
pub(super) fn welcome(program: &str, beside: impl Fn(&str) -> Option<PathBuf>) -> Vec<String> {
    let mut lines = vec![
        format!("{program}: dai fogli di calcolo del personale alla relazione per il CUG"),
        String::new(),
        "Questo programma non ha pulsanti. Per usarlo trascinate con il mouse la cartella di lavoro, quella che contiene cug.toml, sulla sua icona: i documenti si troveranno nella cartella «uscita» dentro di essa.".to_owned(),
    ];
    if let Some(sample) = beside("esempio") {
        lines.push(format!("Per provare trascinate la cartella di esempio: {}", sample.display()));
    }
    lines.push("Per preparare una cartella di lavoro nuova aprite la finestra dei comandi (scrivete cmd nella barra dell'indirizzo di Esplora file e premete Invio) e date «relazione-cug nuovo CARTELLA».".to_owned());
    if let Some(guide) = beside("guida.html") {
        lines.push(format!("La guida: {}", guide.display()));
    }
    lines
}

/// What is not one folder cannot be worked on.
pub(super) const NOT_ONE_FOLDER: &str = "trascinate sul programma una cartella sola: quella di lavoro, che contiene cug.toml e i fogli di calcolo";

#[cfg(test)]
mod tests {
    use super::*;

    fn start(words: &[&Path]) -> Start {
        let words: Vec<OsString> = words.iter().map(|word| word.as_os_str().to_owned()).collect();
        assert_eq!(Start::of(&words, false), Start::Typed);
        Start::of(&words, true)
    }

    #[test]
    fn a_folder_dropped_on_the_program_is_told_from_a_command() {
        let place = tempfile::tempdir().expect("a folder");
        let (program, folder) = (Path::new("relazione-cug.exe"), place.path());
        let file = tempfile::NamedTempFile::new_in(folder).expect("a file");
        assert_eq!(start(&[program]), Start::DoubleClick);
        assert_eq!(start(&[program, folder]), Start::Dropped(folder.into()));
        assert_eq!(start(&[program, file.path()]), Start::NotOneFolder);
        assert_eq!(start(&[program, folder, folder]), Start::NotOneFolder);
        assert_eq!(start(&[program, Path::new("genera"), folder]), Start::Typed);
        assert_eq!(start(&[program, Path::new("src")]), Start::Typed);
        assert_eq!(start(&[program, &folder.join("manca")]), Start::Typed);
    }

    #[test]
    fn the_words_of_a_double_click_name_only_what_is_there() {
        let all = welcome("relazione-cug 1.0", |name| Some(Path::new("C:\\cug").join(name)));
        assert!(all.iter().any(|line| line.ends_with("guida.html")), "{all:?}");
        let bare = welcome("relazione-cug 1.0", |_| None);
        assert_eq!(bare.len() + 2, all.len());
        assert!(bare.iter().all(|line| !line.contains("guida") && !line.contains("esempio")));
    }
}
