//! The relations that a table states of itself, put in terms of lines.

use super::{Derived, Knowledge, PERCENT, Source};
use crate::disclosure::grid::{ColumnPlace, Grid, GridCell, GridRow};
use crate::model::anatomy::{Along, Bound, Relation, Whole};
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole, Supplement};

/// Adds what a table says of itself; `everybody` is the line that counts all people.
pub(super) fn add(table: &Grid, everybody: Option<usize>, known: &mut Knowledge) {
    for relation in table.words.anatomy().relations() {
        match relation {
            // Relations are told one by one.
            Relation::Layout(_) => {}
            Relation::Sum { total, parts } => {
                let is_part = |row: &&GridRow| parts.contains(&row.role);
                sum(table, total, |row| is_part(&row), known);
            }
            Relation::SumOfMeasure(total) => {
                let Some(measure) = table.row(total).map(|row| row.measure) else { continue };
                let is_part = |row: &GridRow| row.role == RowRole::Body && row.measure == measure;
                sum(table, total, is_part, known);
            }
            Relation::Details => details(table, known),
            Relation::EachRow(along) => each_row(table, along, everybody, known),
            Relation::Percent { of, whole } => percent(table, of, whole, everybody, known),
            Relation::Mean { mean, sum, people } => {
                for (sum, people, place) in pairs(table, sum, people) {
                    let mean = table.row(mean).and_then(|row| row.at(place));
                    known.derive(mean, Some(sum), &[Some(people)], 1);
                }
            }
            Relation::Tie { people, amount } => {
                let tied = pairs(table, people, amount).map(|(people, amount, _)| (people, amount));
                known.ties.extend(tied);
            }
            Relation::AtMost { part, whole } => {
                for (part, whole, _) in pairs(table, part, whole) {
                    known.relate(vec![part], vec![whole], Bound::AtMost, Source::Table);
                }
            }
        }
    }
}

/// Down each column of the row `total`.
fn sum(table: &Grid, total: RowRole, is_part: impl Fn(&GridRow) -> bool, known: &mut Knowledge) {
    let Some(total) = table.row(total) else { return };
    for whole in &total.cells {
        let parts = table.rows.iter().filter(|row| is_part(row));
        known.sum(parts.filter_map(|row| row.at(whole.place)).collect(), Some(whole.line));
    }
}

fn details(table: &Grid, known: &mut Knowledge) {
    for row in table.rows(RowRole::Body) {
        for whole in &row.cells {
            let of_group = table.rows(RowRole::Detail).filter(|detail| !detail.group.is_empty());
            let same_label = of_group.filter(|detail| detail.label == row.label);
            let parts: Vec<usize> =
                same_label.filter_map(|detail| detail.at(whole.place)).collect();
            if !parts.is_empty() {
                known.sum(parts, Some(whole.line));
            }
        }
    }
}

/// The lines of two rows, or of each of several, that stand in one column.
fn pairs(
    table: &Grid<'_>,
    first: RowRole,
    second: RowRole,
) -> impl Iterator<Item = (usize, usize, ColumnPlace)> {
    let second = table.row(second);
    table.rows(first).flat_map(move |row| {
        row.cells
            .iter()
            .filter_map(move |cell| Some((cell.line, second?.at(cell.place)?, cell.place)))
    })
}

fn each_row(table: &Grid, along: &[Along], everybody: Option<usize>, known: &mut Knowledge) {
    for row in table.rows.iter().filter(|row| row.role != RowRole::Percent) {
        for cell in &row.cells {
            for relation in along {
                cell_of_row(table, row, *cell, *relation, everybody, known);
            }
        }
    }
}

fn cell_of_row(
    table: &Grid,
    row: &GridRow,
    cell: GridCell,
    relation: Along,
    everybody: Option<usize>,
    known: &mut Knowledge,
) {
    let gender = cell.gender();
    let lines = |wanted: &dyn Fn(&GridCell) -> bool| -> Vec<usize> {
        row.cells.iter().filter(|cell| wanted(cell)).map(|cell| cell.line).collect()
    };
    match relation {
        Along::Classes(total) if cell.is(total) => {
            let is_part =
                |part: &GridCell| part.is_class() && (gender.is_none() || part.gender() == gender);
            known.sum(lines(&is_part), Some(cell.line));
        }
        Along::Genders(count) if cell.is(count) && gender.is_none() => {
            known.sum(lines(&|part| part.is(count) && part.gender().is_some()), Some(cell.line));
        }
        Along::Share { share, part, whole } if cell.is(share) => {
            let in_total = || table.row(RowRole::Total).and_then(|row| row.cell(gender, part));
            let is_people = row.role == RowRole::Beside(Supplement::People);
            let whole = match whole {
                Whole::Row => both(row, part),
                Whole::Column if is_people => vec![everybody],
                Whole::Column => vec![in_total()],
                Whole::Table => table.row(RowRole::Total).map_or(vec![None], |row| both(row, part)),
                Whole::Everybody => vec![everybody],
            };
            known.derive(Some(cell.line), row.cell(gender, part), &whole, PERCENT);
        }
        Along::Gap(mean) if row.role == RowRole::Body => gap(row, cell, mean, known),
        Along::Tie { people, amount } if cell.is(people) && row.role == RowRole::Body => {
            known.ties.extend(row.cell(gender, amount).map(|amount| (cell.line, amount)));
        }
        _ => {}
    }
}

/// Both genders of a row: together where it has such a column, else one by one.
fn both(row: &GridRow, part: ColumnRole) -> Vec<Option<usize>> {
    match row.cell(None, part) {
        Some(both) => vec![Some(both)],
        None => Gender::ALL.map(|gender| row.cell(Some(gender), part)).to_vec(),
    }
}

fn gap(row: &GridRow, cell: GridCell, mean: ColumnRole, known: &mut Knowledge) {
    let [Some(men), Some(women)] = Gender::ALL.map(|gender| row.cell(Some(gender), mean)) else {
        return;
    };
    let (whole, scale) = match cell.place.1 {
        Some(ColumnRole::Gap) => (vec![], 1),
        Some(ColumnRole::GapPercent) => (vec![men], PERCENT),
        _ => return,
    };
    let (part, source) = (vec![(women, 1), (men, -1)], Source::Table);
    known.derived.push(Derived { cell: cell.line, part, whole, scale, source });
}

fn percent(
    table: &Grid,
    of: RowRole,
    whole: Whole,
    everybody: Option<usize>,
    known: &mut Knowledge,
) {
    let (Some(shares), Some(row)) = (table.row(RowRole::Percent), table.row(of)) else { return };
    let whole = match whole {
        Whole::Table => {
            table.row(RowRole::Total).map_or(vec![None], |row| both(row, ColumnRole::Total))
        }
        _ => vec![everybody],
    };
    for share in &shares.cells {
        known.derive(Some(share.line), row.at(counted(share.place)), &whole, PERCENT);
    }
}

/// The column that a column of shares is about; any other is about itself.
pub(super) fn counted((gender, role): ColumnPlace) -> ColumnPlace {
    let is_share = matches!(role, Some(ColumnRole::RowShare | ColumnRole::TableShare));
    (gender, if is_share { Some(ColumnRole::Count) } else { role })
}
