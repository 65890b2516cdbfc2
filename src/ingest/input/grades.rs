//! Inquadramento: from the words of a cell to a grade of the classification.

use std::collections::BTreeMap;

use super::record::Record;
use crate::diagnostic::code;
use crate::ingest::spelling::{Answers, nearest, normal_form};
use crate::italian;
use crate::model::grade::Grade;
use crate::model::reference_data::known_grades;
use crate::model::settings::Settings;
use crate::model::staff_category::StaffCategory;

/// Grades that a body may have: each is a row of several tables, and compared with all others. More of
/// them are the names or the offices of a column taken for another.
const MAX_GRADES: usize = 400;

/// The classification, and the grades met so far in order of appearance.
pub(in crate::ingest) struct GradeBook {
    known: Vec<Known>,
    met: Vec<Grade>,
    /// Indexes of those met, by the category that rows say and the words of the grade.
    answers: BTreeMap<Option<StaffCategory>, Answers<usize>>,
    categories: Answers<Option<StaffCategory>>,
}

struct Known {
    label: String,
    category: StaffCategory,
    spellings: Vec<String>,
}

impl GradeBook {
    /// The body's own grades come before the bundled ones and win over them.
    pub(in crate::ingest) fn new(settings: &Settings) -> Self {
        let own = settings.grades.iter().map(|grade| (&grade.label, grade.category, &grade.alias));
        let bundled = known_grades();
        let bundled = bundled.iter().map(|grade| (&grade.label, grade.category, &grade.aliases));
        let known = own
            .chain(bundled)
            .map(|(label, category, aliases)| Known {
                label: label.clone(),
                category,
                spellings: std::iter::once(label)
                    .chain(aliases)
                    .map(|word| spelling(word))
                    .collect(),
            })
            .collect();
        Self { known, met: Vec::new(), answers: BTreeMap::new(), categories: Answers::default() }
    }

    /// The grade of the classification that is written so, with its category.
    pub(in crate::ingest) fn find(&self, written: &str) -> Option<(&str, StaffCategory)> {
        let known = &self.known[self.rank(written)?];
        Some((&known.label, known.category))
    }

    /// Its place in the classification.
    fn rank(&self, written: &str) -> Option<usize> {
        let spelling = spelling(written);
        self.known.iter().position(|known| known.spellings.contains(&spelling))
    }

    /// The index of the record's grade among those met, or `None` with a diagnostic.
    pub(in crate::ingest) fn read(&mut self, record: &mut Record<'_>) -> Option<usize> {
        let written = record.required_words("inquadramento");
        let said = match self.said(record) {
            Said::Category(category) => Some(category),
            Said::Nothing => None,
            Said::Fault => return None,
        };
        let written = written?;
        let answers = self.answers.entry(said).or_default();
        let met = answers.known(&written).or_else(|| {
            let met = self.meet(said, &written)?;
            self.answers.entry(said).or_default().note(&written, met);
            Some(met)
        });
        if met.is_none() {
            let has_category = said.is_some() || self.rank(&written).is_some();
            if has_category { too_many(record) } else { self.unknown(record, &written) }
        }
        met
    }

    /// The index of a grade that may be met for the first time; `None` where neither the body nor
    /// the classification tells its category, and where there is no room for another grade.
    fn meet(&mut self, said: Option<StaffCategory>, written: &str) -> Option<usize> {
        let rank = self.rank(written);
        let known = rank.map(|rank| &self.known[rank]);
        let grade = Grade {
            category: said.or(known.map(|known| known.category))?,
            rank: rank.unwrap_or(usize::MAX),
            label: known.map_or(written, |known| &known.label).to_owned(),
        };
        if let Some(met) = self.met.iter().position(|other| *other == grade) {
            return Some(met);
        }
        if self.met.len() == MAX_GRADES {
            return None;
        }
        self.met.push(grade);
        Some(self.met.len() - 1)
    }

    /// What the column `tipologia` says of a row.
    fn said(&mut self, record: &mut Record<'_>) -> Said {
        const COLUMN: &str = "tipologia";
        let Some(text) = record.words(COLUMN) else { return Said::Nothing };
        let category = self.categories.of(&text, || {
            let form = normal_form(&text);
            let mut all = StaffCategory::ALL.into_iter();
            all.find(|category| normal_form(category.label()) == form)
        });
        let Some(category) = category else {
            let labels = StaffCategory::ALL.map(StaffCategory::label);
            let hint = record.near(code::UNKNOWN_CATEGORY, || nearest(&text, labels));
            let message = format!("la tipologia «{text}» non è fra quelle del format{hint}");
            record.refuse(COLUMN, code::UNKNOWN_CATEGORY, message);
            return Said::Fault;
        };
        Said::Category(category)
    }

    /// The category of a grade given by [`Self::read`].
    pub(in crate::ingest) fn category(&self, index: usize) -> StaffCategory {
        self.met[index].category
    }

    fn unknown(&self, record: &mut Record<'_>, written: &str) {
        let labels = self.known.iter().map(|known| known.label.as_str());
        let hint = record.near(code::UNKNOWN_GRADE, || nearest(written, labels));
        let message = format!("l'inquadramento «{written}» non è nella classificazione{hint}");
        record.refuse("inquadramento", code::UNKNOWN_GRADE, message);
    }

    /// The grades met, in printed order, and for each index given by [`Self::read`] its new place.
    pub(in crate::ingest) fn in_order(self) -> (Vec<Grade>, Vec<usize>) {
        let mut ordered = self.met.clone();
        ordered.sort();
        let places = self
            .met
            .iter()
            .map(|grade| ordered.iter().position(|other| other == grade).unwrap_or_default())
            .collect();
        (ordered, places)
    }
}

fn too_many(record: &mut Record<'_>) {
    let most = italian::count(MAX_GRADES as u64);
    let message = format!(
        "ci sono già {most} inquadramenti diversi: forse la colonna letta come «inquadramento» non è quella giusta"
    );
    record.refuse("inquadramento", code::UNKNOWN_GRADE, message);
}

/// Blanks do not count: `D 1` and `D1` are one grade.
fn spelling(words: &str) -> String {
    normal_form(words).replace(' ', "")
}

/// What the column `tipologia` says of a row.
enum Said {
    Category(StaffCategory),
    Nothing,
    Fault,
}
