//! The pay gap where somebody's pay is missing: a figure that cannot be computed is one thing, pay that
//! nobody gave is another.

use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::{KeyFigure, KeyFigureKind, Report};
use relazione_cug::model::table_id::TableId;
use relazione_cug::{pipeline, publish, view};

use crate::bodies::{settings, settings_of, staff_csv, verify};

const HEADER: &str =
    "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";

/// Two grades with women and men, and whoever else there is.
fn staff(others: &[&str]) -> InputFile {
    let paid = [
        ("D", "D1", 30_000),
        ("D", "D1", 31_000),
        ("U", "D1", 32_000),
        ("D", "C1", 25_000),
        ("U", "C1", 24_000),
    ];
    let rows = paid.iter().enumerate().map(|(number, (gender, grade, pay))| {
        format!("{number};{gender};01/01/1980;{grade};100;{pay},00")
    });
    staff_csv(HEADER, &rows.chain(others.iter().map(|row| (*row).to_owned())).collect::<Vec<_>>())
}

fn gap(report: &Report) -> Option<&KeyFigure> {
    report.key_figures.iter().find(|figure| figure.kind == KeyFigureKind::PayGap)
}

/// The pay of the digest, as its template reads it: values and notes.
fn digest(report: &Report) -> Vec<(String, Option<String>)> {
    let document = serde_json::to_value(view::document(report)).unwrap();
    let subjects = document["digest"]["subjects"].as_array().unwrap().clone();
    let pay = subjects.iter().find(|subject| subject["title"] == "Retribuzioni").unwrap();
    let figures = pay["figures"].as_array().unwrap().iter();
    let word = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    figures.map(|figure| (word(&figure["value"]).unwrap(), word(&figure["note"]))).collect()
}

#[test]
fn one_full_timer_without_pay_leaves_the_gap_of_the_others_everywhere() {
    let past = publish::tables_csv(&verify(&[staff(&[])], &settings_of(2021)).report).unwrap();
    let past = InputFile {
        kind: InputKind::History,
        path: "storico/2021.csv".to_owned(),
        bytes: past.into(),
    };
    let reason = "codice;luogo;motivazione;ufficio\nP11;;In aspettativa;Personale\n";
    let reason = InputFile {
        kind: InputKind::Justifications,
        path: "giustificazioni.csv".to_owned(),
        bytes: reason.as_bytes().to_vec().into(),
    };
    let without = staff(&["91;D;01/01/1980;D1;100;", "92;U;01/01/1980;D1;100;"]);
    let printed = "2,38 %";
    for files in [
        vec![staff(&[]), past.clone()],
        vec![without.clone(), past.clone()],
        vec![without, reason, past],
    ] {
        let settings = settings_of(2022);
        let verified = verify(&files, &settings);
        assert!(!verified.has_errors());
        let report = &verified.report;
        assert_eq!(gap(report).unwrap().value, printed);
        assert_eq!(digest(report), [(printed.to_owned(), None)]);
        let table = report.tables.iter().find(|table| table.id == TableId::PAY_GAP).unwrap();
        assert!(table.sentences[1].ends_with("divario 2,38 %."), "{:?}", table.sentences);
        let years = report.years.as_ref().unwrap();
        let pay = years.sections.iter().find(|one| one.title.starts_with("Divario")).unwrap();
        let labels: Vec<&str> = pay.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels.len(), 2, "{labels:?}");
        let artifacts = pipeline::publish(&verified, &settings, &files, &mut |_| ()).unwrap();
        let page = artifacts.iter().find(|one| one.path == "riservato/index.html").unwrap();
        let page = String::from_utf8(page.bytes.clone()).unwrap();
        let start = page.find("id=\"titolo-1-5\"").unwrap();
        let section = &page[start..start + page[start..].find("</section>").unwrap()];
        assert!(section.contains("divario 2,38\u{a0}%."), "{section}");
        assert!(!section.to_lowercase().contains("dati non forniti"), "{section}");
    }
}

#[test]
fn a_gap_that_cannot_be_computed_is_told_from_pay_that_nobody_gave() {
    let women: Vec<String> =
        (0..9).map(|row| format!("{row};D;01/01/1980;D1;100;30000,00")).collect();
    let report = verify(&[staff_csv(HEADER, &women)], &settings_of(2022)).report;
    let figure = gap(&report).unwrap();
    assert_eq!((figure.value.as_str(), figure.note.as_deref()), ("–", Some("non calcolabile")));
    assert_eq!(digest(&report), [("–".to_owned(), Some("non calcolabile".to_owned()))]);
    let table = report.tables.iter().find(|table| table.id == TableId::PAY_GAP).unwrap();
    assert!(table.sentences[0].contains("non è calcolabile"), "{:?}", table.sentences);

    let header = HEADER.trim_end_matches(";retribuzione");
    let rows: Vec<String> = (0..9).map(|row| format!("{row};D;01/01/1980;D1;100")).collect();
    let report = verify(&[staff_csv(header, &rows)], &settings_of(2022)).report;
    assert!(gap(&report).is_none());
    assert_eq!(digest(&report), []);
    let table = report.tables.iter().find(|table| table.id == TableId::PAY_GAP).unwrap();
    assert!(!table.provided && table.sentences.is_empty());
}

#[test]
fn pay_in_several_columns_is_their_sum() {
    let header = HEADER.replace("retribuzione", "Stipendio tabellare;Indennità;Accessorio");
    let in_parts = |whole: &InputFile| {
        let text = String::from_utf8(whole.bytes.get().unwrap().into_owned()).unwrap();
        let rows = text.lines().skip(1).map(|row| {
            let (others, pay) = row.rsplit_once(';').unwrap();
            let whole: u32 = pay.trim_end_matches(",00").parse().unwrap();
            format!("{others};{},50;;{},50", whole - 4001, 4000)
        });
        staff_csv(&header, &rows.collect::<Vec<_>>())
    };
    let added = "retribuzione = [\"Stipendio tabellare\", \"Indennità\", \"Accessorio\"]";
    let text =
        format!("[ente]\nnome = \"E\"\n[relazione]\nanno = 2022\n[colonne.personale]\n{added}\n");
    let whole = verify(&[staff(&[])], &settings_of(2022));
    let parts = verify(&[in_parts(&staff(&[]))], &settings(&text));
    assert!(!parts.has_errors());
    let means = |verified: &pipeline::Verified| {
        let pay = verified.report.tables.iter().find(|table| table.id == TableId::PAY_GAP);
        format!("{:?}", pay.unwrap().rows)
    };
    assert_eq!(means(&whole), means(&parts));
}
