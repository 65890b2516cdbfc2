//! From the headers of a sheet to the columns of an input.

mod label;
mod named;
mod proposal;
mod report;
mod spellings;
mod turned;
mod two_units;
mod wide;

use std::collections::{BTreeMap, BTreeSet};

use label::Line;

pub(in crate::ingest) use label::Label;
pub(in crate::ingest) use named::{Named, name_columns};
pub(in crate::ingest) use report::{
    Possible, one_of_many, possible, report_chosen, report_unusable,
};
pub(in crate::ingest) use spellings::Spellings;
pub(in crate::ingest) use turned::Turned;

use super::survey::{Share, Survey};
use super::title;
use crate::diagnostic::location::column_letters;
use crate::ingest::file::sheet::{SheetRow, Value};
use crate::ingest::file::tab::Tab;
use crate::ingest::spelling::{Vocabulary, normal_form};
use crate::ingest::wording::measure::{self, Measures};
use crate::model::header_words;
use crate::model::holds::{Classification, Holds};
use crate::model::input::InputKind;
use crate::model::reference_data::{self, InputColumn, KnownGrade};

/// The column of the office that somebody works in.
const STRUCTURE: &str = "struttura";

/// Where each column was found, and what could not be settled.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest) struct Header {
    /// One-based row of the sheet; of a header in two rows, the upper one.
    pub(in crate::ingest) first_row: u32,
    /// The last row of the header: the data begin below it.
    pub(in crate::ingest) row: u32,
    /// Canonical name: zero-based column and the words of the header.
    pub(in crate::ingest) found: BTreeMap<&'static str, (u32, String)>,
    /// The other columns whose amounts are added to that of a name.
    pub(in crate::ingest) added: BTreeMap<&'static str, Vec<u32>>,
    /// Places, among the columns of the input, of those that are not there.
    missing: Vec<usize>,
    /// Names of those of them that are required.
    pub(in crate::ingest) missing_required: Vec<&'static str>,
    required_found: usize,
    /// Name and the headers that fit it equally well.
    pub(in crate::ingest) ambiguous: Vec<(&'static str, Vec<(u32, String)>)>,
    /// A column of the sheet that `cug.toml` gives to several names.
    shared: Vec<(u32, String, Vec<&'static str>)>,
    /// Every header, in the order of the columns.
    labels: Vec<Label>,
    /// No number or date among the headers.
    is_all_text: bool,
    /// What stands in each column of the sheet, once somebody has looked.
    contents: BTreeMap<u32, Survey>,
    /// Where each cell of a family of columns is a row.
    pub(in crate::ingest) turned: Option<Turned>,
    /// What the name of the sheet says of all its rows.
    pub(in crate::ingest) named: Option<Named>,
    /// Names that are read from a column of fiscal codes.
    pub(in crate::ingest) of_code: Vec<&'static str>,
    /// The report's year.
    year: i32,
}

/// Finds the header: the row, or the row with the one above it, that names the most columns. One
/// row is preferred to two, a higher row to a lower one.
pub(in crate::ingest) fn find(tab: &Tab<'_>, spellings: &Spellings) -> Header {
    let lines: Vec<Line> = tab.head.iter().map(|row| Line::of(row, &tab.layout)).collect();
    let is_parted = |top: &Line| {
        let below = lines.iter().find(|line| line.row == top.row + 1);
        below.is_some_and(|line| line.parts(top, &tab.layout))
    };
    let singles = lines.iter().filter(|line| !is_parted(line));
    let singles = singles.map(|line| read((line.row, line), line.labels(), spellings));
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [top, line] if top.row + 1 == line.row => {
            Some(read((top.row, line), line.labels_under(top, &tab.layout), spellings))
        }
        _ => None,
    });
    let candidates: Vec<Header> = singles.chain(pairs).collect();
    let best = first_best(&candidates, |header| (header.score(), header.joined()));
    if best.is_some_and(Header::is_complete) {
        return best.cloned().unwrap_or_default();
    }
    // No row will do: the one that comes nearest, words that are only alike included.
    let nearest = first_best(&candidates, |header| {
        header.score() + if header.is_all_text { header.proposed(spellings) } else { 0 }
    });
    nearest.cloned().unwrap_or_else(|| read_nothing(spellings))
}

fn first_best<Score: Ord>(headers: &[Header], score: impl Fn(&Header) -> Score) -> Option<&Header> {
    let mut best: Option<(Score, &Header)> = None;
    for header in headers {
        let score = score(header);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, header));
        }
    }
    best.map(|(_, header)| header)
}

impl Header {
    /// Columns found by a header that is there; one that `cug.toml` names by its letter is found
    /// in every row and says nothing about this one.
    fn score(&self) -> usize {
        let has_label = |column: u32| self.labels.iter().any(|label| label.column == column);
        let found = self.found.values().filter(|(column, _)| has_label(*column));
        found.count() + self.ambiguous.len()
    }

    /// Columns found by both lines of the header: `Nascita` alone is also a spelling of the date.
    fn joined(&self) -> usize {
        let is_joined = |(column, words): &(u32, String)| {
            let label = self.labels.iter().find(|label| label.column == *column);
            label.is_some_and(|label| label.joined().is_some() && label.full() == *words)
        };
        self.found.values().filter(|found| is_joined(found)).count()
    }

    /// How many columns that are not there have a header like them.
    fn proposed(&self, spellings: &Spellings) -> usize {
        let proposals = proposal::proposals(self, spellings);
        proposals.iter().filter(|(_, labels)| !labels.is_empty()).count()
    }

    /// Takes note of what stands below the headers: a column found by a common word alone is not
    /// that column where its contents are of another kind.
    pub(in crate::ingest) fn judge(
        &mut self,
        contents: BTreeMap<u32, Survey>,
        spellings: &Spellings,
    ) {
        self.contents = contents;
        self.drop_unfilled(spellings);
        self.settle_grades(spellings);
        for (place, column) in spellings.columns.iter().enumerate() {
            let name = column.name.as_str();
            let Some((index, words)) = self.found.get(name) else { continue };
            let unfit = self.contents.get(index).is_some_and(|found| !may_hold(column, found));
            if unfit && spellings.is_weak(place, words) {
                self.found.remove(name);
                self.missing.push(place);
                if column.required {
                    self.required_found -= 1;
                    self.missing_required.push(name);
                }
            }
        }
        self.missing.sort_unstable();
    }

    /// A merged header heads no column in which nothing stands.
    fn drop_unfilled(&mut self, spellings: &Spellings) {
        let is_filled = |column: u32| {
            self.contents.is_empty()
                || self.contents.get(&column).is_some_and(|found| !found.is_empty())
        };
        self.labels.retain(|label| !label.is_spread || is_filled(label.column));
        let labels = &self.labels;
        let contents = &self.contents;
        let ambiguous = std::mem::take(&mut self.ambiguous);
        for (name, mut fits) in ambiguous {
            let of_input = spellings.columns.iter().find(|column| column.name == name);
            fits.retain(|(column, _)| {
                let label = labels.iter().find(|label| label.column == *column);
                let survey = contents.get(column).filter(|_| label.is_some_and(|of| of.is_spread));
                let is_fit = survey.zip(of_input).is_none_or(|(found, of)| {
                    may_hold(of, found) && (!of.holds.is_amount() || found.has_numbers())
                });
                label.is_some() && is_fit
            });
            if let [only] = fits.as_slice() {
                self.found.insert(name, only.clone());
                let is_required = |column: &&InputColumn| column.name == name && column.required;
                self.required_found += spellings.columns.iter().filter(is_required).count();
            } else {
                self.ambiguous.push((name, fits));
            }
        }
    }

    /// Of several columns that may be the grade, the only one with grades in it: `Area` is one of the
    /// contract, or of the organisation.
    fn settle_grades(&mut self, spellings: &Spellings) {
        let is_grade =
            |place: &usize| spellings.columns[*place].holds == Holds::Term(Classification::Grade);
        let Some(place) = (0..spellings.columns.len()).find(is_grade) else { return };
        let name = spellings.columns[place].name.as_str();
        let Some(at) = self.ambiguous.iter().position(|(of, _)| *of == name) else { return };
        let grades_known = reference_data::known_grades();
        let known = Vocabulary::new(grades_known.iter().map(KnownGrade::words));
        let knows = |words: &str| known.find(words).is_some();
        let (mut grades, mut others) = (Vec::new(), 0);
        for fit in &self.ambiguous[at].1 {
            match self.contents.get(&fit.0).map(|found| found.share_of_words(&knows)) {
                Some(Share::All | Share::Some) => grades.push(fit.clone()),
                Some(Share::None) => others += 1,
                None => return,
            }
        }
        if let ([only], true) = (grades.as_slice(), others > 0) {
            self.found.insert(name, only.clone());
            self.required_found += 1;
            self.ambiguous.remove(at);
        }
    }

    /// What stands in a column of the sheet, as far as somebody has looked.
    pub(in crate::ingest) fn survey_of(&self, column: u32) -> Survey {
        self.contents.get(&column).cloned().unwrap_or_default()
    }

    /// Whether a column has a header.
    pub(in crate::ingest) fn has_label(&self, column: usize) -> bool {
        self.labels.iter().any(|label| label.column as usize == column)
    }

    /// The columns of what else people are known by, each with its kind: other files may know people
    /// by it.
    pub(in crate::ingest) fn keys(&self) -> Vec<(&'static str, u32)> {
        let key = |label: &Label| Some((header_words::key(label.shown())?, label.column));
        let is_read = |column: u32, is_of_code: bool| {
            let mut found = self.found.iter();
            found.any(|(name, (of, _))| *of == column && self.of_code.contains(name) == is_of_code)
        };
        let of_code = self
            .labels
            .iter()
            .filter(|label| is_read(label.column, true) && !is_read(label.column, false));
        self.free_labels().chain(of_code).filter_map(key).collect()
    }

    /// The columns of the names of people.
    pub(in crate::ingest) fn names(&self) -> impl Iterator<Item = u32> {
        const NAMES: [&str; 13] = [
            "cognome",
            "nome",
            "nominativo",
            "cognome e nome",
            "nome e cognome",
            "cognome nome",
            "nome cognome",
            "dipendente",
            "nominativo dipendente",
            "componente",
            "membro",
            "commissario",
            "componente della commissione",
        ];
        self.free_labels().filter(|label| NAMES.contains(&label.form())).map(|label| label.column)
    }

    /// Whether the header of a column says that names stand in it.
    pub(in crate::ingest) fn is_personal(&self, column: usize) -> bool {
        let label = self.labels.iter().find(|label| label.column as usize == column);
        label.is_some_and(|label| header_words::is_personal(&label.full()))
    }

    /// Whether the header of some column says that names stand in it.
    pub(in crate::ingest) fn has_personal(&self) -> bool {
        self.labels.iter().any(|label| header_words::is_personal(&label.full()))
    }

    /// The headers as shown, sensitive ones left out.
    pub(in crate::ingest) fn shown_labels(&self) -> Vec<String> {
        let words = self.labels.iter().map(Label::full);
        words.filter(|words| !header_words::is_sensitive(words)).collect()
    }

    /// How many columns have a header.
    pub(in crate::ingest) fn width(&self) -> usize {
        self.labels.len()
    }

    /// The words over a column.
    pub(in crate::ingest) fn words_of(&self, column: u32) -> Option<String> {
        self.labels.iter().find(|label| label.column == column).map(Label::full)
    }

    /// Whether a sheet with this header seems to hold the same data as one with another: nearly all
    /// required columns, or most of the same headers.
    pub(in crate::ingest) fn is_like(&self, other: &Self) -> bool {
        let forms = |header: &Self| -> BTreeSet<String> {
            header.labels.iter().map(|label| label.form().to_owned()).collect()
        };
        let (own, others) = (forms(self), forms(other));
        let common = own.intersection(&others).count();
        let lacks_one = self.required_found >= 2 && self.missing_required.len() <= 1;
        lacks_one || others.len() > 1 && common * 10 >= others.len() * 6
    }

    /// Whether the rows of another sheet, its first one perhaps set apart, could stand below this header: the
    /// list goes on there under other headers, or under none.
    pub(in crate::ingest) fn goes_on_in(&self, kind: InputKind, tab: &Tab<'_>) -> bool {
        const FEWEST_CELLS: usize = 2;
        let columns = reference_data::columns(kind).iter().filter(|column| column.required);
        let required: Vec<u32> =
            columns.filter_map(|column| Some(self.found.get(column.name.as_str())?.0)).collect();
        let has_rows = !self.contents.is_empty();
        let fits = |row: &SheetRow| {
            let cells = (0u32..).zip(&row.cells);
            let filled: Vec<(u32, &Value<'_>)> =
                cells.filter(|(_, cell)| !cell.is_empty()).collect();
            let may_stand = |(column, cell): &(u32, &Value<'_>)| {
                self.has_label(*column as usize)
                    && (!has_rows || self.contents.get(column).is_some_and(|of| of.may_have(cell)))
            };
            filled.len() >= FEWEST_CELLS
                && required.iter().all(|column| filled.iter().any(|(at, _)| at == column))
                && filled.iter().all(may_stand)
        };
        match tab.head.as_slice() {
            [] => false,
            [only] => fits(only),
            [_, rows @ ..] => rows.iter().all(fits),
        }
    }

    /// Whether nothing stands below the header.
    pub(in crate::ingest) fn row_count_is_nothing(&self, tab: &Tab<'_>) -> bool {
        tab.head.last().is_none_or(|row| row.number <= self.row)
    }

    /// The required columns that it lacks or has twice, each with the headers that may be meant.
    pub(in crate::ingest) fn lacks(&self, spellings: &Spellings) -> Vec<String> {
        let proposals = proposal::proposals(self, spellings);
        let like = |name: &str| {
            let of = proposals.iter().find(|(place, _)| spellings.columns[*place].name == name);
            of.and_then(|(_, labels)| labels.first()).map(|label| label.full())
        };
        let missing = self.missing_required.iter().copied();
        let doubtful = self.ambiguous.iter().map(|(name, _)| *name);
        let named = missing.chain(doubtful).map(|name| match like(name) {
            Some(label) => format!("«{name}»: forse è «{label}»?"),
            None => format!("«{name}»"),
        });
        named.collect()
    }

    /// Whether the contents under a header, as far as they are known, may be those of a column that
    /// is not there.
    fn may_be(&self, label: &Label, column: &InputColumn) -> bool {
        let contents = self.contents.get(&label.column);
        !title::heads_another_time(&label.full(), self.year)
            && contents.is_none_or(|found| !found.is_empty() && may_hold(column, found))
    }

    /// Whether a measure stands among the words of a column, where a column of measures is looked for.
    fn has_measure(&self, label: &Label, column: &InputColumn) -> bool {
        let is_measure = |word: &str| matches!(measure::measures(word), Measures::Known(_));
        let contents = self.contents.get(&label.column);
        column.holds != Holds::Term(Classification::Measure)
            || contents.is_none_or(|found| found.share_of_words(&is_measure) != Share::None)
    }

    /// Headers that no column has taken.
    fn free_labels(&self) -> impl Iterator<Item = &Label> {
        let found = self.found.values();
        let ambiguous = self.ambiguous.iter().flat_map(|(_, fits)| fits);
        let turned = self.turned.iter().flat_map(|turned| &turned.taken).copied();
        let added = self.added.values().flatten().copied();
        let found = found.chain(ambiguous).map(|(column, _)| *column);
        let taken: Vec<u32> = found.chain(turned).chain(added).collect();
        self.labels.iter().filter(move |label| !taken.contains(&label.column))
    }

    /// The columns that no name has taken, those without a header among them included.
    pub(in crate::ingest) fn unread(&self, ignored: &[String]) -> Vec<UnreadHeader> {
        let turned = self.turned.iter().flat_map(|turned| &turned.taken).copied();
        let found = self.found.values().map(|(column, _)| *column);
        let added = self.added.values().flatten().copied();
        let taken: Vec<u32> = found.chain(turned).chain(added).collect();
        let free = (0..self.reach()).filter(|column| !taken.contains(column));
        free.map(|column| self.unread_at(column, ignored)).collect()
    }

    /// The first column beyond those that are read or have a header.
    pub(in crate::ingest) fn reach(&self) -> u32 {
        let labelled = self.labels.iter().map(|label| label.column);
        let read = self.found.values().map(|(column, _)| *column);
        labelled.chain(read).max().map_or(0, |last| last + 1)
    }

    /// A column that nobody reads, with a header or without.
    pub(in crate::ingest) fn unread_at(&self, column: u32, ignored: &[String]) -> UnreadHeader {
        let label = self.labels.iter().find(|label| label.column == column);
        let is_ignored = ignored.iter().map(|words| normal_form(words)).any(|form| {
            form == by_letter(column) || label.is_some_and(|label| label.is_meant_by(&form))
        });
        let header = label.map_or_else(|| by_letter(column), Label::full);
        let shown = label.map_or(header.as_str(), Label::shown);
        let before = column.checked_sub(1).filter(|_| label.is_none());
        UnreadHeader {
            before: before.and_then(|before| self.words_of(before)),
            has_label: label.is_some(),
            index: column,
            reference: self.reference(column, shown),
            header,
            is_ignored,
        }
    }

    /// Whether a text is what stands over some column.
    pub(in crate::ingest) fn has_words(&self, text: &str) -> bool {
        self.labels.iter().any(|label| label.has_line(text))
    }

    /// Whether a text is what stands over a column, in either line.
    pub(in crate::ingest) fn heads(&self, column: usize, text: &str) -> bool {
        let label = self.labels.iter().find(|label| label.column as usize == column);
        label.is_some_and(|label| label.has_line(text))
    }

    /// How `cug.toml` names the columns of a name; none where it was not found.
    pub(in crate::ingest) fn references_of(&self, name: &str) -> Vec<String> {
        let Some((first, words)) = self.found.get(name) else { return Vec::new() };
        let added = self.added.get(name).into_iter().flatten().map(|column| {
            let label = self.labels.iter().find(|label| label.column == *column);
            self.reference(*column, label.map(Label::shown).unwrap_or_default())
        });
        std::iter::once(self.reference(*first, words)).chain(added).collect()
    }

    /// How `cug.toml` names a column without doubt: its words or, where others have the same, its
    /// letter.
    fn reference(&self, column: u32, words: &str) -> String {
        let label = self.labels.iter().find(|label| label.column == column);
        let full = label.map(Label::full);
        let is_only = |words: &&str| {
            let form = normal_form(words);
            let meant = self.labels.iter().filter(|label| label.is_meant_by(&form));
            meant.count() == 1
        };
        let written = [Some(words), full.as_deref()].into_iter().flatten().find(is_only);
        written.map_or_else(|| format!("colonna {}", column_letters(column)), str::to_owned)
    }

    /// Puts columns in the place of others that are not there: a qualification tells the grade.
    fn stand_in(&mut self, spellings: &Spellings) {
        for (place, column) in spellings.columns.iter().enumerate() {
            let Some(missing) = &column.stands_for else { continue };
            let of_missing = spellings.columns.iter().position(|column| column.name == *missing);
            let Some(of_missing) = of_missing.filter(|place| self.missing.contains(place)) else {
                continue;
            };
            let Some(found) = self.found.remove(column.name.as_str()) else { continue };
            let name = spellings.columns[of_missing].name.as_str();
            self.required_found += usize::from(spellings.columns[of_missing].required);
            self.found.insert(name, found);
            self.missing_required.retain(|other| *other != name);
            self.missing.retain(|other| *other != of_missing);
            self.missing.push(place);
        }
    }

    /// True when every required column is there, and every column once.
    pub(in crate::ingest) fn is_complete(&self) -> bool {
        self.ambiguous.is_empty() && self.shared.is_empty() && self.missing_required.is_empty()
    }
}

/// A column that nobody reads.
pub(in crate::ingest) struct UnreadHeader {
    /// Whether anything stands over it.
    pub(in crate::ingest) has_label: bool,
    pub(in crate::ingest) index: u32,
    /// How `cug.toml` names it without doubt.
    pub(in crate::ingest) reference: String,
    /// As shown; of a column without a header, its letter.
    pub(in crate::ingest) header: String,
    /// Of a column without a header, the one of the column before it.
    pub(in crate::ingest) before: Option<String>,
    pub(in crate::ingest) is_ignored: bool,
}

/// `colonna f`, in normal form too.
fn by_letter(column: u32) -> String {
    format!("colonna {}", column_letters(column).to_lowercase())
}

/// Whether a column of the sheet may hold what a column of the input does.
fn may_hold(column: &InputColumn, found: &Survey) -> bool {
    match column.holds {
        Holds::Date => found.has_dates() || found.is_empty(),
        Holds::Number | Holds::Amount => !found.is_progressive() && !found.has_dates(),
        // Years may follow one another.
        Holds::Whole => !found.has_dates() && found.may_be_within(column),
        Holds::Term(_) => !found.has_dates() && !found.has_numbers(),
        Holds::Measured => !found.is_progressive(),
        Holds::Code | Holds::Text | Holds::YesNo => true,
    }
}

fn read_nothing(spellings: &Spellings) -> Header {
    let required = spellings.columns.iter().filter(|column| column.required);
    Header {
        missing: (0..spellings.columns.len()).collect(),
        missing_required: required.map(|column| column.name.as_str()).collect(),
        ..Header::default()
    }
}

/// The header in a row, or in two of which `line` is the lower one.
fn read((first_row, line): (u32, &Line), labels: Vec<Label>, spellings: &Spellings) -> Header {
    let mut header = Header {
        first_row,
        row: line.row,
        is_all_text: line.is_all_text,
        year: spellings.year,
        ..Header::default()
    };
    for (place, mut fits) in spellings.fits(&labels).into_iter().enumerate() {
        let column = &spellings.columns[place];
        match (fits.len(), fits.pop()) {
            (1, Some(only)) => {
                header.required_found += usize::from(column.required);
                header.found.insert(&column.name, only);
            }
            // The offices of a body are of several levels, and one of them is enough for the crossings.
            (_, Some(last)) if column.name == STRUCTURE && !spellings.is_own(place) => {
                fits.push(last);
                header.found.insert(&column.name, fits.swap_remove(0));
            }
            (_, Some(last)) => {
                fits.push(last);
                header.ambiguous.push((&column.name, fits));
            }
            (_, None) => {
                header.missing_required.extend(column.required.then_some(column.name.as_str()));
                header.missing.push(place);
            }
        }
    }
    header.part_days_from_hours(&labels);
    header.stand_in(spellings);
    header.added = spellings.added(&labels);
    header.added.retain(|name, _| header.found.contains_key(name));
    header.of_code.clone_from(&spellings.of_code);
    header.shared = shared(&header.found, &header.of_code);
    let has_periods = ["dal", "al"].iter().all(|name| header.found.contains_key(name));
    if spellings.counts_days && has_periods {
        header.missing_required.retain(|name| *name != "quantita");
    }
    header.labels = labels;
    header
}

/// Columns of the sheet that were found for more than one name; those of a fiscal code may share it.
fn shared(
    found: &BTreeMap<&'static str, (u32, String)>,
    of_code: &[&str],
) -> Vec<(u32, String, Vec<&'static str>)> {
    let mut names: BTreeMap<u32, (String, Vec<&'static str>)> = BTreeMap::new();
    for (name, (column, words)) in found.iter().filter(|(name, _)| !of_code.contains(name)) {
        names.entry(*column).or_insert_with(|| (words.clone(), Vec::new())).1.push(name);
    }
    let several = names.into_iter().filter(|(_, (_, names))| names.len() > 1);
    several.map(|(column, (words, names))| (column, words, names)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::file;
    use crate::ingest::file::container::Container;
    use crate::ingest::file::layout::Layout;

    /// The header of a staff list written as csv: its rows, and each column with its words.
    fn header_of(text: &str, columns: &str) -> Header {
        header_with(text, columns, Layout::default())
    }

    fn header_with(text: &str, columns: &str, layout: Layout) -> Header {
        let settings = format!("[ente]\nnome = \"E\"\n[relazione]\nanno = 2022\n{columns}");
        let settings = crate::ingest::settings::read(&settings).expect("settings");
        let mut tabs = file::open(text.as_bytes(), Container::Csv).expect("a text");
        tabs[0].layout = layout;
        find(&tabs[0], &Spellings::new(InputKind::Staff, &settings))
    }

    fn found(header: &Header) -> Vec<(&'static str, u32, &str)> {
        let mut found: Vec<_> =
            header.found.iter().map(|(name, (column, words))| (*name, *column, &**words)).collect();
        found.sort_by_key(|(_, column, _)| *column);
        found
    }

    #[test]
    fn a_header_in_two_rows_reads_as_people_read_it() {
        let header = header_of(
            "Elenco\n\nMatr.;Sesso;Nascita;;Inquadramento;\n;;Data;Comune;Categoria;Decorrenza\n001;D;1/1/1970;Roma;C;1/1/2020",
            "",
        );
        assert_eq!((header.first_row, header.row), (3, 4));
        assert_eq!(
            found(&header),
            [
                ("matricola", 0, "Matr."),
                ("genere", 1, "Sesso"),
                ("data_nascita", 2, "Nascita / Data"),
                ("inquadramento", 4, "Categoria"),
                ("data_inquadramento", 5, "Inquadramento / Decorrenza"),
            ]
        );
    }

    #[test]
    fn a_merged_header_spreads_no_further_than_its_cells() {
        let text =
            "Matr.;Sesso;Inquadramento;;\n;;Categoria;Livello;Decorrenza\n001;D;C;1;1/1/2020";
        let mut layout = Layout::default();
        layout.merge(1, (2, 3));
        assert!(!header_with(text, "", layout).found.contains_key("data_inquadramento"));
        assert!(header_of(text, "").found.contains_key("data_inquadramento"));
    }

    #[test]
    fn a_merged_header_over_two_filled_columns_is_asked_about() {
        let text =
            "matricola;sesso;nascita;categoria;Retribuzione annua;\n001;D;1/1/1970;C;24000;25000";
        let mut layout = Layout::default();
        layout.merge(1, (4, 5));
        let header = header_with(text, "", layout);
        let pay = ("retribuzione", vec![4, 5]);
        let columns = |(name, fits): &(&'static str, Vec<(u32, String)>)| {
            (*name, fits.iter().map(|(column, _)| *column).collect::<Vec<_>>())
        };
        assert_eq!(header.ambiguous.iter().map(columns).collect::<Vec<_>>(), [pay]);
        assert_eq!(header.reference(5, "Retribuzione annua"), "colonna F");
    }

    #[test]
    fn years_under_one_header_are_a_line_of_it_and_no_person() {
        let text = "matricola;sesso;nascita;categoria;Retribuzione annua;\n;;;;2021;2022\n001;D;1/1/1970;C;24000;25000";
        let mut layout = Layout::default();
        layout.merge(1, (4, 5));
        for layout in [layout, Layout::default()] {
            let header = header_with(text, "", layout);
            assert_eq!((header.first_row, header.row), (1, 2));
            assert_eq!(header.words_of(5).as_deref(), Some("Retribuzione annua / 2022"));
            assert!(header.is_complete() && !header.found.contains_key("retribuzione"));
        }
    }

    #[test]
    fn the_first_person_is_never_taken_for_a_second_line_of_headers() {
        // "Direzione" is also a header of `struttura`, "C" stands under a header of its own.
        let header = header_of(
            "matricola;genere;data nascita;categoria;reparto;\n001;D;1/1/1970;C;Direzione;Ufficio",
            "",
        );
        assert_eq!(header.row, 1);
        let header = header_of("matricola;sesso;data nascita;categoria\nA;D;data;servizio", "");
        assert_eq!(header.row, 1);
    }

    #[test]
    fn what_the_body_says_is_not_second_guessed() {
        let text = "matricola;sesso;Data;Data;categoria\n001;D;1/1/1970;1/1/2020;C";
        let own = "[colonne.personale]\ndata_nascita = \"colonna C\"\ndata_inquadramento = \"colonna D\"\n";
        let header = header_of(text, own);
        assert!(header.is_complete());
        assert_eq!(header.found["data_nascita"].0, 2);
        let own = "[colonne.personale]\nstruttura = \"categoria\"\n";
        assert!(!header_of(text, own).found.contains_key("inquadramento"));
        let own = "[colonne.personale]\ndata_nascita = \"Data\"\n";
        assert_eq!(header_of(text, own).ambiguous.len(), 1);
    }

    #[test]
    fn a_column_is_named_by_its_letter_where_words_do_not_tell_it() {
        let header = header_of("matricola;Data;Data;Sesso\n", "");
        assert_eq!(header.reference(1, "Data"), "colonna B");
        assert_eq!(header.reference(3, "Sesso"), "Sesso");
        let text = "Matr.;Sesso;Nascita;;Assunzione;;Categoria\n;;Data;Comune;Data;Sede;\n";
        let header = header_of(text, "");
        assert_eq!(header.reference(4, "Data"), "Assunzione / Data");
    }
}
