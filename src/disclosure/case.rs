//! The figures to be protected, as one system of whole numbers: every figure that may be hidden is
//! an unknown, and the true figures are one of its points.

use std::collections::BTreeSet;

use super::knowledge::{Knowledge, Relation, Source};
use super::line::{Kind, Line};
use super::play::Need;
use super::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::model::anatomy::Bound;
use crate::model::format::Format;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::secret::Secret;
use crate::model::table_id::TableId;

/// All that choosing cells needs.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) system: System,
    /// The true figures.
    pub(super) truth: Vec<i64>,
    /// The line of each unknown.
    pub(super) lines: Vec<usize>,
    pub(super) needs: Vec<Need>,
    /// How much is lost by hiding each unknown.
    pub(super) weights: Vec<u64>,
    /// What must be hidden with each unknown.
    pub(super) ties: Vec<Vec<Unknown>>,
}

/// What becomes of each unknown.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) hidden: Vec<bool>,
}

impl Case {
    /// `fixed` lines are shown as they are; so are zeros.
    pub(super) fn of(
        format: &Format,
        lines: &[Line],
        known: &Knowledge,
        fixed: &[bool],
        threshold: impl Fn(Option<TableId>) -> u64,
        secret: &Secret,
    ) -> Self {
        let mut case = Self {
            system: System::default(),
            truth: Vec::new(),
            lines: Vec::new(),
            needs: Vec::new(),
            weights: Vec::new(),
            ties: Vec::new(),
        };
        let resting = known.resting(lines.len());
        let mut unknowns: Vec<Option<Unknown>> = vec![None; lines.len()];
        for (index, line) in lines.iter().enumerate() {
            let Some(number) = line.number() else { continue };
            if number == 0 || fixed[index] || !line.is_figure() {
                continue;
            }
            let need = need(line.kind, threshold(line.table()), false);
            unknowns[index] = Some(case.system.add_unknown(Bounds { low: 1, high: OPEN }));
            case.truth.push(number);
            case.lines.push(index);
            case.needs.push(need);
            let weight = weight(format, line) + DERIVED * resting[index];
            case.weights.push(drawn(weight, line, secret));
        }
        // Nothing is moved further than some figure needs.
        let most = case.needs.iter().filter_map(|need| need.values()).max().unwrap_or_default();
        for (unknown, number) in case.truth.iter().enumerate() {
            if case.needs[unknown].values().is_some() {
                case.system.bounds[unknown].high = number + most;
            }
        }
        case.ties = vec![Vec::new(); case.lines.len()];
        for (first, second) in &known.ties {
            if let (Some(first), Some(second)) = (unknowns[*first], unknowns[*second]) {
                case.ties[first].push(second);
            }
        }
        let broken = broken(lines, known);
        for relation in known.relations.iter().filter(|known| !broken.contains(&known.source)) {
            if let Some(row) = row(lines, &unknowns, relation) {
                case.system.add_row(row);
            }
        }
        case.system.index();
        case
    }
}

impl Pattern {
    pub(super) fn of(case: &Case, hidden: impl IntoIterator<Item = Unknown>) -> Self {
        let mut pattern = Self { hidden: vec![false; case.lines.len()] };
        for unknown in hidden {
            pattern.hide(case, unknown);
        }
        pattern
    }

    /// Hides an unknown and whatever is tied to it.
    pub(super) fn hide(&mut self, case: &Case, unknown: Unknown) {
        if !std::mem::replace(&mut self.hidden[unknown], true) {
            for tied in &case.ties[unknown] {
                self.hide(case, *tied);
            }
        }
    }

    pub(super) fn hidden(&self) -> impl Iterator<Item = Unknown> {
        self.hidden.iter().enumerate().filter(|(_, hidden)| **hidden).map(|(unknown, _)| unknown)
    }
}

/// What a figure needs; `is_pair` where it counts two people of whom each knows herself.
pub(super) fn need(kind: Kind, threshold: u64, is_pair: bool) -> Need {
    match kind {
        Kind::Count if is_pair => Need::Pair(threshold),
        Kind::Count => Need::Values(threshold),
        _ => Need::Tenth,
    }
}

/// Agreements that the true figures do not keep: tables given as totals may count other people.
pub(super) fn broken(lines: &[Line], known: &Knowledge) -> BTreeSet<Source> {
    let fails = |relation: &&Relation| {
        relation.source != Source::Table
            && relation.sum(lines).is_none_or(|sum| !relation.allows(sum))
    };
    known.relations.iter().filter(fails).map(|relation| relation.source).collect()
}

/// A relation as a row; `None` where it tells nothing of the unknowns.
fn row(lines: &[Line], unknowns: &[Option<Unknown>], relation: &Relation) -> Option<LinearRow> {
    let mut terms = Vec::new();
    let (mut constant, mut sum) = (0, 0);
    for (line, by) in &relation.terms {
        let number = lines[*line].number()?;
        match unknowns[*line] {
            Some(unknown) => terms.push((unknown, *by)),
            None => constant += by * number,
        }
        sum += by * number;
    }
    // Sums of rounded amounts may be off by the rounding: what counts is that they do not change.
    let bounds = match relation.bound {
        Bound::Equal => Bounds { low: sum - constant, high: sum - constant },
        Bound::AtMost => Bounds { low: -OPEN, high: -constant },
    };
    (!terms.is_empty()).then_some(LinearRow { terms, bounds })
}

/// What is lost with each percentage, mean or gap that rests on a figure.
const DERIVED: u64 = 10;
/// Everybody of a gender, or of both: what every reader looks for first.
const EVERYBODY: u64 = 25_000;
/// All of a gender, or of both, in a table of some people.
const GRAND_TOTAL: u64 = 4_000;
/// A class in the row of totals.
const TOTAL_OF_CLASS: u64 = 500;
/// The total of a row, and one of its classes.
const TOTAL_OF_ROW: u64 = 120;
const CLASS_OF_ROW: u64 = 24;
/// The same of a detail, which a row of the body sums up.
const TOTAL_OF_DETAIL: u64 = 40;
const CLASS_OF_DETAIL: u64 = 12;

/// How much a reader loses with a figure: details least, totals of the genders and of everybody most. What
/// the figure is must not count: which cells go with it would tell it.
fn weight(format: &Format, line: &Line) -> u64 {
    let figure = &line.figure;
    let words = line.table().and_then(|table| format.find(table));
    let counts_everybody = words.is_some_and(|words| words.anatomy().counts_everybody());
    let sums_classes = figure.gender.is_none() || figure.column_role == Some(ColumnRole::Total);
    let sums_gender = sums_classes || figure.column_role.is_some_and(ColumnRole::is_over_all_ages);
    match figure.row_role {
        RowRole::Total if sums_gender && counts_everybody => EVERYBODY,
        RowRole::Total if sums_gender => GRAND_TOTAL,
        RowRole::Total => TOTAL_OF_CLASS,
        RowRole::Detail if sums_classes => TOTAL_OF_DETAIL,
        RowRole::Detail => CLASS_OF_DETAIL,
        _ if sums_classes => TOTAL_OF_ROW,
        _ => CLASS_OF_ROW,
    }
}

/// The weight, up to twice as much by the secret: of cells that weigh about the same, which one is chosen
/// cannot be repeated by who tries other figures.
fn drawn(weight: u64, line: &Line, secret: &Secret) -> u64 {
    const PARTS: u64 = 1_000;
    weight + weight * (secret.draw(&line.name()) % PARTS) / PARTS
}
