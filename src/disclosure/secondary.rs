//! Second protection: what else must be hidden so that nothing hidden can be computed.

use std::collections::BTreeSet;

use super::case::{Case, Pattern};
use super::play::{Effort, Play};
use super::system::Unknown;
use crate::model::protection::Strategy;

/// Partial circuits to look at, more than any short circuit takes.
const PATIENCE: usize = 1_500;

/// Hides until every hidden figure has enough play; `None` when that cannot be reached.
pub(super) fn protect(case: &Case, mut pattern: Pattern, strategy: Strategy) -> Option<Pattern> {
    if strategy == Strategy::Lines {
        pair(case, &mut pattern);
    }
    let mut play = Play::new(&case.system, case.truth.clone());
    let mut waiting: BTreeSet<Unknown> = pattern.hidden().collect();
    while let Some(unknown) = waiting.pop_first() {
        let before = pattern.clone();
        let cost = |of: Unknown| match strategy {
            _ if before.hidden[of] => Some(0),
            Strategy::Circuits => Some(case.weights[of]),
            Strategy::Lines => None,
        };
        let effort = match strategy {
            Strategy::Circuits => Effort::Thorough(PATIENCE),
            Strategy::Lines => Effort::Short(PATIENCE),
        };
        let widened = play.widen(unknown, case.needs[unknown], effort, cost);
        for joined in widened.joined {
            pattern.hide(case, joined);
        }
        if !widened.is_enough {
            let more = cheapest_beside(case, &pattern, unknown)?;
            pattern.hide(case, more);
            waiting.insert(unknown);
        }
        if strategy == Strategy::Lines {
            pair(case, &mut pattern);
        }
        let newly = pattern.hidden().filter(|of| !before.hidden[*of]);
        waiting.extend(newly);
    }
    Some(pattern)
}

/// No row may have a single hidden figure: the cheapest other one goes with it.
fn pair(case: &Case, pattern: &mut Pattern) {
    loop {
        let mut has_changed = false;
        for row in case.system.rows.iter().filter(|row| row.bounds.low == row.bounds.high) {
            let hidden = row.terms.iter().filter(|(of, _)| pattern.hidden[*of]).count();
            let others = row.terms.iter().map(|(of, _)| *of).filter(|of| !pattern.hidden[*of]);
            if hidden == 1
                && let Some(other) = others.min_by_key(|of| (case.weights[*of], *of))
            {
                pattern.hide(case, other);
                has_changed = true;
            }
        }
        if !has_changed {
            return;
        }
    }
}

/// The cheapest figure that shares a row with an unknown, or with others hidden in those rows.
pub(super) fn cheapest_beside(case: &Case, pattern: &Pattern, unknown: Unknown) -> Option<Unknown> {
    let mut near = BTreeSet::from([unknown]);
    loop {
        let wider: BTreeSet<Unknown> = near
            .iter()
            .flat_map(|of| &case.system.rows_of[*of])
            .flat_map(|(row, _)| &case.system.rows[*row].terms)
            .map(|(of, _)| *of)
            .collect();
        let shown = wider.iter().copied().filter(|of| !pattern.hidden[*of]);
        if let Some(cheapest) = shown.min_by_key(|of| (case.weights[*of], *of)) {
            return Some(cheapest);
        }
        if wider.len() <= near.len() {
            return None;
        }
        near = wider;
    }
}
