//! What a spreadsheet program does with a sheet besides its cells: what it hides, what it merges, what
//! is remarked on a cell.

use std::collections::BTreeMap;

/// Merged cells kept of one sheet: no header has so many, a hostile file may.
const MAX_MERGED: usize = 100_000;
/// Rows with comments kept of one sheet, and letters of a comment: enough to know what it says.
const MAX_COMMENTED: usize = 20_000;
const MAX_COMMENT: usize = 500;

/// Hidden rows and columns of a sheet, its merged cells and its comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// One-based, as rows are numbered.
    pub hidden_rows: Spans,
    /// Zero-based.
    pub hidden_columns: Spans,
    /// The rows of the file do not go down.
    pub(in crate::ingest) rows_are_mixed: bool,
    merged: Vec<Merged>,
    /// Merged cells of more than one row.
    tall: Vec<Tall>,
    /// By row, one-based: zero-based columns and texts.
    comments: BTreeMap<u32, Vec<(u32, String)>>,
}

/// A merged cell that goes down over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Tall {
    /// One-based, both included.
    pub(in crate::ingest) rows: (u32, u32),
    /// The first of its columns, zero-based: what it shows stands there.
    pub(in crate::ingest) column: u32,
}

/// One cell made of several, side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Merged {
    /// The first of its rows, one-based.
    row: u32,
    /// Its first and last column, zero-based.
    columns: (u32, u32),
}

impl Layout {
    /// Notes a merged cell by its first row (one-based) and its columns; those of one column are
    /// left out, because no header spreads over them.
    pub(in crate::ingest) fn merge(&mut self, row: u32, columns: (u32, u32)) {
        if columns.0 < columns.1 && self.merged.len() < MAX_MERGED {
            self.merged.push(Merged { row, columns });
        }
    }

    /// Notes a merged cell of several rows by its rows (one-based) and its first column.
    pub(in crate::ingest) fn merge_down(&mut self, rows: (u32, u32), column: u32) {
        if rows.0 < rows.1 && self.tall.len() < MAX_MERGED {
            self.tall.push(Tall { rows, column });
        }
    }

    /// Notes what is remarked on the cell in a row (one-based) and a column (zero-based).
    pub(in crate::ingest) fn comment(&mut self, (row, column): (u32, u32), text: &str) {
        let has_room = self.comments.len() < MAX_COMMENTED || self.comments.contains_key(&row);
        if has_room && !text.trim().is_empty() {
            let text = text.trim().chars().take(MAX_COMMENT).collect();
            self.comments.entry(row).or_default().push((column, text));
        }
    }

    /// What is remarked on the cells of a row (one-based), each with its column.
    pub fn comments_in(&self, row: u32) -> &[(u32, String)] {
        self.comments.get(&row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The merged cells of several rows, in the order of their first rows.
    pub(in crate::ingest) fn tall(&self) -> Vec<Tall> {
        let mut tall = self.tall.clone();
        tall.sort_by_key(|tall| tall.rows.0);
        tall
    }

    /// First and last column of the merged cells that begin in a row.
    pub(in crate::ingest) fn merged_in(&self, row: u32) -> impl Iterator<Item = (u32, u32)> {
        self.merged.iter().filter(move |merged| merged.row == row).map(|merged| merged.columns)
    }
}

/// Runs that words tell.
const RUNS_SHOWN: usize = 8;

/// Numbers in runs, both ends included: a sheet hides rows by the thousand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// Adds a run; runs come in rising order, as the formats have them.
    pub(in crate::ingest) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some((_, end)) if first == end.saturating_add(1) => *end = last,
            _ => self.0.push((first, last)),
        }
    }

    /// Adds a number, unless there are more runs already than words tell.
    pub(in crate::ingest) fn add_few(&mut self, number: u32) {
        if self.0.len() <= RUNS_SHOWN && !self.contains(number) {
            self.add(number, number);
        }
    }

    /// These numbers and those of another.
    pub(in crate::ingest) fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self.0.sort_unstable();
        let mut joined = Self::default();
        for (first, last) in self.0 {
            joined.add(first, last);
        }
        joined
    }

    /// The smallest number.
    pub(in crate::ingest) fn first(&self) -> Option<u32> {
        self.0.first().map(|(first, _)| *first)
    }

    /// How many numbers there are.
    pub(in crate::ingest) fn count(&self) -> u64 {
        self.0.iter().map(|(first, last)| u64::from(last - first) + 1).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, number: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= number);
        self.0[..after].last().is_some_and(|(_, last)| number <= *last)
    }

    /// `3`, `3-9`, `3-9, 12`: as people write page numbers; of many runs the first few.
    pub(in crate::ingest) fn words(&self) -> String {
        let mut runs: Vec<String> = self
            .0
            .iter()
            .take(RUNS_SHOWN)
            .map(
                |(first, last)| {
                    if first == last { first.to_string() } else { format!("{first}-{last}") }
                },
            )
            .collect();
        if self.0.len() > RUNS_SHOWN {
            runs.push("…".to_owned());
        }
        runs.join(", ")
    }
}

impl FromIterator<u32> for Spans {
    fn from_iter<Numbers: IntoIterator<Item = u32>>(numbers: Numbers) -> Self {
        let mut spans = Self::default();
        for number in numbers {
            spans.add(number, number);
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_and_find_their_numbers() {
        let spans: Spans = [3, 4, 5, 9].into_iter().collect();
        assert_eq!(spans.words(), "3-5, 9");
        let found: Vec<u32> = (0..12).filter(|number| spans.contains(*number)).collect();
        assert_eq!(found, [3, 4, 5, 9]);
        let many: Spans = (0..40).map(|number| number * 2).collect();
        assert_eq!(many.words(), "0, 2, 4, 6, 8, 10, 12, 14, …");
    }
}
