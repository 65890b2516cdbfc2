//! Delimited text: separator and encoding are found out, every cell is text.

use std::borrow::Cow;
use std::cmp::Reverse;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::{memchr, memchr3};

use super::container::ReadFault;
use super::dos_text;
use super::limits::{MAX_COLUMNS, MAX_FILE_BYTES};
use super::sheet::{Fields, Row, Value, is_blank};
use super::tab::{Passing, Take};
use super::text;

/// In order of preference where the lines do not decide.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];
/// Lines with separators that are compared to find the right one.
const SAMPLE_LINES: usize = 100;

/// How the text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Dialect {
    separator: char,
    /// `UTF-8`, `UTF-16`, `Windows-1252` or `CP850`.
    encoding: &'static str,
}

impl Dialect {
    /// `CSV, separatore «;», UTF-8`
    pub(in crate::ingest) fn label(self) -> String {
        let separator = match self.separator {
            '\t' => "tabulazione".to_owned(),
            other => format!("«{other}»"),
        };
        format!("CSV, separatore {separator}, {}", self.encoding)
    }
}

/// A delimited text (RFC 4180, with the liberties that spreadsheet programs take) that was found to
/// be one. Row numbers are those Excel shows when it opens the file: a blank line counts, a line
/// break within quotation marks does not, nor does a first line `sep=;`.
#[derive(Debug)]
pub(in crate::ingest) struct Text<'f> {
    text: Cow<'f, str>,
    /// Where the first row begins.
    start: usize,
    pub(in crate::ingest) dialect: Dialect,
}

impl<'f> Text<'f> {
    pub(in crate::ingest) fn open(bytes: &'f [u8]) -> Result<Self, ReadFault> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(ReadFault::TooLarge);
        }
        let (text, encoding) = decode(bytes)?;
        let (declared, rest) = declared_separator(&text);
        let separator = declared.unwrap_or_else(|| likely_separator(rest));
        let start = text.len() - rest.len();
        Ok(Self { text, start, dialect: Dialect { separator, encoding } })
    }
}

impl Passing for Text<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        let rest = &self.text[self.start..];
        let mut lines = Lines { rest, separator: self.dialect.separator, number: 0 };
        let mut cells = Vec::new();
        while let Some(fields) = lines.next(&mut cells)? {
            if !cells.is_empty() {
                let row = Row { number: lines.number, cells: &cells, fields, turned: None };
                if take(row).is_break() {
                    break;
                }
            }
        }
        Ok(())
    }
}

fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ReadFault> {
    let unmarked = text::unmarked_utf_16(bytes).map(|encoding| (encoding, 0));
    let (text, encoding) = match Encoding::for_bom(bytes).or(unmarked) {
        Some((encoding, mark)) => {
            let (text, faulty) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if faulty {
                return Err(ReadFault::NotText);
            }
            (text, if encoding == UTF_8 { "UTF-8" } else { "UTF-16" })
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), "UTF-8"),
            // Every byte is a character of Windows-1252: this cannot fail.
            Err(_) if dos_text::is_likely(bytes) => (Cow::Owned(dos_text::decode(bytes)), "CP850"),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, "Windows-1252"),
        },
    };
    if memchr(0, text.as_bytes()).is_some() {
        Err(ReadFault::NotText)
    } else {
        Ok((text, encoding))
    }
}

/// The separator of a first line `sep=;`, an agreement with Excel, and the text after that line.
fn declared_separator(text: &str) -> (Option<char>, &str) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let mut after = match line.get(..4) {
        Some(key) if key.eq_ignore_ascii_case("sep=") => line[4..].chars(),
        _ => return (None, text),
    };
    match (after.next(), after.as_str().trim()) {
        (Some(separator), "") if separator != '"' => {
            let rest = &text[line.len()..];
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
            (Some(separator), rest)
        }
        _ => (None, text),
    }
}

/// The separator that divides the most of the first lines alike: a title, or a comma within a
/// number, does not do so. Of equals, the one with more columns, then the one met first.
fn likely_separator(text: &str) -> char {
    let mut lines: Vec<[usize; SEPARATORS.len()]> = vec![Default::default()];
    let mut quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            '\r' | '\n' if !quoted => {
                if lines.last().is_some_and(|counts| counts.iter().any(|&count| count > 0)) {
                    if lines.len() == SAMPLE_LINES {
                        break;
                    }
                    lines.push(Default::default());
                }
            }
            _ if quoted => {}
            _ => {
                let separator = SEPARATORS.iter().position(|&known| known == letter);
                if let (Some(separator), Some(counts)) = (separator, lines.last_mut()) {
                    counts[separator] += 1;
                }
            }
        }
    }
    let mut best = (SEPARATORS[0], (0, 0, Reverse(0)));
    for (index, separator) in SEPARATORS.into_iter().enumerate() {
        for (first, counts) in lines.iter().enumerate().filter(|(_, counts)| counts[index] > 0) {
            let alike = lines.iter().filter(|other| other[index] == counts[index]).count();
            let strength = (alike, counts[index], Reverse(first));
            if strength > best.1 {
                best = (separator, strength);
            }
        }
    }
    best.0
}

/// The csv crate is not used: it drops blank lines, so row numbers would be lost, and it closes an
/// open quotation mark at the end of the file without a word.
struct Lines<'a> {
    rest: &'a str,
    separator: char,
    /// Lines read so far.
    number: u32,
}

impl<'a> Lines<'a> {
    /// Puts the cells of the next line, up to the last filled one, in place of those of the line
    /// before. `None` at the end of the text.
    fn next(&mut self, cells: &mut Vec<Value<'a>>) -> Result<Option<Fields>, ReadFault> {
        cells.clear();
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let mut fields = Fields::default();
        loop {
            let (cell, has_more) = if self.rest.as_bytes().first() == Some(&b'"') {
                self.quoted(&self.rest[1..], &mut fields)
            } else {
                let (cell, has_more) = self.plain();
                (Cow::Borrowed(cell), has_more)
            };
            if !is_blank(&cell) {
                if fields.count >= MAX_COLUMNS as usize {
                    return Err(ReadFault::TooManyColumns);
                }
                if cells.len() < fields.count {
                    cells.resize(fields.count, Value::Empty);
                }
                cells.push(Value::Text(cell));
            }
            fields.count += 1;
            if !has_more {
                return Ok(Some(fields));
            }
        }
    }

    /// The text up to the end of the field, and whether another field follows in the line.
    fn plain(&mut self) -> (&'a str, bool) {
        let rest = self.rest;
        let end = match u8::try_from(self.separator) {
            Ok(separator) if separator.is_ascii() => end_of_field(rest.as_bytes(), separator),
            _ => rest.find([self.separator, '\n', '\r']).unwrap_or(rest.len()),
        };
        let (cell, after) = rest.split_at(end);
        let (mark, has_more) = match after.as_bytes() {
            [] => (0, false),
            [b'\r', b'\n', ..] => (2, false),
            [b'\r' | b'\n', ..] => (1, false),
            [..] => (self.separator.len_utf8(), true),
        };
        self.rest = &after[mark..];
        (cell, has_more)
    }

    /// A field that begins with a quotation mark. Whatever follows the closing mark belongs to it,
    /// as in Excel.
    fn quoted(&mut self, text: &'a str, fields: &mut Fields) -> (Cow<'a, str>, bool) {
        let mut cell = Cow::Borrowed("");
        self.rest = text;
        loop {
            let Some((text, rest)) = self.rest.split_once('"') else {
                cell += self.rest;
                self.rest = "";
                fields.unclosed = true;
                break;
            };
            cell += text;
            self.rest = rest;
            match rest.strip_prefix('"') {
                Some(rest) => {
                    cell += "\"";
                    self.rest = rest;
                }
                None => break,
            }
        }
        let (after, has_more) = self.plain();
        cell += after;
        let inside = cell.lines().skip(1).map(|line| line.matches(self.separator).count() + 1);
        fields.swallowed = inside.max().unwrap_or(0).max(fields.swallowed);
        (cell, has_more)
    }
}

/// Where a field ends: most are short, and a look at the first bytes is faster than a search.
fn end_of_field(text: &[u8], separator: u8) -> usize {
    const SHORT: usize = 16;
    let is_end = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
    let near = text.iter().take(SHORT).position(is_end);
    let far = || Some(SHORT + memchr3(separator, b'\n', b'\r', text.get(SHORT..)?)?);
    near.or_else(far).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::ingest::file::sheet::SheetRow;

    fn kept(text: &[u8]) -> Vec<SheetRow> {
        let mut rows = Vec::new();
        let text = Text::open(text).expect("a text");
        let read = text.each(&mut |row| {
            rows.push(row.kept());
            ControlFlow::Continue(())
        });
        read.expect("rows");
        rows
    }

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let texts = |row: &SheetRow| {
            row.cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect()
        };
        kept(text.as_bytes()).iter().map(|row| (row.number, texts(row))).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn a_bar_may_divide_the_fields() {
        assert_eq!(likely_separator("matricola|ore\n1|7,5\n2|3,5\n"), '|');
        assert_eq!(likely_separator("matricola;ore|minuti\n1;7\n2;3\n"), ';');
    }

    #[test]
    fn quotation_marks_protect_separators_line_breaks_and_themselves() {
        assert_eq!(
            rows("a;b\r\n\"1;\"\"x\"\"\r\ny\";2\r\n\r\n5\";6"),
            [row(1, &["a", "b"]), row(2, &["1;\"x\"\r\ny", "2"]), row(4, &["5\"", "6"])]
        );
    }

    #[test]
    fn the_lines_choose_the_separator() {
        for (text, separator) in [
            ("a;b,c;d\n1,5;2;3", ';'),
            ("\"a;b;c\",d\n1;2", ','),
            ("a\tb\n1,5\t2,5", '\t'),
            ("Elenco\na,b", ','),
            ("Elenco, al 31/12/2022\na;b;c\n1;2,5;3\n2;3,5;4", ';'),
            ("Ente;Comune\na,b,c\n1,2,3\n4,5,6", ','),
            ("matricola;ore\n1;7,5\n2;8,5\n3;9,5", ';'),
            ("matricola\n1", ';'),
            ("sep=,\na,b;c;d", ','),
            ("", ';'),
        ] {
            let opened = Text::open(text.as_bytes()).expect("a text");
            assert_eq!(opened.dialect.separator, separator, "{text}");
        }
        assert_eq!(rows("sep=;\r\na;b"), [row(1, &["a", "b"])]);
    }

    fn damaged(text: &[u8], width: usize) -> Vec<u32> {
        let rows = kept(text);
        let damaged = rows.iter().filter(|row| row.as_row().is_damaged(width));
        damaged.map(|row| row.number).collect()
    }

    #[test]
    fn damaged_rows_are_kept_and_told_apart() {
        let text = b"Elenco\na;b;\n1;2;;;\n1;2;3;4\n5;\"6\n7;8";
        assert_eq!(damaged(text, 3), [4, 5]);
        assert_eq!(kept(text).len(), 5);
        let fields: Vec<usize> = kept(text).iter().map(|row| row.fields.count).collect();
        assert_eq!(fields, [1, 3, 5, 4, 2]);
    }

    #[test]
    fn two_stray_quotation_marks_do_not_swallow_rows_in_silence() {
        assert_eq!(damaged(b"a;b\n1;\"x\n2;y\n3;z\"\n4;w", 2), [2]);
        assert_eq!(damaged(b"a;b\n1;\"two\nlines\"\n2;y", 2), Vec::<u32>::new());
    }

    #[test]
    fn zero_bytes_and_broken_characters_are_no_text() {
        for bytes in [&b"a;b\0"[..], b"\xEF\xBB\xBFa\xFF", b"\xFF\xFEa\0;\0\0\0"] {
            assert_eq!(Text::open(bytes).map(|_| ()), Err(ReadFault::NotText));
        }
    }
}
