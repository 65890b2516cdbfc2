//! Circuits: sets of unknowns that move together, each up or down by one step, so that no row
//! notices. A circuit through a possible point leads to another possible point.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::system::{System, Unknown};

/// A possible point, with the sums of its rows.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) values: Vec<i64>,
    pub(super) sums: Vec<i64>,
}

/// Unknowns and by how much each moves.
pub(super) type Circuit = Vec<(Unknown, i64)>;

/// What is looked for: the unknown that must move, by how much, and how long to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) unknown: Unknown,
    pub(super) by: i64,
    /// How many partial circuits to look at.
    pub(super) patience: usize,
}

/// A partial circuit: one more unknown that moves.
struct Step {
    before: Option<usize>,
    unknown: Unknown,
    by: i64,
    cost: u64,
    /// Of the set of moves, in whatever order.
    hash: u64,
}

/// What each further unknown costs by itself: short circuits are found first.
const LENGTH: u64 = 1;
/// How often the longest row may be gone through, where that is more than the patience asked for.
const WAYS: usize = 40;
/// What each row that is still out of bounds costs: nearly closed circuits are looked at first.
const OPEN_ROW: u64 = 5;

impl Point {
    pub(super) fn new(system: &System, values: Vec<i64>) -> Self {
        Self { sums: system.sums(&values), values }
    }

    /// The proof that moves lead to another possible point.
    pub(super) fn allows(&self, system: &System, moves: &Circuit) -> bool {
        let within = |(of, by): &(Unknown, i64)| system.bounds[*of].contain(self.values[*of] + by);
        moves.iter().all(within) && self.open_rows(system, &moved_rows(system, moves)).is_empty()
    }

    /// Moves along a circuit.
    pub(super) fn follow(&mut self, system: &System, circuit: &Circuit) {
        for (unknown, by) in circuit {
            self.values[*unknown] += by;
            for (row, coefficient) in &system.rows_of[*unknown] {
                self.sums[*row] += coefficient * by;
            }
        }
    }

    /// A circuit of low cost through the wanted unknown, with its cost: best first, by what the
    /// unknowns cost, how many they are, and how many rows are still out of bounds. `cost` is `None`
    /// for unknowns that may not move.
    pub(super) fn circuit(
        &self,
        system: &System,
        wanted: Wanted,
        cost: impl Fn(Unknown) -> Option<u64>,
    ) -> Option<(Circuit, u64)> {
        let first = self.step(system, None, wanted.unknown, wanted.by, cost(wanted.unknown)?)?;
        let step = wanted.by.abs();
        let mut steps = vec![first];
        let mut waiting = BinaryHeap::from([Reverse((0_u64, 0_usize))]);
        let mut seen: HashSet<u64> = HashSet::new();
        while let Some(Reverse((_, index))) = waiting.pop() {
            let circuit = moves(&steps, index);
            let moved = moved_rows(system, &circuit);
            let open = self.open_rows(system, &moved);
            // The shortest row has the fewest ways to be closed.
            let Some((row, excess)) =
                open.iter().min_by_key(|(row, _)| (system.rows[*row].terms.len(), *row))
            else {
                return Some((circuit, steps[index].cost));
            };
            for (unknown, coefficient) in &system.rows[*row].terms {
                if circuit.iter().any(|(moved, _)| moved == unknown) {
                    continue;
                }
                let by = -excess.signum() * coefficient.signum() * step;
                let Some(own) = cost(*unknown) else { continue };
                let Some(next) = self.step(system, Some((&steps, index)), *unknown, by, own) else {
                    continue;
                };
                if !seen.insert(next.hash) {
                    continue;
                }
                let left = self.left_open(system, open.len(), &moved, *unknown, by);
                waiting.push(Reverse((next.cost + OPEN_ROW * left, steps.len())));
                steps.push(next);
            }
            if steps.len() > wanted.patience.max(WAYS * system.longest) {
                return None;
            }
        }
        None
    }

    fn step(
        &self,
        system: &System,
        before: Option<(&[Step], usize)>,
        unknown: Unknown,
        by: i64,
        cost: u64,
    ) -> Option<Step> {
        if !system.bounds[unknown].contain(self.values[unknown] + by) {
            return None;
        }
        let (so_far, hash) =
            before.map_or((0, 0), |(steps, index)| (steps[index].cost, steps[index].hash));
        let hash = hash.wrapping_add(scattered(unknown, by));
        Some(Step {
            before: before.map(|(_, index)| index),
            unknown,
            by,
            cost: so_far + cost + LENGTH,
            hash,
        })
    }

    /// Rows that moves leave out of bounds, with what they have too much or too little.
    fn open_rows(&self, system: &System, moved: &[(usize, i64)]) -> Vec<(usize, i64)> {
        let excess = |(row, by): &(usize, i64)| (*row, self.excess(system, *row, *by));
        moved.iter().map(excess).filter(|(_, excess)| *excess != 0).collect()
    }

    fn excess(&self, system: &System, row: usize, by: i64) -> i64 {
        let (sum, bounds) = (self.sums[row] + by, system.rows[row].bounds);
        sum - sum.clamp(bounds.low, bounds.high)
    }

    /// How many rows are still open after one more move.
    fn left_open(
        &self,
        system: &System,
        open: usize,
        moved: &[(usize, i64)],
        unknown: Unknown,
        by: i64,
    ) -> u64 {
        let mut left = open as u64;
        for (row, coefficient) in &system.rows_of[unknown] {
            let place = moved.binary_search_by_key(row, |(row, _)| *row);
            let before = place.map_or(0, |place| moved[place].1);
            let was_open = place.is_ok() && self.excess(system, *row, before) != 0;
            let is_open = self.excess(system, *row, before + coefficient * by) != 0;
            left += u64::from(is_open);
            left -= u64::from(was_open);
        }
        left
    }
}

/// By how much moves change the sum of each row that they touch.
fn moved_rows(system: &System, moves: &Circuit) -> Vec<(usize, i64)> {
    let touched = |(of, by): &(Unknown, i64)| {
        let by = *by;
        system.rows_of[*of].iter().map(move |(row, coefficient)| (*row, coefficient * by))
    };
    let mut moved: Vec<(usize, i64)> = moves.iter().flat_map(touched).collect();
    moved.sort_unstable();
    moved.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        kept.1 += if is_same { next.1 } else { 0 };
        is_same
    });
    moved
}

/// The moves of a partial circuit, the last first.
fn moves(steps: &[Step], last: usize) -> Circuit {
    std::iter::successors(Some(&steps[last]), |step| step.before.map(|before| &steps[before]))
        .map(|step| (step.unknown, step.by))
        .collect()
}

/// A number for a move that no other move is likely to have.
fn scattered(unknown: Unknown, by: i64) -> u64 {
    let sign = u64::from(by > 0);
    let mut bits = ((unknown as u64) << 1 | sign).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
