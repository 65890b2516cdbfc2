//! The relations that tables state give the system that was written by hand before.

use proptest::prelude::*;

use crate::disclosure::oracle::agrees;
use crate::model::format::Format;
use crate::model::reference_data::formats;
use crate::tables::Registry;

const SAMPLE: &str = include_str!("../tests/golden/tabelle.csv");
const WAYS: &str = include_str!("../tests/ways/tabelle.csv");

fn format() -> Format {
    Registry::official().complete(formats().remove(0))
}

#[test]
fn the_sample_has_the_same_system() {
    let size = agrees(&format(), SAMPLE.as_bytes()).expect("one system");
    assert!(size > 900, "{size}");
    agrees(&format(), WAYS.as_bytes()).expect("one system");
}

/// The lines of each row of a table.
fn rows() -> Vec<Vec<&'static str>> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let place = |line: &'static str| line.splitn(4, ',').take(3).collect::<Vec<_>>();
    for line in SAMPLE.lines().skip(1) {
        match rows.last_mut().filter(|row| place(row[0]) == place(line)) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    rows
}

proptest! {
    /// Bodies with other tables, grades and rows: rows of the sample that are not there.
    #[test]
    fn random_bodies_have_the_same_system(kept in prop::collection::vec(any::<bool>(), 300)) {
        let (mut table, mut is_below) = ("", false);
        let rows = rows().into_iter().zip(kept).filter(|(row, kept)| {
            let fields: Vec<&str> = row[0].splitn(4, ',').collect();
            is_below &= table == fields[0];
            table = fields[0];
            is_below |= fields[2].starts_with("Totale");
            // What is below the body is in every edition; details are not.
            *kept || is_below && fields[1].is_empty()
        });
        let lines: Vec<&str> = rows.flat_map(|(row, _)| row).collect();
        let csv = format!("{}\n{}\n", SAMPLE.lines().next().unwrap_or_default(), lines.join("\n"));
        prop_assert_eq!(agrees(&format(), csv.as_bytes()).err(), None);
    }
}
