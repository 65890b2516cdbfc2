//! What the words of a header say of a column that is not read (`data/unread_columns.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::reference_data::bundled;
use super::spelling::normal_form;

const TEXT: &str = include_str!("../../data/unread_columns.toml");

/// Lists of words in normal form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderWords {
    sensitive: Vec<String>,
    personal: Vec<String>,
    named_so: Vec<String>,
    keys: Vec<String>,
    harmless: Vec<String>,
    notes: Vec<String>,
    titles: Vec<String>,
    papers: Vec<String>,
    harmless_beside_dates: Vec<String>,
    results: Vec<String>,
    parts_of_pay: Vec<String>,
    parts_of_hours: Vec<String>,
    other_pay: Vec<String>,
    no_amounts_of_a_year: Vec<String>,
    whole_pay: Vec<String>,
    deciding: Vec<String>,
    deciding_values: Vec<String>,
    excluding: Vec<String>,
    ends: Vec<String>,
    another_meaning: Vec<String>,
    negative: Vec<String>,
    denying: Vec<String>,
    left: Vec<String>,
    outsiders: Vec<String>,
    groups_of_outsiders: Vec<String>,
    offices_of_outsiders: Vec<String>,
}

static WORDS: LazyLock<HeaderWords> = LazyLock::new(|| bundled(TEXT));

/// Health, disability, union, faith: never read, never proposed, never shown.
pub fn is_sensitive(header: &str) -> bool {
    holds_any(header, &WORDS.sensitive)
}

/// Who somebody is and how to reach them.
pub fn is_personal(header: &str) -> bool {
    holds_any(header, &WORDS.personal) || WORDS.named_so.contains(&normal_form(header))
}

/// The kind of key of all headers of fiscal codes.
pub const FISCAL_CODE: &str = "codice fiscale";

/// What people are known by in a column, beside the staff number: the kind of key.
pub fn key(header: &str) -> Option<&'static str> {
    let form = normal_form(header);
    if matches!(form.as_str(), FISCAL_CODE | "cod fiscale" | "cod fisc" | "c f" | "cf") {
        return Some(FISCAL_CODE);
    }
    let found = WORDS.keys.iter().find(|key| holds(&form, key));
    found.map(String::as_str)
}

/// Known to decide nothing.
pub fn is_harmless(header: &str) -> bool {
    let form = normal_form(header);
    WORDS.harmless.contains(&form)
}

/// Remarks that somebody writes beside a row.
pub fn is_of_notes(header: &str) -> bool {
    WORDS.notes.contains(&normal_form(header))
}

/// The names of courses, acts and aims, in whose words anything may stand.
pub fn is_of_titles(header: &str) -> bool {
    holds_any(header, &WORDS.titles)
}

/// The number of the paper in which somebody asked for what the row is: `N. prot. domanda`.
pub fn is_of_request(header: &str) -> bool {
    const NUMBER: [&str; 4] = ["n", "nr", "num", "numero"];
    const REQUEST: [&str; 4] = ["domanda", "richiesta", "istanza", "autorizzazione"];
    let form = normal_form(header);
    let first = form.split(' ').find(|word| !NUMBER.contains(word));
    first.is_some_and(|word| WORDS.papers.iter().any(|paper| paper == word))
        && form.split(' ').any(|word| REQUEST.contains(&word))
}

/// Known to decide nothing where another date says when it was.
pub fn is_harmless_beside_dates(header: &str) -> bool {
    let form = normal_form(header);
    WORDS.harmless_beside_dates.contains(&form)
}

/// What came of an indicator.
pub fn is_result(header: &str) -> bool {
    holds_any(header, &WORDS.results)
}

/// A part of a year's pay.
pub fn is_part_of_pay(header: &str) -> bool {
    holds_any(header, &WORDS.parts_of_pay)
        && !holds_any(header, &WORDS.other_pay)
        && !holds_any(header, &WORDS.no_amounts_of_a_year)
}

/// The pay of a whole year, with all its parts.
pub fn is_whole_pay(header: &str) -> bool {
    holds_any(header, &WORDS.whole_pay)
}

/// Whether the days under a header are no beginning of anything: an end, a limit, the day of the list.
pub fn is_end(header: &str) -> bool {
    holds_any(header, &WORDS.ends)
}

/// A part of the hours of a course: `Ore aula`, `Ore FAD`.
pub fn is_part_of_hours(header: &str) -> bool {
    let form = normal_form(header);
    let is_hours = form.split(' ').any(|word| matches!(word, "ore" | "hh" | "h"));
    is_hours && holds_any(header, &WORDS.parts_of_hours) && !means_another(header, "ore")
}

/// Whether it may say who counts, when, or how much.
pub fn may_decide(header: &str) -> bool {
    holds_any(header, &WORDS.deciding)
}

/// Whether the words of a cell are of those that say who counts.
pub fn is_deciding_value(words: &str) -> bool {
    holds_any(words, &WORDS.deciding_values) || excludes(words)
}

/// Whether the words of a cell say that its row does not count: somebody left, a request was refused, a
/// meeting did not take place.
pub fn excludes(words: &str) -> bool {
    holds_any(words, &WORDS.excluding)
}

/// Whether a yes under the header says that the row does not count.
pub fn is_negative(header: &str) -> bool {
    holds_any(header, &WORDS.negative)
}

/// Whether some words of a cell take back what the others say: `L.104 giorni (richiesta respinta)`.
pub fn are_denying(words: &str) -> bool {
    holds_any(words, &WORDS.denying)
}

/// Whether the words of a cell say that a person has left: `ROSSI MARIO (cessato 30/6)`.
pub fn has_left(words: &str) -> bool {
    holds_any(words, &WORDS.left)
}

/// Whether the words of a cell name somebody who is no employee, or one of another body.
pub fn is_outsider(words: &str) -> bool {
    holds_any(words, &WORDS.outsiders)
}

/// Whether a title, or the name of a sheet, says that its list is of people who do not count: `Personale
/// cessato nel 2025`. One that says who is not in it says nothing of the others.
pub fn lists_excluded(title: &str) -> bool {
    const WITHOUT: [&str; 4] = ["esclus", "senza", "tranne", "non"];
    let form = normal_form(title);
    let is_without = |word: &str| WITHOUT.iter().any(|stem| word.starts_with(stem));
    (excludes(title) || is_group_of_outsiders(title)) && !form.split(' ').any(is_without)
}

/// Whether the name of an office is one that extractions give to those who are no employees, or have left.
pub fn is_group_of_outsiders(words: &str) -> bool {
    holds_any(words, &WORDS.groups_of_outsiders)
        || WORDS.offices_of_outsiders.contains(&normal_form(words))
}

/// Whether a header has a word that makes it another thing than a spelling without it.
pub fn means_another(header: &str, spelling: &str) -> bool {
    let (header, spelling) = (normal_form(header), normal_form(spelling));
    let mut words = WORDS.another_meaning.iter().chain(&WORDS.other_pay);
    words.any(|word| holds(&header, word) && !holds(&spelling, word))
}

/// Whether a header names years, and none of them is this one: `Target 2027` in a report of 2025.
pub fn is_of_another_year(header: &str, year: i32) -> bool {
    let form = normal_form(header);
    let mut years = form.split(' ').filter_map(|word| word.parse::<i32>().ok());
    let is_year = |word: &i32| (2000..=2100).contains(word);
    let mut first = None;
    years.all(|word| !is_year(&word) || *first.insert(word) != year) && first.is_some()
}

fn holds_any(text: &str, entries: &[String]) -> bool {
    let form = normal_form(text);
    let words: Vec<&str> = form.split(' ').collect();
    entries.iter().any(|entry| have(&words, entry))
}

fn holds(form: &str, entry: &str) -> bool {
    have(&form.split(' ').collect::<Vec<_>>(), entry)
}

/// Whether the words of an entry stand one after the other among those of a text, both in normal
/// form. `retribu*` is any word that begins so.
fn have(words: &[&str], entry: &str) -> bool {
    let entry: Vec<&str> = entry.split(' ').collect();
    let is_same = |(word, entry): (&&str, &&str)| match entry.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == entry,
    };
    words.windows(entry.len()).any(|words| words.iter().zip(&entry).all(is_same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_unless_they_end_in_a_star() {
        assert!(is_sensitive("Percentuale invalidità") && is_sensitive("CAT. PROTETTA (L. 68/99)"));
        assert!(!is_sensitive("Validità") && !is_sensitive("Portafoglio"));
        assert!(is_personal("Cognome e nome") && !is_personal("Denominazione"));
        assert!(
            may_decide("DT_RAP_FIN") && may_decide("% fruita") && !may_decide("Datore di lavoro")
        );
        assert!(is_of_request("N. Prot. domanda") && !is_of_request("Protocollo"));
        assert!(is_harmless("Posizione economica") && !is_harmless("Codice stato"));
        assert!(means_another("Retribuzione accessoria", "retribuzione"));
        assert!(!means_another("% part-time", "% part time"));
    }
}
