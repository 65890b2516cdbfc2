//! How far unknowns can move: possible points are found by following circuits from one that is
//! known, and every one of them widens the range of each unknown that moves.

use std::collections::BTreeSet;

use super::circuit::{Circuit, Point, Wanted};
use super::program;
use super::system::{Bounds, System, Unknown};

/// When an unknown has enough play to be safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// So many whole values.
    Values(u64),
    /// The same of two people: one of them, who knows herself, must not read that there is another.
    Pair(u64),
    /// A tenth of the largest value.
    Tenth,
}

/// How long to look for a circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// Among so many partial circuits.
    Short(usize),
    /// The same, then by asking the solver.
    Thorough(usize),
}

/// The ranges proved so far.
#[derive(Clone, Debug)]
pub(super) struct Play<'a> {
    pub(super) system: &'a System,
    start: Point,
    /// Between the ends every value of a count is possible: circuits move counts by one.
    pub(super) ranges: Vec<Bounds>,
}

/// What became of an attempt to give an unknown enough play.
#[derive(Clone, Debug, Default)]
pub(super) struct Widened {
    pub(super) is_enough: bool,
    /// Unknowns with a cost that move in the circuits found.
    pub(super) joined: BTreeSet<Unknown>,
}

/// A chain of points in one direction.
struct Chain {
    /// `None` at the start.
    end: Option<Point>,
    direction: i64,
    next: Next,
}

/// The circuit by which a chain may go on.
enum Next {
    NotSought,
    NoneThere,
    /// With its cost.
    Found(Circuit, u64),
}

impl Next {
    fn cost(&self) -> Option<u64> {
        match self {
            Self::Found(_, cost) => Some(*cost),
            Self::NotSought | Self::NoneThere => None,
        }
    }
}

impl Need {
    pub(super) fn is_met(self, range: Bounds) -> bool {
        match self {
            Self::Values(values) => range.high.abs_diff(range.low) + 1 >= values,
            Self::Pair(values) => Self::Values(values).is_met(range) && !self.must_fall(range),
            Self::Tenth => (range.high - range.low).saturating_mul(10) >= range.high,
        }
    }

    /// The same without what whoever is in the figure herself must not read.
    pub(super) fn of_readers(self) -> Self {
        match self {
            Self::Pair(values) => Self::Values(values),
            need => need,
        }
    }

    /// True where nothing but lower values helps.
    fn must_fall(self, range: Bounds) -> bool {
        matches!(self, Self::Pair(_)) && range.low > 1
    }

    /// The values that a count needs.
    pub(super) fn values(self) -> Option<i64> {
        match self {
            Self::Values(values) | Self::Pair(values) => i64::try_from(values).ok(),
            Self::Tenth => None,
        }
    }

    /// The step to move by: one for counts; for amounts what is enough at once, and not so much
    /// that nothing is left.
    fn step(self, value: i64) -> i64 {
        match self {
            Self::Values(_) | Self::Pair(_) => 1,
            Self::Tenth => (value / 9 + 1).min((value - 1).max(1)),
        }
    }
}

/// A circuit that moves an unknown by so much, with its cost: a short one if one is soon found, else the
/// cheapest of any length.
pub(super) fn circuit(
    system: &System,
    point: &Point,
    (unknown, by): (Unknown, i64),
    effort: Effort,
    cost: impl Fn(Unknown) -> Option<u64>,
) -> Option<(Circuit, u64)> {
    let (Effort::Short(patience) | Effort::Thorough(patience)) = effort;
    let wanted = Wanted { unknown, by, patience };
    if !system.bounds[unknown].contain(point.values[unknown] + by) {
        return None;
    }
    let short = point.circuit(system, wanted, &cost);
    if short.is_some() || matches!(effort, Effort::Short(_)) {
        return short;
    }
    let circuit = program::circuit(system, point, wanted, &cost)?;
    let price = circuit.iter().filter_map(|(of, _)| cost(*of)).sum();
    Some((circuit, price))
}

impl<'a> Play<'a> {
    /// From one possible point.
    pub(super) fn new(system: &'a System, start: Vec<i64>) -> Self {
        let ranges = start.iter().map(|value| Bounds { low: *value, high: *value }).collect();
        Self { system, start: Point::new(system, start), ranges }
    }

    /// Takes note of another possible point.
    fn note(&mut self, point: &[i64]) {
        for (range, value) in self.ranges.iter_mut().zip(point) {
            *range = Bounds { low: range.low.min(*value), high: range.high.max(*value) };
        }
    }

    /// Asks the solver for the possible points of a component where an unknown is largest and smallest, until
    /// it has enough play. `None` where it has not, and the solver does not know how far it can go.
    pub(super) fn stretch(
        &mut self,
        component: &[Unknown],
        unknown: Unknown,
        need: Need,
    ) -> Option<bool> {
        let mut is_known = true;
        for direction in [1, -1] {
            if need.is_met(self.ranges[unknown]) {
                return Some(true);
            }
            let mut point = self.start.values.clone();
            let solved = program::solve(self.system, component, Some((unknown, direction)));
            for (of, value) in component.iter().zip(solved.iter().flatten()) {
                point[*of] = *value;
            }
            let is_possible = self.system.admits(&point);
            if is_possible {
                self.note(&point);
            }
            is_known &= solved.is_some() && is_possible;
        }
        let is_enough = need.is_met(self.ranges[unknown]);
        (is_enough || is_known).then_some(is_enough)
    }

    /// Looks for circuits through an unknown, up and down from the start, the cheaper first, until
    /// it has enough play. `cost` is what it costs that an unknown moves; `None`: it must not.
    pub(super) fn widen(
        &mut self,
        unknown: Unknown,
        need: Need,
        effort: Effort,
        cost: impl Fn(Unknown) -> Option<u64>,
    ) -> Widened {
        let mut widened = Widened::default();
        let step = need.step(self.start.values[unknown]);
        let mut chains =
            [1, -1].map(|direction| Chain { end: None, direction, next: Next::NotSought });
        loop {
            widened.is_enough = need.is_met(self.ranges[unknown]);
            if widened.is_enough {
                return widened;
            }
            let joined = widened.joined.clone();
            let cost = |of: Unknown| if joined.contains(&of) { Some(0) } else { cost(of) };
            let cost = &cost;
            let range = self.ranges[unknown];
            let must_fall = need.of_readers().is_met(range) && need.must_fall(range);
            for chain in chains.iter_mut().filter(|chain| !must_fall || chain.direction < 0) {
                let by = chain.direction * step;
                if matches!(chain.next, Next::NotSought) {
                    let end = chain.end.as_ref().unwrap_or(&self.start);
                    let found = self::circuit(self.system, end, (unknown, by), effort, cost);
                    chain.next =
                        found.map_or(Next::NoneThere, |(circuit, cost)| Next::Found(circuit, cost));
                }
                // Nothing is cheaper than what costs nothing.
                if chain.next.cost() == Some(0) {
                    break;
                }
            }
            let costs = chains.each_ref().map(|chain| chain.next.cost());
            let cheapest = match costs {
                [Some(_), down] if must_fall => match down {
                    Some(_) => 1,
                    None => return widened,
                },
                [Some(up), Some(down)] => usize::from(down < up),
                [Some(_), None] => 0,
                [None, Some(_)] => 1,
                [None, None] => return widened,
            };
            let chain = &mut chains[cheapest];
            let Next::Found(circuit, _) = std::mem::replace(&mut chain.next, Next::NotSought)
            else {
                return widened;
            };
            let end = chain.end.get_or_insert_with(|| self.start.clone());
            end.follow(self.system, &circuit);
            for (of, _) in &circuit {
                let value = end.values[*of];
                let range = &mut self.ranges[*of];
                *range = Bounds { low: range.low.min(value), high: range.high.max(value) };
                if cost(*of).is_some_and(|cost| cost > 0) {
                    widened.joined.insert(*of);
                }
            }
        }
    }
}
