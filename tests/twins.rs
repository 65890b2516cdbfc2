//! The figures of an edition, taken from each of its files: csv, workbook, page and PDF say the same.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use relazione_cug::model::artifact::Artifact;
use relazione_cug::pipeline;
use rust_decimal::Decimal;

use crate::bodies::sample;
use crate::pdf::{squeezed, text};

/// One line of `tabelle.csv`, as far as it is a figure of a table.
struct Line {
    table: String,
    gender: String,
    class: String,
    measure: String,
    value: Option<Decimal>,
    state: String,
}

/// A place of a table in one of the other files.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Number(Decimal),
    Sign(String),
}

fn bytes<'a>(artifacts: &'a [Artifact], path: &str) -> &'a [u8] {
    let found = artifacts.iter().find(|artifact| artifact.path == path);
    &found.unwrap_or_else(|| panic!("{path} is missing")).bytes
}

fn lines(csv: &[u8]) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(csv);
    let lines = reader.records().map(|record| {
        let record = record.unwrap();
        Line {
            table: record[0].to_owned(),
            gender: record[3].to_owned(),
            class: record[4].to_owned(),
            measure: record[5].to_owned(),
            value: (!record[6].is_empty()).then(|| record[6].parse().unwrap()),
            state: record[7].to_owned(),
        }
    });
    lines.filter(|line| line.table != "pap").collect()
}

/// The rows of figures on the sheet of each table, empty places left out.
fn sheets(workbook: &[u8]) -> Vec<(String, Vec<Vec<Place>>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let names = workbook.defined_names().to_vec();
    let is_of_table = |name: &String| name.starts_with("1.");
    let ids = workbook.sheet_names().into_iter().filter(is_of_table);
    ids.collect::<Vec<_>>()
        .into_iter()
        .map(|id| {
            let name = format!("Tabella_{}", id.replace('.', "_"));
            let area = names.iter().find(|(known, _)| *known == name);
            let rows = area.map_or_else(Vec::new, |(_, place)| {
                let (from, to) = crate::workbook::corners(place);
                let area = workbook.worksheet_range(&id).unwrap().range(from, to);
                // Above the first column of figures stands its heading, below a spanner.
                let is_figure = |cell: &Data| matches!(cell, Data::Float(_));
                let stubs = area.rows().skip(2).map(|row| row.iter().position(is_figure));
                let stubs = stubs.flatten().min().unwrap();
                area.rows()
                    .skip(2)
                    .map(|row| row[stubs..].iter().filter_map(place_of).collect())
                    .collect()
            });
            (id, rows)
        })
        .collect()
}

fn place_of(cell: &Data) -> Option<Place> {
    match cell {
        Data::Float(number) => Some(Place::Number(number.to_string().parse().unwrap())),
        Data::String(sign) => Some(Place::Sign(sign.clone())),
        Data::Empty => None,
        other => panic!("{other:?} is no figure"),
    }
}

/// Every place of a table on the page, empty ones left out.
fn places_on_page(page: &str, id: &str) -> Vec<Place> {
    let mark = format!("id=\"tabella-{}\"", id.replace('.', "-"));
    let table = page.split_once(&mark).unwrap_or_else(|| panic!("{mark} is missing")).1;
    let table = table.split_once("</table>").unwrap().0;
    let cells = table.split("<td").skip(1).map(|cell| cell.split(['>', '<']).nth(1).unwrap());
    cells
        .filter(|cell| !cell.is_empty())
        .map(|cell| {
            let plain = cell.replace('.', "").replace(',', ".").replace('\u{2212}', "-");
            plain.parse().map_or_else(|_| Place::Sign(cell.to_owned()), Place::Number)
        })
        .collect()
}

/// Whether a place of another file is the figure of the csv.
fn is_twin(line: &Line, place: &Place) -> bool {
    match (place, line.state.as_str()) {
        (Place::Number(number), "") => line.value == Some(*number),
        // Who presides a board: the csv counts one person of that gender.
        (Place::Sign(sign), "") => *sign == line.gender && line.class == "Presidente",
        (Place::Sign(sign), "riservato") => sign == "[r]",
        (Place::Sign(sign), "non_applicabile") => ["--", "n.a.", "–"].contains(&sign.as_str()),
        _ => false,
    }
}

/// A figure of the csv as an Italian document prints it; amounts of time with the decimals asked for.
fn printed(line: &Line, place: &Place, decimals: u32) -> String {
    let number = match place {
        Place::Sign(sign) => return sign.clone(),
        Place::Number(number) => number,
    };
    let decimals = match line.measure.as_str() {
        "percento" | "euro" => 2,
        "persone" => 0,
        _ => decimals,
    };
    let text = format!("{:.1$}", number.abs(), decimals as usize);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut printed = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if line.measure == "euro" && index > 0 && (whole.len() - index) % 3 == 0 {
            printed.push('.');
        }
        printed.push(digit);
    }
    let sign = if number.is_sign_negative() { "\u{2212}" } else { "" };
    let point = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{printed}{point}{fraction}")
}

/// Finds the rows of a table one after the other in the text of the document.
fn find_in_text(
    document: &str,
    from: usize,
    lines: &[&Line],
    rows: &[Vec<Place>],
) -> Option<usize> {
    let mut lines = lines.iter();
    let mut position = from;
    for row in rows {
        let row: Vec<(&Line, &Place)> = lines.by_ref().copied().take(row.len()).zip(row).collect();
        let found = [0, 1, 2].into_iter().find_map(|decimals| {
            let words: String =
                row.iter().map(|(line, place)| squeezed(&printed(line, place, decimals))).collect();
            document[position..].find(&words).map(|place| position + place + words.len())
        });
        position = found?;
    }
    Some(position)
}

#[test]
fn the_files_of_an_edition_say_the_same_figures() {
    let (settings, files, verified) = sample();
    let artifacts = pipeline::publish(verified, settings, files, &mut |_| ()).unwrap();
    let paths = artifacts.iter().map(|artifact| artifact.path.as_str());
    let editions: Vec<&str> = paths.filter_map(|path| path.strip_suffix("/tabelle.csv")).collect();
    assert!(editions.contains(&"riservato"), "{editions:?}");
    for edition in editions {
        let file = |name: &str| bytes(&artifacts, &format!("{edition}/{name}"));
        let lines = lines(file("tabelle.csv"));
        let page = std::str::from_utf8(file("index.html")).unwrap();
        let document = lopdf::Document::load_mem(file("allegato-1.pdf")).unwrap();
        let document = squeezed(&text(&document));
        let mut position = 0;
        let mut compared = 0;
        for (id, rows) in sheets(file("tabelle.xlsx")) {
            let lines: Vec<&Line> = lines.iter().filter(|line| line.table == id).collect();
            let in_workbook: Vec<Place> = rows.iter().flatten().cloned().collect();
            let on_page = places_on_page(page, &id);
            assert_eq!(lines.len(), in_workbook.len(), "{edition}, {id}: csv and workbook");
            assert_eq!(lines.len(), on_page.len(), "{edition}, {id}: csv and page");
            for (line, (in_workbook, on_page)) in lines.iter().zip(in_workbook.iter().zip(&on_page))
            {
                let what =
                    format!("{edition}, {id}, {} {}: {:?}", line.gender, line.class, line.value);
                assert!(is_twin(line, in_workbook), "{what}, workbook {in_workbook:?}");
                assert!(is_twin(line, on_page), "{what}, page {on_page:?}");
            }
            let found = find_in_text(&document, position, &lines, &rows);
            position =
                found.unwrap_or_else(|| panic!("{edition}, {id}: the PDF has other figures"));
            compared += lines.len();
        }
        let of_tables = lines.iter().filter(|line| line.table != "pap").count();
        assert_eq!(compared, of_tables, "{edition}: every line of the csv is compared");
        // Rounding leaves rows of details and rows of zeros out, and few managers are one row.
        let fewest = if edition == "riservato" { 1_000 } else { 760 };
        assert!(compared > fewest, "{edition}: {compared}");
    }
}
