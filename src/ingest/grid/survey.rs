//! What stands in a column of a sheet, from its first few hundred filled cells: dates, numbers, a few
//! words, anything.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::field;
use crate::ingest::file::sheet::Value;
use crate::ingest::spelling::normal_form;
use crate::italian::reading::{self, Numeral};
use crate::model::header_words;
use crate::model::holds::Holds;
use crate::model::reference_data::InputColumn;

/// Filled cells looked at: enough to know what a column holds, however long it is.
const MOST_CELLS: u32 = 500;
/// Filled cells in which words that say who counts are looked for: one note among thousands may have them.
const MOST_SEARCHED: u32 = 20_000;
/// Different words of a column that sorts its rows into kinds.
const FEW_WORDS: usize = 12;
/// Fewer rows are those of a small body, whose kinds are met once or twice.
const SMALL_BODY: u32 = 20;
/// Letters of a word; longer ones are sentences.
const LONGEST_WORD: usize = 40;
/// 1 January 1950 and 31 December 2099, as spreadsheets number days.
const DAYS: RangeInclusive<Decimal> =
    Decimal::from_parts(18_264, 0, 0, false, 0)..=Decimal::from_parts(73_050, 0, 0, false, 0);
/// Examples shown of a column.
const EXAMPLES: usize = 3;

/// The contents of one column so far.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest) struct Survey {
    filled: u32,
    empty: u32,
    dates: u32,
    /// Texts of nothing but dates, two or more: `01/01/2023 - 30/06/2025`.
    periods: u32,
    numbers: u32,
    /// Numbers that are not whole.
    fractions: u32,
    /// Whole numbers that a spreadsheet would show as days of our time.
    serials: u32,
    /// Normal forms; no more than tell few from many.
    words: BTreeSet<String>,
    examples: Vec<String>,
    /// Texts with words that say who counts; before the others those that say who does not.
    telling: Vec<String>,
    has_sentences: bool,
    has_deciding_word: bool,
    excludes: bool,
    has_left: bool,
    sum: Decimal,
    last: Option<Decimal>,
    /// Cells that name a year, and the years that they name.
    dated: u32,
    years: BTreeSet<i32>,
    /// Years that are the whole of a cell.
    bare_years: BTreeSet<i32>,
    /// The least and the largest number.
    range: Option<(Decimal, Decimal)>,
    /// Each number is the one before it and one more.
    is_progressive: bool,
}

/// What a column holds as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Contents {
    Nothing,
    Dates,
    /// A running number, or numbers that stand for people and things.
    Codes,
    Numbers {
        are_whole: bool,
    },
    /// The same word in each cell.
    OneWord,
    /// The same word in some cells, and nothing in the others: it sorts the rows into two.
    Mark,
    FewWords,
    FreeText,
}

/// How many of some words are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Share {
    None,
    Some,
    All,
}

impl Survey {
    /// Whether another cell would tell nothing new.
    pub(in crate::ingest) fn is_done(&self) -> bool {
        let has_words = self.filled > self.numbers + self.dates;
        let is_searched = self.filled >= MOST_SEARCHED || self.excludes;
        self.filled >= MOST_CELLS && (is_searched || !has_words)
    }

    /// Notes empty cells that did not pass by.
    pub(in crate::ingest) fn with_rows(self, rows: u32) -> Self {
        Self { empty: rows.saturating_sub(self.filled), ..self }
    }

    pub(in crate::ingest) fn add(&mut self, value: &Value<'_>) {
        let Some(text) = value.text().filter(|_| !value.is_empty()) else {
            self.empty = self.empty.saturating_add(1);
            return;
        };
        self.filled += 1;
        let text = text.trim();
        let is_new = self.words.len() > FEW_WORDS || self.words.insert(normal_form(text));
        if is_new && text.contains(char::is_alphabetic) {
            self.search(text);
        }
        if self.filled > MOST_CELLS {
            return;
        }
        if is_new && self.examples.len() < EXAMPLES && !header_words::is_sensitive(text) {
            self.examples.push(shown(text));
        }
        if let Some(year) = year(text)
            && self.bare_years.len() <= FEW_WORDS
        {
            self.bare_years.insert(year);
        }
        let mut years = text.split(|sign: char| !sign.is_ascii_digit()).filter_map(year).peekable();
        if years.peek().is_some() {
            self.dated += 1;
            let room = (FEW_WORDS + 1).saturating_sub(self.years.len());
            self.years.extend(years.take(room));
        }
        self.has_left = self.has_left || header_words::has_left(text);
        self.has_sentences = self.has_sentences || text.chars().count() > LONGEST_WORD;
        let is_date = matches!(value, Value::Date(_))
            || matches!(value, Value::Text(_)) && reading::date(text).is_ok();
        if is_date {
            self.dates += 1;
        } else if matches!(value, Value::Text(_)) && are_dates(text) {
            self.periods += 1;
        } else if let Ok(Some(number)) = field::numeral(value) {
            self.add_number(match number {
                Numeral::Plain(number) => number,
                Numeral::Doubtful(doubt) => doubt.decimals,
            });
        }
    }

    /// Looks for words that say who counts.
    fn search(&mut self, text: &str) {
        let excludes = header_words::excludes(text);
        if !header_words::is_deciding_value(text) && !header_words::is_outsider(text) {
            return;
        }
        self.has_deciding_word = true;
        self.excludes = self.excludes || excludes;
        let text = shown(text);
        if header_words::is_sensitive(&text) || self.telling.contains(&text) {
            return;
        }
        self.telling.insert(if excludes { 0 } else { self.telling.len() }, text);
        self.telling.truncate(EXAMPLES);
    }

    fn add_number(&mut self, number: Decimal) {
        self.numbers += 1;
        self.sum = self.sum.checked_add(number).unwrap_or(Decimal::MAX);
        self.fractions += u32::from(!number.is_integer());
        self.serials += u32::from(number.is_integer() && DAYS.contains(&number));
        let follows = self.last.is_none_or(|last| number == last + Decimal::ONE);
        self.is_progressive = follows && (self.is_progressive || self.last.is_none());
        self.last = Some(number);
        let (least, most) = self.range.unwrap_or((number, number));
        self.range = Some((least.min(number), most.max(number)));
    }

    /// Whether at least nine in ten of the filled cells are counted here.
    fn are_most(&self, count: u32) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 9
    }

    pub(in crate::ingest) fn contents(&self) -> Contents {
        let has_few_words = self.words.len() <= FEW_WORDS;
        if self.filled == 0 {
            Contents::Nothing
        } else if self.are_most(self.dates + self.periods) {
            Contents::Dates
        } else if self.are_most(self.numbers) {
            let is_progressive = self.is_progressive && self.filled > 2;
            let are_codes = is_progressive || !has_few_words && self.fractions == 0;
            if are_codes {
                Contents::Codes
            } else {
                Contents::Numbers { are_whole: self.fractions == 0 }
            }
        } else if self.words.len() == 1 && !self.has_sentences {
            if self.empty > 0 { Contents::Mark } else { Contents::OneWord }
        } else if self.has_sentences || !has_few_words {
            Contents::FreeText
        } else if self.words.len() * 2 <= self.filled as usize
            || self.words.len() <= EXAMPLES
            || self.filled < SMALL_BODY && self.words.len() < self.filled as usize
        {
            Contents::FewWords
        } else {
            Contents::FreeText
        }
    }

    /// How many of the words are of a kind; of very many words, those met first.
    pub(in crate::ingest) fn share_of_words(&self, is_one: &dyn Fn(&str) -> bool) -> Share {
        let known = self.words.iter().filter(|word| is_one(word)).count();
        match known {
            0 => Share::None,
            all if all == self.words.len() => Share::All,
            _ => Share::Some,
        }
    }

    /// Whether amounts, or a yes and a no, stand in it.
    pub(in crate::ingest) fn may_be_a_kind(&self) -> bool {
        !self.is_progressive()
            && matches!(
                self.contents(),
                Contents::Numbers { .. }
                    | Contents::OneWord
                    | Contents::Mark
                    | Contents::FewWords
                    | Contents::Codes
            )
    }

    /// Whether a text is one of the few words of the column.
    pub(in crate::ingest) fn has_word(&self, text: &str) -> bool {
        self.words.contains(&normal_form(text))
    }

    /// Whether a cell could be one more of the column: a date among dates, a word among words.
    pub(in crate::ingest) fn may_have(&self, value: &Value<'_>) -> bool {
        let mut one = Self::default();
        one.add(value);
        match () {
            () if one.filled == 0 => true,
            () if one.dates > 0 => self.dates > 0,
            () if one.numbers > 0 => self.numbers > 0,
            () => self.filled > self.dates + self.numbers,
        }
    }

    /// Whether a running number stands in it, or nothing at all.
    pub(in crate::ingest) fn is_progressive(&self) -> bool {
        self.is_progressive && self.filled > 2 && self.are_most(self.numbers)
    }

    pub(in crate::ingest) fn has_dates(&self) -> bool {
        self.are_most(self.dates)
    }

    /// Whether all its numbers may be days without the format of dates.
    pub(in crate::ingest) fn may_be_serials(&self) -> bool {
        self.are_most(self.serials)
    }

    pub(in crate::ingest) fn has_numbers(&self) -> bool {
        self.are_most(self.numbers)
    }

    /// Whether its cells name years, and some another than a year: `SIC-2024-01`.
    pub(in crate::ingest) fn names_another_year(&self, year: i32) -> bool {
        let has_years = self.are_most(self.dated) && !self.has_dates();
        // «I ed.» in some cells, and «2024» in others.
        let has_some = !self.are_most(self.numbers) && !self.bare_years.is_empty();
        let is_other = |named: &i32| *named != year;
        has_years && self.years.iter().any(is_other)
            || has_some && self.bare_years.iter().any(is_other)
    }

    /// Whether all its numbers are within the bounds of a column of an input, and whole where that is
    /// meant.
    pub(in crate::ingest) fn may_be_within(&self, column: &InputColumn) -> bool {
        let Some((least, most)) = self.range else { return true };
        let is_whole = column.holds != Holds::Whole || self.fractions == 0;
        is_whole
            && column.from.is_none_or(|from| least >= Decimal::from(from))
            && column.to.is_none_or(|to| most <= Decimal::from(to))
    }

    /// Whether every filled cell has the same, in three rows or more.
    pub(in crate::ingest) fn is_of_one_word(&self) -> bool {
        self.words.len() == 1 && self.filled > 2
    }

    /// Whether its years and dates may be those in which people were born, or hired: not all of them are
    /// later than that can be.
    pub(in crate::ingest) fn may_be_so_old(&self, column: &str, year: i32) -> bool {
        const YOUNGEST: i32 = 14;
        let last = match column {
            "anno_nascita" | "data_nascita" => year - YOUNGEST,
            "data_assunzione" | "data_inquadramento" => year,
            _ => return true,
        };
        let mut years = self.years.iter();
        self.years.is_empty() || years.any(|named| *named <= last)
    }

    /// What the numbers that were looked at add up to.
    pub(in crate::ingest) fn sum(&self) -> Decimal {
        self.sum
    }

    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Whether its one word is a tick, as people and programs set it.
    pub(in crate::ingest) fn is_of_ticks(&self) -> bool {
        self.words.iter().all(|word| reading::tick(word).is_some())
    }

    /// Whether some cell says beside a name that the person has left.
    pub(in crate::ingest) fn has_left(&self) -> bool {
        self.has_left
    }

    /// Whether some cell has a word of those that say who counts.
    pub(in crate::ingest) fn has_deciding_word(&self) -> bool {
        self.has_deciding_word
    }

    /// Whether some cell has a word of those that say that its row does not count.
    pub(in crate::ingest) fn excludes(&self) -> bool {
        self.excludes
    }

    /// Whether all its words have digits: `11/2025`.
    pub(in crate::ingest) fn is_of_digits(&self) -> bool {
        self.words.iter().all(|word| word.contains(|letter: char| letter.is_ascii_digit()))
    }

    /// Whether fewer than half of the cells have something in them.
    pub(in crate::ingest) fn is_in_few(&self) -> bool {
        self.filled > 0 && self.filled < self.empty
    }

    /// Different contents: those that tell something, then those met first.
    pub(in crate::ingest) fn examples(&self) -> Vec<&str> {
        let others = self.examples.iter().filter(|text| !self.telling.contains(text));
        self.telling.iter().chain(others).take(EXAMPLES).map(String::as_str).collect()
    }
}

/// The year that some digits are.
fn year(digits: &str) -> Option<i32> {
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (2000..=2100).contains(&year).then_some(year)
}

/// As an example, not longer than a word.
fn shown(text: &str) -> String {
    text.chars().take(LONGEST_WORD).collect()
}

/// Whether a text is days and nothing else: several dates, `10-12/12/2024`, `15, 16 e 17 marzo 2025`.
fn are_dates(text: &str) -> bool {
    const JOINTS: [&str; 11] =
        ["dal", "al", "da", "a", "e", "ed", "il", "i", "fino", "dall", "giorni"];
    let is_joint = |word: &str| JOINTS.contains(&normal_form(word).as_str());
    let is_month = |word: &str| reading::short_month(word).is_some();
    let parts = |word: &str| -> Vec<String> {
        let parts = word.split(['-', '/', '.']).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let is_day = |part: &String| {
        part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()) || year(part).is_some()
    };
    let are_days = |word: &str| parts(word).iter().all(is_day);
    // `10-12/12/2024`
    let are_several = |word: &str| {
        parts(word).len() > 3 && parts(word).last().is_some_and(|part| year(part).is_some())
    };
    let (dates, rest) = reading::dates_in(text);
    let names_month =
        rest.iter().any(|word| is_month(word)) && rest.iter().any(|word| year(word).is_some());
    let is_date = !dates.is_empty() || names_month || rest.iter().any(|word| are_several(word));
    is_date && rest.iter().all(|word| is_joint(word) || is_month(word) || are_days(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(cells: &[&str]) -> Contents {
        let mut survey = Survey::default();
        for cell in cells {
            survey.add(&Value::from((*cell).to_owned()));
        }
        survey.contents()
    }

    #[test]
    fn a_column_is_known_by_what_is_in_it() {
        assert_eq!(contents(&[]), Contents::Nothing);
        assert_eq!(contents(&["31/12/2025", "1/2/2024"]), Contents::Dates);
        let days =
            ["10-12/12/2024", "10/12/2025 - 12/12/2025", "15, 16 e 17 marzo 2025", "3/4/2025"];
        assert_eq!(contents(&days), Contents::Dates);
        assert_ne!(contents(&["12/2024", "SIC-2024-01", "55/2025", "2 del 2025"]), Contents::Dates);
        assert_eq!(contents(&["101", "102", "103"]), Contents::Codes);
        assert_eq!(contents(&["7", "4", "7"]), Contents::Numbers { are_whole: true });
        assert_eq!(contents(&["7,5", "4"]), Contents::Numbers { are_whole: false });
        assert_eq!(contents(&["Roma", "Roma"]), Contents::OneWord);
        assert_eq!(contents(&["X", "", "X", ""]), Contents::Mark);
        assert_eq!(contents(&["sì", "no", "no", "sì"]), Contents::FewWords);
        let names: Vec<String> = ('a'..'t').map(|letter| format!("Rossi {letter}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(contents(&names), Contents::FreeText);
    }
    #[test]
    fn one_remark_among_hundreds_is_found_and_shown_first() {
        let mut survey = Survey::default();
        for number in 0..900 {
            let text = if number == 870 {
                "collocato a riposo".to_owned()
            } else {
                format!("fascicolo {number} bis")
            };
            assert!(!survey.is_done(), "{number}");
            survey.add(&Value::from(text));
            if number == 870 {
                break;
            }
        }
        assert!(survey.excludes() && survey.is_done());
        assert_eq!(survey.examples(), ["collocato a riposo", "fascicolo 0 bis", "fascicolo 1 bis"]);
    }
}
