//! What a number format makes of a number: a date, a time, a percentage, leading zeros.

use chrono::{Days, NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::ingest::file::sheet::{Number, Value};

/// The day from which a workbook counts its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateSystem {
    /// 1 is 1 January 1900, and 29 February 1900 is believed to have existed.
    From1900,
    /// 0 is 1 January 1904: workbooks born on old Macs.
    From1904,
}

/// The little of a number format that changes the meaning of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    General,
    /// Made only of this many zeros.
    Zeros(usize),
    Percent,
    /// A day, a time of day or both.
    Date,
    /// Hours that may pass 24: `[h]:mm`.
    Duration,
}

impl NumberFormat {
    /// Reads a format code; only its first section (before `;`) counts.
    pub(super) fn from_code(code: &str) -> Self {
        let mut tokens = String::new();
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                ';' => break,
                '"' => {
                    letters.by_ref().find(|&next| next == '"');
                    tokens.push('"');
                }
                // The next letter is a literal, a filler or a width.
                '\\' | '_' | '*' => {
                    letters.next();
                    tokens.push('"');
                }
                // A colour, a condition, a language; or hours, minutes, seconds without limit.
                '[' => {
                    let inside: String = letters.by_ref().take_while(|&next| next != ']').collect();
                    let unit = inside.to_ascii_lowercase();
                    if !unit.is_empty()
                        && ["h", "m", "s"].iter().any(|of| unit.replace(of, "").is_empty())
                    {
                        return Self::Duration;
                    }
                    tokens.push('"');
                }
                other => tokens.push(other.to_ascii_lowercase()),
            }
        }
        let tokens = tokens.trim();
        if tokens.len() > 1 && tokens.bytes().all(|token| token == b'0') {
            Self::Zeros(tokens.len())
        } else if tokens.contains('%') {
            Self::Percent
        } else if !tokens.contains("general") && tokens.contains(['d', 'm', 'y', 'h', 's']) {
            Self::Date
        } else {
            Self::General
        }
    }

    /// The formats that a file names by number alone: ECMA-376, part 1, 18.8.30.
    pub(super) fn built_in(id: u16) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Duration,
            _ => Self::General,
        }
    }

    /// The value of a floating-point cell of this format.
    pub(super) fn of_float(self, number: f64, system: DateSystem) -> Value<'static> {
        Value::decimal(number).map_or_else(|value| value, |number| self.of(number, system))
    }

    /// The value of a cell of this format. A time of day and a duration are text (`10:30`), so
    /// that nobody takes 0,4375 days for hours; a date outside `YEARS` is the plain number.
    pub(super) fn of(self, number: Decimal, system: DateSystem) -> Value<'static> {
        let plain = Number::from(number);
        let special = match self {
            Self::General => None,
            Self::Zeros(width) => {
                Some(Value::Number(Number { zero_padding: Some(width), ..plain }))
            }
            Self::Percent => Some(Value::Number(Number { percent: true, ..plain })),
            Self::Date if number > Decimal::ZERO && number < Decimal::ONE => clock(number),
            Self::Date => date(number, system),
            Self::Duration => clock(number),
        };
        special.unwrap_or(Value::Number(plain))
    }
}

fn clock(days: Decimal) -> Option<Value<'static>> {
    days.checked_mul(Decimal::from(24 * 60 * 60))?.round().to_u32().map(clock_text).map(Value::from)
}

/// `36:00`, or `36:00:15` where there are seconds.
pub(super) fn clock_text(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{hours}:{minutes:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

fn date(moment: Decimal, system: DateSystem) -> Option<Value<'static>> {
    const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;
    // A float may lack the last bit of a midnight.
    let seconds = moment.checked_mul(SECONDS_OF_A_DAY.into())?.round().to_u64()?;
    let (serial, seconds) = (seconds / SECONDS_OF_A_DAY, seconds % SECONDS_OF_A_DAY);
    let (year, month, day) = match (system, serial) {
        (DateSystem::From1904, _) => (1904, 1, 1),
        // 60 is the 29 February 1900 that never was.
        (DateSystem::From1900, 0 | 60) => return None,
        (DateSystem::From1900, 1..=59) => (1899, 12, 31),
        (DateSystem::From1900, _) => (1899, 12, 30),
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(serial))?;
    let seconds = u32::try_from(seconds).ok()?;
    Value::moment(date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_dates_percentages_and_leading_zeros_apart() {
        for (code, format) in [
            ("General", NumberFormat::General),
            ("0", NumberFormat::General),
            ("#,##0.00 \"giorni\"", NumberFormat::General),
            ("[Red]#,##0.00;[Blue]-0", NumberFormat::General),
            ("_-* #,##0.00\\ _d_-", NumberFormat::General),
            ("0.00E+00", NumberFormat::General),
            ("000000", NumberFormat::Zeros(6)),
            ("000000;@", NumberFormat::Zeros(6)),
            ("\"IT\"000000", NumberFormat::General),
            ("0.00%", NumberFormat::Percent),
            ("dd/mm/yyyy", NumberFormat::Date),
            ("[$-410]d mmmm yyyy;@", NumberFormat::Date),
            ("mmm\\-yy", NumberFormat::Date),
            ("h:mm", NumberFormat::Date),
            ("[h]:mm", NumberFormat::Duration),
            ("[hh]:mm:ss", NumberFormat::Duration),
        ] {
            assert_eq!(NumberFormat::from_code(code), format, "{code}");
        }
    }

    #[test]
    fn dates_count_from_either_epoch() {
        let shown = |serial: f64, system| {
            NumberFormat::Date.of_float(serial, system).text().unwrap_or_default().into_owned()
        };
        assert_eq!(shown(1.0, DateSystem::From1900), "01/01/1900");
        assert_eq!(shown(59.0, DateSystem::From1900), "28/02/1900");
        assert_eq!(shown(60.0, DateSystem::From1900), "60");
        assert_eq!(shown(61.0, DateSystem::From1900), "01/03/1900");
        assert_eq!(shown(44_926.75, DateSystem::From1900), "31/12/2022");
        assert_eq!(shown(43_464.0, DateSystem::From1904), "31/12/2022");
        assert_eq!(shown(0.4375, DateSystem::From1900), "10:30");
        assert_eq!(shown(500_000.0, DateSystem::From1900), "500000");
        assert_eq!(shown(-3.0, DateSystem::From1900), "-3");
        let worked = NumberFormat::Duration.of_float(1.5, DateSystem::From1900);
        assert_eq!(worked.text().as_deref(), Some("36:00"));
        let worked = NumberFormat::Duration.of_float(0.305_729_166_666_667, DateSystem::From1900);
        assert_eq!(worked.text().as_deref(), Some("7:20:15"));
    }
}
