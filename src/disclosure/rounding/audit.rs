//! The attack on a rounded edition, as exact as it can be: every figure is within its distance of what is
//! printed, all sums hold, and the true number of staff is known. What is left of each figure of few people,
//! for readers, for whoever knows every true zero, and for whoever knows somebody in a small group?

use super::choice::Chosen;
use crate::disclosure::case;
use crate::disclosure::full::Full;
use crate::disclosure::groups;
use crate::disclosure::line::Kind;
use crate::disclosure::play::{Effort, Play};
use crate::disclosure::program;
use crate::disclosure::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::model::anatomy::{Bound, Labels};
use crate::model::role::{ColumnRole, RowRole};

/// What the attackers found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Findings {
    /// Figures that readers leave fewer values than the threshold, or less play than a tenth.
    pub(super) found_out: u64,
    /// People of small groups of whom whoever knows them reads in which part of the group they are.
    pub(super) readable: u64,
    /// Figures to which the same happens where every true zero is known.
    pub(super) narrow: u64,
    pub(super) attacked: u64,
}

impl Findings {
    pub(super) fn are_none(self) -> bool {
        self.found_out + self.readable + self.narrow == 0
    }
}

/// How long to look for another possible edition.
const EFFORT: Effort = Effort::Thorough(1_500);

/// What an attacker has beside the printed figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Knows {
    NothingElse,
    /// Every true zero.
    Zeros,
}

pub(super) fn audit(full: &Full<'_>, units: &[Option<i64>], chosen: &Chosen) -> Findings {
    let siege = Siege::of(full, units, chosen, Knows::NothingElse);
    let (attacked, found_out) = siege.attack(full);
    let (_, narrow) = Siege::of(full, units, chosen, Knows::Zeros).attack(full);
    Findings { found_out, readable: siege.readable(full), narrow, attacked }
}

fn small_groups(full: &Full<'_>) -> Vec<groups::Group> {
    let threshold = |line: usize| full.threshold(full.lines[line].table());
    groups::small(&full.lines, &full.known, threshold)
}

/// What the edition leaves open.
struct Siege {
    knows: Knows,
    system: System,
    truth: Vec<i64>,
    /// For each line.
    unknowns: Vec<Option<Unknown>>,
}

impl Siege {
    fn of(full: &Full<'_>, units: &[Option<i64>], chosen: &Chosen, knows: Knows) -> Self {
        let mut siege =
            Self { knows, system: System::default(), truth: Vec::new(), unknowns: Vec::new() };
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
            let row = siege.row_of(full, &relation.terms, relation.bound);
            siege.system.rows.extend(row);
        }
        siege.system.index();
        siege
    }

    /// How many figures of few people there are, and how many of them have too little play.
    fn attack(&self, full: &Full<'_>) -> (u64, u64) {
        let mut play = Play::new(&self.system, self.truth.clone());
        let components = program::components(&self.system);
        let everybody = (0..full.lines.len()).find(|index| is_everybody(full, *index));
        let everybody = everybody.and_then(|index| full.lines[index].number());
        let (mut attacked, mut narrow) = (0, 0);
        for (index, (place, line)) in full.places.iter().zip(&full.lines).enumerate() {
            let (true, Some(unknown)) = (place.is_first, self.unknowns[index]) else { continue };
            // Where all are in one place, their number says so.
            if line.kind == Kind::Count && line.number() == everybody {
                continue;
            }
            // Readers may find the values of a sensitive figure limited by how many people there are at all.
            let threshold = match self.knows {
                Knows::NothingElse => full.rules.threshold,
                Knows::Zeros => full.threshold(line.table()),
            };
            let limits =
                [everybody.map(|all| all.unsigned_abs() + 1), self.most_values(full, index)];
            let values = limits.into_iter().flatten().fold(threshold, u64::min);
            let need = case::need(line.kind, values);
            attacked += 1;
            let is_enough = play.widen(unknown, need, EFFORT, |_| Some(0)).is_enough;
            let is_enough = is_enough || {
                let mut all = components.iter();
                let own = all.find(|component| component.binary_search(&unknown).is_ok());
                own.is_some_and(|component| play.stretch(component, unknown, need))
            };
            narrow += u64::from(!is_enough);
        }
        (attacked, narrow)
    }

    /// Group by group: whoever knows somebody in a small group knows how many they are, and no more.
    fn readable(&self, full: &Full<'_>) -> u64 {
        let mut readable = 0;
        for group in small_groups(full) {
            let mut system = self.system.clone();
            system.rows.extend(self.row(full, &group));
            system.index();
            let play = Play::new(&system, self.truth.clone());
            for part in group.parts {
                let (Some(unknown), Some(people)) =
                    (self.unknowns[part], full.lines[part].number())
                else {
                    continue;
                };
                if people > 0 && !play.can_fall(unknown, EFFORT) {
                    readable += people.unsigned_abs();
                }
            }
        }
        readable
    }

    /// The values of a figure that is at most others, as far as these are known: no table leaves more of a
    /// part than the whole has people.
    fn most_values(&self, full: &Full<'_>, index: usize) -> Option<u64> {
        let limits = full.known.relations.iter().filter(|known| known.bound == Bound::AtMost);
        let of_line = limits.filter(|known| known.terms.contains(&(index, 1)));
        let most = of_line.filter_map(|known| {
            let wholes = known.terms.iter().filter(|(_, by)| *by < 0);
            let most = wholes.map(|(line, by)| {
                let high = match self.unknowns[*line] {
                    Some(unknown) => self.system.bounds[unknown].high,
                    None => full.lines[*line].number()?,
                };
                Some(-by * high)
            });
            most.sum::<Option<i64>>()
        });
        most.min().map(|most| most.unsigned_abs() + 1)
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
