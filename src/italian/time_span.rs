//! Lengths of time written with their units: `3h 30m`, `210 min`, `0,5 gg`, `PT1H30M`.

use rust_decimal::Decimal;

use super::reading::{Numeral, duration, numeral};

/// Days and hours as they were written; nobody has said yet how many hours a day has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeSpan {
    pub days: Decimal,
    pub seconds: Decimal,
}

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    /// So many seconds.
    Seconds(u32),
}

/// The span of time, or `None` for a text that is not one: a number alone has no unit.
pub fn read(text: &str) -> Option<TimeSpan> {
    // Nearly every text is a number.
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"')) {
        return None;
    }
    let text = text.trim().to_lowercase();
    if let Some(iso) =
        text.strip_prefix('p').filter(|rest| rest.contains(|it: char| it.is_ascii_digit()))
    {
        return parts(&iso.replacen('t', " ", 1));
    }
    clock(&text).or_else(|| parts(&text))
}

/// `7:30 h`, `07:12 ore`
fn clock(text: &str) -> Option<TimeSpan> {
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (hours, unit) = text.split_at(end);
    let is_hours = Unit::named(unit.trim()) == Some(Unit::Seconds(HOUR));
    let seconds = duration(hours).filter(|_| is_hours)?;
    Some(TimeSpan { seconds: seconds.into(), ..TimeSpan::default() })
}

/// Numbers, each with its unit, from the longest to the shortest. The last may do without: `3h30`.
fn parts(text: &str) -> Option<TimeSpan> {
    let mut span = TimeSpan::default();
    let mut rest = text.trim();
    let mut last = None;
    while !rest.is_empty() {
        let end = rest.find(|it: char| !it.is_ascii_digit() && !matches!(it, ',' | '.'));
        let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
        let Numeral::Plain(number) = numeral(number)? else { return None };
        let after = after.trim_start();
        let end = after.find(|it: char| !it.is_alphabetic() && !matches!(it, '\'' | '"'));
        let (word, after) = after.split_at(end.unwrap_or(after.len()));
        let unit = match (Unit::named(word), last) {
            (Some(unit), _) => unit,
            (None, Some(Unit::Seconds(HOUR))) if word.is_empty() && after.is_empty() => {
                Unit::Seconds(MINUTE)
            }
            _ => return None,
        };
        if last.is_some_and(|last: Unit| last.rank() <= unit.rank()) {
            return None;
        }
        match unit {
            Unit::Days => span.days += number,
            Unit::Seconds(seconds) => {
                span.seconds += number.checked_mul(Decimal::from(seconds))?;
            }
        }
        last = Some(unit);
        let after = after.trim_start_matches(['.', ',', '+', ';', '-']).trim_start();
        rest = after.strip_prefix("e ").unwrap_or(after).trim_start();
    }
    let TimeSpan { days, seconds } = span;
    last.map(|_| TimeSpan { days: days.normalize(), seconds: seconds.normalize() })
}

impl Unit {
    /// The unit with this name, in lower case.
    fn named(word: &str) -> Option<Self> {
        match word {
            "g" | "gg" | "d" | "giorno" | "giorni" | "giornata" | "giornate" | "day" | "days" => {
                Some(Self::Days)
            }
            "h" | "hh" | "o" | "ora" | "ore" | "hr" | "hrs" | "hour" | "hours" => {
                Some(Self::Seconds(HOUR))
            }
            "m" | "mm" | "min" | "mins" | "minuto" | "minuti" | "minute" | "minutes" | "'"
            | "’" => Some(Self::Seconds(MINUTE)),
            "s" | "sec" | "secondi" | "secondo" | "\"" | "''" => Some(Self::Seconds(1)),
            _ => None,
        }
    }

    /// Larger for longer units.
    fn rank(self) -> u32 {
        match self {
            Self::Days => u32::MAX,
            Self::Seconds(seconds) => seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_read_as_learning_platforms_write_them() {
        let hours =
            |text: &str| read(text).map(|span| (span.days.to_string(), span.seconds.to_string()));
        for (text, days, seconds) in [
            ("3h 30m", "0", "12600"),
            ("3 ore e 30 min", "0", "12600"),
            ("3 ore e 30 minuti", "0", "12600"),
            ("210 min", "0", "12600"),
            ("210'", "0", "12600"),
            ("3h30", "0", "12600"),
            ("2h", "0", "7200"),
            ("2 Ore", "0", "7200"),
            ("2,5 ore", "0", "9000"),
            ("PT1H30M", "0", "5400"),
            ("P1DT2H", "1", "7200"),
            ("PT45M10S", "0", "2710"),
            ("0,5 gg", "0.5", "0"),
            ("1 giorno e 2 ore", "1", "7200"),
            ("7:30 h", "0", "27000"),
            ("07:12 ore", "0", "25920"),
        ] {
            assert_eq!(hours(text), Some((days.to_owned(), seconds.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_spans() {
        for text in [
            "",
            "12",
            "7:30",
            "12 euro",
            "tre ore",
            "h",
            "3h 4h",
            "30m 3h",
            "3 30",
            "1.234 ore",
            "-3h",
            "FAD",
            "p",
            "pt",
            "3 mesi",
            "3h 30m di cui 2 in aula",
            "e 3h",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
