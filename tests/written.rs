//! Tables of text written as csv, xlsx and ods, with what a spreadsheet adds to its cells.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, FormatPattern, Workbook};

/// In which format a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Xlsx,
    Ods,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Ods];

    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
        }
    }
}

/// One sheet: cells, all text, and the rows that are struck through.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
    /// Places of rows, from the top.
    pub struck: Vec<usize>,
}

/// The bytes of the sheets; of csv the first alone.
pub fn written(kind: Kind, sheets: &[Sheet]) -> Vec<u8> {
    match kind {
        Kind::Csv => {
            let lines: Vec<String> = sheets[0].rows.iter().map(|row| row.join(";")).collect();
            format!("{}\n", lines.join("\n")).into_bytes()
        }
        Kind::Xlsx => xlsx(sheets),
        Kind::Ods => ods(sheets),
    }
}

fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let struck = Format::new().set_font_strikethrough();
    let plain = Format::new().set_pattern(FormatPattern::None);
    for Sheet { name, rows, struck: places } in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (place, row) in rows.iter().enumerate() {
            let format = if places.contains(&place) { &struck } else { &plain };
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (row, column) = (place.try_into().unwrap(), column.try_into().unwrap());
                sheet.write_string_with_format(row, column, cell, format).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn ods(sheets: &[Sheet]) -> Vec<u8> {
    const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let mut content = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:automatic-styles>\
         <style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties \
         style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>",
    );
    for Sheet { name, rows, struck } in sheets {
        write!(content, "<table:table table:name=\"{name}\">").unwrap();
        for (place, row) in rows.iter().enumerate() {
            content.push_str("<table:table-row>");
            let style = if struck.contains(&place) { " table:style-name=\"ce1\"" } else { "" };
            for cell in row {
                let text = cell.replace('&', "&amp;").replace('<', "&lt;");
                match text.as_str() {
                    "" => content.push_str("<table:table-cell/>"),
                    text => write!(
                        content,
                        "<table:table-cell{style} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                    )
                    .unwrap(),
                }
            }
            content.push_str("</table:table-row>");
        }
        content.push_str("</table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [("mimetype", MIME), ("content.xml", &content)] {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
