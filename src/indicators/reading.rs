//! The cell of an actual as a value of its unit: dates, numbers as written in Italy, yes or no.
//! What can be read in two ways is not read at all.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::plan::{Amount, Unit};

/// Targets from here on show that a point may part thousands.
const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

/// The value of the cell, or why there is none: words that follow "il consuntivo «…» ".
pub(super) fn read(text: &str, unit: Unit, target: &Amount) -> Result<Amount, &'static str> {
    let text = text.trim();
    match unit {
        Unit::Date => date(text).map(Amount::Date),
        Unit::YesNo => yes_or_no(text).map(Amount::YesNo),
        Unit::Number if text.ends_with('%') => Err("ha il segno %, ma l'unità è «Numero»"),
        Unit::Number => quantity(text, target, "non è un numero"),
        Unit::Percent => {
            let text = text.strip_suffix('%').map_or(text, str::trim_end);
            quantity(text, target, "non è una percentuale")
        }
    }
}

/// `28/03/2022`, `8/3/2022` or `2022-03-28`.
fn date(text: &str) -> Result<NaiveDate, &'static str> {
    let parts: Vec<&str> = text.split('/').collect();
    if let [day, month, year] = parts.as_slice() {
        if year.len() == 2 && is_digits(year) {
            return Err("ha l'anno di due cifre");
        }
        return calendar(year, month, day).ok_or("non è una data");
    }
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if month.len() == 2 && day.len() == 2 => calendar(year, month, day),
        _ => None,
    }
    .ok_or("non è una data")
}

fn calendar(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let fits = year.len() == 4
        && (1..=2).contains(&month.len())
        && (1..=2).contains(&day.len())
        && [year, month, day].into_iter().all(is_digits);
    if !fits {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn yes_or_no(text: &str) -> Result<bool, &'static str> {
    match text.to_lowercase().trim_end_matches(['\'', '’']) {
        "sì" | "sí" | "si" | "s" | "yes" | "1" => Ok(true),
        "no" | "n" | "0" => Ok(false),
        _ => Err("non è né sì né no"),
    }
}

fn quantity(text: &str, target: &Amount, unreadable: &'static str) -> Result<Amount, &'static str> {
    match numeral(text) {
        Some(Numeral::Plain(value)) => Ok(Amount::Number(value)),
        Some(Numeral::Ambiguous { thousands }) => match target {
            Amount::Number(target) if *target >= THOUSAND => Ok(Amount::Number(thousands)),
            _ => Err("è ambiguo: il punto può separare le migliaia o i decimali"),
        },
        None => Err(unreadable),
    }
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Plain(Decimal),
    /// `1.234`, which is one thousand or one and a bit.
    Ambiguous {
        thousands: Decimal,
    },
}

/// `12`, `-3`, `96,5`, `96.5`, `10.000,5`, `1.000.000`; `1.234` is ambiguous.
pub(super) fn numeral(text: &str) -> Option<Numeral> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let exact = |whole: &str, fraction: &str| {
        (is_digits(whole) && is_digits(fraction))
            .then(|| Decimal::from_str_exact(&format!("{sign}{whole}.{fraction}")).ok())
            .flatten()
    };
    if let Some((whole, fraction)) = digits.split_once(',') {
        let whole = ungrouped(whole).unwrap_or_else(|| whole.to_owned());
        return exact(&whole, fraction).map(Numeral::Plain);
    }
    match (ungrouped(digits), digits.split_once('.')) {
        (Some(whole), _) if digits.matches('.').count() == 1 => {
            exact(&whole, "0").map(|thousands| Numeral::Ambiguous { thousands })
        }
        (Some(whole), _) => exact(&whole, "0").map(Numeral::Plain),
        (None, Some((whole, fraction))) => exact(whole, fraction).map(Numeral::Plain),
        (None, None) => exact(digits, "0").map(Numeral::Plain),
    }
}

/// `1000000` for `1.000.000`; `None` when there are no points or they do not part thousands.
fn ungrouped(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('.')?;
    let fits = is_digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && rest.split('.').all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| text.replace('.', ""))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Amount {
        Amount::Number(text.parse().expect("a decimal"))
    }

    fn day(year: i32, month: u32, day: u32) -> Amount {
        Amount::Date(NaiveDate::from_ymd_opt(year, month, day).expect("a date"))
    }

    #[test]
    fn dates_are_read_day_first_or_year_first_with_four_digits() {
        let target = day(2022, 12, 31);
        for text in ["08/03/2022", "8/3/2022", " 2022-03-08 "] {
            assert_eq!(read(text, Unit::Date, &target), Ok(day(2022, 3, 8)), "{text}");
        }
        assert_eq!(read("8/3/22", Unit::Date, &target), Err("ha l'anno di due cifre"));
        for text in ["5%", "131/12/2022", "31/02/2022", "2022-3-8", "+1/03/2022", "marzo 2022"] {
            assert_eq!(read(text, Unit::Date, &target), Err("non è una data"), "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_written_in_italy() {
        let target = number("100");
        for (text, value) in [
            ("12", "12"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("96,5", "96.5"),
            ("96.5", "96.5"),
            ("0.125", "0.125"),
            ("1,234", "1.234"),
            ("10.000,5", "10000.5"),
            ("1.000.000", "1000000"),
        ] {
            assert_eq!(read(text, Unit::Number, &target), Ok(number(value)), "{text}");
        }
        for text in ["", ",5", "1,2,3", "1,234.5", "10 000", "12 ore", "0.123.456", "1_000"] {
            assert_eq!(read(text, Unit::Number, &target), Err("non è un numero"), "{text}");
        }
        let digits = "9".repeat(60);
        assert_eq!(read(&digits, Unit::Number, &target), Err("non è un numero"));
    }

    #[test]
    fn a_lone_point_before_three_digits_is_thousands_only_beside_a_target_of_thousands() {
        assert_eq!(read("1.234", Unit::Number, &number("1000")), Ok(number("1234")));
        let refused = read("1.234", Unit::Number, &number("999"));
        assert!(refused.is_err_and(|reason| reason.contains("ambiguo")));
    }

    #[test]
    fn a_percentage_may_carry_its_sign_and_is_never_scaled() {
        let target = number("90");
        for text in ["85", "85%", "85 %"] {
            assert_eq!(read(text, Unit::Percent, &target), Ok(number("85")), "{text}");
        }
        assert_eq!(read("0,85", Unit::Percent, &target), Ok(number("0.85")));
        assert!(read("85%", Unit::Number, &target).is_err());
    }

    #[test]
    fn yes_and_no_have_several_spellings() {
        let target = Amount::YesNo(true);
        for text in ["sì", "SI", "Si'", "s", "yes", "1"] {
            assert_eq!(read(text, Unit::YesNo, &target), Ok(Amount::YesNo(true)), "{text}");
        }
        for text in ["no", "N", "0"] {
            assert_eq!(read(text, Unit::YesNo, &target), Ok(Amount::YesNo(false)), "{text}");
        }
        assert_eq!(read("forse", Unit::YesNo, &target), Err("non è né sì né no"));
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_refused(text in any::<String>(), near in "[-+0-9.,/% ]{0,40}") {
            for unit in Unit::ALL {
                for text in [&text, &near] {
                    let amount = read(text, unit, &Amount::Unreadable(String::new()));
                    prop_assert!(!matches!(amount, Ok(Amount::Unreadable(_))));
                }
            }
        }
    }
}
