//! Incroci: agile work, leave, training, positions, pay and movements crossed with grade, structure,
//! working time and age. Health is never crossed: what may be is marked in the classifications, and
//! permits of law 104, or words of the body's own, are not.

mod groups;
mod movements;
mod pay;
mod working_time;

use bit_set::BitSet;

use crate::italian;
use crate::model::crossing::Crossing;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;
use crate::model::ratio::Ratio;
use crate::model::reference_data::{Term, leave_types, work_life_measures};

/// Every crossing, in the order of the chapter; `None` where the data do not allow it.
const CROSSINGS: [fn(&Dataset) -> Option<Crossing>; 5] =
    [groups::by_grade, groups::by_structure, working_time::cross, pay::by_age, movements::of_year];

/// Those that the data allow.
pub fn compute(dataset: &Dataset) -> Vec<Crossing> {
    CROSSINGS.iter().filter_map(|cross| cross(dataset)).collect()
}

/// Some people of the body, by their places among all.
struct Crowd {
    heading: String,
    people: BitSet,
}

/// Who uses what may be crossed: agile work, parental leave, training.
fn uses(dataset: &Dataset) -> Vec<Crowd> {
    let mut crowds = Vec::new();
    for (ledger, terms) in
        [(&dataset.work_life, work_life_measures()), (&dataset.leave, leave_types())]
    {
        crowds.extend(ledger.iter().flat_map(|ledger| marked(ledger, &terms)));
    }
    let training = dataset.training.iter();
    crowds.extend(
        training.map(|all| Crowd { heading: "Formazione".to_owned(), people: all.people() }),
    );
    crowds
}

/// The people of the kinds that the classification marks, one crowd for each heading.
fn marked(ledger: &Ledger, terms: &[Term]) -> Vec<Crowd> {
    let mut crowds: Vec<Crowd> = Vec::new();
    for term in terms {
        let Some(heading) = &term.crossed_as else { continue };
        for kind in ledger.kinds.iter().filter(|kind| kind.label == term.label) {
            match crowds.iter_mut().find(|crowd| crowd.heading == *heading) {
                Some(crowd) => crowd.people.union_with(&kind.sums.people),
                None => crowds
                    .push(Crowd { heading: heading.clone(), people: kind.sums.people.clone() }),
            }
        }
    }
    crowds
}

/// How many there are of each gender.
fn by_gender<'a>(people: impl Iterator<Item = &'a Employee>) -> [u64; 2] {
    let mut counts = [0, 0];
    for person in people {
        counts[person.gender.index()] += 1;
    }
    counts
}

/// `Lavoro agile: uomini`, `Lavoro agile: donne`
fn headings(of: &str) -> impl Iterator<Item = String> {
    Gender::ALL.into_iter().map(move |gender| format!("{of}: {}", gender.plural().to_lowercase()))
}

/// `12 (30,00 %)`, or a dash where there is nobody.
fn share(part: u64, whole: u64) -> String {
    match Ratio::percent(part, whole) {
        Some(share) => format!("{} ({} %)", italian::count(part), italian::percent(&share)),
        None => NONE.to_owned(),
    }
}

const NONE: &str = "–";
