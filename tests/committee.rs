//! What the CUG says of itself: the session that approves its report, its powers, its means, the tools for
//! well-being, and where its plan meets the PIAO.

use relazione_cug::model::committee_lists::CommitteeLists;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::Report;
use relazione_cug::publish;
use relazione_cug::view;

use crate::annotated_copy::parts;
use crate::bodies::{sample, settings_of, staff_csv, verify};

fn csv(kind: InputKind, text: &str) -> InputFile {
    let path = format!("{}.csv", kind.name());
    InputFile { kind, path, bytes: text.as_bytes().to_vec().into() }
}

fn report(files: &[InputFile]) -> Report {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let files: Vec<InputFile> = std::iter::once(staff).chain(files.iter().cloned()).collect();
    let verified = verify(&files, &settings_of(2022));
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    verified.report
}

#[test]
fn the_sample_was_approved_and_says_by_whom() {
    let (_, _, verified) = sample();
    let cug = &verified.report.cug_report;
    assert_eq!(
        cug.approval_sentence,
        "Approvata nella seduta del 16 marzo 2023: presenti 9 su 10; 8 voti favorevoli, 0 contrari, 1 astenuto."
    );
    assert_eq!(cug.president.as_ref().unwrap(), &["Anna Esempio", "Presidente"]);
    // The session of the year after is no meeting of the year, and nobody is told that it is left out.
    assert_eq!(cug.meetings.as_ref().unwrap().len(), 5);
    assert!(verified.diagnostics.iter().all(|found| found.code.name() != "R08"));
}

#[test]
fn a_report_that_nobody_approved_says_so_and_the_office_is_asked() {
    let meetings = csv(InputKind::Meetings, "data;argomenti\n10/02/2022;Programma\n");
    let report = report(&[meetings]);
    assert!(report.cug_report.approval.is_none());
    assert_eq!(report.cug_report.approval_sentence, "Da approvare nella seduta del Comitato.");
    let due = report.readiness.deadlines.last().unwrap();
    assert!(due.missing.iter().any(|words| words.ends_with("nel file «riunioni»")));
    assert!(due.lacking.contains(&"approvazione della relazione del CUG".to_owned()));
}

#[test]
fn a_session_before_the_end_of_the_year_approves_nothing() {
    let meetings =
        csv(InputKind::Meetings, "data;argomenti;approva_relazione\n10/02/2022;Relazione;sì\n");
    let report = report(&[meetings]);
    assert!(report.cug_report.approval.is_none());
    assert!(report.quality.findings.iter().any(|finding| finding.code == "R12"));
}

#[test]
fn every_matter_of_the_powers_keeps_its_place_and_own_matters_come_last() {
    let powers = csv(
        InputKind::Powers,
        "materia;esercitato;data;esito\n\
         piani di FORMAZIONE;;16/06/2022;Parere favorevole\n\
         Orari, flessibilità e misure di conciliazione;no;;\n\
         Contrattazione integrativa;;;\n\
         Mensa;sì;;\n",
    );
    let report = report(&[powers]);
    let all = report.cug_report.powers.as_ref().unwrap();
    let titles: Vec<&str> = all.iter().map(|power| power.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Poteri propositivi", "Poteri consultivi", "Poteri di verifica", "Altre materie"]
    );
    let states: Vec<(&str, Option<bool>)> =
        all[1].uses.iter().map(|one| (one.matter.as_str(), one.exercised)).collect();
    assert_eq!(
        states,
        [
            ("Riorganizzazione dell'ente", None),
            // A day and an outcome say that something was done.
            ("Piani di formazione", Some(true)),
            ("Orari, flessibilità e misure di conciliazione", Some(false)),
            ("Criteri di valutazione del personale", None),
            ("Contrattazione integrativa", None),
        ]
    );
    assert_eq!(all[3].uses[0].matter, "Mensa");
    // The row with nothing beside it is no data.
    let source = report.quality.sources.iter().find(|one| one.kind == InputKind::Powers).unwrap();
    assert_eq!((source.rows_read, source.rows_used), (3, 3));
}

#[test]
fn the_sheets_of_the_committee_have_a_row_for_each_thing_that_is_asked() {
    let lists = CommitteeLists::bundled();
    for (kind, entries) in [
        (InputKind::Committee, lists.facts.entries.len()),
        (InputKind::Powers, lists.matters().count()),
        (InputKind::Wellbeing, lists.tools.entries.len()),
    ] {
        let parts = parts(&publish::template_workbook(kind).unwrap());
        let (_, sheet) = parts.iter().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
        // Beside the header and the example.
        assert_eq!(sheet.matches("<row ").count(), 2 + entries, "{}", kind.name());
    }
}

#[test]
fn the_plan_says_which_indicators_stand_in_the_piao_and_in_whose_objectives() {
    let (_, _, verified) = sample();
    let piao = verified.report.cug_report.in_piao.as_ref().unwrap();
    assert_eq!(
        piao.sentence,
        "Sono anche nel PIAO o nel Piano della performance 18 indicatori su 54 per il 2022."
    );
    assert_eq!(piao.indicators.len(), 18);
    assert_eq!(piao.indicators[0].accountable.as_deref(), Some("Direttore o direttrice generale"));
    let plan = "azione;obiettivo;titolo;indicatore;descrizione;unita;anno;atteso";
    let row = "1;10;Titolo;1;Persone formate;Numero;2022;3";
    let without = report(&[csv(InputKind::Plan, &format!("{plan}\n{row}\n"))]);
    assert!(without.cug_report.in_piao.is_none());
    // One column for both is the structure in charge, as before.
    let one = csv(InputKind::Plan, &format!("{plan};responsabile\n{row};Ufficio formazione\n"));
    let one = report(&[one]);
    let objective = &one.achievements.as_ref().unwrap().areas[0].objectives[0];
    assert_eq!(objective.structure.as_deref(), Some("Ufficio formazione"));
}

#[test]
fn the_values_of_the_documents_have_it_all() {
    let (_, _, verified) = sample();
    let document = serde_json::to_value(view::document(&verified.report)).unwrap();
    let cug = &document["cug"];
    assert_eq!(cug["powers"][1]["rows"][0][1], "no");
    assert_eq!(cug["tools"][0][2], "15 settembre 2022");
    assert_eq!(cug["facts"].as_array().unwrap().len(), 10);
    assert_eq!(cug["piao"]["rows"].as_array().unwrap().len(), 18);
    assert!(cug["is_approved"].as_bool().unwrap());
}
