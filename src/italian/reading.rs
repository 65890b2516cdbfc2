//! Dates, numbers, yes and no as an Italian office writes them, read in one way or not at all.
//! A reason is a predicate: it follows `«31/02/2022» `.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::italian::moment;
use crate::model::plan::{Amount, Unit};

/// Why a text could not be read.
pub type Reason = String;

/// Targets from here on show that a point may part thousands.
const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

/// Words after a number that only say what is counted; of times and money they are a unit.
const COUNTED: [&str; 14] = [
    "persone",
    "persona",
    "dipendenti",
    "corsi",
    "corso",
    "incontri",
    "incontro",
    "questionari",
    "eventi",
    "evento",
    "iniziative",
    "iniziativa",
    "report",
    "accordi",
];

/// `2` of `2 corsi`.
fn without_counted(text: &str) -> &str {
    let Some((number, word)) = text.rsplit_once(' ') else { return text };
    if COUNTED.contains(&word.to_lowercase().as_str()) { number.trim_end() } else { text }
}

/// A target or an actual in its unit. `near` is a number of the same kind, such as the target of
/// an actual: it tells whether `1.234` can be thousands.
pub fn amount(text: &str, unit: Unit, near: Option<Decimal>) -> Result<Amount, Reason> {
    let text = text.trim();
    let text = if unit == Unit::Number { without_counted(text) } else { text };
    match unit {
        Unit::Date => date(text).map(Amount::Date),
        Unit::YesNo => yes_or_no(text).map(Amount::YesNo),
        Unit::Number if text.ends_with('%') => {
            Err("ha il segno %, ma l'unità è «Numero»".to_owned())
        }
        Unit::Number | Unit::Percent => {
            let is_near = unit == Unit::Number && near.is_some_and(|near| near >= THOUSAND);
            beside(quantity(text)?, is_near).map(Amount::Number)
        }
    }
}

/// A number of the plan. A comma parts decimals, unless thousands stand beside it; a point may part
/// thousands only there.
fn beside(numeral: Numeral, is_near_thousands: bool) -> Result<Decimal, Reason> {
    match numeral {
        Numeral::Plain(value) => Ok(value),
        Numeral::Doubtful(doubt) => match (doubt.separator, is_near_thousands) {
            (Mark::Point, true) => Ok(doubt.thousands),
            (Mark::Comma, false) => Ok(doubt.decimals),
            _ => Err(doubt.reason()),
        },
    }
}

/// A number with decimal comma or point, with or without `%` or `€`. `1.234` and `1,234` could
/// mean two things each.
pub fn quantity(text: &str) -> Result<Numeral, Reason> {
    if let Some(plain) = plain(text) {
        return Ok(Numeral::Plain(plain));
    }
    numeral(bare(text)).ok_or_else(|| "non è un numero".to_owned())
}

/// Digits alone, or with one mark that cannot part thousands, as nearly every number is written:
/// read at once. `None` for any other text.
fn plain(text: &str) -> Option<Decimal> {
    const MOST_DIGITS: usize = 18;
    let bytes = text.as_bytes();
    let mark = bytes.iter().position(|byte| matches!(byte, b',' | b'.'));
    let decimals = mark.map_or(0, |mark| bytes.len() - mark - 1);
    let has_whole = mark.unwrap_or(bytes.len()) > 0;
    if bytes.len() > MOST_DIGITS || !has_whole || decimals == 3 || mark.is_some() && decimals == 0 {
        return None;
    }
    let mut digits: i64 = 0;
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + i64::from(byte - b'0'),
            _ if Some(place) == mark => {}
            _ => return None,
        }
    }
    Some(Decimal::new(digits, u32::try_from(decimals).ok()?))
}

/// The decimal mark that a number shows beyond doubt: the comma in `1.234,5`, `12,5`, `1.000.000`.
pub fn decimal_mark(text: &str) -> Option<Mark> {
    let digits = bare(text);
    let Numeral::Plain(_) = numeral(digits)? else { return None };
    let last = digits.rfind([',', '.'])?;
    let (mark, other) = if digits[last..].starts_with(',') {
        (Mark::Comma, Mark::Point)
    } else {
        (Mark::Point, Mark::Comma)
    };
    // Separators of thousands may be several, a decimal mark is one.
    let is_repeated = digits.matches(&digits[last..=last]).count() > 1;
    Some(if is_repeated { other } else { mark })
}

/// Seconds of the hours `7:30` or `7:30:15`; `None` for any other text.
pub fn duration(text: &str) -> Option<u64> {
    // Nearly every text is a number.
    if !text.as_bytes().contains(&b':') {
        return None;
    }
    let mut parts = text.trim().split(':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let seconds = parts.next().unwrap_or("00");
    let is_short = |part: &str| part.len() == 2 && is_digits(part) && part < "60";
    let fits = is_digits(hours) && hours.len() <= 5 && is_short(minutes) && is_short(seconds);
    if !fits || parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<u64>().ok();
    Some((number(hours)? * 60 + number(minutes)?) * 60 + number(seconds)?)
}

/// The number without the sign of its unit and without the apostrophe of a text cell.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = unquoted(text);
    let text = text.strip_prefix('€').unwrap_or(text);
    let text = text.strip_suffix(['%', '€']).unwrap_or(text);
    text.strip_suffix("euro").unwrap_or(text).trim()
}

/// The text without the apostrophe that makes a spreadsheet take a number for text.
pub fn unquoted(text: &str) -> &str {
    text.strip_prefix(['\'', '’']).unwrap_or(text)
}

/// A sign that parts decimals, or thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Comma,
    Point,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    Plain(Decimal),
    Doubtful(Doubt),
}

/// `1.234` or `1,234`, which is one thousand or one and a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub separator: Mark,
    pub thousands: Decimal,
    pub decimals: Decimal,
}

impl Doubt {
    /// The number, where the decimal mark is known.
    pub fn read(&self, decimal_mark: Mark) -> Decimal {
        if self.separator == decimal_mark { self.decimals } else { self.thousands }
    }

    pub fn reason(&self) -> Reason {
        let decimals = self.decimals.to_string().replace('.', ",");
        format!("è ambiguo: può valere {} oppure {decimals}", self.thousands)
    }
}

/// `12`, `-3`, `96,5`, `96.5`, `10.000,5`, `1,234.56`, `1.000.000`; `1.234` and `1,234` are
/// doubtful. Groups of thousands must have three digits.
pub fn numeral(text: &str) -> Option<Numeral> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = joined(digits);
    let (comma, point) = (digits.rfind(','), digits.rfind('.'));
    match (comma, point) {
        (None, None) => exact(sign, &digits, "0").map(Numeral::Plain),
        (Some(last), None) => of_one_mark(sign, &digits, last, Mark::Comma),
        (None, Some(last)) => of_one_mark(sign, &digits, last, Mark::Point),
        // Of two marks the last one is that of the decimals.
        (Some(comma), Some(point)) => {
            let (last, separator) = if comma > point { (comma, '.') } else { (point, ',') };
            let whole = ungrouped(&digits[..last], separator)?;
            exact(sign, &whole, &digits[last + 1..]).map(Numeral::Plain)
        }
    }
}

/// A number with one kind of mark, which may part thousands or decimals.
fn of_one_mark(sign: &str, digits: &str, last: usize, mark: Mark) -> Option<Numeral> {
    let separator = if mark == Mark::Comma { ',' } else { '.' };
    let decimals = || exact(sign, &digits[..last], &digits[last + 1..]);
    let Some(whole) = ungrouped(digits, separator) else {
        return decimals().map(Numeral::Plain);
    };
    let thousands = exact(sign, &whole, "0")?;
    if digits.matches(separator).count() > 1 {
        return Some(Numeral::Plain(thousands));
    }
    Some(Numeral::Doubtful(Doubt {
        separator: mark,
        thousands: thousands.normalize(),
        decimals: decimals()?,
    }))
}

/// The number of these digits, and of no others.
fn exact(sign: &str, whole: &str, fraction: &str) -> Option<Decimal> {
    let are_digits = is_digits(whole) && is_digits(fraction);
    are_digits.then(|| Decimal::from_str_exact(&format!("{sign}{whole}.{fraction}")).ok())?
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

/// `31/12/2022`, `31-12-2022`, `31.12.2022`, `2022-12-31` or `20221231`, with or without a time
/// after it.
/// The month may be a word: `15 aprile 2025`.
pub fn date(text: &str) -> Result<NaiveDate, Reason> {
    let date = any_date(text)?;
    match year_shown(date) {
        Some(year) => Err(only_a_year(year)),
        None => Ok(date),
    }
}

/// The dates that stand in a text, and its other words: `dal 28/12/2024 al 03/01/2025`.
pub fn dates_in(text: &str) -> (Vec<NaiveDate>, Vec<&str>) {
    // `1/1/25` has a year of two digits, and is none.
    const SHORTEST: usize = 8;
    let words = text.split(|letter: char| letter.is_whitespace() || "–—;,".contains(letter));
    let (mut dates, mut rest) = (Vec::new(), Vec::new());
    for word in words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())) {
        match date(word) {
            Ok(date) if word.len() >= SHORTEST => dates.push(date),
            _ if word.is_empty() => {}
            _ => rest.push(word),
        }
    }
    (dates, rest)
}

/// The year that somebody typed where a day belongs: a spreadsheet makes a day of 1905 of the number
/// 2024, counted from the last of 1899, and nobody in service was born then.
pub fn year_shown(date: NaiveDate) -> Option<i64> {
    if date.year() != 1905 {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some((date - first).num_days()).filter(|number| (1900..=2100).contains(number))
}

/// What to say of a year in the place of a day.
pub fn only_a_year(year: i64) -> Reason {
    format!("sembra l'anno {year}, non una data: scrivete giorno, mese e anno")
}

fn any_date(text: &str) -> Result<NaiveDate, Reason> {
    let text = without_weekday(text);
    if let Some(date) = common_date(text).or_else(|| date_in_words(text)) {
        return Ok(date);
    }
    let text = unquoted(text.trim());
    if let Some(moment) = moment::universal(text) {
        return Ok(moment::day_in_rome(moment));
    }
    let mut parts = text.splitn(2, |letter: char| letter == 'T' || letter.is_whitespace());
    let day = day_in_digits(parts.next().unwrap_or_default(), text)?;
    // A mark or a word beside a date may say that it is not what it seems.
    if parts.next().is_some_and(|rest| !is_time(rest)) {
        return Err("ha accanto un segno o una parola che non è un'ora".to_owned());
    }
    Ok(day)
}

/// A text without the day of the week before a date: `martedì, 4 marzo 2025, 10:22`.
fn without_weekday(text: &str) -> &str {
    const WEEKDAYS: [&str; 7] = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"];
    const LONG: [&str; 7] =
        ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];
    let trimmed = text.trim_start();
    // Nearly no text with a date in it begins with a letter.
    if !trimmed.starts_with(|letter: char| letter.is_alphabetic()) {
        return text;
    }
    let end = trimmed.find(|letter: char| !letter.is_alphabetic()).unwrap_or(trimmed.len());
    let (first, rest) = trimmed.split_at(end);
    let first = first.to_lowercase().replace("di\u{300}", "dì");
    let is_weekday = |day: &str| first == *day || first == day.replace('ì', "i");
    let rest = rest.trim_start_matches(|mark: char| ",.' ".contains(mark) || mark.is_whitespace());
    let is_one = LONG.into_iter().chain(WEEKDAYS).any(is_weekday);
    let has_date = rest.starts_with(|letter: char| letter.is_ascii_digit());
    if is_one && has_date { rest } else { text }
}

/// The day at the beginning of a text.
fn day_in_digits(day: &str, text: &str) -> Result<NaiveDate, Reason> {
    let unreadable = || match text.parse::<i64>() {
        Ok(year) if (1900..=2100).contains(&year) => only_a_year(year),
        _ => "non è una data".to_owned(),
    };
    let Some(separator) = day.chars().find(|letter| !letter.is_ascii_digit()) else {
        return compact_date(day).ok_or_else(unreadable);
    };
    let mut parts = day.splitn(3, separator);
    let mut part = || parts.next().ok_or_else(unreadable);
    let parts = [part()?, part()?, part()?];
    if let Some(month) = short_month(parts[1])
        && is_digits(parts[0])
        && is_digits(parts[2])
    {
        return match parts.map(str::len) {
            [1..=2, _, 4] => of_calendar([parts[2], &month.to_string(), parts[0]]),
            [1..=2, _, 2] => Err(TWO_DIGITS.to_owned()),
            _ => Err(unreadable()),
        };
    }
    let is_written = matches!(separator, '/' | '-' | '.')
        && parts.into_iter().all(is_digits)
        && (1..=2).contains(&parts[1].len());
    match parts.map(str::len) {
        _ if !is_written => Err(unreadable()),
        [4, _, 1..=2] => of_calendar(parts),
        [1..=2, _, 4] => of_calendar([parts[2], parts[1], parts[0]]),
        [1..=2, _, 1..=2] => Err(TWO_DIGITS.to_owned()),
        [_, _, 4] if parts[0].len() >= 3 => Err(NOT_IN_CALENDAR.to_owned()),
        _ => Err(unreadable()),
    }
}

/// Whether what stands behind a day is the time of it: `10:30`, `ore 10`, `23.00.00`.
fn is_time(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let hour = ["ore", "alle", "h"].iter().find_map(|word| text.strip_prefix(word));
    let digits = hour.unwrap_or(&text).trim_start();
    let has_mark = digits.contains([':', '.']);
    // Another date behind it makes a period.
    const MOST_LETTERS: usize = 4;
    let letters = digits.chars().filter(|letter| letter.is_alphabetic()).count();
    if digits.contains('/') || letters > MOST_LETTERS {
        return false;
    }
    text.is_empty()
        || digits.starts_with(|letter: char| letter.is_ascii_digit())
            && (has_mark || hour.is_some())
}

/// The date with the year in full: the latest one with its two digits that is not after `last`; `None` of
/// any other text.
pub fn with_century(text: &str, last: i32) -> Option<String> {
    if any_date(text).err()? != TWO_DIGITS {
        return None;
    }
    let day = unquoted(text.trim()).split_whitespace().next()?;
    let digits = day.len() - day.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (start, year) = day.split_at(day.len() - digits);
    let year = year.parse::<i32>().ok().filter(|_| digits == 2)?;
    Some(format!("{start}{}", last - (last - year).rem_euclid(100)))
}

/// Whether a text is a date but for the century.
pub fn is_without_century(text: &str) -> bool {
    any_date(text).is_err_and(|reason| reason == TWO_DIGITS)
}

const TWO_DIGITS: &str = "ha l'anno di due cifre";
const NOT_IN_CALENDAR: &str = "non esiste nel calendario";

/// The day of a year, a month and a day in digits.
fn of_calendar(parts: [&str; 3]) -> Result<NaiveDate, Reason> {
    let [year, month, day] = parts.map(|part| part.parse::<u16>().ok());
    let date = || NaiveDate::from_ymd_opt(year?.into(), month?.into(), day?.into());
    date().ok_or_else(|| match (month, day) {
        (Some(13..=31), Some(1..=12)) => {
            format!("{NOT_IN_CALENDAR}: giorno e mese sembrano scambiati")
        }
        _ => NOT_IN_CALENDAR.to_owned(),
    })
}

/// Which of the two first numbers of a date is its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// The order that `31/12/2022` or `12/31/2022` shows beyond doubt.
pub fn day_order(text: &str) -> Option<DayOrder> {
    let (first, second, _) = day_and_month(text)?;
    match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
        (13..=31, 1..=12) => Some(DayOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// `31/12/2022` for `12/31/2022`; `None` where the year comes first.
pub fn day_first(text: &str) -> Option<String> {
    let (first, second, rest) = day_and_month(text)?;
    Some(format!("{second}/{first}/{rest}"))
}

/// The two numbers before the year of a date, and the year with what follows.
fn day_and_month(text: &str) -> Option<(&str, &str, &str)> {
    let text = unquoted(text.trim());
    let mut parts = text.splitn(3, ['/', '-', '.']);
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| part.len() <= 2 && is_digits(part);
    let has_year = rest.get(..4).is_some_and(is_digits);
    (is_short(first) && is_short(second) && has_year).then_some((first, second, rest))
}

/// `31/12/2022` or `2022-12-31`, as nearly every date is written: read at once. `None` for any other
/// text, and for a day that does not exist.
fn common_date(text: &str) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| {
        text.as_bytes()[range].iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let (year, month, day) = match text.as_bytes() {
        [_, _, b'/', _, _, b'/', _, _, _, _] => (number(6..10)?, number(3..5)?, number(0..2)?),
        [_, _, _, _, b'-', _, _, b'-', _, _] => (number(0..4)?, number(5..7)?, number(8..10)?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `15 aprile 2025`, `1º mar 2025`, with or without a time after it.
fn date_in_words(text: &str) -> Option<NaiveDate> {
    let mut words = text.split_whitespace();
    let (day, name, year) = (words.next()?, words.next()?, words.next()?);
    let day = day.trim_end_matches(['º', '°', 'o']);
    let year = year.trim_end_matches(',');
    let time = words.collect::<Vec<_>>().join(" ");
    let is_date = day.len() <= 2 && year.len() == 4 && (time.is_empty() || is_time(&time));
    if !is_date || !is_digits(day) || !is_digits(year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, short_month(name)?, day.parse().ok()?)
}

/// The number of a month by its name.
pub fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let place = super::MONTHS.iter().position(|month| *month == name)?;
    u32::try_from(place + 1).ok()
}

/// The number of a month by its name or the first three letters of it, as spreadsheets write `01-gen-1962`.
pub fn short_month(name: &str) -> Option<u32> {
    const LETTERS: usize = 3;
    let name = name.to_lowercase();
    let is_it = |known: &str| known == name || known.get(..LETTERS) == Some(name.as_str());
    let place = super::MONTHS.into_iter().position(is_it)?;
    u32::try_from(place + 1).ok()
}

/// `19700517`
fn compact_date(text: &str) -> Option<NaiveDate> {
    let is_compact =
        text.len() == 8 && ["19", "20"].iter().any(|century| text.starts_with(century));
    let number = |part: &str| part.parse::<u16>().ok();
    let (year, month, day) = is_compact.then(|| (&text[..4], &text[4..6], &text[6..]))?;
    NaiveDate::from_ymd_opt(number(year)?.into(), number(month)?.into(), number(day)?.into())
}

/// `sì`, `SI`, `s`, `vero`, `1`, `on`, `fatto`, `no`, `falso`, `0`, `off` …
pub fn yes_or_no(text: &str) -> Result<bool, Reason> {
    match text.trim().to_lowercase().trim_end_matches(['\'', '’']) {
        "sì" | "sí" | "si" | "s" | "yes" | "vero" | "true" | "1" | "on" | "fatto"
        | "realizzato" => Ok(true),
        "no" | "n" | "falso" | "false" | "0" | "off" | "non fatto" | "non realizzato" => Ok(false),
        _ => Err("non è né sì né no".to_owned()),
    }
}

/// What is set against a row: a yes, a no, or a sign that stands for yes (`X`, `ok`, `✓`).
pub fn tick(text: &str) -> Option<bool> {
    let bare: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    match bare.to_lowercase().as_str() {
        "" | "x" | "xx" | "ok" | "v" | "y" => Some(true),
        _ => yes_or_no(text).ok(),
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
            "08/03/2022\u{a0}12:30",
            "'08/03/2022",
            "20220308",
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
            ("2022", "sembra l'anno 2022"),
            ("16/07/1905", "sembra l'anno 2024"),
            ("12/2022", "non è una data"),
            ("20221301", "non è una data"),
            ("08032022", "non è una data"),
        ] {
            assert!(
                date(text).is_err_and(|told| told.contains(reason)),
                "{text}: {:?}",
                date(text)
            );
        }
    }

    #[test]
    fn a_year_of_two_digits_is_the_latest_one_that_may_be() {
        let full = |text| with_century(text, 2026);
        for (text, expected) in [
            ("12/05/61", Some("12/05/1961")),
            ("1-3-03", Some("1-3-2003")),
            ("31.12.26", Some("31.12.2026")),
            ("31/12/27 00:00", Some("31/12/1927")),
            ("12-mar-61", Some("12-mar-1961")),
            ("12/05/1961", None),
            ("61", None),
            ("", None),
        ] {
            assert_eq!(full(text).as_deref(), expected, "{text}");
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
            ("0,125", "0.125"),
            ("1,234,567", "1234567"),
            ("10.000,5", "10000.5"),
            ("1,234.56", "1234.56"),
            ("10 000", "10000"),
            ("1 234 567,89", "1234567.89"),
            ("1.000.000", "1000000"),
            ("50%", "50"),
            ("€ 28.000,00", "28000.00"),
            ("'12", "12"),
        ] {
            assert_eq!(quantity(text), Ok(Numeral::Plain(decimal(value))), "{text}");
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
            assert_eq!(quantity(text), Err("non è un numero".to_owned()), "{text}");
        }
        assert!(quantity(&"9".repeat(60)).is_err());
    }

    #[test]
    fn a_lone_mark_before_three_digits_has_two_readings() {
        for (text, decimal_mark) in [("1.234", Mark::Point), ("-1,234", Mark::Comma)] {
            let Ok(Numeral::Doubtful(doubt)) = quantity(text) else { panic!("{text}") };
            assert_eq!(doubt.read(decimal_mark).abs(), decimal("1.234"), "{text}");
            assert_eq!(doubt.thousands.abs(), decimal("1234"), "{text}");
        }
        let amount = |text, near: &str| amount(text, Unit::Number, Some(decimal(near)));
        assert_eq!(amount("1.234", "1000"), Ok(Amount::Number(decimal("1234"))));
        assert_eq!(amount("1,234", "999"), Ok(Amount::Number(decimal("1.234"))));
        for (text, near) in [("1.234", "999"), ("1,234", "1000")] {
            assert!(amount(text, near).is_err_and(|told| told.contains("1234 oppure 1,234")));
        }
    }

    #[test]
    fn numbers_show_their_decimal_mark_or_none() {
        for (text, mark) in [
            ("28.345,67", Some(Mark::Comma)),
            ("28,345.67", Some(Mark::Point)),
            ("12,5", Some(Mark::Comma)),
            ("€ 12.50", Some(Mark::Point)),
            ("0,500", Some(Mark::Comma)),
            ("1.000.000", Some(Mark::Comma)),
            ("1,000,000", Some(Mark::Point)),
            ("1.234", None),
            ("1,234", None),
            ("1234", None),
            ("parole, e un punto.", None),
        ] {
            assert_eq!(decimal_mark(text), mark, "{text}");
        }
    }

    #[test]
    fn durations_are_exact() {
        for (text, seconds) in
            [("7:30", 27_000u64), ("7:20", 26_400), ("00:00", 0), ("136:00:15", 489_615)]
        {
            assert_eq!(duration(text), Some(seconds), "{text}");
        }
        for text in ["7:60", "7:5", ":30", "7", "7:30:61", "7:30:00:00", "-7:30", "7.30"] {
            assert_eq!(duration(text), None, "{text}");
        }
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
        fn common_forms_are_read_as_all_forms_are(number in "[0-9]{1,9}([,.][0-9]{1,6})?", date_text in "[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}") {
            // A blank keeps a text off the short way.
            prop_assert_eq!(quantity(&number), quantity(&format!(" {number}")));
            prop_assert_eq!(date(&date_text), date(&format!(" {date_text}")));
        }

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
