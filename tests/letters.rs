//! The cover letters read back: container, words, places to fill in, fingerprints of what is sent.

use std::io::{Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::report::Report;
use relazione_cug::publish;
use sha2::{Digest, Sha256};

use crate::bodies::{sample, settings, staff_csv, verify};

/// The files that the letters speak of, as far as `publish` makes them itself.
fn sent(report: &Report) -> Vec<Artifact> {
    let mut artifacts = publish::render(report).unwrap();
    let bytes = b"%PDF".to_vec();
    artifacts.push(Artifact { path: "riservato/allegato-1.pdf".to_owned(), bytes });
    artifacts
}

fn part(letter: &Artifact, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&letter.bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of a part, without its markup; a part that is not well formed stops here.
fn words(part: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(part);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(letter) => words.push(letter),
                None => words.push_str(resolve_predefined_entity(reference.as_ref()).unwrap()),
            },
            Event::Eof => return words,
            _ => {}
        }
    }
}

#[test]
fn each_letter_is_filled_in_and_says_what_is_still_to_write() {
    let (_, _, verified) = sample();
    let artifacts = sent(&verified.report);
    let letters = publish::letters(&verified.report, &artifacts).unwrap();
    let paths: Vec<&str> = letters.iter().map(|letter| letter.path.as_str()).collect();
    assert_eq!(paths, ["ufficio/lettera-al-cug.odt", "ufficio/lettera-di-trasmissione.odt"]);
    let expected = [
        ["1º marzo 2023", "Comitato unico di garanzia", "al 31 dicembre 2022"],
        ["30 marzo 2023", "Dipartimento della funzione pubblica", "Nucleo di valutazione o OIV"],
    ];
    for (letter, expected) in letters.iter().zip(expected) {
        let content = part(letter, "content.xml");
        let text = words(&content);
        for said in expected.into_iter().chain(["Città metropolitana di Bologna"]) {
            assert!(text.contains(said), "{said}: {text}");
        }
        let annex: String =
            Sha256::digest(b"%PDF").iter().map(|byte| format!("{byte:02x}")).collect();
        // A fingerprint in a registered act would prove a guess of what is kept back.
        assert!(!text.contains(&annex) && text.contains("allegato-1.pdf"), "{text}");
        let places = content.matches("text:style-name=\"Segnaposto\"").count();
        assert!(places >= 6 && places == text.matches('[').count(), "{places}: {text}");
        assert!(content.contains("<table:table-header-rows>"));
        assert!(content.contains("text:outline-level=\"1\""));
        assert!(part(letter, "styles.xml").contains("fo:language=\"it\" fo:country=\"IT\""));
        assert!(words(&part(letter, "meta.xml")).contains("it-IT"));
    }
    let files: Vec<bool> = ["tabelle.xlsx", "tabelle.csv"]
        .map(|name| words(&part(&letters[0], "content.xml")).contains(name))
        .to_vec();
    assert_eq!(files, [true, true]);
    let sent = words(&part(&letters[1], "content.xml"));
    assert!(sent.contains("Approvata nella seduta del 16 marzo 2023"), "{sent}");
    // There is no report of the CUG among the files: the letter that should carry it asks for it.
    assert!(words(&part(&letters[1], "content.xml")).contains("[aggiungete agli allegati"));
}

#[test]
fn what_is_missing_is_told_in_words_and_not_by_the_names_of_files() {
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let verified = verify(&[staff], &settings("[ente]\nnome = 'Ente'\n[relazione]\nanno = 2022\n"));
    for letter in publish::letters(&verified.report, &sent(&verified.report)).unwrap() {
        let text = words(&part(&letter, "content.xml"));
        assert!(text.contains("programma dell'ente; risultati del piano"), "{text}");
        assert!(!text.contains("file «") && !text.contains("foglio «"), "{text}");
    }
}

#[test]
fn the_container_begins_with_its_type_bare_and_does_not_depend_on_the_day() {
    let (_, _, verified) = sample();
    let artifacts = sent(&verified.report);
    let first = publish::letters(&verified.report, &artifacts).unwrap();
    for (letter, again) in first.iter().zip(publish::letters(&verified.report, &artifacts).unwrap())
    {
        assert!(letter.bytes == again.bytes);
        assert_eq!(&letter.bytes[30..77], b"mimetypeapplication/vnd.oasis.opendocument.text");
        let manifest = part(letter, "META-INF/manifest.xml");
        for name in ["content.xml", "styles.xml", "meta.xml"] {
            assert!(manifest.contains(&format!("full-path=\"{name}\"")), "{name}");
            part(letter, name);
        }
    }
}

#[test]
fn a_name_with_markup_stays_a_name() {
    let hostile = "<text:p>{{ body }} & \"c\" ]]> \u{b}";
    let settings = settings(&format!(
        "[ente]\nnome = '{}'\n[relazione]\nanno = 2022\n",
        hostile.replace('\u{b}', "")
    ));
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let mut verified = verify(&[staff], &settings);
    verified.report.head.body = hostile.to_owned();
    for letter in publish::letters(&verified.report, &sent(&verified.report)).unwrap() {
        let text = words(&part(&letter, "content.xml"));
        assert!(text.contains("<text:p>{{ body }} & \"c\" ]]> \u{fffd}"), "{text}");
        words(&part(&letter, "meta.xml"));
    }
}
