//! Leave that begins in one year and ends in another: how many of its days are of the report's year.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;

use crate::model::reference_data::{self, Holiday};
use crate::model::settings::LeaveDays;

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(reference_data::holidays);

/// Longest period whose days are looked at one by one.
const LONGEST: i64 = 4 * 366;

/// The days of a period that are of `year`: known when the quantity is the days of the whole period,
/// counted in some way, and every such way gives the same answer.
pub(in crate::ingest) fn share(
    first: NaiveDate,
    last: NaiveDate,
    quantity: Decimal,
    year: i32,
) -> Option<Decimal> {
    // Nobody writes which days count, but their number shows it.
    let answers = LeaveDays::ALL.map(|counting| {
        let all = days(first, last, counting, |_| true)?;
        let of_year = days(first, last, counting, |day| day.year() == year)?;
        (Decimal::from(all) == quantity).then(|| Decimal::from(of_year))
    });
    let answers: BTreeSet<Decimal> = answers.into_iter().flatten().collect();
    answers.first().copied().filter(|_| answers.len() == 1)
}

/// Whether a quantity is the days of a period that are of `year`, counted in some way.
pub(in crate::ingest) fn is_of_year(
    first: NaiveDate,
    last: NaiveDate,
    quantity: Decimal,
    year: i32,
) -> bool {
    LeaveDays::ALL.into_iter().any(|counting| {
        days(first, last, counting, |day| day.year() == year)
            .is_some_and(|days| Decimal::from(days) == quantity)
    })
}

/// The days of a period that are of `year`, counted in a way; `None` of a period of many years.
pub(in crate::ingest) fn counted(
    first: NaiveDate,
    last: NaiveDate,
    counting: LeaveDays,
    year: i32,
) -> Option<u64> {
    days(first, last, counting, |day| day.year() == year)
}

fn days(
    first: NaiveDate,
    last: NaiveDate,
    counting: LeaveDays,
    counts: impl Fn(NaiveDate) -> bool,
) -> Option<u64> {
    if (last - first).num_days() > LONGEST {
        return None;
    }
    let all = first.iter_days().take_while(|day| *day <= last);
    Some(all.filter(|day| is_day(*day, counting) && counts(*day)).count() as u64)
}

fn is_day(day: NaiveDate, counting: LeaveDays) -> bool {
    let is_free = match counting {
        LeaveDays::Calendar => return true,
        LeaveDays::FiveDays => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        LeaveDays::SixDays => day.weekday() == Weekday::Sun,
    };
    !is_free && !is_holiday(day)
}

fn is_holiday(day: NaiveDate) -> bool {
    let is_fixed = |holiday: &&Holiday| {
        (holiday.day, holiday.month) == (day.day(), day.month())
            && holiday.from.is_none_or(|from| from <= day.year())
    };
    HOLIDAYS.iter().find(is_fixed).is_some() || easter_monday(day.year()) == Some(day)
}

/// The day after Easter in the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter_monday(year: i32) -> Option<NaiveDate> {
    let (century, of_century) = (year / 100, year % 100);
    let golden = year % 19;
    let correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let number = epact + weekday - 7 * late + 114;
    let (month, day) = (number / 31, number % 31 + 1);
    let easter =
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    easter.checked_add_days(Days::new(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_monday_moves() {
        for (year, day) in
            [(2024, "2024-04-01"), (2025, "2025-04-21"), (2026, "2026-04-06"), (2038, "2038-04-26")]
        {
            assert_eq!(easter_monday(year), Some(date(day)));
        }
    }

    #[test]
    fn a_period_across_years_is_split_by_the_days_that_its_quantity_shows() {
        let of = |first, last, quantity: u32| share(date(first), date(last), quantity.into(), 2025);
        // Calendar days.
        assert_eq!(of("2024-12-16", "2025-01-31", 47), Some(31.into()));
        assert_eq!(of("2025-12-01", "2026-02-28", 90), Some(31.into()));
        // Monday to Friday without 25 and 26 December, 1 and 6 January.
        assert_eq!(of("2024-12-16", "2025-01-31", 31), Some(21.into()));
        // Neither: some days of a long period.
        assert_eq!(of("2024-09-01", "2025-08-31", 20), None);
        assert_eq!(of("2024-12-30", "2025-01-02", 2), None);
        // Monday to Saturday, without 1 January.
        assert_eq!(of("2025-12-29", "2026-01-03", 5), Some(3.into()));
    }

    #[test]
    fn the_days_of_a_period_are_those_of_the_year_that_count() {
        let of = |first, last, counting| counted(date(first), date(last), counting, 2025);
        assert_eq!(of("2025-04-18", "2025-04-28", LeaveDays::Calendar), Some(11));
        // Without Easter Monday, 25 April and two weekends.
        assert_eq!(of("2025-04-18", "2025-04-28", LeaveDays::FiveDays), Some(5));
        assert_eq!(of("2025-04-18", "2025-04-28", LeaveDays::SixDays), Some(7));
        assert_eq!(of("2024-12-20", "2025-01-03", LeaveDays::FiveDays), Some(2));
    }

    #[test]
    fn days_of_one_year_may_be_all_that_is_told() {
        let is_of_2025 = |quantity: u32| {
            is_of_year(date("2024-12-16"), date("2025-01-31"), quantity.into(), 2025)
        };
        assert!(is_of_2025(31) && is_of_2025(21) && !is_of_2025(47) && !is_of_2025(10));
    }
}
