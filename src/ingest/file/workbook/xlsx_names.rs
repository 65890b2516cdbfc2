//! Names of cells that no sheet has, as `ZZZZZZZZZZZZ2`. calamine counts rows and columns in 32 bits and
//! panics beyond them, which in a browser nobody can catch: such a file is refused before it is asked.
//!
//! Most sheets are only sieved, at the speed of memory. A sheet that leaves a doubt (a text may look like
//! a name) is read again as xml, by the reader that calamine uses.

use std::io::BufRead;

use memchr::memchr2_iter;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::location::column_index;

/// Letters and digits that fit 32 bits whatever they are. The last cell of Excel is XFD1048576.
const MAX_LETTERS: usize = 6;
const MAX_DIGITS: usize = 9;
/// More than the longest pair of names within those limits.
const LONGEST: usize = 40;
/// The elements of which calamine reads the attribute `r` or `ref`.
const NAMED: [&str; 4] = ["c", "row", "dimension", "f"];

/// Whether there may be such a name: `false` is certain. The bytes may be cut anywhere but within a tag.
pub(super) fn may_be_absurd(xml: &[u8]) -> bool {
    memchr2_iter(b'"', b'\'', xml)
        .any(|quote| is_name(&xml[..quote]) && is_absurd(&xml[quote + 1..], xml[quote]))
}

/// Whether calamine would meet such a name in a part; where the part is no xml it does not go on either.
pub(super) fn are_absurd(part: &mut dyn BufRead) -> bool {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let is_named = NAMED.contains(&element.local_name().as_ref());
                if is_named && may_be_absurd(element.as_ref().as_bytes()) {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Whether a quote after these bytes opens the value of an attribute `r` or `ref`.
fn is_name(before: &[u8]) -> bool {
    let key = before.trim_ascii_end().strip_suffix(b"=");
    key.is_some_and(|key| matches!(key.trim_ascii_end().last(), Some(b'r' | b'f')))
}

/// `F118`, or a range of two such names from its first to its last cell, within what can be counted in.
fn is_absurd(value: &[u8], quote: u8) -> bool {
    let value = &value[..value.len().min(LONGEST)];
    let mut parts =
        value.split(|byte| *byte == quote).next().unwrap_or_default().split(|byte| *byte == b':');
    let first = corner(parts.next().unwrap_or_default());
    match (first, parts.next().map(corner)) {
        (Corner::Absurd, _) | (_, Some(Corner::Absurd)) => true,
        (Corner::At(row, column), Some(Corner::At(last_row, last_column))) => {
            last_row < row || last_column < column
        }
        _ => false,
    }
}

enum Corner {
    /// Row and column, from zero.
    At(u32, u32),
    /// No name: calamine says so as well.
    Other,
    Absurd,
}

fn corner(name: &[u8]) -> Corner {
    let letters = name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, rest) = name.split_at(letters);
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if letters.len() > MAX_LETTERS || digits > MAX_DIGITS {
        return Corner::Absurd;
    }
    let row = str::from_utf8(&rest[..digits]).ok().and_then(|digits| digits.parse().ok());
    let column = str::from_utf8(letters).ok().and_then(column_index);
    match (row, column) {
        (Some(row), Some(column)) => Corner::At(row, column),
        _ => Corner::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beyond_what_can_be_counted_in_is_found_wherever_calamine_reads_one() {
        for tag in [
            "<c r=\"ZZZZZZZZZZZZ2\" t=\"n\">",
            "<c r=\"ZZZZZZZ\">",
            "<x:c s = '1'\n r\t=\n'A4294967297'>",
            "<c a='>' r='A0000000001'>",
            "<row r=\"99999999999\">",
            "<dimension ref=\"A1:ZZZZZZZ9\"/>",
            "<dimension ref=\"B2:A1\"/>",
            "<dimension ref='A9:B1'/>",
            "<f t=\"shared\" si=\"0\" ref=\"A1:A99999999999\">",
        ] {
            assert!(may_be_absurd(tag.as_bytes()), "{tag}");
            assert!(are_absurd(&mut tag.as_bytes()), "{tag}");
        }
    }

    #[test]
    fn what_is_no_name_of_a_cell_is_no_doubt_in_the_end() {
        for (xml, is_doubtful) in [
            ("<dimension ref=\"A1:XFD1048576\"/><row r=\"1048576\" ht='15.6000000000001'>", false),
            (
                "<c r=\"XFD1048576\" t=\"inlineStr\"><is><t>codice=\"ABCDEFGHIJ\"</t></is></c>",
                false,
            ),
            ("<c r=\"A1\"><f ref=\"A1\" t=\"shared\">A2</f></c><c r='1:2'>", false),
            (
                "<c r=\"A1\"><is><t>settore=\"AMMINISTRAZIONE\" var=\"AMMINISTRAZIONE\"</t></is></c>",
                true,
            ),
            (
                "<mergeCell ref=\"B2:A1\"/><font r=\"AAAAAAAAAAAA\"/><!-- <c r='ZZZZZZZZZ1'> -->",
                true,
            ),
        ] {
            assert_eq!(may_be_absurd(xml.as_bytes()), is_doubtful, "{xml}");
            assert!(!are_absurd(&mut xml.as_bytes()), "{xml}");
        }
    }
}
