//! «A chi va che cosa»: what leaves the office names nobody's row and leads to nothing that stays there.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::output_folder::OutputFolder;
use relazione_cug::pipeline;

use crate::bodies::{inputs, path, sample, settings_of, staff_csv, verify};

/// A body with something to ask about single people: pay that is missing, a birth date that is odd.
fn body() -> Vec<Artifact> {
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";
    let mut rows: Vec<String> =
        (0..40).map(|row| format!("MATR{row:04};D;01/01/1980;D1;100;30000,00")).collect();
    rows.push("MATR7781;U;17/05/1971;D1;100;".to_owned());
    rows.push("MATR7782;U;02/03/1929;D1;100;31987,65".to_owned());
    rows.push("MATR7783;U;03/03/1980;D1;100;987654321,12".to_owned());
    let files = [staff_csv(header, &rows)];
    let settings = settings_of(2022);
    let verified = verify(&files, &settings);
    let errors: Vec<_> = verified.diagnostics.iter().map(|found| found.code.name()).collect();
    assert!(!verified.has_errors() && errors.contains(&"P11"), "{errors:?}");
    pipeline::publish(&verified, &settings, &files, &mut |_| ()).unwrap()
}

/// What a person can read in a file: the parts of packages and the pages of documents too.
fn text(artifact: &Artifact) -> String {
    let ending = artifact.path.rsplit('.').next().unwrap();
    match ending {
        "xlsx" | "docx" | "odt" => {
            let mut archive = zip::ZipArchive::new(Cursor::new(&artifact.bytes)).unwrap();
            let mut text = String::new();
            for place in 0..archive.len() {
                let mut part = archive.by_index(place).unwrap();
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).unwrap();
                text.push_str(&String::from_utf8_lossy(&bytes));
            }
            text
        }
        #[cfg(feature = "typeset")]
        "pdf" => crate::pdf::text(&lopdf::Document::load_mem(&artifact.bytes).unwrap()),
        _ => String::from_utf8(artifact.bytes.clone()).unwrap(),
    }
}

/// What tells a row of the staff: staff numbers, dates, pay, the address of a cell.
const OF_ROWS: [&str; 7] = ["MATR", "1971", "1929", "31.987,65", "31987.65", "cella F4", "riga 4"];

#[test]
fn only_what_stays_in_the_office_names_a_row() {
    let artifacts = body();
    let mut read = 0;
    for artifact in &artifacts {
        if OutputFolder::Office.file_name(&artifact.path).is_some() {
            continue;
        }
        let text = text(artifact);
        for words in OF_ROWS {
            assert!(!text.contains(words), "{} says «{words}»", artifact.path);
        }
        read += 1;
    }
    assert!(read >= 8, "{read}");
    let page = artifacts.iter().find(|artifact| artifact.path == "ufficio/verifica.html").unwrap();
    assert!(text(page).contains("cella F42"), "what is looked for is where it may be");
    let annex = artifacts.iter().find(|one| one.path == "riservato/index.html").unwrap();
    assert!(text(annex).contains("personale.csv, «retribuzione»: 1 caso"));
}

#[test]
fn a_folder_that_leaves_the_office_leads_to_nothing_outside_it() {
    let (settings, files, verified) = sample();
    let artifacts = pipeline::publish(verified, settings, files, &mut |_| ()).unwrap();
    for folder in [OutputFolder::Restricted, OutputFolder::Public] {
        let names: BTreeSet<&str> =
            artifacts.iter().filter_map(|one| folder.file_name(&one.path)).collect();
        let page = artifacts.iter().find(|one| one.path == folder.path("index.html")).unwrap();
        let text = text(page);
        let links: Vec<&str> = text
            .split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .filter(|link| !link.starts_with('#') && !link.starts_with("data:,"))
            .collect();
        assert!(links.len() >= 4, "{links:?}");
        for link in links {
            assert!(names.contains(link) || link.starts_with("https://"), "{link}");
        }
    }
}

#[test]
fn every_file_but_the_manifest_has_a_folder_that_says_who_receives_it() {
    for artifact in body() {
        let folders = OutputFolder::ALL.iter();
        let found = folders.filter(|folder| folder.file_name(&artifact.path).is_some()).count();
        assert!(found == 1 || artifact.path == "manifesto.json", "{}", artifact.path);
    }
    assert_eq!(OutputFolder::Public.file_name("pubblico-altro/index.html"), None);
}

#[test]
fn the_guide_tells_who_receives_what_as_the_program_does() {
    let guide = std::fs::read_to_string(path("GUIDA.md")).unwrap();
    for folder in OutputFolder::ALL {
        let row =
            format!("| `{}` | {} | {} |", folder.name(), folder.recipients(), folder.contents());
        assert!(guide.contains(&row), "{row}");
    }
}

#[test]
fn findings_are_counted_by_column_where_rows_are_people_and_told_by_place_elsewhere() {
    let mut files = inputs(&path("data/esempio"));
    files
        .retain(|file| ["piano.csv", "consuntivi.csv", "testi/premessa.md"].contains(&&*file.path));
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";
    let rows: Vec<String> = (0..9).map(|row| format!("{row};D;01/01/1980;D1;100;")).collect();
    files.push(staff_csv(header, &rows));
    let verified = verify(&files, &settings_of(2022));
    let findings = &verified.report.quality.findings;
    let pay = findings.iter().find(|finding| finding.code == "P11").unwrap();
    assert_eq!(pay.places, ["personale.csv, «retribuzione»: 9 casi"]);
    assert_eq!((pay.count, pay.others), (9, 0));
    let plan = findings.iter().find(|finding| finding.code == "A01").unwrap();
    assert!(plan.places[0].contains("piano.csv, cella "), "{:?}", plan.places);
    // What the CUG has still to write is not a fault of the administration's data.
    assert!(verified.diagnostics.iter().any(|found| found.code.name() == "R01"));
    assert!(findings.iter().all(|finding| finding.code != "R01"));
}
