//! Whether a row counts, in the words of its state, outcome, presence or role.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::phrases::{Phrases, is_figure, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::input::InputKind;
use crate::model::reference_data;
use crate::model::wording::StandingWords;

/// That a row counts, or why it does not.
pub(in crate::ingest) type Standing = Option<&'static str>;

/// What an office says of its own words in `[valori.…]`.
const COUNTS: &str = "conta";
const COUNTS_NOT: &str = "non conta";

static WORDS: LazyLock<Vec<StandingWords>> = LazyLock::new(reference_data::standings);
/// By input and column.
static PHRASES: LazyLock<BTreeMap<(&str, &str), Phrases<Standing>>> = LazyLock::new(|| {
    let mut entries: BTreeMap<(&str, &str), Vec<(&str, Standing)>> = BTreeMap::new();
    for list in WORDS.iter() {
        for input in &list.inputs {
            for column in &list.columns {
                let words = list.words.iter().map(|word| (word.as_str(), list.reason.as_deref()));
                entries.entry((input, column)).or_default().extend(words);
            }
        }
    }
    entries.into_iter().map(|(of, words)| (of, Phrases::new(words))).collect()
});

/// What the words of a column say of a row; `None` when they are not known. A number or a date after
/// them decides nothing: `Completato 12/05/2025`.
pub(in crate::ingest) fn standing(kind: InputKind, column: &str, text: &str) -> Option<Standing> {
    let phrases = PHRASES.get(&(kind.name(), column))?;
    let form = normal_form(text);
    let words = words_of(&form);
    match form.as_str() {
        COUNTS => return Some(None),
        COUNTS_NOT => return Some(Some("righe che l'ente non conta")),
        _ => {}
    }
    let end = words.iter().rposition(|word| !is_figure(word)).map_or(0, |last| last + 1);
    phrases.whole(&words).or_else(|| phrases.whole(&words[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_outcomes_say_who_counts() {
        let of = |column, text| standing(InputKind::Training, column, text);
        assert_eq!(of("stato", "Completato"), Some(None));
        assert_eq!(of("stato", "COMPLETATO il 12/05/2025"), None);
        assert_eq!(of("stato", "Completato 12/05/2025"), Some(None));
        assert_eq!(of("stato", "Non completato"), Some(Some("corsi non conclusi")));
        assert_eq!(of("stato", "Iscritta"), Some(Some("iscrizioni senza frequenza")));
        assert_eq!(of("stato", "Boh"), None);
        assert_eq!(of("presenza", "A"), Some(Some("assenze")));
        assert_eq!(of("ruolo", "Docente"), Some(Some("docenti e tutor")));
        let of = |text| standing(InputKind::WorkLife, "esito", text);
        assert_eq!(of("Accolta"), Some(None));
        assert_eq!(of("In istruttoria"), Some(Some("richieste non ancora decise")));
        assert_eq!(of("Non accolta"), Some(Some("richieste respinte")));
    }

    #[test]
    fn no_word_has_two_meanings() {
        for list in WORDS.iter() {
            for (input, column) in list
                .inputs
                .iter()
                .flat_map(|input| list.columns.iter().map(move |column| (input, column)))
            {
                let kind = InputKind::from_name(input).expect("an input");
                for word in &list.words {
                    let found = standing(kind, column, word.trim_end_matches('*'));
                    if word.ends_with('*') {
                        continue;
                    }
                    assert_eq!(found, Some(list.reason.as_deref()), "{input}, {column}: {word}");
                }
            }
        }
    }
}
