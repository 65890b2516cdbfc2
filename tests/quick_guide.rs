//! `LEGGIMI.pdf`: one page, the same for everybody, as accessible as the reports.

use lopdf::Document;
use relazione_cug::model::input::InputKind;
use relazione_cug::report;

use crate::pdf::{attribute, elements, squeezed, text};

#[test]
fn the_quick_guide_is_one_page_that_names_every_sheet() {
    let bytes = report::quick_guide().unwrap();
    assert!(bytes == report::quick_guide().unwrap(), "it differs between two runs");
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.get_pages().len(), 1);
    let text = squeezed(&text(&document));
    let settings = ["impostazioni", "parole"];
    for name in InputKind::ALL.map(InputKind::name).into_iter().chain(settings) {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn the_quick_guide_can_be_heard() {
    let document = Document::load_mem(&report::quick_guide().unwrap()).unwrap();
    let elements = elements(&document);
    let of = |kind: &'static str| elements.iter().filter(move |(found, _)| found == kind);
    assert_eq!(of("H1").count(), 1);
    assert!(of("H2").count() >= 4 && of("Table").count() == 3 && of("L").count() >= 2);
    for (_, table) in of("Table") {
        assert!(attribute(&document, table, b"Summary").is_some(), "a Table without Summary");
    }
    for (_, cell) in of("TH") {
        assert!(attribute(&document, cell, b"Scope").is_some(), "a TH without Scope");
    }
}
