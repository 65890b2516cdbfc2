//! Delimited text: separator and encoding are found out, every cell is text.

use std::borrow::Cow;
use std::cmp::Reverse;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::container::{MAX_FILE_BYTES, ReadFault};
use super::header::HEADER_ROWS;
use super::sheet::{Fields, Grid, Room, Sheet, Value};

/// In order of preference where the lines do not decide.
const SEPARATORS: [char; 3] = [';', ',', '\t'];
/// Lines with separators that are compared to find the right one.
const SAMPLE_LINES: usize = 100;

/// How the text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    pub separator: char,
    /// `UTF-8`, `UTF-16` or `Windows-1252`.
    pub encoding: &'static str,
}

impl Dialect {
    /// `CSV, separatore «;», UTF-8`
    pub fn label(&self) -> String {
        let separator = match self.separator {
            '\t' => "tabulazione".to_owned(),
            other => format!("«{other}»"),
        };
        format!("CSV, separatore {separator}, {}", self.encoding)
    }
}

/// Reads a delimited text (RFC 4180, with the liberties that spreadsheet programs take) as one
/// sheet without a name. Row numbers are those Excel shows when it opens the file: a blank line
/// counts, a line break within quotation marks does not, nor does a first line `sep=;`.
pub fn read(bytes: &[u8]) -> Result<(Sheet, Dialect), ReadFault> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadFault::TooLarge);
    }
    let (text, encoding) = decode(bytes)?;
    let (declared, text) = declared_separator(&text);
    let separator = declared.unwrap_or_else(|| likely_separator(text));
    let sheet = read_rows(text, separator)?;
    Ok((sheet, Dialect { separator, encoding }))
}

fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ReadFault> {
    let (text, encoding) = match Encoding::for_bom(bytes) {
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
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, "Windows-1252"),
        },
    };
    if text.contains('\0') { Err(ReadFault::NotText) } else { Ok((text, encoding)) }
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
fn read_rows(text: &str, separator: char) -> Result<Sheet, ReadFault> {
    let (mut grid, mut room) = (Grid::default(), Room::default());
    let mut records = Records { rest: text, separator };
    let mut row = 0;
    let mut fields = Fields::default();
    while let Some(record) = records.next() {
        let is_filled = record.cells.iter().any(|cell| !cell.trim().is_empty());
        if is_filled && fields.first.len() < HEADER_ROWS {
            fields.first.push((row + 1, record.cells.len()));
        }
        if let Some(inside) = record.fields_inside(separator) {
            fields.swallowed.push((row + 1, inside));
        }
        if !record.closed {
            fields.unclosed.push(row + 1);
        }
        for (column, cell) in (0..).zip(record.cells) {
            grid.put(&mut room, (row, column), Value::Text(cell))?;
        }
        row += 1;
    }
    Ok(Sheet { fields, ..grid.into_sheet(None, false) })
}

struct Records<'a> {
    rest: &'a str,
    separator: char,
}

struct Record {
    cells: Vec<String>,
    /// False when a quotation mark is open at the end of the text.
    closed: bool,
}

impl Record {
    /// The most fields of a line that stands, with others, in one cell in quotation marks.
    fn fields_inside(&self, separator: char) -> Option<usize> {
        let inner = self.cells.iter().flat_map(|cell| cell.lines().skip(1));
        inner.map(|line| line.matches(separator).count() + 1).max()
    }
}

impl Records<'_> {
    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Record { cells: Vec::new(), closed: true };
        loop {
            let mut cell = String::new();
            if let Some(quoted) = self.rest.strip_prefix('"') {
                self.rest = quoted;
                record.closed = self.quoted(&mut cell);
            }
            // Whatever follows the closing mark belongs to the cell, as in Excel.
            let end = self.rest.find([self.separator, '\r', '\n']).unwrap_or(self.rest.len());
            let (plain, rest) = self.rest.split_at(end);
            cell.push_str(plain);
            record.cells.push(cell);
            match rest.strip_prefix(self.separator) {
                Some(rest) => self.rest = rest,
                None => {
                    self.rest = rest
                        .strip_prefix("\r\n")
                        .or_else(|| rest.strip_prefix(['\r', '\n']))
                        .unwrap_or_default();
                    return Some(record);
                }
            }
        }
    }

    /// Moves the text up to the closing mark into the cell; false when there is none.
    fn quoted(&mut self, cell: &mut String) -> bool {
        loop {
            let Some((text, rest)) = self.rest.split_once('"') else {
                cell.push_str(self.rest);
                self.rest = "";
                return false;
            };
            cell.push_str(text);
            self.rest = rest;
            match rest.strip_prefix('"') {
                Some(rest) => {
                    cell.push('"');
                    self.rest = rest;
                }
                None => return true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let (sheet, _) = read(text.as_bytes()).expect("a text");
        let texts = |row: &super::super::sheet::SheetRow| {
            row.cells.iter().map(|cell| cell.text().unwrap_or_default()).collect()
        };
        sheet.rows.iter().map(|row| (row.number, texts(row))).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect())
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
            let (_, dialect) = read(text.as_bytes()).expect("a text");
            assert_eq!(dialect.separator, separator, "{text}");
        }
        assert_eq!(rows("sep=;\r\na;b"), [row(1, &["a", "b"])]);
    }

    fn damaged(sheet: &Sheet, header: u32) -> Vec<u32> {
        sheet.damaged(header..=header).into_iter().collect()
    }

    #[test]
    fn damaged_rows_are_kept_and_listed() {
        let (sheet, _) = read(b"Elenco\na;b;\n1;2;;;\n1;2;3;4\n5;\"6\n7;8").expect("a text");
        assert_eq!(damaged(&sheet, 2), [4, 5]);
        assert_eq!(sheet.rows.len(), 5);
    }

    #[test]
    fn two_stray_quotation_marks_do_not_swallow_rows_in_silence() {
        let (sheet, _) = read(b"a;b\n1;\"x\n2;y\n3;z\"\n4;w").expect("a text");
        assert_eq!(damaged(&sheet, 1), [2]);
        let (sheet, _) = read(b"a;b\n1;\"two\nlines\"\n2;y").expect("a text");
        assert_eq!(damaged(&sheet, 1), Vec::<u32>::new());
    }

    #[test]
    fn zero_bytes_and_broken_characters_are_no_text() {
        assert_eq!(read(b"a;b\0"), Err(ReadFault::NotText));
        assert_eq!(read(b"\xEF\xBB\xBFa\xFF"), Err(ReadFault::NotText));
        assert_eq!(read(b"\xFF\xFEa\0;\0\0\0"), Err(ReadFault::NotText));
    }
}
