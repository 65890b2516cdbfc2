//! `nuovo`: a working folder with `cug.toml` and the sheets to fill in, or the sample body.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher;
use std::io;
use std::path::Path;

use serde_json::json;

use super::reason::reason;
use super::terminal::Terminal;
use super::{Status, Stop};
use crate::new_folder;

pub(super) fn run(
    folder: &Path,
    sample: bool,
    year: Option<i32>,
    terminal: &Terminal,
) -> Result<Status, Stop> {
    if let Some(year) = year.filter(|_| sample) {
        return Err(Stop::usage(format!(
            "i dati di esempio hanno il loro anno: togliete --anno {year}, oppure --esempio"
        )));
    }
    let is_used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_used || (folder.exists() && !folder.is_dir()) {
        return Err(Stop::usage(format!(
            "«{}» esiste già e non è vuota: scegliete un altro nome, niente è stato toccato",
            folder.display()
        )));
    }
    let files =
        if sample { new_folder::sample() } else { new_folder::empty(year, Some(&secret())) };
    let files = files.map_err(|error| Stop::failure(error.to_string()))?;
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
        let what = if year.is_some() { "il nome" } else { "nome e anno" };
        format!(
            "La cartella è pronta: leggete LEGGIMI.pdf, una pagina; scrivete {what} in impostazioni.xlsx, riempite i fogli, poi «relazione-cug verifica {}».",
            folder.display()
        )
    };
    terminal.conclude(true, &next);
    Ok(Status::Done)
}

/// Words that nobody can guess: the system's own chance, by which the keys of every hash are drawn.
fn secret() -> String {
    let mut chance = [0; 32];
    for (part, bytes) in chance.chunks_exact_mut(8).enumerate() {
        bytes.copy_from_slice(&RandomState::new().hash_one(part).to_be_bytes());
    }
    new_folder::secret(&chance)
}

/// Writes a file and the folders it lies in.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
