//! One form for words that people write in many ways, so that they can be compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents and punctuation, blanks single: `Titolo di Studio ` and
/// `TITOLO_DI_STUDIO` are both `titolo di studio`. `%` and `+` are kept, as words of their own.
pub fn normal_form(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        if letter.is_alphanumeric() {
            form.extend(letter.to_lowercase());
        } else if letter == '%' || letter == '+' {
            form.push(' ');
            form.push(letter);
            form.push(' ');
        } else {
            form.push(' ');
        }
    }
    form.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether some word of a text in normal form begins in one of these ways.
pub fn has_beginning(form: &str, beginnings: &[&str]) -> bool {
    form.split(' ').any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_one_of_a_word() {
        assert!(has_beginning("gara mensa", &["appalt", "gar"]));
        assert!(!has_beginning("la vulgata", &["gata"]));
    }

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(normal_form(" TITOLO_DI\u{a0}STUDIO "), "titolo di studio");
        assert_eq!(normal_form("Unità"), "unita");
        assert_eq!(normal_form("% part-time"), "% part time");
    }
}
