//! Fascia d'età: the classes of age in completed years at the reference date.

use chrono::{Datelike, NaiveDate};

/// Fascia d'età (format of Direttiva 2/2019): completed years from `first` to `last`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeBand {
    pub label: String,
    pub first: u32,
    pub last: u32,
}

/// Completed years from `start` to `end`; 29 February counts from 1 March in common years.
/// `None` when `end` comes before `start`.
pub fn completed_years(start: NaiveDate, end: NaiveDate) -> Option<u32> {
    if end < start {
        return None;
    }
    let years = end.year() - start.year();
    let not_yet = (end.month(), end.day()) < (start.month(), start.day());
    u32::try_from(years - i32::from(not_yet)).ok()
}

/// The index of the band that holds `age`.
pub fn band_of(bands: &[AgeBand], age: u32) -> Option<usize> {
    bands.iter().position(|band| (band.first..=band.last).contains(&age))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date in a test")
    }

    #[test]
    fn a_birthday_on_the_reference_date_counts() {
        assert_eq!(completed_years(date("1992-12-31"), date("2022-12-31")), Some(30));
        assert_eq!(completed_years(date("1993-01-01"), date("2022-12-31")), Some(29));
        assert_eq!(completed_years(date("2023-01-01"), date("2022-12-31")), None);
    }
}
