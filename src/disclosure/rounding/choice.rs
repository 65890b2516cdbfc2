//! Which multiple each figure is printed as: the one below it or the one above, drawn by the secret so that
//! neither is favoured, and such that every sum still holds. The costs of a linear program are the draw.

use crate::disclosure::case;
use crate::disclosure::full::Full;
use crate::disclosure::groups;
use crate::disclosure::knowledge::Relation;
use crate::disclosure::program;
use crate::disclosure::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::model::anatomy::Bound;
use crate::model::secret::Secret;

/// What is printed.
pub(super) struct Chosen {
    /// One for each line; `None` for what is not rounded.
    pub(super) numbers: Vec<Option<i64>>,
    /// Some figure is further from the true one than its two neighbours.
    pub(super) is_wide: bool,
}

/// How freely it may be chosen.
#[derive(Clone, Copy)]
struct Freedom {
    /// Figures that are at most others stay so.
    keeps_limits: bool,
    /// One multiple further up or down, where it must be.
    is_wide: bool,
}

const FREEDOMS: [Freedom; 4] = [
    Freedom { keeps_limits: true, is_wide: false },
    Freedom { keeps_limits: false, is_wide: false },
    Freedom { keeps_limits: true, is_wide: true },
    Freedom { keeps_limits: false, is_wide: true },
];

/// Of a whole draw.
const PARTS: i64 = 1_000;
/// What it costs to print somebody in a group that is smaller than the threshold: where it need not be, it
/// is printed 0, and where it must be, any of its parts may be the one: nobody reads in which part
/// somebody is.
const SMALL_GROUP: i64 = 20 * PARTS;
/// What each multiple beyond the two neighbours costs.
const WIDE: i64 = 200 * PARTS;

/// A line with the multiple below it.
#[derive(Clone, Copy)]
struct Rounded {
    low: i64,
    unit: i64,
    /// 0 for the multiple below, 1 for that above; `None` for a figure that is a multiple.
    step: Option<Unknown>,
    up: Option<Unknown>,
    down: Option<Unknown>,
}

/// The printed numbers; `None` where no choice keeps the sums. Draws differ in their number.
pub(super) fn choose(
    full: &Full<'_>,
    units: &[Option<i64>],
    secret: &Secret,
    draw: u64,
) -> Option<Chosen> {
    let costs = costs(full, units, secret, draw);
    FREEDOMS.into_iter().find_map(|freedom| attempt(full, units, &costs, freedom))
}

/// What it costs to print each line as the multiple above it: below zero the more often the nearer it is.
/// `None` for a figure that stays what it is.
fn costs(full: &Full<'_>, units: &[Option<i64>], secret: &Secret, draw: u64) -> Vec<Option<i64>> {
    let drawn = |line: usize| {
        let name = format!("{draw}|{}", full.lines[line].name());
        i64::try_from(secret.draw(&name) % PARTS.unsigned_abs()).unwrap_or(0)
    };
    let cost = |(index, unit): (usize, &Option<i64>)| {
        let (number, unit) = (full.lines[index].number()?, (*unit)?);
        let part = number.rem_euclid(unit);
        (part > 0).then(|| drawn(index) - part * PARTS / unit)
    };
    let mut costs: Vec<Option<i64>> = units.iter().enumerate().map(cost).collect();
    let threshold = |line: usize| full.threshold(full.lines[line].table());
    for group in groups::small(&full.lines, &full.known, threshold) {
        // In which part its people are must not count: a part without anybody may be printed too.
        for part in group.parts.into_iter().filter(|part| units[*part].is_some()) {
            costs[part] = Some(SMALL_GROUP + drawn(part));
        }
    }
    costs
}

fn attempt(
    full: &Full<'_>,
    units: &[Option<i64>],
    costs: &[Option<i64>],
    freedom: Freedom,
) -> Option<Chosen> {
    let mut system = System::default();
    let mut prices = Vec::new();
    let rounded: Vec<Option<Rounded>> = full
        .lines
        .iter()
        .zip(units)
        .zip(costs)
        .map(|((line, unit), cost)| {
            let (number, unit) = (line.number()?, (*unit)?);
            let low = number - number.rem_euclid(unit);
            let mut add = |price: i64, is_there: bool| {
                is_there.then(|| {
                    prices.push(price);
                    system.add_unknown(Bounds { low: 0, high: 1 })
                })
            };
            let price = cost.unwrap_or(0);
            let step = add(price, cost.is_some());
            let is_wide = freedom.is_wide && number > 0;
            let up = add(WIDE + price, is_wide);
            let down = add(WIDE - price, is_wide && low >= unit);
            Some(Rounded { low, unit, step, up, down })
        })
        .collect();
    let broken = case::broken(&full.lines, &full.known);
    for relation in full.known.relations.iter().filter(|known| !broken.contains(&known.source)) {
        if freedom.keeps_limits || relation.bound == Bound::Equal {
            add_row(&mut system, &rounded, relation)?;
        }
    }
    system.index();
    let mut point = vec![0; system.len()];
    for component in program::components(&system) {
        let values = program::cheapest(&system, &component, &prices)?;
        for (unknown, value) in component.iter().zip(values) {
            point[*unknown] = value;
        }
    }
    if !system.admits(&point) {
        return None;
    }
    Some(printed(full, &rounded, &point))
}

/// A relation in terms of steps; `None` where it cannot be kept.
fn add_row(system: &mut System, rounded: &[Option<Rounded>], relation: &Relation) -> Option<()> {
    let mut terms: Vec<(Unknown, i64)> = Vec::new();
    let mut constant = 0;
    for (line, by) in &relation.terms {
        // What is not rounded is in no sum with what is.
        let Some(of) = rounded[*line] else { return Some(()) };
        constant += by * of.low;
        let steps = [(of.step, 1), (of.up, 1), (of.down, -1)];
        let steps = steps.into_iter().filter_map(|(step, sign)| Some((step?, sign)));
        terms.extend(steps.map(|(step, sign)| (step, sign * by * of.unit)));
    }
    let low = if relation.bound == Bound::Equal { -constant } else { -OPEN };
    let bounds = Bounds { low, high: -constant };
    if terms.is_empty() {
        return bounds.contain(0).then_some(());
    }
    system.add_row(shortened(terms, bounds));
    Some(())
}

/// The row divided by what divides all of it.
fn shortened(mut terms: Vec<(Unknown, i64)>, bounds: Bounds) -> LinearRow {
    let divisor = terms.iter().fold(0, |divisor, (_, by)| common(divisor, by.abs()));
    if divisor <= 1 || bounds.high % divisor != 0 {
        return LinearRow { terms, bounds };
    }
    for (_, by) in &mut terms {
        *by /= divisor;
    }
    let low = if bounds.low == -OPEN { -OPEN } else { bounds.low / divisor };
    LinearRow { terms, bounds: Bounds { low, high: bounds.high / divisor } }
}

/// The greatest common divisor.
fn common(one: i64, other: i64) -> i64 {
    if one == 0 { other } else { common(other % one, one) }
}

fn printed(full: &Full<'_>, rounded: &[Option<Rounded>], point: &[i64]) -> Chosen {
    let at = |step: Option<Unknown>| step.map_or(0, |step| point[step]);
    let number = |(index, rounded): (usize, &Option<Rounded>)| {
        let (of, truth) = ((*rounded)?, full.lines[index].number()?);
        let number = of.low + of.unit * (at(of.step) + at(of.up) - at(of.down));
        Some(if full.exempt[index] { truth } else { number })
    };
    let numbers: Vec<Option<i64>> = rounded.iter().enumerate().map(number).collect();
    let is_wide = rounded.iter().enumerate().any(|(index, rounded)| {
        rounded.is_some_and(|of| distance(full, index, of.unit, &numbers) > 1)
    });
    Chosen { numbers, is_wide }
}

/// How many multiples away from the true figure what is printed is: one for its neighbours.
fn distance(full: &Full<'_>, index: usize, unit: i64, numbers: &[Option<i64>]) -> u64 {
    let (Some(truth), Some(number)) = (full.lines[index].number(), numbers[index]) else {
        return 0;
    };
    // Zero may be printed as the first multiple anyway.
    let away = number.abs_diff(truth) + u64::from(truth > 0);
    if full.exempt[index] { 0 } else { away.div_ceil(unit.unsigned_abs()) }
}

impl Chosen {
    /// What was chosen, read back from what an edition prints of each line. `None` where that is nothing, or
    /// further from the true figure than anything that could be chosen.
    pub(super) fn read(
        full: &Full<'_>,
        units: &[Option<i64>],
        printed: &[Option<i64>],
    ) -> Option<Self> {
        let is_rounded =
            |index: usize| units[index].is_some() && full.lines[index].number().is_some();
        let number = |(index, number): (usize, &Option<i64>)| match number {
            _ if !is_rounded(index) => Some(None),
            Some(number) => Some(Some(*number)),
            None => None,
        };
        let numbers: Option<Vec<Option<i64>>> = printed.iter().enumerate().map(number).collect();
        let numbers = numbers?;
        let distances = units.iter().enumerate().map(|(index, unit)| match unit {
            Some(unit) => distance(full, index, *unit, &numbers),
            None => 0,
        });
        let farthest = distances.max().unwrap_or_default();
        (farthest <= 2).then_some(Self { numbers, is_wide: farthest > 1 })
    }
}
