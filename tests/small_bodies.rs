//! Small invented bodies of each comparto, with the grades as offices write them: verified and published,
//! and what they say against files that are read by people too.

use std::path::PathBuf;

use expect_test::expect_file;
use relazione_cug::pipeline;
use relazione_cug::view;

use crate::bodies::{inputs, path, settings, settings_of, staff_csv, verify};
use crate::golden::drawn;

/// The folders of `tests/samples`.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(path("tests/samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

#[test]
fn small_bodies_of_every_comparto_say_what_is_expected() {
    assert_eq!(folders().len(), 6);
    for folder in folders() {
        let settings = settings(&std::fs::read_to_string(folder.join("cug.toml")).unwrap());
        let verified = verify(&inputs(&folder), &settings);
        let mut text = format!("{}\n\nCONTROLLI\n", settings.body.name);
        for found in verified.diagnostics.iter() {
            text += &format!("{} {}: {}\n", found.code, found.location, found.message);
        }
        assert!(!verified.has_errors(), "{text}");
        let document = view::document(&verified.report);
        for table in document.tables.iter().filter(|table| table.provided) {
            text += &format!("\nTabella {} – {}\n{}", table.id, table.title, drawn(&table.grid));
            for sentence in table.sentences {
                text += &format!("{sentence}\n");
            }
        }
        expect_file![folder.join("atteso.txt")].assert_eq(&text);
    }
}

#[test]
fn small_bodies_are_published_whole() {
    for folder in folders() {
        let settings = settings(&std::fs::read_to_string(folder.join("cug.toml")).unwrap());
        let files = inputs(&folder);
        let verified = verify(&files, &settings);
        let artifacts = pipeline::publish(&verified, &settings, &files, &mut |_| ()).unwrap();
        for name in ["riservato/tabelle.csv", "pubblico/tabelle.csv", "riservato/tabelle.xlsx"] {
            let is_there = artifacts.iter().any(|artifact| artifact.path == name);
            assert!(is_there, "{}: {name}", folder.display());
        }
    }
}

#[test]
fn people_whose_title_is_not_known_are_told_beside_those_with_a_degree() {
    let header = "matricola;genere;data_nascita;inquadramento;tipologia;titolo_studio";
    let titles =
        [("D", "Laurea magistrale"), ("D", ""), ("U", "Diploma di scuola superiore"), ("U", "")];
    let rows = titles.iter().enumerate().map(|(number, (gender, title))| {
        format!("{number};{gender};0{}/03/1980;C;Personale non dirigente;{title}", number + 1)
    });
    let verified = verify(&[staff_csv(header, &rows.collect::<Vec<_>>())], &settings_of(2022));
    let tables = &verified.report.tables;
    let table = tables.iter().find(|table| table.id.to_string() == "1.7").unwrap();
    assert_eq!(
        table.sentences,
        [
            "Ha almeno una laurea il 50,00 % delle donne (1 su 2) e lo 0,00 % degli uomini (0 su 2); \
          di 2 persone il titolo non è indicato."
        ]
    );
}
