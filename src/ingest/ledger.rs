//! A ledger while it is being read: from the words of a cell to a kind, from rows to sums.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::spelling::{nearest, normal_form};
use crate::model::cell::Measure;
use crate::model::ledger::{Kind, Ledger};
use crate::model::reference_data::Term;

/// The kinds of the format, those of the body met so far, and the sums.
pub(super) struct Book {
    terms: Vec<Term>,
    /// By the normal form of their words.
    own: BTreeMap<String, Own>,
    amounts: BTreeMap<(usize, usize), Decimal>,
}

/// A kind that the format does not have.
struct Own {
    /// Its number among the kinds, in the order in which they were met.
    index: usize,
    label: String,
}

impl Book {
    pub(super) fn new(terms: Vec<Term>) -> Self {
        Self { terms, own: BTreeMap::new(), amounts: BTreeMap::new() }
    }

    /// The kind of the format that is written so.
    pub(super) fn term(&self, words: &str) -> Option<usize> {
        let form = normal_form(words);
        self.terms.iter().position(|term| term.words().any(|word| normal_form(word) == form))
    }

    /// A word of the format that is nearly written so.
    pub(super) fn nearest_term(&self, words: &str) -> Option<&str> {
        nearest(words, self.terms.iter().flat_map(Term::words))
    }

    /// The number of a kind of the body's own, and whether it is met for the first time.
    pub(super) fn own(&mut self, words: String) -> (usize, bool) {
        let next = self.terms.len() + self.own.len();
        let own = self
            .own
            .entry(normal_form(&words))
            .or_insert_with(|| Own { index: next, label: words.clone() });
        // Of several spellings the first in alphabetical order, whatever the order of the rows.
        if words < own.label {
            own.label = words;
        }
        (own.index, own.index == next)
    }

    /// What the amounts of a kind are.
    pub(super) fn unit(&self, kind: usize) -> Measure {
        self.terms.get(kind).map_or(Measure::People, |term| term.unit)
    }

    pub(super) fn has(&self, person: usize, kind: usize) -> bool {
        self.amounts.contains_key(&(person, kind))
    }

    /// Adds to what the person has of a kind.
    pub(super) fn add(&mut self, person: usize, kind: usize, amount: Decimal) {
        if !amount.is_zero() {
            *self.amounts.entry((person, kind)).or_default() += amount;
        }
    }

    /// The sums, with the body's own kinds after those of the format, in alphabetical order.
    pub(super) fn into_ledger(self) -> Ledger {
        let Self { terms, own, amounts } = self;
        let mut places: Vec<usize> = (0..terms.len() + own.len()).collect();
        for (place, own) in (terms.len()..).zip(own.values()) {
            places[own.index] = place;
        }
        let known = terms.into_iter().map(|term| Kind { label: term.label, measure: term.unit });
        let own = own.into_values().map(|own| Kind { label: own.label, measure: Measure::People });
        Ledger {
            kinds: known.chain(own).collect(),
            amounts: amounts
                .into_iter()
                .map(|((person, kind), amount)| ((person, places[kind]), amount))
                .collect(),
        }
    }
}
