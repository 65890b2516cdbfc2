//! The headers of a table: what is read aloud before a cell must be every label of its row and every
//! heading of its column, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::Object;

use super::Fault;
use super::tree::{Node, Tree};

/// A cell in its place; columns and rows are counted from 0.
struct Cell<'a> {
    columns: Range<usize>,
    rows: Range<usize>,
    /// `None` for a data cell.
    scope: Option<Scope>,
    id: &'a [u8],
    headers: Vec<&'a [u8]>,
}

/// What a header is the header of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Row,
    Column,
    Both,
    Missing,
}

/// The cells of a table, and which of them are headers of each row and column, from the outside in.
struct Grid<'a> {
    cells: Vec<Cell<'a>>,
    /// Rows at the top that hold nothing but headings.
    head: usize,
    of_row: Vec<Vec<usize>>,
    of_column: Vec<Vec<usize>>,
    by_id: BTreeMap<&'a [u8], usize>,
}

pub(super) fn faults(tree: &Tree<'_>, table: &Node<'_>, name: &str, found: &mut Vec<Fault>) {
    let Some(grid) = Grid::read(tree, table) else {
        found.push(Fault::new(format!("{name}: its rows are not of one length")));
        return;
    };
    for cell in &grid.cells {
        let place = || format!("row {}, column {}", cell.rows.start + 1, cell.columns.start + 1);
        if cell.scope == Some(Scope::Missing) {
            found.push(Fault::new(format!("{name}: the header at {} has no scope", place())));
        }
        if cell.scope.is_some() {
            continue;
        }
        let needed = grid.closure(grid.needed(cell));
        let reached = grid.reached(cell);
        if needed.is_empty() || !needed.is_subset(&reached) {
            found.push(Fault::new(format!("{name}: {} does not reach its headers", place())));
        }
        if !reached.is_subset(&needed) {
            found.push(Fault::new(format!("{name}: {} has headers of other cells", place())));
        }
    }
}

impl<'a> Grid<'a> {
    /// `None` where the rows do not make a rectangle.
    fn read(tree: &Tree<'a>, table: &Node<'a>) -> Option<Self> {
        let mut rows = Vec::new();
        for part in tree.children(table) {
            match part.kind {
                "TR" => rows.push(part),
                "THead" | "TBody" | "TFoot" => {
                    rows.extend(tree.children(part).filter(|row| row.kind == "TR"));
                }
                _ => {}
            }
        }
        // For each column, the row above which a cell from further up still stands.
        let mut taken: Vec<usize> = Vec::new();
        let mut cells = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            for cell in tree.children(row) {
                while taken.get(x).is_some_and(|until| *until > y) {
                    x += 1;
                }
                let cell = read_cell(tree, cell, x, y);
                x = cell.columns.end;
                if cell.rows.end > rows.len() || y > 0 && x > taken.len() {
                    return None;
                }
                taken.resize(taken.len().max(x), 0);
                taken[cell.columns.clone()].fill(cell.rows.end);
                cells.push(cell);
            }
            if taken.iter().any(|until| *until <= y) {
                return None;
            }
        }
        Some(Self::of(cells, rows.len(), taken.len()))
    }

    fn of(cells: Vec<Cell<'a>>, rows: usize, columns: usize) -> Self {
        let is_other = |cell: &&Cell<'_>| !matches!(cell.scope, Some(Scope::Column | Scope::Both));
        let head = cells.iter().filter(is_other).map(|cell| cell.rows.start).min();
        let mut grid = Self {
            head: head.unwrap_or(rows),
            of_row: vec![Vec::new(); rows],
            of_column: vec![Vec::new(); columns],
            by_id: BTreeMap::new(),
            cells,
        };
        for (index, cell) in grid.cells.iter().enumerate() {
            let scope = cell.scope;
            if scope.is_none() {
                continue;
            }
            grid.by_id.insert(cell.id, index);
            if matches!(scope, Some(Scope::Row | Scope::Both)) {
                grid.of_row[cell.rows.clone()].iter_mut().for_each(|row| row.push(index));
            }
            if matches!(scope, Some(Scope::Column | Scope::Both)) {
                let columns = &mut grid.of_column[cell.columns.clone()];
                columns.iter_mut().for_each(|column| column.push(index));
            }
        }
        grid
    }

    /// The headers that stand before a cell in its row and over it in its column.
    fn needed(&self, cell: &Cell<'a>) -> BTreeSet<usize> {
        let mut needed = BTreeSet::new();
        for column in cell.columns.clone() {
            needed.extend(self.over(column, cell));
        }
        for row in cell.rows.clone() {
            let before = |index: &&usize| self.cells[**index].columns.end <= cell.columns.start;
            needed.extend(self.of_row[row].iter().filter(before));
        }
        needed
    }

    /// The headings at the head of a column and the last one further down, which takes the place of those
    /// between: also for a heading, which is not under it. A label that is a heading as well only ends it.
    fn over(&self, column: usize, cell: &Cell<'a>) -> Vec<usize> {
        let above = |index: &&usize| self.cells[**index].rows.end <= cell.rows.start;
        let is_of_head = |index: &usize| self.cells[*index].rows.end <= self.head;
        let (mut head, below): (Vec<usize>, Vec<usize>) =
            self.of_column[column].iter().filter(above).partition(|index| is_of_head(index));
        if !matches!(cell.scope, Some(Scope::Column | Scope::Both)) {
            let is_heading = |index: &&usize| self.cells[**index].scope == Some(Scope::Column);
            head.extend(below.last().filter(is_heading));
        }
        head
    }

    /// The headers that a cell names, those that these name, and so on.
    fn reached(&self, cell: &Cell<'a>) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&[u8]> = cell.headers.clone();
        while let Some(id) = waiting.pop() {
            if let Some(&index) = self.by_id.get(id)
                && reached.insert(index)
            {
                waiting.extend(&self.cells[index].headers);
            }
        }
        reached
    }

    /// Headers with their own headers: a label is under the heading of its column.
    fn closure(&self, headers: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut all = headers.clone();
        let mut waiting: Vec<usize> = headers.into_iter().collect();
        while let Some(index) = waiting.pop() {
            let more = self.needed(&self.cells[index]);
            waiting.extend(more.into_iter().filter(|index| all.insert(*index)));
        }
        all
    }
}

fn read_cell<'a>(tree: &Tree<'a>, cell: &Node<'a>, x: usize, y: usize) -> Cell<'a> {
    let span = |name| {
        let span = tree.attribute(cell, name).and_then(|span| span.as_i64().ok());
        span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1).max(1)
    };
    let scope = match tree.attribute(cell, b"Scope").and_then(|scope| scope.as_name().ok()) {
        Some(b"Row") => Scope::Row,
        Some(b"Column") => Scope::Column,
        Some(b"Both") => Scope::Both,
        _ => Scope::Missing,
    };
    let headers = tree.attribute(cell, b"Headers").and_then(|headers| headers.as_array().ok());
    Cell {
        columns: x..x + span(b"ColSpan"),
        rows: y..y + span(b"RowSpan"),
        scope: (cell.kind == "TH").then_some(scope),
        id: cell.element.get(b"ID").and_then(Object::as_str).unwrap_or_default(),
        headers: headers.into_iter().flatten().filter_map(|id| id.as_str().ok()).collect(),
    }
}
