//! Phrases of `data/classifications/`: words side by side in a text, whole or by their beginning.

use crate::ingest::spelling::normal_form;

/// Words that stand side by side.
#[derive(Debug)]
struct Phrase(Vec<Word>);

#[derive(Debug)]
struct Word {
    form: String,
    /// `giorn*`: any word that begins so.
    is_beginning: bool,
}

/// Phrases with what each of them means.
#[derive(Debug)]
pub(in crate::ingest) struct Phrases<Meaning>(Vec<(Phrase, Meaning)>);

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Match<Meaning> {
    pub(in crate::ingest) meaning: Meaning,
    /// Its first word and the word after its last, among those of the text.
    pub(in crate::ingest) first: usize,
    pub(in crate::ingest) end: usize,
}

impl Word {
    fn fits(&self, word: &str) -> bool {
        if self.is_beginning { word.starts_with(&self.form) } else { word == self.form }
    }
}

impl Phrase {
    fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| Word {
            form: normal_form(word.trim_end_matches('*')),
            is_beginning: word.ends_with('*'),
        });
        Self(words.collect())
    }

    fn is_at(&self, words: &[&str], first: usize) -> bool {
        let Some(found) = words.get(first..first + self.0.len()) else { return false };
        self.0.iter().zip(found).all(|(word, found)| word.fits(found))
    }
}

impl<Meaning: Copy> Phrases<Meaning> {
    pub(in crate::ingest) fn new<'a>(
        entries: impl IntoIterator<Item = (&'a str, Meaning)>,
    ) -> Self {
        Self(entries.into_iter().map(|(text, meaning)| (Phrase::of(text), meaning)).collect())
    }

    /// The meaning of a text that is one of the phrases, from its first word to its last.
    pub(in crate::ingest) fn whole(&self, words: &[&str]) -> Option<Meaning> {
        let is_whole = |phrase: &Phrase| phrase.0.len() == words.len() && phrase.is_at(words, 0);
        self.0.iter().find(|(phrase, _)| is_whole(phrase)).map(|(_, meaning)| *meaning)
    }

    /// The meaning of a phrase that opens a text.
    pub(in crate::ingest) fn opening(&self, words: &[&str]) -> Option<Meaning> {
        self.0.iter().find(|(phrase, _)| phrase.is_at(words, 0)).map(|(_, meaning)| *meaning)
    }

    /// How many words the longest phrase has that opens a text.
    pub(in crate::ingest) fn longest(&self, words: &[&str]) -> Option<usize> {
        let here = self.0.iter().filter(|(phrase, _)| phrase.is_at(words, 0));
        here.map(|(phrase, _)| phrase.0.len()).max()
    }

    /// Every phrase that stands anywhere in a text, from left to right, the longer first.
    pub(in crate::ingest) fn all(&self, words: &[&str]) -> Vec<Match<Meaning>> {
        let mut found: Vec<Match<Meaning>> = Vec::new();
        for first in 0..words.len() {
            let here = self.0.iter().filter(|(phrase, _)| phrase.is_at(words, first));
            found.extend(here.map(|(phrase, meaning)| Match {
                meaning: *meaning,
                first,
                end: first + phrase.0.len(),
            }));
        }
        found.sort_by_key(|found| (found.first, std::cmp::Reverse(found.end)));
        found
    }

    pub(in crate::ingest) fn is_in(&self, words: &[&str]) -> bool {
        (0..words.len()).any(|first| self.0.iter().any(|(phrase, _)| phrase.is_at(words, first)))
    }
}

/// The words of a text in normal form.
pub(in crate::ingest) fn words_of(form: &str) -> Vec<&str> {
    form.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Whether a word is a number or a percent sign.
pub(in crate::ingest) fn is_figure(word: &str) -> bool {
    // `2gg` is `2 gg`, written together.
    const UNITS: [&str; 7] = ["", "g", "gg", "giorni", "h", "hh", "ore"];
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    word == "%" || (letters.len() < word.len() && UNITS.contains(&letters)) || word.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_or_beginnings_of_words() {
        let phrases = Phrases::new([("giorn*", 1), ("cong straord*", 2), ("no", 3)]);
        let all = |text: &str| {
            let form = normal_form(text);
            phrases.all(&words_of(&form)).iter().map(|found| found.meaning).collect::<Vec<_>>()
        };
        assert_eq!(all("Permesso giornaliero"), [1]);
        assert_eq!(all("CONG. STRAORDINARIO a giorni"), [2, 1]);
        assert_eq!(all("nota"), [0; 0]);
        assert_eq!(phrases.whole(&["no"]), Some(3));
        assert_eq!(phrases.whole(&["no", "grazie"]), None);
        assert_eq!(phrases.opening(&["no", "grazie"]), Some(3));
    }
}
