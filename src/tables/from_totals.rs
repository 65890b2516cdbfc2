//! Tables given as totals (`aggregati`), in the layouts of those counted from people: what the body
//! gives are the cells of the body; totals and percentages are computed here as everywhere.

use rust_decimal::Decimal;

use super::tally::Tally;
use super::{Content, by_age, by_gender, figure};
use crate::model::cell::{Cell, Measure};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::table::Row;
use crate::model::totals::{TableTotals, TotalsRow};

fn tally(row: &TotalsRow, classes: usize) -> Tally<Decimal> {
    let mut tally = Tally::new(classes);
    for gender in Gender::ALL {
        for (class, amount) in row.of_gender(gender).iter().enumerate() {
            tally.put(gender, class, *amount);
        }
    }
    tally
}

/// The amounts of each row, and of all of them.
pub(super) fn tallies(
    totals: &TableTotals,
    classes: usize,
) -> (Vec<Tally<Decimal>>, Tally<Decimal>) {
    let tallies: Vec<Tally<Decimal>> = totals.rows.iter().map(|row| tally(row, classes)).collect();
    let mut whole = Tally::new(classes);
    for tally in &tallies {
        whole.add(tally);
    }
    (tallies, whole)
}

/// Amounts as the table prints them: people, or hours and days.
pub(super) fn printer(words: &TableFormat, totals: &TableTotals) -> impl Fn(Decimal) -> Cell {
    let is_whole =
        totals.rows.iter().flat_map(|row| row.amounts.iter().flatten()).all(Decimal::is_integer);
    let decimals = if is_whole { 0 } else { 2 };
    let measure = words.anatomy().measure;
    move |amount| match measure {
        Measure::People => figure::count(figure::whole_number(amount)),
        _ => figure::quantity(amount, measure, decimals),
    }
}

pub(super) fn by_age(dataset: &Dataset, words: &TableFormat, totals: &TableTotals) -> Content {
    let classes = dataset.age_bands.len();
    let (tallies, whole) = tallies(totals, classes);
    let print = printer(words, totals);
    let rows: Vec<(&TotalsRow, Tally<Decimal>)> = totals.rows.iter().zip(tallies).collect();
    let labels: Vec<(&str, Tally<Decimal>)> =
        rows.iter().map(|(row, tally)| (row.label.as_str(), tally.clone())).collect();
    let mut printed = by_age::rows(&labels, &whole, words, &print, &print);
    for (row, (given, _)) in printed.iter_mut().zip(&rows) {
        row.group.clone_from(&given.group);
    }
    Content { columns: by_age::columns(dataset, words), rows: printed, ..Content::default() }
}

pub(super) fn by_gender(dataset: &Dataset, words: &TableFormat, totals: &TableTotals) -> Content {
    let (tallies, whole) = tallies(totals, 1);
    let print = printer(words, totals);
    let mut rows: Vec<Row> = totals
        .rows
        .iter()
        .zip(&tallies)
        .map(|(given, tally)| {
            let cells = by_gender::cells(tally, whole.total(), &print);
            Row::in_group(RowRole::Body, &given.group, &given.label, cells)
        })
        .collect();
    let sums = by_gender::cells(&whole, whole.total(), &print);
    rows.push(words.keyed_row("total", sums));
    // Days, hours and boards are no part of the staff: only people have a share in it.
    if words.anatomy().states(by_gender::PERCENT_OF_STAFF) {
        let everybody = dataset.people.len() as u64;
        let mut people = Tally::new(1);
        for gender in Gender::ALL {
            people.put(gender, 0, figure::whole_number(whole.of_gender(gender)));
        }
        let shares = by_gender::percent_cells(&people, everybody, Measure::People);
        rows.push(words.keyed_row("percent", shares));
    }
    Content { columns: by_gender::columns(words), rows, ..Content::default() }
}
