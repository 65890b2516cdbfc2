//! Columns of the staff file that say by the way that a person may be no employee: contract, role,
//! qualification, office.

use chrono::{Datelike, NaiveDate};

use crate::italian::reading;
use crate::model::header_words;
use crate::model::service::{ASIDES, ServiceState};

/// What a word says of a person.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    State(usize),
    Unclear,
    Unknown,
}

/// What the words of such a column say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// Nothing against the person.
    Nothing,
    /// No employee, by the state of this index.
    State(usize),
    /// The office has to say it.
    Doubt,
    /// There is a day in them on which what they say may have ended.
    Ended,
}

const CONTRACT: &str = ASIDES[0];
const OFFICE: &str = ASIDES[3];

/// Words before a day that is a beginning.
const SINCE: [&str; 8] = ["dal", "dallo", "dall", "da", "decorrenza", "dec", "decorr", "inizio"];

/// What the text of one of [`ASIDES`] says, with what it means as a state of service.
pub(super) fn aside(
    column: &str,
    text: &str,
    form: &str,
    meaning: Meaning,
    (states, employed): (&[ServiceState], &[String]),
    reference: NaiveDate,
) -> Aside {
    let is_lead = column != OFFICE;
    if is_lead && has_ended(text, reference) {
        return Aside::Ended;
    }
    match meaning {
        Meaning::State(state) if states[state].counts => Aside::Nothing,
        // A qualification or an office that is no employee's contradicts the rest of the row.
        Meaning::State(state) if column == CONTRACT || column == "ruolo" => Aside::State(state),
        Meaning::State(_) if is_lead => Aside::Doubt,
        Meaning::Unclear if is_lead => Aside::Doubt,
        _ if column == CONTRACT && !is_employed(form, employed) => Aside::Doubt,
        _ if is_lead && header_words::is_outsider(text) => Aside::Doubt,
        _ if column == OFFICE && header_words::is_group_of_outsiders(text) => Aside::Doubt,
        _ => Aside::Nothing,
    }
}

/// Whether all the words are of contracts of employees, numbers aside.
fn is_employed(form: &str, employed: &[String]) -> bool {
    form.split(' ').all(|word| {
        word.is_empty()
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || employed.iter().any(|known| match known.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == known,
            })
    })
}

/// Whether the words have a day before the reference date that is not said to be a beginning, or one
/// after it that is: `Tempo determinato fino al 30/06/2025`, `TD 31/05/2025`.
pub(super) fn has_ended(text: &str, reference: NaiveDate) -> bool {
    let mut before = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if let Ok(day) = reading::date(bare) {
            let is_beginning = SINCE.contains(&before.as_str());
            if is_beginning && day > reference || !is_beginning && day < reference {
                return true;
            }
        }
        before = bare.to_lowercase();
    }
    false
}

/// Whether the words give a state a time that may not be that of the reference date: an end to one that
/// counts (`In servizio fino a giugno 2025`), or a year to come to any (`Pensionamento 2026`).
pub(super) fn is_of_another_time(form: &str, counts: bool, reference: NaiveDate) -> bool {
    const UNTIL: [&str; 4] = ["fino", "sino", "entro", "scadenza"];
    let has = |words: &[&str]| form.split(' ').any(|word| words.contains(&word));
    let years = form.split(' ').filter(|word| word.len() == 4);
    let years: Vec<i32> = years.filter_map(|word| word.parse().ok()).collect();
    let is_later = years.iter().any(|year| (reference.year() + 1..=2100).contains(year));
    let is_until = has(&UNTIL);
    if counts { is_until && !is_later || is_later && !is_until && has(&SINCE) } else { is_later }
}

/// Whether some word turns a state that does not count into another: `Non cessato`, `Ex LSU`, `Trasferito da
/// altro ente`, `Aspettativa per borsa di studio`.
pub(super) fn is_turned(form: &str, label: &str) -> bool {
    const TURN: [&str; 8] =
        ["non", "ex", "dopo", "preavviso", "quota", "aspettativa", "reintegrato", "reintegrata"];
    const TURN_LEAVING: [&str; 5] = ["da", "comando", "part", "pt", "distacco"];
    let is_leaving = label == "cessato";
    form.split(' ').any(|word| {
        TURN.contains(&word)
            || word.starts_with("stabilizz")
            || is_leaving && TURN_LEAVING.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_may_be_of_another_time_or_turned_by_a_word() {
        let reference = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
        for (form, counts) in [
            ("in servizio fino a giugno 2025", true),
            ("in servizio da febbraio 2026", true),
            ("attivo fino al 30 6 25", true),
            ("pensione 1 3 2026", false),
            ("cessata da gennaio 2026", false),
        ] {
            assert!(is_of_another_time(form, counts, reference), "{form}");
        }
        for (form, counts) in [
            ("in servizio fino a giugno 2026", true),
            ("in servizio dal 2019", true),
            ("in servizio", true),
            ("cessato dal 2024", false),
        ] {
            assert!(!is_of_another_time(form, counts, reference), "{form}");
        }
        for (form, label) in [
            ("non cessato", "cessato"),
            ("ex lsu", "lavoratore socialmente utile"),
            ("aspettativa per borsa di studio", "borsista"),
            ("trasferito da altro ente", "cessato"),
            ("stabilizzazione lsu", "lavoratore socialmente utile"),
        ] {
            assert!(is_turned(form, label), "{form}");
        }
        for (form, label) in [
            ("cessato dal 1 7 2025", "cessato"),
            ("cessato per pensionamento", "cessato"),
            ("borsa di studio", "borsista"),
        ] {
            assert!(!is_turned(form, label), "{form}");
        }
    }

    #[test]
    fn a_day_in_the_words_may_be_an_end() {
        let reference = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
        for text in ["TD 31/05/2025", "Tempo determinato fino al 30/06/2025", "dal 01/01/2026"] {
            assert!(has_ended(text, reference), "{text}");
        }
        for text in ["In aspettativa dal 01/03/2024", "TD scad. 31/03/2026", "Tempo indeterminato"]
        {
            assert!(!has_ended(text, reference), "{text}");
        }
    }
}
