//! What the invented staff of the sample body did in 2022: exam boards, measures of work-life balance. Drawn from seeds of
//! their own, so that the staff stays as it is.
#![expect(unreachable_pub, reason = "a generator of test data, shared by an example and a test")]

use crate::staff::{Gender, Person, Rng, people};

const WORK_LIFE_SEED: u64 = 81_2017;

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
    vec![("commissioni", boards()), ("conciliazione", work_life())]
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

fn by_gender<T>(person: &Person, man: T, woman: T) -> T {
    match person.gender {
        Gender::Man => man,
        Gender::Woman => woman,
    }
}
