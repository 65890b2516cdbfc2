//! Sheets of LibreOffice: the cells of `content.xml`. Written here because calamine 0.38 unfolds
//! repeated cells, up to a hundred million of them, before anybody can stop it, and drops the shown
//! text, from which alone leading zeros can be read.

use std::collections::BTreeSet;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::number_format;
use crate::ingest::file::container::{Archive, ReadFault};
use crate::ingest::file::layout::Layout;
use crate::ingest::file::limits::MAX_CELLS;
use crate::ingest::file::sheet::{Grid, Number, Room, Sheet, Value};

/// A comment on a cell.
const COMMENT: &str = "office:annotation";
/// Subtrees with text or tables that are not cells: comments, drawings, recorded changes.
const SKIPPED: [&str; 5] =
    [COMMENT, "office:forms", "table:shapes", "table:tracked-changes", "table:dde-links"];
/// Longest run of spaces written as a count.
const MAX_SPACES: usize = 1024;

/// Reads the sheets, in the order of their tabs.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadFault> {
    let mut archive = Archive::open(bytes)?;
    archive.verify()?;
    let content =
        String::from_utf8(archive.part("content.xml")?).map_err(|_| ReadFault::Damaged)?;
    let mut reader = Reader::from_str(&content);
    reader.config_mut().expand_empty_elements = true;
    let mut document = Document::default();
    loop {
        match reader.read_event().map_err(|_| ReadFault::Damaged)? {
            Event::Start(element) => document.open(&element)?,
            Event::End(element) => document.close(element.name().as_ref())?,
            Event::Text(text) => document.write(&text.xml10_content()),
            Event::CData(text) => document.write(&text.xml10_content()),
            Event::GeneralRef(reference) => document.write(&resolved(&reference)?),
            Event::Eof if document.depth == 0 => return Ok(document.sheets),
            Event::Eof => return Err(ReadFault::Truncated),
            // Empty elements arrive as a start and an end; comments and the like say nothing.
            _ => {}
        }
    }
}

/// What is known after part of the document.
#[derive(Default)]
struct Document {
    room: Room,
    depth: usize,
    /// Depth of the subtree being skipped.
    skipped: Option<usize>,
    /// The comment in it, and how deep in its paragraphs.
    comment: Option<(String, u32)>,
    style: Option<String>,
    hidden_styles: BTreeSet<String>,
    /// Styles of cells, and of parts of their text, that are struck through.
    struck_styles: BTreeSet<String>,
    table: Option<Table>,
    cell: Option<Cell>,
    sheets: Vec<Sheet>,
}

#[derive(Default)]
struct Table {
    name: Option<String>,
    hidden: bool,
    /// A copy of a sheet of another file, kept for formulas; it has no tab.
    linked: bool,
    grid: Grid,
    layout: Layout,
    row: u32,
    row_repeat: u32,
    column: u32,
    /// Filled cells of the current row: column, times repeated, value.
    filled: Vec<(u32, u32, Value<'static>)>,
    /// Those of them that are struck through.
    struck: Vec<u32>,
    /// The style that the cells of the current row, and of each column, have where they have none of
    /// their own.
    row_style: Option<String>,
    column_styles: Vec<(u32, Option<String>)>,
}

#[derive(Default)]
struct Cell {
    repeat: u32,
    /// Under a merged cell: its content is not seen by anybody.
    covered: bool,
    kind: String,
    /// The value as stored: a number, a date, a truth value or a text.
    stored: Option<String>,
    is_formula: bool,
    is_error: bool,
    is_struck: bool,
    /// The value as shown, once a paragraph has begun.
    shown: Option<String>,
    in_paragraph: bool,
}

impl Document {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), ReadFault> {
        self.depth += 1;
        let name = element.name();
        let name = name.as_ref();
        if self.skipped.is_some() {
            if let Some((text, depth)) = &mut self.comment
                && name == "text:p"
            {
                *depth += 1;
                text.push('\n');
            }
            return Ok(());
        }
        let is_inner_table = name == "table:table" && self.table.is_some();
        if SKIPPED.contains(&name) || name.starts_with("draw:") || is_inner_table {
            self.skipped = Some(self.depth);
            self.comment = (name == COMMENT).then(Default::default);
            return Ok(());
        }
        if let Some(cell) = &mut self.cell {
            return cell.open(name, element);
        }
        match (name, &mut self.table) {
            ("style:style", _) => self.style = attribute(element, "style:name")?,
            ("style:text-properties", _)
                if attribute(element, "style:text-line-through-style")?
                    .is_some_and(|style| style != "none") =>
            {
                self.struck_styles.extend(self.style.clone());
            }
            ("style:table-properties", _)
                if attribute(element, "table:display")?.as_deref() == Some("false") =>
            {
                self.hidden_styles.extend(self.style.take());
            }
            ("table:table", None) => {
                let style = attribute(element, "table:style-name")?;
                self.table = Some(Table {
                    name: attribute(element, "table:name")?,
                    hidden: style.is_some_and(|style| self.hidden_styles.contains(&style)),
                    ..Table::default()
                });
            }
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => {
                table.merge(element)?;
                let own = attribute(element, "table:style-name")?;
                let style = own.as_deref().or_else(|| table.style());
                let is_struck = style.is_some_and(|style| self.struck_styles.contains(style));
                self.cell = Some(Cell { is_struck, ..Cell::new(element)? });
            }
            (_, Some(table)) => table.open(name, element)?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadFault> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if self.skipped.is_some() {
            self.skipped = self.skipped.filter(|&skipped| skipped != depth);
            if let Some((_, depth)) = &mut self.comment
                && name == "text:p"
            {
                *depth = depth.saturating_sub(1);
            }
            if self.skipped.is_none()
                && let (Some((text, _)), Some(table)) = (self.comment.take(), &mut self.table)
            {
                table.layout.comment((table.row.saturating_add(1), table.column), &text);
            }
            return Ok(());
        }
        match (name, &mut self.table, &mut self.cell) {
            ("text:p", _, Some(cell)) => cell.in_paragraph = false,
            ("table:table-cell" | "table:covered-table-cell", Some(table), Some(_)) => {
                if let Some(cell) = self.cell.take() {
                    table.add(cell);
                }
            }
            ("table:table-row", Some(table), None) => table.end_row(&mut self.room)?,
            ("table:table", Some(_), None) => {
                if let Some(table) = self.table.take().filter(|table| !table.linked) {
                    let Table { layout, grid, name, hidden, .. } = table;
                    self.sheets.push(Sheet { layout, ..grid.into_sheet(name, hidden) });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, text: &str) {
        if let Some((comment, 1..)) = &mut self.comment {
            comment.push_str(text);
        }
        if let (None, Some(cell)) = (self.skipped, &mut self.cell)
            && cell.in_paragraph
        {
            cell.shown.get_or_insert_default().push_str(text);
        }
    }
}

impl Table {
    /// A row, a column or the mark of a copy.
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), ReadFault> {
        match name {
            "table:table-source" => self.linked = true,
            "table:table-row" => {
                self.row_repeat = repeat(element, "table:number-rows-repeated")?;
                self.row_style = attribute(element, "table:default-cell-style-name")?;
                self.column = 0;
                if is_hidden(element)? {
                    let last = self.row.saturating_add(self.row_repeat);
                    self.layout.hidden_rows.add(self.row.saturating_add(1), last);
                }
            }
            "table:table-column" => {
                let repeat = repeat(element, "table:number-columns-repeated")?;
                let next = self.column.saturating_add(repeat);
                if is_hidden(element)? && next > self.column {
                    self.layout.hidden_columns.add(self.column, next - 1);
                }
                let style = attribute(element, "table:default-cell-style-name")?;
                self.column_styles.push((next, style));
                self.column = next;
            }
            _ => {}
        }
        Ok(())
    }

    /// The style that the next cell has of its row or its column.
    fn style(&self) -> Option<&str> {
        let of_column = || {
            let after = self.column_styles.partition_point(|(next, _)| *next <= self.column);
            self.column_styles.get(after)?.1.as_deref()
        };
        self.row_style.as_deref().or_else(of_column)
    }

    /// The columns that a cell spans.
    fn merge(&mut self, element: &BytesStart<'_>) -> Result<(), ReadFault> {
        let width = repeat(element, "table:number-columns-spanned")?;
        let last = self.column.saturating_add(width.saturating_sub(1));
        self.layout.merge(self.row.saturating_add(1), (self.column, last));
        let height = repeat(element, "table:number-rows-spanned")?;
        let bottom = self.row.saturating_add(height);
        self.layout.merge_down((self.row.saturating_add(1), bottom), self.column);
        Ok(())
    }

    fn add(&mut self, cell: Cell) {
        let repeat = cell.repeat;
        let is_struck = cell.is_struck;
        let value = cell.value();
        if !value.is_empty() {
            if is_struck {
                self.struck.push(self.column);
            }
            self.filled.push((self.column, repeat, value));
        }
        self.column = self.column.saturating_add(repeat);
    }

    fn end_row(&mut self, room: &mut Room) -> Result<(), ReadFault> {
        let next = self.row.saturating_add(self.row_repeat);
        let filled = std::mem::take(&mut self.filled);
        let struck = std::mem::take(&mut self.struck);
        if !filled.is_empty() {
            // Told at once, before the memory is filled up to the limit.
            let width: u64 = filled.iter().map(|(_, repeat, _)| u64::from(*repeat)).sum();
            if width.saturating_mul(u64::from(self.row_repeat)) > MAX_CELLS as u64 {
                return Err(ReadFault::TooManyCells(MAX_CELLS));
            }
            for row in self.row..next {
                for column in &struck {
                    self.grid.strike((row, *column));
                }
                for (column, repeat, value) in &filled {
                    for column in *column..column.saturating_add(*repeat) {
                        self.grid.put(room, (row, column), value.clone())?;
                    }
                }
            }
        }
        self.row = next;
        Ok(())
    }
}

impl Cell {
    fn new(element: &BytesStart<'_>) -> Result<Self, ReadFault> {
        let text = |key| attribute(element, key);
        let kind = text("office:value-type")?.unwrap_or_default();
        let stored = text(match kind.as_str() {
            "date" => "office:date-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            "time" => "office:time-value",
            _ => "office:value",
        })?;
        Ok(Self {
            repeat: repeat(element, "table:number-columns-repeated")?,
            covered: element.name().as_ref() == "table:covered-table-cell",
            kind,
            stored,
            is_formula: text("table:formula")?.is_some(),
            is_error: text("calcext:value-type")?.as_deref() == Some("error"),
            ..Self::default()
        })
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), ReadFault> {
        match name {
            "text:p" => {
                self.in_paragraph = true;
                match &mut self.shown {
                    Some(shown) => shown.push('\n'),
                    None => self.shown = Some(String::new()),
                }
            }
            "text:s" => {
                let count = attribute(element, "text:c")?.and_then(|count| count.parse().ok());
                let spaces = " ".repeat(count.unwrap_or(1).min(MAX_SPACES));
                self.shown.get_or_insert_default().push_str(&spaces);
            }
            "text:tab" => self.shown.get_or_insert_default().push('\t'),
            "text:line-break" => self.shown.get_or_insert_default().push('\n'),
            _ => {}
        }
        Ok(())
    }

    /// Times and durations are text, `10:30`: nobody shall take 0,4375 days for hours.
    fn value(self) -> Value<'static> {
        let shown = self.shown.unwrap_or_default();
        if self.covered {
            return Value::Empty;
        }
        if self.is_error || (self.is_formula && is_error_text(&shown)) {
            return Value::error(&shown);
        }
        if self.is_formula && self.kind.is_empty() && shown.is_empty() {
            return Value::Uncomputed;
        }
        let stored = self.stored.as_deref();
        let value = match self.kind.as_str() {
            // LibreOffice stores the truth values of Excel files as numbers.
            "float" if matches!(shown.as_str(), "VERO" | "TRUE") => Some(Value::Bool(true)),
            "float" if matches!(shown.as_str(), "FALSO" | "FALSE") => Some(Value::Bool(false)),
            "float" | "currency" | "percentage" => {
                stored.and_then(|number| number.trim().parse().ok()).map(|number: f64| {
                    Value::decimal(number).map_or_else(
                        |value| value,
                        |value| {
                            Value::Number(Number {
                                zero_padding: zero_padding(&shown),
                                percent: self.kind == "percentage",
                                ..value.into()
                            })
                        },
                    )
                })
            }
            "date" => stored.and_then(Value::iso_date),
            "boolean" => stored.map(|truth| Value::Bool(truth == "true")),
            "string" => stored.map(|text| Value::from(text.to_owned())),
            "time" => stored.and_then(clock).map(Value::from),
            _ => None,
        };
        value.unwrap_or(Value::from(shown))
    }
}

/// `10:30` or `10:30:15` for the time `PT10H30M15S`.
fn clock(stored: &str) -> Option<String> {
    let (hours, rest) = stored.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    // LibreOffice writes fractions of seconds with a point or a comma.
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |part: &str| part.parse::<u32>().ok();
    Some(number_format::clock_text(
        (number(hours)? * 60 + number(minutes)?) * 60 + number(seconds)?,
    ))
}

/// `000417` shows six digits and begins with a zero.
fn zero_padding(shown: &str) -> Option<usize> {
    let digits = shown.trim();
    let is_padded = digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_padded.then_some(digits.len())
}

/// `#N/D`, `#DIV/0!`, `Err:502` in any language.
fn is_error_text(shown: &str) -> bool {
    matches!(shown, "#N/D" | "#N/A")
        || shown.starts_with('#') && shown.ends_with(['!', '?'])
        || shown.starts_with("Err:")
}

/// A row or column that is not shown: by hand, or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> Result<bool, ReadFault> {
    let visibility = attribute(element, "table:visibility")?;
    Ok(matches!(visibility.as_deref(), Some("collapse" | "filter")))
}

fn repeat(element: &BytesStart<'_>, key: &str) -> Result<u32, ReadFault> {
    let count = attribute(element, key)?;
    count.map_or(Ok(1), |count| count.parse().map_err(|_| ReadFault::Damaged))
}

fn attribute(element: &BytesStart<'_>, key: &str) -> Result<Option<String>, ReadFault> {
    let found = element.try_get_attribute(key).map_err(|_| ReadFault::Damaged)?;
    found
        .map(|found| {
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .map(String::from)
                .map_err(|_| ReadFault::Damaged)
        })
        .transpose()
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, ReadFault> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| ReadFault::Damaged)? {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_xml_entity(reference.as_ref());
    known.map(str::to_owned).ok_or(ReadFault::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_and_errors_are_told_by_the_shown_text() {
        assert_eq!(zero_padding("000417"), Some(6));
        assert_eq!(zero_padding("417"), None);
        assert_eq!(zero_padding("0,5"), None);
        assert_eq!(zero_padding("0"), None);
        assert!(is_error_text("#RIF!") && is_error_text("Err:502") && !is_error_text("#1"));
    }
}
