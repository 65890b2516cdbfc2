//! The layout of the sheets of an .xlsx: rows and columns that are hidden, which calamine 0.38 does not
//! give, and cells that are merged, for which it would unpack the sheets once more. Both are found
//! while the sheets are verified; names of cells that calamine does not bear are looked for on the way.

use std::collections::BTreeMap;
use std::io::{self, Write};

use memchr::{memchr, memmem, memrchr};

use super::xlsx_parts::{cell, elements};
use super::{xlsx_comments, xlsx_names};
use crate::ingest::file::container::{Archive, ReadFault};
use crate::ingest::file::layout::Layout;
use crate::ingest::file::limits::{MAX_COLUMNS, MAX_ROWS};

const SHEETS: &str = "xl/worksheets/";
/// A tag longer than this tells nothing of interest.
const MAX_TAG: usize = 64 * 1024;

/// Verifies everything but the sheets; a sheet may lie elsewhere as well.
pub(super) fn verify_others(archive: &mut Archive<'_>) -> Result<(), ReadFault> {
    let scanners = archive.verify_into::<Scanner>(|part| !part.starts_with(SHEETS))?;
    refuse_absurd_names(archive, &scanners)
}

/// Verifies the sheets; gives back the layout of each by the name on its tab, and whether any has a
/// formula: most staff lists have none, and need not be read again for those without a value.
pub(super) fn verify_sheets(
    archive: &mut Archive<'_>,
) -> Result<(BTreeMap<String, Layout>, bool), ReadFault> {
    let scanners = archive.verify_into::<Scanner>(|part| part.starts_with(SHEETS))?;
    refuse_absurd_names(archive, &scanners)?;
    let has_formulas = scanners.values().any(|scanner| scanner.has_formulas);
    let mut parts: BTreeMap<String, Layout> =
        scanners.into_iter().map(|(name, scanner)| (name.to_lowercase(), scanner.layout)).collect();
    let targets = targets(archive);
    let mut layouts = BTreeMap::new();
    for (name, id) in sheets(archive) {
        let Some(part) = targets.get(&id) else { continue };
        if let Some(mut layout) = parts.remove(&part.to_lowercase()) {
            xlsx_comments::add(archive, part, &mut layout);
            layouts.insert(name, layout);
        }
    }
    Ok((layouts, has_formulas))
}

/// Reads the parts in doubt once more, as xml.
fn refuse_absurd_names(
    archive: &mut Archive<'_>,
    scanners: &BTreeMap<String, Scanner>,
) -> Result<(), ReadFault> {
    for (name, _) in scanners.iter().filter(|(_, scanner)| scanner.may_be_absurd) {
        if archive.pass_through(name, xlsx_names::are_absurd)? {
            return Err(ReadFault::Damaged);
        }
    }
    Ok(())
}

/// The names on the tabs with the identifiers of their parts.
fn sheets(archive: &mut Archive<'_>) -> Vec<(String, String)> {
    elements(archive, "xl/workbook.xml", "sheet")
        .into_iter()
        .filter_map(|mut sheet| Some((sheet.remove("name")?, sheet.remove("id")?)))
        .collect()
}

/// Parts by identifier.
fn targets(archive: &mut Archive<'_>) -> BTreeMap<String, String> {
    elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        .into_iter()
        .filter_map(|mut relation| {
            let target = relation.remove("Target")?;
            let part = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            };
            Some((relation.remove("Id")?, part))
        })
        .collect()
}

/// Reads a sheet as it is unpacked, piece by piece, and keeps nothing but its layout.
#[derive(Default)]
struct Scanner {
    layout: Layout,
    has_formulas: bool,
    /// Whether a name of a cell may be one that calamine does not bear.
    may_be_absurd: bool,
    /// The row met last.
    row: u32,
    /// The beginning of a tag whose end has not come yet.
    rest: Vec<u8>,
}

impl Write for Scanner {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(end) = bytes.iter().rposition(|&byte| byte == b'>') else {
            if self.rest.len() < MAX_TAG {
                self.rest.extend_from_slice(bytes);
            } else {
                self.may_be_absurd = true;
            }
            return Ok(bytes.len());
        };
        let mut tags = std::mem::take(&mut self.rest);
        let (whole, rest) = bytes.split_at(end);
        let first = whole.iter().position(|&byte| byte == b'>').unwrap_or(whole.len());
        tags.extend_from_slice(&whole[..first]);
        self.take(&tags);
        self.take(&whole[first..]);
        self.rest.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Scanner {
    /// Looks for the few words that matter: dividing fifty megabytes into tags takes ten times as
    /// long.
    fn take(&mut self, xml: &[u8]) {
        let is_formula =
            |place: usize| matches!(xml.get(place + 2), None | Some(b'>' | b' ' | b'/'));
        self.may_be_absurd = self.may_be_absurd || xlsx_names::may_be_absurd(xml);
        self.has_formulas = self.has_formulas || memmem::find_iter(xml, b"<f").any(is_formula);
        let follows_a_blank = |place: &usize| {
            place.checked_sub(1).is_some_and(|before| xml[before].is_ascii_whitespace())
        };
        for place in memmem::find_iter(xml, b"hidden").filter(follows_a_blank) {
            let (name, attributes) = tag_around(xml, place);
            match name {
                b"row" if is_hidden(attributes) => self.hidden_row(attributes),
                b"col" if is_hidden(attributes) => self.hidden_columns(attributes),
                _ => {}
            }
        }
        for place in memmem::find_iter(xml, b"<row ") {
            let row = number(tag_around(xml, place + 1).1, "r").unwrap_or(self.row);
            self.layout.rows_are_mixed |= row < self.row;
            self.row = row;
        }
        // A height of nothing hides a row as well.
        for place in memmem::find_iter(xml, b" ht=\"0\"") {
            let (name, attributes) = tag_around(xml, place);
            if name == b"row" && !is_hidden(attributes) {
                self.hidden_row(attributes);
            }
        }
        for place in memmem::find_iter(xml, b"mergeCell") {
            let (name, attributes) = tag_around(xml, place);
            if name == b"mergeCell" {
                self.merged(attributes);
            }
        }
    }

    fn hidden_row(&mut self, tag: &[u8]) {
        if let Some(row) = number(tag, "r").filter(|row| (1..=MAX_ROWS).contains(row)) {
            self.layout.hidden_rows.add(row, row);
        }
    }

    fn hidden_columns(&mut self, tag: &[u8]) {
        if let (Some(first), Some(last)) = (number(tag, "min"), number(tag, "max"))
            && 1 <= first
            && first <= last
        {
            self.layout.hidden_columns.add(first - 1, last.min(MAX_COLUMNS) - 1);
        }
    }

    fn merged(&mut self, tag: &[u8]) {
        let corners = attribute(tag, "ref").and_then(|range| range.split_once(':'));
        if let Some((Some((row, first)), Some((last_row, last)))) =
            corners.map(|(from, to)| (cell(from), cell(to)))
        {
            self.layout.merge(row, (first, last));
            self.layout.merge_down((row, last_row.min(MAX_ROWS)), first);
        }
    }
}

/// Name and attributes of the tag that holds a place. `<x:row` is `<row` where a program gives the
/// namespace a prefix.
fn tag_around(xml: &[u8], place: usize) -> (&[u8], &[u8]) {
    let start = memrchr(b'<', &xml[..place]).map_or(0, |start| start + 1);
    let end = memchr(b'>', &xml[place..]).map_or(xml.len(), |end| place + end);
    let tag = &xml[start..end];
    let name_end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(0);
    let (name, attributes) = tag.split_at(name_end);
    (name.rsplit(|&byte| byte == b':').next().unwrap_or_default(), attributes)
}

fn is_hidden(tag: &[u8]) -> bool {
    matches!(attribute(tag, "hidden"), Some("1" | "true"))
}

fn number(tag: &[u8], name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// The value of an attribute, whatever white space stands before its name and around the sign.
fn attribute<'a>(tag: &'a [u8], name: &str) -> Option<&'a str> {
    memmem::find_iter(tag, name).find_map(|start| {
        let before = start.checked_sub(1)?;
        let after = tag[start + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
        let (quote, value) = after.trim_ascii_start().split_first()?;
        let end = value.iter().position(|byte| byte == quote)?;
        let value = str::from_utf8(&value[..end]).ok()?;
        tag[before].is_ascii_whitespace().then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<worksheet><cols><col min=\"2\" max=\"3\" width=\"9\" hidden=\"1\"/><col min='5' max='5'/></cols>\
        <sheetData><row r=\"4\" hidden=\"true\"><c r=\"A4\" t=\"inlineStr\"><is><t>row r=\"9\" hidden=\"1\"</t></is></c></row>\
        <x:row r=\"5\" hidden=\"1\" /><row r=\"7\" hidden=\"0\"/></sheetData>\
        <mergeCells><mergeCell ref=\"B1:AA2\"/><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>";

    /// The same, as a program may write it that breaks its lines where it likes.
    const LOOSE: &str = "<worksheet><cols><col\n  hidden = '1'\tmin\r\n= \"2\"\tmax ='3'/></cols>\
        <sheetData><row\thidden=\"true\"\tspans=\"1:2\"\n r = \"4\"><c/></row>\
        <x:row\nr\n=\n\"5\"\nhidden\n=\n\"1\"/><row xhidden=\"1\" r=\"6\" hidden=\"0\"/></sheetData>\
        <mergeCells count=\"1\"><x:mergeCell\n\tref\t= 'B1:AA2'\n/><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>";

    #[test]
    fn hidden_and_merged_cells_are_found_however_the_bytes_are_cut() {
        let mut expected = Layout::default();
        expected.hidden_columns.add(1, 2);
        expected.hidden_rows.add(4, 5);
        expected.merge(1, (1, 26));
        expected.merge_down((1, 2), 1);
        expected.merge_down((1, 2), 0);
        for sheet in [SHEET, LOOSE] {
            for size in [1, 7, 64, sheet.len()] {
                let mut scanner = Scanner::default();
                for piece in sheet.as_bytes().chunks(size) {
                    scanner.write_all(piece).expect("a sink");
                }
                assert_eq!(scanner.layout, expected, "pieces of {size}: {sheet}");
            }
        }
    }
}
