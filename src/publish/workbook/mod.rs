//! Workbooks: the only room that names the xlsx writer.

mod annotated_copy;
mod cover;
mod figure;
mod findings;
mod head;
mod layout;
mod listing;
mod lists;
mod plan;
mod portal;
mod printing;
mod setting_template;
mod sheet;
mod style;
mod tables;
mod template;
mod template_words;

use std::io::Cursor;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(super) use findings::findings;
pub use setting_template::{setting_words, setting_workbook, setting_workbook_of};
pub(super) use tables::tables_workbook;
pub use template::{filled_workbook, template_workbook, template_workbook_of};
pub use template_words::accepted_words;
use zip::ZipArchive;

use super::Error;
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

/// The bytes of a workbook, the same on every system.
fn saved(workbook: &mut Workbook) -> Result<Vec<u8>, Error> {
    let mut bytes = workbook.save_to_buffer()?;
    name_one_system(&mut bytes)?;
    Ok(bytes)
}

/// The writer of workbooks notes the system that it runs on in each entry of the table of contents, and
/// cannot be told not to: the same workbook would differ from Linux to Windows.
fn name_one_system(bytes: &mut [u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(&*bytes))?;
    let entries: Result<Vec<u64>, _> = (0..archive.len())
        .map(|number| archive.by_index_raw(number).map(|part| part.central_header_start()))
        .collect();
    for entry in entries? {
        let place = usize::try_from(entry).ok().and_then(|entry| entry.checked_add(SYSTEM_BYTE));
        if let Some(system) = place.and_then(|place| bytes.get_mut(place)) {
            *system = UNIX;
        }
    }
    Ok(())
}

/// Where an entry of a zip's table of contents names the system (APPNOTE.TXT, 4.4.2), and the number
/// that Linux writes there.
const SYSTEM_BYTE: usize = 5;
const UNIX: u8 = 3;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_the_same_whatever_system_writes_it() {
        let mut workbook = dated("Prova", "Comune di Prova", NaiveDate::default()).expect("a day");
        workbook.add_worksheet();
        let bytes = saved(&mut workbook).expect("a workbook");
        let entries: Vec<usize> =
            memchr::memmem::find_iter(&bytes, b"PK\x01\x02").map(|entry| entry + 5).collect();
        assert!(entries.len() > 5);
        assert!(entries.iter().all(|place| bytes[*place] == UNIX));
        // As Windows writes it.
        let mut other = bytes.clone();
        entries.iter().for_each(|place| other[*place] = 0);
        name_one_system(&mut other).expect("a workbook");
        assert!(other == bytes);
    }
}
