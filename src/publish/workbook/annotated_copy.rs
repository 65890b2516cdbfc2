//! The office's own rows with the wrong cells marked, at the addresses they have in the office's
//! file: F118 of a message is F118 here. Rows without findings and columns that are not read are
//! hidden and empty, so that a hundred thousand people do not travel with forty mistakes.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatBorder, IgnoreError, Note, Url, Worksheet, XlsxError};

use super::listing::{LIST, heading, height, lines_of, paper, print_on_one_page_wide, text};
use super::words;
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::excerpt::{Excerpt, ExcerptRow};
use crate::model::input::InputKind;

/// The sheet of one excerpt.
#[derive(Debug)]
pub(super) struct Copy<'a> {
    name: String,
    excerpt: &'a Excerpt,
}

impl<'a> Copy<'a> {
    pub(super) fn new(excerpt: &'a Excerpt) -> Self {
        let name = match excerpt.kind {
            // One file a year: `storico/2021/tabelle.csv`.
            InputKind::History => excerpt.path.trim_end_matches(".csv").replace('/', " "),
            kind => match excerpt.sheet.1 {
                0 => kind.name().to_owned(),
                // Of sheets that are joined each has its own rows.
                place => format!("{} {}", kind.name(), place + 1),
            },
        };
        Self { name: name.chars().take(LONGEST_NAME).collect(), excerpt }
    }

    /// The link to a place of this input; `None` when the copy does not show it.
    pub(super) fn target(&self, place: &Location) -> Option<String> {
        if !self.is_about(place) {
            return None;
        }
        let row = place.row.filter(|row| self.excerpt.rows.iter().any(|of| of.number == *row))?;
        let column = place.column.or_else(|| self.excerpt.columns.first().map(|of| of.index))?;
        Some(format!("internal:'{}'!{}{row}", self.name, column_letters(column)))
    }

    fn is_about(&self, place: &Location) -> bool {
        place.kind == Some(self.excerpt.kind)
            && place.file.as_deref() == Some(self.excerpt.path.as_str())
            && place.sheet == self.excerpt.sheet.0
    }
}

/// Characters of the name of a sheet.
const LONGEST_NAME: usize = 31;
/// A value longer than this is cut: the office has the whole of it.
const LONGEST_VALUE: usize = 200;
const LAST_COLUMN: u16 = 16_383;
const REMARKS_WIDTH: u16 = 80;
/// Pixels. A note is no taller than its row: below it there may be only hidden rows.
const NOTE: (u32, u32) = (380, 60);
const NOTE_LINES: u16 = 3;

/// Writes the header row, the rows with findings, and beside each what is wrong in it.
pub(super) fn write(
    sheet: &mut Worksheet,
    copy: &Copy<'_>,
    findings: &[&Diagnostic],
) -> Result<(), XlsxError> {
    let excerpt = copy.excerpt;
    sheet.set_name(&copy.name)?;
    let header = excerpt.header_row.saturating_sub(1);
    let columns = columns(excerpt);
    show_only_columns_read(sheet, &columns)?;
    for ((column, width), of) in columns.iter().zip(&excerpt.columns) {
        sheet.set_column_width(*column, *width)?;
        sheet.write_string_with_format(header, *column, words(&of.header), &heading())?;
    }
    let remarks = columns.last().map(|(last, _)| last + 1).filter(|next| *next <= LAST_COLUMN);
    if let Some(remarks) = remarks {
        let back = Url::new(format!("internal:'{LIST}'!A1"))
            .set_text("Che cosa non va (torna all'elenco)");
        sheet.write_url_with_format(header, remarks, back, &heading())?;
        sheet.set_column_width(remarks, REMARKS_WIDTH)?;
    }
    let mut by_row: BTreeMap<u32, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| copy.is_about(&finding.location)) {
        by_row.entry(finding.location.row.unwrap_or_default()).or_default().push(finding);
    }
    for row in &excerpt.rows {
        let found = by_row.get(&row.number).map_or(&[][..], Vec::as_slice);
        write_row(sheet, row, &columns, found)?;
        if let Some(remarks) = remarks {
            write_remarks(sheet, row.number - 1, remarks, found)?;
        }
    }
    sheet.hide_unused_rows(true);
    sheet.set_freeze_panes(header + 1, 0)?;
    // On paper too a row is found by its number.
    sheet.set_print_headings(true);
    print_on_one_page_wide(sheet, header)
}

/// Each column of the excerpt with a width that fits what is in it.
fn columns(excerpt: &Excerpt) -> Vec<(u16, u16)> {
    let mut columns = Vec::new();
    for (place, column) in excerpt.columns.iter().enumerate() {
        let values = excerpt.rows.iter().filter_map(|row| row.cells.get(place));
        let longest = values.chain([&column.header]).map(|text| text.chars().count()).max();
        let width = u16::try_from(longest.unwrap_or_default()).unwrap_or(u16::MAX);
        columns.push((u16::try_from(column.index).unwrap_or(LAST_COLUMN), width.clamp(10, 40) + 2));
    }
    columns
}

fn show_only_columns_read(sheet: &mut Worksheet, columns: &[(u16, u16)]) -> Result<(), XlsxError> {
    let mut next = 0;
    for (column, _) in columns {
        if *column > next {
            sheet.set_column_range_hidden(next, column - 1)?;
        }
        next = column + 1;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: &ExcerptRow,
    columns: &[(u16, u16)],
    findings: &[&Diagnostic],
) -> Result<(), XlsxError> {
    let number = row.number - 1;
    for ((column, _), value) in columns.iter().zip(&row.cells) {
        let here: Vec<&&Diagnostic> = findings
            .iter()
            .filter(|finding| finding.location.column == Some(u32::from(*column)))
            .collect();
        let worst = here.iter().map(|finding| finding.severity()).max();
        let format = worst.map_or_else(text, marked);
        let value: String = value.chars().take(LONGEST_VALUE).collect();
        sheet.write_string_with_format(number, *column, words(&value), &format)?;
        if !here.is_empty() {
            let said: Vec<String> = here.iter().map(|finding| remark(finding)).collect();
            let note = Note::new(words(&said.join(" ")))
                .set_author("relazione-cug")
                .add_author_prefix(false)
                .set_width(NOTE.0)
                .set_height(NOTE.1);
            sheet.insert_note(number, *column, &note)?;
        }
    }
    if let (Some((first, _)), Some((last, _))) = (columns.first(), columns.last()) {
        let ignored = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(number, *first, number, *last, ignored)?;
    }
    Ok(())
}

/// A ground, and a border that tells the severities apart without colour.
fn marked(severity: Severity) -> Format {
    let (border, colour) = match severity {
        Severity::Error => (FormatBorder::Thick, "#CC334D"),
        Severity::Anomaly => (FormatBorder::MediumDashed, "#995C00"),
        Severity::Note => (FormatBorder::Dotted, "#5C6F82"),
    };
    text().set_background_color(paper(severity)).set_border(border).set_border_color(colour)
}

fn write_remarks(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    findings: &[&Diagnostic],
) -> Result<(), XlsxError> {
    let said: Vec<String> = findings
        .iter()
        .map(|finding| {
            let cell = finding.location.cell().unwrap_or_else(|| "riga intera".to_owned());
            words(&format!("{cell}, {}", remark(finding)))
        })
        .collect();
    let lines = said.iter().map(|said| lines_of(said, REMARKS_WIDTH)).fold(0, u16::saturating_add);
    sheet.set_row_height(row, height(lines.max(NOTE_LINES)))?;
    sheet.write_string_with_format(row, column, said.join("\n"), &text())?;
    Ok(())
}

/// `errore P04: «retribuzione»: «x» non è un numero`
fn remark(finding: &Diagnostic) -> String {
    format!("{} {}: {}", finding.severity().label(), finding.code, finding.message)
}
