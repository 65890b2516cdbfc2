//! Writing whole or not at all: a new folder is made beside the old one and takes its place at the end.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Stop;
use super::folder::reason;
use crate::model::artifact::{Artifact, PublishedYear};

/// Replaces `root/ANNO` by the artifacts; the old folder stays until the new one is whole.
pub(super) fn replace(root: &Path, year: i32, artifacts: &[Artifact]) -> Result<PathBuf, Stop> {
    let shown = root.join(year.to_string());
    // A link to another disk is followed: the folder it points to is replaced, not the link.
    let target = fs::canonicalize(&shown).unwrap_or_else(|_| shown.clone());
    if target.exists() && !target.is_dir() {
        return Err(Stop::failure(format!(
            "«{}» è un file, non una cartella: spostatelo e ripetete; niente è stato scritto",
            shown.display()
        )));
    }
    let root = target.parent().unwrap_or(root);
    let fresh = root.join(format!(".{year}.nuova"));
    let old = root.join(format!(".{year}.precedente"));
    let write = || -> io::Result<()> {
        recover(&target, &old)?;
        remove(&fresh)?;
        for artifact in artifacts {
            write_file(&fresh.join(&artifact.path), &artifact.bytes)?;
        }
        keep_foreign_files(&target, &fresh)?;
        if target.exists() {
            fs::rename(&target, &old)?;
        }
        if let Err(error) = fs::rename(&fresh, &target) {
            recover(&target, &old)?;
            return Err(error);
        }
        remove(&old)
    };
    let written = write();
    if written.is_err() {
        // The unfinished folder holds personal data: it must not be left behind.
        let _ = remove(&fresh);
    }
    written.map_err(|error| failure(root, &error))?;
    Ok(shown)
}

/// Writes one file below `root/ANNO`, whole or not at all.
pub(super) fn replace_file(root: &Path, year: i32, artifact: &Artifact) -> Result<PathBuf, Stop> {
    let target = root.join(year.to_string()).join(&artifact.path);
    let fresh = target.with_extension("nuovo");
    write_file(&fresh, &artifact.bytes).and_then(|()| fs::rename(&fresh, &target)).map_err(
        |error| {
            let _ = fs::remove_file(&fresh);
            failure(root, &error)
        },
    )?;
    Ok(target)
}

/// The years of the output folder that a manifest of ours tells, in their order; other folders are
/// somebody else's.
pub(super) fn published_years(root: &Path) -> Vec<PublishedYear> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let mut years: Vec<PublishedYear> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| name.len() == 4)?;
            let manifest = read_manifest(&entry.path().join(MANIFEST))?;
            Some(PublishedYear {
                year: name.parse().ok()?,
                body: manifest["ente"].as_str()?.to_owned(),
                paths: outputs(&manifest).map(str::to_owned).collect(),
            })
        })
        .collect();
    years.sort_by_key(|year| year.year);
    years
}

/// Writes the page of the years, unless a page of somebody else has its name.
pub(super) fn replace_years_page(root: &Path, page: &Artifact) -> Result<(), Stop> {
    let target = root.join(&page.path);
    let is_ours = |text: &[u8]| String::from_utf8_lossy(text).contains(GENERATOR);
    if fs::read(&target).is_ok_and(|text| !is_ours(&text)) {
        return Ok(());
    }
    let fresh = target.with_extension("nuovo");
    write_file(&fresh, &page.bytes).and_then(|()| fs::rename(&fresh, &target)).map_err(|error| {
        let _ = fs::remove_file(&fresh);
        failure(root, &error)
    })
}

/// What every page of ours says of itself.
const GENERATOR: &str = "<meta name=\"generator\" content=\"relazione-cug ";

/// Copies what the office itself put into the old folder: whatever its manifest does not name.
fn keep_foreign_files(old: &Path, fresh: &Path) -> io::Result<()> {
    let ours = files_of_manifest(&old.join(MANIFEST));
    for path in files_below(old, Path::new(""))? {
        let is_ours = ours.contains(&path) || path == Path::new(MANIFEST);
        let copy = fresh.join(&path);
        if !is_ours && !copy.exists() {
            fs::create_dir_all(copy.parent().unwrap_or(fresh))?;
            fs::copy(old.join(&path), copy)?;
        }
    }
    Ok(())
}

const MANIFEST: &str = "manifesto.json";

fn files_of_manifest(path: &Path) -> BTreeSet<PathBuf> {
    read_manifest(path).iter().flat_map(outputs).map(PathBuf::from).collect()
}

fn read_manifest(path: &Path) -> Option<serde_json::Value> {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())
}

fn outputs(manifest: &serde_json::Value) -> impl Iterator<Item = &str> {
    let outputs = manifest["uscite"].as_array().into_iter().flatten();
    outputs.filter_map(|output| output["percorso"].as_str())
}

/// Paths of the files below a folder, which may not be there.
fn files_below(root: &Path, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(root.join(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            files.extend(files_below(root, &path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// A run that was killed between two renames left the old folder aside: put it back.
fn recover(target: &Path, old: &Path) -> io::Result<()> {
    if old.exists() && !target.exists() { fs::rename(old, target) } else { remove(old) }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn failure(root: &Path, error: &io::Error) -> Stop {
    Stop::failure(format!(
        "non si può scrivere in «{}»: {}. I documenti di prima sono rimasti come erano",
        root.display(),
        reason(error)
    ))
}
