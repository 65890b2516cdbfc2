//! Inquadramento: from the words of a cell to a grade of the classification.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::diagnostic::code;
use crate::diagnostic::setting::quoted;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::{Answers, nearest, normal_form};
use crate::ingest::wording::grade;
use crate::italian;
use crate::model::fiscal_code;
use crate::model::grade::Grade;
use crate::model::reference_data::known_grades;
use crate::model::settings::Settings;
use crate::model::staff_category::StaffCategory;

/// Grades that a body may have: each is a row of several tables, and compared with all others. More of
/// them are the names or the offices of a column taken for another.
const MAX_GRADES: usize = 400;

/// Rows that are looked through for the comparto of the body: its words come back soon.
const ROWS_OF_A_COMPARTO: u32 = 5_000;
const COLUMN: &str = "inquadramento";
const QUALIFICATION: &str = "qualifica";

/// The classification, and the grades met so far in order of appearance.
pub(in crate::ingest) struct GradeBook {
    known: Vec<Known>,
    /// Whose areas are meant where several contracts have the word.
    comparto: Option<String>,
    met: Vec<Grade>,
    /// Indexes of those met, by the category that rows say and the words of the grade.
    answers: BTreeMap<Option<StaffCategory>, Answers<usize>>,
    categories: Answers<Option<StaffCategory>>,
    are_known: Answers<bool>,
}

struct Known {
    label: String,
    category: StaffCategory,
    spellings: BTreeSet<String>,
    /// Further spellings, which tell nothing of the contract.
    profiles: BTreeSet<String>,
    /// None for a grade of the body's own.
    comparto: Option<String>,
    /// Its comparto counts only where the office says so.
    is_chosen: bool,
}

impl Known {
    fn is_of(&self, comparto: &str) -> bool {
        self.comparto.as_deref() == Some(comparto)
    }
}

impl GradeBook {
    /// The body's own grades come before the bundled ones and win over them.
    pub(in crate::ingest) fn new(settings: &Settings) -> Self {
        let own = settings.grades.iter().map(|grade| Known {
            label: grade.label.clone(),
            category: grade.category,
            spellings: std::iter::once(&grade.label)
                .chain(&grade.alias)
                .map(|word| spelling(word))
                .collect(),
            profiles: BTreeSet::new(),
            comparto: None,
            is_chosen: false,
        });
        let bundled = known_grades().into_iter().map(|grade| Known {
            spellings: grade.words().map(spelling).collect(),
            profiles: grade.profiles.iter().map(|word| spelling(word)).collect(),
            label: grade.label,
            category: grade.category,
            comparto: Some(grade.comparto),
            is_chosen: grade.chosen,
        });
        Self {
            known: own.chain(bundled).collect(),
            comparto: settings.body.comparto.clone(),
            met: Vec::new(),
            answers: BTreeMap::new(),
            categories: Answers::default(),
            are_known: Answers::default(),
        }
    }

    /// The same, for a body of a comparto that is known.
    pub(in crate::ingest) fn of_comparto(settings: &Settings, comparto: Option<&str>) -> Self {
        let book = Self::new(settings);
        let comparto = book.comparto.clone().or_else(|| comparto.map(str::to_owned));
        Self { comparto, ..book }
    }

    /// The comparto of the body, once its rows have told it.
    pub(in crate::ingest) fn comparto(&self) -> Option<&str> {
        self.comparto.as_deref()
    }

    /// The same, or the comparto that is taken where nothing tells another.
    pub(in crate::ingest) fn comparto_or_first(&self) -> Option<&str> {
        self.comparto().or_else(|| self.first_comparto())
    }

    fn first_comparto(&self) -> Option<&str> {
        self.known.iter().find_map(|known| known.comparto.as_deref())
    }

    /// The comparto whose contracts know most of the words of the column; the first one, unless
    /// another knows more. `Funzionari` is a word of six contracts, and a different area in each.
    fn settle(&mut self, record: &Record<'_>) {
        let mut words: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut rows = 0;
        for column in [COLUMN, QUALIFICATION] {
            let Some(index) = record.body.column(column) else { continue };
            // A fault of the file is told by whoever reads its rows.
            let _ = record.body.each(&mut |row| {
                if let Some(word) = row.cell(index).text() {
                    let bare = || grade::bare(&word).map(|bare| spelling(&bare));
                    words.entry(spelling(&word)).or_insert_with(bare);
                }
                rows += 1;
                if rows < ROWS_OF_A_COMPARTO && words.len() <= MAX_GRADES {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
        }
        let mut best: Option<(usize, &str)> = None;
        let told = self.known.iter().filter(|known| !known.is_chosen);
        for comparto in told.filter_map(|known| known.comparto.as_deref()) {
            if best.is_some_and(|(_, last)| last == comparto) {
                continue;
            }
            let spells = |word: &String| {
                let mut all = self.known.iter();
                all.any(|known| known.is_of(comparto) && known.spellings.contains(word))
            };
            let is_told =
                |(word, bare): &(&String, &Option<String>)| spells(word) || bare.iter().any(spells);
            let known = words.iter().filter(is_told).count();
            if best.is_none_or(|(most, _)| known > most) {
                best = Some((known, comparto));
            }
        }
        self.comparto = best.map(|(_, comparto)| comparto.to_owned());
    }

    /// Place of the grade of a comparto with this spelling.
    fn of(&self, comparto: &str, spelling: &str) -> Option<usize> {
        let is_spelled =
            |known: &Known| known.spellings.contains(spelling) || known.profiles.contains(spelling);
        self.known.iter().position(|known| known.is_of(comparto) && is_spelled(known))
    }

    /// The grade of the classification that is written so, as the tables print it, with its category.
    pub(in crate::ingest) fn find<'a>(
        &'a self,
        written: &'a str,
    ) -> Option<(&'a str, StaffCategory)> {
        let (rank, label) = self.place(written)?;
        Some((label, self.known[rank].category))
    }

    /// Its place in the classification and its label. A grade that is known only without the words beside
    /// it keeps them: how somebody was appointed is told by a row of its own, as the office has it.
    fn place<'a>(&'a self, written: &'a str) -> Option<(usize, &'a str)> {
        let whole = self.rank(&spelling(written));
        let whole = whole.or_else(|| self.rank(&spelling(grade::without_code(written))));
        let whole = whole.map(|rank| (rank, self.known[rank].label.as_str()));
        whole.or_else(|| Some((self.rank(&spelling(&grade::bare(written)?))?, written)))
    }

    fn rank(&self, spelling: &str) -> Option<usize> {
        let is_own = |known: &Known| known.comparto.is_none() && known.spellings.contains(spelling);
        let own = self.known.iter().position(is_own);
        let comparto = self.comparto_or_first();
        own.or_else(|| self.of(comparto?, spelling)).or_else(|| {
            // Managers and governing bodies may be called as in another comparto, areas may not.
            self.known.iter().position(|known| {
                known.category != StaffCategory::NonManager && known.spellings.contains(spelling)
            })
        })
    }

    /// The index of the record's grade among those met, or `None` with a diagnostic.
    pub(in crate::ingest) fn read(&mut self, record: &mut Record<'_>) -> Option<usize> {
        if self.comparto.is_none() {
            self.settle(record);
        }
        let written = self.written(record);
        let said = match self.stated_category(record) {
            Stated::Category(category) => Some(category),
            Stated::Nothing => None,
            Stated::Fault => return None,
        };
        let written = written?;
        let answers = self.answers.entry(said).or_default();
        let met = answers.known(&written).or_else(|| {
            let met = self.meet(said, &written)?;
            self.answers.entry(said).or_default().note(&written, met);
            Some(met)
        });
        if met.is_none() {
            let has_category = said.is_some() || self.place(&written).is_some();
            if has_category { too_many(record) } else { self.unknown(record, &written) }
        }
        met
    }

    /// What the row says of the grade: its qualification, where the classification knows it alone.
    fn written<'r>(&mut self, record: &mut Record<'r>) -> Option<Cow<'r, str>> {
        if let Some(qualification) = record.value(QUALIFICATION).text() {
            let grade = record.value(COLUMN).text().unwrap_or_default();
            if !self.is_known(&grade) && self.is_known(&qualification) {
                return Some(qualification);
            }
        }
        record.required_words(COLUMN)
    }

    /// What the row says of the grade, where neither the body nor the classification knows it.
    pub(in crate::ingest) fn unknown_words<'r>(
        &mut self,
        record: &mut Record<'r>,
    ) -> Option<Cow<'r, str>> {
        if self.comparto.is_none() {
            self.settle(record);
        }
        let words = record.peek(COLUMN)?;
        (!self.is_known(&words)).then_some(words)
    }

    fn is_known(&mut self, written: &str) -> bool {
        let known = self.are_known.known(written).unwrap_or_else(|| self.place(written).is_some());
        self.are_known.note(written, known);
        known
    }

    /// The index of a grade that may be met for the first time; `None` where neither the body nor
    /// the classification tells its category, and where there is no room for another grade.
    fn meet(&mut self, said: Option<StaffCategory>, written: &str) -> Option<usize> {
        let place = self.place(written);
        let grade = Grade {
            category: said.or(place.map(|(rank, _)| self.known[rank].category))?,
            rank: place.map_or(usize::MAX, |(rank, _)| rank),
            label: fiscal_code::hidden(place.map_or(written, |(_, label)| label)).into_owned(),
        };
        let is_met = |other: &Grade| {
            (other.category, other.rank) == (grade.category, grade.rank)
                && (other.label == grade.label
                    || place.is_some() && spelling(&other.label) == spelling(&grade.label))
        };
        if let Some(met) = self.met.iter().position(is_met) {
            return Some(met);
        }
        if self.met.len() == MAX_GRADES {
            return None;
        }
        self.met.push(grade);
        Some(self.met.len() - 1)
    }

    /// What the column `tipologia` says of a row.
    fn stated_category(&mut self, record: &mut Record<'_>) -> Stated {
        const CATEGORY: &str = "tipologia";
        let Some(text) = record.words(CATEGORY) else { return Stated::Nothing };
        let category = self.categories.of(&text, || {
            let form = normal_form(&text);
            let mut all = StaffCategory::ALL.into_iter();
            all.find(|category| normal_form(category.label()) == form)
        });
        let Some(category) = category else {
            record.refuse_word(CATEGORY, code::UNKNOWN_CATEGORY, |record| {
                let labels = StaffCategory::ALL.map(StaffCategory::label);
                let hint = record.near(code::UNKNOWN_CATEGORY, || nearest(&text, labels));
                let message = format!("la tipologia «{text}» non è fra quelle del format{hint}");
                record.unknown_word(CATEGORY, code::UNKNOWN_CATEGORY, message)
            });
            return Stated::Fault;
        };
        Stated::Category(category)
    }

    /// Whether a grade given by [`Self::read`] is of teachers, whose full time is not that of others.
    pub(in crate::ingest) fn is_of_teachers(&self, index: usize) -> bool {
        normal_form(&self.met[index].label).starts_with("docent")
    }

    /// The category of a grade given by [`Self::read`].
    pub(in crate::ingest) fn category(&self, index: usize) -> StaffCategory {
        self.met[index].category
    }

    fn unknown(&self, record: &mut Record<'_>, written: &str) {
        record.refuse_word(COLUMN, code::UNKNOWN_GRADE, |record| {
            let known = self.known.iter().filter(|known| {
                known.comparto.is_none() || known.comparto.as_deref() == self.comparto.as_deref()
            });
            let labels = known.map(|known| known.label.as_str());
            let hint = record.near(code::UNKNOWN_GRADE, || nearest(written, labels));
            let message = format!("l'inquadramento «{written}» non è nella classificazione{hint}");
            let found = record.unknown_word(COLUMN, code::UNKNOWN_GRADE, message);
            let own = found.remedy.replace("\"Giornalista\"", &quoted(written));
            let found = found.with_remedy(own);
            let comparti = self.comparti_with(written);
            let Some(first) = comparti.first() else { return found };
            let remedy = format!(
                "{} Se il contratto dell'ente è uno di quelli che hanno questo inquadramento ({}), scrivetelo in cug.toml, sotto [ente]: comparto = {}.",
                found.remedy,
                comparti.join(", "),
                quoted(first)
            );
            found.with_remedy(remedy)
        });
    }

    /// The comparti, but for the one that counts, whose contracts have a grade that is written so.
    fn comparti_with(&self, written: &str) -> Vec<&str> {
        let bare = grade::bare(written);
        let forms = [Some(spelling(written)), bare.map(|bare| spelling(&bare))];
        let is_spelled =
            |known: &&Known| forms.iter().flatten().any(|form| known.spellings.contains(form));
        let has = self.known.iter().filter(is_spelled);
        let mut comparti: Vec<&str> = has.filter_map(|known| known.comparto.as_deref()).collect();
        comparti.retain(|comparto| self.comparto() != Some(comparto));
        comparti.dedup();
        comparti
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
    record.refuse(COLUMN, code::UNKNOWN_GRADE, message);
}

/// Blanks do not count: `D 1` and `D1` are one grade.
fn spelling(words: &str) -> String {
    normal_form(words).replace(' ', "")
}

/// What the column `tipologia` says of a row.
enum Stated {
    Category(StaffCategory),
    Nothing,
    Fault,
}
