//! Which header a missing column may stand under. Proposed, never applied.

use super::Header;
use super::label::Label;
use super::spellings::Spellings;
use crate::ingest::spelling::LONGEST_WORD;
use crate::model::header_words;
use crate::model::holds::Holds;
use crate::model::reference_data::InputColumn;

/// Headers proposed for one column.
const MAX_PROPOSALS: usize = 3;
/// Free headers looked at, so that a sheet of thousands of columns costs no more than a large one.
const MOST_HEADERS: usize = 512;
/// From here on a header is worth proposing for a column that must be found.
const LIKE: f64 = 0.8;
/// From here on it is worth a note that nobody asked for.
const VERY_LIKE: f64 = 0.9;
const ABBREVIATION: f64 = 0.97;
const CONTRACTION: f64 = 0.9;
/// Words that headers leave out at will.
const SMALL_WORDS: [&str; 12] =
    ["di", "del", "della", "dei", "delle", "dell", "d", "al", "la", "il", "in", "e"];

/// For each missing column, by its place: the free headers most like it, the best first.
pub(super) fn proposals<'a>(
    header: &'a Header,
    spellings: &Spellings,
) -> Vec<(usize, Vec<&'a Label>)> {
    let free = header.free_labels().filter(|label| !spellings.is_ignored(label));
    let free: Vec<&Label> = free.take(MOST_HEADERS).collect();
    header
        .missing
        .iter()
        // What is known only where it is there is never proposed.
        .filter(|&&place| !spellings.columns[place].rare)
        .map(|&place| {
            let least = if spellings.columns[place].required { LIKE } else { VERY_LIKE };
            let known = spellings.of(place);
            let mut likes: Vec<(f64, &Label)> = free
                .iter()
                .filter(|label| is_worth(header, label, &spellings.columns[place]))
                .map(|label| (likeness(label, &known), *label))
                .filter(|(likeness, _)| *likeness >= least)
                .collect();
            likes.sort_by(|(left, _), (right, _)| right.total_cmp(left));
            likes.truncate(MAX_PROPOSALS);
            (place, likes.into_iter().map(|(_, label)| label).collect())
        })
        .collect()
}

/// What is sensitive is never proposed, nor a column that is empty or holds something else.
fn is_worth(header: &Header, label: &Label, column: &InputColumn) -> bool {
    let words = label.full();
    let is_name = header_words::is_personal(&words) && column.holds != Holds::Code;
    !header_words::is_sensitive(&words)
        && !is_name
        && header.may_be(label, column)
        && header.has_measure(label, column)
}

fn likeness(label: &Label, spellings: &[String]) -> f64 {
    let joined = label.joined().into_iter().flatten();
    let forms = joined.chain([label.form().to_owned()]);
    let forms: Vec<String> = forms.filter(|form| form.len() <= LONGEST_WORD).collect();
    let pairs = forms.iter().flat_map(|form| spellings.iter().map(move |known| (form, known)));
    let pairs = pairs.filter(|(form, known)| !header_words::means_another(form, known));
    pairs.map(|(form, known)| alike(form, known)).fold(0.0, f64::max)
}

/// From 0 to 1. Office headers are cut short more often than misspelt: `cod dip`, `dt nasc`.
fn alike(header: &str, spelling: &str) -> f64 {
    let likeness = strsim::jaro_winkler(header, spelling);
    let words = |text: &str| -> Vec<String> {
        let words = text.split(' ').filter(|word| !SMALL_WORDS.contains(word));
        words.map(str::to_owned).collect()
    };
    let (header, spelling) = (words(header), words(spelling));
    let is_short = header.iter().map(String::len).sum::<usize>() < 3;
    if is_short || header.len() != spelling.len() {
        return likeness;
    }
    let pairs = || header.iter().zip(&spelling);
    if pairs().all(|(short, long)| long.starts_with(short.as_str())) {
        likeness.max(ABBREVIATION)
    } else if pairs().all(|(short, long)| is_contraction(short, long)) {
        likeness.max(CONTRACTION)
    } else {
        likeness
    }
}

/// `dt` of `data`: the first letter, then some of the others in their order.
fn is_contraction(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().all(|letter| letters.any(|next| next == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_headers_are_like_the_words_they_shorten() {
        for (header, spelling) in
            [("cod dip", "codice dipendente"), ("dt nasc", "data di nascita"), ("liv", "livello")]
        {
            assert!(alike(header, spelling) >= VERY_LIKE, "{header}");
        }
        assert!(alike("matricla", "matricola") >= VERY_LIKE);
        assert!(alike("comune nascita", "data nascita") < LIKE);
        assert!(alike("cognome e nome", "matricola") < LIKE);
    }
}
