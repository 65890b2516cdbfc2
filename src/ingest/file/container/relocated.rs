//! Workbooks of Excel whose parts do not lie where Excel puts them: the standard lets a program choose, and
//! says where they are in the list of contents. Their parts are put where readers look for them.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use memchr::memmem;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Archive, ZIP};

/// Where readers look for the parts.
const USUAL: &str = "xl/";
const CONTENTS: &str = "[Content_Types].xml";
const MAIN: &[u8] = b"spreadsheetml.sheet.main";

/// The same file with its parts in their usual place; as it is where they are there, or it is none.
pub(in crate::ingest) fn set_right(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if !bytes.starts_with(ZIP) {
        return bytes;
    }
    let moved = main_part(&bytes).and_then(|main| moved(&bytes, &main));
    moved.map_or(bytes, Cow::Owned)
}

/// The path of the part with the list of sheets, where its folder is not the usual one.
fn main_part(bytes: &[u8]) -> Option<String> {
    let mut archive = Archive::open(bytes).ok()?;
    if archive.names().iter().any(|name| name.starts_with(USUAL)) {
        return None;
    }
    let contents = archive.part(CONTENTS).ok()?;
    let main = memmem::find(&contents, MAIN)?;
    let start = memmem::rfind(&contents[..main], b"<Override")?;
    let end = main + memmem::find(&contents[main..], b">")?;
    let tag = str::from_utf8(&contents[start..end]).ok()?;
    let name = tag.split_once("PartName=\"")?.1.split('"').next()?;
    Some(name.trim_start_matches('/').to_owned())
}

fn moved(bytes: &[u8], main: &str) -> Option<Vec<u8>> {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut archive = Archive::open(bytes).ok()?;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let name = zip.by_index_raw(index).ok()?.name().ok()?.into_owned();
        let is_of_package =
            name == CONTENTS || name.starts_with("_rels/") || name.starts_with("docProps/");
        let new_name = match name.strip_prefix(&folder) {
            Some(rest) if !is_of_package => format!("{USUAL}{rest}"),
            _ => name.clone(),
        };
        if name == CONTENTS || name.ends_with(".rels") {
            let text = String::from_utf8(archive.part(&name).ok()?).ok()?;
            let text = ["Target", "PartName"].iter().fold(text, |text, key| {
                text.replace(&format!("{key}=\"/{folder}"), &format!("{key}=\"/{USUAL}"))
            });
            // The package names its main part from the root, with or without a slash.
            let new_main = main.strip_prefix(&folder).map(|rest| format!("\"{USUAL}{rest}\""));
            let text = text.replace(&format!("\"{main}\""), &new_main?);
            writer.start_file(new_name, SimpleFileOptions::default()).ok()?;
            writer.write_all(text.as_bytes()).ok()?;
        } else {
            writer.raw_copy_file_rename(zip.by_index_raw(index).ok()?, new_name).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_elsewhere_are_found_by_the_list_of_contents() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            (
                CONTENTS,
                "<Types><Override PartName=\"/book/workbook.xml\" ContentType=\"x.spreadsheetml.sheet.main+xml\"/></Types>",
            ),
            ("book/workbook.xml", "<workbook/>"),
            ("book/_rels/workbook.xml.rels", "<R Target=\"/book/worksheets/sheet1.xml\"/>"),
            ("_rels/.rels", "<R Target=\"book/workbook.xml\"/>"),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(text.as_bytes()).expect("a part");
        }
        let bytes = writer.finish().expect("an archive").into_inner();
        let right = set_right(Cow::Borrowed(&bytes));
        let mut archive = Archive::open(&right).expect("an archive");
        assert!(archive.part("xl/workbook.xml").is_ok());
        let relations = archive.part("xl/_rels/workbook.xml.rels").expect("relations");
        assert_eq!(relations, b"<R Target=\"/xl/worksheets/sheet1.xml\"/>");
        assert_eq!(
            archive.part("_rels/.rels").expect("relations"),
            b"<R Target=\"xl/workbook.xml\"/>"
        );
        assert!(matches!(set_right(Cow::Borrowed(b"a;b")), Cow::Borrowed(_)));
    }
}
