//! The compressed folder inside .xlsx and .ods: what it holds, and whether it is safe to unpack.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use zip::ZipArchive;

use super::{Container, Foreign, ReadFault};
use crate::ingest::file::limits::{MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, RATIO_FREE_BYTES};

/// Stands in the last bytes of every whole archive.
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";

/// An archive whose declared sizes are within the limits.
#[derive(Debug)]
pub(in crate::ingest) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Reads the table of contents; nothing is unpacked.
    pub(in crate::ingest) fn open(bytes: &'a [u8]) -> Result<Self, ReadFault> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            let ends = bytes.windows(END_OF_DIRECTORY.len()).any(|part| part == END_OF_DIRECTORY);
            if ends { ReadFault::Damaged } else { ReadFault::Truncated }
        })?;
        let mut total: u64 = 0;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| ReadFault::Damaged)?;
            if part.encrypted() {
                return Err(ReadFault::Protected);
            }
            total = total.saturating_add(part.size());
        }
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if total > RATIO_FREE_BYTES && total / packed.max(1) > MAX_UNPACKED_RATIO {
            return Err(ReadFault::OutOfProportion);
        }
        if total > MAX_UNPACKED_BYTES {
            return Err(ReadFault::UnpacksTooLarge);
        }
        Ok(Self { zip })
    }

    /// Which document the archive is.
    pub(super) fn container(&mut self) -> Result<Container, ReadFault> {
        if self.has("xl/workbook.xml") {
            let macros = self.has("xl/vbaProject.bin");
            return Ok(if macros { Container::Xlsm } else { Container::Xlsx });
        }
        if self.has("xl/workbook.bin") {
            return Err(ReadFault::Foreign(Foreign::BinaryWorkbook));
        }
        let media_type = self.part("mimetype").unwrap_or_default();
        let media_type = media_type.trim_ascii();
        if media_type.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            let manifest = self.part("META-INF/manifest.xml").unwrap_or_default();
            let mark = b"encryption-data";
            let is_encrypted = manifest.windows(mark.len()).any(|part| part == mark);
            return if is_encrypted { Err(ReadFault::Protected) } else { Ok(Container::Ods) };
        }
        let foreign = if media_type.ends_with(b"presentation") || self.has("ppt/presentation.xml") {
            Foreign::Presentation
        } else if media_type.ends_with(b"text") || self.has("word/document.xml") {
            Foreign::TextDocument
        } else {
            let types = self.part("[Content_Types].xml").unwrap_or_default();
            let mark = b"spreadsheetml.sheet.main";
            let is_workbook = types.windows(mark.len()).any(|part| part == mark);
            if is_workbook { Foreign::UnusualWorkbook } else { Foreign::Archive }
        };
        Err(ReadFault::Foreign(foreign))
    }

    /// Unpacks every part to nowhere: an archive that passes holds what its table of contents
    /// declares, to the byte, so that whoever unpacks it in earnest meets no surprise.
    pub(in crate::ingest) fn verify(&mut self) -> Result<(), ReadFault> {
        self.verify_into::<io::Sink>(|_| true).map(|_| ())
    }

    /// As [`Self::verify`], of some parts, each through a writer that is given back by the name of
    /// the part (empty where the name is not well-formed text).
    pub(in crate::ingest) fn verify_into<Writer: Write + Default>(
        &mut self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Writer>, ReadFault> {
        let mut written = BTreeMap::new();
        for index in 0..self.zip.len() {
            let part = self.zip.by_index(index).map_err(|_| ReadFault::Damaged)?;
            let name = part.name().unwrap_or_default().into_owned();
            if !is_wanted(&name) {
                continue;
            }
            let declared = part.size();
            let mut writer = Writer::default();
            let unpacked = io::copy(&mut part.take(declared.saturating_add(1)), &mut writer);
            if unpacked.map_err(|_| ReadFault::Damaged)? != declared {
                return Err(ReadFault::Damaged);
            }
            written.insert(name, writer);
        }
        Ok(written)
    }

    /// A part whole. Never longer than its declared size.
    pub(in crate::ingest) fn part(&mut self, name: &str) -> Result<Vec<u8>, ReadFault> {
        let part = self.zip.by_name(name).map_err(|_| ReadFault::Damaged)?;
        let declared = part.size();
        let mut content = Vec::new();
        part.take(declared).read_to_end(&mut content).map_err(|_| ReadFault::Damaged)?;
        Ok(content)
    }

    /// What a reader finds in a part as it is unpacked. Never more than its declared size.
    pub(in crate::ingest) fn pass_through<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn BufRead) -> T,
    ) -> Result<T, ReadFault> {
        let part = self.zip.by_name(name).map_err(|_| ReadFault::Damaged)?;
        let declared = part.size();
        Ok(read(&mut BufReader::new(part.take(declared))))
    }

    /// The names of the parts that are well-formed text.
    pub(in crate::ingest) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }
}
