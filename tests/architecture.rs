//! The rules of the house that a compiler does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::str::Chars;

use crate::bodies::{path, sample};

const STAGES: [&str; 15] = [
    "ingest",
    "checks",
    "tables",
    "indicators",
    "initiatives",
    "own_report",
    "mirror",
    "crossings",
    "years",
    "key_figures",
    "deadlines",
    "quality",
    "disclosure",
    "report",
    "publish",
];
const LEAVES: [&str; 5] = ["model", "figures", "diagnostic", "italian", "view"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn room(file: &Path) -> String {
    let relative = file.strip_prefix(path("src")).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The text with every `super::` that leads out of the file's own room written as `crate::`. Tests
/// inside a file are one level deeper, and are left out.
fn with_paths_from_the_root(file: &Path, text: &str) -> String {
    let below = file.strip_prefix(path("src")).unwrap();
    let ends_a_room = below.ends_with("mod.rs") || below.ends_with("lib.rs");
    let depth = below.components().count() - usize::from(ends_a_room);
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    if depth == 0 { code.to_owned() } else { code.replace(&"super::".repeat(depth), "crate::") }
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path from the root that a file names, also inside `use crate::{…}`, as far as its words go.
fn paths_named(text: &str) -> Vec<String> {
    let code = code(text);
    let mut paths = Vec::new();
    for rest in code.split("crate::").skip(1) {
        name_paths(&mut String::new(), &mut rest.chars().peekable(), &mut paths);
    }
    paths
}

/// One path or group of paths; what stands before it is `stem`.
fn name_paths(stem: &mut String, rest: &mut Peekable<Chars<'_>>, paths: &mut Vec<String>) {
    let start = stem.len();
    while let Some(letter) = rest.next_if(|&it| it.is_alphanumeric() || it == '_' || it == ':') {
        stem.push(letter);
    }
    if rest.next_if_eq(&'{').is_some() {
        loop {
            while rest.next_if(|&it| it.is_whitespace() || it == ',').is_some() {}
            if rest.peek().is_none() || rest.next_if_eq(&'}').is_some() {
                break;
            }
            name_paths(stem, rest, paths);
            // A new name, `a as b`.
            while rest.next_if(|&it| it != ',' && it != '}').is_some() {}
        }
    } else {
        paths.push(stem.clone());
    }
    stem.truncate(start);
}

/// Every room that a file names.
fn rooms_named(text: &str) -> Vec<String> {
    let paths = paths_named(text);
    let rooms = paths.iter().filter_map(|path| path.split("::").next());
    rooms.filter(|room| !room.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_stage_uses_the_leaves_and_itself_and_never_another_stage() {
    for file in sources(&path("src")) {
        let room = room(&file);
        let text = std::fs::read_to_string(&file).unwrap();
        let mut named = rooms_named(&text);
        named.extend(rooms_named(&with_paths_from_the_root(&file, &text)));
        for other in &named {
            let allowed = if STAGES.contains(&room.as_str()) {
                *other == room || LEAVES.contains(&other.as_str())
            } else if room == "model" {
                other == "model"
            } else if LEAVES.contains(&room.as_str()) {
                LEAVES.contains(&other.as_str())
            } else {
                true
            };
            assert!(allowed, "{} uses crate::{other}", file.display());
        }
    }
}

#[test]
fn the_reader_of_imports_sees_groups_and_paths() {
    let text =
        "use crate::{checks, model::{a, b}};\nlet x = crate::tables::compute(); // crate::ingest";
    assert_eq!(rooms_named(text), ["checks", "model", "model", "tables"]);
    let text = "use crate::{checks::{self, one as two}, model::{a, b::C}};";
    assert_eq!(paths_named(text), ["checks::self", "checks::one", "model::a", "model::b::C"]);
    let text = "use super::super::{checks, years::year};\nuse super::within;\n#[cfg(test)]";
    let named = |file: &str| rooms_named(&with_paths_from_the_root(&path(file), text));
    assert_eq!(named("src/tables/grid/mod.rs"), ["checks", "years"]);
    assert_eq!(named("src/tables/figure.rs"), ["checks", "years"]);
    assert_eq!(named("src/tables/grid/line.rs"), [""; 0]);
}

/// `ingest::file::tab`: the module of a file below `src`.
fn module(file: &Path) -> Vec<String> {
    let below = file.strip_prefix(path("src")).unwrap().with_extension("");
    let mut names: Vec<String> =
        below.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    names.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    names
}

/// The modules that a file names, its own parents left out: a room's `mod.rs` is its front.
fn modules_named(
    file: &Path,
    text: &str,
    modules: &BTreeSet<Vec<String>>,
) -> BTreeSet<Vec<String>> {
    let own = module(file);
    let mut text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    // From the longest chain of `super::` to the shortest.
    for up in (1..=own.len()).rev() {
        let from_root: String =
            own[..own.len() - up].iter().map(|name| format!("{name}::")).collect();
        text = text.replace(&"super::".repeat(up), &format!("crate::{from_root}"));
    }
    let mut named = BTreeSet::new();
    for path in paths_named(&text) {
        let mut names: Vec<String> = path.split("::").map(str::to_owned).collect();
        while !names.is_empty() && !modules.contains(&names) {
            names.pop();
        }
        if !own.starts_with(&names) {
            named.insert(names);
        }
    }
    named
}

/// Whether one module of a room leads to another over any number of steps.
fn leads(edges: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(name) = waiting.pop() {
        for next in edges.get(name).into_iter().flatten() {
            if next == to {
                return true;
            }
            if seen.insert(next.as_str()) {
                waiting.push(next);
            }
        }
    }
    false
}

#[test]
fn no_room_has_a_circle_among_its_files() {
    let files = sources(&path("src"));
    let modules: BTreeSet<Vec<String>> = files.iter().map(|file| module(file)).collect();
    // For each room, what stands directly in it and what that names beside itself.
    let mut rooms: BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in &files {
        let own = module(file);
        let text = std::fs::read_to_string(file).unwrap();
        for other in modules_named(file, &text, &modules) {
            let shared = own.iter().zip(&other).take_while(|(left, right)| left == right).count();
            if let (Some(from), Some(to)) = (own.get(shared), other.get(shared)) {
                let room = rooms.entry(own[..shared].to_vec()).or_default();
                room.entry(from.clone()).or_default().insert(to.clone());
            }
        }
    }
    let mut circles = Vec::new();
    for (room, edges) in &rooms {
        for name in edges.keys().filter(|name| leads(edges, name, name)) {
            circles.push(format!("{}::{name}", room.join("::")));
        }
    }
    assert!(rooms.len() > 20, "{}", rooms.len());
    assert!(circles.is_empty(), "in a circle: {circles:?}");
}

#[test]
fn an_engine_is_named_in_its_own_room_only() {
    for file in sources(&path("src")) {
        let relative = file.strip_prefix(path("src")).unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let names = |engine: &str| {
            text.contains(&format!("use {engine}::")) || text.contains(&format!(" {engine}::"))
        };
        let in_report = relative.starts_with("report/") || relative == "report.rs";
        assert!(in_report || !(names("typst") || names("typst_pdf")), "{relative} names typst");
        assert!(
            relative.starts_with("ingest/file/workbook") || !names("calamine"),
            "{relative} names calamine"
        );
        assert!(
            relative.starts_with("publish/workbook")
                || !names("rust_xlsxwriter")
                || relative == "publish/mod.rs",
            "{relative} names the xlsx writer"
        );
        let is_cli = relative.starts_with("cli/");
        assert!(is_cli || !text.contains("std::fs"), "{relative} touches the disk");
        let printing = ["println!", "eprintln!", "print!(", "eprint!("];
        let prints = printing.iter().any(|word| text.contains(word));
        assert!(relative == "cli/terminal.rs" || !prints, "{relative} prints");
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    for file in sources(&path("src")).into_iter().chain(sources(&path("tests"))) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//!"), "{} does not begin with //!", file.display());
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        assert!(lines <= 600, "{} has {lines} lines before its tests", file.display());
    }
}

#[test]
fn every_code_has_its_text_and_every_text_its_code() {
    let constants = std::fs::read_to_string(path("src/diagnostic/code.rs")).unwrap();
    let mut codes: Vec<String> = constants
        .lines()
        .filter_map(|line| {
            line.split_once("Code = Code(\"")?.1.split('"').next().map(str::to_owned)
        })
        .collect();
    codes.sort();
    let mut texts: Vec<String> = std::fs::read_dir(path("data/diagnostics"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    texts.sort();
    assert!(codes.len() > 30);
    assert_eq!(codes, texts);
}

#[test]
fn every_table_has_its_two_files() {
    let (_, _, verified) = sample();
    for (place, table) in (1..).zip(&verified.report.tables) {
        let number = table.id.place();
        assert_eq!(number, place, "the tables are in the order of the format");
        assert!(table.name.starts_with(&format!("table_1_{number:0>2}_")), "{}", table.name);
        for (folder, extension) in [("src/tables", "rs"), ("tests/golden/tables", "txt")] {
            let file = format!("{folder}/{}.{extension}", table.name);
            assert!(path(&file).is_file(), "{file} is missing");
        }
    }
}

#[test]
fn every_term_of_the_glossary_has_its_word_in_code() {
    let mut reader = csv::ReaderBuilder::new().from_path(path("data/glossary.csv")).unwrap();
    let columns = reader.headers().unwrap().len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        assert_eq!(record.len(), columns);
        assert!(!record[0].is_empty() && !record[1].is_empty(), "{record:?}");
        rows += 1;
    }
    assert!(rows >= 20);
}
