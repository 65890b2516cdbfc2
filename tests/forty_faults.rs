//! A staff list with forty different faults: one run gives forty places, each right to the cell, in
//! every view, and none shows more of the people than the faulty cell. `files/make.py` writes it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use relazione_cug::diagnostic::location::{column_index, column_letters};
use relazione_cug::diagnostic::render::PLACES_SHOWN;
use relazione_cug::ingest::file;
use relazione_cug::ingest::file::container::Container;
use relazione_cug::ingest::file::sheet::{Sheet, SheetRow};
use tempfile::TempDir;

use crate::annotated_copy::parts;
use crate::bodies::path;

/// What stands in the columns that are not read: names and remarks.
const UNREAD: [&str; 3] = ["Quintavalle", "Ermenegilda", "in causa"];

/// What one run leaves.
struct Views {
    terminal: String,
    json: String,
    html: String,
    workbook: Vec<u8>,
}

fn run() -> Views {
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::copy(path("tests/files/forty-faults.xlsx"), place("personale.xlsx")).unwrap();
    std::fs::copy(path("tests/cases/base/cug.toml"), place("cug.toml")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_relazione-cug"))
        .arg("verifica")
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let written = |name: &str| {
        let file = Path::new("uscita/2022/ufficio").join(name);
        std::fs::read(folder.path().join(file)).unwrap()
    };
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Views {
        terminal: text([output.stdout, output.stderr].concat()),
        json: text(written("verifica.json")),
        html: text(written("verifica.html")),
        workbook: written("verifica.xlsx"),
    }
}

/// Code and cell of every fault, sorted.
fn faults() -> Vec<(String, String)> {
    let list = std::fs::read_to_string(path("tests/files/forty-faults.txt")).unwrap();
    let mut faults: Vec<(String, String)> = list
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(cell, code)| (code.to_owned(), cell.to_owned()))
        .collect();
    faults.sort();
    assert_eq!(faults.len(), 40);
    faults
}

/// The sheet that has the faults.
fn staff() -> Sheet {
    let bytes = std::fs::read(path("tests/files/forty-faults.xlsx")).unwrap();
    file::sheets(&bytes, Container::Xlsx).unwrap().pop().unwrap()
}

fn text_of(row: &SheetRow, column: usize) -> Option<String> {
    row.cell(column).text().map(Cow::into_owned).filter(|text| !text.is_empty())
}

/// The row and the column of a cell.
fn row_of<'a>(sheet: &'a Sheet, cell: &str) -> (&'a SheetRow, usize) {
    let digits = cell.find(|letter: char| letter.is_ascii_digit()).unwrap();
    let (column, row) = cell.split_at(digits);
    let row: u32 = row.parse().unwrap();
    let row = sheet.rows.iter().find(|of| of.number == row);
    (row.unwrap_or_else(|| panic!("no row for {cell}")), column_index(column).unwrap() as usize)
}

/// Without the points that divide thousands: a value is told as a cell has it or as read.
fn undotted(text: &str) -> String {
    text.replace('.', "")
}

fn check_json(json: &str) {
    let found: serde_json::Value = serde_json::from_str(json).unwrap();
    let sheet = staff();
    let mut places = Vec::new();
    for finding in found["diagnostiche"].as_array().unwrap() {
        let word = |key: &str| finding[key].as_str().unwrap().to_owned();
        assert_eq!([word("file"), word("foglio")], ["personale.xlsx", "Personale"]);
        let cell = word("cella");
        let (row, column) = row_of(&sheet, &cell);
        let value = finding["valore"].as_str().filter(|text| !text.is_empty());
        assert_eq!(value.map(undotted), text_of(row, column).as_deref().map(undotted), "{cell}");
        places.push((word("codice"), cell));
    }
    places.sort();
    assert_eq!(places, faults());
}

/// Grouped by code and cure: the first places of each group and the count of the rest, forty in all.
fn check_terminal(terminal: &str) {
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (code, cell) in faults() {
        by_code.entry(code).or_default().push(cell);
    }
    let mut told = 0;
    for (code, cells) in by_code {
        let lines: Vec<&str> = terminal.lines().collect();
        let heads = (0..lines.len()).filter(|line| lines[*line].contains(&format!(" {code}: ")));
        let mut counted = 0;
        let mut cures = BTreeSet::new();
        for head in heads {
            let times =
                lines[head].rsplit_once(" (").and_then(|(_, times)| times.strip_suffix(" volte)"));
            let times: usize = times.map_or(1, |times| times.parse().unwrap());
            let below = || lines[head + 1..].iter().copied();
            let places: Vec<&str> =
                below().take_while(|line| !line.trim_start().starts_with('→')).collect();
            let cure: Vec<&str> =
                below().skip(places.len()).take_while(|line| !line.is_empty()).collect();
            assert!(cures.insert(cure), "{code}: one cure twice");
            let (shown, rest) = places.split_at(times.min(PLACES_SHOWN));
            let begins = "  personale.xlsx, foglio Personale, cella ";
            for line in shown {
                let place = line.strip_prefix(begins).and_then(|rest| rest.split_once(':'));
                assert!(cells.iter().any(|cell| cell == place.unwrap().0), "{code}: {line}");
            }
            let others = match times - shown.len() {
                0 => Vec::new(),
                1 => vec!["  e 1 altro caso".to_owned()],
                others => vec![format!("  e {others} altri casi")],
            };
            assert_eq!(rest, others, "{code}");
            counted += times;
        }
        assert_eq!(counted, cells.len(), "{code}");
        told += cells.len();
    }
    assert_eq!(told, 40);
    // Three empty cells of three columns: the cure of one of them is told of that one alone.
    let cure = "Scrivete 100 per chi lavora a tempo pieno";
    let before = terminal.split_once(cure).expect("the cure of the empty share").0;
    let group = before.rsplit("\n\n").next().unwrap_or_default();
    assert_eq!(group.matches("Personale, cella ").count(), 1, "{group}");
    assert_eq!(terminal.matches(cure).count(), 1);
}

fn check_html(html: &str) {
    let places = html.matches("personale.xlsx, foglio Personale, cella ").count();
    assert_eq!(places, 40);
    for (code, cell) in faults() {
        // From the heading of its code to that of the next.
        let section =
            html.split("<section").find(|section| section.contains(&format!("id=\"{code}\"")));
        let section = section.unwrap_or_else(|| panic!("no {code}"));
        let place = format!("personale.xlsx, foglio Personale, cella {cell}<");
        assert!(section.contains(&place), "{code} {cell}");
    }
}

fn check_workbook(bytes: &[u8]) {
    let sheets = file::sheets(bytes, Container::Xlsx).unwrap();
    let [list, copy, _mirror] = sheets.as_slice() else { panic!("{} sheets", sheets.len()) };
    let rows = list.rows.iter().skip_while(|row| text_of(row, 1).as_deref() != Some("Codice"));
    let mut listed: Vec<(String, String)> =
        rows.skip(1).map(|row| (text_of(row, 1).unwrap(), text_of(row, 4).unwrap())).collect();
    listed.sort();
    assert_eq!(listed, faults());
    let original = staff();
    for (code, cell) in faults() {
        let (row, column) = row_of(copy, &cell);
        let (source, _) = row_of(&original, &cell);
        assert_eq!(text_of(row, column), text_of(source, column), "{cell}");
        let note = (0..row.cells.len()).filter_map(|column| text_of(row, column)).next_back();
        let note = note.unwrap();
        assert!(note.starts_with(&format!("{cell}, ")) && note.contains(&code), "{cell}: {note}");
    }
}

#[test]
fn forty_faults_are_forty_places_in_every_view() {
    let views = run();
    check_json(&views.json);
    check_terminal(&views.terminal);
    check_html(&views.html);
    check_workbook(&views.workbook);
    for word in UNREAD {
        for (view, text) in
            [("terminal", &views.terminal), ("json", &views.json), ("html", &views.html)]
        {
            assert!(!text.contains(word), "{word} is in {view}");
        }
        for (part, text) in parts(&views.workbook) {
            assert!(!text.contains(word), "{word} is in {part}");
        }
    }
    // Who the people are: number, dates, pay. On the terminal only where they are the fault.
    let faulty: Vec<String> = faults().into_iter().map(|(_, cell)| cell).collect();
    let terminal = undotted(&views.terminal);
    let mut seen = 0;
    for row in staff().rows.iter().skip_while(|row| row.number < 4) {
        for (index, letters) in (0..).map(|column| (column, column_letters(column))).take(11) {
            let is_private = matches!(letters.as_str(), "A" | "B" | "D" | "H" | "J" | "K");
            let text = text_of(row, index as usize).filter(|_| is_private);
            let cell = format!("{letters}{}", row.number);
            if let Some(text) = text.filter(|_| !faulty.contains(&cell)) {
                assert!(
                    !terminal.contains(&undotted(&text)),
                    "{cell}: «{text}» is on the terminal"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "{seen} cells looked for");
}
