//! Measures of work-life balance in the words of an office: `PT verticale 83%`, `LA - 2 gg/sett`, `Lavoro
//! agile e part time`.

use std::sync::LazyLock;

use super::nothing;
use super::phrases::{Phrases, is_figure, words_of};
use crate::ingest::spelling::normal_form;
use crate::model::header_words;
use crate::model::reference_data;

/// What the words of a measure are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Measures {
    /// Measures of the format, one bit for each.
    Known(u32),
    /// A measure of the body's own.
    Own,
    /// Words of a measure of the format, by its number, beside others that are not understood.
    Doubtful(usize),
    /// Leave, which is not a measure.
    Leave,
    None,
    /// There is one, and nobody says which.
    Unspecified,
}

struct Lists {
    /// Every word for a measure, with its number.
    forms: Vec<(String, usize)>,
    measures: Phrases<usize>,
    beside: Phrases<()>,
    leave: Phrases<()>,
    unused: Phrases<()>,
    whereabouts: Phrases<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = reference_data::measure_words();
    let measures = reference_data::work_life_measures();
    // Without punctuation, so that the words of an alias are those of a cell.
    let forms: Vec<(String, usize)> = measures
        .iter()
        .enumerate()
        .flat_map(|(number, term)| term.words().map(move |word| (normal_form(word), number)))
        .collect();
    let phrases = |list: &[String]| Phrases::new(list.iter().map(|word| (word.as_str(), ())));
    Lists {
        measures: Phrases::new(forms.iter().map(|(form, number)| (form.as_str(), *number))),
        beside: phrases(&words.beside),
        leave: phrases(&words.leave),
        unused: phrases(&words.unused),
        whereabouts: phrases(&words.whereabouts),
        forms,
    }
});

/// The measures that a cell names: one, or several joined by `e`, `+` or a comma.
pub(in crate::ingest) fn measures(text: &str) -> Measures {
    if nothing::is_none(text) {
        return Measures::None;
    }
    if nothing::is_unspecified(text) {
        return Measures::Unspecified;
    }
    let form = normal_form(text);
    let form = became(&form).unwrap_or(&form);
    if is_unused(&words_of(form)) || LISTS.whereabouts.whole(&words_of(form)).is_some() {
        return Measures::None;
    }
    let is_leave = LISTS.leave.is_in(&words_of(form));
    match (part(form), is_leave) {
        (Measures::Own, true) => return Measures::Leave,
        (Measures::Known(_) | Measures::Doubtful(_), true) => return doubt(form),
        (known @ Measures::Known(_), false) => return known,
        _ => {}
    }
    let mut all = 0;
    let mut is_whole = true;
    for one in parts(text) {
        match part(&normal_form(&one)) {
            Measures::Known(measures) => all |= measures,
            _ => is_whole = false,
        }
    }
    if all != 0 && is_whole { Measures::Known(all) } else { doubt(form) }
}

/// What is so after a change: `PT 50%` of `da tempo pieno a PT 50%`.
fn became(form: &str) -> Option<&str> {
    let (before, after) = form.rsplit_once(" a ")?;
    let is_change = before.split(' ').any(|word| word == "da");
    let is_measure = || matches!(part(after), Measures::Known(_));
    (is_change && (is_unused(&words_of(after)) || is_measure())).then_some(after)
}

/// Words of a measure that nobody uses: `Smart working: no`, `Lavoro agile 0 giorni`, `Rientro a tempo
/// pieno`, `PT 100%`.
fn is_unused(words: &[&str]) -> bool {
    words.last() == Some(&"no") || LISTS.unused.is_in(words)
}

/// Where a cell that names several things may be parted.
fn parts(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined: Vec<&str> = words
        .iter()
        .map(|word| if matches!(word.to_lowercase().as_str(), "e" | "ed") { "+" } else { *word })
        .collect();
    let joined = joined.join(" ");
    let parts = joined.split(['+', ',', ';', '&', '/']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A measure of the format with nothing beside it that could make it another.
fn part(form: &str) -> Measures {
    let words = words_of(form);
    for found in LISTS.measures.all(&words) {
        let rest = words[..found.first].iter().chain(&words[found.end..]);
        let is_plain = |word: &&str| {
            is_figure(word) && !is_year(word) || LISTS.beside.whole(&[word]).is_some()
        };
        if rest.into_iter().all(is_plain) && !header_words::are_denying(form) {
            return Measures::Known(1 << found.meaning);
        }
    }
    doubt(form)
}

/// A year beside a measure may be the last in which it was used.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1990..=2100).contains(&year))
}

/// Words of the format beside others, or none of them.
fn doubt(form: &str) -> Measures {
    let words = words_of(form);
    // An abbreviation of two letters is a word of many meanings, unless it stands first.
    let is_word = |first: usize| first == 0 || words[first].len() > 2;
    let found = LISTS.measures.all(&words).into_iter().find(|found| is_word(found.first));
    let found = found.map(|found| found.meaning).or_else(|| shortened(&words));
    found.map_or(Measures::Own, Measures::Doubtful)
}

/// The measure whose one word an office has cut short: `telelavor`, `flessibil`.
fn shortened(words: &[&str]) -> Option<usize> {
    const SHORTEST: usize = 5;
    let is_cut = |form: &str| {
        let mut long = words.iter().filter(|word| word.len() >= SHORTEST);
        long.any(|word| form.len() > word.len() && form.starts_with(*word))
    };
    let one_word = LISTS.forms.iter().filter(|(form, _)| !form.contains(' '));
    one_word.filter(|(form, _)| is_cut(form)).map(|(_, number)| *number).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_that_nobody_uses_is_none() {
        for text in [
            "Smart working: no",
            "Lavoro agile 0 giorni",
            "Tempo pieno",
            "Rientro a tempo pieno",
            "da PT a FT",
            "Trasformazione da part time a tempo pieno",
            "In presenza",
            "full-time",
            "PT 100%",
            "Part time 100",
        ] {
            assert_eq!(measures(text), Measures::None, "{text}");
        }
        assert_eq!(measures("PT 50%"), Measures::Known(1));
        assert_eq!(measures("Smart working"), Measures::Known(4));
    }

    #[test]
    fn measures_are_read_in_the_words_of_offices() {
        let [part_time, telework, agile, flexible] = [1, 2, 4, 8].map(Measures::Known);
        for (text, expected) in [
            ("Smart working", agile),
            ("Lavoro agile semplificato", agile),
            ("LA - 2 gg/sett", agile),
            ("PT verticale 83%", part_time),
            ("P.T. orizzontale", part_time),
            ("Part-time 50%", part_time),
            ("da FT a PT", part_time),
            ("Da tempo pieno a part time 80%", part_time),
            ("Part time da 30 a 18 ore", Measures::Doubtful(0)),
            ("Part time verticale 25 ore settimanali", part_time),
            ("Flessibilità oraria in entrata", flexible),
            ("Telelavoro domiciliare", telework),
            ("Telelav.", telework),
            ("Flessib. oraria", Measures::Doubtful(3)),
            ("Lavoro agile e part time", Measures::Known(5)),
            ("Part time 50% + telelavoro", Measures::Known(3)),
            ("telelavoro/lavoro agile", Measures::Known(6)),
            ("Lavoro da remoto", Measures::Known(16)),
            ("Lavoro da remoto 2 gg/sett", Measures::Known(16)),
            ("Settimana su quattro giorni", Measures::Known(32)),
            ("Lavoro agile e da remoto", Measures::Known(20)),
            ("Ferie e riposi solidali", Measures::Own),
            ("La banca delle ore", Measures::Doubtful(2)),
            ("Congedo straordinario", Measures::Leave),
            ("Permesso L.104", Measures::Leave),
            ("Nessuna", Measures::None),
            ("-", Measures::None),
            ("SI", Measures::Unspecified),
            ("Lavoro agile sospeso", Measures::Doubtful(2)),
            ("No lavoro agile", Measures::Doubtful(2)),
            ("Lavoro agile, banca ore", Measures::Doubtful(2)),
            ("Part time revocato", Measures::Doubtful(0)),
            ("Telelavoro (fino al 2023)", Measures::Doubtful(1)),
            ("Settimana corta", Measures::Own),
        ] {
            assert_eq!(measures(text), expected, "{text}");
        }
    }
}
