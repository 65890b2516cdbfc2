//! Headers as people read them: the words of one row, or of one row under another that spreads
//! over several columns.

use std::collections::BTreeMap;

use crate::ingest::file::layout::Layout;
use crate::ingest::file::sheet::SheetRow;
use crate::ingest::spelling::normal_form;

/// The header of one column.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Label {
    /// Zero-based.
    pub(in crate::ingest) column: u32,
    words: Words,
    /// The header that spreads above it, where there is one: `Nascita` over `Data`.
    above: Option<Words>,
    /// Under a merged cell whose words stand in an earlier column.
    pub(in crate::ingest) is_spread: bool,
}

/// A header cell as shown, on one line, and the form in which it is compared.
#[derive(Clone, Debug)]
struct Words {
    shown: String,
    form: String,
}

impl Words {
    fn of(text: &str) -> Self {
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { form: normal_form(&shown), shown }
    }
}

impl Label {
    /// The words of the column alone.
    pub(in crate::ingest) fn shown(&self) -> &str {
        &self.words.shown
    }

    pub(in crate::ingest) fn form(&self) -> &str {
        &self.words.form
    }

    /// `Nascita / Data`, or the words of the column alone.
    pub(in crate::ingest) fn full(&self) -> String {
        match &self.above {
            Some(above) => format!("{} / {}", above.shown, self.words.shown),
            None => self.words.shown.clone(),
        }
    }

    /// Both lines in either order, because people read `Data` under `Nascita` as "data nascita".
    pub(in crate::ingest) fn joined(&self) -> Option<[String; 2]> {
        let (above, own) = (&self.above.as_ref()?.form, &self.words.form);
        Some([format!("{above} {own}"), format!("{own} {above}")])
    }

    /// Whether a text is one of its lines.
    pub(super) fn has_line(&self, text: &str) -> bool {
        let mut lines = std::iter::once(&self.words).chain(&self.above);
        let text = text.trim_start();
        // Asked of every row: nearly all differ in their first letter.
        let begins_alike = |line: &Words| line.shown.as_bytes().first() == text.as_bytes().first();
        lines.any(|line| begins_alike(line) && text.split_whitespace().eq(line.shown.split(' ')))
    }

    /// Whether a header written in `cug.toml` (in normal form) means this column.
    pub(in crate::ingest) fn is_meant_by(&self, form: &str) -> bool {
        self.words.form == form
            || self.joined().is_some_and(|joined| joined.iter().any(|joined| joined == form))
    }
}

/// The cells of a row that are not empty, as words, by column.
pub(super) struct Line {
    /// One-based.
    pub(super) row: u32,
    /// In the order of the columns.
    words: Vec<(u32, Words)>,
    /// The columns that a merged cell has beyond its first, with its words.
    merged: Vec<(u32, Words)>,
    /// No number, no date: a row of a person is seldom so.
    pub(super) is_all_text: bool,
}

impl Line {
    pub(super) fn of(row: &SheetRow, layout: &Layout) -> Self {
        let words: Vec<(u32, Words)> = (0u32..)
            .zip(&row.cells)
            .filter_map(|(column, value)| Some((column, Words::of(&value.text()?))))
            .collect();
        let begins_with_digit =
            |(_, words): &(u32, Words)| words.form.starts_with(|letter: char| letter.is_numeric());
        let is_all_text = !words.iter().any(begins_with_digit);
        let merged = merged(&words, row.number, layout);
        Self { row: row.number, words, merged, is_all_text }
    }

    /// Whether this line parts one header of the line above in two or more, and has nothing else: `2024`
    /// and `2025` under `Retribuzione`.
    pub(super) fn parts(&self, top: &Self, layout: &Layout) -> bool {
        let is_label = |form: &str| {
            let is_year = form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
            is_year || !form.chars().all(|letter| letter.is_ascii_digit() || letter == ' ')
        };
        let spreads = top.spreads(layout);
        let over = |column: u32| {
            let before = spreads.partition_point(|(first, _, _)| *first <= column);
            spreads[..before].last().filter(|(_, last, _)| column <= *last)
        };
        let under_one = |(first, last, _): &(u32, u32, &Words)| {
            let columns = self.words.iter().map(|(column, _)| *column);
            columns.clone().any(|column| column == *first)
                && columns.filter(|column| (*first..=*last).contains(column)).count() > 1
        };
        !self.words.is_empty()
            && self.words.iter().all(|(column, words)| {
                is_label(&words.form) && over(*column).is_some_and(under_one)
            })
    }

    /// The headers of one row alone.
    pub(super) fn labels(&self) -> Vec<Label> {
        let mut labels: Vec<Label> = self.cells().collect();
        labels.sort_by_key(|label| label.column);
        labels
    }

    /// A label for every column of its cells.
    fn cells(&self) -> impl Iterator<Item = Label> {
        let label = |(column, words): &(u32, Words), is_spread| Label {
            column: *column,
            words: words.clone(),
            above: None,
            is_spread,
        };
        let own = self.words.iter().map(move |cell| label(cell, false));
        own.chain(self.merged.iter().map(move |cell| label(cell, true)))
    }

    /// The headers of a column that are in this row, under those of the row above.
    pub(super) fn labels_under(&self, top: &Self, layout: &Layout) -> Vec<Label> {
        let spreads = top.spreads(layout);
        let above = |column: u32| {
            let before = spreads.partition_point(|(first, _, _)| *first <= column);
            let (_, last, words) = spreads[..before].last()?;
            (column <= *last).then(|| (*words).clone())
        };
        let own = self.cells().map(|label| Label { above: above(label.column), ..label });
        // Written in the upper row alone: one cell as high as the header.
        let filled: Vec<u32> = self.cells().map(|label| label.column).collect();
        let alone = top.cells().filter(|label| !filled.contains(&label.column));
        let mut labels: Vec<Label> = own.chain(alone).collect();
        labels.sort_by_key(|label| label.column);
        labels
    }

    /// How far each header spreads, from left to right: over its merged cell or, where nothing is merged, up to the
    /// next one. A title, alone in its row, heads no column.
    fn spreads(&self, layout: &Layout) -> Vec<(u32, u32, &Words)> {
        if self.words.len() < 2 {
            return Vec::new();
        }
        let merged: BTreeMap<u32, u32> = layout.merged_in(self.row).collect();
        let next = self.words.iter().skip(1).map(|(column, _)| *column);
        let next = next.chain(std::iter::once(u32::MAX));
        self.words
            .iter()
            .zip(next)
            .map(|((column, words), next)| {
                let last = if merged.is_empty() {
                    next - 1
                } else {
                    merged.get(column).map_or(*column, |last| *last)
                };
                (*column, last, words)
            })
            .collect()
    }
}

/// The further columns of the merged cells of a row, each with the words that it shows. A title, alone in
/// its row, heads no column.
fn merged(words: &[(u32, Words)], row: u32, layout: &Layout) -> Vec<(u32, Words)> {
    const MOST: u32 = 64;
    if words.len() < 2 {
        return Vec::new();
    }
    let of = |first: u32| words.iter().find(|(column, _)| *column == first);
    let is_free = |column: &u32| of(*column).is_none();
    let spread = layout.merged_in(row).filter_map(|(first, last)| Some((of(first)?, first, last)));
    let columns = spread.flat_map(|((_, words), first, last)| {
        let columns = (first + 1..=last.min(first.saturating_add(MOST))).filter(is_free);
        columns.map(|column| (column, words.clone())).collect::<Vec<_>>()
    });
    columns.collect()
}
