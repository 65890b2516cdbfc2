//! Sezione 2 and Sezione 3 beyond the sample: without a file, without rows, without a plan, over years.

use relazione_cug::model::initiative::Initiatives;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::view;

use crate::bodies::{sample, settings_of, staff_csv, verify};

const HEADER: &str = "anno;iniziativa;obiettivo;azioni;attori;indicatori;beneficiari_donne;beneficiari_uomini;capitolo;spesa";

fn staff() -> InputFile {
    staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()])
}

fn initiatives(rows: &[&str]) -> InputFile {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let path = "azioni.csv".to_owned();
    InputFile { kind: InputKind::Initiatives, path, bytes: text.into_bytes().into() }
}

fn of(rows: &[&str]) -> Initiatives {
    verify(&[staff(), initiatives(rows)], &settings_of(2022)).report.initiatives.unwrap()
}

#[test]
fn without_the_file_both_sections_say_so_and_nothing_is_found() {
    let verified = verify(&[staff()], &settings_of(2022));
    assert!(verified.report.initiatives.is_none());
    assert!(verified.diagnostics.iter().all(|finding| !finding.code.name().starts_with('I')));
    let values = serde_json::to_value(view::document(&verified.report)).unwrap();
    let sections = values["initiatives"]["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 2);
    assert!(sections.iter().all(|section| section["content"].is_null()));
}

#[test]
fn a_section_without_rows_says_it_plainly() {
    let earlier = of(&["2021;1;;Sportello;;;;;;"]);
    assert_eq!(earlier.carried_out.sentences, ["Nessuna azione indicata per il 2022."]);
    assert_eq!(earlier.planned.sentences, ["Nessuna azione indicata per il 2023."]);
    let none = verify(&[staff(), initiatives(&[])], &settings_of(2022));
    assert!(none.report.initiatives.is_none(), "an empty list is not a zero");
    let later = of(&["2024;1;;Sportello;;;;;;"]);
    assert_eq!(
        later.planned.sentences,
        [
            "Nessuna azione indicata per il 2023.",
            "Per il 2024 è indicata 1 iniziativa da realizzare."
        ]
    );
}

#[test]
fn rows_of_one_initiative_are_one_sheet_and_its_spending_adds_up() {
    let both = of(&[
        "2022;1;10;Corsi;;;3;1;100;0,10",
        "2023;1;30;Corsi;;;5;5;100;9",
        "2022;1;20, 10;;;;;;200;0,20",
        "2022;2;10;Sportello;;;1;;100;0,30",
    ]);
    let done = &both.carried_out;
    assert_eq!(done.initiatives.len(), 2);
    let codes: Vec<&str> =
        done.initiatives[0].objectives.iter().map(|objective| objective.code.as_str()).collect();
    assert_eq!(codes, ["10", "20"]);
    assert_eq!(
        done.sentences,
        [
            "Per il 2022 sono indicate 2 iniziative realizzate.",
            "Le donne sono 3 su 4 beneficiari, il 75,00 %, nella sola iniziativa su 2 che indica i beneficiari.",
            "La spesa indicata è di 0,60 euro su 2 capitoli.",
        ]
    );
    assert_eq!(both.planned.initiatives.len(), 1);
}

#[test]
fn without_a_plan_codes_are_printed_as_they_are() {
    let verified = verify(
        &[staff(), initiatives(&["2022;1;10;Corsi;;101;3;1;;0", "2022;2;benessere;X;;;3;1;;0"])],
        &settings_of(2022),
    );
    assert!(verified.diagnostics.is_empty(), "{:?}", verified.diagnostics);
    let done = verified.report.initiatives.unwrap().carried_out;
    assert_eq!(done.initiatives[0].indicators[0].description, None);
    assert_eq!(done.initiatives[1].objective_words.as_deref(), Some("benessere"));
}

#[test]
fn sheets_of_the_sample_carry_titles_and_results_of_the_plan() {
    let (_, _, verified) = sample();
    let both = verified.report.initiatives.as_ref().unwrap();
    let training = &both.carried_out.initiatives[0];
    assert_eq!(training.objectives[0].title.as_deref(), Some("PIANO FORMAZIONE"));
    assert!(training.indicators.iter().all(|indicator| indicator.result.is_some()));
    assert!(both.planned.initiatives.iter().all(|initiative| {
        initiative.objectives.iter().all(|objective| objective.score.is_none())
            && initiative.indicators.iter().all(|indicator| indicator.result.is_none())
    }));
}
