//! The attacker who has the program: tries every full edition that fits the public one, runs the program
//! on each, and keeps those that lead to the same public edition. Written apart from the program; what the
//! attacker does not have is the office's files, and so the secret that choices are drawn by.

use std::collections::{BTreeMap, BTreeSet};

use relazione_cug::disclosure;
use relazione_cug::model::cell::{Cell, Value};
use relazione_cug::model::gender::Gender;
use relazione_cug::model::role::{ColumnRole, RowRole};
use relazione_cug::model::secret::Secret;
use relazione_cug::model::table::Table;

use crate::bodies::{settings_of, staff_csv, verify};
use crate::protection::{format, suppressing};

/// How often the attacker runs the program on one full edition before giving it up.
const TRIES: u64 = 120;
/// Full editions that are tried for one public one.
const MOST_EDITIONS: usize = 30;
const GRADES: [&str; 3] = ["B1", "C", "D3"];
/// A year of birth for each class of age.
const BORN: [u32; 5] = [1995, 1987, 1977, 1966, 1957];

/// People by grade, gender and class of age, in the order of the columns.
type Body = [[u64; 10]; 3];

/// Table 1.1 of a body, alone.
fn table(body: &Body) -> Table {
    let mut rows = Vec::new();
    for (grade, people) in GRADES.iter().zip(body) {
        for (class, people) in people.iter().enumerate() {
            let gender = if class < 5 { "U" } else { "D" };
            for _ in 0..*people {
                rows.push(format!("{};{gender};01/02/{};{grade}", rows.len(), BORN[class % 5]));
            }
        }
    }
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento", &rows);
    let verified = verify(&[staff], &settings_of(2022));
    assert!(!verified.has_errors());
    verified.report.tables.into_iter().next().unwrap()
}

fn public(table: &Table, secret: u64) -> Table {
    let rules = suppressing(&settings_of(2022));
    let tables = std::slice::from_ref(table);
    let protected = disclosure::protect(tables, &format(), &rules, &Secret::numbered(secret));
    protected.unwrap().0.remove(0)
}

/// What a reader sees.
fn printed(table: &Table) -> Vec<&str> {
    table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect()
}

fn count(cell: &Cell) -> Option<u64> {
    match cell.value {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

/// Sums that are printed, each with the hidden figures that make up what its shown ones leave.
struct Sums {
    hidden: Vec<(usize, usize)>,
    sums: Vec<(Vec<usize>, u64)>,
}

impl Sums {
    fn of(table: &Table) -> Self {
        let class = |gender, class| {
            let is_it = |column: &relazione_cug::model::table::Column| {
                column.gender == Some(gender) && column.role == ColumnRole::Class(class)
            };
            table.columns.iter().position(is_it).unwrap()
        };
        let classes: Vec<usize> = [Gender::Man, Gender::Woman]
            .into_iter()
            .flat_map(|gender| (0..5).map(move |number| (gender, number)))
            .map(|(gender, number)| class(gender, number))
            .collect();
        let cell = |row: usize, class: usize| &table.rows[row].cells[classes[class]];
        let hidden: Vec<(usize, usize)> = (0..3)
            .flat_map(|row| (0..10).map(move |class| (row, class)))
            .filter(|(row, class)| cell(*row, *class).is_protected())
            .collect();
        let mut sums = Vec::new();
        let mut note = |total: Option<u64>, of: &dyn Fn(&(usize, usize)) -> bool| {
            let Some(total) = total else { return };
            let all = (0..3).flat_map(|row| (0..10).map(move |class| (row, class)));
            let shown: u64 =
                all.filter(of).filter_map(|(row, class)| count(cell(row, class))).sum();
            let open: Vec<usize> = hidden
                .iter()
                .enumerate()
                .filter(|(_, at)| of(at))
                .map(|(place, _)| place)
                .collect();
            sums.push((open, total - shown));
        };
        let total_row = table.rows.iter().position(|row| row.role == RowRole::Total).unwrap();
        for number in 0..10 {
            note(count(cell(total_row, number)), &|(_, class)| *class == number);
        }
        let totals = table.columns.iter().position(|column| column.role == ColumnRole::Total);
        for number in 0..3 {
            let total = totals.and_then(|column| count(&table.rows[number].cells[column]));
            note(total, &|(row, _)| *row == number);
        }
        Self { hidden, sums }
    }

    /// Every way to fill the hidden figures; none hides a zero. `None` if there are too many to try.
    fn fillings(&self) -> Option<Vec<Vec<u64>>> {
        let mut found = Vec::new();
        self.fill(&mut Vec::new(), &mut found).then_some(found)
    }

    fn fill(&self, so_far: &mut Vec<u64>, found: &mut Vec<Vec<u64>>) -> bool {
        let place = so_far.len();
        if place == self.hidden.len() {
            found.push(so_far.clone());
            return found.len() <= MOST_EDITIONS;
        }
        let mut least = 1;
        let mut most = u64::MAX;
        for (open, sum) in self.sums.iter().filter(|(open, _)| open.contains(&place)) {
            let filled: u64 = open.iter().filter_map(|of| so_far.get(*of)).sum();
            let later = open.iter().filter(|of| **of > place).count() as u64;
            let Some(room) = sum.checked_sub(filled + later) else { return true };
            most = most.min(room);
            least = if later == 0 { least.max(room) } else { least };
        }
        if most == u64::MAX {
            return false;
        }
        for value in least..=most {
            so_far.push(value);
            let goes_on = self.fill(so_far, found);
            so_far.pop();
            if !goes_on {
                return false;
            }
        }
        true
    }
}

/// A small body that is the same on every machine.
fn body(number: u64) -> Body {
    let chance = Secret::numbered(number);
    let mut body = [[0; 10]; 3];
    for (row, people) in body.iter_mut().enumerate() {
        for (class, people) in people.iter_mut().enumerate() {
            let drawn = chance.draw(&format!("{row} {class}"));
            *people = if drawn.is_multiple_of(2) { 0 } else { drawn / 2 % 5 };
        }
    }
    body
}

#[test]
fn running_the_program_again_makes_no_small_figure_exact() {
    let (mut tried, mut small, mut narrow) = (0, 0, 0);
    let mut editions: BTreeMap<Body, Table> = BTreeMap::new();
    for number in 0..40 {
        let truth = body(number);
        let edition = public(&table(&truth), 1_000 + number);
        let sums = Sums::of(&edition);
        let Some(fillings) = sums.fillings().filter(|all| all.len() > 2) else { continue };
        let mut values: BTreeMap<(usize, usize), BTreeSet<u64>> = BTreeMap::new();
        for filling in fillings {
            let mut body = truth;
            for ((row, class), value) in sums.hidden.iter().zip(&filling) {
                body[*row][*class] = *value;
            }
            let full = editions.entry(body).or_insert_with(|| table(&body));
            let leads_to_it =
                (0..TRIES).any(|secret| printed(&public(full, secret)) == printed(&edition));
            if leads_to_it {
                for (at, value) in sums.hidden.iter().zip(&filling) {
                    values.entry(*at).or_default().insert(*value);
                }
            }
        }
        tried += 1;
        for ((row, class), values) in values {
            let true_value = truth[row][class];
            if (1..3).contains(&true_value) {
                small += 1;
                narrow += usize::from(values.len() < 3);
                assert!(
                    values.len() >= 2,
                    "body {number}, {} {class}: {true_value} is the only value",
                    GRADES[row]
                );
            }
        }
        if tried == 6 {
            break;
        }
    }
    assert!(tried >= 4 && small >= 20, "{tried} bodies, {small} figures");
    // Which cells go with others still depends on which figures are small: two values may be left.
    assert!(narrow * 5 <= small, "{narrow} of {small} have two values");
}
