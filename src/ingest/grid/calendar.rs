//! How the dates of a column are written, judged on the column as a whole: day or month first, days
//! that another program gave as moments of universal time.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::body::Body;
use super::field;
use crate::diagnostic::code::{self, Code};
use crate::ingest::file::sheet::Value;
use crate::italian::moment;
use crate::italian::reading::{self, DayOrder, Reason};
use crate::model::column_choice::ColumnUnit;

/// Dates after which a column that has shown its order, and nothing else, is not read any further.
const ENOUGH: usize = 2_000;
/// Different dates without a day beyond the twelfth from which chance no longer explains it: one in
/// a hundred thousand.
const MOST_BY_CHANCE: usize = 12;
/// Months that they must be spread over, because days of one week say nothing.
const FEWEST_MONTHS: usize = 4;

/// How the dates of one column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Calendar {
    /// `12/31/2022`: texts have the month first.
    pub(in crate::ingest) is_month_first: bool,
    /// Day and month of date cells were exchanged by the program that made them of such texts.
    pub(in crate::ingest) is_exchanged: bool,
    /// No day beyond the twelfth in very many dates: perhaps day and month are exchanged in all.
    pub(in crate::ingest) is_doubtful: bool,
    /// 23:00 or 22:00 stand for the midnight of the day that begins.
    pub(in crate::ingest) has_evenings: bool,
    /// Some texts are moments of universal time whose day in Italy is the next one.
    pub(in crate::ingest) has_moments: bool,
    /// Some years have two digits.
    pub(in crate::ingest) has_short_years: bool,
    /// The last year that these may be, once somebody has said so.
    last_short_year: Option<i32>,
}

/// The order that `cug.toml` gives to the dates of a column.
fn stated(unit: Option<ColumnUnit>) -> Option<DayOrder> {
    match unit? {
        ColumnUnit::DayFirst => Some(DayOrder::DayFirst),
        ColumnUnit::MonthFirst => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// What a column shows.
#[derive(Default)]
struct Shown {
    dates: usize,
    /// Texts and cells that show an order beyond doubt.
    day_first: usize,
    month_first: usize,
    cells: usize,
    cells_beyond_twelfth: usize,
    /// Dates of the form in doubt with a day from the second to the twelfth, a few of them.
    early: BTreeSet<NaiveDate>,
    evenings: usize,
    other_times: usize,
    moments: usize,
    short_years: usize,
}

impl Calendar {
    /// Looks the column through.
    pub(in crate::ingest) fn of(body: &Body<'_>, column: usize, unit: Option<ColumnUnit>) -> Self {
        let last = body.last_short_year(column);
        let mut shown = Shown::default();
        let looked = body.each(&mut |row| {
            let value = row.cell(column);
            if is_without_century(value) {
                shown.short_years += 1;
            }
            shown.see(full(value, last).as_ref().unwrap_or(value));
            let is_settled = shown.dates > ENOUGH && shown.day_first > 0 && shown.month_first == 0;
            if is_settled { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // One short year among whole ones is a slip of its cell, and no way of the column.
        let has_short_years =
            shown.short_years > 0 && (last.is_some() || shown.short_years * 2 >= shown.dates);
        let calendar =
            || Self { last_short_year: last, has_short_years, ..shown.calendar(stated(unit)) };
        if looked.is_err() { Self::default() } else { calendar() }
    }

    /// What is decided for the column as a whole, or has to be.
    pub(in crate::ingest) fn findings(self, column: &str) -> Vec<(Code, String)> {
        let mut findings = Vec::new();
        if self.has_moments || self.has_evenings {
            let message = format!(
                "«{column}»: le date hanno l'ora di un altro fuso (UTC): 31/12/1984 23:00 è letta 01/01/1985, il giorno in Italia"
            );
            findings.push((code::DATES_AS_MOMENTS, message));
        }
        if self.is_month_first {
            let cells = if self.is_exchanged {
                ", anche nelle celle che il foglio di calcolo ha già trasformato in date"
            } else {
                ""
            };
            let message = format!(
                "«{column}»: le date hanno il mese prima del giorno: 12/31/1984 è letta 31/12/1984{cells}"
            );
            findings.push((code::MONTH_BEFORE_DAY, message));
        }
        if self.is_doubtful {
            let message = format!(
                "«{column}»: in tutte le date il giorno non supera il 12: giorno e mese sembrano scambiati"
            );
            findings.push((code::DAY_ORDER_IN_DOUBT, message));
        }
        match self.last_short_year.filter(|_| self.has_short_years) {
            Some(last) => {
                let message = format!(
                    "«{column}»: gli anni hanno due cifre; nessuna data è dopo il {last}: 61 è letto 1961, 03 è letto 2003"
                );
                findings.push((code::SHORT_YEARS_READ, message));
            }
            None if self.has_short_years => {
                let message =
                    format!("«{column}»: gli anni hanno due cifre, e il secolo non è scritto");
                findings.push((code::SHORT_YEARS, message));
            }
            None => {}
        }
        findings
    }

    /// The date of a cell, as the column as a whole shows it.
    pub(in crate::ingest) fn date(self, value: &Value<'_>) -> Result<Option<NaiveDate>, Reason> {
        let full = full(value, self.last_short_year);
        let value = full.as_ref().unwrap_or(value);
        let date = match value {
            Value::Text(text) if self.is_month_first => match reading::day_first(text) {
                Some(text) => Some(reading::date(&text)?),
                None => field::date(value)?,
            },
            Value::Date(_) | Value::Moment(_) if self.is_exchanged => {
                field::date(value)?.map(|date| exchanged(date).unwrap_or(date))
            }
            _ => field::date(value)?,
        };
        let is_evening = self.has_evenings && time(value).is_some_and(moment::is_midnight_of_rome);
        let next = |date: NaiveDate| date.checked_add_days(Days::new(1)).unwrap_or(date);
        Ok(date.map(|date| if is_evening { next(date) } else { date }))
    }
}

impl Shown {
    fn see(&mut self, value: &Value<'_>) {
        let Ok(Some(date)) = field::date(value).or_else(|_| month_first(value)) else { return };
        self.dates += 1;
        if let Some(time) = time(value) {
            match moment::is_midnight_of_rome(time) {
                true => self.evenings += 1,
                false => self.other_times += usize::from(time != NaiveTime::MIN),
            }
        }
        let order = match value {
            Value::Text(text) => {
                let is_day_before = text.trim().get(..10) != Some(date.to_string().as_str());
                self.moments += usize::from(is_day_before && moment::universal(text).is_some());
                if reading::day_first(text).is_none() {
                    // The year comes first: nothing is in doubt.
                    self.day_first += usize::from(date.day() > 12);
                    return;
                }
                reading::day_order(text)
            }
            Value::Date(_) | Value::Moment(_) => {
                self.cells += 1;
                self.cells_beyond_twelfth += usize::from(date.day() > 12);
                (date.day() > 12).then_some(DayOrder::DayFirst)
            }
            _ => return,
        };
        match order {
            Some(DayOrder::DayFirst) => self.day_first += 1,
            Some(DayOrder::MonthFirst) => self.month_first += 1,
            None if date.day() > 1 && self.early.len() <= MOST_BY_CHANCE => {
                self.early.insert(date);
            }
            None => {}
        }
    }

    fn calendar(&self, said: Option<DayOrder>) -> Calendar {
        let texts_beyond_twelfth = self.day_first - self.cells_beyond_twelfth;
        let months: BTreeSet<u32> = self.early.iter().map(Datelike::month).collect();
        let is_by_chance =
            self.early.len() < MOST_BY_CHANCE || months.len().max(self.days()) < FEWEST_MONTHS;
        let is_month_first = said.map_or_else(
            || self.month_first > 0 && texts_beyond_twelfth == 0,
            |order| order == DayOrder::MonthFirst,
        );
        Calendar {
            is_month_first,
            is_exchanged: is_month_first && self.cells_beyond_twelfth == 0 && self.cells > 0,
            is_doubtful: said.is_none() && self.day_first + self.month_first == 0 && !is_by_chance,
            has_evenings: self.evenings > 0 && self.other_times == 0,
            has_moments: self.moments > 0,
            has_short_years: false,
            last_short_year: None,
        }
    }

    fn days(&self) -> usize {
        self.early.iter().map(Datelike::day).collect::<BTreeSet<_>>().len()
    }
}

/// Whether a cell is a date but for the century.
pub(in crate::ingest) fn is_without_century(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(text) if reading::is_without_century(text))
}

/// A cell with the year in full; `None` where it needs nothing, or nobody has said how.
fn full(value: &Value<'_>, last: Option<i32>) -> Option<Value<'static>> {
    match value {
        Value::Text(text) => reading::with_century(text, last?).map(Value::from),
        _ => None,
    }
}

fn exchanged(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month())
}

/// The date of a text that is none unless the month comes first.
fn month_first(value: &Value<'_>) -> Result<Option<NaiveDate>, Reason> {
    match value {
        Value::Text(text) => reading::day_first(text).map(|text| reading::date(&text)).transpose(),
        _ => Ok(None),
    }
}

fn time(value: &Value<'_>) -> Option<NaiveTime> {
    match value {
        Value::Moment(moment) => Some(moment.time()),
        Value::Text(text) => moment::time_of_day(text),
        _ => None,
    }
}
