//! Law that changes from year to year: what is cited, what is asked, where series break.

use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::Report;
use relazione_cug::model::table::{Row, Table};
use relazione_cug::model::years::YearSection;
use relazione_cug::pipeline::{self, Verified};

use crate::bodies::{settings, settings_of, staff_csv, verify};

const HEADER: &str =
    "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";

fn staff() -> InputFile {
    let rows = (0..12).map(|number| {
        let gender = if number % 3 == 0 { "U" } else { "D" };
        format!(
            "{number};{gender};15/06/{};Istruttori;100;{}",
            1970 + number,
            28_000 + 100 * number
        )
    });
    staff_csv(HEADER, &rows.collect::<Vec<_>>())
}

fn file(kind: InputKind, path: &str, text: &str) -> InputFile {
    InputFile { kind, path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }
}

fn table<'a>(verified: &'a Verified, id: &str) -> &'a Table {
    verified.report.tables.iter().find(|table| table.id.to_string() == id).unwrap()
}

fn row<'a>(table: &'a Table, label: &str) -> &'a Row {
    table.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("no row {label}"))
}

fn section<'a>(verified: &'a Verified, title: &str) -> &'a YearSection {
    let years = verified.report.years.as_ref().unwrap();
    years.sections.iter().find(|section| section.title == title).unwrap()
}

/// Everything that a report of a year cites, in one text.
fn cited(year: i32) -> String {
    let report = verify(&[staff()], &settings_of(year)).report;
    let method = report.head.method.iter().map(|note| note.text.clone());
    let chapters = report.cug_report.chapters.iter();
    let paragraphs = chapters.flat_map(|chapter| &chapter.format.paragraphs);
    let paragraphs = paragraphs.map(|note| note.text.clone());
    let deadlines = report.readiness.deadlines.iter();
    let deadlines = deadlines.flat_map(|status| &status.deadline.references);
    let references = report.tables.iter().flat_map(|table| &table.references).chain(deadlines);
    let references = references.map(|reference| reference.0.clone());
    method.chain(paragraphs).chain(references).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_report_cites_the_law_of_its_date() {
    const PIAO: &str = "d.P.R. 24 giugno 2022, n. 81";
    const GUIDELINES: &str = "linee guida sulla parità di genere";
    const VIOLENCE: &str = "29 novembre 2023";
    const TRAINING: &str = "14 gennaio 2025";
    const PARENTAL: &str = "legge 30 dicembre 2025, n. 199";
    const TRANSPARENCY: &str = "d.lgs. 7 maggio 2026, n. 96";
    const ALL: [&str; 6] = [PIAO, GUIDELINES, VIOLENCE, TRAINING, PARENTAL, TRANSPARENCY];
    for (year, in_force) in [
        (2020, &[][..]),
        (2022, &[PIAO, GUIDELINES]),
        (2023, &[PIAO, GUIDELINES, VIOLENCE]),
        (2024, &[PIAO, GUIDELINES, VIOLENCE, TRAINING]),
        (2025, &[PIAO, GUIDELINES, VIOLENCE, TRAINING]),
        (2026, &ALL),
    ] {
        let text = cited(year);
        let found: Vec<&str> = ALL.into_iter().filter(|act| text.contains(act)).collect();
        assert_eq!(found, in_force, "{year}");
        assert!(text.contains("legge 4 novembre 2010, n. 183, art. 21"), "{year}");
        assert!(!text.contains("{acts}"), "{year}");
    }
}

#[test]
fn positions_cite_the_contract_of_the_body_alone() {
    let of = |comparto: &str, year: i32| {
        let text = format!(
            "[ente]\nnome = \"Ente\"\ncomparto = \"{comparto}\"\n[relazione]\nanno = {year}\n"
        );
        let verified = verify(&[staff()], &settings(&text));
        let table = table(&verified, "1.3");
        table.references.iter().map(|act| act.0.clone()).collect::<Vec<_>>().join("; ")
    };
    assert!(
        of("funzioni locali", 2022)
            .ends_with("CCNL Funzioni locali 16 novembre 2022, artt. 16-20 e 84")
    );
    assert!(
        of("funzioni locali", 2021)
            .ends_with("CCNL Funzioni locali 21 maggio 2018, artt. 13-18 e 70-quinquies")
    );
    assert!(!of("sanità", 2026).contains("Funzioni locali"));
    assert!(of("sanità", 2026).contains("CCNL Sanità 27 ottobre 2025"));
}

fn settings_with_arrears(year: i32, arrears: &str) -> relazione_cug::model::settings::Settings {
    settings(&format!(
        "[ente]\nnome = \"Ente\"\n[relazione]\nanno = {year}\n[retribuzioni]\narretrati = \"{arrears}\"\n"
    ))
}

/// Table 1.5 of an earlier year as its `tabelle.csv` has it.
fn earlier_pay(year: i32, arrears: Option<&str>) -> InputFile {
    let earlier = match arrears {
        Some(arrears) => settings_with_arrears(year, arrears),
        None => settings_of(year),
    };
    let verified = verify(&[staff()], &earlier);
    let text = relazione_cug::publish::tables_csv(&verified.report).unwrap();
    InputFile { kind: InputKind::History, path: format!("storico/{year}.csv"), bytes: text.into() }
}

#[test]
fn arrears_are_printed_in_the_heading_and_break_the_years() {
    for (arrears, earlier, is_broken) in [
        ("compresi", None, true),
        ("compresi", Some("esclusi"), true),
        ("compresi", Some("compresi"), false),
        ("esclusi", Some("compresi"), true),
        ("esclusi", None, false),
    ] {
        let files = [staff(), earlier_pay(2025, earlier)];
        let verified = verify(&files, &settings_with_arrears(2026, arrears));
        let pay = table(&verified, "1.5");
        let heading = format!("Retribuzione lorda media, arretrati {arrears}");
        assert!(pay.columns.iter().any(|column| column.label == heading), "{arrears}");
        assert!(pay.notes.iter().any(|note| note.contains("arretrati pagati nell'anno")));
        let gap = section(&verified, "Divario retributivo per inquadramento");
        assert_eq!(gap.breaks == [2026], is_broken, "{arrears} after {earlier:?}");
        let has_mark = gap.notes.iter().any(|note| note.starts_with("‖ 2026: "));
        assert_eq!(has_mark, is_broken);
        for row in &gap.rows {
            assert!(row.cells.iter().all(|cell| cell.value.is_some()));
            assert_eq!(row.change.value.is_none(), is_broken);
        }
        let key =
            verified.report.key_figures.iter().find(|key| key.source == "tabella 1.5").unwrap();
        assert_eq!(key.change.is_none(), is_broken);
        assert!(key.label.ends_with(&format!(", arretrati {arrears}")), "{}", key.label);
    }
}

#[test]
fn where_nobody_says_whether_arrears_are_in_it_is_asked_for_the_years_that_have_them() {
    for (year, is_asked) in [(2024, false), (2025, true), (2026, true)] {
        let verified = verify(&[staff()], &settings_of(year));
        let asked = verified.diagnostics.iter().any(|one| one.code.name() == "C11");
        assert_eq!(asked, is_asked, "{year}");
    }
}

fn leave(year: i32) -> InputFile {
    file(
        InputKind::Leave,
        "congedi.csv",
        &format!(
            "matricola;tipo;quantita;data\n1;congedo parentale giorni;12;10/03/{year}\n0;congedo parentale giorni;8;10/03/{year}\n2;congedo parentale giorni;5;10/05/{year}\n"
        ),
    )
}

fn earlier_leave(year: i32) -> InputFile {
    let verified = verify(&[staff(), leave(year)], &settings_of(year));
    let text = relazione_cug::publish::tables_csv(&verified.report).unwrap();
    InputFile { kind: InputKind::History, path: format!("storico/{year}.csv"), bytes: text.into() }
}

#[test]
fn the_series_of_parental_leave_breaks_with_2026() {
    for (year, is_broken) in [(2025, false), (2026, true), (2027, false)] {
        let files = [staff(), leave(year), earlier_leave(year - 1)];
        let verified = verify(&files, &settings_of(year));
        let days = section(&verified, "Congedi parentali");
        let all = days.rows.last().unwrap();
        assert_eq!(
            all.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(),
            ["25", "25"]
        );
        assert_eq!(all.change.value.is_none(), is_broken, "{year}");
        assert_eq!(days.breaks == [2026], is_broken, "{year}");
        let note = "Dal 1º gennaio 2026 il congedo parentale";
        let is_noted = table(&verified, "1.10").notes.iter().any(|text| text.starts_with(note));
        assert_eq!(is_noted, year >= 2026, "{year}");
    }
}

#[test]
fn people_with_forty_hours_of_training_are_counted_since_2025() {
    let training = |year: i32| {
        let text = format!(
            "matricola;tipo;ore;data\n0;sicurezza;30;01/02/{year}\n0;Riforma Mentis;10;01/03/{year}\n1;sicurezza;39;01/02/{year}\n2;CUG;40;01/02/{year}\n2;CUG;-1;01/02/{year}\n4;transizione digitale;55;01/02/{year}\n"
        );
        file(InputKind::Training, "formazione.csv", &text)
    };
    let verified = verify(&[staff(), training(2026)], &settings_of(2026));
    let table_of = table(&verified, "1.11");
    let cells = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let reached = cells(row(table_of, "Persone con almeno 40 ore"));
    // One man with 30 and 10, one woman with 55; another woman has given one of her 40 back.
    assert_eq!([&reached[5], &reached[13]], ["1", "1"]);
    let hours = cells(row(table_of, "Violenza di genere"));
    assert_eq!(hours[5], "10");
    let sentence = "Con almeno 40 ore: 2 persone, 16,67 % del personale; 1 donna (12,50 % delle donne) e 1 uomo (25,00 % degli uomini).";
    assert!(table_of.sentences.iter().any(|text| text == sentence), "{:?}", table_of.sentences);
    let in_service = "Su tutte le persone in servizio le ore a testa sono 14,42: 16,63 per le donne e 10,00 per gli uomini.";
    assert!(table_of.sentences.iter().any(|text| text == in_service), "{:?}", table_of.sentences);
    let key = |verified: &Verified| {
        let mut keys = verified.report.key_figures.iter();
        keys.find(|key| key.label == "con almeno 40 ore di formazione").map(|key| key.value.clone())
    };
    assert_eq!(key(&verified).as_deref(), Some("16,67 %"));
    let before = verify(&[staff(), training(2024)], &settings_of(2024));
    assert!(table(&before, "1.11").rows.iter().all(|row| row.label != "Persone con almeno 40 ore"));
    assert_eq!(key(&before), None);
}

#[test]
fn remote_work_has_a_row_where_somebody_works_so() {
    let uses = |words: &str| {
        let text = format!("matricola;misura\n1;lavoro agile\n2;{words}\n3;Banca delle ore\n");
        verify(
            &[staff(), file(InputKind::WorkLife, "conciliazione.csv", &text)],
            &settings_of(2026),
        )
    };
    let labels = |verified: &Verified| {
        let table = table(verified, "1.9");
        table.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>()
    };
    let with = uses("Lavoro da remoto");
    assert_eq!(
        labels(&with)[4..6],
        ["Personale che fruisce del lavoro da remoto", "Banca delle ore"]
    );
    let note = "Il format ha un'ultima riga «Altro», ripetuta per ogni altra misura: qui \
        «Personale che fruisce del lavoro da remoto», «Banca delle ore».";
    assert_eq!(table(&with, "1.9").notes.last().unwrap(), note);
    let without = uses("telelavoro");
    assert_eq!(labels(&without)[4], "Banca delle ore");
}

/// Sixty people, of whom so many women and men have forty hours.
fn public_training(women: usize, men: usize) -> Report {
    let rows = (0..60).map(|number| {
        let gender = if number % 2 == 0 { "D" } else { "U" };
        format!("{number};{gender};15/06/{};Istruttori;100;", 1965 + number % 30)
    });
    let mut text = "matricola;tipo;ore;data\n".to_owned();
    for number in 0..50 {
        let has_reached = (number / 2) < if number % 2 == 0 { women } else { men };
        let hours = if has_reached { 41 + number % 3 } else { 10 + number % 7 };
        text.push_str(&format!("{number};sicurezza;{hours};10/03/2026\n"));
    }
    let training = file(InputKind::Training, "formazione.csv", &text);
    let mut settings = settings_of(2026);
    settings.disclosure = crate::protection::suppressing(&settings);
    let verified = verify(&[staff_csv(HEADER, &rows.collect::<Vec<_>>()), training], &settings);
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    pipeline::protect(&verified).unwrap().public.expect("the public edition is safe")
}

#[test]
fn few_people_with_forty_hours_are_kept_back_in_public_with_all_that_is_said_of_them() {
    let said = |report: &Report| {
        let table = report.tables.iter().find(|table| table.id.to_string() == "1.11").unwrap();
        let row = row(table, "Persone con almeno 40 ore");
        let totals = [row.cells[5].text.clone(), row.cells[13].text.clone()];
        let has_sentence = table.sentences.iter().any(|text| text.starts_with("Con almeno 40 ore"));
        let mut keys = report.key_figures.iter();
        let key = keys.find(|key| key.label == "con almeno 40 ore di formazione").unwrap();
        (totals, has_sentence, key.value.clone())
    };
    let (totals, has_sentence, key) = said(&public_training(12, 9));
    assert_eq!(totals, ["9", "12"]);
    assert!(has_sentence);
    assert_eq!(key, "35,00 %");
    let ([men, _], has_sentence, key) = said(&public_training(12, 2));
    assert_eq!((men.as_str(), has_sentence, key.as_str()), ("[r]", false, "[r]"));
}
