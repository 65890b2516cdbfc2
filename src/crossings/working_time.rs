//! Part time and agile work against positions of responsibility and training.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{NONE, by_gender, headings, share, uses};
use crate::italian;
use crate::model::crossing::{Crossing, CrossingRow};
use crate::model::dataset::Dataset;
use crate::model::employee::{Employee, StaffNumber};
use crate::model::ledger::Ledger;
use crate::model::ratio::Ratio;

/// Who is in a row, and which hours of training are its own.
struct Group {
    label: &'static str,
    people: Vec<usize>,
    hours: Option<[Ratio; 2]>,
}

pub(super) fn cross(dataset: &Dataset) -> Option<Crossing> {
    let groups = groups(dataset);
    let (positions, training) = (&dataset.positions, &dataset.training);
    if groups.is_empty() || positions.is_none() && training.is_none() {
        return None;
    }
    let mut columns: Vec<String> = headings("Persone").collect();
    if positions.is_some() {
        columns.extend(headings("Con una posizione"));
    }
    if training.is_some() {
        columns.extend(headings("Con formazione"));
        columns.extend(headings("Ore a persona"));
    }
    let holders: BTreeSet<&StaffNumber> =
        positions.iter().flatten().map(|position| &position.staff_number).collect();
    let rows = groups.iter().map(|group| row(dataset, group, &holders)).collect();
    Some(Crossing {
        title: "Tempo parziale e lavoro agile, posizioni e formazione".to_owned(),
        stub: "Orario e luogo".to_owned(),
        headings: columns,
        rows,
        notes: vec![
            "La percentuale è la quota sul genere nella riga. Le ore a persona sono le ore di formazione divise per tutte le persone della riga, formate o no; per il lavoro agile i dati non le distinguono."
                .to_owned(),
        ],
    })
}

fn groups(dataset: &Dataset) -> Vec<Group> {
    let part_time =
        |person: &Employee| person.working_time.map(|share| share < Decimal::ONE_HUNDRED);
    let chosen = |is_in: &dyn Fn(usize, &Employee) -> bool| -> Vec<usize> {
        let people = dataset.people.iter().enumerate();
        people.filter(|(place, person)| is_in(*place, person)).map(|(place, _)| place).collect()
    };
    let mut groups = Vec::new();
    if dataset.columns.working_time {
        let hours = dataset.training.as_ref().map(hours);
        let [full, part] = hours.map_or([None, None], |[full, part]| [Some(full), Some(part)]);
        let of = |is_part: bool| chosen(&|_, person| part_time(person) == Some(is_part));
        groups.push(Group { label: "Tempo pieno", people: of(false), hours: full });
        groups.push(Group { label: "Tempo parziale", people: of(true), hours: part });
    }
    let agile = uses(dataset).into_iter().find(|crowd| crowd.heading == AGILE);
    if let Some(agile) = agile {
        let of = |is_agile: bool| chosen(&|place, _| agile.people.contains(place) == is_agile);
        groups.push(Group { label: "Con lavoro agile", people: of(true), hours: None });
        groups.push(Group { label: "Senza lavoro agile", people: of(false), hours: None });
    }
    groups
}

/// The heading under which the classification crosses agile work.
const AGILE: &str = "Lavoro agile";

/// Hours of training of people at full time, and below it, by gender.
fn hours(training: &Ledger) -> [[Ratio; 2]; 2] {
    let all = |gender: usize| -> Ratio {
        training.kinds.iter().flat_map(|kind| kind.sums.amounts[gender].iter().cloned()).sum()
    };
    let part = |gender: usize| -> Ratio {
        training.kinds.iter().map(|kind| kind.sums.part_time[gender].clone()).sum()
    };
    [[0, 1].map(|gender| all(gender) - part(gender)), [0, 1].map(part)]
}

fn row(dataset: &Dataset, group: &Group, holders: &BTreeSet<&StaffNumber>) -> CrossingRow {
    let people = || group.people.iter().map(|place| &dataset.people[*place]);
    let all = by_gender(people());
    let mut cells: Vec<String> = all.map(italian::count).to_vec();
    let mut shares = |part: [u64; 2]| {
        cells.extend([0, 1].map(|gender: usize| share(part[gender], all[gender])));
    };
    if dataset.positions.is_some() {
        shares(by_gender(people().filter(|person| holders.contains(&person.staff_number))));
    }
    if let Some(training) = &dataset.training {
        let trained = training.people();
        let places = group.people.iter().filter(|place| trained.contains(**place));
        shares(by_gender(places.map(|place| &dataset.people[*place])));
        cells.extend([0, 1].map(|gender: usize| {
            let hours = group.hours.as_ref().map(|hours| hours[gender].clone());
            let a_head = hours.and_then(|hours| hours.checked_div(&Ratio::from(all[gender])));
            a_head.map_or_else(|| NONE.to_owned(), |hours| italian::percent(&hours))
        }));
    }
    CrossingRow { label: group.label.to_owned(), cells, is_total: false }
}
