//! A sound list of staff with one trouble more: what is published is the truth, or nothing is.

use proptest::prelude::*;
use relazione_cug::diagnostic::Severity;
use relazione_cug::model::input::InputFile;
use relazione_cug::publish;

use crate::bodies::{settings_of, staff_csv, verify};

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";
const GRADES: [&str; 4] = ["Dirigente", "B3", "C", "D1"];
const TITLES: [&str; 3] = ["Laurea", "Diploma di scuola superiore", "Laurea magistrale"];
const SHARES: [u32; 5] = [100, 100, 80, 60, 50];

#[derive(Clone, Debug)]
struct Person {
    is_woman: bool,
    born: (u32, u32, i32),
    grade: usize,
    share: u32,
    since: (u32, u32, i32),
    title: usize,
    euros: u32,
}

fn day(years: std::ops::Range<i32>) -> impl Strategy<Value = (u32, u32, i32)> {
    (1..29u32, 1..13u32, years)
}

fn person() -> impl Strategy<Value = Person> {
    let share = (0..SHARES.len()).prop_map(|place| SHARES[place]);
    (
        any::<bool>(),
        day(1956..1998),
        0..GRADES.len(),
        share,
        day(2015..2022),
        0..TITLES.len(),
        20_000..60_000u32,
    )
        .prop_map(|(is_woman, born, grade, share, since, title, euros)| Person {
            is_woman,
            born,
            grade,
            share,
            since,
            title,
            euros,
        })
}

/// At least one of each title and one with full time, so that every word of the list is certain.
fn staff() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 6..25).prop_map(|mut people| {
        for (title, person) in people.iter_mut().enumerate().take(TITLES.len()) {
            person.title = title;
        }
        people[0].share = 100;
        people
    })
}

/// How the cells of a list are written.
#[derive(Clone, Copy)]
struct Writing {
    date: fn((u32, u32, i32)) -> String,
    share: fn(u32) -> String,
    pay: fn(u32) -> String,
}

const SOUND: Writing = Writing {
    date: |(day, month, year)| format!("{day:02}/{month:02}/{year}"),
    share: |share| share.to_string(),
    pay: |euros| euros.to_string(),
};

/// Of a week of 36.
fn hours(share: u32) -> String {
    let tenths = share * 36 / 10;
    format!("{},{}", tenths / 10, tenths % 10)
}

fn row(number: usize, person: &Person, writing: Writing) -> String {
    format!(
        "{number:05};{};{};{};{};{};{};{}",
        if person.is_woman { "D" } else { "U" },
        (writing.date)(person.born),
        GRADES[person.grade],
        (writing.share)(person.share),
        (writing.date)(person.since),
        TITLES[person.title],
        (writing.pay)(person.euros),
    )
}

fn rows(people: &[Person], writing: Writing) -> Vec<String> {
    people.iter().enumerate().map(|(number, person)| row(number, person, writing)).collect()
}

/// The figures, or `None` where an error keeps everything back.
fn published(file: InputFile) -> Option<String> {
    let verified = verify(&[file], &settings_of(2022));
    if verified.diagnostics.count(Severity::Error) > 0 {
        return None;
    }
    let artifacts = publish::render(&verified.report).unwrap();
    let csv = artifacts.into_iter().find(|artifact| artifact.path.ends_with("tabelle.csv"));
    Some(String::from_utf8(csv.unwrap().bytes).unwrap())
}

fn truth(people: &[Person]) -> String {
    published(staff_csv(HEADER, &rows(people, SOUND))).expect("a sound list")
}

/// What a trouble may do to what is published.
enum Outcome {
    Truth,
    Nothing,
    Either,
}

fn holds(people: &[Person], file: InputFile, outcome: &Outcome) {
    match (published(file), outcome) {
        (Some(figures), Outcome::Truth | Outcome::Either) => assert_eq!(figures, truth(people)),
        (None, Outcome::Nothing | Outcome::Either) => {}
        (Some(_), Outcome::Nothing) => panic!("published in silence"),
        (None, Outcome::Truth) => panic!("kept back though it is certain"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn units_are_read_where_they_are_certain_and_asked_elsewhere(people in staff()) {
        for (writing, outcome) in [
            (Writing { share: |share| if share == 100 { "1".into() } else { format!("0,{share}") }, ..SOUND }, Outcome::Truth),
            (Writing { share: |share| format!("{share},00 %"), ..SOUND }, Outcome::Truth),
            (Writing { share: |share| if share == 100 { "Tempo pieno".into() } else { format!("P.T. {share}%") }, ..SOUND }, Outcome::Truth),
            (Writing { share: |share| format!("{}/36", hours(share)), ..SOUND }, Outcome::Truth),
            (Writing { share: hours, ..SOUND }, Outcome::Nothing),
            (Writing { share: |share| (100 - share).to_string(), ..SOUND }, Outcome::Nothing),
            (Writing { share: |share| if share == 100 { "NO".into() } else { "SI".into() }, ..SOUND }, Outcome::Either),
            (Writing { pay: |euros| (euros / 13).to_string(), ..SOUND }, Outcome::Nothing),
            (Writing { pay: |euros| (euros * 100).to_string(), ..SOUND }, Outcome::Nothing),
        ] {
            let is_full_time = people.iter().all(|person| person.share == 100);
            let outcome = if is_full_time && matches!(outcome, Outcome::Nothing) { Outcome::Either } else { outcome };
            holds(&people, staff_csv(HEADER, &rows(&people, writing)), &outcome);
        }
    }

    #[test]
    fn dates_are_the_same_day_in_any_writing(people in staff()) {
        for date in [
            |(day, month, year): (u32, u32, i32)| format!("{year}-{month:02}-{day:02}"),
            |(day, month, year)| format!("{year}{month:02}{day:02}"),
            |(day, month, year)| format!("{day}.{month}.{year} 00:00:00"),
            |(day, month, year)| format!("{year}-{month:02}-{day:02}T00:00:00+01:00"),
        ] {
            let file = staff_csv(HEADER, &rows(&people, Writing { date, ..SOUND }));
            holds(&people, file, &Outcome::Truth);
        }
        let universal = |(day, month, year): (u32, u32, i32)| {
            let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap().pred_opt().unwrap();
            let is_summer = (4..=8).contains(&month);
            format!("{day}T{}:00:00.000Z", if is_summer { 22 } else { 23 })
        };
        let file = staff_csv(HEADER, &rows(&people, Writing { date: universal, ..SOUND }));
        holds(&people, file, &Outcome::Truth);
        let american = |(day, month, year): (u32, u32, i32)| format!("{month:02}/{day:02}/{year}");
        let file = staff_csv(HEADER, &rows(&people, Writing { date: american, ..SOUND }));
        holds(&people, file, &Outcome::Either);
    }

    #[test]
    fn who_is_not_in_service_does_not_count(people in staff(), absent in prop::collection::vec((person(), 0..9usize), 1..6)) {
        let header = format!("{HEADER};Data assunzione;Data cessazione;Stato;Ruolo");
        let endings = ["01/05/2010;;;", ";02/02/2222;In servizio;ND", "12/03/2014;31/12/9999;Aspettativa;", ";30/06/2023;Cessato;"];
        let counted = people.iter().enumerate().map(|(number, person)| {
            format!("{};{}", row(number, person, SOUND), endings[number % endings.len()])
        });
        let others = absent.iter().enumerate().map(|(number, (person, kind))| {
            let ending = [
                "01/05/2010;30/06/2022;;", "15/01/2023;;;", ";;Cessato;", ";;Comando in entrata;", ";;Somministrato;",
                ";;;AR", ";;;Borsisti", ";;Tirocinante;", "01/01/2009;30/12/2022;In servizio;",
            ][*kind];
            format!("{};{ending}", row(1_000 + number, person, SOUND))
        });
        let rows: Vec<String> = counted.chain(others).collect();
        holds(&people, staff_csv(&header, &rows), &Outcome::Truth);
    }

    #[test]
    fn two_posts_are_one_person_or_are_asked(people in staff()) {
        let mut rows = Vec::new();
        for (number, person) in people.iter().enumerate() {
            if person.share == 100 {
                rows.push(row(number, person, SOUND));
                continue;
            }
            let part = |share, euros| Person { share, euros, ..person.clone() };
            rows.push(row(number, &part(person.share - 30, person.euros - 9_001), SOUND));
            rows.push(row(number, &part(30, 9_001), SOUND));
        }
        holds(&people, staff_csv(HEADER, &rows), &Outcome::Either);
    }

    #[test]
    fn a_year_of_birth_tells_the_age_on_the_last_day_of_the_year(people in staff()) {
        let header = HEADER.replace("data_nascita", "Anno di nascita");
        let rows: Vec<String> = people.iter().enumerate().map(|(number, person)| {
            let (_, _, year) = person.born;
            let date = (SOUND.date)(person.born);
            row(number, person, SOUND).replacen(&date, &year.to_string(), 1)
        }).collect();
        holds(&people, staff_csv(&header, &rows), &Outcome::Truth);
    }
}

#[test]
fn nobody_counts_whose_contract_says_no_whatever_the_state_of_service() {
    let rows = [
        "1;D;01/01/1980;C;In servizio;Tempo indeterminato",
        "2;D;01/01/1980;C;In servizio;Lavoratore somministrato",
        "3;D;01/01/1980;C;Attivo;Tirocinio",
        "4;U;01/01/1980;C;In servizio;Borsa lavoro",
        "5;U;01/01/1980;C;Comandato da altro ente;Tempo indeterminato",
        "6;U;01/01/1980;C;In comando presso di noi;Tempo indeterminato",
        "7;U;01/01/1980;C;Comandato dal Comune di Bologna;Tempo indeterminato",
        "8;U;01/01/1980;C;Comandato presso altro ente;Tempo indeterminato",
        "9;U;01/01/1980;C;COMANDO IN;Tempo indeterminato",
        "10;U;01/01/1980;C;Comando in uscita;Tempo indeterminato",
    ];
    let header = "matricola;genere;data_nascita;inquadramento;stato_servizio;contratto";
    let staff = crate::bodies::staff_csv(header, &rows.map(str::to_owned));
    let verified = crate::bodies::verify(&[staff], &crate::bodies::settings_of(2022));
    let found: Vec<&str> = verified.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(verified.errors(), 0, "{found:?}");
    assert_eq!(verified.dataset.people.len(), 3, "{found:?}");
}

#[test]
fn the_empty_sheet_of_a_new_folder_gives_way_to_the_file_of_the_office() {
    let header = "matricola;genere;data_nascita;inquadramento";
    let staff = crate::bodies::staff_csv(header, &["1;D;01/01/1980;C".to_owned()]);
    let kind = relazione_cug::model::input::InputKind::Staff;
    let bytes = relazione_cug::publish::template_workbook(kind).unwrap();
    let path = "personale.xlsx".to_owned();
    let empty = relazione_cug::model::input::InputFile { kind, path, bytes: bytes.into() };
    let verified = crate::bodies::verify(&[staff, empty], &crate::bodies::settings_of(2022));
    assert_eq!((verified.errors(), verified.dataset.people.len()), (0, 1));
}

#[test]
fn the_total_of_a_file_is_no_person_wherever_its_number_stands() {
    let header = "matricola;genere;data_nascita;inquadramento";
    let staff = crate::bodies::staff_csv(header, &["1;D;01/01/1980;C".to_owned()]);
    for total in ["Totale;2", "TOTALE EQ;1", "Totale;"] {
        let text = format!("matricola;posizione\n1;Elevata Qualificazione\n{total}\n");
        let positions = relazione_cug::model::input::InputFile {
            kind: relazione_cug::model::input::InputKind::Positions,
            path: "posizioni.csv".to_owned(),
            bytes: text.into_bytes().into(),
        };
        let settings = crate::bodies::settings_of(2022);
        let verified = crate::bodies::verify(&[staff.clone(), positions], &settings);
        let found: Vec<&str> = verified.diagnostics.iter().map(|one| one.code.name()).collect();
        assert_eq!(verified.errors(), 0, "{total}: {found:?}");
        assert!(found.contains(&"F12"), "{total}: {found:?}");
    }
}

#[test]
fn days_without_the_format_of_dates_are_asked_about_as_days() {
    let header = "matricola;genere;data_nascita;inquadramento;Data fine";
    let rows: Vec<String> =
        (0..30).map(|number| format!("{number};D;01/01/1980;C;{}", 44_900 + number * 37)).collect();
    let staff = crate::bodies::staff_csv(header, &rows);
    let verified = crate::bodies::verify(&[staff], &crate::bodies::settings_of(2022));
    let found: Vec<String> = verified
        .diagnostics
        .iter()
        .filter(|one| one.code.name() == "F17")
        .map(|one| format!("{} {}", one.message, one.remedy))
        .collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("sembrano date senza il formato Data"), "{found:?}");
    assert!(found[0].contains("data_cessazione"), "{found:?}");
}
