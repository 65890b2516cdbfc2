//! What anybody knows of the figures of one edition, whatever they are: which add up to which, which
//! cannot exceed which, which are computed from which. All of it is stated by the tables; here it is
//! put in terms of lines.

mod across;
mod within;

use std::collections::BTreeSet;

use super::grid::Grid;
use super::line::{Kind, Line};
use crate::model::anatomy::{Bound, Labels};
use crate::model::format::Format;
use crate::model::role::{ColumnRole, RowRole};

/// All of it, in terms of lines.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    pub(super) relations: Vec<Relation>,
    pub(super) derived: Vec<Derived>,
    /// The second is protected wherever the first is: shown alone it would say that the first is
    /// not small.
    pub(super) ties: Vec<(usize, usize)>,
}

/// A sum of lines with their coefficients that is zero, or at most zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) bound: Bound,
    pub(super) source: Source,
}

/// Why a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The arithmetic of one table: always.
    Table,
    /// Two tables count the same people: unless one is given as totals that disagree. The number
    /// tells such agreements apart.
    Agreement(usize),
}

/// `cell` is `scale` times the sum of `part` divided by the sum of `whole` (or by nothing).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Derived {
    pub(super) cell: usize,
    pub(super) part: Vec<(usize, i64)>,
    pub(super) whole: Vec<usize>,
    pub(super) scale: i64,
    pub(super) source: Source,
}

impl Relation {
    /// The sum of its lines; `None` where one of them shows no number.
    pub(super) fn sum(&self, lines: &[Line]) -> Option<i64> {
        self.terms.iter().try_fold(0, |sum, (line, by)| Some(sum + by * lines[*line].number()?))
    }

    /// Whether the sum is as stated.
    pub(super) fn allows(&self, sum: i64) -> bool {
        match self.bound {
            Bound::Equal => sum == 0,
            Bound::AtMost => sum <= 0,
        }
    }
}

impl Derived {
    /// True when it comes out so: the format's formula may be that of other people where a table is
    /// given as totals.
    pub(super) fn comes_out(&self, lines: &[Line]) -> bool {
        let number = |line: usize| lines[line].number().map(i128::from);
        let part = self
            .part
            .iter()
            .try_fold(0, |sum, (line, by)| Some(sum + i128::from(*by) * number(*line)?));
        let whole = self.whole.iter().try_fold(0, |sum, line| Some(sum + number(*line)?));
        let (Some(part), Some(whole), Some(cell)) = (part, whole, number(self.cell)) else {
            return false;
        };
        let whole = if self.whole.is_empty() { 1 } else { whole };
        // Printed amounts are rounded: half a hundredth of each part goes with them.
        let rounding = whole + i128::from(self.scale) * self.part.len() as i128 + cell.abs();
        (2 * i128::from(self.scale) * part - 2 * cell * whole).abs() <= rounding
    }
}

/// Hundredths of a percent in a whole.
const PERCENT: i64 = 10_000;

impl Knowledge {
    /// What the tables state of these lines.
    pub(super) fn of(format: &Format, lines: &[Line]) -> Self {
        let mut known = Self::default();
        let tables = Grid::all_of(format, lines);
        let everybody = tables.iter().find_map(everybody);
        for table in &tables {
            within::add(table, everybody, &mut known);
        }
        let agreements = tables.iter().flat_map(|table| {
            table.words.anatomy().agreements.iter().map(move |agreement| (table, agreement))
        });
        for (number, (table, agreement)) in agreements.enumerate() {
            across::add(&tables, table, agreement, Source::Agreement(number), &mut known);
        }
        // What is no figure, or is computed, takes part in no sum.
        known.relations.retain(|relation| {
            let is_figure = |(line, _): &(usize, i64)| lines[*line].is_figure();
            relation.terms.len() > 1 && relation.terms.iter().all(is_figure)
        });
        known.derived.retain(|derived| lines[derived.cell].kind == Kind::Derived);
        known
    }

    /// The formulas of each line, in their order; most lines have none.
    pub(super) fn formulas(&self, lines: usize) -> Vec<Vec<&Derived>> {
        let mut formulas = vec![Vec::new(); lines];
        for derived in &self.derived {
            formulas[derived.cell].push(derived);
        }
        formulas
    }

    /// How many formulas rest on each line.
    pub(super) fn resting(&self, lines: usize) -> Vec<u64> {
        let mut resting = vec![0; lines];
        for derived in &self.derived {
            let parts = derived.part.iter().map(|(line, _)| *line);
            let all: BTreeSet<usize> = parts.chain(derived.whole.iter().copied()).collect();
            for line in all {
                resting[line] += 1;
            }
        }
        resting
    }

    /// The counts of two people that may be of one as far as sums tell: those that add two figures which are not
    /// zero never are.
    pub(super) fn pairs(&self, lines: &[Line], number: impl Fn(usize) -> Option<i64>) -> Vec<bool> {
        let is_two =
            |(index, line): (usize, &Line)| line.kind == Kind::Count && number(index) == Some(2);
        let mut pairs: Vec<bool> = lines.iter().enumerate().map(is_two).collect();
        for relation in self.relations.iter().filter(|relation| relation.bound == Bound::Equal) {
            let full = relation.terms.iter().filter(|(line, _)| number(*line) != Some(0));
            let (parts, wholes): (Vec<_>, Vec<_>) = full.partition(|(_, by)| *by > 0);
            for (one, others) in [(&parts, &wholes), (&wholes, &parts)] {
                if let ([(line, _)], true) = (one.as_slice(), others.len() > 1) {
                    pairs[*line] = false;
                }
            }
        }
        pairs
    }

    fn sum(&mut self, parts: Vec<usize>, whole: Option<usize>) {
        if let Some(whole) = whole {
            self.relate(parts, vec![whole], Bound::Equal, Source::Table);
        }
    }

    /// The parts together are (or are at most) the wholes together.
    fn relate(&mut self, parts: Vec<usize>, wholes: Vec<usize>, bound: Bound, source: Source) {
        let parts = parts.into_iter().map(|line| (line, 1));
        let wholes = wholes.into_iter().map(|line| (line, -1));
        self.relations.push(Relation { terms: parts.chain(wholes).collect(), bound, source });
    }

    fn derive(
        &mut self,
        cell: Option<usize>,
        part: Option<usize>,
        whole: &[Option<usize>],
        scale: i64,
    ) {
        let whole: Option<Vec<usize>> = whole.iter().copied().collect();
        if let (Some(cell), Some(part), Some(whole)) = (cell, part, whole) {
            let (part, source) = (vec![(part, 1)], Source::Table);
            self.derived.push(Derived { cell, part, whole, scale, source });
        }
    }
}

/// The line that counts all people, in the table that lists them.
fn everybody(table: &Grid) -> Option<usize> {
    let lists_everybody = table.words.anatomy().labels == Labels::CategoriesAndGrades;
    let total = table.row(RowRole::Total).filter(|_| lists_everybody)?;
    total.cell(None, ColumnRole::Total)
}
