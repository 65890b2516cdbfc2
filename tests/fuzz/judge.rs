//! What must hold of any inputs at all. A rule that is broken ends the run with the input kept.

use std::sync::OnceLock;

use relazione_cug::diagnostic::Diagnostics;
use relazione_cug::diagnostic::render::PLACES_COPIED;
use relazione_cug::model::cell::Value;
use relazione_cug::model::dataset::Dataset;
use relazione_cug::model::format::Format;
use relazione_cug::model::input::InputFile;
use relazione_cug::model::reference_data;
use relazione_cug::model::role::RowRole;
use relazione_cug::model::settings::Settings;
use relazione_cug::model::table::Table;
use relazione_cug::tables::Registry;
use relazione_cug::{ingest, pipeline, publish};

/// Brings files through reading alone, and back to the cells around what was found.
pub fn reading(files: &[InputFile], settings: &Settings) {
    static FORMAT: OnceLock<Format> = OnceLock::new();
    let format = FORMAT
        .get_or_init(|| Registry::official().complete(reference_data::formats().swap_remove(0)));
    let (dataset, diagnostics) = ingest::read(files, settings, format);
    facts_are_in_order(&dataset, &diagnostics, files);
    ingest::excerpts(files, settings, &diagnostics.at_most(PLACES_COPIED));
}

/// Brings a body through everything but typesetting.
pub fn body(files: &[InputFile], settings: &Settings) {
    let verified = pipeline::verify(files, settings, &mut |_| ()).expect("the format is known");
    facts_are_in_order(&verified.dataset, &verified.diagnostics, files);
    verified.report.tables.iter().for_each(sums_are_right);
    pipeline::findings(&verified, settings, files).expect("findings can always be written");
    if verified.has_errors() {
        return;
    }
    let editions = pipeline::protect(&verified).expect("protection never fails");
    for report in std::iter::once(&editions.restricted).chain(&editions.public) {
        publish::render(report).expect("figures can always be written");
    }
}

/// Brings a body to its documents: what the checks let pass, Typst must be able to print.
pub fn documents(files: &[InputFile], settings: &Settings) {
    let verified = pipeline::verify(files, settings, &mut |_| ()).expect("the format is known");
    if !verified.has_errors() {
        pipeline::publish(&verified, settings, files, &mut |_| ())
            .expect("documents can always be written");
    }
}

/// Brings texts to the pages that show them; figures play no part.
pub fn texts(files: &[InputFile], settings: &Settings) {
    let verified = pipeline::verify(files, settings, &mut |_| ()).expect("the format is known");
    facts_are_in_order(&verified.dataset, &verified.diagnostics, files);
    publish::page(&verified.report, &[]).expect("pages can always be written");
}

fn facts_are_in_order(dataset: &Dataset, diagnostics: &Diagnostics, files: &[InputFile]) {
    for diagnostic in diagnostics.iter() {
        let place = &diagnostic.location;
        let is_inside = place.sheet.is_some() || place.row.is_some() || place.column.is_some();
        let is_given = files.iter().any(|file| place.file.as_ref() == Some(&file.path));
        assert!(is_given || !is_inside, "{diagnostic:?}");
        assert!(!diagnostic.message.trim().is_empty(), "{diagnostic:?}");
    }
    for source in &dataset.sources {
        assert_eq!(
            source.rows_read,
            source.rows_used + source.rows_refused + source.left_out(),
            "{}",
            source.path
        );
    }
}

/// Totals are the sums of their rows, each person counted once.
fn sums_are_right(table: &Table) {
    if !table.provided || table.id.to_string() == "1.5" {
        return;
    }
    let Some(total) = table.rows.iter().find(|row| row.role == RowRole::Total) else { return };
    for (column, cell) in total.cells.iter().enumerate() {
        let Value::Count(sum) = cell.value else { continue };
        let parts = table.rows.iter().filter(|row| row.role == RowRole::Body);
        let counts = parts.filter_map(|row| match row.cells[column].value {
            Value::Count(count) => Some(count),
            _ => None,
        });
        assert_eq!(counts.sum::<u64>(), sum, "table {}, column {column}", table.id);
    }
}
