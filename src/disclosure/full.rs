//! The full edition, ready to be protected: its figures as lines, what they say of each other, and which of
//! them give somebody away.

use std::collections::BTreeMap;

use super::candidates::Candidates;
use super::knowledge::Knowledge;
use super::line::Line;
use super::primary;
use crate::model::cell::{Cell, Value};
use crate::model::figure::Figure;
use crate::model::format::Format;
use crate::model::protection::{Applied, ProtectionAudit, TableProtection};
use crate::model::role::{ColumnRole, RowRole};
use crate::model::settings::DisclosureSettings;
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// Where a line stands in the tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The figure gives somebody away by itself.
    pub(super) is_first: bool,
    /// An amount of something sensitive that only few people can have caused: that there is any, or none,
    /// would say it of somebody. Suppression, which prints every zero, cannot keep that back.
    pub(super) is_of_few: bool,
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Place {
    pub(super) fn of<'t>(&self, tables: &'t [Table]) -> &'t Cell {
        &tables[self.table].rows[self.row].cells[self.column]
    }
}

/// What becomes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Shown,
    /// Printed rounded, and not what it was.
    Changed,
    First,
    Second,
    Derived,
}

/// What the attack on a protected edition came to, in the words of [`ProtectionAudit`].
pub(super) struct Attack {
    pub(super) attacked: u64,
    pub(super) narrow: u64,
    pub(super) readable: u64,
}

/// The full edition.
pub(super) struct Full<'a> {
    pub(super) format: &'a Format,
    pub(super) rules: &'a DisclosureSettings,
    pub(super) tables: &'a [Table],
    pub(super) lines: Vec<Line>,
    /// One for each line.
    pub(super) places: Vec<Place>,
    pub(super) known: Knowledge,
    /// Public by law, one for each line.
    pub(super) exempt: Vec<bool>,
}

impl<'a> Full<'a> {
    pub(super) fn of(
        tables: &'a [Table],
        format: &'a Format,
        rules: &'a DisclosureSettings,
    ) -> Self {
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        for (table, of) in tables.iter().enumerate() {
            for (row, of_row) in of.rows.iter().enumerate() {
                for (column, of_column) in of.columns.iter().enumerate() {
                    let Some(cell) = of_row.cells.get(column) else { continue };
                    if let Some(figure) = Figure::of_cell(of.id, of_row, of_column, cell) {
                        lines.push(Line::of(format, figure));
                        places.push(Place {
                            is_first: false,
                            is_of_few: false,
                            table,
                            row,
                            column,
                        });
                    }
                }
            }
        }
        let known = Knowledge::of(format, &lines);
        let exempt = primary::exempt(format, &lines, &known, &rules.exemptions);
        let candidates = Candidates::of(format, &lines);
        for ((place, line), exempt) in places.iter_mut().zip(&lines).zip(&exempt) {
            let threshold = primary::threshold(format, rules, line.table());
            let cell = place.of(tables);
            place.is_of_few = !exempt && candidates.are_few(line, threshold);
            place.is_first = !exempt && primary::gives_away(cell, line.kind, threshold);
        }
        Self { format, rules, tables, lines, places, known, exempt }
    }

    pub(super) fn threshold(&self, table: Option<TableId>) -> u64 {
        primary::threshold(self.format, self.rules, table)
    }

    /// The line of this edition that each line of another is about; `None` for what this one has not.
    pub(super) fn lines_of(&self, published: &[Line]) -> Vec<Option<usize>> {
        let names = self.lines.iter().enumerate().map(|(index, line)| (line.name(), index));
        let places: BTreeMap<String, usize> = names.collect();
        published.iter().map(|line| places.get(&line.name()).copied()).collect()
    }

    /// The account of an edition made of this one, whatever the method.
    pub(super) fn audit(
        &self,
        states: &[State],
        applied: Applied,
        attack: Attack,
    ) -> ProtectionAudit {
        let Attack { attacked, narrow, readable } = attack;
        ProtectionAudit {
            threshold: self.rules.threshold,
            sensitive_threshold: self.rules.sensitive_threshold,
            sensitive_tables: self.sensitive_tables(),
            public_acts: self.public_acts(),
            exemptions: self.rules.exemptions.clone(),
            tables: self.accounts(states),
            applied,
            attacked,
            narrow,
            readable,
        }
    }

    fn sensitive_tables(&self) -> Vec<TableId> {
        let sensitive = |table: &&Table| self.format.table(table.id).sensitive;
        self.tables.iter().filter(sensitive).map(|table| table.id).collect()
    }

    fn public_acts(&self) -> Vec<TableId> {
        let of_acts = |table: &&Table| table.provided && self.format.table(table.id).public_acts;
        self.tables.iter().filter(of_acts).map(|table| table.id).collect()
    }

    /// What each table with data lost.
    fn accounts(&self, states: &[State]) -> Vec<TableProtection> {
        let tables = self.tables.iter().enumerate().filter(|(_, table)| table.provided);
        tables.map(|(index, table)| self.account(index, table, states)).collect()
    }

    fn account(&self, index: usize, table: &Table, states: &[State]) -> TableProtection {
        let of_table =
            || self.places.iter().zip(states).filter(move |(place, _)| place.table == index);
        let count =
            |wanted: State| of_table().filter(|(_, state)| **state == wanted).count() as u64;
        let people = |place: &Place| {
            let (row, column) = (&table.rows[place.row], &table.columns[place.column]);
            let is_inner = row.role == RowRole::Body
                && column.gender.is_some()
                && column.role != ColumnRole::Total;
            match row.cells[place.column].value {
                Value::Count(count) if is_inner => count,
                _ => 0,
            }
        };
        let is_hidden = |state: State| !matches!(state, State::Shown | State::Changed);
        TableProtection {
            table: table.id,
            figures: of_table().count() as u64,
            first: count(State::First),
            second: count(State::Second),
            derived: count(State::Derived),
            changed: count(State::Changed),
            people: of_table().map(|(place, _)| people(place)).sum(),
            people_hidden: of_table()
                .filter(|(_, state)| is_hidden(**state))
                .map(|(place, _)| people(place))
                .sum(),
        }
    }
}
