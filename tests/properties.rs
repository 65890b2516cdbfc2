//! What must hold of any staff at all.

use proptest::prelude::*;
use relazione_cug::model::cell::Value;
use relazione_cug::model::gender::Gender;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::role::RowRole;
use relazione_cug::model::table::Table;
use relazione_cug::{ingest, publish};

use crate::bodies::{settings_of, staff_csv, verify};

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";
const GRADES: [&str; 5] = ["Dirigente", "B3", "C", "D1", "Segretario generale"];
const TITLES: [&str; 3] = ["Laurea", "Diploma di scuola superiore", "Laurea magistrale"];

#[derive(Clone, Debug)]
struct Person {
    woman: bool,
    born: i32,
    grade: usize,
    part_time: u32,
    since: i32,
    title: usize,
    cents: u32,
}

fn person() -> impl Strategy<Value = Person> {
    (
        any::<bool>(),
        1950..2004i32,
        0..GRADES.len(),
        30..=100u32,
        0..25i32,
        0..TITLES.len(),
        1_000_000..9_000_000u32,
    )
        .prop_map(|(woman, born, grade, part_time, since, title, cents)| Person {
            woman,
            born,
            grade,
            part_time: if part_time > 60 { 100 } else { part_time },
            since: 2022 - since,
            title,
            cents,
        })
}

/// Settings that an office may write.
#[derive(Clone, Debug)]
struct Rules {
    name: String,
    year: i32,
    threshold: u64,
    more: u64,
    digits: usize,
    /// Days that each step of delay lasts, and what its score is less than the one before.
    steps: Vec<(u32, u32)>,
}

impl Rules {
    fn text(&self) -> String {
        let Self { name, year, threshold, more, digits, steps } = self;
        let sensitive = threshold + more;
        // A string of JSON without control characters is one of TOML.
        let name = serde_json::to_string(name).unwrap();
        let mut text = format!(
            "[ente]\nnome = {name}\n[relazione]\nanno = {year}\n[riservatezza]\nsoglia = {threshold}\n\
             soglia_sensibili = {sensitive}\n[convenzioni]\ncifre_matricola = {digits}\n\
             [colonne.personale]\ndata_nascita = {name}\n"
        );
        let (mut from, mut score) = (1, 100);
        for (place, (days, less)) in (1..).zip(steps) {
            score -= less;
            text += &format!("[[valutazione.ritardo]]\nda_giorni = {from}\npunteggio = {score}\n");
            from += days;
            if place < steps.len() {
                text += &format!("a_giorni = {}\n", from - 1);
            }
        }
        text
    }
}

fn rules() -> impl Strategy<Value = Rules> {
    (
        "\\PC{0,40}[A-Z]\\PC{0,20}",
        2000..=2100,
        3..=10_u64,
        0..=10_u64,
        1..=20_usize,
        prop::collection::vec((1..60_u32, 0..=20_u32), 0..5),
    )
        .prop_map(|(name, year, threshold, more, digits, steps)| Rules {
            name,
            year,
            threshold,
            more,
            digits,
            steps,
        })
}

fn staff() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 1..60)
}

fn file(people: &[(usize, Person)]) -> InputFile {
    let rows: Vec<String> = people
        .iter()
        .map(|(number, person)| {
            format!(
                "{number:05};{};31/12/{};{};{};30/06/{};{};{},{:02}",
                if person.woman { "D" } else { "U" },
                person.born,
                GRADES[person.grade],
                person.part_time,
                person.since,
                TITLES[person.title],
                person.cents / 100,
                person.cents % 100,
            )
        })
        .collect();
    staff_csv(HEADER, &rows)
}

fn numbered(people: &[Person]) -> Vec<(usize, Person)> {
    people.iter().cloned().enumerate().collect()
}

fn tables(people: &[(usize, Person)]) -> Vec<Table> {
    verify(&[file(people)], &settings_of(2022)).report.tables
}

fn csv(people: &[(usize, Person)]) -> Vec<u8> {
    let verified = verify(&[file(people)], &settings_of(2022));
    let artifacts = publish::render(&verified.report).unwrap();
    artifacts.into_iter().find(|artifact| artifact.path.ends_with("tabelle.csv")).unwrap().bytes
}

fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Count(count) => Some(*count),
        _ => None,
    }
}

fn table<'a>(tables: &'a [Table], id: &str) -> &'a Table {
    tables.iter().find(|table| table.id.to_string() == id).unwrap()
}

/// The sum of every count of one gender in the row of totals, each class once.
fn total_of(table: &Table) -> u64 {
    let row = table.rows.iter().find(|row| row.role == RowRole::Total).unwrap();
    let sums: Vec<u64> = table
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(column, _)| column.gender.is_some() && column.label != "Totale")
        .filter_map(|(_, cell)| count(&cell.value))
        .collect();
    sums.iter().sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn row_order_does_not_matter(people in staff(), seed in any::<u64>()) {
        let straight = numbered(&people);
        let mut shuffled = straight.clone();
        shuffled.sort_by_key(|(number, _)| (*number as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        prop_assert_eq!(csv(&straight), csv(&shuffled));
    }

    #[test]
    fn parts_sum_to_totals(people in staff()) {
        for table in tables(&numbered(&people)).iter().filter(|table| table.provided && table.id.to_string() != "1.5") {
            let total = table.rows.iter().find(|row| row.role == RowRole::Total).unwrap();
            for (index, cell) in total.cells.iter().enumerate() {
                let Some(sum) = count(&cell.value) else { continue };
                let parts: u64 = table.rows.iter().filter(|row| row.role == RowRole::Body)
                    .filter_map(|row| count(&row.cells[index].value)).sum();
                prop_assert_eq!(parts, sum, "table {}, column {}", table.id, index);
            }
        }
    }

    #[test]
    fn details_sum_to_the_rows_they_tell_again(people in staff()) {
        let tables = tables(&numbered(&people));
        let table = table(&tables, "1.4");
        let details = |label: &str, index: usize| -> u64 {
            let rows = table.rows.iter().filter(|row| row.role == RowRole::Detail && row.label == label);
            rows.filter_map(|row| count(&row.cells[index].value)).sum()
        };
        let has_details = table.rows.iter().any(|row| row.role == RowRole::Detail);
        let mut grades: Vec<usize> = people.iter().map(|person| person.grade).filter(|grade| ![0, 4].contains(grade)).collect();
        grades.sort_unstable();
        grades.dedup();
        prop_assert_eq!(has_details, grades.len() > 1);
        for row in table.rows.iter().filter(|row| has_details && row.role == RowRole::Body) {
            for (index, cell) in row.cells.iter().enumerate() {
                let Some(sum) = count(&cell.value) else { continue };
                prop_assert_eq!(details(&row.label, index), sum, "{}, column {}", &row.label, index);
            }
        }
    }

    #[test]
    fn tables_of_one_list_agree(people in staff()) {
        let tables = tables(&numbered(&people));
        let managers = people.iter().filter(|person| [0, 4].contains(&person.grade)).count() as u64;
        let everybody = people.len() as u64;
        prop_assert_eq!(total_of(table(&tables, "1.1")), everybody);
        prop_assert_eq!(total_of(table(&tables, "1.2")), everybody);
        prop_assert_eq!(total_of(table(&tables, "1.4")), everybody - managers);
        prop_assert_eq!(total_of(table(&tables, "1.7")), everybody - managers);
        prop_assert_eq!(total_of(table(&tables, "1.6")), managers);
        let full_time = people.iter().filter(|person| person.part_time == 100).count() as u64;
        let row = table(&tables, "1.5").rows.iter().find(|row| row.role == RowRole::Total).unwrap();
        let paid: u64 = row.cells.iter().filter_map(|cell| count(&cell.value)).sum();
        prop_assert_eq!(paid, full_time);
    }

    #[test]
    fn percentages_are_rounded_once_and_half_up(people in staff()) {
        let tables = tables(&numbered(&people));
        let table = table(&tables, "1.1");
        let [total, percent] = [RowRole::Total, RowRole::Percent]
            .map(|role| table.rows.iter().find(|row| row.role == role).unwrap());
        for (part, share) in total.cells.iter().zip(&percent.cells) {
            let whole = people.len() as u64;
            // Hundredths of a percent by whole numbers: floor((20000 part + whole) / (2 whole)).
            let hundredths = (count(&part.value).unwrap() * 20_000 + whole) / (2 * whole);
            prop_assert_eq!(&share.text, &format!("{},{:02}", hundredths / 100, hundredths % 100));
        }
    }

    #[test]
    fn moving_one_person_changes_exactly_the_cells_it_must(people in staff(), index in any::<prop::sample::Index>()) {
        let before = numbered(&people);
        let mut after = before.clone();
        let moved = index.index(after.len());
        after[moved].1.woman = !after[moved].1.woman;
        let (old, new) = (tables(&before), tables(&after));
        let (old, new) = (table(&old, "1.1"), table(&new, "1.1"));
        let mut changed = Vec::new();
        for (left, right) in old.rows.iter().zip(&new.rows).filter(|(row, _)| row.role != RowRole::Percent) {
            for (column, (a, b)) in old.columns.iter().zip(left.cells.iter().zip(&right.cells)) {
                if a.value != b.value {
                    changed.push((left.label.clone(), column.gender, column.label.clone()));
                }
            }
        }
        let age = 2022 - before[moved].1.born;
        let class = match age { ..=30 => "<30", 31..=40 => "da 31 a 40", 41..=50 => "da 41 a 50", 51..=60 => "da 51 a 60", _ => ">60" };
        let expected: Vec<_> = [GRADES[before[moved].1.grade], "Totale personale"].into_iter()
            .flat_map(|row| Gender::ALL.map(|gender| (row.to_owned(), Some(gender), class.to_owned())))
            .collect();
        prop_assert_eq!(changed, expected);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,300}", ending in 0..5usize, kind in 0..InputKind::ALL.len() + InputKind::FOLDERS.len()) {
        let ending = ["csv", "xlsx", "xls", "ods", "txt"][ending];
        let format = crate::protection::format();
        let kind = InputKind::ALL.into_iter().chain(InputKind::FOLDERS).nth(kind).unwrap();
        let path = match kind {
            InputKind::History => "storico/2021.csv".to_owned(),
            InputKind::Texts => "testi/premessa.md".to_owned(),
            _ => format!("{}.{ending}", kind.name()),
        };
        for content in [bytes.clone(), text.clone().into_bytes(), [b"matricola;genere\n".to_vec(), bytes].concat()] {
            let files = [InputFile { kind, path: path.clone(), bytes: content.into() }];
            let (_, diagnostics) = ingest::read(&files, &settings_of(2022), &format);
            prop_assert!(kind != InputKind::Staff || !diagnostics.is_empty());
        }
    }

    #[test]
    fn settings_within_their_bounds_are_read_as_written(rules in rules()) {
        let settings = ingest::settings::read(&rules.text());
        prop_assert!(settings.is_ok(), "{:?}\n{}", settings, rules.text());
        let settings = settings.unwrap();
        prop_assert_eq!(&settings.body.name, &rules.name);
        prop_assert_eq!(settings.report.year, rules.year);
        prop_assert_eq!(settings.disclosure.threshold, rules.threshold);
        prop_assert_eq!(settings.disclosure.sensitive_threshold, rules.threshold + rules.more);
        prop_assert_eq!(settings.conventions.staff_number_digits, Some(rules.digits));
        let column = &settings.columns["personale"].columns["data_nascita"];
        prop_assert_eq!(&column.headers, std::slice::from_ref(&rules.name));
        prop_assert_eq!(settings.assessment.delay_steps.len(), rules.steps.len());
        prop_assert_eq!(settings.assessment.delay_steps.last().and_then(|step| step.to), None);
    }

    #[test]
    fn no_settings_make_the_reader_panic(rules in rules(), text in "\\PC{0,200}", place in any::<prop::sample::Index>()) {
        let _ = ingest::settings::read(&text);
        let valid = rules.text();
        let _ = ingest::settings::read(&format!("{valid}{text}"));
        // What stands behind a place that is anywhere takes the words.
        let places: Vec<usize> = valid.char_indices().map(|(place, _)| place).collect();
        let (before, after) = valid.split_at(*place.get(&places));
        let _ = ingest::settings::read(&format!("{before}{text}{after}"));
    }
}
