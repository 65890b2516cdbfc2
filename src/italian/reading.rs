//! Dates, numbers, yes and no as an Italian office writes them, read in one way or not at all.
//! A reason is a predicate: it follows `«31/02/2022» `.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::plan::{Amount, Unit};

/// Why a text could not be read.
pub type Reason = String;

/// Targets from here on show that a point may part thousands.
const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

/// A target or an actual in its unit. `near` is a number of the same kind, such as the target of
/// an actual: it tells whether `1.234` can be thousands.
pub fn amount(text: &str, unit: Unit, near: Option<Decimal>) -> Result<Amount, Reason> {
    let text = text.trim();
    match unit {
        Unit::Date => date(text).map(Amount::Date),
        Unit::YesNo => yes_or_no(text).map(Amount::YesNo),
        Unit::Number if text.ends_with('%') => {
            Err("ha il segno %, ma l'unità è «Numero»".to_owned())
        }
        Unit::Number | Unit::Percent => quantity(text, near).map(Amount::Number),
    }
}

fn quantity(text: &str, near: Option<Decimal>) -> Result<Decimal, Reason> {
    match numeral(bare(text)) {
        Some(Numeral::Ambiguous { thousands, .. }) if near.is_some_and(|near| near >= THOUSAND) => {
            Ok(thousands)
        }
        _ => number(text),
    }
}

/// A number with decimal comma or point, with or without `%` or `€`. `1.234` could mean two
/// things: it is refused.
pub fn number(text: &str) -> Result<Decimal, Reason> {
    match numeral(bare(text)) {
        Some(Numeral::Plain(value)) => Ok(value),
        Some(Numeral::Ambiguous { thousands, decimals }) => Err(format!(
            "è ambiguo: può valere {thousands} oppure {}",
            decimals.to_string().replace('.', ",")
        )),
        None => Err("non è un numero".to_owned()),
    }
}

/// The number without the sign of its unit and without the apostrophe of a text cell.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text);
    let text = text.strip_prefix('€').unwrap_or(text);
    let text = text.strip_suffix(['%', '€']).unwrap_or(text);
    text.strip_suffix("euro").unwrap_or(text).trim()
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    Plain(Decimal),
    /// `1.234`, which is one thousand or one and a bit.
    Ambiguous {
        thousands: Decimal,
        decimals: Decimal,
    },
}

/// `12`, `-3`, `96,5`, `96.5`, `10.000,5`, `1,234.56`, `1.000.000`; `1.234` is ambiguous. Groups of
/// thousands must have three digits.
pub fn numeral(text: &str) -> Option<Numeral> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let exact = |whole: &str, fraction: &str| {
        (is_digits(whole) && is_digits(fraction))
            .then(|| Decimal::from_str_exact(&format!("{sign}{whole}.{fraction}")).ok())
            .flatten()
    };
    let joined = joined(digits);
    let digits = joined.as_str();
    match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) => {
            let (last, separator) = if comma > point { (comma, '.') } else { (point, ',') };
            let whole = ungrouped(&digits[..last], separator)?;
            exact(&whole, &digits[last + 1..]).map(Numeral::Plain)
        }
        (Some(comma), None) => exact(&digits[..comma], &digits[comma + 1..]).map(Numeral::Plain),
        (None, Some(point)) => match ungrouped(digits, '.') {
            Some(whole) if digits.matches('.').count() == 1 => Some(Numeral::Ambiguous {
                thousands: exact(&whole, "0")?.normalize(),
                decimals: exact(&digits[..point], &digits[point + 1..])?,
            }),
            Some(whole) => exact(&whole, "0").map(Numeral::Plain),
            None => exact(&digits[..point], &digits[point + 1..]).map(Numeral::Plain),
        },
        (None, None) => exact(digits, "0").map(Numeral::Plain),
    }
}

/// `30000,5` for `30 000,5`: blanks may part thousands too. Other blanks stay, and are refused.
fn joined(text: &str) -> String {
    let is_first = |group: &str| is_digits(group) && group.len() <= 3;
    let is_thousand = |group: &str| group.get(..3).is_some_and(is_digits);
    let is_last = |group: &str| matches!(group.as_bytes().get(3), None | Some(b','));
    let parts: Vec<&str> = text.split_whitespace().collect();
    let fits = parts.len() > 1
        && is_first(parts[0])
        && parts[1..].iter().all(|group| is_thousand(group))
        && parts[1..parts.len() - 1].iter().all(|group| group.len() == 3)
        && parts.last().is_some_and(|group| is_last(group));
    if fits { parts.concat() } else { text.to_owned() }
}

/// `1000000` for `1.000.000`; `None` when the separators do not part thousands.
fn ungrouped(text: &str, separator: char) -> Option<String> {
    let (first, rest) = text.split_once(separator)?;
    let fits = is_digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && rest.split(separator).all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| text.replace(separator, ""))
}

/// `31/12/2022`, `31-12-2022`, `31.12.2022` or `2022-12-31`, with or without a time after it.
pub fn date(text: &str) -> Result<NaiveDate, Reason> {
    let unreadable = || "non è una data".to_owned();
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let separator = day.chars().find(|letter| !letter.is_ascii_digit()).ok_or_else(unreadable)?;
    let parts: Vec<&str> = day.split(separator).collect();
    let [first, second, third] = parts.as_slice() else { return Err(unreadable()) };
    let is_written = matches!(separator, '/' | '-' | '.')
        && parts.iter().all(|part| is_digits(part))
        && (1..=2).contains(&second.len());
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) if is_written => (first, second, third),
        (1..=2, 4) if is_written => (third, second, first),
        (1..=2, 1..=2) if is_written => {
            return Err("ha l'anno di due cifre".to_owned());
        }
        (3.., 4) if is_written => return Err("non esiste nel calendario".to_owned()),
        _ => return Err(unreadable()),
    };
    let number = |part: &str| part.parse::<u16>().ok();
    let (year, month, day) = (number(year), number(month), number(day));
    year.zip(month)
        .zip(day)
        .and_then(|((year, month), day)| {
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        })
        .ok_or_else(|| match (month, day) {
            (Some(13..=31), Some(1..=12)) => {
                "non esiste nel calendario: giorno e mese sembrano scambiati".to_owned()
            }
            _ => "non esiste nel calendario".to_owned(),
        })
}

/// `sì`, `SI`, `s`, `vero`, `1`, `no`, `falso`, `0` …
pub fn yes_or_no(text: &str) -> Result<bool, Reason> {
    match text.trim().to_lowercase().trim_end_matches(['\'', '’']) {
        "sì" | "sí" | "si" | "s" | "yes" | "vero" | "true" | "1" => Ok(true),
        "no" | "n" | "falso" | "false" | "0" => Ok(false),
        _ => Err("non è né sì né no".to_owned()),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn dates_are_read_as_italians_write_them() {
        let expected = NaiveDate::from_ymd_opt(2022, 3, 8).expect("a date");
        for text in [
            "08/03/2022",
            "8/3/2022",
            " 2022-03-08 ",
            "8-3-2022",
            "8.3.2022",
            "2022-3-8",
            "08/03/2022 00:00",
            "2022-03-08T00:00:00",
        ] {
            assert_eq!(date(text), Ok(expected), "{text}");
        }
        for (text, reason) in [
            ("8/3/22", "due cifre"),
            ("131/12/2022", "calendario"),
            ("31/02/2022", "calendario"),
            ("5%", "non è una data"),
            ("+1/03/2022", "non è una data"),
            ("1/3-2022", "non è una data"),
            ("marzo 2022", "non è una data"),
            ("2022", "non è una data"),
            ("12/2022", "non è una data"),
        ] {
            assert!(
                date(text).is_err_and(|told| told.contains(reason)),
                "{text}: {:?}",
                date(text)
            );
        }
    }

    #[test]
    fn numbers_are_read_as_written_in_italy() {
        for (text, value) in [
            ("12", "12"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("96,5", "96.5"),
            ("83.33", "83.33"),
            ("0.125", "0.125"),
            ("1,234", "1.234"),
            ("10.000,5", "10000.5"),
            ("1,234.56", "1234.56"),
            ("10 000", "10000"),
            ("1 234 567,89", "1234567.89"),
            ("1.000.000", "1000000"),
            ("50%", "50"),
            ("€ 28.000,00", "28000.00"),
            ("'12", "12"),
        ] {
            assert_eq!(number(text), Ok(decimal(value)), "{text}");
        }
        for text in [
            "",
            ",5",
            "5,",
            "1,2,3",
            "12.34,56",
            "1,2,345.6",
            "1.5.22",
            "28.345.67",
            "10 00",
            "25.000.",
            "1 5 0 0",
            "50 50",
            "1 2345",
            "75 %%",
            "5'0",
            "12 ore",
            "0.123.456",
            "1_000",
            "1e5",
            "--1",
            "31.12.2022",
        ] {
            assert_eq!(number(text), Err("non è un numero".to_owned()), "{text}");
        }
        assert!(number(&"9".repeat(60)).is_err());
    }

    #[test]
    fn a_lone_point_before_three_digits_is_thousands_only_beside_thousands() {
        assert!(number("1.234").is_err_and(|reason| reason.contains("1234 oppure 1,234")));
        let beside = |near: &str| amount("1.234", Unit::Number, Some(decimal(near)));
        assert_eq!(beside("1000"), Ok(Amount::Number(decimal("1234"))));
        assert!(beside("999").is_err());
    }

    #[test]
    fn a_percentage_may_carry_its_sign_and_is_never_scaled() {
        for text in ["85", "85%", "85 %"] {
            assert_eq!(
                amount(text, Unit::Percent, None),
                Ok(Amount::Number(decimal("85"))),
                "{text}"
            );
        }
        assert_eq!(amount("0,85", Unit::Percent, None), Ok(Amount::Number(decimal("0.85"))));
        assert!(amount("85%", Unit::Number, None).is_err());
    }

    #[test]
    fn yes_and_no_have_several_spellings() {
        for text in ["sì", "SI", "Si'", "s", "yes", "VERO", "1"] {
            assert_eq!(yes_or_no(text), Ok(true), "{text}");
        }
        for text in ["no", "N", "falso", "0"] {
            assert_eq!(yes_or_no(text), Ok(false), "{text}");
        }
        assert!(yes_or_no("forse").is_err());
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_refused(text in any::<String>(), near in "[-+0-9.,/% ]{0,40}") {
            for unit in Unit::ALL {
                for text in [&text, &near] {
                    let amount = amount(text, unit, None);
                    prop_assert!(!matches!(amount, Ok(Amount::Unreadable(_))));
                }
            }
        }
    }
}
