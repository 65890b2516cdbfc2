//! What people do and use in a year: optional files, aggregation, agreement with the staff.

use std::collections::BTreeMap;

use proptest::prelude::*;
use relazione_cug::diagnostic::code;
use relazione_cug::model::cell::{Measure, Value};
use relazione_cug::model::gender::Gender;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::ratio::Ratio;
use relazione_cug::model::role::{RowRole, Supplement};
use relazione_cug::model::table::{Row, Table};
use relazione_cug::publish;

use crate::bodies::{sample, settings, settings_of, staff_csv, verify};

/// The optional inputs of single tables, with the table that each one feeds.
const FEEDS: [(InputKind, &str); 5] = [
    (InputKind::Positions, "1.3"),
    (InputKind::Boards, "1.8"),
    (InputKind::WorkLife, "1.9"),
    (InputKind::Leave, "1.10"),
    (InputKind::Training, "1.11"),
];

fn table<'a>(tables: &'a [Table], id: &str) -> &'a Table {
    tables.iter().find(|table| table.id.to_string() == id).unwrap()
}

fn file(kind: InputKind, text: String) -> InputFile {
    InputFile { kind, path: format!("{}.csv", kind.name()), bytes: text.into_bytes().into() }
}

#[test]
fn without_an_optional_file_its_table_says_so_and_nothing_else_changes() {
    let (settings, files, with) = sample();
    for (kind, fed) in FEEDS {
        let fewer: Vec<InputFile> =
            files.iter().filter(|file| file.kind != kind).cloned().collect();
        assert_eq!(fewer.len() + 1, files.len(), "the sample has {}", kind.name());
        let without = verify(&fewer, settings);
        assert!(!without.has_errors());
        for (before, after) in with.report.tables.iter().zip(&without.report.tables) {
            if before.id.to_string() == fed {
                assert!(before.provided && !after.provided && after.rows.is_empty(), "{fed}");
            } else {
                assert_eq!(
                    format!("{before:?}"),
                    format!("{after:?}"),
                    "{} and {fed}",
                    kind.name()
                );
            }
        }
        let artifacts = publish::render(&without.report).unwrap();
        let text = String::from_utf8(artifacts[0].bytes.clone()).unwrap();
        assert!(text.contains(&format!("\r\n{fed},,,,,,,non_fornito\r\n")), "{fed}");
    }
}

#[test]
fn an_optional_file_without_rows_counts_as_not_given() {
    let (settings, files, _) = sample();
    for (kind, fed) in FEEDS {
        let emptied: Vec<InputFile> = files
            .iter()
            .map(|input| {
                let text = input.bytes.get().unwrap();
                let text = String::from_utf8_lossy(&text);
                let header = text.lines().next().unwrap_or_default();
                if input.kind == kind { file(kind, format!("{header}\n")) } else { input.clone() }
            })
            .collect();
        let verified = verify(&emptied, settings);
        assert!(!table(&verified.report.tables, fed).provided, "{fed}");
        let told = verified.diagnostics.iter().any(|finding| finding.code == code::EMPTY_FILE);
        assert!(told, "{fed}");
    }
}

/// Extractions of a year hold people who left before its end; one sentence answers a whole file.
#[test]
fn rows_of_people_who_left_are_refused_and_justified_once_for_the_file() {
    let staff = staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;C".into(), "2;U;01/01/1975;C".into()],
    );
    let rows = "1;CUG;4\n2;CUG;4\n88;CUG;7,5\n99;CUG;2\n88;CUG;1\n";
    let training = file(InputKind::Training, format!("matricola;tipo;ore\n{rows}"));
    let answer = file(
        InputKind::Justifications,
        "codice;luogo;motivazione;ufficio\nP19;formazione.csv;Cessati.;Personale\n".to_owned(),
    );
    let verified = verify(&[staff.clone(), training.clone(), answer], &settings_of(2022));
    assert!(!verified.has_errors());
    assert_eq!(verified.waiting(), 0, "{:?}", verified.report.quality.findings);
    assert_eq!(verified.diagnostics.iter().filter(|it| it.code == code::NOT_IN_SERVICE).count(), 3);
    let source = verified.dataset.source(InputKind::Training).unwrap();
    assert_eq!((source.rows_used, source.rows_refused), (2, 3));
    let training_table = table(&verified.report.tables, "1.11");
    let total = in_all(training_table, only(training_table, RowRole::Total)[0]);
    assert_eq!(total, Ratio::from(8u64));
    assert_eq!(verify(&[staff, training], &settings_of(2022)).waiting(), 3);
}

/// Hours of zero are rows, but they make nobody trained.
#[test]
fn a_quantity_of_zero_is_no_use() {
    let tables = tables(&[(0, 1, 0), (1, 1, 5)]);
    for id in ["1.10", "1.11"] {
        let table = table(&tables, id);
        let people =
            below(table).into_iter().find(|row| row.cells[0].measure == Measure::People).unwrap();
        assert_eq!(in_all(table, people), Ratio::from(1u64), "{id}");
    }
}

/// A sum of uses, days or hours knows the distinct people behind it, in whatever rows they are.
#[test]
fn a_total_counts_the_people_behind_it_once() {
    let (_, _, verified) = sample();
    for id in ["1.9", "1.10", "1.11"] {
        let table = table(&verified.report.tables, id);
        let total = only(table, RowRole::Total)[0];
        let people =
            below(table).into_iter().find(|row| row.cells[0].measure == Measure::People).unwrap();
        let mut compared = 0;
        for (total, people) in total.cells.iter().zip(&people.cells) {
            if let (Value::Count(people), Some(behind)) = (&people.value, total.contributors) {
                assert_eq!(behind.people, *people, "{id}");
                compared += 1;
            }
        }
        assert_eq!(compared, if id == "1.10" { 3 } else { 12 }, "{id}");
    }
}

#[test]
fn full_time_people_without_pay_have_a_row_beside_the_totals_of_pay() {
    let rows =
        ["1;D;01/01/1980;C;100;30000", "2;D;01/01/1980;C;100;", "3;U;01/01/1980;C;100;29000"];
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;retribuzione";
    let verified = verify(&[staff_csv(header, &rows.map(str::to_owned))], &settings_of(2022));
    let table = table(&verified.report.tables, "1.5");
    let counts = |kind| -> Vec<String> {
        let row = only(table, kind)[0];
        [0, 2].map(|place: usize| row.cells[place].text.clone()).to_vec()
    };
    assert_eq!(counts(RowRole::Body), ["1", "1"]);
    assert_eq!(counts(RowRole::Total), ["1", "2"]);
    assert_eq!(counts(RowRole::Beside(Supplement::WithoutPay)), ["0", "1"]);
}

#[test]
fn who_presides_has_a_line_with_the_gender_and_nobody_has_none() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".into()]);
    let boards = "commissione;genere;ruolo\nA;D;presidente\nA;U;\nB;D;\n".to_owned();
    let verified = verify(&[staff, file(InputKind::Boards, boards)], &settings_of(2022));
    let artifacts = publish::render(&verified.report).unwrap();
    let text = String::from_utf8(artifacts[0].bytes.clone()).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("Presidente")).collect();
    assert_eq!(lines, ["1.8,,A,D,Presidente,persone,1,"]);
    let president = table(&verified.report.tables, "1.8").columns.last().unwrap();
    assert_eq!(
        (president.label.as_str(), president.heading().as_str()),
        ("Presidente", "Presidente (D/U)")
    );
}

/// One event: person, kind, tenths of a day or an hour.
type Event = (usize, usize, u32);

const PEOPLE: usize = 12;
const MEASURES: [&str; 4] = ["part time", "Smart working", "asilo nido", "Asilo Nido"];
const LEAVE: [&str; 4] =
    ["L.104 giorni", "L.104 ore", "congedo parentale giorni", "congedo parentale ore"];
const TRAINING: [&str; 4] = ["sicurezza", "CUG", "altro: inglese", "Altro - cucito"];

fn events() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec((0..PEOPLE, 0..4usize, 0..900u32), 1..60)
}

fn gender(person: usize) -> Gender {
    Gender::ALL[person % 2]
}

fn files(events: &[Event]) -> Vec<InputFile> {
    let staff: Vec<String> = (0..PEOPLE)
        .map(|person| format!("{person};{};01/06/{};C", gender(person).code(), 1960 + 3 * person))
        .collect();
    let lines = |header: &str, words: [&str; 4], with_amount: bool| {
        let lines: Vec<String> = events
            .iter()
            .map(|(person, kind, tenths)| {
                let amount = if with_amount {
                    format!(";{},{}", tenths / 10, tenths % 10)
                } else {
                    String::new()
                };
                format!("{person};{}{amount}\n", words[*kind])
            })
            .collect();
        format!("{header}\n{}", lines.concat())
    };
    vec![
        staff_csv("matricola;genere;data_nascita;inquadramento", &staff),
        file(InputKind::WorkLife, lines("matricola;misura", MEASURES, false)),
        file(InputKind::Leave, lines("matricola;tipo;quantita", LEAVE, true)),
        file(InputKind::Training, lines("matricola;tipo;ore", TRAINING, true)),
    ]
}

fn tables(events: &[Event]) -> Vec<Table> {
    // Days and hours with any decimals, as no attendance program has them: the office says that they are so.
    let settings = settings(
        "[ente]\nnome = \"Ente di prova\"\n[relazione]\nanno = 2022\n\
         [colonne.congedi]\nquantita = { colonna = \"quantita\", unita = \"giorni\" }\n\
         [colonne.formazione]\nore = { colonna = \"ore\", unita = \"ore\" }\n",
    );
    let verified = verify(&files(events), &settings);
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    verified.report.tables
}

fn exact(value: &Value) -> Option<Ratio> {
    match value {
        Value::Count(count) => Some(Ratio::from(*count)),
        Value::Quantity(quantity) => Some(quantity.clone()),
        _ => None,
    }
}

/// What the format does not ask for.
fn below(table: &Table) -> Vec<&Row> {
    table.rows.iter().filter(|row| row.role.is_below_totals()).collect()
}

fn only(table: &Table, role: RowRole) -> Vec<&Row> {
    table.rows.iter().filter(|row| row.role == role).collect()
}

/// The amounts of a row of both genders, without the row total of 1.10 and the classes of the others.
fn in_all(table: &Table, row: &Row) -> Ratio {
    let total = if table.id.to_string() == "1.10" { "Valori assoluti" } else { "Totale" };
    table
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(column, _)| column.gender.is_some() && column.label == total)
        .filter_map(|(_, cell)| exact(&cell.value))
        .fold(Ratio::zero(), |sum, more| sum + more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_events_does_not_matter(mut events in events(), seed in any::<u64>()) {
        let straight = tables(&events);
        events.sort_by_key(|(person, kind, tenths)| {
            ((person * 31 + kind * 7) as u64 + u64::from(*tenths)).wrapping_mul(seed | 1).rotate_left(17)
        });
        prop_assert_eq!(format!("{straight:?}"), format!("{:?}", tables(&events)));
    }

    #[test]
    fn events_sum_to_the_totals_exactly(events in events()) {
        let tables = tables(&events);
        let mut sums: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (person, kind, tenths) in &events {
            *sums.entry((*person, *kind)).or_default() += u64::from(*tenths);
        }
        let tenths = Ratio::of(sums.values().sum::<u64>(), 10u64).unwrap();
        for id in ["1.10", "1.11"] {
            let table = table(&tables, id);
            prop_assert_eq!(in_all(table, only(table, RowRole::Total)[0]), tenths.clone());
        }
        for id in ["1.9", "1.10", "1.11"] {
            let table = table(&tables, id);
            let total = only(table, RowRole::Total)[0];
            for (index, cell) in total.cells.iter().enumerate() {
                let Some(sum) = exact(&cell.value) else { continue };
                let parts = only(table, RowRole::Body).iter().filter_map(|row| exact(&row.cells[index].value))
                    .fold(Ratio::zero(), |sum, more| sum + more);
                prop_assert_eq!(parts, sum, "table {}, column {}", id, index);
            }
        }
        // Days and hours apart make up the sum of the format.
        let leave = table(&tables, "1.10");
        let apart = below(leave).into_iter().filter(|row| row.cells[0].measure != Measure::People)
            .fold(Ratio::zero(), |sum, row| sum + in_all(leave, row));
        prop_assert_eq!(apart, tenths);
    }

    #[test]
    fn people_are_counted_once_and_uses_each(events in events()) {
        let tables = tables(&events);
        let work_life = table(&tables, "1.9");
        let mut people: Vec<usize> = events.iter().map(|(person, ..)| *person).collect();
        // The last two words are spellings of one measure.
        let mut uses: Vec<(usize, usize)> = events.iter().map(|(person, kind, _)| (*person, (*kind).min(2))).collect();
        people.sort_unstable();
        people.dedup();
        uses.sort_unstable();
        uses.dedup();
        prop_assert_eq!(in_all(work_life, below(work_life)[0]), Ratio::from(people.len() as u64));
        prop_assert_eq!(in_all(work_life, only(work_life, RowRole::Total)[0]), Ratio::from(uses.len() as u64));
    }
}
