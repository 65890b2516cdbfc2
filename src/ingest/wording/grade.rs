//! Words beside a grade that make no other of it: `Dirigenti (TI)`, `Direttori art. 19 d.lgs. 165/2001`.

use std::sync::LazyLock;

use super::phrases::{Phrases, is_figure, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::reference_data;

struct Lists {
    beside: Phrases<()>,
    law_openings: Phrases<()>,
    law_words: Phrases<()>,
}

/// Digits from which a number before a grade is the code of a payroll.
const DIGITS_OF_A_CODE: usize = 4;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = reference_data::grade_words();
    let phrases = |list: &[String]| Phrases::new(list.iter().map(|word| (word.as_str(), ())));
    Lists {
        beside: phrases(&words.beside),
        law_openings: phrases(&words.law_openings),
        law_words: phrases(&words.law_words),
    }
});

/// The words of a grade without the code of a payroll before them, which makes no other row of it.
pub(in crate::ingest) fn without_code(text: &str) -> &str {
    let text = text.trim();
    match text.split_once([' ', '-', '.']) {
        Some((code, rest)) if is_code(code) => rest.trim_start_matches([' ', '-', '.']),
        _ => text,
    }
}

fn is_code(word: &str) -> bool {
    is_figure(word) && word.len() >= DIGITS_OF_A_CODE
}

/// The words of a grade without those that only stand beside it; `None` where there are none of these, or
/// nothing else.
pub(in crate::ingest) fn bare(text: &str) -> Option<String> {
    let form = normal_form(text);
    let words = words_of(&form);
    let mut kept = Vec::new();
    let mut place = 0;
    while place < words.len() {
        match end_of_beside(&words, place) {
            Some(end) => place = end,
            None => {
                kept.push(words[place]);
                place += 1;
            }
        }
    }
    (!kept.is_empty() && kept.len() < words.len()).then(|| kept.join(" "))
}

/// Where the words end that begin here and stand beside a grade.
fn end_of_beside(words: &[&str], place: usize) -> Option<usize> {
    let rest = &words[place..];
    if place == 0 && is_code(words[0]) {
        return Some(1);
    }
    if let Some(length) = LISTS.beside.longest(rest) {
        return Some(place + length);
    }
    let opening = LISTS.law_openings.longest(rest)?;
    let is_of_law = |word: &&&str| is_figure(word) || LISTS.law_words.whole(&[word]).is_some();
    Some(place + opening + rest[opening..].iter().take_while(is_of_law).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_many_digits_before_a_grade_is_a_code() {
        for (text, expected) in [
            ("01503 AREA OPERATORI", "AREA OPERATORI"),
            ("1503 - Assistenti", "Assistenti"),
            ("3 livello", "3 livello"),
            ("01503", "01503"),
            ("Istruttori", "Istruttori"),
        ] {
            assert_eq!(without_code(text), expected);
        }
    }

    #[test]
    fn contract_law_and_code_are_no_part_of_a_grade() {
        for (text, expected) in [
            ("Dirigenti (TI)", Some("dirigenti")),
            ("PA Tempo Indeterminato", Some("pa")),
            ("Non Docenti TI - EP", Some("ep")),
            ("01503 AREA OPERATORI", Some("area operatori")),
            ("Direttori art. 19 d.lgs. 165/2001", Some("direttori")),
            ("Direttore generale (Legge 240/2010)", Some("direttore generale")),
            (
                "Area Istruttori tempo indeterminato - tempo determinato - Comandi",
                Some("area istruttori"),
            ),
            ("CTER VI livello", Some("vi livello")),
            ("Operatore tecnico - VIII livello", Some("viii livello")),
            ("tempo determinato", None),
            ("Istruttori", None),
            ("D1", None),
            ("comandato in entrata", None),
            ("Istruttore part time", None),
        ] {
            assert_eq!(bare(text).as_deref(), expected, "{text}");
        }
    }
}
