//! From a cell to a date, a number, a gender. A reason follows the value: `«31/02/2022» …`.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::sheet::Value;
use super::spelling::normal_form;
use crate::italian::reading::{self, Reason};
use crate::model::gender::Gender;

/// Largest amount read: far above any pay, far below what could overflow a sum.
const LARGEST: i64 = 1_000_000_000_000;

/// A date cell, or text that is a date. An empty cell is `None`.
pub(super) fn date(value: &Value) -> Result<Option<NaiveDate>, Reason> {
    match value {
        Value::Date(date) => Ok(Some(*date)),
        Value::Empty => Ok(None),
        Value::Number(_) => {
            Err("è un numero, non una data: assegnate alla cella il formato Data".to_owned())
        }
        _ => value.text().map(|text| reading::date(&text)).transpose(),
    }
}

/// A number cell, or text that is a number, with or without `%` or `€`. An empty cell is `None`.
pub(super) fn number(value: &Value) -> Result<Option<Decimal>, Reason> {
    let number = match value {
        // What the office sees is "50%": the cell holds 0.5.
        Value::Number(number) if number.percent => {
            number.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX)
        }
        Value::Number(number) => number.value,
        Value::Empty => return Ok(None),
        Value::Date(_) => return Err("è una data, non un numero".to_owned()),
        _ => match value.text() {
            Some(text) => reading::number(&text)?,
            None => return Ok(None),
        },
    };
    if number.abs() > Decimal::from(LARGEST) {
        return Err("è un numero troppo grande".to_owned());
    }
    Ok(Some(number))
}

/// The words accepted for each gender.
const GENDER_WORDS: [(Gender, &[&str]); 2] = [
    (Gender::Man, &["u", "m", "uomo", "uomini", "maschio", "maschi", "maschile"]),
    (Gender::Woman, &["d", "f", "donna", "donne", "femmina", "femmine", "femminile"]),
];

/// `D`, `U`, `F`, `M` and the Italian words, in any case.
pub(super) fn gender(text: &str) -> Option<Gender> {
    let form = normal_form(text);
    GENDER_WORDS.iter().find(|(_, words)| words.contains(&form.as_str())).map(|(gender, _)| *gender)
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
}
