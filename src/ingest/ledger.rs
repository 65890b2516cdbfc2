//! A ledger while it is being read: from the words of a cell to a kind, from rows to sums.

use std::collections::{BTreeMap, BTreeSet};

use super::directory::{Found, Strangers};
use super::spelling::{Vocabulary, nearest, normal_form};
use crate::model::cell::Measure;
use crate::model::ledger::{Kind, Ledger, Sums};
use crate::model::ratio::Ratio;
use crate::model::reference_data::Term;

/// Kinds of its own that a body may have. Each keeps who has it and is a row of the table; more of
/// them are the notes or the dates of a column taken for another.
pub(super) const MAX_OWN_KINDS: usize = 200;

/// The kinds of the format, those of the body met so far, and the sums.
pub(super) struct Book {
    terms: Vec<Term>,
    vocabulary: Vocabulary,
    /// By the normal form of their words.
    own: BTreeMap<String, Own>,
    /// Whether a kind beyond the last possible one was met.
    is_overfull: bool,
    /// What the body says of a kind that it has to specify.
    said: BTreeMap<usize, BTreeSet<String>>,
    /// By number of the kind.
    sums: Vec<Sums>,
    age_bands: usize,
    pub(super) strangers: Strangers,
}

/// A kind that the format does not have.
struct Own {
    /// Its number among the kinds, in the order in which they were met.
    index: usize,
    label: String,
}

/// What became of the words of a kind that the format does not have.
pub(super) enum OwnKind {
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
    pub(super) fn new(terms: Vec<Term>, age_bands: usize) -> Self {
        Self {
            vocabulary: Vocabulary::new(terms.iter().map(Term::words)),
            sums: vec![Sums::new(age_bands); terms.len()],
            terms,
            own: BTreeMap::new(),
            is_overfull: false,
            said: BTreeMap::new(),
            age_bands,
            strangers: Strangers::default(),
        }
    }

    /// The kind of the format that is written so.
    pub(super) fn term(&self, words: &str) -> Option<usize> {
        self.vocabulary.find(words).or_else(|| {
            let form = normal_form(words);
            let first = form.split(' ').next().unwrap_or_default();
            let opens = |term: &Term| term.begins_with.iter().any(|word| word == first);
            self.terms.iter().position(opens)
        })
    }

    /// Notes what a body means by a kind that it has to specify: `inglese` of `altro: inglese`.
    pub(super) fn specify(&mut self, kind: usize, words: &str) {
        let term = &self.terms[kind];
        let form = normal_form(words);
        if term.begins_with.is_empty() || term.words().any(|word| normal_form(word) == form) {
            return;
        }
        let rest = words.trim().trim_start_matches(char::is_alphanumeric);
        let said = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !said.is_empty() {
            self.said.entry(kind).or_default().insert(said.to_owned());
        }
    }

    /// A word of the format that is nearly written so.
    pub(super) fn nearest_term(&self, words: &str) -> Option<&str> {
        nearest(words, self.terms.iter().flat_map(Term::words))
    }

    /// A kind of the body's own, which may be met for the first time.
    pub(super) fn own(&mut self, words: &str) -> OwnKind {
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
        self.sums.push(Sums::new(self.age_bands));
        OwnKind::New(index)
    }

    /// What the amounts of a kind are.
    pub(super) fn unit(&self, kind: usize) -> Measure {
        self.terms.get(kind).map_or(Measure::People, |term| term.unit)
    }

    pub(super) fn has(&self, person: &Found<'_>, kind: usize) -> bool {
        self.sums[kind].people.contains(person.place)
    }

    /// Adds to what the person has of a kind.
    pub(super) fn add(&mut self, person: &Found<'_>, kind: usize, amount: Ratio) {
        if !amount.is_zero() {
            let group = (person.employee.gender, person.employee.age_band);
            self.sums[kind].add(person.place, group, amount);
        }
    }

    /// The sums, with the body's own kinds after those of the format, in alphabetical order.
    pub(super) fn into_ledger(self) -> Ledger {
        let Self { terms, own, mut said, sums, .. } = self;
        let mut sums: Vec<Option<Sums>> = sums.into_iter().map(Some).collect();
        let mut take = |kind: usize| sums[kind].take().unwrap_or_else(|| Sums::new(0));
        let mut kinds = Vec::new();
        for (number, term) in terms.into_iter().enumerate() {
            kinds.push(Kind {
                label: term.label,
                measure: term.unit,
                said: said.remove(&number).unwrap_or_default(),
                sums: take(number),
            });
        }
        kinds.extend(own.into_values().map(|own| Kind {
            label: own.label,
            measure: Measure::People,
            said: BTreeSet::new(),
            sums: take(own.index),
        }));
        Ledger { kinds }
    }
}
