//! Codice fiscale (d.m. 23 dicembre 1976): some bodies use it as staff number. It tells gender and
//! date of birth, so it is read to check them, and never shown.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::model::gender::Gender;

/// Written in place of a code.
pub const HIDDEN: &str = "[codice fiscale]";
/// What a finding says of a text in which one was.
pub const REPLACED: &str = "contiene un codice fiscale: al suo posto è stampato [codice fiscale]";

const CHARACTERS: usize = 16;
/// Surname, name and birth: enough to know a person by, even when the rest is missing.
const TELLING: usize = 11;
/// Letters of the months.
const MONTHS: &[u8] = b"ABCDEHLMPRST";
/// Letters in place of digits, where two people would have the same code (omocodia).
const DIGITS: &[u8] = b"LMNPQRSTUV";
/// Places of the digits.
const DIGIT_PLACES: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
/// Added to the day of birth of women.
const WOMEN: u32 = 40;
/// Weights of `A` to `Z` in odd places; a digit weighs as the letter of its number.
const ODD_WEIGHTS: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// What a code says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalCode {
    pub gender: Gender,
    /// Year without its century, month, day.
    birth: (u32, u32, u32),
    /// The last character agrees with the others.
    pub is_sound: bool,
}

impl FiscalCode {
    /// Reads a text of the shape of a code, in capitals and without blanks; `None` for any other.
    pub fn read(text: &str) -> Option<Self> {
        let code: [u8; CHARACTERS] = text.as_bytes().try_into().ok()?;
        let is_shaped = (0..CHARACTERS).all(|place| fits(place, code[place]));
        if !is_shaped {
            return None;
        }
        let number = |place| Some(digit(code[place])? * 10 + digit(code[place + 1])?);
        let month = (1..).zip(MONTHS).find(|(_, letter)| **letter == code[8])?.0;
        let day = number(9)?;
        let (gender, day) =
            if day > WOMEN { (Gender::Woman, day - WOMEN) } else { (Gender::Man, day) };
        let birth = (number(6)?, month, day);
        Some(Self { gender, birth, is_sound: check_letter(&code) == code[15] })
    }

    /// The day of birth of somebody who is of one of these ages on the last day of a year; `None` where
    /// the code has a day that does not exist, or no century would do.
    pub fn birth_date(&self, year: i32, ages: &RangeInclusive<u32>) -> Option<NaiveDate> {
        let (of_century, month, day) = self.birth;
        let mut centuries = [year / 100 * 100, year / 100 * 100 - 100].into_iter();
        centuries.find_map(|century| {
            let born = century + i32::try_from(of_century).ok()?;
            let age = u32::try_from(year - born).ok()?;
            ages.contains(&age).then(|| NaiveDate::from_ymd_opt(born, month, day))?
        })
    }

    /// Whether the person may be born that day: the code does not know the century.
    pub fn agrees_with_birth(&self, date: NaiveDate) -> bool {
        self.birth == (date.year_ce().1 % 100, date.month(), date.day())
    }
}

/// The text with every code in it, whole or cut, replaced by [`HIDDEN`]. Whatever is printed of an
/// input goes through here.
pub fn hidden(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        shown.push_str(&rest[..start]);
        shown.push_str(HIDDEN);
        rest = &rest[end..];
    }
    if shown.is_empty() && rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Where the first code begins and ends, with the run of letters and digits that it is part of.
fn find(text: &str) -> Option<(usize, usize)> {
    let spaced = text.char_indices().find_map(|(start, _)| spaced_from(text, start));
    let found = [find_whole_or_cut(text), spaced].into_iter().flatten();
    found.min_by_key(|(start, end)| (*start, Reverse(*end)))
}

/// Start and end of a code with blanks in it, right to the last character: where there are blanks,
/// the beginning of one could be a sentence.
fn spaced_from(text: &str, start: usize) -> Option<(usize, usize)> {
    if text[start..].starts_with(char::is_whitespace) {
        return None;
    }
    let mut code = String::new();
    for (at, letter) in text[start..].char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
        let letter = u8::try_from(letter).ok()?.to_ascii_uppercase();
        if !fits(code.len(), letter) {
            return None;
        }
        code.push(char::from(letter));
        if code.len() == CHARACTERS {
            let is_sound = FiscalCode::read(&code)?.is_sound;
            return is_sound.then_some((start, start + at + 1));
        }
    }
    None
}

fn find_whole_or_cut(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_code = |start: &usize| {
        let Some(code) = bytes.get(*start..start + TELLING) else { return false };
        (0..TELLING).all(|place| fits(place, code[place].to_ascii_uppercase()))
            // Letters alone may be a long word: only a code that is right to the last is hidden.
            && (code.iter().any(u8::is_ascii_digit)
                || text.get(*start..start + CHARACTERS).is_some_and(|code| {
                    FiscalCode::read(&code.to_uppercase()).is_some_and(|code| code.is_sound)
                }))
    };
    let start = (0..bytes.len()).find(is_code)?;
    let run = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
    Some((start, run.map_or(bytes.len(), |length| start + length)))
}

/// Whether a character may stand in a place.
fn fits(place: usize, character: u8) -> bool {
    if place == 8 {
        MONTHS.contains(&character)
    } else if DIGIT_PLACES.contains(&place) {
        digit(character).is_some()
    } else {
        character.is_ascii_uppercase()
    }
}

fn digit(character: u8) -> Option<u32> {
    if character.is_ascii_digit() {
        return Some(u32::from(character - b'0'));
    }
    (0..).zip(DIGITS).find(|(_, letter)| **letter == character).map(|(number, _)| number)
}

fn check_letter(code: &[u8; CHARACTERS]) -> u8 {
    let weight = |(place, character): (usize, &u8)| {
        let index = if character.is_ascii_digit() { character - b'0' } else { character - b'A' };
        if place % 2 == 0 { ODD_WEIGHTS[usize::from(index)] } else { u32::from(index) }
    };
    let sum: u32 = code[..15].iter().enumerate().map(weight).sum();
    b'A' + u8::try_from(sum % 26).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn a_code_tells_gender_and_birth_and_whether_it_is_sound() {
        let man = FiscalCode::read("RSSMRA80A01H501U").expect("a code");
        assert_eq!((man.gender, man.is_sound), (Gender::Man, true));
        assert!(
            man.agrees_with_birth(date(1980, 1, 1)) && !man.agrees_with_birth(date(1980, 1, 2))
        );
        let woman = FiscalCode::read("VRDLGU70E57F205V").expect("a code");
        assert_eq!((woman.gender, woman.is_sound), (Gender::Woman, true));
        assert!(woman.agrees_with_birth(date(1970, 5, 17)));
        assert!(!FiscalCode::read("RSSMRA80A01H501V").expect("a code").is_sound);
    }

    #[test]
    fn a_code_tells_the_century_to_whoever_knows_the_ages() {
        let born =
            |code: &str| FiscalCode::read(code).expect("a code").birth_date(2025, &(14..=100));
        assert_eq!(born("RSSMRA80A01H501U"), Some(date(1980, 1, 1)));
        assert_eq!(born("RSSMRA03A01H501U"), Some(date(2003, 1, 1)));
        assert_eq!(born("RSSMRA25A01H501U"), Some(date(1925, 1, 1)));
        assert_eq!(born("RSSMRA80A31H501U"), Some(date(1980, 1, 31)));
        assert_eq!(born("RSSMRA80B31H501U"), None);
        assert_eq!(born("RSSMRA20A01H501U"), None);
    }

    #[test]
    fn letters_stand_for_digits_where_two_people_share_a_code() {
        let code = FiscalCode::read("RSSMRA80A01H50MM").expect("a code");
        assert!(code.is_sound && code.agrees_with_birth(date(1980, 1, 1)));
        let code = FiscalCode::read("RSSMRAULALMHRLMD").expect("a code");
        assert!(code.agrees_with_birth(date(1980, 1, 1)), "{code:?}");
    }

    #[test]
    fn other_texts_are_no_codes() {
        for text in ["", "000417", "RSSMRA80A01H501", "RSSMRA80F01H501U", "rssmra80a01h501u"] {
            assert_eq!(FiscalCode::read(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_hidden_wherever_they_stand_and_words_are_not() {
        for (text, shown) in [
            ("il genere «RSSMRA80A01H501U» non va", "il genere «[codice fiscale]» non va"),
            ("cf:rssmra80a01h501u;VRDLGU70E57F205V", "cf:[codice fiscale];[codice fiscale]"),
            ("RSSMRA80A01H50", "[codice fiscale]"),
            ("ITRSSMRA80A01H501UX", "IT[codice fiscale]"),
            ("RSSMRAULALMHRLMO e perché", "RSSMRAULALMHRLMO e perché"),
            ("Settore ambiente 12 bis, però", "Settore ambiente 12 bis, però"),
            ("31/12/1970", "31/12/1970"),
            ("cf: rss mra 80a01 h501u qui", "cf: [codice fiscale] qui"),
        ] {
            assert_eq!(hidden(text), shown);
        }
    }
}
