//! A ledger while it is being read: from the words of a cell to a kind, from rows to sums.

use std::collections::{BTreeMap, BTreeSet};

use bit_set::BitSet;
use rust_decimal::Decimal;

use super::directory::{Found, Strangers};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::amount::Amounts;
use crate::ingest::occasion::overlaps::Overlaps;
use crate::ingest::occasion::reach::Reach;
use crate::ingest::occasion::reversals::{Reversals, Settled};
use crate::ingest::occasion::scope::Scope;
use crate::ingest::occasion::span::Span;
use crate::ingest::spelling::{Answers, Vocabulary, nearest, normal_form};
use crate::ingest::wording::leave::Cause;
use crate::ingest::wording::measure::Measures;
use crate::italian;
use crate::model::cell::Measure;
use crate::model::column_choice::ColumnUnit;
use crate::model::employee::Employee;
use crate::model::fiscal_code;
use crate::model::gender::Gender;
use crate::model::input::InputKind;
use crate::model::ledger::{Kind, Ledger, Quantity, Sum, Sums};
use crate::model::quality::SourceFile;
use crate::model::ratio::Ratio;
use crate::model::reference_data::Term;
use crate::model::settings::{LeaveDays, Settings};

/// Kinds of its own that a body may have. Each keeps who has it and is a row of the table; more of
/// them are the notes or the dates of a column taken for another.
pub(in crate::ingest) const MAX_OWN_KINDS: usize = 200;

/// The kinds of the format, those of the body met so far, and the sums.
pub(in crate::ingest) struct Book {
    terms: Vec<Term>,
    vocabulary: Vocabulary,
    answers: Answers<Option<usize>>,
    /// By the normal form of their words.
    own: BTreeMap<String, Own>,
    /// Whether a kind beyond the last possible one was met.
    is_overfull: bool,
    /// What the body says of a kind that it has to specify.
    said: BTreeMap<usize, BTreeSet<String>>,
    /// By number of the kind.
    sums: Vec<RunningSums>,
    /// What people have of the kinds for which the law sets a limit, by kind and person.
    of_person: BTreeMap<(usize, usize), Ratio>,
    age_bands: usize,
    input: InputKind,
    pub(in crate::ingest) strangers: Strangers,
    pub(in crate::ingest) scope: Scope,
    pub(in crate::ingest) amounts: Amounts,
    /// Of a column of hours beside one of days.
    pub(in crate::ingest) hours: Amounts,
    /// Rows with what they take back, where the file has such rows.
    netting: Option<Netting>,
    /// Who has how much of all kinds together, where somebody asks for it.
    reach: Option<Reach>,
    /// How days are counted where a row has its dates and no quantity.
    pub(in crate::ingest) leave_days: Option<LeaveDays>,
    /// Whether that was told.
    pub(in crate::ingest) is_counting_told: bool,
    /// Leave of one person told twice.
    pub(in crate::ingest) overlaps: Overlaps,
    /// What the words of causes and of measures mean.
    pub(in crate::ingest) causes: Answers<Cause>,
    pub(in crate::ingest) measures: Answers<Measures>,
    /// Words whose reading was told.
    told: BTreeSet<String>,
}

/// What rows take back, with the gender and the age class of the people.
#[derive(Default)]
struct Netting {
    reversals: Reversals,
    whose: BTreeMap<usize, (Gender, usize)>,
}

/// Words whose reading is told, each once.
const MOST_TOLD: usize = 200;

/// As [`Sums`], while they grow.
#[derive(Clone)]
struct RunningSums {
    people: BitSet,
    amounts: [Vec<Sum>; 2],
    part_time: [Sum; 2],
}

impl RunningSums {
    fn new(age_bands: usize) -> Self {
        let nothing = vec![Sum::default(); age_bands];
        let amounts = [nothing.clone(), nothing];
        Self { people: BitSet::new(), amounts, part_time: [Sum::default(), Sum::default()] }
    }

    fn done(self) -> Sums {
        let total = |sums: Vec<Sum>| sums.into_iter().map(Sum::total).collect();
        let part_time = self.part_time.map(Sum::total);
        Sums { people: self.people, amounts: self.amounts.map(total), part_time }
    }
}

/// A kind that the format does not have.
struct Own {
    /// Its number among the kinds, in the order in which they were met.
    index: usize,
    label: String,
}

/// What became of the words of a kind that the format does not have.
pub(in crate::ingest) enum OwnKind {
    /// Its number.
    Known(usize),
    New(usize),
    /// There is no room for another: nothing is kept of it.
    TooMany {
        /// Whether one was met before.
        is_told: bool,
    },
}

impl Book {
    pub(in crate::ingest) fn new(
        input: InputKind,
        terms: Vec<Term>,
        age_bands: usize,
        settings: &Settings,
    ) -> Self {
        let column = if input == InputKind::Training { "ore" } else { "quantita" };
        Self {
            input,
            scope: Scope::new(input, settings),
            amounts: Amounts::new(input, column, settings.conventions.hours_a_day),
            hours: Amounts::new(input, "ore", settings.conventions.hours_a_day),
            netting: None,
            reach: None,
            leave_days: settings.conventions.leave_days,
            is_counting_told: false,
            overlaps: Overlaps::default(),
            causes: Answers::default(),
            measures: Answers::default(),
            told: BTreeSet::new(),
            vocabulary: Vocabulary::new(terms.iter().map(Term::words)),
            sums: vec![RunningSums::new(age_bands); terms.len()],
            terms,
            answers: Answers::default(),
            own: BTreeMap::new(),
            is_overfull: false,
            said: BTreeMap::new(),
            of_person: BTreeMap::new(),
            age_bands,
            strangers: Strangers::default(),
        }
    }

    /// The same, for an input of which somebody asks who has so many hours of all kinds.
    pub(in crate::ingest) fn reaching(self, hours: Option<u32>) -> Self {
        Self { reach: hours.map(Reach::new), ..self }
    }

    /// The same, for a file with rows that take back what others gave.
    pub(in crate::ingest) fn netting(mut self) -> Self {
        self.amounts.takes_back = true;
        self.hours.takes_back = true;
        self.netting = Some(Netting::default());
        self
    }

    /// Whether a row was refused because it takes back what another gave.
    pub(in crate::ingest) fn met_reversals(&self) -> bool {
        self.amounts.met_reversals || self.hours.met_reversals
    }

    /// The kind of the format that is written so.
    pub(in crate::ingest) fn term(&mut self, words: &str) -> Option<usize> {
        let Self { vocabulary, terms, answers, .. } = self;
        answers.of(words, || {
            vocabulary.find(words).or_else(|| {
                let form = normal_form(words);
                let first = form.split(' ').next().unwrap_or_default();
                let opens = |term: &Term| term.begins_with.iter().any(|word| word == first);
                terms.iter().position(opens)
            })
        })
    }

    /// Whether the body has to say what it means by a kind.
    pub(in crate::ingest) fn is_to_specify(&self, kind: usize) -> bool {
        !self.terms[kind].begins_with.is_empty()
    }

    /// What it means: `inglese` of `altro: inglese`.
    pub(in crate::ingest) fn specified<'w>(&self, kind: usize, words: &'w str) -> Option<&'w str> {
        let form = normal_form(words);
        if self.terms[kind].words().any(|word| normal_form(word) == form) {
            return None;
        }
        let rest = words.trim().trim_start_matches(char::is_alphanumeric);
        let said = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        (!said.is_empty()).then_some(said)
    }

    /// How a kind of the format is written in the empty sheets.
    pub(in crate::ingest) fn alias(&self, kind: usize) -> String {
        let term = &self.terms[kind];
        term.aliases.first().unwrap_or(&term.label).clone()
    }

    /// Tells once how a word of the office is read.
    pub(in crate::ingest) fn note(
        &mut self,
        record: &mut Record<'_>,
        column: &str,
        words: &str,
        reading: impl FnOnce() -> String,
    ) {
        if self.told.len() < MOST_TOLD && !self.told.contains(words) {
            self.told.insert(words.to_owned());
            let message = format!("«{words}» {}", reading());
            record.report(column, code::WORD_READ_AS_TERM, record.tables, message);
        }
    }

    /// What is known of the file after its last row.
    pub(in crate::ingest) fn report(
        &mut self,
        source: Option<&SourceFile>,
        diagnostics: &mut Diagnostics,
    ) {
        self.scope.report(source, diagnostics);
        // What was taken back may be told again.
        let overlap = self.overlaps.report().filter(|_| !self.met_reversals());
        overlap.into_iter().for_each(|one| diagnostics.push(one.with_tables(self.input.tables())));
        if let Some(Netting { reversals, whose }) = self.netting.take() {
            for Settled { person, kind, taken, is_all } in
                reversals.settle(self.input.tables(), diagnostics)
            {
                let Some((gender, age_band)) = whose.get(&person) else { continue };
                self.sums[kind].amounts[gender.index()][*age_band].subtract(&taken);
                if let Some(reach) = &mut self.reach {
                    reach.take(person, &taken);
                }
                if is_all {
                    self.sums[kind].people.remove(person);
                }
            }
        }
        let doubt = self.amounts.usual.doubt(self.input.name(), self.amounts.column());
        let doubt = doubt.or_else(|| self.too_much_a_head());
        let usual = &self.amounts.usual;
        let doubt = doubt.or_else(|| usual.outliers(self.input.name(), self.amounts.column()));
        let doubt = doubt.or_else(|| usual.unlike_said(self.input.name(), self.amounts.column()));
        if let Some(doubt) = doubt {
            diagnostics.push(doubt.with_tables(self.input.tables()));
        }
    }

    /// Kinds of which people have more than anybody can: days that are hours, hours that are minutes.
    fn too_much_a_head(&self) -> Option<Diagnostic> {
        if self.amounts.usual.is_said() {
            return None;
        }
        let (term, mean) = self.terms.iter().zip(&self.sums).find_map(|(term, sums)| {
            let people = sums.people.count() as u64;
            let sum = sums.amounts.iter().flatten().cloned().map(Sum::total);
            let sum = sum.fold(Ratio::zero(), |all, one| all + one);
            let mean = Ratio::of(sum, people)?;
            (mean > Ratio::from(u64::from(term.most_a_head()?))).then_some((term, mean))
        })?;
        let (name, smaller) = match term.unit {
            Measure::Days => ("giorni", ColumnUnit::Hours),
            _ => ("ore", ColumnUnit::Minutes),
        };
        let own = if term.unit == Measure::Days { ColumnUnit::Days } else { ColumnUnit::Hours };
        let message = format!(
            "«{}»: in media {} {name} a persona, più di quanto sia possibile",
            term.label,
            italian::percent(&mean)
        );
        self.amounts.usual.asked(self.input.name(), self.amounts.column(), message, [smaller, own])
    }

    /// Notes what it means: `inglese` of `altro: inglese`.
    pub(in crate::ingest) fn specify(&mut self, kind: usize, words: &str) {
        if let Some(said) = self.specified(kind, words) {
            let known = self.said.entry(kind).or_default();
            known.insert(fiscal_code::hidden(said).into_owned());
            // The note that tells them is cut long before; which ones stay does not depend on the rows.
            if known.len() > MAX_OWN_KINDS {
                known.pop_last();
            }
        }
    }

    /// A word of the format of which this is a slip of the pen.
    pub(in crate::ingest) fn nearest_term(&self, words: &str) -> Option<&str> {
        nearest(words, self.terms.iter().flat_map(Term::words))
    }

    /// A kind of the body's own, which may be met for the first time.
    pub(in crate::ingest) fn own(&mut self, words: &str) -> OwnKind {
        let form = normal_form(words);
        if let Some(own) = self.own.get_mut(&form) {
            // Of several spellings the first in alphabetical order, whatever the order of the rows.
            if words < own.label.as_str() {
                words.clone_into(&mut own.label);
            }
            return OwnKind::Known(own.index);
        }
        if self.own.len() == MAX_OWN_KINDS {
            return OwnKind::TooMany { is_told: std::mem::replace(&mut self.is_overfull, true) };
        }
        let index = self.terms.len() + self.own.len();
        self.own.insert(form, Own { index, label: words.to_owned() });
        self.sums.push(RunningSums::new(self.age_bands));
        OwnKind::New(index)
    }

    /// What the amounts of a kind are.
    pub(in crate::ingest) fn unit(&self, kind: usize) -> Measure {
        self.terms.get(kind).map_or(Measure::People, |term| term.unit)
    }

    pub(in crate::ingest) fn has(&self, person: &Found<'_>, kind: usize) -> bool {
        self.sums[kind].people.contains(person.place)
    }

    /// As [`Self::add`], of a row that may take back what others gave.
    pub(in crate::ingest) fn add_or_take(
        &mut self,
        record: &mut Record<'_>,
        person: &Found<'_>,
        kind: usize,
        (quantity, span): (Quantity, Option<Span>),
    ) {
        let is_back = self.amounts.is_back || self.hours.is_back;
        if let Some(Netting { reversals, whose }) = &mut self.netting {
            let place = is_back.then(|| record.location(self.amounts.column()));
            reversals.note(person.place, kind, (quantity, span), place);
            whose.insert(person.place, (person.employee.gender, person.employee.age_band));
        }
        if !is_back {
            self.add(person, kind, quantity);
        }
        if self.netting.is_none() {
            self.ask_beyond_law(record, person, kind, quantity);
        }
    }

    /// Asks once about a person who has more than the law gives for the usual reason.
    fn ask_beyond_law(
        &mut self,
        record: &mut Record<'_>,
        person: &Found<'_>,
        kind: usize,
        quantity: Quantity,
    ) {
        let Some(most) = self.terms.get(kind).and_then(Term::most_for_one) else { return };
        let before = self.of_person.entry((kind, person.place)).or_insert_with(Ratio::zero);
        let after = before.clone() + quantity.total();
        let limit = Ratio::from(u64::from(most));
        let is_passed = *before <= limit && after > limit;
        *before = after;
        if is_passed {
            let unit = if self.unit(kind) == Measure::Days { "giorni" } else { "ore" };
            let message = format!("con questa riga la persona ha più di {most} {unit} nell'anno");
            let column = self.amounts.column();
            record.report(column, code::MORE_THAN_FOR_ONE, self.input.tables(), message);
        }
    }

    /// Adds to what the person has of a kind.
    pub(in crate::ingest) fn add(&mut self, person: &Found<'_>, kind: usize, quantity: Quantity) {
        if !quantity.is_zero() {
            let Employee { gender, age_band, .. } = *person.employee;
            let sums = &mut self.sums[kind];
            sums.people.insert(person.place);
            if let Some(reach) = &mut self.reach {
                reach.add(person.place, quantity);
            }
            sums.amounts[gender.index()][age_band].add(quantity);
            if person.employee.working_time.is_some_and(|share| share < Decimal::ONE_HUNDRED) {
                sums.part_time[gender.index()].add(quantity);
            }
        }
    }

    /// The sums, with the body's own kinds after those of the format, in alphabetical order.
    pub(in crate::ingest) fn into_ledger(self) -> Ledger {
        let Self { terms, own, mut said, sums, reach, .. } = self;
        let mut sums: Vec<Option<RunningSums>> = sums.into_iter().map(Some).collect();
        let mut take =
            |kind: usize| sums[kind].take().unwrap_or_else(|| RunningSums::new(0)).done();
        let mut kinds = Vec::new();
        for (number, term) in terms.into_iter().enumerate() {
            let sums = take(number);
            if !(term.optional && sums.people.is_empty()) {
                let said = said.remove(&number).unwrap_or_default();
                kinds.push(Kind { label: term.label, measure: term.unit, said, sums });
            }
        }
        kinds.extend(own.into_values().map(|own| Kind {
            label: fiscal_code::hidden(&own.label).into_owned(),
            measure: Measure::People,
            said: BTreeSet::new(),
            sums: take(own.index),
        }));
        Ledger { kinds, reached: reach.map(|reach| reach.people()) }
    }
}
