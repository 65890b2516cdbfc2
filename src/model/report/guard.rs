//! The guards of texts that others wrote. Some letters steer whoever shows them: they go. And a
//! spreadsheet that opens a csv takes a text that begins with `=`, `+`, `-` or `@` for a formula: an
//! apostrophe before it keeps it a text, and reading takes it off again.

use std::borrow::Cow;

/// The text without letters that steer a terminal, a page or a reader: control characters, line breaks
/// and tabs apart, become U+FFFD; what turns the direction of writing, or is not seen, is left out.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|letter| match letter {
        _ if letter.is_control() && steers(letter) => Some(char::REPLACEMENT_CHARACTER),
        _ => (!steers(letter)).then_some(letter),
    });
    Cow::Owned(shown.collect())
}

/// Whether a letter does something instead of being read.
pub fn steers(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' => false,
        // Marks, embeddings, overrides and isolates of direction (Unicode Annex 9).
        '\u{61c}' | '\u{200e}' | '\u{200f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // Nothing to be seen, but a word that looks like another; line breaks that csv does not know.
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{2028}' | '\u{2029}' => true,
        _ => letter.is_control(),
    }
}

/// The text as a csv carries it: with an apostrophe before it where a spreadsheet would compute it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] was given.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(text)
}

/// Apostrophes and blanks before the sign do not count, so that a guarded text is guarded again and
/// nothing is lost on the way back. A number is safe with its sign.
fn needs_guard(text: &str) -> bool {
    let bare = text.trim_start_matches(['\'', ' ']);
    let begins_formula =
        bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins_formula && !is_number(text)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits
        .split(['.', ','])
        .all(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", " =1", "'=1", "-", "＝1", "-1+1|A"]
        {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "C1", "-2.79", "+3", "1=1", "l'area", "'", "\u{2212}2,79", "<30"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn letters_that_steer_are_shown_or_go() {
        assert_eq!(harmless("a\u{1b}[2J\u{9b}\u{7f}\n\t"), "a\u{fffd}[2J\u{fffd}\u{fffd}\n\t");
        assert_eq!(harmless("\u{feff}x\u{202e}fdp\u{2066}\u{200b}"), "xfdp");
        assert_eq!(harmless("d’Alì \u{200d} 部長"), "d’Alì \u{200d} 部長");
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again(text in "['=+@\t 0-9,.a-]{0,6}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), text.as_str());
            let first = guarded.chars().next();
            let is_formula = first.is_some_and(|first| "=+-@\t".contains(first));
            prop_assert!(!is_formula || is_number(&text));
        }
    }
}
