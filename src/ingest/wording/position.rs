//! Types of position in the words of appointments: `E.Q. Polizia locale`, `Specifiche resp. anagrafe`.

use std::sync::LazyLock;

use super::nothing;
use super::phrases::{Phrases, words_of};
use crate::ingest::spelling::normal_form;
use crate::italian::reading;
use crate::model::reference_data;
use crate::model::wording::PositionWords;

/// What the words of a position are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Held {
    /// A known type, as printed.
    Known(&'static str),
    /// A type of the body's own.
    Own,
    /// A known type beside words that may deny it.
    Doubtful(&'static str),
    None,
    /// There is one, and nobody says which.
    Unspecified,
}

struct Lists {
    types: Phrases<&'static str>,
    doubtful: Phrases<()>,
}

static WORDS: LazyLock<PositionWords> = LazyLock::new(reference_data::position_words);
static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let types = WORDS.terms.iter().flat_map(|term| {
        let words = term.words.iter().map(String::as_str);
        words.map(|word| (word, term.label.as_str()))
    });
    Lists {
        types: Phrases::new(types),
        doubtful: Phrases::new(WORDS.doubtful.iter().map(|word| (word.as_str(), ()))),
    }
});

/// The type of a position. Where the words name two types they are left as they are: it is how the
/// body calls its own.
pub(in crate::ingest) fn position(text: &str) -> Held {
    if nothing::is_none(text) {
        return Held::None;
    }
    if nothing::is_unspecified(text) {
        return Held::Unspecified;
    }
    let form = normal_form(text);
    let words = words_of(&form);
    let found = LISTS.types.all(&words);
    let Some(first) = found.first() else { return Held::Own };
    if found.iter().any(|other| other.meaning != first.meaning) {
        return Held::Own;
    }
    let rest = [&words[..first.first], &words[first.end..]].concat();
    // A day may be that of a beginning or of an end.
    let has_day = text.split_whitespace().any(|word| reading::date(word).is_ok());
    if LISTS.doubtful.is_in(&rest) || has_day {
        Held::Doubtful(first.meaning)
    } else {
        Held::Known(first.meaning)
    }
}

/// The known type that the words name, where nothing else stands beside it.
pub(in crate::ingest) fn bare(text: &str) -> Option<&'static str> {
    let form = normal_form(text);
    let words = words_of(&form);
    let found = LISTS.types.all(&words);
    let whole = found.iter().find(|one| one.first == 0 && one.end == words.len());
    whole.map(|one| one.meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_office_is_no_type_of_position() {
        let [eq, po, sr] =
            ["Elevata qualificazione", "Posizione organizzativa", "Specifiche responsabilità"];
        for (text, expected) in [
            ("EQ Servizio Tributi", Held::Known(eq)),
            ("E.Q. Polizia locale", Held::Known(eq)),
            ("Incarico di Elevata Qualificazione", Held::Known(eq)),
            ("ELEV. QUALIF.", Held::Known(eq)),
            ("P.O. Ragioneria", Held::Known(po)),
            ("Specifiche resp. anagrafe", Held::Known(sr)),
            ("Specifiche responsabilità", Held::Known(sr)),
            ("Elevata qualificazione / Posizione organizzativa", Held::Own),
            ("Capo ufficio stampa", Held::Own),
            ("EQ vacante", Held::Doubtful(eq)),
            ("ex EQ", Held::Doubtful(eq)),
            ("non titolare di EQ", Held::None),
            ("Nessuno", Held::None),
            ("SI", Held::Unspecified),
        ] {
            assert_eq!(position(text), expected, "{text}");
        }
    }
}
