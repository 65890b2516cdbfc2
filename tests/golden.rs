//! The tables of the sample, value by value, against files that are read by people too.
//! `UPDATE_EXPECT=1 cargo test golden` writes them anew.

use expect_test::expect_file;
use relazione_cug::{publish, view};

use crate::bodies::{path, sample};
use crate::{events, history, staff};

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

#[test]
fn tables_of_the_sample_are_the_golden_ones() {
    let (_, _, verified) = sample();
    let document = view::document(&verified.report);
    for table in document["tables"].as_array().unwrap() {
        let name = table["template"].as_str().unwrap();
        expect_file![path(&format!("tests/golden/tables/{name}.json"))].assert_eq(&pretty(table));
    }
}

#[test]
fn achievements_of_the_sample_are_the_golden_ones() {
    let (_, _, verified) = sample();
    let document = view::document(&verified.report);
    expect_file![path("tests/golden/achievements.json")]
        .assert_eq(&pretty(&document["achievements"]));
}

#[test]
fn the_years_of_the_sample_are_the_golden_ones() {
    let (_, _, verified) = sample();
    let document = view::document(&verified.report);
    expect_file![path("tests/golden/years.json")].assert_eq(&pretty(&document["years"]));
}

#[test]
fn data_quality_of_the_sample_is_the_golden_one() {
    let (_, _, verified) = sample();
    let document = view::document(&verified.report);
    expect_file![path("tests/golden/quality.json")].assert_eq(&pretty(&document["quality"]));
}

#[test]
fn tidy_csv_of_the_sample_is_the_golden_one() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    let tables =
        artifacts.iter().find(|artifact| artifact.path == "riservato/tabelle.csv").unwrap();
    let text = String::from_utf8(tables.bytes.clone()).unwrap();
    expect_file![path("tests/golden/tabelle.csv")].assert_eq(&text.replace("\r\n", "\n"));
}

#[test]
fn the_bundled_staff_is_what_the_generator_makes() {
    let bundled = std::fs::read(path("data/esempio/personale.xlsx")).unwrap();
    assert!(bundled == staff::workbook(), "run cargo run --example genera_esempio");
    let positions = [("posizioni", staff::positions())];
    for (name, made) in positions.into_iter().chain(events::files()) {
        let bundled = std::fs::read_to_string(path(&format!("data/esempio/{name}.csv"))).unwrap();
        assert!(bundled == made, "{name}: run cargo run --example genera_esempio");
    }
    for year in history::years() {
        let name = format!("data/esempio/storico/{}.csv", year.number);
        assert_eq!(std::fs::read_to_string(path(&name)).unwrap(), year.csv(), "{name}");
    }
}

#[test]
fn initiatives_of_the_sample_are_the_golden_ones() {
    let (_, _, verified) = sample();
    let document = view::document(&verified.report);
    expect_file![path("tests/golden/initiatives.json")]
        .assert_eq(&pretty(&document["initiatives"]));
}

#[test]
fn calendar_of_the_sample_is_the_golden_one() {
    let (_, _, verified) = sample();
    let artifacts = publish::render(&verified.report).unwrap();
    let calendar =
        artifacts.iter().find(|artifact| artifact.path == "riservato/scadenze.ics").unwrap();
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    expect_file![path("tests/golden/scadenze.ics")].assert_eq(&text.replace("\r\n", "\n"));
}
