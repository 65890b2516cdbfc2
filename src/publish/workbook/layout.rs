//! Where the parts of a table stand on its sheet, and how wide its columns are.

use crate::model::table::{Column, Row, Table};

/// Rows of the header, and the first row below it.
pub(super) const SPANNERS: u32 = 3;
pub(super) const HEADINGS: u32 = 4;
pub(super) const FIRST_ROW: u32 = 5;

/// Width of a sheet without figures.
const ALONE: u16 = 100;
/// Most lines of a row.
const TALLEST: u16 = 20;
/// Narrowest and widest columns of figures, and of labels, in characters.
const FIGURES: (usize, usize) = (8, 18);
/// Longest heading that stays on one line.
const UNBROKEN: usize = 10;
const LABELS: (usize, usize) = (14, 56);

/// Places are zero-based; widths in characters.
#[derive(Debug)]
pub(super) struct Layout {
    /// Columns of row labels.
    pub(super) stubs: u16,
    pub(super) last_column: u16,
    /// Last row of the table itself.
    pub(super) last_row: u32,
    pub(super) widths: Vec<u16>,
}

impl Layout {
    pub(super) fn of(table: &Table) -> Self {
        let mut widths = stub_widths(table);
        widths.extend(table.columns.iter().enumerate().map(|(place, column)| {
            let texts = table.rows.iter().filter_map(|row| row.cells.get(place));
            figure_width(column, texts.map(|cell| cell.text.as_str()))
        }));
        widen_to_spanners(table, &mut widths);
        if !table.provided {
            widths = vec![ALONE];
        }
        let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        Self {
            stubs: u16::try_from(table.stub.len()).unwrap_or(u16::MAX),
            last_column: columns.saturating_sub(1),
            last_row: (FIRST_ROW + rows).saturating_sub(1),
            widths,
        }
    }

    /// Characters over the whole width of the table.
    pub(super) fn width(&self) -> u16 {
        self.widths.iter().sum()
    }
}

/// The words above a run of columns do not break: where they need it, the last column is wider.
fn widen_to_spanners(table: &Table, widths: &mut [u16]) {
    let mut first = table.stub.len();
    for (spanner, columns) in table.spanners() {
        let run = &mut widths[first..first + columns];
        let needed = u16::try_from(spanner.chars().count() + 3).unwrap_or(u16::MAX);
        let lacking = needed.saturating_sub(run.iter().sum());
        if let Some(last) = run.last_mut() {
            *last += lacking;
        }
        first += columns;
    }
}

/// Height of a row, in points, for words of `points` in columns of the given widths. Programs
/// differ in whether they make room for broken lines by themselves.
pub(super) fn height<'a>(words: impl IntoIterator<Item = (&'a str, u16)>, points: u16) -> u16 {
    // A column is measured in digits of 11 points; letters are a little narrower.
    let room = |width: u16| usize::from(width * 12 / points);
    let lines = words.into_iter().map(|(words, width)| lines(words, room(width))).max();
    let lines = u16::try_from(lines.unwrap_or(1)).unwrap_or(u16::MAX).min(TALLEST);
    lines * (points + points / 3 + 1)
}

/// Lines that words take where they break between words.
fn lines(words: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in words.split(' ') {
        let length = word.chars().count();
        let blank = usize::from(used > 0);
        if used + blank + length <= room {
            used += blank + length;
        } else {
            lines += usize::from(used > 0) + length.saturating_sub(1) / room.max(1);
            used = length;
        }
    }
    lines
}

/// Widths of the row labels: a label over the whole stub does not count.
pub(super) fn stub_widths(table: &Table) -> Vec<u16> {
    let grouped = table.stub.len() > 1;
    let labels = |text: fn(&Row) -> &str| {
        let rows = table.rows.iter().filter(move |row| !grouped || !row.group.is_empty());
        rows.map(text).map(|label| label.chars().count()).max().unwrap_or_default()
    };
    let mut texts: Vec<fn(&Row) -> &str> = vec![|row| &row.label];
    if grouped {
        texts.insert(0, |row| &row.group);
    }
    texts.into_iter().map(|text| bounded(labels(text) + 2, LABELS)).collect()
}

/// Room for the longest figure and for the heading: a short one whole, of a longer one each word.
pub(super) fn figure_width<'a>(column: &Column, texts: impl Iterator<Item = &'a str>) -> u16 {
    let length = |text: &str| text.chars().count();
    let heading = column.heading();
    let word = heading.split(' ').map(length).max().unwrap_or_default();
    let heading = if length(&heading) <= UNBROKEN { length(&heading) } else { word };
    bounded(texts.map(length).fold(heading, usize::max) + 2, FIGURES)
}

fn bounded(width: usize, (least, most): (usize, usize)) -> u16 {
    u16::try_from(width.clamp(least, most)).unwrap_or(u16::MAX)
}
