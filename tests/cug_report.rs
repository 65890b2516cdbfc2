//! The CUG's own report: texts as words, what is missing, and the whole annex at its end.

use lopdf::Document;
use proptest::prelude::*;
use relazione_cug::model::input::{Contents, InputFile, InputKind};
use relazione_cug::model::report::Report;
use relazione_cug::pipeline::Verified;
use relazione_cug::{publish, report};

use crate::bodies::{sample, settings_of, staff_csv, verify};
use crate::pdf::{attribute, elements, squeezed, text};

fn cug_report(of: &Report) -> Document {
    let attachments = publish::attachments(of).unwrap();
    let typeset = report::compile(report::Document::CugReport, of, attachments).unwrap();
    assert_eq!(typeset.warnings, Vec::<String>::new());
    Document::load_mem(&report::export(&typeset).unwrap().bytes).unwrap()
}

fn staff() -> InputFile {
    staff_csv("matricola;genere;data_nascita;inquadramento", &["1;D;01/01/1980;C".to_owned()])
}

fn written(name: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile {
        kind: InputKind::Texts,
        path: format!("testi/{name}"),
        bytes: Contents::Kept(bytes.into()),
    }
}

/// A body of one person whose CUG wrote one text.
fn with_text(markdown: &str) -> Verified {
    verify(&[staff(), written("premessa.md", markdown)], &settings_of(2022))
}

fn codes(verified: &Verified) -> Vec<&'static str> {
    verified
        .diagnostics
        .iter()
        .map(|found| found.code.name())
        .filter(|code| *code != "R01")
        .collect()
}

#[test]
fn the_report_of_the_sample_is_whole() {
    let (_, _, verified) = sample();
    let document = cug_report(&verified.report);
    let text = squeezed(&text(&document));
    for words in [
        "Prima parte",
        "sono inventati.",
        "che pesano di più su chi ha compiti di cura",
        "Bilancio di genere",
        "Consigliera di fiducia",
        "Anna Esempio",
        "di cui 4 donne e 3 uomini, e 3 supplenti, di cui 2 donne e 1 uomo",
        "si è riunito 5 volte, dal 10 febbraio 2022 al 15 dicembre 2022",
        "rendicontare tutti gli indicatori del piano",
    ] {
        assert!(text.contains(&squeezed(words)), "{words}");
    }
    assert!(!text.contains("Testodascrivere"), "the sample has every text");
    for table in &verified.report.tables {
        for row in &table.rows {
            let cells: String = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert!(text.contains(&squeezed(&cells)), "{} {}: {cells}", table.id, row.label);
        }
    }
}

#[test]
fn its_tag_tree_is_as_sound_as_that_of_the_annex() {
    let (_, _, verified) = sample();
    let document = cug_report(&verified.report);
    let elements = elements(&document);
    let of = |kind: &'static str| elements.iter().filter(move |(found, _)| found == kind);
    for (_, table) in of("Table") {
        assert!(attribute(&document, table, b"Summary").is_some(), "a Table without Summary");
    }
    for (_, cell) in of("TH") {
        assert!(attribute(&document, cell, b"Scope").is_some(), "a TH without Scope");
    }
    for (_, figure) in of("Figure") {
        assert!(figure.get(b"Alt").is_ok(), "a Figure without Alt");
    }
    assert!(of("Note").count() >= 1 && of("Link").count() >= 10 && of("L").count() >= 5);
    let levels: Vec<u8> =
        elements.iter().filter_map(|(kind, _)| kind.strip_prefix('H')?.parse().ok()).collect();
    assert_eq!(levels[0], 1);
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
}

#[test]
fn bookmarks_run_from_the_first_chapter_to_the_last_of_the_annex() {
    let (_, _, verified) = sample();
    let document = cug_report(&verified.report);
    let titles: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|item| item.has(b"Title") && item.has(b"Parent") && item.has(b"Dest"))
        .map(|item| lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap())
        .collect();
    for title in [
        "Premessa",
        "2 – Conciliazione vita/lavoro",
        "Poteri consultivi",
        "Bilancio di genere",
        "Nota metodologica",
    ] {
        assert!(titles.iter().any(|found| found == title), "{title}: {titles:?}");
    }
    let annex = titles.iter().filter(|title| title.starts_with("Tabella 1.")).count();
    assert_eq!(annex, verified.report.tables.len());
}

#[test]
fn what_the_cug_has_not_written_is_asked_for_on_the_page() {
    let question = "Che cosa è successo nell'anno";
    let texts = &verify(&[staff()], &settings_of(2022)).report.cug_report.chapters;
    let asked: Vec<_> = texts.iter().filter_map(|chapter| chapter.format.text.clone()).collect();
    assert_eq!(asked.len(), 11);
    // As `nuovo` leaves them: nothing has been answered.
    let mut files: Vec<InputFile> = asked
        .iter()
        .map(|text| written(text.path().trim_start_matches("testi/"), text.beginning()))
        .collect();
    files.push(staff());
    let verified = verify(&files, &settings_of(2022));
    assert_eq!(verified.diagnostics.iter().filter(|found| found.code.name() == "R01").count(), 11);
    let printed = squeezed(&text(&cug_report(&verified.report)));
    assert_eq!(printed.matches("Testodascrivere").count(), 11);
    assert!(printed.contains(&squeezed(question)) && printed.contains("testi/premessa.md"));
    assert!(printed.contains("Ilfile«componenti»nonèfraquelliricevuti"));

    // One answer below the question: it is printed, the question is not.
    files[0] = written("premessa.md", format!("{}\nRisposta unica.\n", asked[0].beginning()));
    let verified = verify(&files, &settings_of(2022));
    let printed = squeezed(&text(&cug_report(&verified.report)));
    assert_eq!(printed.matches("Testodascrivere").count(), 10);
    assert!(printed.contains("Rispostaunica.") && !printed.contains(&squeezed(question)));
}

#[test]
fn words_of_the_cug_stay_words() {
    let hostile = "#let x = 1 $y$ <script>alert(1)</script> @ref #pagebreak() \\ // 部長";
    let verified = with_text(hostile);
    assert_eq!(codes(&verified), ["R04", "R04", "R10"]);
    let text = squeezed(&text(&cug_report(&verified.report)));
    let expected = "#letx=1$y$<script>alert(1)</script>@ref#pagebreak()\\//\u{fffd}\u{fffd}";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_text_as_long_as_a_book_is_printed_whole() {
    let words: Vec<String> = (0..4_000).map(|number| format!("parola{number:04}")).collect();
    let verified = with_text(&words.join(" "));
    let text = squeezed(&text(&cug_report(&verified.report)));
    for word in &words {
        assert!(text.contains(word), "{word} is lost");
    }
}

#[test]
fn a_picture_is_shown_or_told_and_never_stops_the_report() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"20\"><text y=\"10\" font-family=\"Arial\">\u{6f22} 12 %</text></svg>";
    let foreign = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\"><image width=\"9\" height=\"9\" xlink:href=\"/etc/hostname\"/></svg>";
    let text_of = "![Un grafico](grafico.svg)\n\n![](grafico.svg)\n\n![Altrove](../../segreto.png)\n\n![Richiama un file](altro.svg)\n\n![Finta](finta.jpg)\n";
    let files = [
        staff(),
        written("premessa.md", text_of),
        written("grafico.svg", svg),
        written("altro.svg", foreign),
        written("finta.jpg", "non sono una fotografia"),
    ];
    let verified = verify(&files, &settings_of(2022));
    assert_eq!(codes(&verified), ["R07", "R06", "R06", "R06"]);
    let rows: Vec<u32> = verified
        .diagnostics
        .iter()
        .filter(|found| found.code.name() == "R06")
        .filter_map(|found| found.location.row)
        .collect();
    assert_eq!(rows, [5, 7, 9]);
    assert_eq!(verified.report.cug_report.pictures.len(), 1, "shown twice, kept once");
    let document = cug_report(&verified.report);
    let alternatives = elements(&document)
        .iter()
        .filter(|(kind, _)| kind == "Figure")
        .filter_map(|(_, figure)| lopdf::decode_text_string(figure.get(b"Alt").ok()?).ok())
        .filter(|words| ["Un grafico", "Immagine senza descrizione"].contains(&words.as_str()))
        .count();
    assert_eq!(alternatives, 2);
    assert!(squeezed(&text(&document)).contains("[immaginenonmostrata:Altrove]"));
}

#[test]
fn nesting_without_end_is_flattened() {
    let verified = with_text(&format!("{} fondo\n\n{}x", ">".repeat(5_000), "- ".repeat(300)));
    let text = squeezed(&text(&cug_report(&verified.report)));
    assert!(text.contains("fondo"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_markdown_makes_the_reader_panic(text in "[-#>*_`\\[\\]()!|:^<a \\n1.]{0,120}") {
        let (dataset, _) = relazione_cug::ingest::read(
            &[written("premessa.md", text)],
            &settings_of(2022),
            &crate::protection::format(),
        );
        prop_assert!(dataset.texts.written.len() == 11);
    }
}
