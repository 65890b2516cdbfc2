//! The figures of the summary page that come from staff.

use rust_decimal::Decimal;

use super::figure;
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::gender::Gender;
use crate::model::report::{KeyFigure, KeyFigureKind};

/// Staff, share of women, share of women among managers, and part time, each with its table.
pub fn key_figures(dataset: &Dataset) -> Vec<KeyFigure> {
    let people: Vec<&Employee> = dataset.people.iter().collect();
    let staff = people.len() as u64;
    let managers: Vec<&Employee> =
        people.iter().copied().filter(|person| dataset.category(person).is_manager()).collect();
    let mut figures = vec![
        key_figure(
            KeyFigureKind::Staff,
            italian::count(staff),
            if staff == 1 { "persona in servizio" } else { "persone in servizio" },
            "1.1",
        ),
        key_figure(KeyFigureKind::Women, share_of_women(&people), "donne sul personale", "1.1"),
        key_figure(
            KeyFigureKind::WomenManagers,
            share_of_women(&managers),
            "donne fra i dirigenti",
            "1.6",
        ),
    ];
    if dataset.columns.working_time {
        let full = Decimal::ONE_HUNDRED;
        let part_time =
            people.iter().filter(|person| person.working_time.is_some_and(|share| share < full));
        let share = figure::percent(part_time.count() as u64, people.len() as u64).text;
        figures.push(key_figure(
            KeyFigureKind::PartTime,
            format!("{share} %"),
            "a tempo parziale",
            "1.2",
        ));
    }
    figures
}

fn key_figure(kind: KeyFigureKind, value: String, label: &str, table: &str) -> KeyFigure {
    KeyFigure {
        kind,
        value,
        previous: None,
        label: label.to_owned(),
        source: format!("tabella {table}"),
    }
}

fn share_of_women(people: &[&Employee]) -> String {
    if people.is_empty() {
        return "–".to_owned();
    }
    let women = people.iter().filter(|person| person.gender == Gender::Woman).count() as u64;
    format!("{} %", figure::percent(women, people.len() as u64).text)
}
