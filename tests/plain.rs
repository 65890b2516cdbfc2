//! «In parole semplici», the first page of the public edition: easy to read, and nothing that its tables
//! keep back.

use relazione_cug::model::cell::{Cell, Value};
use relazione_cug::model::report::{Edition, Report};
use relazione_cug::model::table::Table;
use relazione_cug::{pipeline, view};

use crate::bodies::{sample, settings_of, staff_csv, verify};
use crate::protected::protected;

fn sentences(report: &Report) -> Vec<String> {
    let page = view::document(report).plain.unwrap();
    page.parts.into_iter().flat_map(|part| part.sentences).collect()
}

/// Gulpease, the index of how easy Italian is to read, from 0 to 100: from 60 on, a text is easy for who
/// ended the scuola media; from 80 on, for who ended the elementare.
fn gulpease(text: &str) -> usize {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.count();
    let ends = text.split(['.', ':']).filter(|part| !part.trim().is_empty()).count();
    89 + 300 * ends / words - 10 * letters / words
}

fn public(verified: &pipeline::Verified) -> Report {
    pipeline::protect(verified).unwrap().public.unwrap()
}

fn of_nine() -> Report {
    let rows: Vec<String> = (0..9).map(|number| format!("{number};D;01/01/1980;C")).collect();
    let staff = staff_csv("matricola;genere;data_nascita;inquadramento", &rows);
    public(&verify(&[staff], &settings_of(2022)))
}

#[test]
fn the_plain_page_is_easy_to_read_whatever_the_body() {
    assert_eq!(gulpease("Il gatto mangia. Il cane dorme."), 89 + 300 * 2 / 6 - 10 * 24 / 6);
    for report in [public(&sample().2), of_nine()] {
        let sentences = sentences(&report);
        let text = sentences.join(" ");
        assert!(gulpease(&text) >= 70, "{}: {text}", gulpease(&text));
        for sentence in text.split(". ") {
            assert!(sentence.split(' ').count() <= 16, "{sentence}");
        }
    }
}

#[test]
fn the_plain_page_of_the_sample_says_what_it_is_who_works_there_and_what_was_done() {
    let report = public(&sample().2);
    let text = sentences(&report).join("\n");
    let expected = expect_test::expect_file!["golden/plain.txt"];
    expected.assert_eq(&format!("{text}\n"));
    assert!(view::document(&sample().2.report).plain.is_none(), "the full edition has none");
}

#[test]
fn what_the_tables_keep_back_is_not_said_in_plain_words_either() {
    let (mut report, tables) =
        protected(|_: &Table, cell: &Cell| matches!(cell.value, Value::Count(_)));
    report.edition = Edition::Public;
    report.tables = tables;
    let text = sentences(&report).join(" ");
    for figure in ["447", "235", "212"] {
        assert!(!text.contains(figure), "{figure}: {text}");
    }
    assert!(text.contains("Qui non si dice quante persone ci lavorano."), "{text}");
}
