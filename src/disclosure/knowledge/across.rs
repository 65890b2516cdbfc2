//! What two tables say of each other because they count the same people, put in terms of lines.

use std::collections::BTreeSet;

use super::within::counted;
use super::{Derived, Knowledge, PERCENT, Source};
use crate::disclosure::grid::{ColumnPlace, Grid, GridRow};
use crate::model::anatomy::{Agreement, Bound, Population};
use crate::model::role::{ColumnRole, RowRole};

/// Adds what follows from an agreement of `table`; `source` tells it apart from the others.
pub(super) fn add<'g>(
    tables: &'g [Grid<'g>],
    table: &'g Grid<'g>,
    agreement: &Agreement,
    source: Source,
    known: &mut Knowledge,
) {
    let Some(other) = tables.iter().find(|other| other.words.id == agreement.table) else { return };
    let rows: Vec<&'g GridRow<'g>> =
        table.rows.iter().filter(|row| agreement.rows.contains(&row.role)).collect();
    let meant: Vec<&'g GridRow<'g>> = meant(other, agreement).collect();
    if agreement.by_grade {
        let grades: BTreeSet<&str> = rows.iter().filter_map(|row| table.grade(row)).collect();
        for grade in grades {
            let of_grade = |of: &Grid<'g>, rows: &[&'g GridRow<'g>]| -> Vec<&'g GridRow<'g>> {
                rows.iter().copied().filter(|row| of.grade(row) == Some(grade)).collect()
            };
            let (ours, theirs) = (of_grade(table, &rows), of_grade(other, &meant));
            compare(&ours, &theirs, agreement.bound, source, known);
        }
    } else {
        for row in rows {
            compare(&[row], &meant, agreement.bound, source, known);
        }
    }
    let counts_everybody = matches!(agreement.of, Population::Everybody);
    if counts_everybody && agreement.bound == Bound::Equal {
        shares_of_everybody(table, other, source, known);
    }
}

/// The rows of the other table with the people in question: everybody is their total where it is a
/// limit of all of them, else every row.
fn meant<'g>(other: &'g Grid<'g>, agreement: &Agreement) -> impl Iterator<Item = &'g GridRow<'g>> {
    let Agreement { of, bound, by_grade, .. } = *agreement;
    let is_limit_of_all = bound == Bound::AtMost && !by_grade;
    other.rows.iter().filter(move |row| match of {
        Population::Everybody if is_limit_of_all => row.role == RowRole::Total,
        _ if row.role != RowRole::Body => false,
        Population::Everybody => true,
        Population::Of(accepts) => row.category().is_some_and(accepts),
        Population::Row(key) => row.label == other.words.row(key),
    })
}

/// The same people in rows of two tables: class by class where both have classes, else over all ages.
fn compare(
    ours: &[&GridRow],
    theirs: &[&GridRow],
    bound: Bound,
    source: Source,
    known: &mut Knowledge,
) {
    let Some(first) = ours.first() else { return };
    let has_classes = first.cells.iter().any(|cell| cell.is_class());
    let in_column = |rows: &[&GridRow], place: ColumnPlace| -> Vec<usize> {
        rows.iter().filter_map(|row| row.at(place)).collect()
    };
    for cell in &first.cells {
        let Some(gender) = cell.gender() else { continue };
        let whole: Vec<usize> = match cell.place.1 {
            Some(ColumnRole::Class(_)) => in_column(theirs, cell.place),
            // An equality in every class says the same of their sum.
            Some(role) if role.is_over_all_ages() && !(has_classes && bound == Bound::Equal) => {
                theirs.iter().flat_map(|row| row.over_all_ages(gender)).collect()
            }
            _ => continue,
        };
        if !whole.is_empty() {
            known.relate(in_column(ours, cell.place), whole, bound, source);
        }
    }
}

/// Where a table counts everybody, anybody can take the whole of its shares from the other.
fn shares_of_everybody(table: &Grid, other: &Grid, source: Source, known: &mut Knowledge) {
    let everybody = other.row(RowRole::Total).and_then(|row| row.cell(None, ColumnRole::Total));
    let (Some(shares), Some(total), Some(whole)) =
        (table.row(RowRole::Percent), table.row(RowRole::Total), everybody)
    else {
        return;
    };
    for share in &shares.cells {
        if let Some(part) = total.at(counted(share.place)) {
            let (part, whole) = (vec![(part, 1)], vec![whole]);
            known.derived.push(Derived { cell: share.line, part, whole, scale: PERCENT, source });
        }
    }
}
