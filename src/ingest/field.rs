//! From a cell to a date, a number, a staff number, a gender. Reasons are Italian and name the cure.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::sheet::Value;
use super::spelling::normal_form;
use crate::model::gender::Gender;

/// Why a cell could not be read.
type Reason = String;

/// A date cell, or text as `31/12/2022`, `31-12-2022`, `31.12.2022`, `2022-12-31`, with or without
/// a time after it. An empty cell is `None`. Two-digit years are refused.
pub(super) fn date(value: &Value) -> Result<Option<NaiveDate>, Reason> {
    match value {
        Value::Date(date) => Ok(Some(*date)),
        Value::Text(_) => match value.text() {
            Some(text) => date_from_text(&text).map(Some),
            None => Ok(None),
        },
        Value::Empty => Ok(None),
        Value::Number(_) => {
            Err("c'è un numero al posto della data: date alla cella il formato Data".to_owned())
        }
        Value::Bool(_) | Value::Error(_) => Err("la cella non contiene una data".to_owned()),
    }
}

/// Reads a date as people write it.
pub(super) fn date_from_text(text: &str) -> Result<NaiveDate, Reason> {
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| digits(part)).collect();
    let Some([first, second, third]) = numbers.as_deref() else {
        return Err("la data va scritta come 31/12/2022".to_owned());
    };
    let date = match (parts[0].len(), parts[2].len()) {
        (4, 1..=2) => from_parts(*first, *second, *third),
        (1..=2, 4) => from_parts(*third, *second, *first),
        (1..=2, 1..=2) => {
            return Err("l'anno ha due cifre: scrivetelo con quattro".to_owned());
        }
        _ => return Err("la data va scritta come 31/12/2022".to_owned()),
    };
    date.ok_or_else(|| "la data non esiste nel calendario".to_owned())
}

fn digits(part: &str) -> Option<u32> {
    (part.chars().all(|letter| letter.is_ascii_digit()) && (1..=4).contains(&part.len()))
        .then(|| part.parse().ok())
        .flatten()
}

fn from_parts(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Largest amount read: far above any pay, far below what could overflow a sum.
const LARGEST: i64 = 1_000_000_000_000;

/// A number cell, or text with decimal comma or point, `%` or `€`. An empty cell is `None`.
pub(super) fn number(value: &Value) -> Result<Option<Decimal>, Reason> {
    let number = match value {
        // What the office sees is "50%": the cell holds 0.5.
        Value::Number(number) if number.percent => number.value * Decimal::ONE_HUNDRED,
        Value::Number(number) => number.value,
        Value::Text(_) => match value.text() {
            Some(text) => number_from_text(&text)?,
            None => return Ok(None),
        },
        Value::Empty => return Ok(None),
        Value::Date(_) => {
            return Err("c'è una data al posto del numero".to_owned());
        }
        Value::Bool(_) | Value::Error(_) => {
            return Err("la cella non contiene un numero".to_owned());
        }
    };
    if number.abs() > Decimal::from(LARGEST) {
        return Err("il numero è troppo grande".to_owned());
    }
    Ok(Some(number))
}

/// Reads a number as people write it in Italy. `1.234` alone could mean two things: it is refused.
pub(super) fn number_from_text(text: &str) -> Result<Decimal, Reason> {
    let bare: String = text
        .trim_end_matches('%')
        .trim_start_matches('€')
        .trim_end_matches('€')
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\'')
        .collect();
    let unreadable = || "non è un numero".to_owned();
    let plain = match (bare.rfind(','), bare.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => bare.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => bare.replace(',', ""),
        (Some(_), None) if bare.matches(',').count() == 1 => bare.replace(',', "."),
        (None, Some(point)) => match bare.matches('.').count() {
            1 if is_ambiguous(&bare, point) => {
                return Err(format!(
                    "«{text}» può valere {} oppure {}: scrivetelo senza punto, o con la virgola",
                    bare.replace('.', ""),
                    bare.replace('.', ",")
                ));
            }
            1 => bare,
            _ => bare.replace('.', ""),
        },
        (None, None) => bare,
        (Some(_), None) => return Err(unreadable()),
    };
    let signless = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if signless.is_empty()
        || !signless.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
    {
        return Err(unreadable());
    }
    plain.parse().map_err(|_| unreadable())
}

/// One to three digits, a point, three digits: thousands in Italy, decimals elsewhere.
fn is_ambiguous(bare: &str, point: usize) -> bool {
    let whole = bare[..point].trim_start_matches(['-', '+']);
    bare.len() - point - 1 == 3 && (1..=3).contains(&whole.len()) && whole != "0"
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

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn dates_are_read_as_italians_write_them() {
        let expected = NaiveDate::from_ymd_opt(2022, 12, 31);
        for written in [
            "31/12/2022",
            "2022-12-31",
            "31-12-2022",
            "31.12.2022",
            "31/12/2022 00:00",
            "2022-12-31T00:00:00",
        ] {
            assert_eq!(date(&text(written)), Ok(expected), "{written}");
        }
        for refused in ["131/12/2022", "31/12/22", "31/02/2022", "dicembre 2022", "2022", "12/2022"]
        {
            assert!(date(&text(refused)).is_err(), "{refused}");
        }
        assert_eq!(date(&text("  ")), Ok(None));
    }

    #[test]
    fn numbers_are_read_as_italians_write_them() {
        for (written, expected) in [
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1234,5", "1234.5"),
            ("83.33", "83.33"),
            ("1.234.567", "1234567"),
            ("50%", "50"),
            ("€ 28.000,00", "28000.00"),
            ("-3", "-3"),
            ("0.125", "0.125"),
        ] {
            assert_eq!(number_from_text(written), Ok(expected.parse().unwrap()), "{written}");
        }
        for refused in ["1.234", "12,34,56", "abc", "", "1e5", "--1", "1.2.3,4,5"] {
            assert!(number_from_text(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn gender_has_many_words_and_no_guesses() {
        assert_eq!(gender("Femmina"), Some(Gender::Woman));
        assert_eq!(gender("u"), Some(Gender::Man));
        assert_eq!(gender("X"), None);
    }
}
