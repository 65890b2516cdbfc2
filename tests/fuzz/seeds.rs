//! The first inputs of each door: from the files that the other tests use, and what earlier runs have
//! found worth keeping.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::doors::Door;
use crate::parts::{self, Part};

/// Longer inputs make every execution slow and add little.
const LONGEST: usize = 64 * 1024;

/// Writes the seeds of a door to a folder.
pub fn write(door: &Door, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let seeds = of(door.name)?.into_iter().filter(|seed| seed.len() <= LONGEST);
    for (number, seed) in seeds.enumerate() {
        fs::write(folder.join(format!("seed-{number:03}")), seed)?;
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/{}.zip", door.name));
    if kept.is_file() {
        ZipArchive::new(fs::File::open(kept)?)?.extract(folder)?;
    }
    Ok(())
}

fn of(door: &str) -> io::Result<Vec<Vec<u8>>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = below(&tests.join("files"))?;
    files.extend(below(&tests.join("ways"))?);
    let contents = |endings: &[&str]| -> io::Result<Vec<Vec<u8>>> {
        let has_ending = |path: &&PathBuf| {
            path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        };
        files.iter().filter(has_ending).map(fs::read).collect()
    };
    Ok(match door {
        "delimited" => contents(&["csv"])?,
        "workbook" => contents(&["xlsx", "xls", "ods"])?,
        "xlsx" | "ods" => {
            let archives = contents(&[door])?;
            archives.into_iter().filter_map(unpacked).collect()
        }
        "xls" => contents(&["xls"])?.into_iter().filter_map(records).collect(),
        "page" => folders(&tests)?
            .into_iter()
            .filter_map(|folder| fs::read(folder.join("storico/2021.html")).ok())
            .collect(),
        "settings" => folders(&tests)?
            .into_iter()
            .filter_map(|folder| fs::read(folder.join("cug.toml")).ok())
            .collect(),
        "texts" => with_texts(&tests)?
            .iter()
            .map(|folder| whole(&folder.join("testi")))
            .collect::<io::Result<_>>()?,
        // A second each: of the others there are too many.
        "documents" => {
            with_texts(&tests)?.iter().map(|folder| whole(folder)).collect::<io::Result<_>>()?
        }
        _ => folders(&tests)?.iter().map(|folder| whole(folder)).collect::<io::Result<_>>()?,
    })
}

/// The working folders: the sample body and both of every case.
fn folders(tests: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = vec![tests.join("../data/esempio"), tests.join("cases/base")];
    for case in entries(&tests.join("cases"))? {
        folders.extend(["failing", "passing"].map(|side| case.join(side)));
    }
    folders.retain(|folder| folder.is_dir());
    Ok(folders)
}

fn with_texts(tests: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = folders(tests)?;
    folders.retain(|folder| folder.join("testi").is_dir());
    Ok(folders)
}

/// Every file of a folder as one input.
fn whole(folder: &Path) -> io::Result<Vec<u8>> {
    let mut parts: Vec<Part> = Vec::new();
    for path in below(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        if name != "verifica.json" {
            parts.push((name, fs::read(path)?));
        }
    }
    Ok(parts::join(&parts))
}

/// The parts that decide what is read of a workbook; the others make the input long.
fn unpacked(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts: Vec<Part> = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).ok()?;
        let name = part.name().ok()?.into_owned();
        if name.contains("theme") || name.contains("docProps") || name.contains("Thumbnails") {
            continue;
        }
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts::join(&parts))
}

fn records(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut records = Vec::new();
    container.open_stream("/Workbook").ok()?.read_to_end(&mut records).ok()?;
    Some(records)
}

fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    Ok(entries)
}
