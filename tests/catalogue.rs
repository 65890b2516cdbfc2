//! The catalogue of codes: every entry whole, and the chapter of GUIDA.md in step with it.

use expect_test::expect_file;
use relazione_cug::diagnostic::Severity;
use relazione_cug::diagnostic::code::{by_family, catalogue};

use crate::bodies::path;

#[test]
fn every_code_says_why_it_matters_and_how_to_put_it_right() {
    const PLACES: [&str; 7] =
        ["tabell", "Sezion", "capitol", "relazione", "art.", "Direttiva", "CCNL"];
    for info in catalogue() {
        let code = info.code;
        assert!(
            PLACES.iter().any(|place| info.why.contains(place)),
            "{code}: why does not say what it touches"
        );
        let is_title =
            info.title.chars().next().is_some_and(char::is_lowercase) && !info.title.ends_with('.');
        assert!(is_title, "{code}: {}", info.title);
        for text in
            [Some(&info.why), Some(&info.remedy), info.exception.as_ref()].into_iter().flatten()
        {
            let is_sentence =
                text.chars().next().is_some_and(char::is_uppercase) && text.ends_with('.');
            assert!(is_sentence && !text.contains("  "), "{code}: {text}");
        }
        // What can be justified is right in some case; an error never is.
        match info.severity {
            Severity::Error => {
                assert!(info.exception.is_none(), "{code} is an error with an exception")
            }
            Severity::Anomaly => {
                assert!(info.exception.is_some(), "{code} is an anomaly without exceptions")
            }
            Severity::Note => {}
        }
    }
}

#[test]
fn every_code_is_in_a_family() {
    let listed: usize = by_family().iter().map(|(_, codes)| codes.len()).sum();
    assert_eq!(listed, catalogue().len());
}

/// The chapter, one line a code. `UPDATE_EXPECT=1 cargo test` writes it into GUIDA.md.
#[test]
fn the_guide_lists_every_code() {
    const BEGIN: &str = "<!-- codici: scritto dalle prove, da data/diagnostics -->\n";
    const END: &str = "<!-- fine dei codici -->\n";
    let guide = std::fs::read_to_string(path("GUIDA.md")).unwrap();
    let (before, rest) = guide.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let families: Vec<String> = by_family()
        .into_iter()
        .map(|(family, codes)| {
            let lines = codes.iter().map(|info| {
                format!("| {} | {} | {} |\n", info.code, info.severity.label(), info.title)
            });
            format!(
                "\n### {family}\n\n| codice | gravità | che cosa trova |\n|---|---|---|\n{}",
                lines.collect::<String>()
            )
        })
        .collect();
    let expected = format!("{before}{BEGIN}{}\n{END}{after}", families.concat());
    expect_file![path("GUIDA.md")].assert_eq(&expected);
}
