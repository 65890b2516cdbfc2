//! Numbers, percentages, money and dates as an Italian office prints them, and the one rounding
//! rule: to the nearest at two decimals, ties away from zero, once, at the end.

pub mod moment;
pub mod reading;
pub mod time_span;

use chrono::{Datelike, NaiveDate};
use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;

use crate::model::plan::Amount;
use crate::model::ratio::Ratio;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// The sign that is as wide as a digit and that a screen reader says.
const MINUS: &str = "\u{2212}";

/// `54,81` for 54.8098…: two decimals, no sign, as in the cells of the format.
pub fn percent(value: &Ratio) -> String {
    fixed(value, 2, MINUS, ",", "")
}

/// `il 54,81 %`, `l'80,00 %`, `lo 0,00 %`: a printed percentage with its article.
pub fn with_article(percent: &str) -> String {
    let whole = percent.split(',').next().unwrap_or_default();
    let article = match whole {
        "0" => "lo ",
        "1" | "11" => "l'",
        _ if whole.starts_with('8') => "l'",
        _ => "il ",
    };
    format!("{article}{percent} %")
}

/// `54.81`: the same figure for the tidy csv.
pub fn plain(value: &Ratio) -> String {
    fixed(value, 2, "-", ".", "")
}

/// `1234,50` or `1234`: hours and days in a cell, with the decimals that its table needs.
pub fn quantity(value: &Ratio, decimals: u32) -> String {
    fixed(value, decimals, MINUS, ",", "")
}

/// `28.345,67`: euro with cents, without the currency.
pub fn money(value: &Ratio) -> String {
    fixed(value, 2, MINUS, ",", ".")
}

/// `1.234,5` or `96`: hours or days in a sentence, at most two decimals and none that says nothing.
pub fn rounded(value: &Ratio) -> String {
    let text = money(value);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// `+0,45` or `−0,45`: a change, with its sign.
pub fn signed(value: &Ratio) -> String {
    let plus = if value.scaled(2) > BigInt::ZERO { "+" } else { "" };
    format!("{plus}{}", percent(value))
}

/// `+3` or `−11`: a change of a count.
pub fn signed_count(value: &Ratio) -> String {
    let whole = value.scaled(0);
    let sign = match whole.sign() {
        Sign::Plus => "+",
        Sign::Minus => MINUS,
        Sign::NoSign => "",
    };
    format!("{sign}{}", group(&whole.magnitude().to_string(), "."))
}

/// `1.234` for 1234, in sentences; cells of the format carry no separator.
pub fn count(value: u64) -> String {
    group(&value.to_string(), ".")
}

/// A count with its noun: `1 persona`, `2 persone`, `1.234 persone`.
pub fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(value), if value == 1 { one } else { many })
}

/// `96,5` for a number as it was given: no rounding, no trailing zeros.
pub fn decimal(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{},{fraction}", group(whole, ".")),
        None => format!("{sign}{}", group(digits, ".")),
    }
}

/// `Dati non forniti` for `dati non forniti`.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `31/12/2022`
pub fn date(value: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", value.day(), value.month(), value.year())
}

/// `31 dicembre 2022`; the first of a month is `1º marzo 2023`.
pub fn long_date(value: NaiveDate) -> String {
    let day = if value.day() == 1 { "1º".to_owned() } else { value.day().to_string() };
    format!("{day} {} {}", MONTHS[value.month0() as usize], value.year())
}

/// `sì`, `no`, or a dash where nobody says.
pub fn answer(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "sì",
        Some(false) => "no",
        None => "–",
    }
}

/// A target or an actual in its unit; words that could not be read stay as they are, nothing is `–`.
pub fn amount(value: &Amount) -> String {
    match value {
        Amount::Date(value) => date(*value),
        Amount::Number(number) => decimal(*number),
        Amount::YesNo(true) => "Sì".to_owned(),
        Amount::YesNo(false) => "No".to_owned(),
        Amount::Unreadable(text) if text.trim().is_empty() => "–".to_owned(),
        Amount::Unreadable(text) => text.trim().to_owned(),
    }
}

fn fixed(value: &Ratio, decimals: u32, minus: &str, point: &str, thousands: &str) -> String {
    let scaled = value.scaled(decimals);
    let negative = scaled < BigInt::ZERO;
    let width = decimals as usize + 1;
    let digits = format!("{:0>width$}", scaled.magnitude().to_string());
    let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
    let sign = if negative { minus } else { "" };
    let point = if decimals == 0 { "" } else { point };
    format!("{sign}{}{point}{fraction}", group(whole, thousands))
}

fn group(digits: &str, separator: &str) -> String {
    if separator.is_empty() {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_two_decimals_and_a_comma() {
        let share = Ratio::percent(245, 447).expect("447 is not zero");
        assert_eq!(percent(&share), "54,81");
        assert_eq!(plain(&share), "54.81");
        assert_eq!(percent(&Ratio::zero()), "0,00");
        assert_eq!(percent(&Ratio::percent(1, 20_000).expect("not zero")), "0,01");
    }

    #[test]
    fn articles_follow_the_sound_of_the_number() {
        for (percent, words) in [
            ("54,81", "il 54,81 %"),
            ("80,00", "l'80,00 %"),
            ("8,33", "l'8,33 %"),
            ("11,11", "l'11,11 %"),
            ("1,00", "l'1,00 %"),
            ("0,00", "lo 0,00 %"),
            ("100,00", "il 100,00 %"),
            ("18,00", "il 18,00 %"),
        ] {
            assert_eq!(with_article(percent), words);
        }
    }

    #[test]
    fn quantities_carry_no_separator() {
        let hours = Ratio::from("1234.5".parse::<Decimal>().expect("a decimal"));
        assert_eq!(quantity(&hours, 2), "1234,50");
        assert_eq!(quantity(&Ratio::from(1234u64), 0), "1234");
        assert_eq!(quantity(&Ratio::zero(), 0), "0");
    }

    #[test]
    fn money_is_grouped_and_keeps_its_sign() {
        let amount = Ratio::from("-1234567.891".parse::<Decimal>().expect("a decimal"));
        assert_eq!(money(&amount), "\u{2212}1.234.567,89");
        assert_eq!(plain(&amount), "-1234567.89");
    }

    #[test]
    fn dates_and_numbers_read_as_in_italy() {
        let first = NaiveDate::from_ymd_opt(2023, 3, 1).expect("a date");
        assert_eq!(date(first), "01/03/2023");
        assert_eq!(long_date(first), "1º marzo 2023");
        assert_eq!(decimal("10000.50".parse().expect("a decimal")), "10.000,5");
        assert_eq!(counted(1, "persona", "persone"), "1 persona");
    }
}
