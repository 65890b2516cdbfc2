//! Rows that are there twice: an extraction pasted on itself. No row is kept, only what tells it apart.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::{DefaultHashBuilder, HashSet};

use crate::ingest::file::sheet::{Row, Value};
use crate::italian::reading::{self, Numeral};

/// Rows of a file with dates whose marks are remembered; of the others only whether all come in pairs.
const MOST_MARKS: usize = 500_000;
/// Fewer rows may be in pairs by chance.
const FEWEST_ROWS: u64 = 8;

/// The rows met so far.
#[derive(Default)]
pub(in crate::ingest) struct Repeats {
    hasher: DefaultHashBuilder,
    marks: HashSet<u64>,
    /// All marks, each added to the others without a carry: nothing is left of those in pairs.
    joined: u64,
    rows: u64,
}

impl Repeats {
    /// Notes a row; gives whether one with a date was there before with the very same cells.
    pub(in crate::ingest) fn is_again(&mut self, row: &Row<'_>, is_dated: bool) -> bool {
        let mark = self.mark(row);
        self.joined ^= mark;
        self.rows += 1;
        if !is_dated {
            return false;
        }
        if self.marks.len() == MOST_MARKS {
            return self.marks.contains(&mark);
        }
        !self.marks.insert(mark)
    }

    /// Whether every row is there twice, or four times.
    pub(in crate::ingest) fn are_all_in_pairs(&self) -> bool {
        self.rows >= FEWEST_ROWS && self.joined == 0
    }

    fn mark(&self, row: &Row<'_>) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        for cell in row.cells {
            match cell {
                // «4,00» and «PRIVACY » are «4» and «Privacy», as files that were joined have them.
                Value::Text(text) => match reading::quantity(text.trim()) {
                    Ok(Numeral::Plain(number)) => number.normalize().hash(&mut hasher),
                    _ => text.trim().to_lowercase().hash(&mut hasher),
                },
                Value::Number(number) => number.value.normalize().hash(&mut hasher),
                Value::Date(day) => day.hash(&mut hasher),
                other => other.text().unwrap_or_default().hash(&mut hasher),
            }
            hasher.write_u8(0);
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extraction_pasted_on_itself_leaves_nothing() {
        let row = |text: String| [Value::from(text)];
        let note = |repeats: &mut Repeats, cells: &[Value<'_>], is_dated| {
            repeats.is_again(
                &Row { number: 1, cells, fields: Default::default(), turned: None },
                is_dated,
            )
        };
        let mut repeats = Repeats::default();
        for _ in 0..2 {
            for number in 0..5 {
                assert!(!note(&mut repeats, &row(number.to_string()), false));
            }
        }
        assert!(repeats.are_all_in_pairs());
        assert!(!note(&mut repeats, &row("5".into()), true));
        assert!(!repeats.are_all_in_pairs());
        assert!(note(&mut repeats, &row("5".into()), true));
    }
}
