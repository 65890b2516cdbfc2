//! C04: two names that look like one grade written in two ways, each with its own row in the tables.

use super::cell;
use crate::diagnostic::code::NEAR_EQUAL_GRADES;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::grade::Grade;
use crate::model::input::InputKind;
use crate::model::spelling::normal_form;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// One finding for each pair of a category, at the first row of the rarer name.
pub(super) fn near_equal(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let met: Vec<Met<'_>> = dataset
        .grades
        .iter()
        .enumerate()
        .filter_map(|grade| {
            let (index, grade) = grade;
            let rows = dataset.people.iter().filter(|person| person.grade == index);
            let people = rows.clone().count() as u64;
            Some(Met { grade, people, first_row: rows.map(|person| person.row).min()? })
        })
        .collect();
    for (index, left) in met.iter().enumerate() {
        for right in met[index + 1..].iter().filter(|right| could_be_one(left.grade, right.grade)) {
            let left_is_rarer = (left.people, right.first_row) < (right.people, left.first_row);
            let (rarer, other) = if left_is_rarer { (left, right) } else { (right, left) };
            let place = cell(dataset, InputKind::Staff, rarer.first_row, "inquadramento");
            let message = format!(
                "«{}» ({}) e «{}» ({}) sembrano lo stesso inquadramento",
                rarer.grade.label,
                italian::counted(rarer.people, "persona", "persone"),
                other.grade.label,
                italian::counted(other.people, "persona", "persone"),
            );
            diagnostics.push(
                Diagnostic::new(NEAR_EQUAL_GRADES, place, message)
                    .with_value(rarer.grade.label.clone())
                    .with_tables(tables(rarer.grade.category)),
            );
        }
    }
}

/// A grade with people in it.
struct Met<'a> {
    grade: &'a Grade,
    people: u64,
    first_row: u32,
}

/// Whether two labels of a table given as totals look like one grade.
pub(super) fn are_alike(left: &str, right: &str) -> bool {
    Name::new(left).is_like(&Name::new(right))
}

/// The tables by grade in which a category is.
fn tables(category: StaffCategory) -> &'static [TableId] {
    match category {
        StaffCategory::GoverningBody => &[TableId::GRADES, TableId::PAY_GAP],
        StaffCategory::SeniorManager | StaffCategory::Manager => {
            &[TableId::GRADES, TableId::PAY_GAP, TableId::MANAGER_EDUCATION]
        }
        StaffCategory::NonManager => {
            &[TableId::GRADES, TableId::SENIORITY, TableId::PAY_GAP, TableId::STAFF_EDUCATION]
        }
    }
}

/// Names that the classification or `cug.toml` both have are two grades on purpose.
fn could_be_one(left: &Grade, right: &Grade) -> bool {
    let is_known = |grade: &Grade| grade.rank != usize::MAX;
    left.category == right.category
        && !(is_known(left) && is_known(right))
        && Name::new(&left.label).is_like(&Name::new(&right.label))
}

/// A name without the words that people leave out.
struct Name {
    /// `categoria` or `area`, where the name says it.
    system: Option<&'static str>,
    words: Vec<String>,
}

impl Name {
    fn new(label: &str) -> Self {
        let mut name = Self { system: None, words: Vec::new() };
        for word in normal_form(label).split(' ') {
            match word {
                "cat" | "categ" | "categoria" => name.system = Some("categoria"),
                "area" => name.system = Some("area"),
                "di" | "del" | "dei" | "degli" | "della" | "delle" => {}
                _ => name.words.push(word.to_owned()),
            }
        }
        name
    }

    /// Blanks apart, the same letters; or the same words, some abbreviated and one misspelt at most.
    fn is_like(&self, other: &Self) -> bool {
        let one_system = match (self.system, other.system) {
            (Some(left), Some(right)) => left == right,
            _ => true,
        };
        if !one_system || self.words.is_empty() || other.words.is_empty() {
            return false;
        }
        let pairs = || self.words.iter().zip(&other.words);
        let slips = pairs().filter(|(left, right)| is_slip(left, right)).count();
        let alike = |(left, right): (&String, &String)| {
            left == right || is_abbreviation(left, right) || is_slip(left, right)
        };
        self.words.concat() == other.words.concat()
            || (self.words.len() == other.words.len() && slips <= 1 && pairs().all(alike))
    }
}

/// `giur` and `giuridica`; never `vii` and `viii`.
fn is_abbreviation(left: &str, right: &str) -> bool {
    const SHORTEST: usize = 3;
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    short.chars().count() >= SHORTEST
        && long.starts_with(short)
        && is_plain_word(short)
        && is_plain_word(long)
}

/// One letter more, less, changed or swapped in a word long enough to be recognised.
fn is_slip(left: &str, right: &str) -> bool {
    const LEAST_LIKENESS: f64 = 0.8;
    is_plain_word(left)
        && is_plain_word(right)
        && !is_abbreviation(left, right)
        && strsim::osa_distance(left, right) == 1
        && strsim::normalized_damerau_levenshtein(left, right) >= LEAST_LIKENESS
}

/// Levels such as `d1`, `6` and `viii` are told apart by one sign.
fn is_plain_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && !word.chars().all(|letter| "ivxlcdm".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(left: &str, right: &str) -> bool {
        Name::new(left).is_like(&Name::new(right))
    }

    #[test]
    fn one_grade_written_in_two_ways_is_seen() {
        for (left, right) in [
            ("Categoria D giuridica", "CAT D giur."),
            ("Categoria D giuridica", "D Giuridica"),
            ("Area degli assistenti", "Assistenti"),
            ("Ispettore di polizia locale", "Ispettore  Polizia-Locale"),
            ("Assistente sociale", "Asistente sociale"),
            ("Assistente sociale", "Assitsente sociale"),
            ("Qualità", "qualita'"),
            ("EP 1", "EP1"),
        ] {
            assert!(alike(left, right), "{left} / {right}");
            assert!(alike(right, left), "{right} / {left}");
        }
    }

    #[test]
    fn two_grades_are_left_alone() {
        for (left, right) in [
            ("D1", "D3"),
            ("B1", "B3"),
            ("D1 giuridica", "D3 giuridica"),
            ("Dirigente a tempo determinato", "Dirigente a tempo indeterminato"),
            ("Istruttore", "Istruttore direttivo"),
            ("Operatori", "Operatori esperti"),
            ("VII livello", "VIII livello"),
            ("Dirigente di I fascia", "Dirigente di II fascia"),
            ("Livello 6", "Livello 7"),
            ("Categoria B", "Area B"),
            ("Area", "Categoria"),
            ("Area A", "Area B"),
        ] {
            assert!(!alike(left, right), "{left} / {right}");
            assert!(!alike(right, left), "{right} / {left}");
        }
    }
}
