//! Hires, leavers and changes of grade of the year, where the staff file has their dates.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{NONE, by_gender};
use crate::italian;
use crate::model::crossing::{Crossing, CrossingRow};
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::ratio::Ratio;

pub(super) fn of_year(dataset: &Dataset) -> Option<Crossing> {
    let year = dataset.settings.report.year;
    let is_of_year = |day: Option<NaiveDate>| day.is_some_and(|day| day.year() == year);
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    if dataset.columns.hired {
        let hired = dataset.people.iter().filter(|person| is_of_year(person.hired));
        rows.push(row("Assunzioni", by_gender(hired)));
        notes.push(
            "Le assunzioni sono quelle di chi è ancora in servizio al 31 dicembre.".to_owned(),
        );
    }
    if let Some(leavers) = dataset.leavers {
        rows.push(row("Cessazioni", leavers));
        notes.push(
            "Le cessazioni sono quelle delle persone che il file «personale» elenca.".to_owned(),
        );
    }
    if dataset.columns.hired && dataset.columns.in_grade_since {
        let was_here = |person: &&Employee| person.hired.is_some_and(|hired| hired.year() < year);
        let moved = |person: &&Employee| is_of_year(person.in_grade_since) && was_here(person);
        if share_one_day(dataset.people.iter().filter(moved), dataset.people.len()) {
            notes.push(
                "I passaggi di inquadramento non sono contati: più di un terzo del personale ha la stessa data, come quando cambia la classificazione."
                    .to_owned(),
            );
        } else {
            let moved = dataset.people.iter().filter(moved);
            rows.push(row("Passaggi di inquadramento", by_gender(moved)));
            notes.push(
                "I passaggi sono quelli di chi era già in servizio prima dell'anno.".to_owned(),
            );
        }
    }
    (!rows.is_empty()).then(|| Crossing {
        title: format!("Movimenti del personale nel {year}"),
        stub: "Movimento".to_owned(),
        headings: ["Uomini", "Donne", "Totale", "Donne %"].map(str::to_owned).to_vec(),
        rows,
        notes,
    })
}

/// More than a third of everybody on the same day: a new classification, not so many careers.
fn share_one_day<'a>(moved: impl Iterator<Item = &'a Employee>, everybody: usize) -> bool {
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for day in moved.filter_map(|person| person.in_grade_since) {
        *days.entry(day).or_default() += 1;
    }
    days.values().any(|count| count * 3 > everybody)
}

fn row(label: &str, [men, women]: [u64; 2]) -> CrossingRow {
    let share = Ratio::percent(women, men + women);
    let share = share.map_or_else(|| NONE.to_owned(), |share| italian::percent(&share));
    let counts = [men, women, men + women].map(italian::count);
    let cells = counts.into_iter().chain([share]).collect();
    CrossingRow { label: label.to_owned(), cells, is_total: false }
}
