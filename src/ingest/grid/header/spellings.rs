//! The spellings under which the columns of an input are known: those of the program, and those
//! of the body, which are not to be second-guessed.

use std::collections::BTreeMap;

use super::label::Label;
use crate::diagnostic::location::column_index;
use crate::ingest::spelling::normal_form;
use crate::model::column_choice::ColumnUnit;
use crate::model::input::InputKind;
use crate::model::reference_data::{self, InputColumn};
use crate::model::settings::Settings;

/// How the columns of one input may be headed.
pub(in crate::ingest) struct Spellings {
    pub(in crate::ingest) kind: InputKind,
    /// The report's year.
    pub(super) year: i32,
    pub(super) columns: &'static [InputColumn],
    /// What `cug.toml` says of a column, by its place among the columns.
    own: BTreeMap<usize, Vec<String>>,
    /// Canonical names and aliases, in normal form; columns that `cug.toml` names are not here.
    known: BTreeMap<String, Vec<usize>>,
    /// Headers of columns that `cug.toml` says decide nothing, in normal form.
    ignored: Vec<String>,
    /// Names that `cug.toml` has read from the fiscal code, which tells more than one.
    pub(super) of_code: Vec<&'static str>,
    /// Whether days of leave are counted by the dates of a row where it has no quantity.
    pub(super) counts_days: bool,
}

/// A column of the sheet that fits, with the words to show for it.
pub(super) type Fit = (u32, String);

impl Spellings {
    pub(in crate::ingest) fn new(kind: InputKind, settings: &Settings) -> Self {
        let columns = reference_data::columns(kind);
        let named = settings.columns.get(kind.name());
        let ignored = named.into_iter().flat_map(|named| &named.ignored);
        let mut spellings = Self {
            kind,
            year: settings.report.year,
            columns,
            own: BTreeMap::new(),
            known: BTreeMap::new(),
            ignored: ignored.map(|words| normal_form(words)).collect(),
            of_code: Vec::new(),
            counts_days: kind == InputKind::Leave && settings.conventions.leave_days.is_some(),
        };
        for (place, column) in columns.iter().enumerate() {
            let choice = named.and_then(|named| named.columns.get(&column.name));
            if choice.is_some_and(|of| of.unit == Some(ColumnUnit::FiscalCode)) {
                spellings.of_code.push(&column.name);
            }
            if let Some(words) = choice.map(|of| &of.headers).filter(|words| !words.is_empty()) {
                spellings.own.insert(place, words.clone());
                continue;
            }
            for word in std::iter::once(&column.name).chain(&column.aliases) {
                let places = spellings.known.entry(normal_form(word)).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        spellings
    }

    /// For each column of the input, in its order, the columns of the sheet that fit it.
    pub(super) fn fits(&self, labels: &[Label]) -> Vec<Vec<Fit>> {
        let mut fits: Vec<Vec<Fit>> = vec![Vec::new(); self.columns.len()];
        for (place, words) in &self.own {
            let all: Vec<Vec<Fit>> = words.iter().map(|words| named(words, labels)).collect();
            // Of columns that are added up all must be there, each once.
            let first = all.iter().find(|fits| fits.len() != 1).or_else(|| all.first());
            fits[*place] = first.cloned().unwrap_or_default();
        }
        let added = self.added(labels);
        let taken: Vec<u32> = fits
            .iter()
            .flatten()
            .map(|(column, _)| *column)
            .chain(added.into_values().flatten())
            .collect();
        let free = labels.iter().filter(|label| !taken.contains(&label.column));
        for label in free.filter(|label| !self.is_ignored(label)) {
            let (places, words) = self.meaning(label);
            for place in places {
                fits[*place].push((label.column, words.clone()));
            }
        }
        for (place, fits) in fits.iter_mut().enumerate() {
            if fits.iter().any(|(_, words)| !self.is_weak(place, words)) {
                fits.retain(|(_, words)| !self.is_weak(place, words));
            }
        }
        fits
    }

    /// Whether `cug.toml` says where the column at a place stands.
    pub(super) fn is_own(&self, place: usize) -> bool {
        self.own.contains_key(&place)
    }

    /// The columns of the sheet that `cug.toml` adds to the first one of a name.
    pub(super) fn added(&self, labels: &[Label]) -> BTreeMap<&'static str, Vec<u32>> {
        let added = self.own.iter().map(|(place, words)| {
            let fits = words.iter().skip(1).flat_map(|words| named(words, labels));
            (self.columns[*place].name.as_str(), fits.map(|(column, _)| column).collect())
        });
        added.filter(|(_, columns): &(_, Vec<u32>)| !columns.is_empty()).collect()
    }

    /// Whether `cug.toml` says that the column decides nothing.
    pub(super) fn is_ignored(&self, label: &Label) -> bool {
        self.ignored.iter().any(|form| label.is_meant_by(form))
    }

    /// Whether a header is a common word that means the column at a place only above contents of the
    /// kind. What `cug.toml` says is never weak.
    pub(super) fn is_weak(&self, place: usize, words: &str) -> bool {
        let form = normal_form(words);
        let weak = &self.columns[place].weak;
        !self.own.contains_key(&place) && weak.iter().any(|word| normal_form(word) == form)
    }

    /// What a header means. Both its lines together say more than the lower one alone:
    /// `Inquadramento` under `Decorrenza` is a date.
    fn meaning(&self, label: &Label) -> (&[usize], String) {
        let known = |form: &str| self.known.get(form).map(Vec::as_slice).unwrap_or_default();
        let joined = label.joined().into_iter().flatten().map(|form| known(&form));
        match joined.into_iter().find(|places| !places.is_empty()) {
            Some(places) => (places, label.full()),
            None => (known(label.form()), label.shown().to_owned()),
        }
    }

    /// Every spelling of the column at a place, in normal form.
    pub(super) fn of(&self, place: usize) -> Vec<String> {
        let column = &self.columns[place];
        std::iter::once(&column.name)
            .chain(&column.aliases)
            .chain(self.own.get(&place).into_iter().flatten())
            .map(|word| normal_form(word))
            .collect()
    }

    /// The spellings of the column at a place that the program has by itself.
    pub(super) fn of_program(&self, place: usize) -> Vec<String> {
        let column = &self.columns[place];
        std::iter::once(&column.name).chain(&column.aliases).map(|word| normal_form(word)).collect()
    }

    /// The header that `cug.toml` asks for.
    pub(super) fn asked(&self, place: usize) -> Option<String> {
        self.own.get(&place).map(|words| words.join("», «"))
    }
}

/// The columns that a header of `cug.toml` means: those with these words or, where none has them,
/// the one that `colonna F` names by its letter.
fn named(words: &str, labels: &[Label]) -> Vec<Fit> {
    let form = normal_form(words);
    let meant = labels.iter().filter(|label| label.is_meant_by(&form));
    let found: Vec<Fit> = meant.map(|label| (label.column, label.full())).collect();
    if !found.is_empty() {
        return found;
    }
    let lettered = form.strip_prefix("colonna ").and_then(column_index);
    lettered.map(|column| (column, words.to_owned())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_stands_for_two_columns_of_one_input() {
        let settings =
            crate::ingest::settings::read("[ente]\nnome = \"E\"\n[relazione]\nanno = 2022\n");
        let settings = settings.expect("the smallest settings");
        for kind in InputKind::ALL.into_iter().chain([InputKind::History]) {
            let spellings = Spellings::new(kind, &settings);
            let doubtful = spellings.known.iter().find(|(_, places)| places.len() > 1);
            assert_eq!(doubtful, None, "{}", kind.name());
        }
    }
}
