//! The target of an indicator: a value, with or without the words that say from which side it is
//! reached.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use crate::ingest::file::sheet::Value;
use crate::ingest::spelling::normal_form;
use crate::italian::reading;
use crate::model::column_choice::ColumnUnit;
use crate::model::fiscal_code;
use crate::model::plan::{Amount, Direction, Unit};

/// A target as read.
pub(super) struct Target {
    pub(super) amount: Amount,
    /// What `≥`, `almeno`, `≤`, `massimo` say.
    pub(super) direction: Option<Direction>,
    /// Written with a percent sign.
    pub(super) is_marked: bool,
    /// Written with a plus.
    pub(super) is_increase: bool,
}

impl Target {
    /// The target in hundredths, where the office says what the numbers of the column are.
    pub(super) fn on_scale(self, unit: Unit, scale: Option<ColumnUnit>) -> Self {
        match (unit, scale, &self.amount) {
            (Unit::Percent, Some(scale), Amount::Number(number)) if !self.is_marked => {
                Self { amount: Amount::Number(scale.hundredths(*number)), is_marked: true, ..self }
            }
            _ => self,
        }
    }
}

/// Numbers that after a sign are years, and no targets.
const YEARS: std::ops::RangeInclusive<Decimal> =
    Decimal::from_parts(2015, 0, 0, false, 0)..=Decimal::from_parts(2035, 0, 0, false, 0);
/// Signs and words before a number from which more is better.
const AT_LEAST: [&str; 9] =
    ["≥", ">=", "=>", "almeno", "non meno di", "non inferiore a", "minimo", "min.", "min"];
/// The same, from which less is better.
const AT_MOST: [&str; 15] = [
    "≤",
    "<=",
    "=<",
    "al massimo",
    "massimo",
    "max.",
    "max",
    "non più di",
    "non piu di",
    "non oltre",
    "non superiore a",
    "non superiori a",
    "fino a",
    "entro i",
    "entro",
];
/// Words before a date that say nothing more.
const BEFORE_DATES: [&str; 10] = [
    "entro e non oltre il",
    "entro e non oltre l'",
    "entro il",
    "entro l'",
    "entro la",
    "entro",
    "al",
    "il",
    "scadenza",
    "data",
];
/// The target in its unit; words that are no value of the unit are kept as they are.
pub(super) fn read(value: &Value<'_>, unit: Unit) -> Target {
    let text = value.text().unwrap_or_default();
    let (amount, direction) = match unit {
        Unit::Date => (date(&text), None),
        Unit::YesNo => (reading::amount(&text, unit, None).ok(), None),
        Unit::Number | Unit::Percent => number(&text, unit),
    };
    Target {
        direction,
        is_marked: text.contains('%'),
        is_increase: text.trim().starts_with('+'),
        amount: amount
            .unwrap_or_else(|| Amount::Unreadable(fiscal_code::hidden(&text).into_owned())),
    }
}

fn number(text: &str, unit: Unit) -> (Option<Amount>, Option<Direction>) {
    let (rest, direction) = match (after(text, &AT_LEAST), after(text, &AT_MOST)) {
        (Some(rest), _) => (rest, Some(Direction::Increasing)),
        (_, Some(rest)) => (rest, Some(Direction::Decreasing)),
        _ => (text.trim(), None),
    };
    let amount = reading::amount(without_unit(without_article(rest)), unit, None).ok();
    let direction = direction.filter(|_| amount.is_some());
    // «>= 2024»: no fewer than in that year.
    let is_year = direction.is_some()
        && matches!(amount, Some(Amount::Number(number)) if YEARS.contains(&number) && number.is_integer());
    let amount = amount.filter(|_| !is_year);
    (amount, direction)
}

/// `30` of `30 giorni`: which days or hours they are, the description says.
fn without_unit(text: &str) -> &str {
    const UNITS: [&str; 5] = ["giorni", "gg", "ore", "mesi", "euro"];
    let Some((number, word)) = text.rsplit_once(' ') else { return text };
    if UNITS.contains(&normal_form(word).as_str()) { number.trim_end() } else { text }
}

/// `50%` of `il 50%`.
fn without_article(text: &str) -> &str {
    const ARTICLES: [&str; 6] = ["il ", "l'", "l’", "lo ", "i ", "le "];
    ARTICLES.iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
}

/// A day, or the last one of the month or the year that is named.
fn date(text: &str) -> Option<Amount> {
    let rest = after(text, &BEFORE_DATES).unwrap_or(text.trim());
    let date = reading::date(rest).ok().or_else(|| end_of_period(rest))?;
    Some(Amount::Date(date))
}

/// `giugno 2025`, `fine giugno 2025`, `fine 2025`, and `2025` after "entro il".
fn end_of_period(text: &str) -> Option<NaiveDate> {
    let form = normal_form(text);
    let bare = form.strip_prefix("fine ").unwrap_or(&form);
    let bare = bare.strip_prefix("mese di ").unwrap_or(bare);
    let (month, year) = bare.rsplit_once(' ').unwrap_or(("dicembre", bare));
    let month = reading::month(month)?;
    let year: i32 = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    let next = NaiveDate::from_ymd_opt(year, month, 1)?.with_day(28)? + Days::new(4);
    next.with_day(1)?.pred_opt()
}

/// What follows one of the words, the longest of which come first.
fn after<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let text = text.trim();
    words.iter().find_map(|word| {
        let start = text.get(..word.len())?;
        let rest = &text[word.len()..];
        let is_word = !word.ends_with(char::is_alphabetic) || rest.starts_with(char::is_whitespace);
        (start.to_lowercase() == *word && is_word).then(|| rest.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, unit: Unit) -> (String, Option<Direction>) {
        let target = read(&Value::Text(text.into()), unit);
        let shown = crate::italian::amount(&target.amount);
        let is_read = !matches!(target.amount, Amount::Unreadable(_));
        (if is_read { shown } else { format!("? {shown}") }, target.direction)
    }

    #[test]
    fn words_around_a_number_tell_from_which_side_it_is_reached() {
        let (up, down) = (Some(Direction::Increasing), Some(Direction::Decreasing));
        for (text, shown, direction) in [
            ("30", "30", None),
            ("≥ 50", "50", up),
            (">=50", "50", up),
            ("almeno 2", "2", up),
            ("Almeno 2 corsi", "2", up),
            ("<= 30", "30", down),
            ("max 30 giorni", "30", down),
            ("non oltre 10", "10", down),
            ("> 50", "? > 50", None),
            ("massimo", "? massimo", None),
            ("2 ogni trimestre", "? 2 ogni trimestre", None),
        ] {
            assert_eq!(of(text, Unit::Number), (shown.to_owned(), direction), "{text}");
        }
        assert_eq!(of("almeno l'85%", Unit::Percent), ("85".to_owned(), up));
        assert_eq!(of("almeno il 50%", Unit::Percent), ("50".to_owned(), up));
        assert_eq!(of("≥ 85%", Unit::Percent), ("85".to_owned(), up));
    }

    #[test]
    fn dates_are_read_with_the_words_before_them() {
        for (text, shown) in [
            ("entro il 30/06/2025", "30/06/2025"),
            ("Entro il 30 giugno 2025", "30/06/2025"),
            ("31.12.2025", "31/12/2025"),
            ("entro giugno 2025", "30/06/2025"),
            ("entro febbraio 2024", "29/02/2024"),
            ("entro il 2025", "31/12/2025"),
            ("entro fine 2025", "31/12/2025"),
            ("131/12/2025", "? 131/12/2025"),
            ("dopo giugno", "? dopo giugno"),
        ] {
            assert_eq!(of(text, Unit::Date).0, shown, "{text}");
        }
    }
}
