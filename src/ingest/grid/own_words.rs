//! `[valori.…]` of `cug.toml`: the words of the office that stand for words of the format.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::ingest::spelling::{Answers, normal_form};
use crate::model::settings::Settings;

/// The words of each column that the office maps.
#[derive(Default)]
pub(in crate::ingest) struct OwnWords(BTreeMap<String, Column>);

#[derive(Default)]
struct Column {
    /// By the normal form of the office's word.
    meanings: BTreeMap<String, usize>,
    words: Vec<String>,
    answers: Answers<Option<usize>>,
}

impl OwnWords {
    pub(in crate::ingest) fn new(settings: &Settings) -> Self {
        let columns = settings.words.iter().map(|(name, words)| {
            let mut column = Column::default();
            for (own, meant) in words {
                column.meanings.insert(normal_form(own), column.words.len());
                column.words.push(meant.clone());
            }
            (name.clone(), column)
        });
        Self(columns.collect())
    }

    /// What the words of a cell stand for: themselves, unless the office maps them.
    pub(in crate::ingest) fn meaning<'w>(
        &mut self,
        column: &str,
        words: Cow<'w, str>,
    ) -> Cow<'w, str> {
        let Some(column) = self.0.get_mut(column) else { return words };
        let Column { meanings, words: meant, answers } = column;
        match answers.of(&words, || meanings.get(&normal_form(&words)).copied()) {
            Some(index) => Cow::Owned(meant[index].clone()),
            None => words,
        }
    }
}
