//! The guard of texts in csv: a spreadsheet that opens one takes a text that begins with `=`, `+`,
//! `-` or `@` for a formula. An apostrophe before it keeps it a text, and reading takes it off again.

use std::borrow::Cow;

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
