//! The register of grades: each qualification of Conto annuale that the data have is read as an office
//! writes it, by its code and by its name, and counts under its area.

use std::collections::BTreeMap;

use relazione_cug::ingest::settings;
use relazione_cug::model::reference_data::{KnownGrade, known_grades};

use crate::bodies::{staff_csv, verify};

fn by_comparto() -> BTreeMap<String, Vec<KnownGrade>> {
    let mut comparti: BTreeMap<String, Vec<KnownGrade>> = BTreeMap::new();
    for grade in known_grades() {
        comparti.entry(grade.comparto.clone()).or_default().push(grade);
    }
    comparti
}

/// What is written in a cell, and the area that it must count under.
fn written(grades: &[KnownGrade]) -> Vec<(String, &KnownGrade)> {
    let mut cells = Vec::new();
    for grade in grades {
        cells.push((grade.label.clone(), grade));
        for qualification in &grade.qualifications {
            let (code, name) = qualification.split_once(' ').unwrap();
            let words = [code, name].into_iter().filter(|words| !words.is_empty());
            cells.extend(words.map(|words| (words.to_owned(), grade)));
        }
    }
    cells
}

#[test]
fn every_qualification_counts_under_its_area_with_its_tipologia() {
    let mut codes = 0;
    for (comparto, grades) in by_comparto() {
        let text = format!(
            "[ente]\nnome = \"Ente di prova\"\ncomparto = \"{comparto}\"\n[relazione]\nanno = 2024\n"
        );
        let settings =
            settings::read(&text).unwrap_or_else(|faults| panic!("{comparto}: {faults:?}"));
        codes += grades.iter().map(|grade| grade.qualifications.len()).sum::<usize>();
        let cells = written(&grades);
        let rows: Vec<String> = (1..)
            .zip(&cells)
            .map(|(number, (words, _))| format!("{number};D;01/01/1980;\"{words}\""))
            .collect();
        let staff = staff_csv("matricola;genere;data_nascita;inquadramento", &rows);
        let verified = verify(&[staff], &settings);
        let people = &verified.dataset.people;
        let found: Vec<String> = verified
            .diagnostics
            .iter()
            .map(|one| format!("{} {}", one.code.name(), one.message))
            .collect();
        assert_eq!(people.len(), cells.len(), "{comparto}: {:#?}", &found[..found.len().min(5)]);
        for (person, (words, grade)) in people.iter().zip(&cells) {
            let read = &verified.dataset.grades[person.grade];
            assert_eq!(
                (read.label.as_str(), read.category),
                (grade.label.as_str(), grade.category),
                "{comparto}: «{words}»"
            );
        }
    }
    // The register of 2024 has 1,463 with a code, many of them the same in several contracts.
    assert!(codes >= 1_250, "{codes}");
}

#[test]
fn a_grade_of_a_contract_that_must_be_chosen_leads_to_the_choice() {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;Istruttori".to_owned(), "2;U;01/01/1980;PLA".to_owned()],
    );
    let verified = verify(&[staff], &crate::bodies::settings_of(2024));
    let unknown = verified.diagnostics.iter().find(|one| one.code.name() == "P06").unwrap();
    assert!(unknown.remedy.contains("comparto = \"friuli venezia giulia\""), "{}", unknown.remedy);
}

/// The titles of Conto annuale, table 9, by code and by name.
const TITLES: [(&str, &str, Option<&str>); 6] = [
    ("003000", "FINO ALLA SCUOLA DELL'OBBLIGO", Some("Inferiore al Diploma superiore")),
    ("004000", "LICENZA MEDIA SUPERIORE", Some("Diploma di scuola superiore")),
    ("004500", "LAUREA BREVE", Some("Laurea")),
    ("005000", "LAUREA", Some("Laurea magistrale")),
    ("007000", "SPECIALIZZAZIONE POST LAUREA / DOTTORATO DI RICERCA", None),
    ("008000", "ALTRI TITOLI POST LAUREA", None),
];

/// The level of each title, where it has one, and the titles that are asked about.
fn levels(titles: &[&str]) -> (Vec<Option<String>>, Vec<String>) {
    let rows: Vec<String> = (1..)
        .zip(titles)
        .map(|(number, title)| format!("{number};D;01/01/1980;Istruttori;\"{title}\""))
        .collect();
    let header = "matricola;genere;data_nascita;inquadramento;titolo_studio";
    let verified = verify(&[staff_csv(header, &rows)], &crate::bodies::settings_of(2024));
    let dataset = &verified.dataset;
    let label = |level: usize| dataset.education_levels[level].label.clone();
    let levels = dataset.people.iter().map(|person| person.education.map(label)).collect();
    let asked = verified.diagnostics.iter().filter(|one| one.code.name() == "P07");
    (levels, asked.map(|one| one.value.clone().unwrap()).collect())
}

#[test]
fn titles_of_conto_annuale_are_levels_or_are_asked_about() {
    for titles in [TITLES.map(|(code, ..)| code), TITLES.map(|(_, name, _)| name)] {
        let (found, asked) = levels(&titles);
        let expected = TITLES.map(|(.., level)| level.map(str::to_owned));
        assert_eq!(found, expected, "{titles:?}");
        assert_eq!(asked, titles[4..], "{titles:?}");
    }
}

#[test]
fn laurea_alone_is_the_long_degree_beside_the_short_one_and_is_asked_about_without() {
    let diploma = "Diploma di scuola superiore";
    let (found, asked) = levels(&["Laurea", "Laurea breve", diploma]);
    assert_eq!(found[0].as_deref(), Some("Laurea magistrale"));
    assert!(asked.is_empty());
    let (found, asked) = levels(&["Laurea", diploma, "Licenza media"]);
    assert_eq!((found[0].as_deref(), asked), (None, vec!["Laurea".to_owned()]));
}

/// Causes of hiring, leaving and absence of Conto annuale.
#[test]
fn causes_of_conto_annuale_say_who_is_in_service() {
    for (cause, counts) in [
        ("PASSAGGI DA ALTRA AMMINISTRAZIONE", Some(true)),
        ("NOMINA DA CONCORSO", Some(true)),
        ("PERSONALE STABILIZZATO EX ART. 35, C. 3", Some(true)),
        ("PERSONALE STABILIZZATO EX ART.20 D.LGS. 75/2017", Some(true)),
        ("ASSUNZIONE PER CHIAMATA NUMERICA (L.68/99 Cat. Protette)", Some(true)),
        ("ASSUNZIONE PER CHIAMATA DIRETTA (L.68/99 Cat. Protette)", Some(true)),
        ("STABILIZZATO DA LSU", Some(true)),
        ("DIMISSIONI (CON DIRITTO A PENSIONE)", Some(false)),
        ("DIMISSIONI SENZA DIRITTO A PENSIONE", Some(false)),
        ("PASSAGGI AD ALTRE AMMINISTRAZIONI", Some(false)),
        ("COLLOCAMENTO A RIPOSO PER LIMITI DI ETA'", Some(false)),
        ("LICENZIAMENTI DISPOSTI DALL'ENTE", Some(false)),
        ("RISOLUZIONE RAPPORTO LAVORO", Some(false)),
        ("PASSAGGI PER ESTERNALIZZAZIONI", Some(false)),
        ("ALTRE CAUSE", None),
        ("LSU", Some(false)),
    ] {
        let rows = [
            "1;D;01/01/1980;Istruttori;in servizio".to_owned(),
            format!("2;D;01/01/1980;Istruttori;\"{cause}\""),
        ];
        let header = "matricola;genere;data_nascita;inquadramento;stato_servizio";
        let verified = verify(&[staff_csv(header, &rows)], &crate::bodies::settings_of(2024));
        let is_asked = verified.diagnostics.iter().any(|one| one.code.name() == "P30");
        let found = (!is_asked).then_some(verified.dataset.people.len() == 2);
        assert_eq!(found, counts, "{cause}: {:?}", verified.diagnostics);
    }
}
