//! The invented earlier years of the sample body, in the form of `tabelle.csv`: the people of 2022
//! moved back year by year from one fixed seed. No figure is of a real body.
#![expect(unreachable_pub, reason = "a generator of test data, shared by an example and a test")]

use std::fmt::Write;

use crate::staff::Rng;

const SEED: u64 = 20_20;
const CLASSES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];
const GENDERS: [&str; 2] = ["U", "D"];
const MANAGER: &str = "Dirigente di livello non generale";
const NON_MANAGER: &str = "Personale non dirigente";

/// A grade of one year: people by gender and class, full-time pay in euro.
struct Grade {
    category: &'static str,
    name: &'static str,
    people: [[u64; 5]; 2],
    pay: u64,
}

/// One invented year: its number, its staff, what the plan came to.
pub struct Year {
    pub number: u32,
    grades: Vec<Grade>,
    positions: [(&'static str, [u64; 2]); 2],
    scores: [&'static str; 6],
}

const AREAS: [&str; 6] = [
    "Punteggio medio del piano",
    "1 Piani triennali di azioni positive",
    "2 Rafforzamento dei Comitati unici di garanzia e contrasto alle discriminazioni",
    "3 Organizzazione del lavoro",
    "4 Formazione e diffusione del modello culturale improntato alla promozione delle pari opportunità e alla conciliazione dei tempi di vita e di lavoro",
    "5 Politiche di reclutamento e gestione del personale",
];

const ELEVATED: &str = "Elevata qualificazione / Posizione organizzativa";
const SPECIFIC: &str = "Specifiche responsabilità";

#[rustfmt::skip]
pub fn years() -> [Year; 2] {
    let grade = |category, name, men, women, pay| Grade { category, name, people: [men, women], pay };
    let general = "Dirigente di livello generale";
    [
        Year {
            number: 2020,
            grades: vec![
                grade(general, "Direttore generale", [0, 0, 1, 0, 0], [0; 5], 124_000),
                grade(general, "Segretario generale", [0, 0, 0, 0, 1], [0; 5], 111_000),
                grade(MANAGER, "Dirigente a tempo determinato", [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], 86_000),
                grade(MANAGER, "Dirigente a tempo indeterminato", [0, 0, 1, 3, 2], [0, 0, 0, 1, 0], 93_000),
                grade(NON_MANAGER, "B1", [0, 0, 1, 6, 1], [0, 0, 5, 9, 4], 20_900),
                grade(NON_MANAGER, "B3", [3, 0, 12, 37, 9], [0, 1, 8, 12, 2], 23_000),
                grade(NON_MANAGER, "C", [2, 9, 15, 36, 9], [1, 7, 14, 22, 4], 25_900),
                grade(NON_MANAGER, "D1", [4, 10, 20, 22, 9], [19, 26, 31, 36, 6], 30_100),
                grade(NON_MANAGER, "D3", [0, 0, 3, 14, 5], [0, 0, 10, 14, 1], 38_400),
            ],
            positions: [(ELEVATED, [13, 10]), (SPECIFIC, [22, 18])],
            scores: ["74.60", "80.00", "40.00", "91.20", "77.85", "66.67"],
        },
        Year {
            number: 2021,
            grades: vec![
                grade(general, "Direttore generale", [0, 0, 1, 0, 0], [0; 5], 125_000),
                grade(general, "Segretario generale", [0, 0, 0, 0, 1], [0; 5], 112_000),
                grade(MANAGER, "Dirigente a tempo indeterminato", [0, 0, 1, 2, 3], [0, 0, 0, 2, 0], 94_000),
                grade(NON_MANAGER, "B1", [0, 0, 0, 6, 1], [0, 0, 4, 8, 4], 21_100),
                grade(NON_MANAGER, "B3", [3, 0, 11, 36, 7], [0, 1, 7, 10, 2], 23_200),
                grade(NON_MANAGER, "C", [2, 8, 14, 33, 9], [2, 6, 12, 23, 4], 26_100),
                grade(NON_MANAGER, "D1", [6, 10, 20, 23, 8], [25, 28, 30, 35, 6], 30_400),
                grade(NON_MANAGER, "D3", [0, 0, 2, 13, 5], [0, 0, 9, 14, 1], 38_800),
            ],
            positions: [(ELEVATED, [11, 11]), (SPECIFIC, [20, 20])],
            scores: ["78.15", "83.33", "50.00", "95.00", "80.40", "66.67"],
        },
    ]
}

impl Year {
    /// The file of the year.
    pub fn csv(&self) -> String {
        let mut rng = Rng(SEED + u64::from(self.number));
        let mut csv = String::from("tabella,gruppo,riga,genere,classe,misura,valore,stato\r\n");
        self.table_1_1(&mut csv);
        let part_time = self.part_time(&mut rng);
        self.table_1_2(&mut csv, &part_time);
        self.table_1_3(&mut csv);
        self.table_1_5(&mut csv, &part_time, &mut rng);
        for (area, score) in AREAS.iter().zip(self.scores) {
            line(&mut csv, ["pap", "", area, "T", "", "percento", score, ""]);
        }
        csv
    }

    fn table_1_1(&self, csv: &mut String) {
        let mut totals = [[0; 5]; 2];
        for grade in &self.grades {
            counts(csv, "1.1", grade.category, grade.name, &grade.people);
            add(&mut totals, &grade.people);
        }
        counts(csv, "1.1", "", "Totale personale", &totals);
    }

    /// Part-timers of each grade: more often women, never managers.
    fn part_time(&self, rng: &mut Rng) -> Vec<[[u64; 5]; 2]> {
        let of_grade = |grade: &Grade, rng: &mut Rng| {
            let mut part = [[0; 5]; 2];
            if grade.category != NON_MANAGER {
                return part;
            }
            for (gender, chance) in [50, 185].into_iter().enumerate() {
                part[gender] = grade.people[gender]
                    .map(|people| (0..people).filter(|_| rng.below(1000) < chance).count() as u64);
            }
            part
        };
        self.grades.iter().map(|grade| of_grade(grade, rng)).collect()
    }

    fn table_1_2(&self, csv: &mut String, part_time: &[[[u64; 5]; 2]]) {
        let mut full = [[0; 5]; 2];
        let mut more_than_half = [[0; 5]; 2];
        let mut less = [[0; 5]; 2];
        for (grade, part) in self.grades.iter().zip(part_time) {
            for gender in 0..2 {
                for class in 0..5 {
                    let part = part[gender][class];
                    full[gender][class] += grade.people[gender][class] - part;
                    // One in nine of a grade and class has the smaller part.
                    less[gender][class] += part / 9;
                    more_than_half[gender][class] += part - part / 9;
                }
            }
        }
        counts(csv, "1.2", "", "Tempo Pieno", &full);
        counts(csv, "1.2", "", "Part Time >50%", &more_than_half);
        counts(csv, "1.2", "", "Part Time <50%", &less);
        add(&mut full, &more_than_half);
        add(&mut full, &less);
        counts(csv, "1.2", "", "Totale", &full);
    }

    fn table_1_3(&self, csv: &mut String) {
        let mut totals = [0; 2];
        let mut row = |label: &str, people: [u64; 2]| {
            for (gender, count) in GENDERS.iter().zip(people) {
                let count = count.to_string();
                line(csv, ["1.3", "", label, gender, "Valori assoluti", "persone", &count, ""]);
            }
        };
        for (label, people) in self.positions {
            row(label, people);
            totals = [totals[0] + people[0], totals[1] + people[1]];
        }
        row("Totale personale", totals);
    }

    /// Means around the pay of the grade, men's a little above women's; cents drawn.
    fn table_1_5(&self, csv: &mut String, part_time: &[[[u64; 5]; 2]], rng: &mut Rng) {
        for (grade, part) in self.grades.iter().zip(part_time) {
            let full: [u64; 2] = std::array::from_fn(|gender| {
                grade.people[gender].iter().sum::<u64>() - part[gender].iter().sum::<u64>()
            });
            let cents =
                [1_010, 985].map(|thousandth| grade.pay * thousandth / 10 + rng.below(grade.pay));
            for gender in 0..2 {
                let (sex, people) = (GENDERS[gender], full[gender].to_string());
                line(csv, ["1.5", "", grade.name, sex, "Persone", "persone", &people, ""]);
                let (mean, state) = match full[gender] {
                    0 => (String::new(), "non_applicabile"),
                    _ => (decimals(cents[gender].cast_signed()), ""),
                };
                line(
                    csv,
                    ["1.5", "", grade.name, sex, "Retribuzione lorda media", "euro", &mean, state],
                );
            }
            let gap = (cents[1].cast_signed() - cents[0].cast_signed()) * 10_000;
            let (gap, state) = match full {
                [0, _] | [_, 0] => (String::new(), "non_applicabile"),
                _ => (decimals(rounded(gap, cents[0].cast_signed())), ""),
            };
            line(csv, ["1.5", "", grade.name, "T", "Divario %", "percento", &gap, state]);
        }
    }
}

fn rounded(part: i64, whole: i64) -> i64 {
    let half = if part < 0 { -whole / 2 } else { whole / 2 };
    (part + half) / whole
}

/// Hundredths as a number with two decimals.
fn decimals(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

fn add(totals: &mut [[u64; 5]; 2], people: &[[u64; 5]; 2]) {
    for (totals, people) in totals.iter_mut().flatten().zip(people.iter().flatten()) {
        *totals += people;
    }
}

fn counts(csv: &mut String, table: &str, group: &str, row: &str, people: &[[u64; 5]; 2]) {
    for (gender, classes) in GENDERS.iter().zip(people) {
        for (class, count) in CLASSES.iter().zip(classes) {
            line(csv, [table, group, row, gender, class, "persone", &count.to_string(), ""]);
        }
    }
}

fn line(csv: &mut String, cells: [&str; 8]) {
    writeln!(csv, "{}\r", cells.join(",")).expect("a string takes every line");
}
