//! What the tables say of each other, because they count the same people.

use std::collections::BTreeSet;

use super::grid::{Grid, GridRow};
use super::{Bound, Derived, Knowledge, PERCENT, Source};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// Adds what follows from one list of people; the numbers of the agreements have no other meaning.
pub(super) fn add(tables: &[Grid], known: &mut Knowledge) {
    let find = |id: TableId| tables.iter().find(|table| table.words.id == id);
    let Some(grades) = find(TableId::GRADES) else { return };
    if let Some(presence) = find(TableId::PRESENCE) {
        same_totals(grades, presence, |_| true, 1, known);
        shares_of_everybody(grades, presence, Source::Agreement(1), known);
    }
    if let Some(seniority) = find(TableId::SENIORITY) {
        same_totals(grades, seniority, is_non_manager, 2, known);
        details(grades, seniority, known);
    }
    if let Some(pay) = find(TableId::PAY_GAP) {
        full_time(find(TableId::PRESENCE), pay, known);
        at_most_the_grade(grades, pay, known);
    }
    if let Some(managers) = find(TableId::MANAGER_EDUCATION) {
        education(grades, managers, is_manager, 6, known);
    }
    if let Some(staff) = find(TableId::STAFF_EDUCATION) {
        education(grades, staff, is_non_manager, 7, known);
    }
    for (id, agreement) in [
        (TableId::POSITIONS, 8),
        (TableId::WORK_LIFE, 9),
        (TableId::LEAVE, 10),
        (TableId::TRAINING, 11),
    ] {
        if let Some(table) = find(id) {
            at_most_everybody(grades, table, Source::Agreement(agreement), known);
        }
    }
}

fn is_non_manager(row: &GridRow) -> bool {
    row.group == StaffCategory::NonManager.label()
}

fn is_manager(row: &GridRow) -> bool {
    StaffCategory::ALL
        .into_iter()
        .any(|category| category.is_manager() && row.group == category.label())
}

/// The cells of rows, in one column.
fn cells<'a>(rows: impl Iterator<Item = &'a GridRow<'a>>, gender: &str, class: &str) -> Vec<usize> {
    rows.filter_map(|row| row.cell(gender, class)).collect()
}

/// The cells of rows, in all classes of a gender.
fn of_gender<'a>(rows: impl Iterator<Item = &'a GridRow<'a>>, wanted: &str) -> Vec<usize> {
    let all = rows.flat_map(|row| row.cells.iter());
    all.filter(|(gender, _, _)| *gender == wanted).map(|(_, _, line)| *line).collect()
}

/// The totals of a table are the sums of the wanted rows of table 1.1, class by class.
fn same_totals(
    grades: &Grid,
    table: &Grid,
    wanted: fn(&GridRow) -> bool,
    agreement: u8,
    known: &mut Knowledge,
) {
    let Some(total) = table.total() else { return };
    for (gender, class, whole) in &total.cells {
        let parts = cells(grades.body().filter(|row| wanted(row)), gender, class);
        if !parts.is_empty() {
            known.relate(parts, vec![*whole], Bound::Zero, Source::Agreement(agreement));
        }
    }
}

/// Where a table counts everybody, anybody can take the whole of its shares from table 1.1.
fn shares_of_everybody(grades: &Grid, table: &Grid, source: Source, known: &mut Knowledge) {
    let everybody = grades.total().and_then(|row| row.cell("T", grades.words.heading("total")));
    let (Some(shares), Some(total), Some(whole)) = (table.percent(), table.total(), everybody)
    else {
        return;
    };
    for (gender, class, cell) in &shares.cells {
        if let Some(part) = total.cell(gender, class) {
            let (part, whole) = (vec![(part, 1)], vec![whole]);
            known.derived.push(Derived { cell: *cell, part, whole, scale: PERCENT, source });
        }
    }
}

/// The rows of a grade in table 1.4 are its row in table 1.1, class by class.
fn details(grades: &Grid, seniority: &Grid, known: &mut Knowledge) {
    let labels: BTreeSet<&str> = seniority.details().map(|row| row.group).collect();
    for label in labels {
        let Some(first) = seniority.details().find(|row| row.group == label) else { continue };
        for (gender, class, _) in &first.cells {
            let of_grade = |row: &&GridRow| row.label == label && is_non_manager(row);
            let wholes = cells(grades.body().filter(of_grade), gender, class);
            let parts = cells(seniority.details().filter(|row| row.group == label), gender, class);
            if !wholes.is_empty() {
                known.relate(parts, wholes, Bound::Zero, Source::Agreement(3));
            }
        }
    }
}

/// Full-time people of tables 1.2 and 1.5.
fn full_time(presence: Option<&Grid>, pay: &Grid, known: &mut Knowledge) {
    let Some(presence) = presence else { return };
    let row = presence.body().find(|row| row.label == presence.words.row("full_time"));
    let (Some(row), Some(total)) = (row, pay.total()) else { return };
    for gender in ["U", "D"] {
        let people = row.cell(gender, presence.words.heading("total"));
        let paid = total.cell(gender, pay.words.heading("people"));
        if let (Some(people), Some(paid)) = (people, paid) {
            known.relate(vec![people], vec![paid], Bound::Zero, Source::Agreement(4));
        }
    }
}

/// Full-time people of a grade are some of its people.
fn at_most_the_grade(grades: &Grid, pay: &Grid, known: &mut Knowledge) {
    let labels: BTreeSet<&str> = pay.body().map(|row| row.label).collect();
    for label in labels {
        for gender in ["U", "D"] {
            let paid = pay.body().filter(|row| row.label == label);
            let paid = cells(paid, gender, pay.words.heading("people"));
            let people = of_gender(grades.body().filter(|row| row.label == label), gender);
            if !people.is_empty() {
                known.relate(paid, people, Bound::AtMostZero, Source::Agreement(5));
            }
        }
    }
}

/// The people of a grade by education are its people.
fn education(
    grades: &Grid,
    table: &Grid,
    wanted: fn(&GridRow) -> bool,
    agreement: u8,
    known: &mut Knowledge,
) {
    let source = Source::Agreement(agreement);
    let count = table.words.heading("count");
    let labels: BTreeSet<&str> = table.body().map(|row| row.group).collect();
    let of_grade = |label: &str| {
        let label = label.to_owned();
        move |row: &&GridRow| row.label == label && wanted(row)
    };
    for label in labels {
        for gender in ["U", "D"] {
            let people = of_gender(grades.body().filter(of_grade(label)), gender);
            let parts = cells(table.body().filter(|row| row.group == label), gender, count);
            if !people.is_empty() {
                known.relate(parts, people, Bound::Zero, source);
            }
        }
    }
}

/// Whoever has a position, uses a measure, takes leave or is trained is in service.
fn at_most_everybody(grades: &Grid, table: &Grid, source: Source, known: &mut Knowledge) {
    let (Some(everybody), words) = (grades.total(), table.words) else { return };
    let people = table.beside("people");
    // Rows of hours and days, and sums of uses, count no people.
    let counts_people = [TableId::POSITIONS, TableId::WORK_LIFE].contains(&words.id);
    for row in table.body().filter(|_| counts_people).chain(people) {
        for (gender, class, line) in row.cells.iter().filter(|(gender, _, _)| *gender != "T") {
            let rows = std::iter::once(everybody);
            let whole = match words.known_column("count") {
                Some(count) if count == *class => match words.id {
                    TableId::POSITIONS => {
                        of_gender(grades.body().filter(|row| is_non_manager(row)), gender)
                    }
                    _ => of_gender(rows, gender),
                },
                Some(_) => continue,
                None if *class == words.heading("total") => of_gender(rows, gender),
                None => cells(rows, gender, class),
            };
            if !whole.is_empty() {
                known.relate(vec![*line], whole, Bound::AtMostZero, source);
            }
        }
    }
}
