//! The day of a moment in Italy: programs that speak to each other write midnight of Rome as 22:00
//! or 23:00 of the day before, in universal time.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

/// The moment in universal time that a text gives with its distance from it:
/// `1984-12-31T23:00:00.000Z`, `1985-01-01 00:00:00+01:00`. `None` for any other text.
pub fn universal(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let date = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..)?.strip_prefix(['T', ' '])?;
    let (time, zone) = rest.split_at(rest.find(['Z', 'z', '+', '-', 'U', 'G'])?);
    let local = NaiveDateTime::new(date, clock(time)?);
    local.checked_sub_signed(TimeDelta::minutes(distance(zone)?))
}

/// Minutes from universal time: 60 for `+01:00`.
fn distance(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.get(1..)?.chars().filter(|letter| *letter != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    Some(sign * (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?))
}

/// The time of day that stands behind a date, without a distance from universal time.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (_, time) = text.trim().split_once([' ', 'T', '\u{a0}'])?;
    clock(time.trim())
}

fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

/// Whether a time can be midnight of Rome in universal time.
pub fn is_midnight_of_rome(time: NaiveTime) -> bool {
    matches!(time.hour(), 22 | 23) && time.minute() == 0 && time.second() == 0
}

/// The day in Rome of a moment in universal time. What is written on the hour of midnight is the
/// day that begins then, in whatever year: who wrote it knew the rule of summer time.
pub fn day_in_rome(moment: NaiveDateTime) -> NaiveDate {
    let (day, time) = (moment.date(), moment.time());
    let is_next = match time.hour() {
        23 => true,
        22 => is_summer(moment) || is_midnight_of_rome(time) && day.year() < FIRST_RULED,
        _ => false,
    };
    if is_next { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day }
}

/// From here on summer time begins and ends by the rule of [`is_summer`]; before, by a law of each year.
const FIRST_RULED: i32 = 1981;

/// Summer time of Italy (directive 2000/84/CE, and its forerunners from 1981 on): from the last Sunday
/// of March to the last one of October, before 1996 of September, at 1:00 of universal time.
fn is_summer(moment: NaiveDateTime) -> bool {
    let year = moment.year();
    let last = if year < 1996 { 9 } else { 10 };
    let turn = |month| last_sunday(year, month).and_then(|day| day.and_hms_opt(1, 0, 0));
    turn(3).is_some_and(|begin| begin <= moment) && turn(last).is_some_and(|end| moment < end)
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let first = |month| NaiveDate::from_ymd_opt(year, month, 1);
    let sundays = (1..=5).filter_map(|number| {
        NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, number)
    });
    sundays.filter(|day| first(month + 1).is_none_or(|next| *day < next)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_midnight_of_rome_is_the_day_that_begins() {
        for (text, day) in [
            ("1984-12-31T23:00:00.000Z", "1985-01-01"),
            ("2023-03-31T22:00:00Z", "2023-04-01"),
            ("1963-07-08T22:00:00Z", "1963-07-09"),
            ("1985-01-01T00:00:00+01:00", "1985-01-01"),
            ("2025-12-31 23:00:00 +0000", "2026-01-01"),
            ("2025-06-10T09:30:00-05", "2025-06-10"),
            ("2025-01-10T22:30:00Z", "2025-01-10"),
            ("2025-07-10T22:30:00Z", "2025-07-11"),
            ("1995-10-10T22:00:00Z", "1995-10-10"),
        ] {
            let text = text.replace(" +", "+");
            let moment = universal(&text).expect("a moment");
            assert_eq!(day_in_rome(moment).to_string(), day, "{text}");
        }
        for text in ["1984-12-31", "1984-12-31T23:00:00", "31/12/1984 23:00Z", "2025-01-01T9Z"] {
            assert_eq!(universal(text), None, "{text}");
        }
    }
}
