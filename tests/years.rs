//! The comparison of the years: what it computes, what it refuses to guess, what it leaves alone.

use proptest::prelude::*;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::reference_data::{KnownGrade, default_grade_map, known_grades};
use relazione_cug::model::report::{KeyFigureKind, Report};
use relazione_cug::model::years::{YearChapter, YearRow, YearSection};
use relazione_cug::publish;

use crate::bodies::{path, sample, settings, settings_of, staff_csv, verify};

const HEADER: &str = "tabella,gruppo,riga,genere,classe,misura,valore,stato\n";
const CLASSES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];
const NON_MANAGERS: &str = "Personale non dirigente";

fn past(path: &str, text: &str) -> InputFile {
    InputFile {
        kind: InputKind::History,
        path: format!("storico/{path}"),
        bytes: text.as_bytes().to_vec().into(),
    }
}

fn csv(report: &Report) -> String {
    let attachment = publish::attachments(report).unwrap().remove(0);
    String::from_utf8(attachment.bytes).unwrap()
}

fn is_history(file: &InputFile) -> bool {
    file.kind == InputKind::History
}

fn section<'a>(chapter: &'a YearChapter, title: &str) -> &'a YearSection {
    chapter.sections.iter().find(|section| section.title.starts_with(title)).unwrap()
}

fn row<'a>(section: &'a YearSection, label: &str) -> &'a YearRow {
    section.rows.iter().find(|row| row.label == label).unwrap()
}

/// The printed cells of a row, the change last.
fn texts(row: &YearRow) -> Vec<&str> {
    row.cells.iter().chain([&row.change]).map(|cell| cell.text.as_str()).collect()
}

/// Men and women of a grade, all of them in the third class.
fn grade(group: &str, label: &str, men: u64, women: u64) -> String {
    let mut text = String::new();
    for (gender, people) in [("U", men), ("D", women)] {
        for class in CLASSES {
            let count = if class == CLASSES[2] { people } else { 0 };
            text.push_str(&format!("1.1,{group},{label},{gender},{class},persone,{count},\n"));
        }
    }
    text
}

/// The row that says that all rows of table 1.1 are there.
fn total(men: u64, women: u64) -> String {
    grade("", "Totale personale", men, women)
}

/// People born in 1980, as grade, gender and how many.
fn staff(groups: &[(&str, &str, usize)]) -> InputFile {
    let people = groups
        .iter()
        .flat_map(|(grade, gender, count)| std::iter::repeat_n((grade, gender), *count))
        .enumerate();
    let rows: Vec<String> = people
        .map(|(number, (grade, gender))| format!("{number};{gender};01/01/1980;{grade}"))
        .collect();
    staff_csv("matricola;genere;data_nascita;inquadramento", &rows)
}

fn chapter(files: &[InputFile], year: i32) -> YearChapter {
    let verified = verify(files, &settings_of(year));
    verified.report.years.unwrap_or_else(|| panic!("{:?}", verified.diagnostics))
}

#[test]
fn the_tables_of_a_year_read_back_are_the_tables_of_that_year() {
    let (body, files, verified) = sample();
    let back = past("2021.csv", &csv(&verified.report));
    let mut files: Vec<InputFile> =
        files.iter().filter(|file| !is_history(file)).cloned().collect();
    files.push(back);
    let chapter = verify(&files, body).report.years.unwrap();
    for row in chapter.sections.iter().flat_map(|section| &section.rows) {
        let [before, now] = row.cells.as_slice() else { panic!("two years") };
        assert_eq!(before, now, "{} {}", row.group, row.label);
    }
    assert!(chapter.sections.len() >= 7);
}

#[test]
fn without_earlier_years_nothing_else_changes() {
    let (body, files, with) = sample();
    let files: Vec<InputFile> = files.iter().filter(|file| !is_history(file)).cloned().collect();
    let without = verify(&files, body);
    assert!(without.report.years.is_none());
    assert!(without.report.key_figures.iter().all(|figure| figure.previous.is_none()));
    assert_eq!(csv(&with.report), csv(&without.report));
    let values = |report: &Report| -> Vec<String> {
        report.key_figures.iter().map(|figure| figure.value.clone()).collect()
    };
    assert_eq!(values(&with.report), values(&without.report));
    assert_eq!(with.diagnostics, without.diagnostics);
}

#[test]
fn last_years_key_figures_stand_beside_this_years() {
    let (_, _, verified) = sample();
    let previous: Vec<&str> = verified
        .report
        .key_figures
        .iter()
        .filter(|figure| KeyFigureKind::SUMMARY.contains(&figure.kind))
        .map(|figure| figure.previous.as_deref().unwrap())
        .collect();
    assert_eq!(previous[0], "458 nel 2021");
    assert_eq!(previous[4], "78,15 nel 2021");
}

#[test]
fn the_order_of_files_and_rows_does_not_matter() {
    let (body, files, verified) = sample();
    let mut turned = files.clone();
    turned.reverse();
    for file in turned.iter_mut().filter(|file| is_history(file)) {
        let text = String::from_utf8(file.bytes.get().unwrap().into()).unwrap();
        let (header, rows) = text.split_once("\r\n").unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        file.bytes = format!("{header}\r\n{}\r\n", rows.join("\r\n")).into_bytes().into();
    }
    let again = verify(&turned, body);
    assert_eq!(format!("{:?}", again.report.years), format!("{:?}", verified.report.years));
}

#[test]
fn a_year_in_between_is_missing_and_not_bridged() {
    let files = [
        staff(&[("C", "U", 3), ("C", "D", 5)]),
        past("2019.csv", &format!("{HEADER}{}", grade(NON_MANAGERS, "C", 4, 4))),
    ];
    let report = verify(&files, &settings_of(2021)).report;
    let chapter = report.years.unwrap();
    assert_eq!(chapter.years, [2019, 2020, 2021]);
    let staff = section(&chapter, "Personale");
    assert_eq!(texts(row(staff, "Donne, %")), ["50,00", "–", "62,50", "–"]);
    assert!(report.key_figures.iter().all(|figure| figure.previous.is_none()));
    assert!(chapter.sentences.iter().any(|words| words == "Il 2020 non è fra i dati ricevuti."));
}

#[test]
fn the_reform_of_2023_joins_grades_by_their_counts() {
    let gap = |label: &str, gap: &str| format!("1.5,,{label},T,Divario %,percento,{gap},\n");
    let text = [
        HEADER.to_owned(),
        grade(NON_MANAGERS, "Categoria D1", 1, 3),
        grade(NON_MANAGERS, "D3", 5, 1),
        grade(NON_MANAGERS, "CATEGORIA C", 2, 2),
        grade(NON_MANAGERS, "Specialista", 1, 0),
        gap("D1", "-2.00"),
        gap("D3", "-4.00"),
        gap("cat. C", "-1.50"),
    ]
    .concat();
    let mut this = staff(&[("Istruttori", "U", 1), ("Istruttori", "D", 3)]);
    let more = staff(&[("Funzionari", "U", 4), ("Funzionari", "D", 4)]).bytes;
    let more = String::from_utf8(more.get().unwrap().into()).unwrap();
    let more = more.lines().skip(1).map(|line| format!("A{line}\n"));
    let all = [this.bytes.get().unwrap().as_ref(), more.collect::<String>().as_bytes()].concat();
    this.bytes = all.into();
    let chapter = chapter(&[this, past("2022.csv", &text)], 2023);
    let shares = section(&chapter, "Quota di donne");
    let joined = row(shares, "Funzionari ed elevata qualificazione");
    assert_eq!(texts(joined), ["40,00", "50,00", "+10,00 punti"]);
    assert_eq!(texts(row(shares, "Istruttori")), ["50,00", "75,00", "+25,00 punti"]);
    assert!(
        shares
            .notes
            .iter()
            .any(|note| note == "Senza corrispondenza nel 2023: «Specialista» (2022)."),
        "{:?}",
        shares.notes
    );
    let pay = section(&chapter, "Divario");
    let merged = row(pay, "Funzionari ed elevata qualificazione");
    assert_eq!(texts(merged), ["–", "–", "–"]);
    assert!(merged.cells[0].reason.as_ref().unwrap().contains("riuniti"));
    assert_eq!(texts(row(pay, "Istruttori"))[0], "\u{2212}1,50");
    assert!(chapter.references[0].0.contains("16 novembre 2022"));
}

#[test]
fn every_grade_that_the_reform_ended_has_the_area_that_took_its_place() {
    for (comparto, first, fewest) in [
        ("funzioni locali", 2023, 20),
        ("funzioni centrali", 2022, 3),
        ("sanità", 2023, 6),
        ("università", 2024, 4),
    ] {
        let map = default_grade_map(comparto);
        let of_comparto: Vec<KnownGrade> =
            known_grades().into_iter().filter(|grade| grade.comparto == comparto).collect();
        let ended = of_comparto.iter().filter(|grade| grade.valid_to.is_some());
        assert!(ended.clone().count() >= fewest, "{comparto}");
        for grade in ended {
            let area = map.carried(&grade.label, first - 1, first);
            let area = of_comparto.iter().find(|known| Some(known.label.as_str()) == area);
            assert!(area.is_some_and(|area| area.valid_from.is_some()), "{}", grade.label);
            assert_eq!(map.carried(&grade.label, first - 3, first - 1), None);
            assert_eq!(map.carried(&grade.label, first, first + 1), None);
        }
    }
    assert!(default_grade_map("ricerca").steps.is_empty(), "its levels are those of before");
}

#[test]
fn a_body_has_its_own_map_of_grades() {
    let map = InputFile {
        kind: InputKind::GradeMap,
        path: "corrispondenze.csv".to_owned(),
        bytes: b"anno;vecchio;nuovo\n2023;Specialista;Istruttori\n".to_vec().into(),
    };
    let text = format!(
        "{HEADER}{}{}",
        grade(NON_MANAGERS, "specialista", 1, 3),
        grade(NON_MANAGERS, "C", 1, 1)
    );
    let files = [staff(&[("Istruttori", "D", 2)]), past("2022.csv", &text), map];
    let chapter = chapter(&files, 2023);
    let shares = section(&chapter, "Quota di donne");
    assert_eq!(texts(row(shares, "Istruttori"))[..2], ["75,00", "100,00"]);
    assert!(shares.notes.iter().any(|note| note.contains("«C» (2022)")), "{:?}", shares.notes);
    assert!(chapter.references.is_empty());
}

#[test]
fn net_pay_is_not_compared_with_gross_pay() {
    let text = format!(
        "{HEADER}1.5,,C,U,Retribuzione netta media,euro,20000.00,\n1.5,,C,T,Divario %,percento,-3.00,\n1.5,,B3,T,Divario %,percento,,non_applicabile\n"
    );
    let chapter = chapter(&[staff(&[("C", "D", 2)]), past("2021.csv", &text)], 2022);
    // The only figure of the past cannot be compared: the subject is left out and named.
    assert!(chapter.sections.is_empty());
    assert!(chapter.notes.last().unwrap().contains("divario retributivo (tabella 1.5)"));
}

/// The sample of this year by some rules, with a year before that was made by others.
fn sample_after(rules_then: &str, rules_now: &str) -> Report {
    let (body, files, _) = sample();
    let text = std::fs::read_to_string(path("data/esempio/cug.toml")).unwrap();
    assert!(!text.contains("[valutazione]"));
    let by = |rules: &str| settings(&format!("{text}\n[valutazione]\n{rules}\n"));
    let mut files: Vec<InputFile> =
        files.iter().filter(|file| !is_history(file)).cloned().collect();
    let then = csv(&verify(&files, &by(rules_then)).report);
    files.push(past("2021.csv", &then));
    assert_eq!(body.report.year, 2022);
    verify(&files, &by(rules_now)).report
}

#[test]
fn scores_by_other_rules_are_not_compared() {
    let score = |report: &Report| {
        let all = report.key_figures.iter();
        all.clone().find(|figure| figure.kind == KeyFigureKind::PlanScore).unwrap().clone()
    };
    let plan =
        |report: &Report| section(report.years.as_ref().unwrap(), "Risultati del piano").clone();
    let same = sample_after("consuntivo_mancante = \"zero\"", "consuntivo_mancante = \"zero\"");
    assert_eq!(plan(&same).breaks, Vec::<i32>::new());
    assert_eq!(score(&same).change.as_deref(), Some("0,00 punti"));
    assert_eq!(plan(&same).sentences.len(), 1);
    for (then, now, told) in [
        (
            "",
            "consuntivo_mancante = \"zero\"",
            "(consuntivo mancante: escluso nel 2021, 0,00 nel 2022)",
        ),
        ("soglia_raggiunto = 90", "", "(raggiunto da: 90,00 nel 2021, 100,00 nel 2022)"),
        (
            "",
            "ritardo = [{ da_giorni = 1, a_giorni = 15, punteggio = 80 }, { da_giorni = 16, punteggio = 30 }]",
            "(in ritardo, da 1 giorno: 0,00 nel 2021, 80,00 nel 2022; in ritardo, da 16 giorni: senza una regola sua nel 2021, 30,00 nel 2022)",
        ),
    ] {
        let report = sample_after(then, now);
        let of = plan(&report);
        assert_eq!(of.breaks, [2022], "{told}");
        assert_eq!(of.sentences, Vec::<String>::new());
        assert!(of.rows.iter().all(|row| row.change.text == "–"), "{told}");
        assert!(of.notes.iter().any(|note| note.contains(told)), "{:?}", of.notes);
        let score = score(&report);
        assert_eq!(score.change, None);
        assert!(score.previous.unwrap().ends_with("con altre regole di valutazione"));
    }
}

#[test]
fn agile_work_and_training_are_read_by_their_labels() {
    let mut text = format!("{HEADER}{}{}", grade(NON_MANAGERS, "C", 4, 6), total(4, 6));
    for (gender, people, hours) in [("U", 2, "40.00"), ("D", 3, "75.50")] {
        text.push_str(&format!(
            "1.9,,Personale che fruisce del lavoro agile,{gender},Totale,persone,{people},\n\
             1.11,,Tematiche CUG,{gender},Totale,ore,{hours},\n\
             1.11,,Totale ore,{gender},Totale,ore,{hours},\n"
        ));
    }
    let chapter = chapter(&[staff(&[("C", "D", 2)]), past("2021.csv", &text)], 2022);
    let agile = section(&chapter, "Lavoro agile");
    assert_eq!(texts(row(agile, "Uomini")), ["50,00", "–", "–"]);
    assert_eq!(agile.notes[0], "2022: tabella 1.9 non fornita.");
    assert_eq!(texts(row(section(&chapter, "Formazione"), "Tutti"))[0], "11,55");
}

#[test]
fn a_share_needs_its_whole_denominator() {
    let rows = "1.2,,Part Time >50%,U,Totale,persone,1,\n1.2,,Part Time >50%,D,Totale,persone,3,\n";
    let other =
        "1.2,,Part Time <50%,U,Totale,persone,0,\n1.2,,Part Time <50%,D,Totale,persone,1,\n";
    let whole = "1.2,,Totale,U,Totale,persone,8,\n1.2,,Totale,D,Totale,persone,16,\n\
                 1.2,,Tempo Pieno,U,Totale,persone,7,\n1.2,,Tempo Pieno,D,Totale,persone,12,\n";
    for (text, share) in [
        (rows.to_owned(), None),
        (format!("{rows}{other}"), None),
        (format!("{rows}{whole}"), None),
        (format!("{rows}{other}{whole}"), Some("20,83")),
    ] {
        let staff = staff(&[("C", "D", 2), ("C", "U", 1)]);
        let text = format!("{HEADER}{}{}{text}", grade(NON_MANAGERS, "C", 8, 16), total(8, 16));
        let chapter = chapter(&[staff, past("2021.csv", &text)], 2022);
        let part_time = chapter.sections.iter().find(|one| one.title == "Tempo parziale");
        let cell = part_time.map(|section| row(section, "Tutti").cells[0].text.as_str());
        assert_eq!(cell.filter(|text| *text != "–"), share, "{text}");
    }
}

#[test]
fn people_are_not_counted_on_a_part_of_the_grades() {
    let part = format!("{HEADER}{}", grade(NON_MANAGERS, "C", 4, 6));
    for (text, women) in [
        (part.clone(), "–"),
        (format!("{part}{}", total(4, 7)), "–"),
        (format!("{part}{}", total(4, 6)), "60,00"),
    ] {
        let chapter = chapter(&[staff(&[("C", "D", 2)]), past("2021.csv", &text)], 2022);
        let personnel = section(&chapter, "Personale");
        let share = personnel.rows.iter().rfind(|row| row.label == "Donne, %").unwrap();
        assert_eq!(share.cells[0].text, women, "{text}");
    }
}

#[test]
fn protected_and_incomplete_cells_say_so_and_stay_empty() {
    let whole = grade(NON_MANAGERS, "C", 4, 6);
    let protected = whole.replacen("persone,6,", "persone,,riservato", 1);
    let incomplete: String = whole
        .lines()
        .filter(|line| !line.contains("D,>60"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (rows, words) in [(protected, "valore riservato"), (incomplete, "mancano alcune caselle")] {
        let files =
            [staff(&[("C", "U", 1), ("C", "D", 1)]), past("2021.csv", &format!("{HEADER}{rows}"))];
        let chapter = chapter(&files, 2022);
        let women = row(section(&chapter, "Personale"), "Donne").cells[0].clone();
        assert_eq!(women.text, "–");
        assert!(women.reason.unwrap().contains(words));
    }
}

#[test]
fn the_year_of_the_report_is_not_history() {
    let (_, files, _) = sample();
    let text = "[ente]\nnome = \"Ente\"\n[relazione]\nanno = 2021\n";
    let verified = verify(files, &settings(text));
    assert!(verified.diagnostics.iter().any(|finding| finding.code.name() == "S06"));
    assert!(verified.has_errors());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_and_changes_come_from_exact_counts(men in 0..400u64, women in 1..400u64, now in 1..30usize) {
        let text = format!("{HEADER}{}", grade(NON_MANAGERS, "C", men, women));
        let chapter = chapter(&[staff(&[("C", "U", 1), ("C", "D", now)]), past("2021.csv", &text)], 2022);
        let row = row(section(&chapter, "Personale"), "Donne, %");
        let round = |part: i128, whole: i128| (part * 20_000 + whole) / (2 * whole);
        let hundredths = round(women.into(), (men + women).into());
        prop_assert_eq!(&row.cells[0].text, &format!("{},{:02}", hundredths / 100, hundredths % 100));
        let [old, new] = row.cells.as_slice() else { panic!("two years") };
        let difference = new.value.clone().unwrap() - old.value.clone().unwrap();
        prop_assert_eq!(row.change.value.clone(), Some(difference));
    }
}
