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
    /// No number, no date: a row of a person is seldom so.
    pub(super) is_all_text: bool,
}

impl Line {
    pub(super) fn of(row: &SheetRow) -> Self {
        let words: Vec<(u32, Words)> = (0u32..)
            .zip(&row.cells)
            .filter_map(|(column, value)| Some((column, Words::of(&value.text()?))))
            .collect();
        let begins_with_digit =
            |(_, words): &(u32, Words)| words.form.starts_with(|letter: char| letter.is_numeric());
        let is_all_text = !words.iter().any(begins_with_digit);
        Self { row: row.number, words, is_all_text }
    }

    /// The headers of one row alone.
    pub(super) fn labels(&self) -> Vec<Label> {
        let label = |(column, words): &(u32, Words)| Label {
            column: *column,
            words: words.clone(),
            above: None,
        };
        self.words.iter().map(label).collect()
    }

    /// The headers of a column that are in this row, under those of the row above.
    pub(super) fn labels_under(&self, top: &Self, layout: &Layout) -> Vec<Label> {
        let spreads = top.spreads(layout);
        let above = |column: u32| {
            let before = spreads.partition_point(|(first, _, _)| *first <= column);
            let (_, last, words) = spreads[..before].last()?;
            (column <= *last).then(|| (*words).clone())
        };
        let own = self.words.iter().map(|(column, words)| Label {
            column: *column,
            words: words.clone(),
            above: above(*column),
        });
        // Written in the upper row alone: one cell as high as the header.
        let is_free = |column: u32| self.words.binary_search_by_key(&column, |own| own.0).is_err();
        let alone = top
            .words
            .iter()
            .filter(|(column, _)| is_free(*column))
            .map(|(column, words)| Label { column: *column, words: words.clone(), above: None });
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
