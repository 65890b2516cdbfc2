//! From the headers of a sheet to the columns of an input.

use std::collections::BTreeMap;

use super::sheet::{Sheet, SheetRow};
use super::spelling::normal_form;
use crate::model::input::InputKind;
use crate::model::reference_data::{self, InputColumn};
use crate::model::settings::Settings;

/// Where each column was found, and what could not be settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// One-based row of the sheet.
    pub(super) row: u32,
    /// Canonical name: zero-based column and the words of the header.
    pub(super) found: BTreeMap<&'static str, (u32, String)>,
    /// How many columns are required.
    required: usize,
    pub(super) missing: Vec<&'static InputColumn>,
    /// Name and the headers that fit it equally well.
    pub(super) ambiguous: Vec<(&'static str, Vec<(u32, String)>)>,
    /// Every header, for proposals.
    pub(super) words: Vec<String>,
}

/// Rows from the top among which the header is looked for.
const HEADER_ROWS: usize = 30;

/// Finds the header: the first of the top rows that names the most columns.
pub(super) fn find(sheet: &Sheet, kind: InputKind, settings: &Settings) -> Header {
    let columns = reference_data::columns(kind);
    let spellings = spellings(kind, columns, settings);
    let mut best = Header::default();
    for row in sheet.rows.iter().take(HEADER_ROWS) {
        let header = read(row, columns, &spellings);
        if best.words.is_empty() || header.score() > best.score() {
            best = header;
        }
    }
    if best.words.is_empty() {
        best.missing = columns.iter().collect();
    }
    best
}

impl Header {
    fn score(&self) -> usize {
        self.found.len() + self.ambiguous.len()
    }

    /// Headers that no column has taken.
    pub(super) fn free_words(&self) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .filter(|word| !self.found.values().any(|(_, taken)| taken == *word))
            .map(String::as_str)
    }

    pub(super) fn required_found(&self) -> usize {
        self.required - self.missing_required()
    }

    pub(super) fn missing_required(&self) -> usize {
        self.missing.iter().filter(|column| column.required).count()
    }

    /// True when every required column is there once.
    pub(super) fn is_complete(&self) -> bool {
        self.ambiguous.is_empty() && self.missing_required() == 0
    }
}

/// For each column, its spellings in order of strength: the body's own, the canonical name, aliases.
fn spellings(
    kind: InputKind,
    columns: &'static [InputColumn],
    settings: &Settings,
) -> Vec<(&'static str, Vec<Vec<String>>)> {
    let own = settings.columns.get(kind.name());
    columns
        .iter()
        .map(|column| {
            let own = own.and_then(|own| own.get(&column.name)).map(|word| normal_form(word));
            let strength = match own {
                // What the body says in cug.toml is not to be second-guessed.
                Some(word) => vec![vec![word]],
                None => vec![
                    vec![normal_form(&column.name)],
                    column.aliases.iter().map(|alias| normal_form(alias)).collect(),
                ],
            };
            (column.name.as_str(), strength)
        })
        .collect()
}

fn read(
    row: &SheetRow,
    columns: &'static [InputColumn],
    spellings: &[(&'static str, Vec<Vec<String>>)],
) -> Header {
    let words: Vec<(u32, String)> = (0u32..)
        .zip(&row.cells)
        .filter_map(|(index, value)| value.text().map(|text| (index, text)))
        .collect();
    let mut header = Header {
        row: row.number,
        required: columns.iter().filter(|column| column.required).count(),
        words: words.iter().map(|(_, word)| word.clone()).collect(),
        ..Header::default()
    };
    for (column, (name, strengths)) in columns.iter().zip(spellings) {
        let matches = strengths.iter().map(|accepted| {
            let fits = |word: &str| accepted.contains(&normal_form(word));
            words.iter().filter(|(_, word)| fits(word)).cloned().collect::<Vec<_>>()
        });
        match matches.into_iter().find(|found| !found.is_empty()) {
            None => header.missing.push(column),
            Some(mut found) if found.len() == 1 => {
                if let Some(only) = found.pop() {
                    header.found.insert(name, only);
                }
            }
            Some(found) => header.ambiguous.push((name, found)),
        }
    }
    header
}
