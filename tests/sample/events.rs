//! What the invented staff of the sample body did in 2022: exam boards, measures of work-life balance, leave, training.
//! Drawn from seeds of their own, so that the staff stays as it is.
#![expect(unreachable_pub, reason = "a generator of test data, shared by an example and a test")]

use chrono::Datelike;

use crate::staff::{Gender, Person, Rng, YEAR, people};

const WORK_LIFE_SEED: u64 = 81_2017;
const LEAVE_SEED: u64 = 104_1992;
const TRAINING_SEED: u64 = 57_2001;

/// The boards of the year with the gender of who presides and of the other members. The first has one woman in five: the law
/// reserves two places.
const BOARDS: [(&str, &str, &str); 5] = [
    ("Dirigente area pianificazione territoriale, 1 posto", "U", "UDUU"),
    ("Funzionario tecnico, categoria D, 4 posti", "U", "DU"),
    ("Istruttore direttivo amministrativo, categoria D, 5 posti", "D", "UD"),
    ("Istruttore amministrativo, categoria C, 6 posti", "D", "DUUD"),
    ("Collaboratore tecnico stradale, categoria B3, 3 posti", "U", "UD"),
];

/// The files by their stem.
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("commissioni", boards()),
        ("conciliazione", work_life()),
        ("congedi", leave()),
        ("formazione", training()),
    ]
}

/// The `commissioni` file.
fn boards() -> String {
    let mut csv = String::from("commissione;genere;ruolo\n");
    for (name, president, members) in BOARDS {
        csv += &format!("{name};{president};presidente\n");
        for member in members.chars() {
            csv += &format!("{name};{member};componente\n");
        }
    }
    csv
}

/// The `conciliazione` file: part time of those who have it, the other measures by chance; a quarter of the staff in lavoro agile.
fn work_life() -> String {
    let mut rng = Rng(WORK_LIFE_SEED);
    let mut csv = String::from("matricola;misura\n");
    for person in people() {
        let desk = !person.grade.name.starts_with('B');
        let [men, women] = if desk { [26, 36] } else { [2, 14] };
        let chances = [
            ("part time", if person.working_time < 10_000 { 80 } else { 0 }),
            ("lavoro agile", by_gender(&person, men, women)),
            ("telelavoro", by_gender(&person, 1, 4)),
            ("orario flessibile", by_gender(&person, 9, 17)),
            ("Ferie e riposi solidali", 1),
        ];
        for (measure, chance) in chances {
            if rng.below(100) < chance {
                csv += &format!("{:06};{measure}\n", person.staff_number);
            }
        }
    }
    csv
}

/// The `congedi` file: one row a month, as an attendance system gives them.
fn leave() -> String {
    let mut rng = Rng(LEAVE_SEED);
    let mut csv = String::from("matricola;tipo;quantita\n");
    for person in people() {
        let mut row = |kind, quantity: u64| {
            let comma = if quantity % 2 == 1 { ",5" } else { "" };
            csv += &format!("{:06};{kind};{}{comma}\n", person.staff_number, quantity / 2);
        };
        // Leave under law 104/1992: up to three days a month, or eighteen hours.
        let carer = rng.below(1000) < by_gender(&person, 50, 95);
        let by_hour = rng.below(10) < 3;
        for _ in 0..if carer { 5 + rng.below(8) } else { 0 } {
            if by_hour {
                row("L.104 ore", 4 + rng.below(33));
            } else {
                row("L.104 giorni", 2 * (1 + rng.below(3)));
            }
        }
        let parent = (28..=46).contains(&(YEAR - person.born.year()))
            && rng.below(100) < by_gender(&person, 9, 16);
        for _ in 0..if parent { 1 + rng.below(5) } else { 0 } {
            if rng.below(10) < 7 {
                row("congedo parentale giorni", 2 * (2 + rng.below(by_gender(&person, 8, 22))));
            } else {
                row("congedo parentale ore", 6 + rng.below(50));
            }
        }
    }
    csv
}

/// The `formazione` file: one row a course and person, hours in steps of a half.
fn training() -> String {
    let mut rng = Rng(TRAINING_SEED);
    let mut csv = String::from("matricola;tipo;ore\n");
    for person in people() {
        let leads = person.position.is_some() || person.grade.category.starts_with("Dirigente");
        let desk = !person.grade.name.starts_with('B');
        // Percent of people, most courses, least and most half hours of one.
        let courses = [
            ("sicurezza", if desk { 55 } else { 80 }, 2, (8, 16)),
            ("aggiornamento", if desk { 68 } else { 30 }, 4, (4, 28)),
            ("competenze manageriali", if leads { 75 } else { 9 }, 2, (7, 42)),
            ("CUG", by_gender(&person, 14, 24), 1, (4, 8)),
            ("violenza di genere", by_gender(&person, 5, 9), 1, (6, 8)),
            ("altro: lingua inglese", 4, 1, (40, 60)),
            ("altro: primo soccorso", 3, 1, (24, 24)),
        ];
        for (kind, percent, most, (least, longest)) in courses {
            let attends = rng.below(100) < percent;
            for _ in 0..if attends { 1 + rng.below(most) } else { 0 } {
                let halves = least + rng.below(longest - least + 1);
                let comma = if halves % 2 == 1 { ",5" } else { "" };
                csv += &format!("{:06};{kind};{}{comma}\n", person.staff_number, halves / 2);
            }
        }
    }
    csv
}

fn by_gender<T>(person: &Person, man: T, woman: T) -> T {
    match person.gender {
        Gender::Man => man,
        Gender::Woman => woman,
    }
}
