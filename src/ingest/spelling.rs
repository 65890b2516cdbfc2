//! Looking words up in any spelling, and the word that a misspelt one was probably meant to be.

use std::collections::BTreeMap;

use hashbrown::HashMap;

pub(super) use crate::model::spelling::normal_form;

/// Words with one meaning each.
pub(super) struct Vocabulary(BTreeMap<String, usize>);

impl Vocabulary {
    /// Each entry with its spellings; of a spelling given twice the first meaning holds.
    pub(super) fn new<'a, Words>(entries: impl IntoIterator<Item = Words>) -> Self
    where
        Words: IntoIterator<Item = &'a str>,
    {
        let mut meanings = BTreeMap::new();
        for (meaning, words) in entries.into_iter().enumerate() {
            for word in words {
                meanings.entry(normal_form(word)).or_insert(meaning);
            }
        }
        Self(meanings)
    }

    /// The entry with this spelling.
    pub(super) fn find(&self, words: &str) -> Option<usize> {
        self.0.get(&normal_form(words)).copied()
    }
}

/// Answers already found, by the very words of a cell: a column has a million rows and a dozen words.
pub(super) struct Answers<Answer>(HashMap<Box<str>, Answer>);

impl<Answer> Default for Answers<Answer> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<Answer: Copy> Answers<Answer> {
    /// The answer known for these words, or the one that is found now.
    pub(super) fn of(&mut self, words: &str, find: impl FnOnce() -> Answer) -> Answer {
        self.known(words).unwrap_or_else(|| {
            let answer = find();
            self.note(words, answer);
            answer
        })
    }

    pub(super) fn known(&self, words: &str) -> Option<Answer> {
        self.0.get(words).copied()
    }

    /// Keeps an answer; a column with very many words does not repeat them.
    pub(super) fn note(&mut self, words: &str, answer: Answer) {
        const MOST: usize = 10_000;
        if self.0.len() < MOST {
            self.0.insert(words.into(), answer);
        }
    }
}

/// Letters of the longest text that can be a misspelt word; likeness takes their square in time.
pub(super) const LONGEST_WORD: usize = 200;

/// The candidate nearest to `word`, when it is near enough to be worth proposing.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const NEAR_ENOUGH: f64 = 0.8;
    if word.len() > LONGEST_WORD {
        return None;
    }
    let form = normal_form(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&form, &normal_form(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

/// ` (forse «Istruttori»?)`, or nothing.
pub(super) fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(" (forse «{near}»?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        assert_eq!(nearest("soglja", ["soglia", "base"]), Some("soglia"));
        assert_eq!(nearest("xyz", ["soglia", "base"]), None);
        assert_eq!(nearest(&format!("soglia{}", "x".repeat(300)), ["soglia"]), None);
    }
}
