//! What a file really is, judged by its bytes, and whether its name says the same.

mod archive;
mod compound_file;
mod fault;
mod relocated;

pub(in crate::ingest) use archive::Archive;
pub(in crate::ingest) use compound_file::CompoundFile;
pub use fault::{Foreign, ReadFault};
pub(in crate::ingest) use relocated::set_right;

use super::limits::MAX_FILE_BYTES;
use super::text;

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const BYTE_ORDER_MARKS: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
/// How far a web page is looked into.
const MARKUP_BYTES: usize = 64 * 1024;

/// First bytes of files that offices send in place of a spreadsheet.
const SIGNATURES: [(&[u8], Foreign); 14] = [
    (b"%PDF-", Foreign::Pdf),
    (b"\x89PNG", Foreign::Image),
    (b"\xFF\xD8\xFF", Foreign::Image),
    (b"GIF8", Foreign::Image),
    (b"II*\0", Foreign::Image),
    (b"MM\0*", Foreign::Image),
    (b"{\\rtf", Foreign::TextDocument),
    (b"PK\x05\x06", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"Rar!", Foreign::Archive),
    (b"\x1F\x8B", Foreign::Archive),
    (b"MIME-Version:", Foreign::WebPage),
    // Excel 2 to 4: records without the envelope of later versions.
    (b"\x09\x02\x06\0", Foreign::OldWorkbook),
    (b"\x09\x04\x06\0", Foreign::OldWorkbook),
];

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Xlsx,
    /// As `Xlsx`, with macros inside; they are never run.
    Xlsm,
    Xls,
    Ods,
    /// Any text: the separator and the encoding are found on reading.
    Csv,
}

impl Container {
    /// `.xlsx`: how the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => ".xlsx",
            Self::Xlsm => ".xlsm",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
            Self::Csv => ".csv",
        }
    }

    /// As a list of files names it.
    pub fn format(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel (.xlsx)",
            Self::Xlsm => "Excel (.xlsm)",
            Self::Xls => "Excel 97-2003 (.xls)",
            Self::Ods => "OpenDocument (.ods)",
            Self::Csv => "CSV",
        }
    }

    /// What an office calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Xlsx | Self::Xlsm => "una cartella di lavoro di Excel",
            Self::Xls => "una cartella di lavoro di Excel 97-2003",
            Self::Ods => "un foglio di calcolo di LibreOffice",
            Self::Csv => "un testo con separatori",
        }
    }

    /// A workbook must carry its own extension (with and without macros is one format); a text may
    /// have any that does not promise a workbook.
    fn may_end_in(self, extension: &str) -> bool {
        match self {
            Self::Xlsx | Self::Xlsm => matches!(extension, ".xlsx" | ".xlsm"),
            Self::Xls => extension == ".xls",
            Self::Ods => extension == ".ods",
            Self::Csv => !matches!(extension, ".xlsx" | ".xlsm" | ".xlsb" | ".xls" | ".ods"),
        }
    }
}

/// What the file at `path` is. Only first bytes and tables of contents are looked at: a file that
/// passes may still be found damaged on reading.
pub fn sniff(bytes: &[u8], path: &str) -> Result<Container, ReadFault> {
    let actual = contents(bytes)?;
    let extension = extension(path);
    if actual.may_end_in(&extension) {
        Ok(actual)
    } else {
        Err(ReadFault::WrongName { extension, actual })
    }
}

/// The end of the file's name in lower case, point included; empty where there is none.
fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rfind('.').map(|point| name[point..].to_lowercase()).unwrap_or_default()
}

fn contents(bytes: &[u8]) -> Result<Container, ReadFault> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadFault::TooLarge);
    }
    if bytes.starts_with(ZIP) {
        return Archive::open(bytes)?.container();
    }
    if bytes.starts_with(OLE) {
        return compound_contents(bytes);
    }
    let (mark, rest) = split_mark(bytes);
    if rest.trim_ascii().is_empty() {
        return Err(ReadFault::Empty);
    }
    if let Some((_, foreign)) = SIGNATURES.iter().find(|(start, _)| rest.starts_with(start)) {
        return Err(ReadFault::Foreign(*foreign));
    }
    if let Some(foreign) = markup(rest) {
        return Err(ReadFault::Foreign(foreign));
    }
    let is_utf_16 = mark.is_some_and(|mark| mark.len() == 2);
    if !is_utf_16 && bytes.contains(&0) && text::unmarked_utf_16(bytes).is_none() {
        return Err(ReadFault::Foreign(Foreign::Unknown));
    }
    Ok(Container::Csv)
}

fn compound_contents(bytes: &[u8]) -> Result<Container, ReadFault> {
    let file = CompoundFile::open(bytes).ok_or(ReadFault::Truncated)?;
    let kinds = [
        ("EncryptedPackage", Err(ReadFault::Protected)),
        ("Workbook", Ok(Container::Xls)),
        ("Book", Ok(Container::Xls)),
        ("WordDocument", Err(ReadFault::Foreign(Foreign::TextDocument))),
        ("PowerPoint Document", Err(ReadFault::Foreign(Foreign::Presentation))),
    ];
    kinds
        .into_iter()
        .find(|(stream, _)| file.has(stream))
        .map_or(Err(ReadFault::Foreign(Foreign::Unknown)), |(_, kind)| kind)
}

/// The byte order mark, if any, and what follows it.
fn split_mark(bytes: &[u8]) -> (Option<&'static [u8]>, &[u8]) {
    BYTE_ORDER_MARKS
        .into_iter()
        .find_map(|mark| bytes.strip_prefix(mark).map(|rest| (Some(mark), rest)))
        .unwrap_or((None, bytes))
}

/// Web pages and XML: what many payroll systems export under the name .xls. Zero bytes are passed
/// over, so that UTF-16 reads as well.
fn markup(text: &[u8]) -> Option<Foreign> {
    let start: Vec<u8> = text
        .iter()
        .take(MARKUP_BYTES)
        .filter(|&&byte| byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = start.trim_ascii();
    let holds = |needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    if !start.starts_with(b"<") {
        None
    } else if holds(b"urn:schemas-microsoft-com:office:spreadsheet") {
        Some(Foreign::SpreadsheetXml)
    } else if [&b"<html"[..], b"<!doctype html", b"<table", b"<body"].into_iter().any(holds) {
        Some(Foreign::WebPage)
    } else {
        start.starts_with(b"<?xml").then_some(Foreign::Xml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_must_say_what_the_file_is() {
        assert_eq!(sniff(b"a;b\n1;2", "dati/personale.csv"), Ok(Container::Csv));
        assert_eq!(sniff(b"a;b\n1;2", "personale.TXT"), Ok(Container::Csv));
        assert_eq!(
            sniff(b"a;b\n1;2", "personale.XLS"),
            Err(ReadFault::WrongName { extension: ".xls".to_owned(), actual: Container::Csv })
        );
        assert_eq!(extension("dati.2022/personale"), "");
    }

    #[test]
    fn other_files_are_called_by_their_name() {
        for (bytes, foreign) in [
            (&b"%PDF-1.7"[..], Foreign::Pdf),
            (b" \n<HTML><body>", Foreign::WebPage),
            (b"\xEF\xBB\xBF<table><tr>", Foreign::WebPage),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Foreign::WebPage),
            (b"<?xml version='1.0'?><rows/>", Foreign::Xml),
            (b"a;b\0c", Foreign::Unknown),
        ] {
            assert_eq!(sniff(bytes, "personale.xls"), Err(ReadFault::Foreign(foreign)));
        }
        assert_eq!(sniff(b"<18;18-25\n1;2", "x.csv"), Ok(Container::Csv));
        assert_eq!(sniff(b"\xEF\xBB\xBF \r\n", "x.csv"), Err(ReadFault::Empty));
    }
}
