//! The integer program behind a [`System`], for what circuits do not settle: a first possible point,
//! and the least and the most that an unknown can be. The solver computes in floating point; nothing
//! it says is believed before it is checked in whole numbers.

#![expect(
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the solver works in floating point; its answers are checked in whole numbers"
)]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use microlp::{
    ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, SolveOptions, Variable,
};

use super::circuit::{Circuit, Point, Wanted};
use super::system::{Bounds, OPEN, System, Unknown};

/// Nodes of branch and bound before the solver gives up: a number and not a time, so that every
/// machine gives up at the same place.
const NODES: u64 = 2_000;

/// The unknowns that rows tie together, each set once.
pub(super) fn components(system: &System) -> Vec<Vec<Unknown>> {
    let mut seen = vec![false; system.len()];
    // Limits by everybody are rows of all grades, one for each post: each is gone through once.
    let mut has_been_followed = vec![false; system.rows.len()];
    let mut components = Vec::new();
    for first in 0..system.len() {
        let mut component = BTreeSet::new();
        let mut waiting = vec![first];
        while let Some(unknown) = waiting.pop() {
            if std::mem::replace(&mut seen[unknown], true) {
                continue;
            }
            component.insert(unknown);
            for (row, _) in &system.rows_of[unknown] {
                if !std::mem::replace(&mut has_been_followed[*row], true) {
                    let terms = system.rows[*row].terms.iter().map(|(of, _)| *of);
                    waiting.extend(terms.filter(|of| !seen[*of]));
                }
            }
        }
        if !component.is_empty() {
            components.push(component.into_iter().collect());
        }
    }
    components
}

/// How many unknowns the linear program looks at before it looks at all: nearly every circuit is
/// among the nearest.
const NEAR: usize = 300;

/// The cheapest circuit through the wanted unknown, however long it is: the linear program of what
/// must move with it, each unknown by one step at most. `None` when there is none, or when the
/// solver's answer is not in whole steps even after branching.
pub(super) fn circuit(
    system: &System,
    point: &Point,
    wanted: Wanted,
    cost: impl Fn(Unknown) -> Option<u64>,
) -> Option<Circuit> {
    let near = nearest(system, point, wanted, &cost, NEAR);
    let all = || nearest(system, point, wanted, &cost, usize::MAX);
    let among = |unknowns: &BTreeMap<Unknown, u64>| {
        [false, true]
            .into_iter()
            .map_while(|is_whole| {
                // What has no solution has none in whole numbers.
                cheapest_moves(system, point, wanted, unknowns, is_whole)
            })
            .find(|moves| point.allows(system, moves))
    };
    among(&near).or_else(|| (near.len() == NEAR).then(all).and_then(|all| among(&all)))
}

/// The unknowns that can move, with what that costs: those that are reached at the least cost, row
/// by row, and at most so many.
fn nearest(
    system: &System,
    point: &Point,
    wanted: Wanted,
    cost: &impl Fn(Unknown) -> Option<u64>,
    most: usize,
) -> BTreeMap<Unknown, u64> {
    let mut near = BTreeMap::new();
    let mut rows: BTreeSet<usize> = BTreeSet::new();
    let mut waiting = BinaryHeap::from([Reverse((0, wanted.unknown))]);
    let step = wanted.by.abs();
    while near.len() < most
        && let Some(Reverse((distance, unknown))) = waiting.pop()
    {
        let value = point.values[unknown];
        let can_move = [step, -step].iter().any(|by| system.bounds[unknown].contain(value + by));
        let Some(price) = cost(unknown).filter(|_| can_move && !near.contains_key(&unknown)) else {
            continue;
        };
        near.insert(unknown, price);
        for (row, _) in &system.rows_of[unknown] {
            if rows.insert(*row) {
                let terms = system.rows[*row].terms.iter().map(|(of, _)| *of);
                let reached = terms.filter_map(|of| Some((distance + cost(of)? + 1, of)));
                waiting.extend(reached.map(Reverse));
            }
        }
    }
    near
}

fn cheapest_moves(
    system: &System,
    point: &Point,
    wanted: Wanted,
    unknowns: &BTreeMap<Unknown, u64>,
    is_whole: bool,
) -> Option<Circuit> {
    let step = wanted.by.abs();
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut add = |price: u64, least: bool, most: bool| {
        let (price, least, most) = (price as f64, i32::from(least), i32::from(most));
        if is_whole {
            problem.add_integer_var(price, (least, most))
        } else {
            problem.add_var(price, (f64::from(least), f64::from(most)))
        }
    };
    let mut moves: BTreeMap<Unknown, [Variable; 2]> = BTreeMap::new();
    for (unknown, price) in unknowns {
        let pair = [1, -1].map(|direction| {
            let by = direction * step;
            let is_wanted = *unknown == wanted.unknown;
            let can_move = system.bounds[*unknown].contain(point.values[*unknown] + by)
                && (!is_wanted || by == wanted.by);
            add(price + 1, is_wanted && by == wanted.by, can_move)
        });
        moves.insert(*unknown, pair);
    }
    let rows = unknowns.keys().flat_map(|of| &system.rows_of[*of]).map(|(row, _)| *row);
    let rows: BTreeSet<usize> = rows.collect();
    for row in rows {
        let mut sum = LinearExpr::empty();
        for (unknown, by) in &system.rows[row].terms {
            if let Some([up, down]) = moves.get(unknown) {
                sum.add(*up, *by as f64);
                sum.add(*down, -*by as f64);
            }
        }
        let room = |end: i64| ((end - point.sums[row]) as f64) / (step as f64);
        constrain(&mut problem, sum, system.rows[row].bounds, room);
    }
    let solution = answer(&problem)?;
    let steps = |of: Variable| solution.var_value(of).round() as i64;
    let moved =
        moves.iter().map(|(unknown, [up, down])| (*unknown, (steps(*up) - steps(*down)) * step));
    Some(moved.filter(|(_, by)| *by != 0).collect())
}

/// A row of the program; `scaled` says what a bound of the row is there.
fn constrain(problem: &mut Problem, sum: LinearExpr, bounds: Bounds, scaled: impl Fn(i64) -> f64) {
    let Bounds { low, high } = bounds;
    if low == high {
        problem.add_constraint(sum, ComparisonOp::Eq, scaled(low));
        return;
    }
    if high < OPEN {
        problem.add_constraint(sum.clone(), ComparisonOp::Le, scaled(high));
    }
    if low > -OPEN {
        problem.add_constraint(sum, ComparisonOp::Ge, scaled(low));
    }
}

fn answer(problem: &Problem) -> Option<Solution> {
    let mut options = SolveOptions::default();
    options.node_limit = Some(NODES);
    problem.solve_with(options).ok()?.into_solution().ok()
}

/// The cheapest possible point of one component whose bounds are small: by the linear program where its
/// corner is in whole numbers, else by branching. `None` when there is none, or none is found.
pub(super) fn cheapest(system: &System, component: &[Unknown], costs: &[i64]) -> Option<Vec<i64>> {
    let rows: BTreeSet<usize> =
        component.iter().flat_map(|of| &system.rows_of[*of]).map(|(row, _)| *row).collect();
    let place = |unknown: &Unknown| component.binary_search(unknown).ok();
    let is_possible = |point: &Vec<i64>| {
        let value = |of: &Unknown| place(of).map_or(0, |place| point[place]);
        component.iter().zip(point).all(|(of, value)| system.bounds[*of].contain(*value))
            && rows.iter().map(|row| &system.rows[*row]).all(|row| {
                row.bounds.contain(row.terms.iter().map(|(of, by)| by * value(of)).sum())
            })
    };
    let solved = |is_whole: bool| {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<Variable> = component
            .iter()
            .map(|unknown| {
                let (cost, Bounds { low, high }) =
                    (costs[*unknown] as f64, system.bounds[*unknown]);
                if is_whole {
                    variable(&mut problem, Bounds { low, high }, cost)
                } else {
                    problem.add_var(cost, (low as f64, high as f64))
                }
            })
            .collect();
        for row in rows.iter().map(|row| &system.rows[*row]) {
            let mut sum = LinearExpr::empty();
            for (unknown, by) in &row.terms {
                sum.add(variables[place(unknown)?], *by as f64);
            }
            constrain(&mut problem, sum, row.bounds, |end| end as f64);
        }
        let solution = answer(&problem)?;
        Some(
            variables.iter().map(|of| solution.var_value(*of).round() as i64).collect::<Vec<i64>>(),
        )
    };
    // What has no solution has none in whole numbers.
    let corner = solved(false)?;
    if is_possible(&corner) { Some(corner) } else { solved(true).filter(is_possible) }
}

/// A possible point of one component, in the order of its unknowns: the one where `wanted` goes as
/// far as it can, or any. `None` when the solver finds none, or none that stands the proof.
pub(super) fn solve(
    system: &System,
    component: &[Unknown],
    wanted: Option<(Unknown, i64)>,
) -> Option<Vec<i64>> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let goal = |unknown: Unknown| match wanted {
        Some((of, direction)) if of == unknown => direction as f64,
        _ => 0.0,
    };
    let variables: Vec<Variable> = component
        .iter()
        .map(|unknown| variable(&mut problem, system.bounds[*unknown], goal(*unknown)))
        .collect();
    let place = |unknown: &Unknown| component.binary_search(unknown).ok();
    let rows: BTreeSet<usize> =
        component.iter().flat_map(|of| &system.rows_of[*of]).map(|(row, _)| *row).collect();
    for row in rows.into_iter().map(|row| &system.rows[row]) {
        let mut sum = LinearExpr::empty();
        for (unknown, by) in &row.terms {
            sum.add(variables[place(unknown)?], *by as f64);
        }
        constrain(&mut problem, sum, row.bounds, |end| end as f64);
    }
    let solution = answer(&problem)?;
    Some(variables.iter().map(|of| solution.var_value(*of).round() as i64).collect())
}

/// Whole numbers where they are small enough for the solver; larger ones, which only amounts are,
/// are rounded afterwards.
fn variable(problem: &mut Problem, bounds: Bounds, goal: f64) -> Variable {
    let end = |value: i64| i32::try_from(value).ok();
    match (end(bounds.low), end(bounds.high)) {
        (Some(low), Some(high)) => problem.add_integer_var(goal, (low, high)),
        _ => problem.add_var(goal, (bounds.low as f64, bounds.high as f64)),
    }
}
