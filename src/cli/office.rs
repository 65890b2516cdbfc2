//! The working folders that a shared office keeps below one folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{OUTPUT, SETTINGS};
use super::reason::reason;
use crate::model::input::InputKind;

/// How deep bodies are looked for: `provincia/unione/anno/ente` and as much again.
const MOST_LEVELS: usize = 8;

/// A place where a body is, or might be.
pub(super) struct Place {
    /// Below the office's folder.
    pub(super) path: PathBuf,
    /// Why nobody can tell whether there are bodies in it.
    pub(super) closed: Option<String>,
}

/// Every working folder in `office`, itself too, in the order of their paths. Links are not followed;
/// what is hidden, what was written and what a working folder keeps for itself is left out.
pub(super) fn bodies(office: &Path) -> Vec<Place> {
    let mut places = Vec::new();
    look(office, Path::new(""), 0, &mut places);
    places.sort_by(|left, right| left.path.cmp(&right.path));
    places
}

fn look(office: &Path, path: &Path, level: usize, places: &mut Vec<Place>) {
    let folder = office.join(path);
    let is_body = folder.join(SETTINGS).is_file();
    if is_body {
        places.push(Place { path: path.to_owned(), closed: None });
    }
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) => {
            let words = format!("la cartella non si può leggere: {}", reason(&error));
            places.push(Place { path: path.to_owned(), closed: Some(words) });
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && level < MOST_LEVELS && !is_left_out(&name.to_string_lossy(), is_body) {
            look(office, &path.join(name), level + 1, places);
        }
    }
}

fn is_left_out(name: &str, in_body: bool) -> bool {
    let is_input = InputKind::FOLDERS.iter().any(|kind| kind.name() == name);
    name == OUTPUT || name.starts_with(['.', '~']) || (in_body && is_input)
}
