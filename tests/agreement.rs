//! Tables of one page count the same people; where one is altered, the difference is told.

use relazione_cug::checks::agreement::{Difference, differences};
use relazione_cug::model::cell::Value;
use relazione_cug::model::dataset::Dataset;
use relazione_cug::model::gender::Gender;
use relazione_cug::model::role::RowRole;
use relazione_cug::model::table::Table;

use crate::bodies::{sample, settings_of, staff_csv, verify};

fn table<'a>(tables: &'a mut [Table], id: &str) -> &'a mut Table {
    tables.iter_mut().find(|table| table.id.to_string() == id).unwrap()
}

/// Adds people to the total row, in every column of a gender that has a count.
fn add_to_total(table: &mut Table, gender: Gender, more: u64) {
    let columns = table.columns.clone();
    let row = table.rows.iter_mut().find(|row| row.role == RowRole::Total).unwrap();
    for (cell, column) in row.cells.iter_mut().zip(columns) {
        if let Value::Count(count) = &mut cell.value
            && column.gender == Some(gender)
        {
            *count += more;
        }
    }
}

fn found(dataset: &Dataset, tables: &[Table]) -> Vec<Difference> {
    differences(&dataset.format, tables)
}

#[test]
fn tables_of_the_sample_agree() {
    let (_, _, verified) = sample();
    assert_eq!(found(&verified.dataset, &verified.report.tables), []);
}

#[test]
fn a_total_that_differs_is_told_with_both_figures() {
    let (_, _, verified) = sample();
    for (altered, expected) in [
        ("1.4", vec!["1.1"]),
        ("1.5", vec!["1.2"]),
        ("1.6", vec!["1.1"]),
        ("1.7", vec!["1.1"]),
        ("1.2", vec!["1.1"]),
    ] {
        let mut tables = verified.report.tables.clone();
        add_to_total(table(&mut tables, altered), Gender::Woman, 1);
        let found = found(&verified.dataset, &tables);
        let others: Vec<String> =
            found.iter().map(|difference| difference.counts[0].0.to_string()).collect();
        assert_eq!(others, expected, "{altered}");
        for Difference { counts: [(_, [men, women]), other], .. } in &found {
            assert_eq!((other.0.to_string().as_str(), other.1), (altered, [*men, women + 1]));
        }
    }
}

#[test]
fn a_gender_swapped_under_one_total_is_told_in_words() {
    let rows = ["1;D;31/12/1970;D1;100", "2;U;15/03/1985;D1;100", "3;D;02/07/1990;C1;50"];
    let header = "matricola;genere;data_nascita;inquadramento;percentuale_part_time";
    let files = [staff_csv(header, &rows.map(str::to_owned))];
    let mut verified = verify(&files, &settings_of(2022));
    let table = table(&mut verified.report.tables, "1.2");
    let columns = table.columns.clone();
    let total = table.rows.iter_mut().find(|row| row.role == RowRole::Total).unwrap();
    for (cell, column) in total.cells.iter_mut().zip(&columns) {
        if column.label == "Totale" {
            cell.value = Value::Count(if column.gender == Some(Gender::Woman) { 1 } else { 2 });
        }
    }
    let found = found(&verified.dataset, &verified.report.tables);
    let messages: Vec<String> = found.iter().map(Difference::message).collect();
    assert_eq!(
        messages,
        ["personale: 3 persone nella tabella 1.1 (1 uomo e 2 donne), \
          3 persone nella tabella 1.2 (2 uomini e 1 donna)"]
    );
}

#[test]
fn a_table_that_is_not_provided_or_not_counted_is_not_compared() {
    let (_, _, verified) = sample();
    let mut tables = verified.report.tables.clone();
    for id in ["1.4", "1.6"] {
        add_to_total(table(&mut tables, id), Gender::Man, 3);
    }
    table(&mut tables, "1.4").provided = false;
    let managers = table(&mut tables, "1.6");
    for cell in managers.rows.iter_mut().flat_map(|row| &mut row.cells) {
        cell.value = Value::NotProvided;
    }
    assert_eq!(found(&verified.dataset, &tables), []);
}
