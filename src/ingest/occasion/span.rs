//! The dates of a row: a day, or a period that may still last.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::nothing;
use crate::italian::reading;

/// Columns with dates, in the words of `data/columns.toml`.
pub(in crate::ingest) const DAY: &str = "data";
pub(in crate::ingest) const FROM: &str = "dal";
pub(in crate::ingest) const TO: &str = "al";
/// Until when it goes on beyond its time.
const PROLONGED: &str = "proroga";
/// When it ended before its time.
pub(in crate::ingest) const REVOKED: &str = "revoca";

/// From this year on a date means that there is no end: 31/12/9999, 02/02/2222.
const FIRST_YEAR_WITHOUT_END: i32 = 2100;
/// The same as the number of a day, in a cell that is too far ahead to be a date.
const FIRST_DAY_WITHOUT_END: u64 = 73_051;
const LAST_DAY: u64 = 2_958_465;
/// What is written in place of an end that has not come.
const STILL: [&str; 9] = [
    "in corso",
    "tuttora",
    "tutt ora",
    "ad oggi",
    "oggi",
    "indeterminato",
    "tempo indeterminato",
    "a tempo indeterminato",
    "attuale",
];

/// When something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Span {
    pub(in crate::ingest) first: NaiveDate,
    /// `None` when it lasts still.
    pub(in crate::ingest) last: Option<NaiveDate>,
}

impl Span {
    pub(in crate::ingest) fn is_one_day(&self) -> bool {
        self.last == Some(self.first)
    }

    /// How many days it has, ends included.
    pub(in crate::ingest) fn days(&self) -> Option<i64> {
        self.last.map(|last| (last - self.first).num_days() + 1)
    }
}

/// What the dates of a row say.
pub(in crate::ingest) enum Dates {
    /// The row has none.
    None,
    Span(Span),
    /// One cannot be read: the row is refused.
    Unreadable,
}

/// Which date of a row decides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Asked {
    /// The period, else the day.
    Period,
    /// The day on which all was done, else the period.
    Day,
    /// Until when it lasts: an end alone has begun long before.
    Standing,
}

/// The dates of a row, cut short by a day on which it was revoked.
pub(in crate::ingest) fn dates(record: &mut Record<'_>, asked: Asked) -> Dates {
    let planned = match planned(record, asked) {
        Dates::Span(span) if !record.value(PROLONGED).is_empty() => {
            if is_endless(record.value(PROLONGED)) {
                Dates::Span(span)
            } else {
                let Some(day) = record.date(PROLONGED) else { return Dates::Unreadable };
                Dates::Span(Span { last: span.last.map(|last| last.max(day)), ..span })
            }
        }
        planned => planned,
    };
    if record.value(REVOKED).is_empty() || is_endless(record.value(REVOKED)) {
        return planned;
    }
    let Some(day) = record.date(REVOKED) else { return Dates::Unreadable };
    match planned {
        Dates::Unreadable => Dates::Unreadable,
        Dates::None => Dates::Span(Span { first: NaiveDate::MIN, last: Some(day) }),
        Dates::Span(Span { first, last }) => {
            let last = last.map_or(day, |last| last.min(day));
            Dates::Span(Span { first, last: Some(last) })
        }
    }
}

/// The dates of a row as they were meant. A beginning alone is a day where the file has no ends; else it
/// lasts still.
fn planned(record: &mut Record<'_>, asked: Asked) -> Dates {
    let is_filled = |record: &Record<'_>, column| !record.value(column).is_empty();
    let is_day = asked == Asked::Day && is_filled(record, DAY);
    if is_filled(record, FROM) && !is_day {
        let Some(first) = record.date(FROM) else { return Dates::Unreadable };
        if record.cell(TO).is_none() {
            let last = record.cell(REVOKED).is_none().then_some(first);
            return Dates::Span(Span { first, last });
        }
        if is_endless(record.value(TO)) {
            return Dates::Span(Span { first, last: None });
        }
        let last = record.date(TO);
        return last
            .map_or(Dates::Unreadable, |last| Dates::Span(Span { first, last: Some(last) }));
    }
    for column in [DAY, TO] {
        if is_filled(record, column) && !is_endless(record.value(column)) {
            let Some(day) = record.date(column) else { return Dates::Unreadable };
            let has_begun = asked == Asked::Standing && column == TO;
            let first = if has_begun { NaiveDate::MIN } else { day };
            return Dates::Span(Span { first, last: Some(day) });
        }
    }
    Dates::None
}

/// Whether an end is none: empty, in words, or beyond the life of anybody.
pub(in crate::ingest) fn is_endless(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            nothing::is_none(text)
                || STILL.contains(&normal_form(text).as_str())
                || reading::date(text).is_ok_and(|day| day.year() >= FIRST_YEAR_WITHOUT_END)
        }
        Value::Number(number) => {
            let days = Decimal::from(FIRST_DAY_WITHOUT_END)..=Decimal::from(LAST_DAY);
            days.contains(&number.value) && number.value.is_integer()
        }
        Value::Date(day) => day.year() >= FIRST_YEAR_WITHOUT_END,
        other => other.is_empty(),
    }
}

/// The year that a text names: `2025`, `marzo 2025`, `03/2025`; `None` where there is none, or two.
pub(in crate::ingest) fn year_in(value: &Value<'_>) -> Option<i32> {
    if let Value::Date(day) = value {
        return Some(day.year());
    }
    let years = years_in(value);
    years.first().copied().filter(|_| years.len() == 1)
}

/// The years that a text names, one after the other.
pub(in crate::ingest) fn years_in(value: &Value<'_>) -> Vec<i32> {
    let Some(text) = value.text() else { return Vec::new() };
    let form = normal_form(&text);
    let years = form.split(' ').filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let mut years: Vec<i32> = years.filter(|year| (1990..=2100).contains(year)).collect();
    years.dedup();
    // `202503`, as payroll writes a month.
    if years.is_empty()
        && form.len() == 6
        && let Ok(month) = form.parse::<i32>()
        && (1..=12).contains(&(month % 100))
        && (1990..=2100).contains(&(month / 100))
    {
        years.push(month / 100);
    }
    years
}

/// The period that a text tells from day to day, `dal 28/12/2024 al 03/01/2025`, or one day; `None` where
/// there are other dates than one or two in order.
pub(in crate::ingest) fn span_in(value: &Value<'_>) -> Option<Span> {
    let text = value.text()?;
    match reading::dates_in(&text).0[..] {
        [day] => Some(Span { first: day, last: Some(day) }),
        [first, last] if first <= last => Some(Span { first, last: Some(last) }),
        _ => None,
    }
}

/// The year of a month that is written with two digits of it, as spreadsheets show one: `dic-24`,
/// `12/24`. Only a year near `near` is taken for one where the month is a number too.
pub(in crate::ingest) fn year_of_month(value: &Value<'_>, near: i32) -> Option<i32> {
    let text = value.text()?;
    let form = normal_form(&text);
    let (month, year) = form.split_once(' ')?;
    let is_two = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = 2000 + year.parse::<i32>().ok().filter(|_| is_two(year))?;
    let is_number = month.parse().is_ok_and(|month| (1..=12).contains(&month));
    let is_near = ((near - 5)..=(near + 1)).contains(&year);
    (reading::short_month(month).is_some() || is_number && is_near).then_some(year)
}

/// A year near `year`, and not that one, in the words of a row: `L.104 giorni (2024)`. Years of laws and
/// contracts tell nothing of it.
pub(in crate::ingest) fn other_year(words: &str, year: i32) -> Option<i32> {
    const OF_PAPERS: [&str; 8] = ["ccnl", "ccni", "lgs", "dlgs", "legge", "decreto", "dpr", "del"];
    let mut before = String::new();
    words.split_whitespace().find_map(|word| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_of_paper = OF_PAPERS.contains(&before.as_str());
        before = normal_form(bare).replace(' ', "");
        let named: i32 = bare.parse().ok().filter(|_| bare.len() == 4 && !is_of_paper)?;
        ((year - 5)..=(year + 1)).contains(&named).then_some(named).filter(|named| *named != year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_beyond_every_life_is_no_end() {
        for text in ["31/12/9999", "02/02/2222", "", "-", "in corso", "a tempo indeterminato"] {
            assert!(is_endless(&Value::Text(text.into())), "{text}");
        }
        assert!(is_endless(&Value::Number(Decimal::from(LAST_DAY).into())));
        for text in ["31/12/2025", "31/12/2050", "forse"] {
            assert!(!is_endless(&Value::Text(text.into())), "{text}");
        }
    }

    #[test]
    fn a_period_may_stand_in_one_cell() {
        let span = |text: &str| {
            let span = span_in(&Value::Text(text.to_owned().into()))?;
            Some(format!("{} {}", span.first, span.last?))
        };
        let across = Some("2024-12-28 2025-01-03".to_owned());
        for text in
            ["dal 28/12/2024 al 03/01/2025", "28/12/2024 - 3/1/2025", "28.12.2024–03.01.2025"]
        {
            assert_eq!(span(text), across, "{text}");
        }
        assert_eq!(span("12/03/2025"), Some("2025-03-12 2025-03-12".to_owned()));
        for text in ["I trimestre 2025", "marzo 2025", "", "dal 03/01/2025 al 28/12/2024"] {
            assert_eq!(span(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_may_have_two_digits_of_its_year() {
        let year = |text: &str| year_of_month(&Value::Text(text.to_owned().into()), 2025);
        for text in ["dic-24", "dic '24", "12-24", "12/24", "2/24", "Dicembre 24"] {
            assert_eq!(year(text), Some(2024), "{text}");
        }
        for text in ["12-03", "dicembre", "24", "13-24", "I 25"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn words_may_name_another_year_and_laws_have_theirs() {
        for words in ["L.104 giorni (2024)", "congedo parentale - anno 2024", "ferie 2024"] {
            assert_eq!(other_year(words, 2025), Some(2024), "{words}");
        }
        for words in [
            "L.104 giorni (2025)",
            "L. 104/1992",
            "d.lgs. 105/2022",
            "d.lgs. 2022",
            "CCNL 2024",
            "5",
        ] {
            assert_eq!(other_year(words, 2025), None, "{words}");
        }
    }

    #[test]
    fn a_month_names_its_year() {
        let year = |text: &str| year_in(&Value::Text(text.to_owned().into()));
        for text in ["2025", "marzo 2025", "03/2025", "202503", "I trimestre 2025", "2025-03"] {
            assert_eq!(year(text), Some(2025), "{text}");
        }
        for text in ["marzo", "2024/2025", "", "120000"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
