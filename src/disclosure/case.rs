//! The figures to be protected, as one system of whole numbers: every figure that may be hidden is
//! an unknown, and the true figures are one of its points.

use std::collections::BTreeSet;

use super::knowledge::{Bound, Knowledge, Relation, Source};
use super::line::{Kind, Line, Shown};
use super::play::Need;
use super::system::{Bounds, LinearRow, OPEN, System, Unknown};
use crate::model::format::Format;
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
    ) -> Self {
        let mut case = Self {
            system: System::default(),
            truth: Vec::new(),
            lines: Vec::new(),
            needs: Vec::new(),
            weights: Vec::new(),
            ties: Vec::new(),
        };
        let mut unknowns: Vec<Option<Unknown>> = vec![None; lines.len()];
        for (index, line) in lines.iter().enumerate() {
            let kind = line.kind(format);
            let Shown::Number(number) = line.shown else { continue };
            if number == 0 || fixed[index] || !matches!(kind, Kind::Count | Kind::Amount) {
                continue;
            }
            unknowns[index] = Some(case.system.add_unknown(Bounds { low: 1, high: OPEN }));
            case.truth.push(number);
            case.lines.push(index);
            case.needs.push(need(kind, threshold(line.table)));
            let resting = known.derived.iter().filter(|derived| derived.rests_on(index)).count();
            case.weights.push(weight(format, line, number) + DERIVED * resting as u64);
        }
        case.ties = vec![Vec::new(); case.lines.len()];
        for (first, second) in &known.ties {
            if let (Some(first), Some(second)) = (unknowns[*first], unknowns[*second]) {
                case.ties[first].push(second);
            }
        }
        let broken = broken(lines, known);
        for relation in known.relations.iter().filter(|known| !broken.contains(&known.source)) {
            case.system.rows.extend(row(lines, &unknowns, relation));
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

pub(super) fn need(kind: Kind, threshold: u64) -> Need {
    if kind == Kind::Count { Need::Values(threshold) } else { Need::Tenth }
}

/// Agreements that the true figures do not keep: tables given as totals may count other people.
fn broken(lines: &[Line], known: &Knowledge) -> BTreeSet<Source> {
    let fails = |relation: &&Relation| {
        let sum = relation.terms.iter().try_fold(0, |sum, (line, by)| match lines[*line].shown {
            Shown::Number(number) => Some(sum + by * number),
            _ => None,
        });
        match relation.bound {
            _ if relation.source == Source::Table => false,
            Bound::Zero => sum != Some(0),
            Bound::AtMostZero => sum.is_none_or(|sum| sum > 0),
        }
    };
    known.relations.iter().filter(fails).map(|relation| relation.source).collect()
}

/// A relation as a row; `None` where it tells nothing of the unknowns.
fn row(lines: &[Line], unknowns: &[Option<Unknown>], relation: &Relation) -> Option<LinearRow> {
    let mut terms = Vec::new();
    let (mut constant, mut sum) = (0, 0);
    for (line, by) in &relation.terms {
        let Shown::Number(number) = lines[*line].shown else { return None };
        match unknowns[*line] {
            Some(unknown) => terms.push((unknown, *by)),
            None => constant += by * number,
        }
        sum += by * number;
    }
    // Sums of rounded amounts may be off by the rounding: what counts is that they do not change.
    let high = if relation.bound == Bound::Zero { sum - constant } else { -constant };
    let low = if relation.bound == Bound::Zero { high } else { -OPEN };
    (!terms.is_empty()).then_some(LinearRow { terms, bounds: Bounds { low, high } })
}

/// What is lost with each percentage, mean or gap that rests on a figure.
const DERIVED: u64 = 10;

/// How much a reader loses with a figure: details least, totals of the genders and of everybody
/// most, and larger groups more than smaller ones.
fn weight(format: &Format, line: &Line, number: i64) -> u64 {
    let words = line.table.and_then(|table| format.find(table));
    let is_row = |key| words.and_then(|words| words.known_row(key)) == Some(line.row.as_str());
    let is_column =
        |key| words.and_then(|words| words.known_column(key)) == Some(line.class.as_str());
    let is_total_row = line.group.is_empty() && is_row("total");
    let is_total_column = is_column("total") || line.gender == "T";
    let is_of_gender = is_total_column || is_column("count") || is_column("people");
    let is_detail = line.table == Some(TableId::SENIORITY) && !line.group.is_empty();
    let place = match (is_total_row, is_of_gender) {
        (true, true) if [TableId::GRADES, TableId::PRESENCE].map(Some).contains(&line.table) => {
            25_000
        }
        (true, true) => 4_000,
        (true, false) => 500,
        (false, _) if is_detail => {
            if is_total_column {
                40
            } else {
                12
            }
        }
        (false, _) => {
            if is_total_column {
                120
            } else {
                24
            }
        }
    };
    place + 3 * number.unsigned_abs().min(1_000)
}
