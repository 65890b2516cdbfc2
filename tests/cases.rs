//! A case is a folder: `tests/cases/P02-unreadable-gender/failing` and `/passing`. What a case does
//! not have (`cug.toml`, `personale`) comes from `tests/cases/base`. Both must show exactly the
//! findings of their `verifica.json`, and none where there is no such file: a failing case those of
//! its code among them, a passing one others at most.

use std::path::{Path, PathBuf};

use expect_test::expect_file;
use relazione_cug::diagnostic::code::catalogue;
use relazione_cug::diagnostic::{Diagnostics, json};
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::settings::Settings;

use crate::bodies::{inputs, path, settings, verify};

/// The files and settings of a case.
pub fn case(folder: &Path) -> (Vec<InputFile>, Settings) {
    let base = path("tests/cases/base");
    let text = std::fs::read_to_string(folder.join("cug.toml"))
        .or_else(|_| std::fs::read_to_string(base.join("cug.toml")))
        .unwrap();
    let mut files = inputs(folder);
    let is_about_missing_staff = folder.join("senza-personale").exists();
    if !files.iter().any(|file| file.kind == InputKind::Staff) && !is_about_missing_staff {
        files.extend(inputs(&base).into_iter().filter(|file| file.kind == InputKind::Staff));
    }
    (files, settings(&text))
}

fn findings(folder: &Path) -> Diagnostics {
    let (files, settings) = case(folder);
    verify(&files, &settings).diagnostics
}

/// Every case with its code.
pub fn folders() -> Vec<(String, PathBuf)> {
    let mut folders: Vec<(String, PathBuf)> = std::fs::read_dir(path("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.file_name().unwrap() != "base")
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            (name.split('-').next().unwrap().to_owned(), folder)
        })
        .collect();
    folders.sort();
    folders
}

/// Compares with `verifica.json`; without findings there is no such file.
fn assert_as_expected(folder: &Path, found: &Diagnostics) {
    let expected = folder.join("verifica.json");
    if found.is_empty() {
        assert!(!expected.exists(), "{} expects findings and has none", folder.display());
    } else {
        expect_file![expected].assert_eq(&json::render(found));
    }
}

fn shows(found: &Diagnostics, code: &str) -> bool {
    found.iter().any(|finding| finding.code.name() == code)
}

#[test]
fn a_failing_case_shows_its_code_at_the_expected_places() {
    for (code, folder) in folders() {
        let folder = folder.join("failing");
        let found = findings(&folder);
        assert!(shows(&found, &code), "{} is silent", folder.display());
        assert_as_expected(&folder, &found);
    }
}

#[test]
fn a_passing_case_shows_what_is_expected_and_not_its_code() {
    for (code, folder) in folders() {
        let folder = folder.join("passing");
        let found = findings(&folder);
        assert!(!shows(&found, &code), "{} shows its code", folder.display());
        assert_as_expected(&folder, &found);
    }
}

#[test]
fn every_code_has_a_case_folder() {
    let with_case: Vec<String> = folders().into_iter().map(|(code, _)| code).collect();
    for info in catalogue() {
        assert!(with_case.iter().any(|code| code == info.code.name()), "{} has no case", info.code);
    }
}

#[test]
fn the_base_of_the_cases_is_in_order() {
    let found = findings(&path("tests/cases/base"));
    assert!(found.is_empty(), "{}", json::render(&found));
}
