//! Oscuramento: small counts are left out, and whatever they could be computed from.

use super::attack;
use super::case::{Case, Pattern};
use super::full::{Attack, Full, State};
use super::groups;
use super::line::{Kind, Line, Shown};
use super::secondary;
use crate::model::cell::Cell;
use crate::model::protection::{Applied, ProtectionAudit, Strategy};
use crate::model::secret::Secret;
use crate::model::table::Table;

/// A pattern that stood the attack.
struct Found {
    states: Vec<State>,
    findings: Vec<attack::Finding>,
}

/// The tables without what is kept back, and the account of it; `None` where no pattern is safe.
pub(super) fn protect(
    full: &Full<'_>,
    strategy: Strategy,
    secret: &Secret,
) -> Option<(Vec<Table>, ProtectionAudit)> {
    let threshold = |table| full.threshold(table);
    let case = Case::of(full.format, &full.lines, &full.known, &full.exempt, threshold, secret);
    let found = hidden(full, &case, strategy)?;
    let mut protected = full.tables.to_vec();
    for (place, state) in full.places.iter().zip(&found.states) {
        if *state != State::Shown {
            let cell = &mut protected[place.table].rows[place.row].cells[place.column];
            *cell = Cell::protected(cell.measure);
        }
    }
    let audit = audit(full, strategy, &found);
    Some((protected, audit))
}

/// Suppress, attack, repeat until safe.
fn hidden(full: &Full<'_>, case: &Case, strategy: Strategy) -> Option<Found> {
    let first = case.lines.iter().enumerate();
    let first = first.filter(|(_, line)| full.places[**line].is_first).map(|(unknown, _)| unknown);
    let mut pattern = Pattern::of(case, first);
    loop {
        pattern = secondary::protect(case, pattern, strategy)?;
        let states = states(full, case, &pattern);
        let mut lines = full.lines.clone();
        for (line, state) in lines.iter_mut().zip(&states) {
            if *state != State::Shown {
                line.shown = Shown::Protected;
            }
        }
        let findings = attacked(full, &lines, Some)?;
        let found_out: Vec<usize> =
            findings.iter().filter(|found| !found.is_safe()).map(|found| found.line).collect();
        if found_out.is_empty() {
            return Some(Found { states, findings });
        }
        for line in found_out {
            let unknown = case.lines.binary_search(&line).ok()?;
            pattern.hide(case, secondary::cheapest_beside(case, &pattern, unknown)?);
        }
    }
}

/// True where an edition, as it is published, shows no figure that gives somebody away by itself, and no attacker
/// finds one.
pub(super) fn prove(full: &Full<'_>, published: &[Line]) -> bool {
    let lines = full.lines_of(published);
    let keeps_back = published.iter().zip(&lines).all(|(line, place)| {
        line.number().is_none() || place.is_none_or(|place| !full.places[place].is_first)
    });
    let findings = attacked(full, published, |line| lines[line]);
    keeps_back && findings.is_some_and(|findings| findings.iter().all(attack::Finding::is_safe))
}

/// What readers find in the lines of an edition, one of them being in the figure herself. `place` is the line of the
/// full edition.
fn attacked(
    full: &Full<'_>,
    lines: &[Line],
    place: impl Fn(usize) -> Option<usize>,
) -> Option<Vec<attack::Finding>> {
    let truth = |line: usize| full.lines[place(line)?].number();
    attack::attack(full.format, lines, |table| full.threshold(table), truth)
}

fn states(full: &Full<'_>, case: &Case, pattern: &Pattern) -> Vec<State> {
    let mut states: Vec<State> = (full.places.iter())
        .map(|place| if place.is_first { State::First } else { State::Shown })
        .collect();
    for unknown in pattern.hidden() {
        let state = &mut states[case.lines[unknown]];
        if *state == State::Shown {
            *state = State::Second;
        }
    }
    let is_hidden: Vec<bool> = states.iter().map(|state| *state != State::Shown).collect();
    let mut can_be_computed = vec![false; states.len()];
    for derived in &full.known.derived {
        let is_zero = |(line, _): &(usize, i64)| full.lines[*line].number() == Some(0);
        let is_shown = |line: &usize| !is_hidden[*line];
        // A part of nothing is nothing, whatever the whole.
        let computed = derived.part.iter().all(is_zero)
            || derived.part.iter().all(|(line, _)| is_shown(line))
                && derived.whole.iter().all(is_shown)
                && derived.comes_out(&full.lines);
        can_be_computed[derived.cell] |= computed;
    }
    for (index, line) in full.lines.iter().enumerate() {
        let is_number = line.number().is_some();
        if line.kind == Kind::Derived && is_number && !can_be_computed[index] {
            states[index] = State::Derived;
        }
    }
    states
}

fn audit(full: &Full<'_>, strategy: Strategy, found: &Found) -> ProtectionAudit {
    let is_shown: Vec<bool> = found.states.iter().map(|state| *state == State::Shown).collect();
    let pairs = found.findings.iter().filter(|finding| finding.tells_insiders()).count();
    let attack = Attack {
        attacked: found.findings.len() as u64,
        narrow: found.findings.iter().filter(|finding| !finding.is_safe()).count() as u64,
        readable: groups::told_by_zeros(full, &is_shown) + 2 * pairs as u64,
    };
    full.audit(&found.states, Applied::Suppression(strategy), attack)
}
