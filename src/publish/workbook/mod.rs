//! Workbooks: the only room that names the xlsx writer.

mod annotated_copy;
mod cover;
mod figure;
mod findings;
mod layout;
mod portal;
mod sheet;
mod style;
mod tables;
mod template;
mod template_words;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(super) use findings::findings;
pub(super) use tables::tables_workbook;
pub use template::template_workbook;

use crate::model::guard::harmless;

/// Longest text that a cell takes, in UTF-16 units.
const LONGEST: usize = 32_767;

/// An empty workbook that says what it is and of whom. Its moment of creation is `day`: with the
/// clock the same workbook would differ from one run to the next.
fn dated(title: &str, body: &str, day: NaiveDate) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&day.to_string())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_company(words(body))
            .set_author("relazione-cug")
            .set_creation_datetime(&created),
    );
    Ok(workbook)
}

/// Text that a workbook can hold: what is no letter would make a file that does not open, and a text
/// too long would keep the whole workbook from being written.
pub(super) fn words(text: &str) -> String {
    let mut room = LONGEST;
    let text = harmless(text);
    let letters = text.chars().map(|letter| match letter {
        '\n' | '\r' | '\t' => ' ',
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => letter,
    });
    let fits = |letter: &char| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    };
    letters.take_while(fits).collect()
}
