//! Agile work, leave and training by grade and by structure.

use super::{Crowd, by_gender, headings, share, uses};
use crate::italian;
use crate::model::crossing::{Crossing, CrossingRow};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;

pub(super) fn by_grade(dataset: &Dataset) -> Option<Crossing> {
    let labels: Vec<String> = dataset.grades.iter().map(|grade| grade.label.clone()).collect();
    cross(dataset, "Inquadramento", &labels, |person| Some(person.grade))
}

pub(super) fn by_structure(dataset: &Dataset) -> Option<Crossing> {
    if !dataset.columns.structure || dataset.structures.len() > MOST_STRUCTURES {
        return None;
    }
    cross(dataset, "Struttura", &dataset.structures, |person| person.structure)
}

/// More are no structures: the column holds something else.
const MOST_STRUCTURES: usize = 200;

fn cross(
    dataset: &Dataset,
    stub: &str,
    labels: &[String],
    group_of: fn(&Employee) -> Option<usize>,
) -> Option<Crossing> {
    let crowds = uses(dataset);
    if crowds.is_empty() || labels.is_empty() {
        return None;
    }
    let of_group = |label: &str, group: Option<usize>, is_total: bool| {
        let belongs = |person: &&Employee| is_total || group_of(person) == group;
        row(dataset, &crowds, label, belongs, is_total)
    };
    let groups = labels.iter().enumerate().map(|(place, label)| (label.as_str(), Some(place)));
    let groups = groups.chain([(NO_GROUP, None)]);
    let mut rows: Vec<CrossingRow> =
        groups.filter_map(|(label, group)| of_group(label, group, false)).collect();
    rows.extend(of_group("Totale", None, true));
    let what: Vec<&str> = crowds.iter().map(|crowd| crowd.heading.as_str()).collect();
    Some(Crossing {
        title: format!("{} per {}", italian::capitalised(&listed(&what)), stub.to_lowercase()),
        stub: stub.to_owned(),
        headings: headings("Persone")
            .chain(crowds.iter().flat_map(|crowd| headings(&crowd.heading).collect::<Vec<_>>()))
            .collect(),
        rows,
        notes: vec![
            "Persone, ciascuna una volta; la percentuale è la quota sul genere nella riga."
                .to_owned(),
        ],
    })
}

/// People whose row does not say it.
const NO_GROUP: &str = "Non indicata";

/// `None` for a group without people.
fn row<'a>(
    dataset: &'a Dataset,
    crowds: &[Crowd],
    label: &str,
    belongs: impl Fn(&&'a Employee) -> bool,
    is_total: bool,
) -> Option<CrossingRow> {
    let all = by_gender(dataset.people.iter().filter(&belongs));
    if all == [0, 0] {
        return None;
    }
    let mut cells: Vec<String> = all.map(italian::count).to_vec();
    for crowd in crowds {
        let people = dataset.people.iter().enumerate();
        let using = people.filter(|(place, _)| crowd.people.contains(*place));
        let using = by_gender(using.map(|(_, person)| person).filter(&belongs));
        cells.extend([0, 1].map(|gender: usize| share(using[gender], all[gender])));
    }
    Some(CrossingRow { label: label.to_owned(), cells, is_total })
}

/// `lavoro agile, congedi parentali e formazione`
fn listed(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} e {last}", first.join(", ")),
    }
}
