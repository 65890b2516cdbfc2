//! Rows below zero, by which attendance programs take back what other rows gave.

use std::collections::BTreeMap;

use super::span::Span;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::italian;
use crate::model::ledger::Quantity;
use crate::model::ratio::Ratio;
use crate::model::table_id::TableId;

/// What each person has of each kind, row by row.
#[derive(Default)]
pub(in crate::ingest) struct Reversals(BTreeMap<(usize, usize), Rows>);

#[derive(Default)]
struct Rows {
    given: Vec<(Option<Span>, Ratio)>,
    taken: Vec<(Option<Span>, Ratio, Location)>,
}

/// What was taken back from a person.
pub(in crate::ingest) struct Settled {
    /// The place among the people.
    pub(in crate::ingest) person: usize,
    pub(in crate::ingest) kind: usize,
    pub(in crate::ingest) taken: Ratio,
    /// Whether nothing of the kind is left.
    pub(in crate::ingest) is_all: bool,
}

impl Reversals {
    /// Notes a row; `back` is the place of one that takes back.
    pub(in crate::ingest) fn note(
        &mut self,
        person: usize,
        kind: usize,
        (quantity, span): (Quantity, Option<Span>),
        back: Option<Location>,
    ) {
        let rows = self.0.entry((person, kind)).or_default();
        match back {
            Some(place) => rows.taken.push((span, quantity.total(), place)),
            None => rows.given.push((span, quantity.total())),
        }
    }

    /// Takes back what was given to the same person, of the same kind, in the same period or in one
    /// around it. What finds nothing to take back is refused.
    pub(in crate::ingest) fn settle(
        self,
        tables: &[TableId],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Settled> {
        let mut settled = Vec::new();
        let mut first = None;
        let mut count = 0_u64;
        for ((person, kind), Rows { mut given, taken }) in self.0 {
            let mut all_taken = Ratio::zero();
            for (span, quantity, place) in taken {
                if take(&mut given, span, &quantity) {
                    all_taken += quantity;
                    count += 1;
                    first.get_or_insert(place);
                } else {
                    diagnostics.push(unmatched(place).with_tables(tables));
                }
            }
            if !all_taken.is_zero() {
                let is_all = given.iter().all(|(_, left)| left.is_zero());
                settled.push(Settled { person, kind, taken: all_taken, is_all });
            }
        }
        if let Some(place) = first {
            let message = if count == 1 {
                "uno storno è sottratto dalla riga che rettifica".to_owned()
            } else {
                format!(
                    "{} storni sono sottratti dalle righe che rettificano",
                    italian::count(count)
                )
            };
            let note = Diagnostic::new(code::REVERSALS_TAKEN, place, message);
            diagnostics.push(note.with_tables(tables));
        }
        settled
    }
}

/// Takes a quantity from the rows of its period; nothing where they have less.
fn take(given: &mut [(Option<Span>, Ratio)], span: Option<Span>, quantity: &Ratio) -> bool {
    let fits = |of: &Option<Span>| match (of, span) {
        (None, None) => true,
        (Some(of), Some(span)) => {
            of.first <= span.first
                && match (of.last, span.last) {
                    (None, _) => true,
                    (Some(last), Some(other)) => other <= last,
                    (Some(_), None) => false,
                }
        }
        _ => false,
    };
    let there = given.iter().filter(|(of, _)| fits(of));
    let there = there.fold(Ratio::zero(), |sum, (_, left)| sum + left.clone());
    if there < *quantity {
        return false;
    }
    let mut rest = quantity.clone();
    for (_, left) in given.iter_mut().filter(|(of, _)| fits(of)) {
        let part = left.clone().min(rest.clone());
        *left = left.clone() - part.clone();
        rest = rest - part;
    }
    true
}

fn unmatched(place: Location) -> Diagnostic {
    let message =
        "lo storno non trova la riga che rettifica: stessa matricola, stesso tipo e stesso periodo";
    Diagnostic::new(code::IMPOSSIBLE_QUANTITY, place, message).with_remedy(
        "Correggete matricola, tipo o date dello storno; oppure sottraetelo dalla riga che rettifica e cancellatelo. Se rettifica una riga di un altro anno cancellatelo.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Span> {
        let day = text.parse().expect("a date");
        Some(Span { first: day, last: Some(day) })
    }

    #[test]
    fn what_is_taken_back_was_given_before_to_the_same_person_in_that_period() {
        let mut all = Reversals::default();
        let one = Quantity::one();
        all.note(0, 1, (one, day("2025-03-10")), None);
        all.note(0, 1, (one, day("2025-03-10")), Some(Location::default()));
        all.note(1, 1, (one, day("2025-03-10")), None);
        all.note(1, 1, (one, day("2025-03-11")), Some(Location::default()));
        let mut diagnostics = Diagnostics::default();
        let settled = all.settle(&[], &mut diagnostics);
        assert_eq!(settled.len(), 1);
        assert!(settled[0].person == 0 && settled[0].is_all);
        let codes: Vec<&str> = diagnostics.iter().map(|of| of.code.name()).collect();
        assert_eq!(codes, ["E04", "E21"]);
    }
}
