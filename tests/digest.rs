//! The digest for the Nucleo: two pages for any body, with the figures of the annex.

use lopdf::Document;
use relazione_cug::model::cell::Value;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::{KeyFigureKind, Report};
use relazione_cug::model::role::RowRole;
use relazione_cug::model::table::Row;
use relazione_cug::{pipeline, report};

use crate::bodies::{sample, settings_of, staff_csv, verify};
use crate::pdf::{attribute, elements, squeezed, text};

fn digest(of: &Report) -> Document {
    let typeset = report::compile(report::Document::Digest, of, Vec::new()).unwrap();
    assert_eq!(typeset.warnings, Vec::<String>::new());
    Document::load_mem(&report::export(&typeset).unwrap().bytes).unwrap()
}

fn csv(kind: InputKind, text: String) -> InputFile {
    InputFile { kind, path: format!("{}.csv", kind.name()), bytes: text.into_bytes().into() }
}

#[test]
fn lateness_is_asked_about_where_the_office_gives_no_reason() {
    let (_, _, verified) = sample();
    let asked = |report: &Report| {
        let values = serde_json::to_value(relazione_cug::view::document(report)).unwrap();
        let questions = values["digest"]["questions"].as_array().unwrap().clone();
        questions.into_iter().find(|question| question["about"] == "Ritardi")
    };
    assert_eq!(asked(&verified.report), None, "in the sample each has its reason");
    let mut report = verified.report.clone();
    let areas = &mut report.achievements.as_mut().unwrap().areas;
    let indicators = areas
        .iter_mut()
        .flat_map(|area| &mut area.objectives)
        .flat_map(|objective| &mut objective.indicators);
    for indicator in indicators {
        indicator.note = None;
    }
    let question = asked(&report).unwrap();
    let words = question["words"].as_str().unwrap();
    assert!(
        words.starts_with("che cosa ha fatto tardare 6 indicatori: 2815 (44 giorni)"),
        "{words}"
    );
}

#[test]
fn the_digest_of_the_sample_says_what_the_nucleo_asks() {
    let (_, _, verified) = sample();
    let document = digest(&verified.report);
    assert_eq!(document.get_pages().len(), 2);
    let text = squeezed(&text(&document));
    for figure in &verified.report.key_figures {
        if figure.kind == KeyFigureKind::PlanScore {
            continue;
        }
        for words in [
            Some(&figure.value),
            figure.previous.as_ref(),
            figure.change.as_ref(),
            Some(&figure.source),
        ] {
            assert!(
                words.is_none_or(|words| text.contains(&squeezed(words))),
                "{}: {words:?}",
                figure.label
            );
        }
    }
    let achievements = verified.report.achievements.as_ref().unwrap();
    for (structure, summary) in &achievements.structures {
        assert!(text.contains(&squeezed(structure)), "{structure}");
        assert!(text.contains(&summary.score.text), "{structure}");
    }
    for area in &achievements.areas {
        assert!(text.contains(&area.summary.score.text), "{}", area.title);
    }
    let place =
        |words: &str| text.find(&squeezed(words)).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(
        place("1042 L'AGENDA 2.0") < place("1039 AGGIORNAMENTO"),
        "the least known comes first"
    );
    for words in [
        "Le donne hanno in media meno in 6 inquadramenti su 6 con entrambi i generi: il più ampio è in «D1»",
        "Ritardi: fatto tardi è «raggiunto in ritardo»",
        "Direzione Generale: il consuntivo di 2430 (COORDINAMENT",
        "che cosa si è fatto, o si farà, per gli obiettivi 1030, 1037",
        "1 commissione ha meno donne dei posti",
        "Risultati del piano delle azioni positive. Punteggio medio del piano: 82,04 nel 2022",
        "Indicatori valutati: 46 su 54; senza consuntivo 5, non valutabili 3.",
        "d.lgs. 27 ottobre 2009, n. 150, art. 14",
        "Motivo: Dato di esempio inventato: indagine rinviata",
    ] {
        place(words);
    }
    assert!(!text.contains(&squeezed("Edizione pubblica")), "nothing is kept back here");
    assert!(text.contains("C01commissionediconcorso"));
}

#[test]
fn the_public_digest_says_what_is_kept_back_and_shows_no_gap_that_the_tables_hide() {
    let (_, _, verified) = sample();
    let public = pipeline::protect(verified).unwrap().public.unwrap();
    let text = squeezed(&text(&digest(&public)));
    let rounded = "i numeri di persone sono arrotondati a un multiplo di 3 (di 5 nelle tabelle";
    assert!(text.contains(&squeezed(rounded)), "{text}");
    let table = public.tables.iter().find(|table| table.id.to_string() == "1.5").unwrap();
    let shown = |row: &Row| matches!(row.cells.last().unwrap().value, Value::Percent(_));
    let gaps = || table.rows.iter().filter(|row| row.role == RowRole::Body && shown(row));
    let is_below = |row: &&Row| row.cells.last().unwrap().text.starts_with('\u{2212}');
    let (below, gaps) = (gaps().filter(is_below).count(), gaps().count());
    assert!((1..6).contains(&gaps), "the table keeps some gaps back");
    assert!(text.contains(&squeezed(&format!(
        "in {below} inquadramenti su {gaps} fra quelli di cui il divario è pubblicato"
    ))));
}

#[test]
fn one_grade_in_which_women_earn_less_is_told_in_the_singular() {
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";
    let rows = [
        "1;D;01/01/1980;Istruttori;100;25000",
        "2;U;01/01/1980;Istruttori;100;26000",
        "3;D;01/01/1980;Operatori;100;23000",
        "4;U;01/01/1980;Operatori;100;22000",
    ];
    let verified = verify(&[staff_csv(header, &rows.map(str::to_owned))], &settings_of(2022));
    let values = serde_json::to_value(relazione_cug::view::document(&verified.report)).unwrap();
    let words = values["digest"]["pay"].as_str().unwrap();
    assert!(words.contains("hanno in media meno in 1 inquadramento su 2"), "{words}");
}

#[test]
fn its_key_figures_are_those_of_the_tables() {
    let (_, _, verified) = sample();
    let value = |kind| {
        let figures = &verified.report.key_figures;
        figures.iter().find(|figure| figure.kind == kind).unwrap().value.clone()
    };
    let sentences = |id| {
        let tables = &verified.report.tables;
        tables.iter().find(|table| table.id.to_string() == id).unwrap().sentences.join(" ")
    };
    assert_eq!(value(KeyFigureKind::WomenInPosts), "53,23 %");
    assert!(sentences("1.3").contains("53,23 %"));
    assert_eq!(value(KeyFigureKind::PayGap), "\u{2212}1,59 %");
    assert!(sentences("1.5").contains("\u{2212}1,59 %"));
    // 10.679,00 hours, 447 people: the hours per person of the table are no hours.
    assert_eq!(value(KeyFigureKind::TrainingHours), "23,89");
    assert_eq!(value(KeyFigureKind::LavoroAgile), "27,74 %");
}

#[test]
fn a_large_plan_still_takes_two_pages_and_tells_what_is_left_out() {
    let long = "una denominazione molto lunga, come se ne trovano nei piani della performance degli enti di grandi dimensioni";
    let mut plan =
        "azione;obiettivo;titolo;struttura;indicatore;descrizione;unita;anno;atteso\n".to_owned();
    let mut actuals = "indicatore;anno;consuntivo;nota\n".to_owned();
    for number in 0..60 {
        let area = 1 + number % 5;
        for part in 0..3 {
            let code = format!("{number}.{part}");
            plan.push_str(&format!(
                "{area};O{number};Obiettivo {number} con {long};Settore {} con {long};{code};Indicatore {code} con {long};Numero;2022;100\n",
                number % 40
            ));
            actuals.push_str(&format!("{code};2022;{};Motivo con {long}\n", number + part));
        }
    }
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let files = [staff, csv(InputKind::Plan, plan), csv(InputKind::Actuals, actuals)];
    let verified = verify(&files, &settings_of(2022));
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    let document = digest(&verified.report);
    assert_eq!(document.get_pages().len(), 2);
    let text = squeezed(&text(&document));
    assert!(text.contains("O0Obiettivo0con"), "the worst objective is there: {text}");
    assert!(!text.contains("O59Obiettivo59con"), "the best one has no room");
    for left_out in [
        "strutturesononell\u{2019}Allegato1",
        "conpuntegginonpi\u{f9}bassi,sononell\u{2019}Allegato1",
        "raggiuntiinparteoinritardo,sononell\u{2019}Allegato1",
    ] {
        assert!(text.contains(left_out), "{left_out}: {text}");
    }
}

#[test]
fn a_body_without_a_plan_has_one_page_that_says_so() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let document = digest(&verify(&[staff], &settings_of(2022)).report);
    assert_eq!(document.get_pages().len(), 1);
    let text = squeezed(&text(&document));
    assert!(text.contains("nonsonofraidatiricevuti") && text.contains("Datinonforniti."), "{text}");
}

#[test]
fn its_tag_tree_is_sound() {
    let (_, _, verified) = sample();
    let document = digest(&verified.report);
    let elements = elements(&document);
    let of = |kind: &'static str| elements.iter().filter(move |(found, _)| found == kind);
    assert!(of("Table").count() >= 3);
    assert!(of("Table").all(|(_, table)| attribute(&document, table, b"Summary").is_some()));
    assert!(of("TH").all(|(_, cell)| attribute(&document, cell, b"Scope").is_some()));
    assert_eq!(of("H1").count(), 1);
}
