//! What was written by hand before tables stated their anatomy: the relations are held against it.

mod across;
mod grid;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use super::line;
use super::line::Kind;
use crate::model::anatomy;
use crate::model::format::Format;
use crate::model::table_id::TableId;
use grid::Grid;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Zero,
    AtMostZero,
}

/// Why a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The arithmetic of one table: always.
    Table,
    /// Two tables count the same people: unless one is given as totals that disagree. The number
    /// tells such agreements apart.
    Agreement(u8),
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

/// Hundredths of a percent in a whole.
const PERCENT: i64 = 10_000;

impl Knowledge {
    /// What the format tells of these lines.
    pub(super) fn of(format: &Format, lines: &[Line]) -> Self {
        let mut known = Self::default();
        let grid = |table| Grid::of(format, lines, table);
        let tables: Vec<Grid> = format.tables.iter().filter_map(|words| grid(words.id)).collect();
        within::add(&tables, &mut known);
        across::add(&tables, &mut known);
        let kinds: Vec<Kind> = lines.iter().map(|line| line.kind).collect();
        known.relations.retain(|relation| {
            let kind = |(line, _): &(usize, i64)| kinds[*line];
            relation.terms.len() > 1
                && relation
                    .terms
                    .iter()
                    .all(|term| matches!(kind(term), Kind::Count | Kind::Amount))
        });
        known.derived.retain(|derived| kinds[derived.cell] == Kind::Derived);
        known
    }

    fn sum(&mut self, parts: Vec<usize>, whole: Option<usize>) {
        if let Some(whole) = whole {
            self.relate(parts, vec![whole], Bound::Zero, Source::Table);
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

/// A line as it was.
pub(super) struct Line {
    table: Option<TableId>,
    group: String,
    row: String,
    gender: String,
    class: String,
    measure: String,
    kind: Kind,
}

impl Line {
    fn of(line: &line::Line) -> Self {
        let figure = &line.figure;
        Self {
            table: line.table(),
            group: figure.group.clone(),
            row: figure.row.clone(),
            gender: figure.gender_code().to_owned(),
            class: figure.class.clone(),
            measure: figure.measure.code().to_owned(),
            kind: line.kind,
        }
    }
}

enum Layout {
    ByAge,
    ByGender,
    Pay,
}

impl Layout {
    fn of(table: TableId) -> Option<Self> {
        match table.place() {
            1 | 2 | 4 | 9 | 11 => Some(Self::ByAge),
            3 | 6 | 7 | 8 | 10 => Some(Self::ByGender),
            5 => Some(Self::Pay),
            _ => None,
        }
    }
}

/// A sum with its terms in order, equalities with one sign.
type Sum = (Vec<(usize, i64)>, bool);

fn sum(terms: &[(usize, i64)], is_equal: bool) -> Sum {
    let mut terms = terms.to_vec();
    terms.sort_unstable();
    let sign = if is_equal { terms[0].1.signum() } else { 1 };
    (terms.into_iter().map(|(line, by)| (line, by * sign)).collect(), is_equal)
}

/// Whether the relations of the tables and what was written by hand are one system; how many
/// relations it has.
pub(crate) fn agrees(format: &Format, csv: &[u8]) -> Result<usize, String> {
    let lines = super::attack::read(format, csv).ok_or("no csv")?;
    let new = super::knowledge::Knowledge::of(format, &lines);
    let old_lines: Vec<Line> = lines.iter().map(Line::of).collect();
    let old = Knowledge::of(format, &old_lines);
    // Which agreement of the one is which of the other.
    let mut pairs: BTreeMap<Sum, BTreeSet<String>> = BTreeMap::new();
    for relation in &old.relations {
        let sum = sum(&relation.terms, relation.bound == Bound::Zero);
        pairs.entry(sum).or_default().insert(format!("old {:?}", relation.source));
    }
    for relation in &new.relations {
        let sum = sum(&relation.terms, relation.bound == anatomy::Bound::Equal);
        pairs.entry(sum).or_default().insert(format!("new {:?}", relation.source));
    }
    let mut sources: BTreeSet<Vec<String>> = BTreeSet::new();
    for (sum, source) in &pairs {
        let source: Vec<String> = source.iter().cloned().collect();
        if source.len() < 2 {
            let (group, row) = (&old_lines[sum.0[0].0].group, &old_lines[sum.0[0].0].row);
            return Err(format!("{source:?} alone: {sum:?}, {group} {row}"));
        }
        sources.insert(source);
    }
    let each = |side: usize| sources.iter().map(|pair| &pair[side]).collect::<BTreeSet<_>>().len();
    if each(0) != sources.len() || each(1) != sources.len() {
        return Err(format!("{sources:?}"));
    }
    let of_old: BTreeSet<_> =
        old.derived.into_iter().map(|one| (one.cell, one.part, one.whole, one.scale)).collect();
    let of_new: BTreeSet<_> =
        new.derived.into_iter().map(|one| (one.cell, one.part, one.whole, one.scale)).collect();
    if of_old != of_new {
        let differ: Vec<_> = of_old.symmetric_difference(&of_new).take(3).collect();
        return Err(format!("derived: {differ:?}"));
    }
    let ties = |ties: Vec<(usize, usize)>| ties.into_iter().collect::<BTreeSet<_>>();
    if ties(old.ties) != ties(new.ties) {
        return Err("ties".to_owned());
    }
    Ok(pairs.len() + of_new.len())
}
