//! One more row in `giustificazioni`, whatever kind of file it is.

use encoding_rs::WINDOWS_1252;

use super::folder::Folder;
use crate::ingest::file::container::{self, Container};
use crate::ingest::file::sheet::Sheet;
use crate::ingest::file::{self, text};
use crate::model::input::InputKind;
use crate::model::reference_data::{EXAMPLE_MARK, offered_columns};
use crate::model::spelling::normal_form;
use crate::publish::filled_workbook;

/// The file that is made where there is none.
const NEW_FILE: &str = "giustificazioni.xlsx";

/// What a person wrote of an anomaly.
#[derive(Debug)]
pub struct Justification<'a> {
    pub code: &'a str,
    /// Empty for every place of the code.
    pub place: &'a str,
    pub reason: &'a str,
    pub office: &'a str,
}

impl Justification<'_> {
    fn cell(&self, column: &str) -> &str {
        match column {
            "codice" => self.code,
            "luogo" => self.place,
            "motivazione" => self.reason,
            "ufficio" => self.office,
            _ => "",
        }
    }
}

/// The file with the row added: its path and its bytes. A file that holds more than the program would
/// write again is left as it is, and the reason says what to do.
pub(super) fn add(
    folder: &Folder,
    path: Option<&str>,
    row: &Justification<'_>,
) -> Result<(String, Vec<u8>), String> {
    for (words, what) in [(row.reason, "il motivo"), (row.office, "l'ufficio che lo scrive")] {
        if words.trim().is_empty() {
            return Err(format!("manca {what}"));
        }
    }
    let Some(path) = path else {
        return written(&[cells(row)]).map(|bytes| (NEW_FILE.to_owned(), bytes));
    };
    let bytes = folder.get(path).unwrap_or_default();
    let container = container::sniff(bytes, path).map_err(|fault| fault.message())?;
    let bytes = match container {
        Container::Csv => in_text(bytes, row).ok_or_else(|| by_hand(path, row))?,
        Container::Xlsx => in_workbook(bytes, container, row).ok_or_else(|| by_hand(path, row))?,
        _ => return Err(by_hand(path, row)),
    };
    Ok((path.to_owned(), bytes))
}

fn by_hand(path: &str, row: &Justification<'_>) -> String {
    let cells = cells(row).join(" | ");
    format!(
        "«{path}» ha fogli o colonne vostri, che qui andrebbero persi: aggiungete voi la riga, {cells}"
    )
}

fn columns() -> Vec<&'static str> {
    offered_columns(InputKind::Justifications).map(|column| column.name.as_str()).collect()
}

fn cells(row: &Justification<'_>) -> Vec<String> {
    columns().into_iter().map(|column| row.cell(column).trim().to_owned()).collect()
}

fn written(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    filled_workbook(InputKind::Justifications, rows).map_err(|error| error.to_string())
}

/// The workbook of ours with one more row; `None` where it has what is not ours.
fn in_workbook(bytes: &[u8], container: Container, row: &Justification<'_>) -> Option<Vec<u8>> {
    let sheets = file::sheets(bytes, container).ok()?;
    let (first, others) = sheets.split_first()?;
    let is_ours = |sheet: &Sheet| {
        sheet.name.as_deref().is_some_and(|name| ["Istruzioni", "Elenchi"].contains(&name))
    };
    if !others.iter().all(is_ours) {
        return None;
    }
    let text = |row: &crate::ingest::file::sheet::SheetRow, place| {
        row.cell(place).text().unwrap_or_default().into_owned()
    };
    let columns = columns();
    let mut rows = first.rows.iter();
    let header = rows.next()?;
    let headings: Vec<String> = (0..header.cells.len()).map(|place| text(header, place)).collect();
    let is_known =
        |heading: &String| columns.iter().any(|column| normal_form(column) == normal_form(heading));
    if !headings.iter().filter(|heading| !heading.is_empty()).all(is_known) {
        return None;
    }
    let place_of = |column: &&str| {
        headings.iter().position(|heading| normal_form(heading) == normal_form(column))
    };
    let places: Vec<Option<usize>> = columns.iter().map(place_of).collect();
    let cell = |row, place: &Option<usize>| place.map(|place| text(row, place)).unwrap_or_default();
    let mut kept: Vec<Vec<String>> = rows
        .map(|row| places.iter().map(|place| cell(row, place)).collect::<Vec<_>>())
        .filter(|row| !row.first().is_some_and(|first| is_example(first)))
        .collect();
    kept.push(cells(row));
    written(&kept).ok()
}

fn is_example(cell: &str) -> bool {
    cell.to_lowercase().starts_with(EXAMPLE_MARK.trim_end())
}

/// The text with one more line, in the separator and the encoding that it has; `None` where its headers
/// are others.
fn in_text(bytes: &[u8], row: &Justification<'_>) -> Option<Vec<u8>> {
    let text = text::decode(bytes)?;
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let separator =
        [';', '\t', ','].into_iter().max_by_key(|mark| header.matches(*mark).count())?;
    let named = |heading: &str| normal_form(heading.trim().trim_matches('"'));
    let cells: Vec<&str> = header
        .split(separator)
        .map(|heading| columns().into_iter().find(|column| normal_form(column) == named(heading)))
        .map(|column| column.map(|column| row.cell(column).trim()))
        .collect::<Option<_>>()?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(u8::try_from(separator).ok()?)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    writer.write_record(cells).ok()?;
    let line = String::from_utf8(writer.into_inner().ok()?).ok()?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let glue = if text.ends_with('\n') { "" } else { end };
    let line = format!("{glue}{}{end}", line.trim_end_matches('\n'));
    let is_unicode = std::str::from_utf8(bytes).is_ok();
    let (encoded, _, is_lost) = WINDOWS_1252.encode(&line);
    if is_unicode {
        return Some([bytes, line.as_bytes()].concat());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || is_lost {
        // With its mark, so that a spreadsheet program reads it as it is.
        return Some(format!("\u{feff}{text}{line}").into_bytes());
    }
    Some([bytes, &encoded].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reason: &'static str) -> Justification<'static> {
        Justification { code: "A01", place: "", reason, office: "Personale" }
    }

    #[test]
    fn a_line_is_added_as_the_file_writes_its_lines() {
        let added = |bytes: &[u8]| in_text(bytes, &row("È \"così\"; sì"));
        let unicode =
            added("codice;luogo;motivazione;ufficio\r\nA02;;x;y".as_bytes()).expect("a line");
        assert_eq!(
            String::from_utf8(unicode).expect("UTF-8"),
            "codice;luogo;motivazione;ufficio\r\nA02;;x;y\r\nA01;;\"È \"\"così\"\"; sì\";Personale\r\n"
        );
        let windows = added(b"ufficio,codice,motivazione\nPerch\xe9,A02,x\n").expect("a line");
        assert!(windows.ends_with(b"Personale,A01,\"\xc8 \"\"cos\xec\"\"; s\xec\"\n"));
        assert_eq!(added(b"codice;motivo nostro\n"), None);
    }

    #[test]
    fn a_workbook_of_ours_takes_a_row_and_one_of_others_is_left_alone() {
        let bytes =
            written(&[vec!["A02".to_owned(), String::new(), "x".to_owned(), "y".to_owned()]]);
        let bytes = in_workbook(&bytes.expect("a workbook"), Container::Xlsx, &row("z"));
        let sheets = file::sheets(&bytes.expect("a row"), Container::Xlsx).expect("sheets");
        let codes =
            sheets[0].rows.iter().map(|row| row.cell(0).text().unwrap_or_default().into_owned());
        assert_eq!(codes.collect::<Vec<_>>(), ["codice", "A02", "A01"]);
        let other = filled_workbook(InputKind::Staff, &[]).expect("a workbook");
        assert_eq!(in_workbook(&other, Container::Xlsx, &row("z")), None);
    }
}
