//! What the rows above a header say of the time of its data: `Personale in servizio al 31/12/2024`,
//! `Assenze dal 01/01/2025 al 30/06/2025`.

use chrono::{Datelike, NaiveDate};

use crate::ingest::spelling::normal_form;
use crate::italian::{self, reading};
use crate::model::header_words;

/// Words of a title that quotes a law, a contract, or a paper: its years are not those of the data.
const PAPERS: [&str; 26] = [
    "legge",
    "l",
    "lgs",
    "dlgs",
    "d",
    "dpr",
    "dm",
    "dpcm",
    "ccnl",
    "ccni",
    "cct",
    "decreto",
    "direttiva",
    "circolare",
    "delibera",
    "determina",
    "determinazione",
    "deliberazione",
    "art",
    "articolo",
    "prot",
    "protocollo",
    "n",
    "nr",
    "cod",
    "codice",
];
/// Words before a date or a year that is of the data all the same.
const OF_DATA: [&str; 6] = ["al", "dal", "anno", "fino", "esercizio", "annualita"];
/// Parts of a year.
const PARTS: [&str; 4] = ["semestre", "trimestre", "quadrimestre", "bimestre"];
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Whether a list is of one day, or of all that was in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    OfADay,
    OfAYear,
}

/// A time that is not the report's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OtherTime {
    /// As the title has it.
    pub(super) words: String,
    /// The data end within the report's year.
    pub(super) is_part: bool,
}

/// Whether a header says that what is below it is of another year, or of a day before the year's last
/// one: `Valore al 30/06/2025`.
pub(super) fn heads_another_time(header: &str, year: i32) -> bool {
    let mut days = header.split_whitespace().filter_map(|word| reading::date(word).ok());
    let is_early = |day: NaiveDate| day.year() != year || (day.month(), day.day()) != (12, 31);
    header_words::is_of_another_year(header, year) || days.any(is_early)
}

#[derive(Clone, Copy, Debug)]
enum Time {
    Day(NaiveDate),
    Month(u32),
    Year(i32),
    /// `2023-2025`, `45/2024`.
    Other,
}

struct Dated {
    time: Time,
    words: String,
    /// The word before it, in normal form.
    before: String,
}

/// What a title says when its data are not of the year, or end before its last day.
pub(super) fn other_time(title: &str, year: i32, listed: Listed) -> Option<OtherTime> {
    let form = normal_form(title);
    let is_of_paper = form.split(' ').any(|word| PAPERS.contains(&word));
    let counts = |of: &Dated| !is_of_paper || OF_DATA.contains(&of.before.as_str());
    let times: Vec<Dated> = times(title).into_iter().filter(counts).collect();
    let days: Vec<(NaiveDate, &Dated)> = times
        .iter()
        .filter_map(|of| match of.time {
            Time::Day(day) => Some((day, of)),
            _ => None,
        })
        .collect();
    if !days.is_empty() {
        return of_days(&days, year, listed);
    }
    let years: Vec<i32> = times.iter().filter_map(|of| of.year()).collect();
    let [named] = years.as_slice() else { return None };
    let is_of_year = times.iter().any(|of| of.year().is_some() && of.before == "anno");
    if *named < year || *named > year && is_of_year {
        return Some(OtherTime { words: named.to_string(), is_part: false });
    }
    let months: Vec<(u32, &str)> = times
        .iter()
        .filter_map(|of| match of.time {
            Time::Month(month) => Some((month, of.words.as_str())),
            _ => None,
        })
        .collect();
    let part = form.split(' ').find(|word| PARTS.contains(word)).filter(|_| !form.contains(" e "));
    let has = |wanted: u32| months.iter().any(|(month, _)| *month == wanted);
    let is_whole = has(12) && (listed == Listed::OfADay || has(1));
    let words = match (part, months.last()) {
        _ if *named != year => return None,
        (Some(part), _) => part,
        (None, Some((_, month))) if !is_whole => month,
        _ => return None,
    };
    Some(OtherTime { words: format!("{words} {named}"), is_part: true })
}

fn of_days(days: &[(NaiveDate, &Dated)], year: i32, listed: Listed) -> Option<OtherTime> {
    let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
    let part = |day: NaiveDate, words: String| OtherTime { words, is_part: day.year() == year };
    if let [(first, from), (last, _), ..] = days
        && from.before == "dal"
    {
        let words = format!("dal {} al {}", italian::date(*first), italian::date(*last));
        let begins_before = listed == Listed::OfAYear && first.year() < year;
        let begins_late =
            listed == Listed::OfAYear && *first > NaiveDate::from_ymd_opt(year, 1, 1)?;
        let is_wrong = *last < end || *first > end || begins_before || begins_late;
        let is_of_year = last.year() == year || first.year() == year;
        return is_wrong.then_some(OtherTime { words, is_part: is_of_year });
    }
    let reaches = days.iter().any(|(day, _)| *day >= end);
    let mut before = days.iter().filter(|(day, _)| *day < end);
    let (day, of) = before.find(|(_, of)| of.before == "al" || !reaches)?;
    let word = if of.before == "al" { "al " } else { "" };
    Some(part(*day, format!("{word}{}", italian::date(*day))))
}

impl Dated {
    fn year(&self) -> Option<i32> {
        match self.time {
            Time::Year(year) => Some(year),
            _ => None,
        }
    }
}

/// The days, months and years of a text, in their order.
fn times(title: &str) -> Vec<Dated> {
    let text = title.replace(['–', '—'], " ");
    let words: Vec<&str> = text
        .split_whitespace()
        .flat_map(|word| {
            let is_word = !word.chars().any(|letter| letter.is_ascii_digit());
            word.split(move |letter: char| is_word && (letter == '-' || letter == '/'))
        })
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let rest = |count: usize| words.get(place..place + count).map(|words| words.join(" "));
        let before = place.checked_sub(1).map_or(String::new(), |at| normal_form(words[at]));
        let in_words = rest(3)
            .filter(|_| word.len() <= 2)
            .and_then(|text| reading::date(&text).ok().map(|day| (Time::Day(day), text, 3)));
        let (time, words, taken) = match in_words {
            Some(found) => found,
            None => match time_of(word) {
                Some(time) => (time, (*word).to_owned(), 1),
                None => {
                    place += 1;
                    continue;
                }
            },
        };
        found.push(Dated { time, words, before });
        place += taken;
    }
    found
}

fn time_of(word: &str) -> Option<Time> {
    if let Some(month) = reading::month(word) {
        return Some(Time::Month(month));
    }
    if word.len() == 4 {
        return word.parse().ok().filter(|year| YEARS.contains(year)).map(Time::Year);
    }
    if let Ok(day) = reading::date(word) {
        return Some(Time::Day(day));
    }
    word.starts_with(|letter: char| letter.is_ascii_digit()).then_some(Time::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(title: &str, listed: Listed) -> Option<(String, bool)> {
        other_time(title, 2025, listed).map(|other| (other.words, other.is_part))
    }

    #[test]
    fn a_title_tells_another_year_or_a_part_of_it() {
        for (title, listed, words, is_part) in [
            ("Personale in servizio al 31/12/2024", Listed::OfADay, "al 31/12/2024", false),
            ("Situazione al 31 dicembre 2023", Listed::OfADay, "al 31/12/2023", false),
            ("Estrazione al 30/06/2025", Listed::OfADay, "al 30/06/2025", true),
            ("Riepilogo formazione anno 2024", Listed::OfAYear, "2024", false),
            (
                "Assenze dal 01/01/2024 al 31/12/2024",
                Listed::OfAYear,
                "dal 01/01/2024 al 31/12/2024",
                false,
            ),
            (
                "Assenze dal 01/01/2025 al 30/06/2025",
                Listed::OfAYear,
                "dal 01/01/2025 al 30/06/2025",
                true,
            ),
            (
                "Assenze dal 01/07/2025 al 31/12/2025",
                Listed::OfAYear,
                "dal 01/07/2025 al 31/12/2025",
                true,
            ),
            ("Posizioni organizzative - anno 2023", Listed::OfADay, "2023", false),
            ("Commissioni di concorso 2024", Listed::OfAYear, "2024", false),
            ("Formazione I semestre 2025", Listed::OfAYear, "semestre 2025", true),
            ("Assenze gennaio-giugno 2025", Listed::OfAYear, "giugno 2025", true),
            (
                "Dipendenti al 31/12/2024 (stampato il 15/01/2026)",
                Listed::OfADay,
                "al 31/12/2024",
                false,
            ),
        ] {
            assert_eq!(said(title, listed), Some((words.to_owned(), is_part)), "{title}");
        }
    }

    #[test]
    fn a_title_of_the_year_or_of_papers_tells_nothing() {
        for title in [
            "Personale in servizio al 31/12/2025",
            "Elenco stampato il 15/01/2026",
            "Aggiornato al 03/02/2026",
            "Comune di Prova - anno 2025",
            "Decreto n. 12 del 15/03/2019",
            "CCNL 16/11/2022",
            "PAP 2023-2025",
            "Direttiva n. 2/2019",
            "Assenze dal 01/01/2025 al 31/12/2025",
            "Assenze gennaio - dicembre 2025",
            "Elenco del personale",
        ] {
            assert_eq!(said(title, Listed::OfADay), None, "{title}");
            assert_eq!(said(title, Listed::OfAYear), None, "{title}");
        }
    }
}
