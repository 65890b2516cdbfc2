//! Documents that everybody can read, to the last cell. `report::export` refuses a document that fails
//! `src/report/structure`, so that none of the sample, of a body of sixty grades and of one of nine people is
//! made at all unless it passes; here they are also listened to. veraPDF, which has all rules of PDF/UA-1, is in no
//! package registry: these are kept, and the tests of that module show of each that a document without it is
//! refused:
//!
//! - 7.1: tags everywhere (`MarkInfo`), title shown, part of the standard in the metadata;
//! - 7.2: language; headings from the first level, none skipped;
//! - 7.3: each figure has an alternative;
//! - 7.5: each header cell has a scope, each data cell its headers, rows are of one length;
//! - 7.9: each note has an identifier;
//! - 7.18: pages with links are walked in the order of the tags, and links have words;
//! - 7.21: fonts are embedded, with the letters that their glyphs stand for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lopdf::Document;
use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::model::report::Report;
use relazione_cug::pipeline::{self, Verified};
use relazione_cug::{publish, report};

use crate::bodies::{sample, settings_of, staff_csv, verify};
use crate::pdf::{Speech, SpokenCell, copied_lines, elements};

const HEADER: &str = "matricola;genere;data_nascita;inquadramento;tipologia;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione";

/// Sixty grades in two categories: tables of several pages.
fn of_sixty_grades() -> Vec<InputFile> {
    let rows: Vec<String> = (0..600)
        .map(|number| {
            let category = if number % 10 == 0 { "Dirigente di livello non generale" } else { "Personale non dirigente" };
            format!(
                "{number};{};{:02}/03/{};Profilo {:02} dei servizi alla persona;{category};{};01/01/{};{};{},{:02}",
                ["D", "U", "D"][number % 3],
                number % 28 + 1,
                1958 + number % 45,
                number % 60,
                [100, 100, 50][number % 3],
                2000 + number % 20,
                ["Laurea", "Diploma di scuola superiore"][number / 60 % 2],
                24_000 + number * 17,
                number % 100,
            )
        })
        .collect();
    vec![staff_csv(HEADER, &rows)]
}

/// No table has room for it on one line.
const LONG_NAME: &str = "Istruttrice o istruttore dei servizi amministrativi, contabili e di comunità per l’attività del comune";

fn of_nine_people() -> Vec<InputFile> {
    let rows: Vec<String> = (0..9)
        .map(|number| {
            format!(
                "{number};{};01/01/{};{};Personale non dirigente;100;01/01/2015;Laurea;{}",
                ["D", "U"][number % 2],
                1962 + number * 4,
                [LONG_NAME, "D"][number / 5],
                25_000 + number * 500,
            )
        })
        .collect();
    vec![staff_csv(HEADER, &rows)]
}

/// Every document of both editions, by its path, with the report it is of.
fn documents_of(verified: &Verified) -> Vec<(String, Report, Document)> {
    let editions = pipeline::protect(verified).unwrap();
    let reports: Vec<Report> =
        std::iter::once(editions.restricted).chain(editions.public).collect();
    let with_attachments = |report| (report, publish::attachments(report).unwrap());
    let written =
        report::typeset(reports.iter().map(with_attachments).collect(), &|_, _| {}).unwrap();
    let of_edition = |(report, pdfs): (Report, Vec<Artifact>)| {
        pdfs.into_iter().map(move |pdf| {
            let document = Document::load_mem(&pdf.bytes).unwrap();
            (pdf.path, report.clone(), document)
        })
    };
    reports.iter().cloned().zip(written).flat_map(of_edition).collect()
}

static DOCUMENTS: LazyLock<Vec<(String, Report, Document)>> = LazyLock::new(|| {
    let mut all = documents_of(&sample().2);
    all.extend(documents_of(&verify(&of_sixty_grades(), &settings_of(2022))));
    all.extend(documents_of(&verify(&of_nine_people(), &settings_of(2022))));
    all
});

#[test]
fn every_figure_is_heard_with_its_row_group_column_and_gender() {
    for (path, report, document) in
        DOCUMENTS.iter().filter(|(path, ..)| path.ends_with("allegato-1.pdf"))
    {
        let spoken = Speech::of(document).tables();
        for table in report.tables.iter().filter(|table| table.provided) {
            let of_title = |one: &&crate::pdf::SpokenTable| {
                one.summary.starts_with(&format!("{}. Righe", table.title))
            };
            let told =
                spoken.iter().find(of_title).unwrap_or_else(|| panic!("{path}: {}", table.id));
            // The rest of a row that names a group is empty, under all headings.
            let genders = ["Uomini".to_owned(), "Donne".to_owned()];
            let is_beside_band =
                |cell: &&SpokenCell| genders.iter().all(|gender| cell.headers.contains(gender));
            let mut cells = told.cells.iter().filter(|cell| !is_beside_band(cell));
            for row in &table.rows {
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    let heard = cells.next().unwrap();
                    let heading = column.heading();
                    // A lone column has no other name than its spanner.
                    let spanner = column.spanner.as_deref().filter(|name| *name != column.label);
                    let spanner = spanner.unwrap_or_default();
                    let expected = [row.group.as_str(), &row.label, spanner, &heading];
                    for words in expected.into_iter().filter(|words| !words.is_empty()) {
                        assert!(
                            heard.headers.iter().any(|header| plain(header) == plain(words)),
                            "{path}, table {}, {} {}: «{words}» is not in {:?}",
                            table.id,
                            row.group,
                            row.label,
                            heard.headers
                        );
                    }
                    let printed = if cell.is_protected() { "dato riservato" } else { &cell.text };
                    assert_eq!(plain(&heard.words), plain(printed), "{path}, table {}", table.id);
                }
            }
            assert!(cells.next().is_none(), "{path}: {}", table.id);
        }
    }
}

/// Blanks, of any kind and however many, are one blank.
fn plain(words: &str) -> String {
    let parts = words.split(|letter: char| letter.is_whitespace() || letter == '\u{200b}');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_two_cells_of_a_table_say_the_same_and_no_two_tables_have_one_summary() {
    let mut alike = Vec::new();
    for (path, _, document) in DOCUMENTS.iter() {
        let mut summaries = BTreeSet::new();
        for table in Speech::of(document).tables() {
            assert!(!table.summary.is_empty(), "{path}");
            if !summaries.insert(table.summary.clone()) {
                alike.push(format!("{path}: two tables are {}", table.summary));
            }
            let mut heard: BTreeSet<&[String]> = BTreeSet::new();
            // A cell without words says nothing.
            let cells = table.cells.iter().filter(|cell| !cell.words.trim().is_empty());
            for cell in cells.filter(|cell| !heard.insert(&cell.headers)) {
                alike.push(format!("{path}, {}: two cells are {:?}", table.summary, cell.headers));
            }
        }
    }
    assert_eq!(alike, Vec::<String>::new());
}

/// What a viewer puts on the clipboard: a row is one line, also where its label stands on several.
#[test]
fn a_row_that_is_copied_is_its_label_and_its_figures_on_one_line() {
    let mut lost = Vec::new();
    for (path, report, document) in
        DOCUMENTS.iter().filter(|(path, ..)| path.ends_with("allegato-1.pdf"))
    {
        let lines = document.page_iter().flat_map(|page| copied_lines(document, page));
        let lines: BTreeSet<String> = lines.map(|line| plain(&line)).collect();
        for table in report.tables.iter().filter(|table| table.provided) {
            for row in &table.rows {
                let words =
                    std::iter::once(&row.label).chain(row.cells.iter().map(|cell| &cell.text));
                let words: Vec<String> =
                    words.map(|words| plain(words)).filter(|words| !words.is_empty()).collect();
                if !lines.contains(&words.join(" ")) {
                    lost.push(format!("{path}, table {}: {}", table.id, words.join(" ")));
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

/// Also in tables of the plan, where a name may have a second paragraph.
#[test]
fn a_name_of_several_lines_is_copied_with_its_figures() {
    let rows = [
        (
            "riservato/allegato-1.pdf",
            "4 Formazione e diffusione del modello culturale",
            "2 25 di 28 83,10 79,90",
        ),
        (
            "riservato/allegato-1.pdf",
            "Settore strutture tecnologiche, comunicazione e servizi strumentali",
            "7 16,28 % 7 23,33 % 1 2,33 % 3 10,00 % 39 90,70 % 28 93,33 %",
        ),
        (
            "riservato/sintesi-nucleo.pdf",
            "1039 AGGIORNAMENTO DEL REGOLAMENTO",
            "DEI SERVIZI. ambito 2 · Settore programmazione e gestione risorse 0 0 2 3 di 3 33,33 33,33",
        ),
    ];
    for (path, name, figures) in rows {
        let (_, _, document) = DOCUMENTS.iter().find(|(of, ..)| of == path).unwrap();
        let mut lines = document.page_iter().flat_map(|page| copied_lines(document, page));
        let is_row =
            |line: String| plain(&line).starts_with(name) && plain(&line).ends_with(figures);
        assert!(lines.any(is_row), "{path}: {name}");
    }
}

fn is_lone_digit(words: &str) -> bool {
    words.len() == 1 && words.bytes().all(|letter| letter.is_ascii_digit())
}

/// A common viewer takes a lone digit for one of a vertical line where rows stand close, and copies it on a line of its
/// own: a blank stands before it.
#[test]
fn no_figure_of_a_table_is_a_lone_digit() {
    for (path, _, document) in DOCUMENTS.iter() {
        let cells = Speech::of(document).tables().into_iter().flat_map(|table| table.cells);
        let lone = cells.filter(|cell| is_lone_digit(&cell.words));
        let lone: Vec<(String, Vec<String>)> =
            lone.map(|cell| (cell.words, cell.headers)).collect();
        assert_eq!(lone, [], "{path}");
    }
}

/// A line that runs over is a page for itself, which the estimates of `arrangement.typ` are to prevent.
#[test]
fn no_page_holds_nothing_but_the_last_line_of_the_one_before() {
    // Name of the body and year on one, name of the document and page on the other.
    const HEAD_AND_FOOT: usize = 2;
    for (path, _, document) in DOCUMENTS.iter() {
        for (number, page) in document.get_pages() {
            let lines = copied_lines(document, page);
            assert!(lines.len() > HEAD_AND_FOOT + 3, "{path}, page {number}: {lines:?}");
        }
    }
}

#[test]
fn every_section_of_the_format_keeps_its_heading_when_nothing_was_given_for_it() {
    let annexes = DOCUMENTS.iter().filter(|(path, ..)| path.ends_with("allegato-1.pdf"));
    for (path, _, document) in annexes {
        let titles: Vec<String> = elements(document)
            .iter()
            .filter(|(kind, _)| kind == "H1")
            .map(|(_, heading)| lopdf::decode_text_string(heading.get(b"T").unwrap()).unwrap())
            .collect();
        for section in ["Sezione 1", "Sezione 2", "Sezione 3"] {
            assert!(titles.iter().any(|title| title.starts_with(section)), "{path}: {titles:?}");
        }
    }
}

/// More measures than a page has lines, each with a name of several lines: what is usually kept together
/// does not fit its page.
#[test]
fn what_does_not_fit_its_page_breaks_and_keeps_nobody_from_a_report() {
    let long = "per i figli delle dipendenti e dei dipendenti che ne fanno domanda ".repeat(3);
    let rows = (0..40).map(|number| format!("{};Convenzione {number} {long}\n", number % 9));
    let measures = InputFile {
        kind: InputKind::WorkLife,
        path: "conciliazione.csv".to_owned(),
        bytes: format!("matricola;misura\n{}", rows.collect::<String>()).into_bytes().into(),
    };
    let files = [of_nine_people(), vec![measures]].concat();
    let documents = documents_of(&verify(&files, &settings_of(2022)));
    let paths: Vec<&str> = documents.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths.len(), 6, "{paths:?}");
}
