//! A column that is one entry of the columns' data: headers, templates and help know it.

use crate::ingest::file::{self, container::Container};
use crate::model::input::{InputFile, InputKind};
use crate::model::reference_data;
use crate::{ingest, pipeline, publish};

const NAME: &str = "giorno_della_prova";

fn file(kind: InputKind, path: &str, text: &str) -> InputFile {
    InputFile { kind, path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }
}

/// The codes that a file of boards with this header draws, and how its columns were read.
fn boards(header: &str) -> (Vec<&'static str>, Vec<String>) {
    let text = "[ente]\nnome = \"Ente di prova\"\n[relazione]\nanno = 2022\n";
    let settings = ingest::settings::read(text).expect("settings");
    let staff = "matricola;genere;data_nascita;inquadramento\n1;D;01/02/1970;C\n";
    let rows = "Istruttore;D;14/06/2022\nIstruttore;U;15/06/2022\nFunzionario;U;16/06/2022\n";
    let files = [
        file(InputKind::Staff, "personale.csv", staff),
        file(InputKind::Boards, "commissioni.csv", &format!("commissione;genere;{header}\n{rows}")),
    ];
    let verified = pipeline::verify(&files, &settings, &mut |_| ()).expect("a report");
    let about_boards = |path: &Option<String>| path.as_deref() == Some("commissioni.csv");
    let found = verified.diagnostics.iter().filter(|one| about_boards(&one.location.file));
    let read = verified.dataset.sources.iter().filter(|source| source.kind == InputKind::Boards);
    let columns = read.flat_map(|source| &source.columns).map(|column| column.name.to_string());
    (found.map(|one| one.code.name()).collect(), columns.collect())
}

#[test]
fn a_header_of_a_column_of_the_data_is_recognised() {
    // Dates that nobody reads are a question; those of a known column are none.
    let (codes, columns) = boards("colonna qualsiasi");
    assert!(codes.contains(&"F17"), "{codes:?}");
    assert!(!columns.iter().any(|column| column == NAME));
    for header in [NAME, "Giorno della prova", "PROVA DEL"] {
        let (codes, columns) = boards(header);
        assert!(!codes.contains(&"F17"), "{header}: {codes:?}");
        assert!(columns.iter().any(|column| column == NAME), "{header}: {columns:?}");
    }
}

#[test]
fn a_column_of_the_data_stands_in_the_empty_sheet_with_example_and_help() {
    let bytes = publish::template_workbook(InputKind::Boards).expect("a workbook");
    let sheets = file::sheets(&bytes, Container::Xlsx).expect("sheets");
    let texts = |place: usize| -> Vec<String> {
        let rows = sheets[place].rows.iter();
        let cells = rows.flat_map(|row| (0..26).map(move |column| row.cell(column)));
        cells.filter_map(|cell| cell.text().map(|text| text.into_owned())).collect()
    };
    assert!(texts(0).iter().any(|text| text == NAME));
    let column = reference_data::column(InputKind::Boards, NAME).expect("the entry");
    let help = |text: &String| text.contains("Il giorno della prova di prova.");
    assert!((1..sheets.len()).any(|place| texts(place).iter().any(help)));
    assert!(reference_data::example_row(InputKind::Boards, None).contains(&column.example));
}
