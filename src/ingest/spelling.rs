//! Looking words up in any spelling, and the word that a misspelt one was probably meant to be.

use std::collections::{BTreeMap, BTreeSet};

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

/// Words and sets of words with a meaning each: a text has the meaning of the words that it is, or of
/// the largest set that it has whole; two meanings with sets as large decide nothing.
#[derive(Default)]
pub(super) struct Lexicon {
    spellings: BTreeMap<String, usize>,
    sets: Vec<(Vec<String>, usize)>,
    /// Texts that may have two meanings.
    unclear: BTreeSet<String>,
}

impl Lexicon {
    pub(super) fn new(unclear: &[String]) -> Self {
        let unclear = unclear.iter().map(|text| normal_form(text)).collect();
        Self { unclear, ..Self::default() }
    }

    pub(super) fn add<'a>(
        &mut self,
        meaning: usize,
        spellings: impl IntoIterator<Item = &'a str>,
        sets: &[String],
    ) {
        for spelling in spellings {
            self.spellings.entry(normal_form(spelling)).or_insert(meaning);
        }
        let words = |set: &String| set.split(' ').map(str::to_owned).collect();
        self.sets.extend(sets.iter().map(|set| (words(set), meaning)));
    }

    /// The meaning of a text that is one of the spellings.
    pub(super) fn spelled(&self, form: &str) -> Option<usize> {
        self.spellings.get(form).copied()
    }

    pub(super) fn is_unclear(&self, form: &str) -> bool {
        self.unclear.contains(form)
    }

    /// The meaning of a text in normal form.
    pub(super) fn find(&self, form: &str) -> Option<usize> {
        if self.is_unclear(form) {
            return None;
        }
        self.spelled(form).or_else(|| {
            let words: BTreeSet<&str> = form.split(' ').collect();
            let fits = self
                .sets
                .iter()
                .filter(|(set, _)| set.iter().all(|word| words.contains(word.as_str())));
            let fits: Vec<(usize, usize)> =
                fits.map(|(set, meaning)| (set.len(), *meaning)).collect();
            let (most, meaning) = fits.iter().max()?;
            let is_other = |fit: &(usize, usize)| fit.0 == *most && fit.1 != *meaning;
            (!fits.iter().any(is_other)).then_some(*meaning)
        })
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

/// The candidate that `word` is with a slip of the pen. Never one with another meaning: a number, a
/// word more or less, a letter that classifies are no slips.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let form = normal_form(word);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(&form, &normal_form(candidate))?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// How many letters part two texts that are one but for slips; `None` where they are two.
fn slips(form: &str, other: &str) -> Option<usize> {
    let joined = |form: &str| form.replace(' ', "");
    if joined(form) == joined(other) {
        return Some(0);
    }
    let (words, others): (Vec<&str>, Vec<&str>) =
        (form.split(' ').collect(), other.split(' ').collect());
    if words.len() != others.len() {
        return None;
    }
    words.iter().zip(&others).map(|(word, other)| slips_of_a_word(word, other)).sum()
}

/// A word begins as it is meant; `indeterminato` is not `determinato`, `C1` is not `C2`.
fn slips_of_a_word(word: &str, other: &str) -> Option<usize> {
    const SHORT: usize = 4;
    const LONG: usize = 7;
    if word == other {
        return Some(0);
    }
    let most = match word.chars().count().min(other.chars().count()) {
        ..SHORT => return None,
        SHORT..LONG => 1,
        _ => 2,
    };
    let is_number = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let is_fit =
        word.chars().next() == other.chars().next() && !is_number(word) && !is_number(other);
    Some(strsim::osa_distance(word, other)).filter(|slips| is_fit && *slips <= most)
}

/// ` (forse «Istruttori»?)`, or nothing.
pub(super) fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(" (forse «{near}»?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_meaning_is_no_slip() {
        for (word, other) in [
            ("Segretario A", "Segretario generale"),
            ("Dirigente medico", "Dirigente"),
            ("Laurea II livello", "Laurea"),
            ("C1", "C2"),
            ("Master di II livello", "Master di I livello"),
            ("a tempo determinato", "a tempo indeterminato"),
            ("Diploma di laurea", "Diploma di scuola superiore"),
        ] {
            assert_eq!(nearest(word, [other]), None, "{word}");
        }
        let types =
            ["L.104 giorni", "L.104 ore", "congedo parentale giorni", "congedo parentale ore"];
        assert_eq!(nearest("L.104 giorno", types), Some("L.104 giorni"));
        for other in ["CONGEDO PARENTALE 30%", "permesso orario", "L.104", "congedo parentale"] {
            assert_eq!(nearest(other, types), None, "{other}");
        }
        assert_eq!(nearest("lavoro da remoto", ["lavoro agile"]), None);
        assert_eq!(nearest("lavoro agle", ["lavoro agile"]), Some("lavoro agile"));
    }

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        assert_eq!(nearest("soglja", ["soglia", "base"]), Some("soglia"));
        assert_eq!(nearest("xyz", ["soglia", "base"]), None);
        assert_eq!(nearest("Istrutori", ["Istruttori"]), Some("Istruttori"));
        assert_eq!(nearest("datanascita", ["data_nascita"]), Some("data_nascita"));
        assert_eq!(nearest(&format!("soglia{}", "x".repeat(300)), ["soglia"]), None);
    }
}
