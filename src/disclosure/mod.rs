//! The public edition: figures that give somebody away are kept back, and so is whatever they could
//! be computed from; an attack on the result proves it.

mod attack;
mod case;
mod circuit;
mod grid;
mod knowledge;
mod line;
mod play;
mod primary;
mod program;
mod secondary;
mod system;

use case::{Case, Pattern};
use knowledge::Knowledge;
use line::{Kind, Line, Shown};
use play::Need;

use crate::model::cell::{Cell, Value};
use crate::model::figure::Figure;
use crate::model::format::Format;
use crate::model::protection::{ProtectionAudit, Strategy, TableProtection};
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::secret::Secret;
use crate::model::settings::DisclosureSettings;
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// A public edition that gives nobody away could not be made: too little may be hidden, because of
/// exemptions, or the proof was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the public edition could not be made safe")]
pub struct Unsafe;

/// The tables as the public edition shows them, and the account of how sure that is. The first
/// strategy that leads to a safe edition is taken: they are in the order of what they lose.
pub fn protect(
    tables: &[Table],
    format: &Format,
    rules: &DisclosureSettings,
    secret: &Secret,
) -> Result<(Vec<Table>, ProtectionAudit), Unsafe> {
    let attempts = Strategy::ALL.into_iter();
    attempts
        .map(|strategy| protect_by(strategy, tables, format, rules, secret))
        .find(Result::is_ok)
        .ok_or(Unsafe)?
}

/// The same by one strategy, for comparing what they lose.
pub fn protect_by(
    strategy: Strategy,
    tables: &[Table],
    format: &Format,
    rules: &DisclosureSettings,
    secret: &Secret,
) -> Result<(Vec<Table>, ProtectionAudit), Unsafe> {
    let full = Full::of(tables, format, rules, secret);
    let found = full.hidden(strategy).ok_or(Unsafe)?;
    let mut protected = tables.to_vec();
    for (place, state) in full.places.iter().zip(&found.states) {
        if *state != State::Shown {
            let cell = &mut protected[place.table].rows[place.row].cells[place.column];
            *cell = Cell::protected(cell.measure);
        }
    }
    let audit = full.audit(tables, strategy, &found);
    Ok((protected, audit))
}

/// Attacks a `tabelle.csv` as it is published. `Err` unless every figure that it keeps back has
/// enough play.
pub fn prove(csv: &[u8], format: &Format, rules: &DisclosureSettings) -> Result<(), Unsafe> {
    let lines = attack::read(format, csv).ok_or(Unsafe)?;
    let threshold = |table| threshold(format, rules, table);
    let findings = attack::attack(format, &lines, threshold).ok_or(Unsafe)?;
    if findings.iter().all(attack::Finding::is_safe) { Ok(()) } else { Err(Unsafe) }
}

fn threshold(format: &Format, rules: &DisclosureSettings, table: Option<TableId>) -> u64 {
    let words = table.and_then(|table| format.find(table));
    let is_sensitive = words.is_some_and(|words| words.sensitive);
    if is_sensitive { rules.sensitive_threshold } else { rules.threshold }
}

/// What becomes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Shown,
    First,
    Second,
    Derived,
}

/// A pattern that stood the attack.
struct Found {
    states: Vec<State>,
    findings: Vec<attack::Finding>,
}

/// Where a line stands in the tables.
struct Place {
    /// The figure gives somebody away by itself.
    is_first: bool,
    table: usize,
    row: usize,
    column: usize,
}

impl Place {
    fn of<'t>(&self, tables: &'t [Table]) -> &'t Cell {
        &tables[self.table].rows[self.row].cells[self.column]
    }
}

/// The full edition, ready to be protected.
struct Full<'a> {
    format: &'a Format,
    rules: &'a DisclosureSettings,
    lines: Vec<Line>,
    /// One for each line.
    places: Vec<Place>,
    known: Knowledge,
    case: Case,
}

impl<'a> Full<'a> {
    fn of(
        tables: &[Table],
        format: &'a Format,
        rules: &'a DisclosureSettings,
        secret: &Secret,
    ) -> Self {
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        for (table, of) in tables.iter().enumerate() {
            for (row, of_row) in of.rows.iter().enumerate() {
                for (column, of_column) in of.columns.iter().enumerate() {
                    let Some(cell) = of_row.cells.get(column) else { continue };
                    if let Some(figure) = Figure::of_cell(of.id, of_row, of_column, cell) {
                        lines.push(Line::of(format, figure));
                        places.push(Place { is_first: false, table, row, column });
                    }
                }
            }
        }
        let known = Knowledge::of(format, &lines);
        let exempt = primary::exempt(format, &lines, &known, &rules.exemptions);
        let threshold = |table| threshold(format, rules, table);
        for ((place, line), exempt) in places.iter_mut().zip(&lines).zip(&exempt) {
            let cell = place.of(tables);
            place.is_first =
                !exempt && primary::gives_away(cell, line.kind, threshold(line.table()));
        }
        let case = Case::of(format, &lines, &known, &exempt, threshold, secret);
        Self { format, rules, lines, places, known, case }
    }

    /// Suppress, attack, repeat until safe.
    fn hidden(&self, strategy: Strategy) -> Option<Found> {
        let first = self.case.lines.iter().enumerate();
        let first =
            first.filter(|(_, line)| self.places[**line].is_first).map(|(unknown, _)| unknown);
        let mut pattern = Pattern::of(&self.case, first);
        loop {
            pattern = secondary::protect(&self.case, pattern, strategy)?;
            let states = self.states(&pattern);
            let mut lines = self.lines.clone();
            for (line, state) in lines.iter_mut().zip(&states) {
                if *state != State::Shown {
                    line.shown = Shown::Protected;
                }
            }
            let threshold = |table| threshold(self.format, self.rules, table);
            let findings = attack::attack(self.format, &lines, threshold)?;
            let found_out: Vec<usize> =
                findings.iter().filter(|found| !found.is_safe()).map(|found| found.line).collect();
            if found_out.is_empty() {
                return Some(Found { states, findings });
            }
            for line in found_out {
                let unknown = self.case.lines.binary_search(&line).ok()?;
                pattern
                    .hide(&self.case, secondary::cheapest_beside(&self.case, &pattern, unknown)?);
            }
        }
    }

    fn states(&self, pattern: &Pattern) -> Vec<State> {
        let mut states: Vec<State> = (self.places.iter())
            .map(|place| if place.is_first { State::First } else { State::Shown })
            .collect();
        for unknown in pattern.hidden() {
            let state = &mut states[self.case.lines[unknown]];
            if *state == State::Shown {
                *state = State::Second;
            }
        }
        let is_hidden: Vec<bool> = states.iter().map(|state| *state != State::Shown).collect();
        let mut can_be_computed = vec![false; states.len()];
        for derived in &self.known.derived {
            let is_zero = |(line, _): &(usize, i64)| self.lines[*line].number() == Some(0);
            let is_shown = |line: &usize| !is_hidden[*line];
            // A part of nothing is nothing, whatever the whole.
            let computed = derived.part.iter().all(is_zero)
                || derived.part.iter().all(|(line, _)| is_shown(line))
                    && derived.whole.iter().all(is_shown)
                    && derived.comes_out(&self.lines);
            can_be_computed[derived.cell] |= computed;
        }
        for (index, line) in self.lines.iter().enumerate() {
            let is_number = line.number().is_some();
            if line.kind == Kind::Derived && is_number && !can_be_computed[index] {
                states[index] = State::Derived;
            }
        }
        states
    }

    fn audit(&self, tables: &[Table], strategy: Strategy, found: &Found) -> ProtectionAudit {
        let values = |finding: &attack::Finding| match finding.need {
            Need::Values(_) => Some(finding.proved.high.abs_diff(finding.proved.low) + 1),
            Need::Tenth => None,
        };
        let play = |finding: &attack::Finding| match finding.need {
            Need::Tenth if finding.is_bounded() => {
                Ratio::percent(finding.proved.high - finding.proved.low, finding.proved.high)
            }
            _ => None,
        };
        let sensitive = |table: &&Table| self.format.table(table.id).sensitive;
        let tables_with_data = tables.iter().enumerate().filter(|(_, table)| table.provided);
        ProtectionAudit {
            threshold: self.rules.threshold,
            sensitive_threshold: self.rules.sensitive_threshold,
            sensitive_tables: tables.iter().filter(sensitive).map(|table| table.id).collect(),
            exemptions: self.rules.exemptions.clone(),
            tables: tables_with_data
                .map(|(index, table)| self.account(index, table, &found.states))
                .collect(),
            strategy,
            fewest_values: found.findings.iter().filter_map(values).min(),
            least_play: found.findings.iter().filter_map(play).min(),
        }
    }

    /// What one table lost.
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
        TableProtection {
            table: table.id,
            figures: of_table().count() as u64,
            first: count(State::First),
            second: count(State::Second),
            derived: count(State::Derived),
            people: of_table().map(|(place, _)| people(place)).sum(),
            people_hidden: of_table()
                .filter(|(_, state)| **state != State::Shown)
                .map(|(place, _)| people(place))
                .sum(),
        }
    }
}
