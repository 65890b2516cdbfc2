//! Words that mean none: `Nessuno`, `NO`, `-`, `non titolare`; and those that name nothing: `SI`, `X`.

use std::sync::LazyLock;

use super::phrases::{Phrases, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::reference_data;

struct Lists {
    whole: Phrases<()>,
    openings: Phrases<()>,
    unspecified: Phrases<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = reference_data::none_words();
    let phrases = |list: &[String]| Phrases::new(list.iter().map(|word| (word.as_str(), ())));
    Lists {
        whole: phrases(&words.words),
        openings: phrases(&words.openings),
        unspecified: phrases(&words.unspecified),
    }
});

/// Whether a text says that there is none. One without letters and digits, such as a dash, does.
pub(in crate::ingest) fn is_none(text: &str) -> bool {
    let form = normal_form(text);
    let words = words_of(&form);
    words.is_empty()
        || LISTS.whole.whole(&words).is_some()
        || LISTS.openings.opening(&words).is_some()
}

/// Whether a text says that there is one, but not which.
pub(in crate::ingest) fn is_unspecified(text: &str) -> bool {
    let form = normal_form(text);
    LISTS.unspecified.whole(&words_of(&form)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_denials_are_none() {
        for text in [
            "Nessuno",
            "NESSUN INCARICO",
            "-",
            " -- ",
            "NO",
            "n.d.",
            "N/A",
            "non titolare",
            "non titolare di EQ",
            "0",
            "Senza incarico",
        ] {
            assert!(is_none(text), "{text}");
        }
        for text in ["Elevata qualificazione", "EQ", "Notaio", "SI", "X", "Nodo informatico"] {
            assert!(!is_none(text), "{text}");
        }
        assert!(is_unspecified("Sì") && is_unspecified("x") && !is_unspecified("EQ"));
    }
}
