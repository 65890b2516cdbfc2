//! Training: how a course was given is not what it was about.

use std::sync::LazyLock;

use super::phrases::{Phrases, is_figure, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::reference_data;

/// Whether a word says how; one that only stands beside such words does not.
static MODALITIES: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    let words = reference_data::training_modalities();
    let of =
        |list: &[String], says| list.iter().map(|word| (word.clone(), says)).collect::<Vec<_>>();
    let all = [of(&words.modalities, true), of(&words.beside, false)].concat();
    Phrases::new(all.iter().map(|(word, says)| (word.as_str(), *says)))
});

/// Whether a text says only how a course was given: `FAD`, `webinar`, `in presenza`.
pub(in crate::ingest) fn is_modality(text: &str) -> bool {
    let form = normal_form(text);
    let marks: Option<Vec<bool>> = words_of(&form)
        .iter()
        .map(|word| MODALITIES.whole(&[word]).or_else(|| is_figure(word).then_some(false)))
        .collect();
    form == "on line" || marks.is_some_and(|marks| marks.contains(&true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_course_was_given_is_no_topic() {
        for text in
            ["FAD", "e-learning", "in presenza", "Aula", "Webinar", "FAD asincrona", "on line"]
        {
            assert!(is_modality(text), "{text}");
        }
        for text in
            ["sicurezza", "FAD sicurezza", "lingua inglese", "primo soccorso", "corso 12", "2", ""]
        {
            assert!(!is_modality(text), "{text}");
        }
    }
}
