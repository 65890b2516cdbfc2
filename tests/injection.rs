//! One body whose every free text tries to be something else: markup of every kind, a script, a formula,
//! a path, a command to the terminal, another line of a calendar. Every output carries it as words.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use relazione_cug::model::artifact::Artifact;
use relazione_cug::model::input::{InputFile, InputKind};
use relazione_cug::pipeline;

use crate::bodies::{settings, settings_of, verify};
use crate::command_line::{run, stderr, text};
use crate::pdf::{self, squeezed};

/// What nobody should ever obey. Each bears the mark by which it is found again.
const HOSTILE: [&str; 16] = [
    "#read(\"/etc/passwd\") #import \"/lib/page.typ\": * $x$ @QX <QX> `raw` \\ // QX",
    "<script>QX=alert(1)</script>",
    "\"'><img src=https://esempio.invalid/QX onerror=alert(1)>",
    "</style></td></table></svg><iframe src=javascript:alert(1)>QX",
    "=cmd|'/c calc'!A0 QX",
    "+QX(1)",
    "-QX+cmd",
    "@SUM(QX)",
    "\t=1+1 QX",
    "'=QX",
    "QX {{ 7*7 }} {% include 'base.html' %} {# x #}",
    "QX\u{1b}]0;titolo\u{7}\u{1b}[2J\u{9b}31m",
    "QX\u{202e}fdp.exe\u{2066}\u{200b}\u{feff}",
    "QX\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:altro;x,y\\n",
    "../../../QX CON NUL \u{1}[a]:*?",
    "&amp;&lt;QX&#0; ]]> &xxe; <!DOCTYPE a [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>",
];

/// A hostile word for each place that asks for one, in turn.
struct Words(usize);

impl Words {
    fn next(&mut self) -> String {
        self.0 += 1;
        HOSTILE[self.0 % HOSTILE.len()].replace("QX", &format!("QX{}", self.0))
    }
}

/// Rows of csv; `?` is a hostile word, `!` one in a single line: a cell of several lines in a narrow
/// table is taken for a stray quotation mark.
fn csv(kind: InputKind, words: &mut Words, rows: &[&[&str]]) -> InputFile {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for row in rows {
        let fields = row.iter().map(|field| match *field {
            "?" => words.next(),
            "!" => words.next().replace(['\r', '\n'], " "),
            field => field.to_owned(),
        });
        writer.write_record(fields).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    InputFile { kind, path: format!("{}.csv", kind.name()), bytes: bytes.into() }
}

/// `cug.toml` and the files of the body. There is no error in them: all is published.
fn body() -> (String, Vec<InputFile>) {
    let words = &mut Words(0);
    let quoted = |text: String| serde_json::Value::String(text).to_string();
    let name = quoted(HOSTILE.join(" ").replace("QX", "QX0"));
    let settings = format!(
        "[ente]\nnome = {name}\ncodice_ipa = {}\n[relazione]\nanno = 2022\navvertenza = {}\n[riservatezza]\n\
         esenzioni = [{{ tabella = \"1.8\", motivo = {} }}]\n",
        quoted(words.next()),
        quoted(words.next()),
        quoted(words.next()),
    );
    let mut files = people(words);
    files.extend(plan(words));
    files.extend(cug(words));
    (settings, files)
}

fn people(words: &mut Words) -> Vec<InputFile> {
    let grades: Vec<String> = HOSTILE.iter().map(|_| words.next()).collect();
    let (first, second) = (words.next(), words.next());
    let header = "matricola genere data_nascita inquadramento tipologia percentuale_part_time data_inquadramento \
                  titolo_studio retribuzione struttura";
    let mut rows: Vec<Vec<&str>> =
        vec![header.split(' ').chain([first.as_str(), &second]).collect()];
    let numbers: Vec<String> = (1000..1064).map(|number| number.to_string()).collect();
    for (place, number) in numbers.iter().enumerate() {
        let grade = grades[place % grades.len()].as_str();
        let gender = ["D", "U"][place / 16 % 2];
        let category = "Personale non dirigente";
        let row =
            [number, gender, "01/02/1980", grade, category, "100", "01/03/2015", "Laurea", "30000"];
        rows.push(row.into_iter().chain(["?", "?", "?"]).collect());
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut events = |kind, header: &[&'static str], row: &[&'static str]| {
        let numbers = ["1000", "1001", "1016", "1017", "1032"];
        let rows = numbers.map(|number| [&[number][..], row].concat());
        let rows: Vec<&[&str]> =
            std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).collect();
        csv(kind, words, &rows)
    };
    let mut files = vec![
        events(InputKind::Positions, &["matricola", "posizione"], &["!"]),
        events(InputKind::WorkLife, &["matricola", "misura"], &["!"]),
        events(InputKind::Leave, &["matricola", "tipo", "quantita"], &["L.104 giorni", "1"]),
    ];
    files.push(csv(InputKind::Staff, words, &rows));
    let board = [["?", "U", "presidente"], ["?", "D", "componente"], ["?", "D", "componente"]];
    let board = board.each_ref().map(<[&str; 3]>::as_slice);
    files.push(csv(
        InputKind::Boards,
        words,
        &[&[&["commissione", "genere", "ruolo"][..]], &board[..]].concat(),
    ));
    let said: Vec<String> =
        (0..HOSTILE.len()).map(|_| format!("altro: {}", words.next())).collect();
    let training: Vec<[&str; 3]> = said.iter().map(|said| ["1000", said, "3"]).collect();
    let header = ["matricola", "tipo", "ore"];
    let rows: Vec<&[&str]> = std::iter::once(header.as_slice())
        .chain(training.iter().map(|row| row.as_slice()))
        .collect();
    files.push(csv(InputKind::Training, words, &rows));
    files
}

fn plan(words: &mut Words) -> Vec<InputFile> {
    let header = [
        "azione",
        "obiettivo_generale",
        "obiettivo",
        "titolo",
        "descrizione_obiettivo",
        "struttura",
        "indicatore",
        "descrizione",
        "unita",
        "verso",
        "anno",
        "atteso",
        "peso",
    ];
    let codes: Vec<String> = (0..5).map(|_| words.next()).collect();
    let mut plan = vec![header.to_vec()];
    let mut actuals = vec![vec!["indicatore", "anno", "consuntivo", "nota"]];
    let mut initiatives =
        vec!["anno iniziativa obiettivo azioni attori indicatori beneficiari_donne beneficiari_uomini capitolo spesa".split(' ').collect::<Vec<_>>()];
    for (area, code) in ["1", "2", "3", "4", "5"].into_iter().zip(&codes) {
        plan.push(vec![area, "?", code, "?", "?", "?", code, "?", "Numero", "", "2022", "10", ""]);
        actuals.push(vec![code, "2022", "9", "?"]);
        for year in ["2022", "2023"] {
            initiatives.push(vec![year, "?", code, "?", "?", code, "10", "12", "?", "100"]);
        }
    }
    let programme = [
        ["livello", "codice", "titolo", "ambito", "struttura", "descrizione"],
        ["indirizzo", "?", "?", "?", "?", "?"],
    ];
    let mut file = |kind, rows: &[Vec<&str>]| {
        csv(kind, words, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    vec![
        file(InputKind::Plan, &plan),
        file(InputKind::Actuals, &actuals),
        file(InputKind::Initiatives, &initiatives),
        file(InputKind::Programme, &programme.map(|row| row.to_vec())),
        file(
            InputKind::Justifications,
            &[
                vec!["codice", "luogo", "motivazione", "ufficio"],
                vec!["P11", "?", "?", "?"],
                vec!["C01", "", "?", "?"],
            ],
        ),
    ]
}

/// What the CUG writes: members, meetings, texts with every form that Markdown has.
fn cug(words: &mut Words) -> Vec<InputFile> {
    let mut files = vec![
        csv(
            InputKind::Members,
            words,
            &[
                &["nome", "ruolo", "genere", "designazione"],
                &["?", "?", "D", "?"],
                &["?", "?", "U", "?"],
            ],
        ),
        csv(
            InputKind::Meetings,
            words,
            &[&["data", "argomenti", "presenti"], &["10/02/2022", "?", "?"]],
        ),
        csv(InputKind::Committee, words, &[&["voce", "valore"], &["?", "?"]]),
        csv(
            InputKind::Powers,
            words,
            &[&["materia", "esercitato", "data", "esito"], &["?", "sì", "10/02/2022", "?"]],
        ),
        csv(
            InputKind::Wellbeing,
            words,
            &[&["strumento", "presente", "data", "note"], &["?", "sì", "10/02/2022", "?"]],
        ),
    ];
    let written = HOSTILE.join("\n\n").replace("QX", "QX1");
    let markdown = format!(
        "{written}\n\n# {}\n\n- [QX2](javascript:alert(1)) [QX2](data:text/html,QX) [QX2](file:///etc/passwd) [QX2](\\\\server\\a) \
         <javascript:alert(1)>\n\n![QX3](../../../etc/passwd) ![QX3](file:///etc/passwd) ![QX3](https://esempio.invalid/a.png) \
         ![QX3](/etc/passwd) ![QX3](..\\a.png) ![QX3](%2e%2e/a.png)\n\n> {}\n\n```\n{}\n```\n\n| a | b |\n|---|---|\n| #read(\"a\") | =1+1 |\n\n\
         <table><tr><td>QX4</table>\n\n[QX5](https://esempio.invalid/\"><script>alert(1)</script>) [^QX6]\n\n[^QX6]: <b>QX6</b>\n",
        words.next(),
        words.next(),
        words.next(),
    );
    for name in ["premessa", "conciliazione", "considerazioni-conclusive"] {
        let path = format!("testi/{name}.md");
        files.push(InputFile {
            kind: InputKind::Texts,
            path,
            bytes: markdown.clone().into_bytes().into(),
        });
    }
    files
}

/// What is published of the body.
static PUBLISHED: LazyLock<Vec<Artifact>> = LazyLock::new(|| {
    let (of_body, files) = body();
    let settings = settings(&of_body);
    let verified = verify(&files, &settings);
    assert!(!verified.has_errors(), "{:?}", verified.diagnostics);
    let artifacts = pipeline::publish(&verified, &settings, &files, &mut |_| ()).unwrap();
    assert!(artifacts.iter().any(|artifact| artifact.path.starts_with("pubblico/")));
    artifacts
});

/// The outputs of one kind, by path.
fn outputs(ending: &str) -> Vec<(&'static str, &'static [u8])> {
    let found = PUBLISHED.iter().filter(|artifact| artifact.path.ends_with(ending));
    let found: Vec<_> = found.map(|one| (one.path.as_str(), one.bytes.as_slice())).collect();
    assert!(!found.is_empty(), "nothing ends in {ending}");
    found
}

/// The parts of an archive that are text.
fn parts(archive: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

/// Letters that steer a terminal or turn the direction of writing.
fn steering(text: &str) -> String {
    let steers = |letter: &char| {
        let is_plain = matches!(letter, '\n' | '\r' | '\t');
        (letter.is_control() && !is_plain) || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(*letter)
    };
    text.chars().filter(steers).collect()
}

#[test]
fn documents_print_words_and_do_nothing() {
    for (path, bytes) in outputs(".pdf") {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let printed = squeezed(&pdf::text(&document));
        assert!(printed.contains("#read(\"/etc/passwd\")#import\"/lib/page.typ\""), "{path}");
        assert!(!printed.contains("root:x:0"), "{path}");
        let mut targets = Vec::new();
        for object in document.objects.values() {
            let Ok(dictionary) = object.as_dict() else { continue };
            for name in [&b"JS"[..], b"JavaScript", b"Launch", b"AA", b"OpenAction", b"GoToR"] {
                assert!(dictionary.get(name).is_err(), "{path}: {dictionary:?}");
            }
            targets.extend(dictionary.get(b"URI").and_then(lopdf::Object::as_str).ok());
        }
        let is_address = |target: &&[u8]| target.starts_with(b"https://");
        assert!(targets.iter().all(is_address), "{path}: {targets:?}");
        let carries = if path.contains("sintesi") { 0 } else { 2 };
        let files = document.objects.values().filter_map(|object| object.as_dict().ok());
        assert_eq!(files.filter(|one| one.has_type(b"Filespec")).count(), carries, "{path}");
    }
}

#[test]
fn csv_holds_neither_formulas_nor_letters_that_steer() {
    for (path, bytes) in outputs(".csv") {
        let mut marks = 0;
        for record in csv::Reader::from_reader(bytes).records() {
            for field in &record.unwrap() {
                let is_number = field.parse::<f64>().is_ok();
                let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
                assert!(!is_formula && steering(field).is_empty(), "{path}: {field:?}");
                marks += usize::from(field.contains("QX"));
            }
        }
        assert!(marks > 100, "{path}: {marks}");
    }
}

#[test]
fn workbooks_hold_text_and_lead_nowhere_else() {
    for (path, bytes) in outputs(".xlsx") {
        let parts = parts(bytes);
        assert!(parts["xl/sharedStrings.xml"].contains("=cmd|"), "{path}");
        for (name, text) in &parts {
            assert!(!name.contains("externalLink") && !name.contains("vba"), "{path}: {name}");
            for mark in ["<f>", "<f ", "TargetMode=\"External\"", "<!DOCTYPE", "<ddeLink"] {
                assert!(!text.contains(mark), "{path}, {name}: {mark}");
            }
            assert_eq!(steering(text), "", "{path}, {name}");
        }
    }
}

#[test]
fn letters_hold_text_in_sound_markup() {
    for (path, bytes) in outputs(".odt") {
        let parts = parts(bytes);
        let content = &parts["content.xml"];
        assert!(content.contains("{{ 7*7 }}") && content.contains("&lt;script&gt;"), "{path}");
        for (name, text) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
            assert_eq!(steering(text), "", "{path}, {name}");
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::DocType(_) => panic!("{path}, {name}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_calendar_has_the_lines_that_we_write_and_no_other() {
    for (path, bytes) in outputs(".ics") {
        let text = std::str::from_utf8(bytes).unwrap();
        assert_eq!(steering(text), "", "{path}");
        let lines = text.replace("\r\n ", "");
        assert_eq!(lines.matches("\r\nBEGIN:VEVENT\r\n").count(), 3);
        for line in lines.split_terminator("\r\n") {
            assert!(!line.contains('\n') && !line.starts_with("SUMMARY:altro"), "{line}");
        }
        assert!(lines.contains("QX0\\nEND:VEVENT\\nBEGIN:VEVENT"), "{lines}");
    }
}

#[test]
fn json_is_read_as_what_was_written() {
    for (path, bytes) in outputs(".json").into_iter().chain(outputs(".jsonld")) {
        let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        assert!(value.is_object(), "{path}");
    }
}

/// Every page, for the tests that open them in a browser.
pub fn pages() -> Vec<&'static Artifact> {
    PUBLISHED.iter().filter(|artifact| artifact.path.ends_with(".html")).collect()
}

#[test]
fn pages_hold_words_and_no_markup_of_others() {
    for (path, bytes) in outputs(".html") {
        let text = std::str::from_utf8(bytes).unwrap();
        assert_eq!(steering(text), "", "{path}");
        for markup in ["<script", "<img", "<iframe", "</style></td>", "href=\"javascript"] {
            assert!(!text.contains(markup), "{path}: {markup}");
        }
        let links = text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for link in links.filter(|link| link.contains(':')) {
            let ours = ["data:,", "https://creativecommons.org/licenses/by/4.0/deed.it"];
            assert!(ours.contains(&link), "{path}: {link}");
        }
        assert!(text.contains("{{ 7*7 }}"), "{path}: words are not there as they are");
    }
}

/// Headers, values, file and sheet names of a folder full of faults, as the terminal shows them.
#[test]
fn nothing_from_files_steers_the_terminal() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let (of_body, files) = body();
    std::fs::write(folder.join("cug.toml"), of_body).unwrap();
    std::fs::create_dir(folder.join("testi")).unwrap();
    for file in &files {
        let bytes = file.bytes.get().unwrap();
        let broken =
            String::from_utf8_lossy(&bytes).replace(";01/02/1980;", ";\u{1b}]0;x\u{202e}\u{9b};");
        std::fs::write(folder.join(&file.path), broken).unwrap();
    }
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("=cmd|\u{202e}x&<b>\u{1b}").unwrap();
    for (column, header) in (0..).zip(["anno\u{1b}]0;x\u{7}", "vecchio\u{202e}", "=nuovo"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    workbook.save(folder.join("corrispondenze.xlsx")).unwrap();
    for name in ["\u{1b}]0;x\u{7}.csv", "=cmd\u{202e}.xlsx", "testi/\u{9b}31m.md", "testi/=x.md"] {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    for options in [&[][..], &["--json"]] {
        let output = run(&[&["verifica", text(folder)], options].concat());
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        let printed =
            String::from_utf8([output.stdout.as_slice(), &output.stderr].concat()).unwrap();
        assert_eq!(steering(&printed), "", "{printed}");
        assert!(printed.contains("Non letti"), "{printed}");
    }
    for name in ["verifica.html", "verifica.xlsx"] {
        let bytes = std::fs::read(folder.join("uscita/2022/ufficio").join(name)).unwrap();
        let texts = if name.ends_with("html") {
            BTreeMap::from([(name.to_owned(), String::from_utf8(bytes).unwrap())])
        } else {
            parts(&bytes)
        };
        for (name, text) in texts {
            assert_eq!(steering(&text), "", "{name}");
            assert!(!text.contains("<f>") && !text.contains("<b>\u{fffd}"), "{name}");
        }
    }
    let written = std::fs::read_dir(folder.join("uscita/2022/ufficio")).unwrap().count();
    assert_eq!(written, 3);
}

/// A drawing around some markup, as a file of the CUG's texts.
fn drawing(inside: &str) -> Vec<u8> {
    let names = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    format!("<svg {names} width=\"9\" height=\"9\">{inside}</svg>").into_bytes()
}

fn embedded(media_type: &str, bytes: &[u8]) -> String {
    let data = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
    format!("<image width=\"9\" height=\"9\" xlink:href=\"data:{media_type};base64,{data}\"/>")
}

/// A PNG that says how large it is, and holds nothing.
fn png(side: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let checked = [name, data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &checked, &crc32(&checked).to_be_bytes()].concat()
    };
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header)[..], &chunk(b"IDAT", b"")].concat()
}

/// The sum of ISO 3309, as PNG wants it.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[test]
fn pictures_that_would_take_all_memory_are_told_and_left_out() {
    let copies = "<use xlink:href=\"#a\"/>".repeat(10);
    let mut nested = "<rect id=\"a0\" width=\"1\" height=\"1\"/>".to_owned();
    for level in 1..=9 {
        let copies = copies.replace("#a", &format!("#a{}", level - 1));
        nested.push_str(&format!("<g id=\"a{level}\">{copies}</g>"));
    }
    let filtered = "<rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>".repeat(11);
    let blur = "<filter id=\"f\"><feGaussianBlur stdDeviation=\"500\"/></filter>";
    let entities = "<!DOCTYPE a [<!ENTITY a0 \"ha\"><!ENTITY a1 \"&a0;&a0;\">".to_owned()
        + &(2..40).map(|n| format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1)).collect::<String>()
        + "]>";
    let outside = drawing("<image width=\"9\" height=\"9\" xlink:href=\"/etc/passwd\"/>");
    let pictures = [
        ("copie.svg", drawing(&nested), "non si può leggere"),
        ("effetti.svg", drawing(&format!("{blur}{filtered}")), "più di 10 effetti"),
        (
            "entita.svg",
            [entities.into_bytes(), drawing("<text>&a39;</text>")].concat(),
            "non si può",
        ),
        ("compressa.svg", b"\x1f\x8b\x08\0".to_vec(), "è compressa"),
        ("pesante.svg", drawing(&" ".repeat(11 << 20)), "supera 10 MB"),
        ("dentro.svg", drawing(&embedded("image/png", &png(30_000))), "più di 50 milioni"),
        ("matrioska.svg", drawing(&embedded("image/svg+xml", &outside)), "non è PNG né JPG"),
        ("grande.png", png(30_000), "più di 50 milioni"),
    ];
    let mut markdown = String::new();
    let mut files = vec![crate::bodies::staff_csv(
        "matricola;genere;data_nascita;inquadramento",
        &["1;D;01/01/1980;C".to_owned()],
    )];
    for (name, bytes, _) in &pictures {
        markdown.push_str(&format!("![x]({name})\n\n"));
        let path = format!("testi/{name}");
        files.push(InputFile { kind: InputKind::Texts, path, bytes: bytes.clone().into() });
    }
    let path = "testi/premessa.md".to_owned();
    files.push(InputFile { kind: InputKind::Texts, path, bytes: markdown.into_bytes().into() });
    let verified = verify(&files, &settings_of(2022));
    let told: Vec<&str> = verified
        .diagnostics
        .iter()
        .filter(|found| found.code.name() == "R06")
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(told.len(), pictures.len(), "{told:#?}");
    for (message, (name, _, words)) in told.iter().zip(&pictures) {
        assert!(message.contains(words), "{name}: {message}");
    }
    assert!(verified.report.cug_report.pictures.is_empty());
}

#[test]
fn words_without_end_do_not_make_tables_without_end() {
    let rows: Vec<String> = (0..403)
        .map(|row| format!("{row};D;01/01/1980;Grado {row};Personale non dirigente"))
        .collect();
    let header = "matricola;genere;data_nascita;inquadramento;tipologia";
    let staff = crate::bodies::staff_csv(header, &rows);
    let said: String = (0..1_000).map(|row| format!("0;altro: corso {row};1\n")).collect();
    let training = InputFile {
        kind: InputKind::Training,
        path: "formazione.csv".to_owned(),
        bytes: format!("matricola;tipo;ore\n{said}").into_bytes().into(),
    };
    let verified = verify(&[staff, training], &settings_of(2022));
    let told = verified.diagnostics.iter().filter(|found| found.message.contains("400 "));
    assert_eq!(told.filter(|found| found.code.name() == "P06").count(), 3);
    assert_eq!(verified.dataset.people.len(), 400);
    let words = verified.dataset.training.unwrap().kinds.into_iter().map(|kind| kind.said.len());
    assert_eq!(words.max(), Some(200));
}
