//! The annex read back: tag tree, text, attachments, metadata; and hostile or extreme bodies.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use relazione_cug::model::cell::{Cell, Value};
use relazione_cug::model::report::{Edition, Report};
use relazione_cug::model::table::Table;
use relazione_cug::{publish, report};

use crate::bodies::{sample, settings, settings_of, staff_csv, verify};
use crate::pdf::{Speech, SpokenCell, attribute, elements, squeezed, text};
use crate::protected::protected;

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;tipologia;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";

pub fn annex(of: &Report) -> Document {
    let typeset =
        report::compile(report::Document::Annex, of, publish::attachments(of).unwrap()).unwrap();
    assert_eq!(typeset.warnings, Vec::<String>::new());
    Document::load_mem(&report::export(&typeset).unwrap().bytes).unwrap()
}

#[test]
fn every_header_cell_has_a_scope_and_every_table_a_summary() {
    let (_, _, verified) = sample();
    let document = annex(&verified.report);
    let elements = elements(&document);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, element) in &elements {
        *counts.entry(kind.as_str()).or_default() += 1;
        if kind == "TH" {
            assert!(attribute(&document, element, b"Scope").is_some(), "a TH without Scope");
        }
        if kind == "Table" {
            assert!(attribute(&document, element, b"Summary").is_some(), "a Table without Summary");
        }
    }
    assert!(counts["Table"] >= 7 + 18, "{counts:?}");
    assert!(counts["TH"] > 200 && counts["TD"] > 800, "{counts:?}");
}

#[test]
fn every_figure_says_what_it_shows_in_numbers() {
    let (_, _, verified) = sample();
    let document = annex(&verified.report);
    let texts: Vec<String> = elements(&document)
        .iter()
        .filter(|(kind, _)| kind == "Figure")
        .map(|(_, element)| lopdf::decode_text_string(element.get(b"Alt").unwrap()).unwrap())
        .collect();
    let pay = texts.iter().find(|text| text.contains("Divario retributivo per livello")).unwrap();
    assert!(pay.contains("D1: \u{2212}2,79 % (") && pay.contains(" donne)"), "{pay}");
    let pyramid = texts.iter().find(|text| text.contains("Piramide")).unwrap();
    assert!(pyramid.contains("<30: 13 uomini e 32 donne"), "{pyramid}");
    assert!(texts.iter().any(|text| text.contains("D1: 128 donne su 195 (65,64 %)")));
    assert!(
        texts.iter().all(|text| text.chars().any(|letter| letter.is_ascii_digit())),
        "{texts:?}"
    );
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let (_, _, verified) = sample();
    let document = annex(&verified.report);
    let levels: Vec<u8> = elements(&document)
        .iter()
        .filter_map(|(kind, _)| kind.strip_prefix('H')?.parse().ok())
        .collect();
    assert!(levels.len() > 20);
    assert_eq!(levels[0], 1);
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
}

#[test]
fn the_document_names_its_language_title_and_standards() {
    let (_, _, verified) = sample();
    let document = annex(&verified.report);
    let catalog = document.catalog().unwrap();
    assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(), "it-IT");
    let (_, preferences) =
        document.dereference(catalog.get(b"ViewerPreferences").unwrap()).unwrap();
    assert_eq!(
        preferences.as_dict().unwrap().get(b"DisplayDocTitle").unwrap(),
        &Object::Boolean(true)
    );
    let (_, metadata) = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap();
    let metadata = metadata.as_stream().unwrap();
    let xmp = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    let xmp = String::from_utf8(xmp).unwrap();
    for part in
        ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "Città metropolitana"]
    {
        assert!(xmp.contains(part), "{part}: {xmp}");
    }
}

#[test]
fn figures_of_the_tables_are_in_the_text() {
    let (_, _, verified) = sample();
    let text = squeezed(&text(&annex(&verified.report)));
    for sentence in verified.report.tables.iter().flat_map(|table| &table.sentences) {
        assert!(text.contains(&squeezed(sentence)), "{sentence}");
    }
    for table in &verified.report.tables {
        for row in &table.rows {
            let cells: String = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert!(text.contains(&squeezed(&cells)), "{} {}: {cells}", table.id, row.label);
        }
    }
    let years = verified.report.years.as_ref().unwrap();
    for row in years.sections.iter().flat_map(|section| &section.rows) {
        let cells: String =
            row.cells.iter().chain([&row.change]).map(|cell| cell.text.as_str()).collect();
        assert!(text.contains(&squeezed(&cells)), "{} {}: {cells}", row.group, row.label);
    }
    let notice = verified.report.head.notice.as_ref().unwrap();
    assert!(text.contains(&squeezed(notice)[..40]), "the notice is on the cover");
}

#[test]
fn the_figures_travel_inside_the_document() {
    let (_, _, verified) = sample();
    let document = annex(&verified.report);
    let files: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|file| file.has(b"AFRelationship"))
        .collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert_eq!(file.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Data");
    }
    let tables = publish::attachments(&verified.report).unwrap().remove(0).bytes;
    let inside =
        document.objects.values().filter_map(|object| object.as_stream().ok()).any(|stream| {
            stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()) == tables
        });
    assert!(inside, "tabelle.csv is not in the document");
}

#[test]
fn the_annex_of_the_sample_is_packed_whole_and_stays_under_400_kilobytes() {
    let (_, _, verified) = sample();
    let attachments = publish::attachments(&verified.report).unwrap();
    let editions = vec![(&verified.report, attachments)];
    let bytes = report::typeset(editions, &|_, _| {}).unwrap().remove(0).remove(0).bytes;
    assert!(bytes.len() < 400_000, "{}", bytes.len());
    // The list of its objects too, in a form that readers of any make understand.
    let words = String::from_utf8_lossy(&bytes);
    assert!(words.contains("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length "));
    assert!(Document::load_mem(&bytes).unwrap().objects.len() > 5_000);
}

#[test]
fn words_of_the_office_stay_words() {
    let hostile = "#let x = 1 $y$ *a* _b_ `c` <d> @e [f] \\ \"g\" {{ h }} // i";
    let undrawable = "部長 \u{1f600} \u{7}";
    let settings = settings(&format!("[ente]\nnome = '''{hostile}'''\n[relazione]\nanno = 2022\n"));
    let rows = [
        format!(
            "1;D;01/01/1980;\"{}\";Personale non dirigente;100;01/01/2020;Laurea;30000",
            hostile.replace('"', "\"\"")
        ),
        format!(
            "2;U;01/01/1980;\"{undrawable}\";Personale non dirigente;100;01/01/2020;Laurea;30000"
        ),
    ];
    let verified = verify(&[staff_csv(HEADER, &rows)], &settings);
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    let text = squeezed(&text(&annex(&verified.report)));
    assert!(text.contains(&squeezed(hostile)), "{text}");
    assert!(text.contains("\u{fffd}\u{fffd}"), "what no face can draw is shown as replaced");
}

#[test]
fn the_smallest_and_the_widest_bodies_are_typeset() {
    let one =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    // A year before the directive, whose report has no deadlines, is typeset too.
    annex(&verify(std::slice::from_ref(&one), &settings_of(2015)).report);
    let verified = verify(&[one], &settings_of(2022));
    let text_of_one = squeezed(&text(&annex(&verified.report)));
    assert!(text_of_one.matches("Datinonforniti").count() >= 6, "{text_of_one}");

    let rows: Vec<String> = (0..400)
        .map(|number| {
            let gender = ["D", "U"][number % 2];
            format!(
                "{number};{gender};01/01/{};Profilo professionale numero {} con una denominazione molto lunga, come se ne trovano;Personale non dirigente;100;01/01/2020;Laurea;30000,{:02}",
                1958 + number % 45,
                number % 70,
                number % 100,
            )
        })
        .collect();
    let verified = verify(&[staff_csv(HEADER, &rows)], &settings_of(2022));
    let document = annex(&verified.report);
    let text = squeezed(&text(&document));
    for number in 0..70 {
        assert!(
            text.contains(&format!("Profiloprofessionalenumero{number}con")),
            "grade {number} is lost"
        );
    }
}

#[test]
fn initiatives_are_printed_whole_and_as_words() {
    let hostile = "#let x = 1 $y$ *a* _b_ `c` <d> @e \\ {{ h }} // i";
    let rows = format!(
        "anno;iniziativa;azioni;beneficiari_donne;beneficiari_uomini;capitolo;spesa\n2022;{hostile};{hostile};2;0;{hostile};1234,50\n2023;1;;0;0;;\n"
    );
    let initiatives = relazione_cug::model::input::InputFile {
        kind: relazione_cug::model::input::InputKind::Initiatives,
        path: "azioni.csv".to_owned(),
        bytes: rows.into_bytes().into(),
    };
    let staff =
        staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()]);
    let verified = verify(&[staff, initiatives], &settings_of(2022));
    let text = squeezed(&text(&annex(&verified.report)));
    assert!(text.matches(&squeezed(hostile)).count() >= 4, "{text}");
    let both = verified.report.initiatives.unwrap();
    for sentence in both.carried_out.sentences.iter().chain(&both.planned.sentences) {
        assert!(text.contains(&squeezed(sentence)), "{sentence}");
    }
    assert!(text.contains("1.234,50euro") && text.contains("nonindicato"), "{text}");
}

#[test]
fn a_figure_that_is_kept_back_is_read_aloud_in_full() {
    let is_small = |_: &Table, cell: &Cell| matches!(cell.value, Value::Count(1 | 2));
    let (mut report, tables) = protected(is_small);
    report.edition = Edition::Public;
    report.tables = tables;
    let cells = report.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let hidden = cells.filter(|cell| cell.is_protected()).count();
    let document = annex(&report);
    let speech = Speech::of(&document);
    let cells: Vec<SpokenCell> =
        speech.tables().into_iter().flat_map(|table| table.cells).collect();
    let told = cells.iter().filter(|cell| cell.words == "dato riservato").count();
    assert!(cells.iter().all(|cell| !cell.words.contains("[r]")));
    // Graphics are what a person would call so.
    let all = elements(&document);
    let graphics = all.iter().filter(|(kind, _)| kind == "Figure").count();
    assert!(graphics < 20, "{graphics}");
    assert!(hidden > 100, "{hidden}");
    assert_eq!(told, hidden);
}
