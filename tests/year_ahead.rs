//! The deadlines ahead: what each still needs, and the calendar file.

use std::collections::BTreeSet;

use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::readiness::{DeadlineStatus, Readiness};
use relazione_cug::pipeline;
use relazione_cug::publish;

use crate::bodies::{inputs, path, sample, settings, settings_of, staff_csv, verify};

fn status<'a>(readiness: &'a Readiness, id: &str) -> &'a DeadlineStatus {
    readiness.deadlines.iter().find(|status| status.deadline.id == id).unwrap()
}

/// The sample without some of its inputs.
fn sample_without(kinds: &[InputKind]) -> pipeline::Verified {
    let folder = path("data/esempio");
    let settings = settings(&std::fs::read_to_string(folder.join("cug.toml")).unwrap());
    let files: Vec<InputFile> =
        inputs(&folder).into_iter().filter(|file| !kinds.contains(&file.kind)).collect();
    verify(&files, &settings)
}

#[test]
fn the_cycle_has_three_days_in_the_year_after_the_data() {
    let (_, _, verified) = sample();
    let days: Vec<String> = verified
        .report
        .readiness
        .deadlines
        .iter()
        .map(|status| status.deadline.date.to_string())
        .collect();
    assert_eq!(days, ["2023-01-31", "2023-03-01", "2023-03-30"]);
}

#[test]
fn the_sample_lacks_next_years_targets_and_some_actuals() {
    let (_, _, verified) = sample();
    let readiness = &verified.report.readiness;
    let plan = status(readiness, "piano");
    assert_eq!(plan.missing, ["valori attesi del 2023 nel file «piano»"]);
    assert_eq!(plan.ready, ["azioni da realizzare nel 2023"]);
    let missing = &status(readiness, "allegato-1").missing;
    assert!(missing.contains(&"consuntivi di 5 indicatori su 54".to_owned()), "{missing:?}");
    assert!(missing.contains(&"beneficiari di 2 iniziative".to_owned()), "{missing:?}");
    assert!(missing.contains(&"spesa di 1 iniziativa".to_owned()), "{missing:?}");
}

#[test]
fn an_input_that_is_not_given_is_told_with_what_it_feeds() {
    let before = sample_without(&[]);
    let before = &status(&before.report.readiness, "allegato-1").missing;
    for (kind, words) in [
        (InputKind::Positions, "il file «posizioni»: tabella 1.3"),
        (InputKind::Initiatives, "il file «azioni»: Sezioni 2 e 3"),
        (InputKind::Programme, "il file «programma»: programma dell'ente"),
        (InputKind::Actuals, "il file «consuntivi»: risultati del piano"),
    ] {
        let verified = sample_without(&[kind]);
        let missing = &status(&verified.report.readiness, "allegato-1").missing;
        assert!(missing.contains(&words.to_owned()), "{missing:?}");
        assert!(!before.contains(&words.to_owned()), "{before:?}");
    }
    let verified = sample_without(&[InputKind::Justifications]);
    let missing = &status(&verified.report.readiness, "allegato-1").missing;
    let waiting = format!("{} anomalie da giustificare", verified.waiting());
    assert_eq!(missing[0], waiting);
}

#[test]
fn a_column_that_is_not_there_is_told_by_its_tables() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let verified = verify(&[staff], &settings_of(2022));
    let missing = &status(&verified.report.readiness, "allegato-1").missing;
    let told: Vec<&String> =
        missing.iter().filter(|words| words.starts_with("altri dati")).collect();
    assert_eq!(told.len(), 1, "{missing:?}");
    assert_eq!(told[0], "altri dati: tabelle 1.2, 1.4-1.7");
}

#[test]
fn a_year_before_the_directive_has_no_deadlines() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1970;C".to_owned()]);
    let verified = verify(&[staff], &settings_of(2015));
    assert!(verified.report.readiness.deadlines.is_empty());
}

#[test]
fn the_calendar_keeps_to_its_grammar() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    let calendar = artifacts.iter().find(|file| file.path == "ufficio/scadenze.ics").unwrap();
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.is_empty()));
    let mut open: Vec<&str> = Vec::new();
    for line in &lines {
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name);
        } else if let Some(name) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(name));
        }
    }
    assert!(open.is_empty());
    let ids: BTreeSet<&&str> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(text.matches("TRIGGER:-P14D").count(), 3);
}
