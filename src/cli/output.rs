//! Writing whole or not at all: a new folder is made beside the old one and takes its place at the end.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Stop;
use super::reason::reason;
use super::staging::Staging;
use crate::model::artifact::{Artifact, PublishedYear};
use crate::model::output_folder::OutputFolder;
use crate::publish::{FINDINGS_PAGE, MANIFEST, is_page_of_ours, outputs, published_year};

/// Replaces `root/ANNO` by the artifacts; the old folder stays until the new one is whole.
pub(super) fn replace(root: &Path, year: i32, artifacts: &[Artifact]) -> Result<PathBuf, Stop> {
    let place = Place::of(root, year)?;
    let write = || -> io::Result<()> {
        let staging = Staging::open(&place.root)?;
        for artifact in artifacts {
            staging.write(&place.path(artifact), &artifact.bytes)?;
        }
        let (old, fresh) = (place.root.join(&place.name), staging.path(Path::new(&place.name)));
        keep_foreign_files(&old, &fresh)?;
        keep_permissions(&old, &fresh)?;
        staging.put_folder(&place.name)
    };
    write().map_err(|error| failure(&place.shown, &error))?;
    Ok(place.shown)
}

/// Writes some files below `root/ANNO`, each whole or not at all; gives back the folder of the year.
pub(super) fn replace_files(root: &Path, year: i32, files: &[Artifact]) -> Result<PathBuf, Stop> {
    let place = Place::of(root, year)?;
    let write = || -> io::Result<()> {
        let staging = Staging::open(&place.root)?;
        for file in files {
            staging.write(&place.path(file), &file.bytes)?;
        }
        files.iter().try_for_each(|file| staging.put_file(&place.path(file)))?;
        OutputFolder::OUTDATED
            .iter()
            .try_for_each(|path| remove(&place.root.join(&place.name).join(path)))
    };
    write().map_err(|error| failure(&place.shown, &error))?;
    Ok(place.shown)
}

/// The folder of a year.
struct Place {
    /// As messages name it.
    shown: PathBuf,
    /// The folder that it really lies in, and its name there.
    root: PathBuf,
    name: String,
}

impl Place {
    fn of(root: &Path, year: i32) -> Result<Self, Stop> {
        let shown = root.join(year.to_string());
        for path in [root, &shown] {
            if path.exists() && !path.is_dir() {
                return Err(Stop::failure(format!(
                    "«{}» è un file, non una cartella: spostatelo e ripetete; niente è stato scritto",
                    path.display()
                )));
            }
        }
        for path in OutputFolder::ALL.map(|folder| shown.join(folder.name())) {
            if path.is_symlink() {
                return Err(Stop::failure(format!(
                    "«{}» è un collegamento, e al suo posto andrebbe una cartella vera: collegate altrove l'intera cartella dell'anno; niente è stato scritto",
                    path.display()
                )));
            }
        }
        // A link to another disk is followed: the folder it points to is replaced, not the link.
        let real = fs::canonicalize(&shown).unwrap_or_else(|_| shown.clone());
        let name = real.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let (root, name) = match (real.parent(), name) {
            (Some(parent), Some(name)) => (parent.to_owned(), name),
            _ => (root.to_owned(), year.to_string()),
        };
        Ok(Self { shown, root, name })
    }

    /// Where an artifact goes, below the root.
    fn path(&self, artifact: &Artifact) -> PathBuf {
        Path::new(&self.name).join(&artifact.path)
    }
}

/// The years of the output folder that a manifest of ours tells, in their order; other folders are
/// somebody else's.
fn published_years(root: &Path) -> Vec<PublishedYear> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let mut years: Vec<PublishedYear> = entries
        .filter_map(|entry| {
            let manifest = fs::read(entry.path().join(MANIFEST)).ok()?;
            let mut year = published_year(entry.file_name().to_str()?, &manifest)?;
            year.paths.extend(findings(&entry.path()));
            Some(year)
        })
        .collect();
    years.sort_by_key(|year| year.year);
    years
}

/// The page of the findings, which no manifest names, where it is.
fn findings(year: &Path) -> Option<String> {
    let path = OutputFolder::Office.path(FINDINGS_PAGE);
    year.join(&path).is_file().then_some(path)
}

/// Writes the page of the years, which are counted when nobody else adds one.
pub(super) fn replace_years_page(
    root: &Path,
    page: impl FnOnce(&[PublishedYear]) -> Result<Artifact, Stop>,
) -> Result<(), Stop> {
    replace_page(root, || page(&published_years(root))).map(|_| ())
}

/// Writes a page that stands by itself and gives back where it is: `None` when one of somebody else has
/// its name.
pub(super) fn replace_page(
    root: &Path,
    page: impl FnOnce() -> Result<Artifact, Stop>,
) -> Result<Option<PathBuf>, Stop> {
    let unwritten = |error: io::Error| {
        Stop::failure(format!(
            "la pagina d'insieme in «{}» non si può scrivere: {}. I documenti sono scritti",
            root.display(),
            reason(&error)
        ))
    };
    let staging = Staging::open(root).map_err(unwritten)?;
    let page = page()?;
    let path = Path::new(&page.path);
    if fs::read(root.join(path)).is_ok_and(|text| !is_page_of_ours(&text)) {
        return Ok(None);
    }
    let written = staging.write(path, &page.bytes).and_then(|()| staging.put_file(path));
    written.map_err(unwritten)?;
    Ok(Some(root.join(path)))
}

/// Keeps what the office itself put into the old folder: whatever its manifest does not name. The
/// same file is in both folders until the old one goes; where a disk cannot do that, a copy is.
fn keep_foreign_files(old: &Path, fresh: &Path) -> io::Result<()> {
    let ours = files_of_manifest(&old.join(MANIFEST));
    for path in files_below(old, Path::new(""))? {
        let is_ours = ours.contains(&path)
            || path == Path::new(MANIFEST)
            || OutputFolder::OUTDATED.iter().any(|outdated| path == Path::new(outdated));
        let kept = fresh.join(&path);
        if !is_ours && !kept.exists() {
            fs::create_dir_all(kept.parent().unwrap_or(fresh))?;
            let old = old.join(&path);
            fs::hard_link(&old, &kept).or_else(|_| fs::copy(&old, kept).map(drop))?;
        }
    }
    Ok(())
}

/// Who may open a folder is the office's choice: it holds for the folder that takes its place.
fn keep_permissions(old: &Path, fresh: &Path) -> io::Result<()> {
    let Ok(permissions) = fs::metadata(old).map(|facts| facts.permissions()) else {
        return Ok(());
    };
    for entry in fs::read_dir(fresh)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            keep_permissions(&old.join(entry.file_name()), &entry.path())?;
        }
    }
    if permissions.readonly() { Ok(()) } else { fs::set_permissions(fresh, permissions) }
}

fn files_of_manifest(path: &Path) -> BTreeSet<PathBuf> {
    fs::read(path)
        .map(|bytes| outputs(&bytes))
        .unwrap_or_default()
        .into_iter()
        .map(PathBuf::from)
        .collect()
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

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn failure(folder: &Path, error: &io::Error) -> Stop {
    // Windows moves no folder of which a file is open, and says that it is forbidden.
    let is_open = cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied;
    let hint = if is_open {
        " (o un documento di questa cartella è aperto in un altro programma: chiudetelo e ripetete)"
    } else {
        ""
    };
    Stop::failure(format!(
        "non si può scrivere in «{}»: {}{hint}. I documenti di prima sono rimasti come erano",
        folder.display(),
        reason(error)
    ))
}
