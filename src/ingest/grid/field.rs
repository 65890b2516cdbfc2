//! From a cell to a date, a number, a gender. A reason follows the value: `«31/02/2022» …`.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::ingest::file::sheet::{Value, YEARS, is_blank, trimmed};
use crate::ingest::spelling::normal_form;
use crate::italian::reading::{self, Numeral, Reason};
use crate::model::gender::Gender;

/// Largest amount read: far above any pay, far below what could overflow a sum.
const LARGEST: u64 = 1_000_000_000_000;

/// A date cell, or text that is a date. An empty cell is `None`.
pub(in crate::ingest) fn date(value: &Value<'_>) -> Result<Option<NaiveDate>, Reason> {
    match value {
        Value::Date(date) => a_day(*date),
        Value::Moment(moment) => a_day(moment.date()),
        Value::Text(text) => Ok(Some(reading::date(text)?)),
        // `19700517`, as payroll systems write it.
        Value::Number(number) => reading::date(&number.text()).map(Some).map_err(|reason| {
            if (FIRST_YEAR..=LAST_YEAR).contains(&number.value) {
                // Under a format of dates it would become a day of 1905.
                reason
            } else {
                "è un numero, non una data: assegnate alla cella il formato Data".to_owned()
            }
        }),
        _ => value.text().map(|text| reading::date(&text)).transpose(),
    }
}

const FIRST_YEAR: Decimal = Decimal::from_parts(1900, 0, 0, false, 0);
const LAST_YEAR: Decimal = Decimal::from_parts(2100, 0, 0, false, 0);

fn a_day(date: NaiveDate) -> Result<Option<NaiveDate>, Reason> {
    match reading::year_shown(date) {
        Some(year) => Err(reading::only_a_year(year)),
        None => Ok(Some(date)),
    }
}

/// A number cell, or text that is a number, with or without `%` or `€`: it may have two readings.
/// An empty cell is `None`.
pub(in crate::ingest) fn numeral(value: &Value<'_>) -> Result<Option<Numeral>, Reason> {
    let numeral = match value {
        // What the office sees is "50%": the cell holds 0.5.
        Value::Number(number) if number.percent => {
            Numeral::Plain(number.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX))
        }
        Value::Number(number) => Numeral::Plain(number.value),
        Value::Empty => return Ok(None),
        Value::Date(_) | Value::Moment(_) => return Err("è una data, non un numero".to_owned()),
        Value::Text(text) if is_blank(text) => return Ok(None),
        Value::Text(text) => reading::quantity(text)?,
        _ => return Err("non è un numero".to_owned()),
    };
    let largest = match numeral {
        Numeral::Plain(value) => value,
        Numeral::Doubtful(doubt) => doubt.thousands,
    };
    // The digits of nearly every number say that it is not.
    let may_be_large = largest.mantissa().unsigned_abs() > u128::from(LARGEST);
    if may_be_large && largest.abs() > Decimal::from(LARGEST) {
        return Err("è un numero troppo grande".to_owned());
    }
    Ok(Some(numeral))
}

/// As [`numeral`], where nothing can settle a doubt.
pub(in crate::ingest) fn number(value: &Value<'_>) -> Result<Option<Decimal>, Reason> {
    match numeral(value)? {
        None => Ok(None),
        Some(Numeral::Plain(number)) => Ok(Some(number)),
        Some(Numeral::Doubtful(doubt)) => Err(doubt.reason()),
    }
}

/// A duration beyond 24 hours under a format of times shows a day of January 1900.
const BEYOND_A_DAY: &str =
    "è una data: se sono più di 24 ore assegnate alla cella il formato [h]:mm";

/// Seconds of a time or a duration (`7:30`, which spreadsheet cells of that format become too), or
/// `None` for any other cell.
pub(in crate::ingest) fn duration(value: &Value<'_>) -> Result<Option<u64>, &'static str> {
    match value {
        Value::Text(text) => Ok(reading::duration(text)),
        Value::Date(day) if day.year() <= *YEARS.start() => Err(BEYOND_A_DAY),
        Value::Moment(moment) if moment.year() <= *YEARS.start() => Err(BEYOND_A_DAY),
        _ => Ok(None),
    }
}

/// What a formula failed with, as shown: `#N/D`. Pasted as values or saved as csv it is text.
pub(in crate::ingest) fn spreadsheet_error<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    const SHOWN: [&str; 14] = [
        "#N/D",
        "#N/A",
        "#RIF!",
        "#REF!",
        "#VALORE!",
        "#VALUE!",
        "#NOME?",
        "#NAME?",
        "#NULLO!",
        "#NULL!",
        "#NUM!",
        "#DIV/0!",
        "#ESPANSIONE!",
        "#SPILL!",
    ];
    match value {
        Value::Error(error) => Some(error),
        Value::Uncomputed => Some(""),
        Value::Text(text) => {
            let text = trimmed(text);
            if !matches!(text.as_bytes().first(), Some(b'#' | b'E')) {
                return None;
            }
            // `###`: saved as shown, from a column too narrow for its numbers.
            let is_narrow = text.len() > 1 && text.bytes().all(|byte| byte == b'#');
            let is_code =
                |code: &str| code.len() == 3 && code.bytes().all(|it| it.is_ascii_digit());
            let is_error = is_narrow
                || SHOWN.iter().any(|shown| text.eq_ignore_ascii_case(shown))
                || text.strip_prefix("Err:").is_some_and(is_code);
            is_error.then_some(text)
        }
        _ => None,
    }
}

/// The words accepted for each gender.
const GENDER_WORDS: [(Gender, &[&str]); 2] = [
    (
        Gender::Man,
        &["u", "m", "uomo", "uomini", "maschio", "maschi", "maschile", "masc", "sig", "signor"],
    ),
    (
        Gender::Woman,
        &[
            "d",
            "f",
            "donna",
            "donne",
            "femmina",
            "femmine",
            "femminile",
            "femm",
            "sig ra",
            "sig na",
            "signora",
        ],
    ),
];

/// `D`, `U`, `F`, `M` and the Italian words, in any case.
pub(in crate::ingest) fn gender(text: &str) -> Option<Gender> {
    match text {
        "U" | "M" => return Some(Gender::Man),
        "D" | "F" => return Some(Gender::Woman),
        _ => {}
    }
    let form = normal_form(text);
    GENDER_WORDS.iter().find(|(_, words)| words.contains(&form.as_str())).map(|(gender, _)| *gender)
}

/// Words of those who declare neither gender.
const UNDECLARED: [&str; 15] = [
    "x",
    "altro",
    "altra",
    "non dichiarato",
    "non dichiarata",
    "genere non dichiarato",
    "non binario",
    "non binaria",
    "non binary",
    "non specificato",
    "non risponde",
    "preferisco non rispondere",
    "preferisce non dichiarare",
    "preferisce non rispondere",
    "indeterminato",
];

/// Whether a word says that a person has not declared a gender, or neither of the two.
pub(in crate::ingest) fn is_undeclared_gender(text: &str) -> bool {
    let is_short = matches!(text, "D" | "U" | "F" | "M");
    !is_short && UNDECLARED.contains(&normal_form(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gender_has_many_words_and_no_guesses() {
        assert_eq!(gender("Femmina"), Some(Gender::Woman));
        assert_eq!(gender("u"), Some(Gender::Man));
        assert_eq!(gender("X"), None);
    }

    #[test]
    fn errors_of_spreadsheets_are_known_in_words_too() {
        let error = |text: &str| spreadsheet_error(&Value::Text(text.into())).is_some();
        for text in ["#N/D", " #rif! ", "#VALUE!", "Err:502", "####", "#SPILL!"] {
            assert!(error(text), "{text}");
        }
        for text in ["#", "# 3", "7:30", "Err:", "nota: #1"] {
            assert!(!error(text), "{text}");
        }
    }
}
