//! Documents as the compressed folders that they are: the same bytes for the same parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Error;

const OPEN_DOCUMENT_TEXT: &str = "application/vnd.oasis.opendocument.text";

/// The parts as OpenDocument wants them: its type first and bare, so that it can be read in place.
pub(super) fn open_document(parts: &[(&str, String)]) -> Result<Vec<u8>, Error> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let bare = options().compression_method(CompressionMethod::Stored);
    writer.start_file("mimetype", bare)?;
    writer.write_all(OPEN_DOCUMENT_TEXT.as_bytes()).map_err(zip::result::ZipError::from)?;
    write(writer, parts)
}

/// The parts as Office Open XML wants them: the list of their types first.
pub(super) fn office_open(parts: &[(&str, String)]) -> Result<Vec<u8>, Error> {
    write(ZipWriter::new(Cursor::new(Vec::new())), parts)
}

fn write(
    mut writer: ZipWriter<Cursor<Vec<u8>>>,
    parts: &[(&str, String)],
) -> Result<Vec<u8>, Error> {
    for (name, text) in parts {
        writer.start_file(*name, options())?;
        writer.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// One system and the first day of the format's calendar: the machine and the clock would make each
/// run differ.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .system(System::Unix)
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Deflated)
}
