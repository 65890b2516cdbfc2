//! Bodies of people drawn at random, with measures, leave and training: by proptest, or by number, the same
//! on every machine.

use proptest::prelude::*;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::secret::Secret;

use crate::bodies::staff_csv;

/// A person by numbers: gender, year of birth, grade, part time, years in the grade, title, and what
/// the person uses.
pub type Person = (bool, i32, usize, usize, i32, usize, u8);

const GRADES: [&str; 5] = ["Dirigente a tempo indeterminato", "B1", "C", "D1", "D3"];
const TITLES: [&str; 3] = ["Diploma di scuola superiore", "Laurea", "Laurea magistrale"];

pub fn people(most: usize) -> impl proptest::strategy::Strategy<Value = Vec<Person>> {
    let person = (
        any::<bool>(),
        1957..2000i32,
        prop_oneof![1 => Just(0usize), 12 => 1..5usize],
        0..8usize,
        0..20i32,
        0..3usize,
        any::<u8>(),
    );
    prop::collection::vec(person, 5..most)
}

/// So many people, the same on every machine.
pub fn drawn_people(number: u64, size: usize) -> Vec<Person> {
    let chance = Secret::numbered(number);
    let person = |of: usize| {
        let pick = |what: &str, among: u64| chance.draw(&format!("{of} {what}")) % among;
        let small = |what: &str, among: u64| usize::try_from(pick(what, among)).unwrap();
        let grade = if pick("manager", 13) == 0 { 0 } else { 1 + small("grade", 4) };
        (
            pick("gender", 2) == 0,
            1957 + i32::try_from(pick("born", 43)).unwrap(),
            grade,
            small("part time", 8),
            i32::try_from(pick("years", 20)).unwrap(),
            small("title", 3),
            u8::try_from(pick("uses", 256)).unwrap(),
        )
    };
    (0..size).map(person).collect()
}

pub fn files(people: &[Person]) -> Vec<InputFile> {
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";
    let rows = people.iter().enumerate().map(
        |(number, (woman, born, grade, part_time, years, title, _))| {
            format!(
                "{number};{};15/06/{born};{};{};01/02/{};{};{}",
                if *woman { "D" } else { "U" },
                GRADES[*grade],
                [100, 100, 100, 100, 100, 100, 80, 40][*part_time],
                (2022 - years).max(born + 19),
                TITLES[*title],
                20_000 + number * 7 % 9_000 + grade * 3_000,
            )
        },
    );
    let lines = |kind: InputKind, header: &str, line: &dyn Fn(usize, u8) -> Option<String>| {
        let lines = people.iter().enumerate().filter_map(|(number, person)| line(number, person.6));
        let text = format!("{header}\n{}\n", lines.collect::<Vec<_>>().join("\n"));
        InputFile { kind, path: format!("{}.csv", kind.name()), bytes: text.into_bytes().into() }
    };
    vec![
        staff_csv(header, &rows.collect::<Vec<_>>()),
        lines(InputKind::WorkLife, "matricola;misura", &|number, uses| {
            (uses % 4 == 0)
                .then(|| format!("{number};{}", ["telelavoro", "lavoro agile"][number % 2]))
        }),
        lines(InputKind::Leave, "matricola;tipo;quantita", &|number, uses| {
            (uses % 7 == 0).then(|| format!("{number};L.104 giorni;{}", 1 + uses / 9))
        }),
        lines(InputKind::Training, "matricola;tipo;ore", &|number, uses| {
            (uses % 3 == 0)
                .then(|| format!("{number};{};{}", ["sicurezza", "CUG"][number % 2], 1 + uses / 5))
        }),
    ]
}
