//! The characters that the documents can draw, as a list of the faces in `fonts/`.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// One range a line, in hexadecimal digits; `report/assets.rs` writes it and compares.
const LIST: &str = include_str!("../../../data/drawn_characters.txt");

static RANGES: LazyLock<Vec<RangeInclusive<u32>>> = LazyLock::new(|| {
    let number = |digits: &str| u32::from_str_radix(digits, 16).ok();
    let range = |line: &str| {
        let (first, last) = line.split_once('-')?;
        Some(number(first)?..=number(last)?)
    };
    LIST.lines().filter_map(range).collect()
});

/// Whether some face can draw the character.
pub fn is_drawn(letter: char) -> bool {
    if letter.is_control() {
        // Some faces map them, but a PDF string cannot hold them.
        return matches!(letter, '\n' | '\t');
    }
    if letter.is_ascii() || letter.is_whitespace() {
        return true;
    }
    let letter = u32::from(letter);
    let before = RANGES.partition_point(|range| *range.start() <= letter);
    before.checked_sub(1).is_some_and(|place| RANGES[place].contains(&letter))
}

/// The text with plain letters for ornamental ones that no face has, such as mathematical bold.
pub fn in_plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        let same: String = std::iter::once(letter).nfkc().collect();
        if is_drawn(letter) || !same.chars().all(is_drawn) {
            plain.push(letter);
        } else {
            plain.push_str(&same);
        }
    }
    plain
}

/// The characters of a text that no face draws, each once, in their order.
pub fn not_drawn(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for letter in text.chars().filter(|letter| !is_drawn(*letter) && !is_mark(*letter)) {
        if !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

/// `il carattere U+F0E8 non si può stampare, vicino a «Vedi allegato»`, of a line that has some.
pub fn undrawn(line: &str) -> Option<String> {
    const MOST: usize = 5;
    const LETTERS_NEAR: usize = 30;
    let letters = not_drawn(line);
    let named = |letter: &char| format!("U+{:04X}", u32::from(*letter));
    let names: Vec<String> = letters.iter().take(MOST).map(named).collect();
    let others = if letters.len() > MOST { ", …" } else { "" };
    let lead = match names.as_slice() {
        [] => return None,
        [one] => format!("il carattere {one} non si può stampare"),
        _ => format!("i caratteri {}{others} non si possono stampare", names.join(", ")),
    };
    let words: String = line.chars().filter(|letter| is_drawn(*letter)).collect();
    let near: String = words.trim().chars().take(LETTERS_NEAR).collect();
    Some(if near.is_empty() { lead } else { format!("{lead}, nella riga «{near}»") })
}

/// Joiners and variations, which only change the character before them.
fn is_mark(letter: char) -> bool {
    super::guard::steers(letter) && !letter.is_control()
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornamental_letters_become_plain_ones_and_the_rest_is_told() {
        assert_eq!(in_plain_letters("𝗣𝗮𝗿𝗶 à 12"), "Pari à 12");
        assert_eq!(not_drawn("Fatto \u{f0e8} 👍 👍 è"), ['\u{f0e8}', '👍']);
        assert!(not_drawn("perché «sì» – € ✔").is_empty());
    }
}
