//! Titolo di studio: from the words of a cell to a level of tables 1.6 and 1.7.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::{Answers, Lexicon, nearest, normal_form};
use crate::model::education::{EducationLevel, EducationWords};
use crate::model::reference_data::education_words;
use crate::model::settings::Settings;
use crate::model::table_id::TableId;

const COLUMN: &str = "titolo_studio";
const TABLES: &[TableId] = &[TableId::MANAGER_EDUCATION, TableId::STAFF_EDUCATION];
/// In registers and in speech the long degree, in the format the three-year one.
const DEGREE: &str = "laurea";

/// The levels with their words, and what a column says by `Laurea`.
pub(in crate::ingest) struct EducationBook<'a> {
    levels: &'a [EducationLevel],
    lexicon: Lexicon,
    /// Beside them `Laurea` is the long degree.
    long_degree: BTreeSet<String>,
    answers: Answers<Option<usize>>,
    /// Once a row has asked: the level of `Laurea` alone.
    degree: Option<Option<usize>>,
}

impl<'a> EducationBook<'a> {
    /// `[valori.titolo_studio]` may say what `Laurea` is.
    pub(in crate::ingest) fn new(levels: &'a [EducationLevel], settings: &Settings) -> Self {
        let EducationWords { unclear, long_degree } = education_words();
        let mut lexicon = Lexicon::new(&unclear);
        for (index, level) in levels.iter().enumerate() {
            let spellings = std::iter::once(&level.label).chain(&level.aliases);
            lexicon.add(index, spellings.map(String::as_str), &level.words);
        }
        let mut own = settings.words.get(COLUMN).into_iter().flatten();
        let said = own.rfind(|(word, _)| form(word) == DEGREE);
        let degree = said.map(|(_, level)| lexicon.spelled(&normal_form(level)));
        Self {
            levels,
            lexicon,
            long_degree: long_degree.iter().map(|word| normal_form(word)).collect(),
            answers: Answers::default(),
            degree,
        }
    }

    /// The level of a text that is there; without one a finding, and the row stays.
    pub(in crate::ingest) fn read(&mut self, record: &mut Record<'_>, text: &str) -> Option<usize> {
        let written = record.value(COLUMN).text().unwrap_or_default();
        let level = self.answers.known(&written).unwrap_or_else(|| {
            let level = self.find(record, &written, text);
            self.answers.note(&written, level);
            level
        });
        if level.is_none() {
            self.report(record, text, &form(text));
        }
        level
    }

    /// The level of a text not met before; `written` is what the cell has.
    fn find(&mut self, record: &Record<'_>, written: &str, text: &str) -> Option<usize> {
        let form = form(text);
        if written != text {
            // What `[valori.titolo_studio]` gives is a word of the format.
            self.lexicon.spelled(&form)
        } else if form == DEGREE {
            self.degree(record)
        } else {
            self.lexicon.find(&form)
        }
    }

    /// What the column says by `Laurea`: beside a three-year degree the long one, beside a long one
    /// the three-year one of the format; alone it is asked.
    fn degree(&mut self, record: &Record<'_>) -> Option<usize> {
        if let Some(degree) = self.degree {
            return degree;
        }
        let level_of = |word: &str| self.lexicon.spelled(&normal_form(word));
        let (short, long) = (level_of("Laurea"), level_of("Laurea magistrale"));
        let lowest = self.levels.first().map(|level| normal_form(&level.label));
        let (mut is_short, mut is_long) = (false, false);
        let mut seen = BTreeSet::new();
        // A fault of the file is told by whoever reads its rows.
        let _ = record.body.column(COLUMN).map(|column| {
            record.body.each(&mut |row| {
                const MOST: usize = 10_000;
                let Some(text) = row.cell(column).text() else { return ControlFlow::Continue(()) };
                let form = form(&text);
                if form == DEGREE || seen.contains(&form) {
                    return ControlFlow::Continue(());
                }
                let level = self.lexicon.find(&form);
                let is_of_register = self.long_degree.contains(&form);
                is_short |= level == short || is_of_register;
                // The first level is called so by nobody but the format.
                is_long |= level == long || lowest.as_ref() == Some(&form);
                seen.insert(form);
                let is_settled = is_short && is_long || seen.len() > MOST;
                if is_settled { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        });
        let degree = match (is_short, is_long) {
            (true, false) => long,
            (false, true) => short,
            _ => None,
        };
        self.degree = Some(degree);
        degree
    }

    fn report(&self, record: &mut Record<'_>, text: &str, form: &str) {
        record.ask_word(COLUMN, code::UNKNOWN_EDUCATION, |record| {
            let is_unclear = form == DEGREE || self.lexicon.is_unclear(form);
            let message = if is_unclear {
                format!("il titolo di studio «{text}» può valere due titoli del format")
            } else {
                let labels = self.levels.iter().map(|level| level.label.as_str());
                let hint = record.near(code::UNKNOWN_EDUCATION, || nearest(text, labels));
                format!("il titolo di studio «{text}» non è fra quelli del format{hint}")
            };
            record.unknown_word(COLUMN, code::UNKNOWN_EDUCATION, message).with_tables(TABLES)
        });
    }
}

/// `1°` and `1` are one; `5ª` and `5`.
fn form(text: &str) -> String {
    normal_form(&text.replace(['º', 'ª', '^'], " "))
}
