//! The arithmetic of each table: rows, columns, details, percentages.

use super::Layout;
use super::grid::{Grid, GridRow, Place};
use super::{Bound, Derived, Knowledge, PERCENT, Source};
use crate::model::table_id::TableId;

const GENDERS: [&str; 2] = ["U", "D"];

/// Adds what each table says of itself; shares of everybody rest on table 1.1.
pub(super) fn add(tables: &[Grid], known: &mut Knowledge) {
    let everybody =
        tables.iter().find(|table| table.words.id == TableId::GRADES).and_then(everybody);
    for table in tables {
        columns(table, known);
        match Layout::of(table.words.id) {
            _ if table.words.id == TableId::GRADES => grades(table, known),
            Some(Layout::ByAge) => by_age(table, known),
            Some(Layout::ByGender) => by_gender(table, everybody, known),
            Some(Layout::Pay) => pay(table, everybody, known),
            None => {}
        }
    }
}

/// All people of table 1.1.
fn everybody(table: &Grid) -> Option<usize> {
    table.total()?.cell("T", table.words.heading("total"))
}

/// Down each column: the body adds up to the total, the details of a label to its row of the body.
fn columns(table: &Grid, known: &mut Knowledge) {
    let unpaid = table.beside("without_pay");
    if let Some(total) = table.total() {
        for (gender, class, whole) in &total.cells {
            let parts = table.body().chain(unpaid).filter_map(|row| row.cell(gender, class));
            known.sum(parts.collect(), Some(*whole));
        }
    }
    for row in table.body() {
        for (gender, class, whole) in &row.cells {
            let same_label = table.details().filter(|detail| detail.label == row.label);
            let parts: Vec<usize> =
                same_label.filter_map(|detail| detail.cell(gender, class)).collect();
            if !parts.is_empty() {
                known.sum(parts, Some(*whole));
            }
        }
    }
}

fn grades(table: &Grid, known: &mut Knowledge) {
    let total_class = table.words.heading("total");
    for row in table.rows.iter().filter(|row| row.place != Place::Percent) {
        let parts = row.cells.iter().filter(|(gender, _, _)| *gender != "T");
        known.sum(parts.map(|(_, _, line)| *line).collect(), row.cell("T", total_class));
    }
    shares_of(table.percent(), table.total(), &[everybody(table)], known);
}

/// Each cell of a row is a share that the cell above it has in the whole.
fn shares_of(
    shares: Option<&GridRow>,
    row: Option<&GridRow>,
    whole: &[Option<usize>],
    known: &mut Knowledge,
) {
    let (Some(shares), Some(row)) = (shares, row) else { return };
    for (gender, class, cell) in &shares.cells {
        known.derive(Some(*cell), row.cell(gender, class), whole, PERCENT);
    }
}

fn by_age(table: &Grid, known: &mut Knowledge) {
    let words = table.words;
    let [total_class, row_share, gender_share] =
        ["total", "row_share", "gender_share"].map(|key| words.heading(key));
    let people = table.beside("people");
    let per_head = table.beside("per_head");
    let total = table.total();
    for row in table.rows.iter().filter(|row| row.place != Place::Percent) {
        let totals = GENDERS.map(|gender| row.cell(gender, total_class));
        for (gender, whole) in GENDERS.into_iter().zip(totals) {
            let is_class = |class: &str| ![total_class, row_share, gender_share].contains(&class);
            let classes =
                row.cells.iter().filter(|(of, class, _)| *of == gender && is_class(class));
            known.sum(classes.map(|(_, _, line)| *line).collect(), whole);
            known.derive(row.cell(gender, row_share), whole, &totals, PERCENT);
            let in_all = total.and_then(|total| total.cell(gender, total_class));
            known.derive(row.cell(gender, gender_share), whole, &[in_all], PERCENT);
        }
    }
    let in_all = GENDERS.map(|gender| total.and_then(|row| row.cell(gender, total_class)));
    shares_of(table.percent(), total, &in_all, known);
    let (Some(total), Some(people)) = (total, people) else { return };
    for (gender, class, users) in &people.cells {
        let Some(amount) = total.cell(gender, class) else { continue };
        known.ties.push((*users, amount));
        let mean = per_head.and_then(|row| row.cell(gender, class));
        known.derive(mean, Some(amount), &[Some(*users)], 1);
    }
    // Whoever uses something uses at least one measure; hours say nothing of people.
    if per_head.is_none() {
        for (gender, class, users) in &people.cells {
            for row in table.body().filter_map(|row| row.cell(gender, class)) {
                known.relate(vec![row], vec![*users], Bound::AtMostZero, Source::Table);
            }
            let uses = total.cell(gender, class).into_iter().collect();
            known.relate(vec![*users], uses, Bound::AtMostZero, Source::Table);
        }
    }
}

fn by_gender(table: &Grid, everybody: Option<usize>, known: &mut Knowledge) {
    let words = table.words;
    let count = words.heading("count");
    let share = ["row_share", "share"].into_iter().find_map(|key| words.known_column(key));
    let table_share = ["table_share", "share"].into_iter().find_map(|key| words.known_column(key));
    let (Some(share), Some(table_share)) = (share, table_share) else { return };
    let people = table.beside("people");
    let in_all = table.total().and_then(|total| total.cell("T", count));
    for row in table.rows.iter().filter(|row| row.place != Place::Percent) {
        let whole = row.cell("T", count);
        let of = |gender| row.cell(gender, count);
        known.sum(GENDERS.into_iter().filter_map(of).collect(), whole);
        for gender in GENDERS {
            known.derive(row.cell(gender, share), of(gender), &[whole], PERCENT);
        }
        let is_people = people.is_some_and(|people| people.label == row.label);
        let whole_table = if is_people && row.place == Place::Below { everybody } else { in_all };
        known.derive(row.cell("T", table_share), whole, &[whole_table], PERCENT);
    }
    if let (Some(percent), Some(row)) = (table.percent(), people.or(table.total())) {
        for gender in ["U", "D", "T"] {
            let class = if gender == "T" { table_share } else { share };
            known.derive(
                percent.cell(gender, class),
                row.cell(gender, count),
                &[everybody],
                PERCENT,
            );
        }
    }
    leave(table, known);
}

/// Days and hours apart, and together in the total of the format.
fn leave(table: &Grid, known: &mut Knowledge) {
    let (Some(days), Some(hours)) = (table.beside("days"), table.beside("hours")) else { return };
    let Some(total) = table.total() else { return };
    for (gender, class, whole) in &total.cells {
        let parts = [days, hours].into_iter().filter_map(|row| row.cell(gender, class));
        known.sum(parts.collect(), Some(*whole));
        let people = table.beside("people").and_then(|row| row.cell(gender, class));
        known.ties.extend(people.map(|people| (people, *whole)));
    }
    for below in [days, hours] {
        for (gender, class, whole) in &below.cells {
            let same = table.body().filter(|row| row.measure == below.measure);
            known.sum(same.filter_map(|row| row.cell(gender, class)).collect(), Some(*whole));
        }
    }
}

fn pay(table: &Grid, everybody: Option<usize>, known: &mut Knowledge) {
    let words = table.words;
    let people = words.heading("people");
    let mean_class = |row: &GridRow| {
        let is_mean = |class: &str| {
            ["lorda", "netta"].into_iter().any(|basis| words.known_column(basis) == Some(class))
        };
        row.cells.iter().map(|(_, class, _)| *class).find(|class| is_mean(class)).map(str::to_owned)
    };
    for row in table.body() {
        let Some(mean) = mean_class(row) else { continue };
        let means = GENDERS.map(|gender| row.cell(gender, &mean));
        for (gender, mean) in GENDERS.into_iter().zip(means) {
            if let (Some(people), Some(mean)) = (row.cell(gender, people), mean) {
                known.ties.push((people, mean));
            }
        }
        let [Some(men), Some(women)] = means else { continue };
        let part = vec![(women, 1), (men, -1)];
        for (class, whole, scale) in [("gap", vec![], 1), ("gap_percent", vec![men], PERCENT)] {
            if let Some(cell) = row.cell("T", words.heading(class)) {
                known.derived.push(Derived {
                    cell,
                    part: part.clone(),
                    whole,
                    scale,
                    source: Source::Table,
                });
            }
        }
    }
    shares_of(table.percent(), table.total(), &[everybody], known);
}
