//! The attack on a rounded edition, as exact as it can be: every figure is within its distance of what is
//! printed, all sums hold, and the true number of staff is known. What is left of each figure of few people,
//! for readers, for whoever knows every true zero, and for whoever knows somebody in a small group?

use super::choice::Chosen;
use crate::disclosure::case;
use crate::disclosure::circuit::Point;
use crate::disclosure::full::Full;
use crate::disclosure::groups;
use crate::disclosure::line::Kind;
use crate::disclosure::play::{self, Effort, Need, Play};
use crate::disclosure::program;
use crate::disclosure::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::model::anatomy::{Bound, Labels};
use crate::model::role::{ColumnRole, RowRole};

/// What the attackers found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Findings {
    /// A figure that readers leave fewer values than the threshold, or less play than a tenth: where there
    /// is one, nothing else is looked for.
    pub(super) found_out: Option<usize>,
    /// People of small groups of whom whoever knows them reads in which part of the group they are.
    pub(super) readable: u64,
    /// Figures to which the same happens where every true zero is known.
    pub(super) narrow: u64,
    pub(super) attacked: u64,
}

impl Findings {
    pub(super) fn are_none(self) -> bool {
        self.found_out.is_none() && self.readable + self.narrow == 0
    }
}

/// How many partial circuits to look at for another possible edition.
const PATIENCE: usize = 1_500;

/// What readers take for possible of an amount that is kept back: a thousand hours or days, in hundredths.
const KEPT_BACK: i64 = 100_000;

/// What an attacker has beside the printed figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Knows {
    NothingElse,
    /// Every true zero.
    Zeros,
}

/// `suspect` is the line that another choice gave away: it is attacked first.
pub(super) fn audit(
    full: &Full<'_>,
    units: &[Option<i64>],
    chosen: &Chosen,
    suspect: Option<usize>,
) -> Findings {
    let siege = Siege::of(full, units, chosen, Knows::NothingElse);
    let targets = siege.targets(full, suspect);
    let attacked = targets.len() as u64;
    let found_out = siege.narrow(&targets).next();
    if found_out.is_some() {
        return Findings { found_out, readable: 0, narrow: 0, attacked };
    }
    let knowing = Siege::of(full, units, chosen, Knows::Zeros);
    let narrow = knowing.narrow(&knowing.targets(full, None)).count() as u64;
    Findings { found_out: None, readable: siege.readable(full), narrow, attacked }
}

fn small_groups(full: &Full<'_>) -> Vec<groups::Group> {
    let threshold = |line: usize| full.threshold(full.lines[line].table());
    groups::small(&full.lines, &full.known, threshold)
}

/// A figure to attack.
struct Target {
    line: usize,
    unknown: Unknown,
    need: Need,
}

/// What the edition leaves open.
struct Siege {
    knows: Knows,
    system: System,
    truth: Vec<i64>,
    /// For each line.
    unknowns: Vec<Option<Unknown>>,
    /// For each line that is at most others, how many values these leave it.
    most_values: Vec<Option<u64>>,
}

impl Siege {
    fn of(full: &Full<'_>, units: &[Option<i64>], chosen: &Chosen, knows: Knows) -> Self {
        let mut siege = Self {
            knows,
            system: System::default(),
            truth: Vec::new(),
            unknowns: Vec::new(),
            most_values: Vec::new(),
        };
        for index in 0..full.lines.len() {
            let unknown = bounds(full, units, chosen, knows, index).map(|(bounds, truth)| {
                siege.truth.push(truth);
                siege.system.add_unknown(bounds)
            });
            siege.unknowns.push(unknown);
        }
        let broken = case::broken(&full.lines, &full.known);
        let holding = full.known.relations.iter().filter(|known| !broken.contains(&known.source));
        for relation in holding {
            if let Some(row) = siege.row_of(full, &relation.terms, relation.bound) {
                siege.system.add_row(row);
            }
        }
        siege.most_values = siege.most_values(full);
        siege.system.index();
        // What no possible edition has need not be looked for: bounds leave more values than there are.
        if let Some(bounds) = siege.system.narrowed() {
            siege.system.bounds = bounds;
            siege.system.index();
        }
        siege
    }

    /// The figures of few people, the suspect first.
    fn targets(&self, full: &Full<'_>, suspect: Option<usize>) -> Vec<Target> {
        let everybody = (0..full.lines.len()).find(|index| is_everybody(full, *index));
        let everybody = everybody.and_then(|index| full.lines[index].number());
        let others = (0..full.lines.len()).filter(|line| suspect != Some(*line));
        let target = |line: usize| {
            let (of, unknown) = (&full.lines[line], self.unknowns[line]?);
            // Where all are in one place, their number says so.
            let is_all = of.kind == Kind::Count && of.number() == everybody;
            if !full.places[line].is_first || is_all {
                return None;
            }
            // Readers may find the values of a sensitive figure limited by how many people there are at all.
            let threshold = match self.knows {
                Knows::NothingElse => full.rules.threshold,
                Knows::Zeros => full.threshold(of.table()),
            };
            let limits = [everybody.map(|all| all.unsigned_abs() + 1), self.most_values[line]];
            let values = limits.into_iter().flatten().fold(threshold, u64::min);
            Some(Target { line, unknown, need: case::need(of.kind, values, false) })
        };
        suspect.into_iter().chain(others).filter_map(target).collect()
    }

    /// The lines of those that have too little play, as they are found. What the solver settles at once is
    /// not looked for any longer.
    fn narrow(&self, targets: &[Target]) -> impl Iterator<Item = usize> {
        let mut play = Play::new(&self.system, self.truth.clone());
        let components = program::components(&self.system);
        let has_play = move |target: &Target| {
            let Target { unknown, need, .. } = *target;
            if !need.is_met(self.system.bounds[unknown]) {
                return false;
            }
            let mut widen = |effort| play.widen(unknown, need, effort, |_| Some(0)).is_enough;
            if widen(Effort::Short(PATIENCE)) {
                return true;
            }
            let mut all = components.iter();
            let own = all.find(|component| component.binary_search(&unknown).is_ok());
            let settled = own.and_then(|component| play.stretch(component, unknown, need));
            let mut widen = |effort| play.widen(unknown, need, effort, |_| Some(0)).is_enough;
            settled.unwrap_or_else(|| widen(Effort::Thorough(PATIENCE)))
        };
        let mut has_play = has_play;
        targets.iter().filter(move |target| !has_play(target)).map(|target| target.line)
    }

    /// Group by group: whoever knows somebody in a small group knows how many they are, and no more.
    fn readable(mut self, full: &Full<'_>) -> u64 {
        let mut point = Point::new(&self.system, self.truth.clone());
        let effort = Effort::Thorough(PATIENCE);
        let mut readable = 0;
        for group in small_groups(full) {
            let known = self.row(full, &group);
            if let Some(row) = &known {
                point.sums.push(row.bounds.low);
                self.system.push(row.clone());
            }
            for part in group.parts {
                let (Some(unknown), Some(people)) =
                    (self.unknowns[part], full.lines[part].number())
                else {
                    continue;
                };
                let fall = play::circuit(&self.system, &point, (unknown, -1), effort, |_| Some(0));
                if people > 0 && fall.is_none() {
                    readable += people.unsigned_abs();
                }
            }
            if known.is_some() {
                self.system.pop();
                point.sums.pop();
            }
        }
        readable
    }

    /// The values of each figure that is at most others, as far as these are known: no table leaves more of
    /// a part than the whole has people.
    fn most_values(&self, full: &Full<'_>) -> Vec<Option<u64>> {
        let mut values: Vec<Option<u64>> = vec![None; full.lines.len()];
        for known in full.known.relations.iter().filter(|known| known.bound == Bound::AtMost) {
            let wholes = known.terms.iter().filter(|(_, by)| *by < 0);
            let most = wholes.map(|(line, by)| {
                let high = match self.unknowns[*line] {
                    Some(unknown) => self.system.bounds[unknown].high,
                    None => full.lines[*line].number()?,
                };
                Some(-by * high)
            });
            let Some(most) = most.sum::<Option<i64>>() else { continue };
            let most = most.unsigned_abs() + 1;
            for (part, _) in known.terms.iter().filter(|(_, by)| *by == 1) {
                values[*part] = Some(values[*part].map_or(most, |before| before.min(most)));
            }
        }
        values
    }

    /// The people of a group are so many.
    fn row(&self, full: &Full<'_>, group: &groups::Group) -> Option<LinearRow> {
        let terms: Vec<(usize, i64)> = group.parts.iter().map(|part| (*part, 1)).collect();
        self.row_of(full, &terms, Bound::Equal)
    }

    /// What is fixed is what it is: the sum of the others is what it truly is, or may be lower.
    fn row_of(&self, full: &Full<'_>, terms: &[(usize, i64)], bound: Bound) -> Option<LinearRow> {
        let (mut open, mut sum, mut fixed) = (Vec::new(), 0, 0);
        for (line, by) in terms {
            let number = full.lines[*line].number()?;
            match self.unknowns[*line] {
                Some(unknown) => {
                    open.push((unknown, *by));
                    sum += by * number;
                }
                None => fixed += by * number,
            }
        }
        let bounds = match bound {
            Bound::Equal => Bounds { low: sum, high: sum },
            Bound::AtMost => Bounds { low: -OPEN, high: (-fixed).max(sum) },
        };
        (!open.is_empty()).then_some(LinearRow { terms: open, bounds })
    }
}

/// Where a figure can be, with the true one; `None` for what is known.
fn bounds(
    full: &Full<'_>,
    units: &[Option<i64>],
    chosen: &Chosen,
    knows: Knows,
    index: usize,
) -> Option<(Bounds, i64)> {
    let line = &full.lines[index];
    if full.places[index].is_of_few {
        // Kept back, whatever it is.
        let truth = line.number()?;
        return Some((Bounds { low: 0, high: KEPT_BACK.max(2 * truth) }, truth));
    }
    let (truth, unit, printed) = (line.number()?, units[index]?, chosen.numbers[index]?);
    let is_known_zero = knows == Knows::Zeros && truth == 0;
    if full.exempt[index] || is_known_zero || is_everybody(full, index) {
        return None;
    }
    let distance = if chosen.is_wide { 2 * unit - 1 } else { unit - 1 };
    // The first multiple may stand for nobody.
    let low = if printed <= unit { 0 } else { (printed - distance).max(0) };
    Some((Bounds { low, high: printed + distance }, truth))
}

/// The number of staff is known to everybody.
fn is_everybody(full: &Full<'_>, index: usize) -> bool {
    let line = &full.lines[index];
    let words = line.table().and_then(|table| full.format.find(table));
    line.kind == Kind::Count
        && line.figure.row_role == RowRole::Total
        && line.figure.gender.is_none()
        && line.figure.column_role == Some(ColumnRole::Total)
        && words.is_some_and(|words| words.anatomy().labels == Labels::CategoriesAndGrades)
}
