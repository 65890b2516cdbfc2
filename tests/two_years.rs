//! Editions of several years side by side: who has them all, averages what did not change, and looks for the one
//! person that came in between. Written apart from the program.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use relazione_cug::disclosure;
use relazione_cug::model::input::InputFile;
use relazione_cug::model::secret::Secret;
use relazione_cug::model::settings::Settings;
use relazione_cug::publish;

use crate::bodies::{settings_of, staff_csv, verify};
use crate::protection::{format, suppressing};

const GRADES: [&str; 3] = ["B1", "C", "D3"];
/// A year of birth for each class of age.
const BORN: [u32; 5] = [1995, 1987, 1977, 1966, 1957];
const AGES: [&str; 5] = ["<30", "da 31 a 40", "da 41 a 50", "da 51 a 60", ">60"];
/// How far a printed multiple is from the true number at most.
const FAR: u64 = 2;

/// Grade, gender (0 for men) and class of age.
type Cell = (usize, usize, usize);
/// How many people are in each cell.
type Body = BTreeMap<Cell, u64>;

/// Every cell of table 1.1.
fn cells() -> impl Iterator<Item = Cell> {
    (0..3).flat_map(|grade| {
        (0..2).flat_map(move |gender| (0..5).map(move |class| (grade, gender, class)))
    })
}

/// So many people in each cell, the same on every machine.
fn body(number: u64, most: u64) -> Body {
    let chance = Secret::numbered(number);
    cells().map(|cell| (cell, chance.draw(&format!("{cell:?}")) % (most + 1))).collect()
}

fn staff(body: &Body) -> InputFile {
    let mut rows = Vec::new();
    for ((grade, gender, class), people) in body {
        let (gender, born, grade) = (["U", "D"][*gender], BORN[*class], GRADES[*grade]);
        for _ in 0..*people {
            rows.push(format!("{};{gender};01/02/{born};{grade}", rows.len()));
        }
    }
    staff_csv("matricola;genere;data_nascita;inquadramento", &rows)
}

/// Table 1.1 as it is printed: row, gender, class; `None` for what is kept back.
type Edition = BTreeMap<[String; 3], Option<u64>>;

fn edition(body: &Body, settings: &Settings, secret: u64) -> Edition {
    let verified = verify(&[staff(body)], settings);
    let secret = Secret::numbered(secret);
    let tables = &verified.report.tables;
    let (tables, _) =
        disclosure::protect(tables, &format(), &settings.disclosure, &secret).unwrap();
    let report = relazione_cug::model::report::Report { tables, ..verified.report.clone() };
    let csv = publish::tables_csv(&report).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let records = reader.records().map(|record| record.unwrap());
    records
        .filter(|record| &record[0] == "1.1" && &record[5] == "persone")
        .map(|record| ([2, 3, 4].map(|field| record[field].to_owned()), record[6].parse().ok()))
        .collect()
}

/// The cells that a printed figure counts.
fn counted([row, gender, class]: &[String; 3]) -> BTreeSet<Cell> {
    let is_in = |(of_grade, of_gender, of_class): &Cell| {
        (GRADES[*of_grade] == row || row.starts_with("Totale"))
            && (["U", "D"][*of_gender] == gender || gender == "T")
            && (AGES[*of_class] == class || class == "Totale")
    };
    cells().filter(is_in).collect()
}

fn place((grade, gender, class): Cell) -> [String; 3] {
    [GRADES[grade], ["U", "D"][gender], AGES[class]].map(str::to_owned)
}

/// Rows that are not printed are rows of zeros.
fn number(edition: &Edition, cell: Cell) -> u64 {
    edition.get(&place(cell)).copied().flatten().unwrap_or(0)
}

/// What whoever averages ten editions makes of the small figures that did not change: how many of them are
/// right, and how many there are. Every year the clerks of grade C are others.
fn averaged(secret_of: impl Fn(u64) -> u64) -> (usize, usize) {
    let settings = settings_of(2022);
    let (mut right, mut all) = (0, 0);
    for number_of_body in 0..6 {
        let fixed = body(500 + number_of_body, 4);
        let chance = Secret::numbered(900 + number_of_body);
        let mut this_year = fixed.clone();
        let editions: Vec<Edition> = (0..10)
            .map(|year| {
                for change in 0..2 {
                    let at = chance.draw(&format!("{year} {change}")) % 10;
                    let at = usize::try_from(at).unwrap();
                    let people = this_year.get_mut(&(1, at / 5, at % 5)).unwrap();
                    *people = if change == 0 { *people + 1 } else { people.saturating_sub(1) };
                }
                edition(&this_year, &settings, secret_of(10 * number_of_body + year))
            })
            .collect();
        for (cell, people) in fixed.iter().filter(|((grade, _, _), _)| *grade != 1) {
            if (1..3).contains(people) {
                let sum: u64 = editions.iter().map(|edition| number(edition, *cell)).sum();
                all += 1;
                right += usize::from((sum + 5) / 10 == *people);
            }
        }
    }
    (right, all)
}

#[test]
fn ten_editions_with_one_secret_average_to_much_less_than_with_ten() {
    let (right, all) = averaged(|_| 1);
    // The same attacker against an office that throws its secret away each year.
    let (right_of_ten, _) = averaged(|year| 10_000 + year);
    assert!(all >= 40 && right_of_ten * 2 > all, "{right_of_ten} of {all}");
    assert!(right * 2 <= right_of_ten, "{right} against {right_of_ten} of {all}");
}

/// The cells that the one newcomer can be in, for whoever has both editions and knows that nobody else came, left
/// or moved, and how many work there.
fn possible_cells(before: &Edition, after: &Edition, people: u64) -> BTreeSet<Cell> {
    let is_possible = |newcomer: &Cell| {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let unknowns: BTreeMap<Cell, _> =
            cells().map(|cell| (cell, problem.add_integer_var(0.0, (0, 100_000)))).collect();
        let bound = |problem: &mut Problem, of: &BTreeSet<Cell>, operator, number: i64| {
            let terms: Vec<_> = of.iter().map(|cell| (unknowns[cell], 1.0)).collect();
            problem.add_constraint(terms, operator, number as f64);
        };
        let everybody: BTreeSet<Cell> = cells().collect();
        bound(&mut problem, &everybody, ComparisonOp::Eq, i64::try_from(people).unwrap());
        for (edition, is_later) in [(before, false), (after, true)] {
            // A row that is not there is a row of zeros.
            let missing = cells().map(place).filter(|place| !edition.contains_key(place));
            let printed = edition.iter().map(|(place, number)| (place.clone(), *number));
            for (place, number) in printed.chain(missing.map(|place| (place, Some(0)))) {
                let Some(number) = number else { continue };
                let of = counted(&place);
                let (low, high) = (number.saturating_sub(FAR), number + FAR);
                let low = if number <= 3 { 0 } else { low };
                let more = i64::from(is_later && of.contains(newcomer));
                bound(&mut problem, &of, ComparisonOp::Ge, low as i64 - more);
                bound(&mut problem, &of, ComparisonOp::Le, high as i64 - more);
            }
        }
        problem.solve().is_ok_and(|outcome| outcome.into_solution().is_ok())
    };
    cells().filter(is_possible).collect()
}

#[test]
fn the_editions_of_two_years_leave_many_places_for_the_one_who_came_in_between() {
    let settings = settings_of(2022);
    let (mut one_risen, mut is_newcomer) = (0, 0);
    for number_of_body in 0..6 {
        let before = body(700 + number_of_body, 4);
        let people: u64 = before.values().sum();
        for (newcomer, secret) in cells().zip(30 * number_of_body..).step_by(5) {
            let mut after = before.clone();
            *after.get_mut(&newcomer).unwrap() += 1;
            let [one, other] = [&before, &after].map(|body| edition(body, &settings, secret));
            let possible = possible_cells(&one, &other, people);
            assert!(possible.contains(&newcomer));
            assert!(possible.len() >= 6, "body {number_of_body}, {newcomer:?}: {possible:?}");
            let risen: Vec<Cell> =
                cells().filter(|cell| number(&one, *cell) < number(&other, *cell)).collect();
            one_risen += usize::from(risen.len() == 1);
            is_newcomer += usize::from(risen == [newcomer]);
        }
    }
    // What rises alone is often another figure, moved by the sums.
    assert!(is_newcomer * 3 <= one_risen * 2, "{is_newcomer} of {one_risen}");
}

#[test]
fn one_secret_keeps_back_nearly_the_same_figures_next_year() {
    let settings = settings_of(2022);
    let settings = Settings { disclosure: suppressing(&settings), ..settings };
    // Figures of last year that only this year keeps back, with one person more.
    let newly_hidden = |next_secret: &dyn Fn(u64) -> u64| -> usize {
        let of_body = |number: u64| {
            let before = body(800 + number, 6);
            let mut after = before.clone();
            *after.get_mut(&(1, 0, 2)).unwrap() += 1;
            let last = edition(&before, &settings, number);
            let this = edition(&after, &settings, next_secret(number));
            let is_new = |(place, number): &(&[String; 3], &Option<u64>)| {
                number.is_none() && last.get(*place).is_some_and(Option::is_some)
            };
            this.iter().filter(is_new).count()
        };
        (0..8).map(of_body).sum()
    };
    let (one, two) = (newly_hidden(&|number| number), newly_hidden(&|number| 100 + number));
    assert!(one * 2 <= two, "{one} with one secret, {two} with two");
}
