//! Questions about the words of a sheet: each word once, with the rows that have it, because it is
//! answered once for all of them.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::layout::Spans;
use crate::italian;

/// Words asked about together; of a column with more, each row is told for itself.
const MOST: usize = 200;

/// A word, by what is asked of it and its column.
type Key = (Code, String, String);

#[derive(Default)]
pub(in crate::ingest) struct WordQuestions(BTreeMap<Key, Question>);

struct Question {
    found: Diagnostic,
    rows: Spans,
    count: u64,
}

impl WordQuestions {
    /// Notes another row with a word that was asked about; `false` where it was not.
    pub(in crate::ingest) fn again(
        &mut self,
        (code, column): (Code, &str),
        word: &str,
        row: u32,
    ) -> bool {
        let key = (code, column.to_owned(), word.to_owned());
        let Some(question) = self.0.get_mut(&key) else { return false };
        question.rows.add_few(row);
        question.count += 1;
        true
    }

    /// Keeps a question; gives it back where there are too many.
    pub(in crate::ingest) fn ask(
        &mut self,
        (code, column): (Code, &str),
        word: &str,
        found: Diagnostic,
    ) -> Option<Diagnostic> {
        if self.0.len() >= MOST {
            return Some(found);
        }
        let rows = found.location.row.into_iter().collect();
        let question = Question { found, rows, count: 1 };
        self.0.insert((code, column.to_owned(), word.to_owned()), question);
        None
    }

    /// The questions, each with its rows.
    pub(in crate::ingest) fn close(self, diagnostics: &mut Diagnostics) {
        for Question { mut found, rows, count } in self.0.into_values() {
            if count > 1 {
                let rows = format!(" ({} righe: {})", italian::count(count), rows.words());
                found.message.push_str(&rows);
            }
            diagnostics.push(found);
        }
    }
}
