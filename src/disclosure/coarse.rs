//! What every public edition leaves out or makes coarser before anything is protected: rows of details, and
//! the last digits of means of pay.

use crate::italian;
use crate::model::anatomy::{Along, Anatomy, Relation};
use crate::model::cell::{Cell, Value};
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::{Column, Row, Table};

/// The tables without the details that the format does not ask for: by grade, age and seniority most
/// people are alone in their cell.
pub(super) fn without_details(tables: &[Table], format: &Format) -> Vec<Table> {
    let mut tables = tables.to_vec();
    for table in &mut tables {
        let Some(words) = format.find(table.id) else { continue };
        if !words.anatomy().states(Relation::Details) {
            continue;
        }
        table.rows.retain(|row| row.role != RowRole::Detail);
        table.notes.retain(|note| words.detail_note() != Some(note));
        let is_grouped = table.rows.iter().any(|row| !row.group.is_empty());
        if !is_grouped && table.stub.len() > 1 {
            table.stub.remove(0);
        }
    }
    tables
}

/// The tables with coarse means, and the gaps between these.
pub(super) fn with_coarse_means(mut tables: Vec<Table>, format: &Format) -> Vec<Table> {
    for table in &mut tables {
        let Some(words) = format.find(table.id) else { continue };
        let Some(mean) = mean_role(words.anatomy()) else { continue };
        let columns = table.columns.clone();
        for row in table.rows.iter_mut().filter(|row| row.role == RowRole::Body) {
            coarsen_row(row, &columns, mean);
        }
    }
    tables
}

/// The column of means from which a table computes gaps.
pub(super) fn mean_role(anatomy: &Anatomy) -> Option<ColumnRole> {
    anatomy.along().find_map(|along| match along {
        Along::Gap(mean) => Some(mean),
        _ => None,
    })
}

fn place(columns: &[Column], gender: Option<Gender>, role: ColumnRole) -> Option<usize> {
    columns.iter().position(|column| column.gender == gender && column.role == role)
}

fn coarsen_row(row: &mut Row, columns: &[Column], mean: ColumnRole) {
    let means = Gender::ALL.map(|gender| {
        let people = place(columns, Some(gender), ColumnRole::People)?;
        let mean = place(columns, Some(gender), mean)?;
        let (Value::Count(people), Value::Euro(exact)) =
            (&row.cells[people].value, &row.cells[mean].value)
        else {
            return None;
        };
        let coarse = coarse_mean(exact, *people);
        let cell = &mut row.cells[mean];
        cell.text = italian::money(&coarse);
        cell.value = Value::Euro(coarse.clone());
        Some(coarse)
    });
    let [Some(men), Some(women)] = means else { return };
    let gap = women - men.clone();
    let percent = gap.checked_div(&men).map(|part| part * Ratio::from(100));
    let mut put = |role, value: Option<Ratio>, made: fn(Ratio, &Cell) -> Cell| {
        if let (Some(value), Some(column)) = (value, place(columns, None, role)) {
            row.cells[column] = made(value, &row.cells[column]);
        }
    };
    put(ColumnRole::Gap, Some(gap), |gap, old| Cell {
        text: italian::money(&gap),
        value: Value::Euro(gap),
        ..old.clone()
    });
    put(ColumnRole::GapPercent, percent, |percent, old| Cell {
        text: italian::percent(&percent),
        value: Value::Percent(percent),
        ..old.clone()
    });
}

/// Steps of means in euro.
const STEPS: [i64; 8] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

/// The mean pay of so many people to the nearest step. From two means, of a year and the next, nobody
/// computes the pay of whoever came in between to within a tenth: the step is at least a tenth of what
/// one person adds to the mean.
pub(super) fn coarse_mean(mean: &Ratio, people: u64) -> Ratio {
    let is_enough = |step: &i64| Ratio::from(step * 10) * Ratio::from(people) >= mean.abs();
    let step = STEPS.into_iter().find(is_enough).unwrap_or(STEPS[STEPS.len() - 1]);
    let steps = mean.checked_div(&Ratio::from(step)).unwrap_or_else(Ratio::zero).scaled(0);
    Ratio::from(steps) * Ratio::from(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mean: i64, people: u64) -> Ratio {
        coarse_mean(&Ratio::from(mean), people)
    }

    #[test]
    fn means_are_the_coarser_the_fewer_people_they_are_of() {
        assert_eq!(of(28_118, 5), Ratio::from(28_000));
        assert_eq!(of(28_418, 10), Ratio::from(28_500));
        assert_eq!(of(28_118, 37), Ratio::from(28_100));
        assert_eq!(of(28_151, 5_000), Ratio::from(28_200));
    }
}
