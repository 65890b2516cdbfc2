//! The printed tables: rounded figures, means of enough people, and everything that is computed from them.

use std::collections::BTreeMap;

use super::choice::Chosen;
use crate::disclosure::coarse::coarse_mean;
use crate::disclosure::full::{Full, State};
use crate::disclosure::knowledge::Derived;
use crate::disclosure::line::{Kind, Line};
use crate::disclosure::primary::FEWEST_IN_MEAN;
use crate::italian;
use crate::model::cell::{Cell, Measure, Value};
use crate::model::ratio::Ratio;
use crate::model::role::ColumnRole;
use crate::model::table::Table;

/// What a figure is in the public edition.
enum Printed {
    Number(i64),
    /// Kept back.
    Hidden,
    /// There is nobody, as far as is printed.
    Nothing,
}

/// The tables, and what became of each line.
pub(super) fn tables(full: &Full<'_>, chosen: &Chosen) -> (Vec<Table>, Vec<State>) {
    let mut tables = full.tables.to_vec();
    let mut states = vec![State::Shown; full.lines.len()];
    let means = Means::of(full, chosen);
    let formulas = full.known.formulas(full.lines.len());
    let printed: Vec<Printed> =
        (0..full.lines.len()).map(|index| printed(full, chosen, &means, index)).collect();
    for (index, line) in full.lines.iter().enumerate() {
        let place = full.places[index];
        let cell = &mut tables[place.table].rows[place.row].cells[place.column];
        let (new, state) = match line.kind {
            Kind::Derived => derived(full, &printed, &formulas[index], index, cell),
            _ => figure(line, &printed[index], cell),
        };
        *cell = new;
        states[index] = state;
    }
    (tables, states)
}

fn printed(full: &Full<'_>, chosen: &Chosen, means: &Means, index: usize) -> Printed {
    let line = &full.lines[index];
    if full.exempt[index] {
        return line.number().map_or(Printed::Nothing, Printed::Number);
    }
    match (chosen.numbers[index], line.number()) {
        (Some(number), _) => Printed::Number(number),
        (None, Some(_)) if line.figure.measure == Measure::Euro => means.of_line(full, index),
        // Who presides a board, and what few can have used.
        _ if full.places[index].is_first || full.places[index].is_of_few => Printed::Hidden,
        (None, Some(number)) => Printed::Number(number),
        (None, None) => Printed::Nothing,
    }
}

fn figure(line: &Line, printed: &Printed, old: &Cell) -> (Cell, State) {
    match printed {
        Printed::Hidden => (Cell::protected(old.measure), State::First),
        Printed::Nothing if line.number().is_some() => (not_applicable("–", old), State::First),
        Printed::Nothing => (old.clone(), State::Shown),
        Printed::Number(number) if Some(*number) == line.number() => {
            // Among multiples nobody looks for decimals: `510`, and not `510,0`.
            let is_plain = matches!(old.value, Value::Quantity(_)) && number % 100 == 0;
            let text = |value: &Ratio| italian::quantity(value, 0);
            let cell =
                if is_plain { amount(*number, old, text, Value::Quantity) } else { old.clone() };
            (cell, State::Shown)
        }
        Printed::Number(number) => {
            let new = match &old.value {
                Value::Count(_) => count(*number, old),
                Value::Euro(_) => amount(*number, old, italian::money, Value::Euro),
                _ => amount(*number, old, |value| italian::quantity(value, 0), Value::Quantity),
            };
            (new, State::Changed)
        }
    }
}

fn count(number: i64, old: &Cell) -> Cell {
    let count = number.unsigned_abs();
    Cell { value: Value::Count(count), text: count.to_string(), ..old.clone() }
}

fn amount(
    hundredths: i64,
    old: &Cell,
    text: impl Fn(&Ratio) -> String,
    value: fn(Ratio) -> Value,
) -> Cell {
    let amount = Ratio::of(hundredths, 100).unwrap_or_else(Ratio::zero);
    Cell { text: text(&amount), value: value(amount), ..old.clone() }
}

fn not_applicable(text: &str, old: &Cell) -> Cell {
    Cell {
        value: Value::NotApplicable,
        text: text.to_owned(),
        measure: old.measure,
        contributors: None,
    }
}

/// A percentage, a mean per head, a gap: made anew from what is printed.
fn derived(
    full: &Full<'_>,
    printed: &[Printed],
    formulas: &[&Derived],
    index: usize,
    old: &Cell,
) -> (Cell, State) {
    let line = &full.lines[index];
    let is_right = |formula: &&Derived| line.number().is_none() || formula.comes_out(&full.lines);
    let formulas = formulas.iter().copied();
    let Some(formula) = formulas.filter(is_right).min_by_key(|formula| formula.source) else {
        return match line.number() {
            Some(_) => (Cell::protected(old.measure), State::Derived),
            None => (old.clone(), State::Shown),
        };
    };
    let lines = || {
        let parts = formula.part.iter().map(|(line, _)| *line);
        parts.chain(formula.whole.iter().copied())
    };
    let is_any = |wanted: fn(&Printed) -> bool| lines().any(|line| wanted(&printed[line]));
    let has_nobody = is_any(|of| matches!(of, Printed::Nothing));
    if !has_nobody && is_any(|of| matches!(of, Printed::Hidden)) {
        return (Cell::protected(old.measure), State::Derived);
    }
    let number = |line: usize| match printed[line] {
        Printed::Number(number) => Some(number),
        Printed::Hidden | Printed::Nothing => None,
    };
    let part: Option<i64> = formula.part.iter().map(|(line, by)| Some(by * number(*line)?)).sum();
    let whole: Option<i64> = formula.whole.iter().map(|line| number(*line)).sum();
    let (Some(part), Some(whole)) = (part, whole) else {
        let text = if line.number().is_some() { "n.a." } else { old.text.as_str() };
        return (not_applicable(text, old), State::Shown);
    };
    (computed(line, formula, (part, whole), old), State::Shown)
}

fn computed(line: &Line, formula: &Derived, (part, whole): (i64, i64), old: &Cell) -> Cell {
    let whole = if formula.whole.is_empty() { 1 } else { whole };
    let is_share_of_gender = line.figure.column_role == Some(ColumnRole::GenderShare);
    let hundredths = Ratio::of(part, whole).map(|value| value * Ratio::from(formula.scale));
    let value = hundredths.and_then(|value| value.checked_div(&Ratio::from(100)));
    match (old.measure, value) {
        (Measure::Percent, _) if is_share_of_gender && part == 0 => not_applicable("--", old),
        (Measure::Percent, value) => {
            let value = value.unwrap_or_else(Ratio::zero);
            Cell { text: italian::percent(&value), value: Value::Percent(value), ..old.clone() }
        }
        (Measure::Euro, Some(value)) => {
            Cell { text: italian::money(&value), value: Value::Euro(value), ..old.clone() }
        }
        (_, Some(value)) => {
            let text = italian::quantity(&value, 2);
            Cell { text, value: Value::Quantity(value), ..old.clone() }
        }
        (_, None) => not_applicable("–", old),
    }
}

/// The people behind each mean, as they are printed.
struct Means {
    /// By table, row and column: the printed people.
    people: BTreeMap<(usize, usize, usize), i64>,
    distance: i64,
}

impl Means {
    fn of(full: &Full<'_>, chosen: &Chosen) -> Self {
        let mut people = BTreeMap::new();
        for (place, number) in full.places.iter().zip(&chosen.numbers) {
            let table = &full.tables[place.table];
            if let (ColumnRole::People, Some(number)) = (table.columns[place.column].role, number) {
                let gender = table.columns[place.column].gender;
                let mean = table
                    .columns
                    .iter()
                    .position(|column| column.role == ColumnRole::Mean && column.gender == gender);
                people.extend(mean.map(|mean| ((place.table, place.row, mean), *number)));
            }
        }
        let unit = i64::try_from(full.rules.threshold).unwrap_or(i64::MAX);
        let distance = if chosen.is_wide { 2 * unit - 1 } else { unit - 1 };
        Self { people, distance }
    }

    /// A mean is shown where what is printed says that it is of enough people, so that showing it says
    /// nothing new of how many they are.
    fn of_line(&self, full: &Full<'_>, index: usize) -> Printed {
        let place = full.places[index];
        let people = self.people.get(&(place.table, place.row, place.column)).copied();
        let people = people.unwrap_or_default();
        if people == 0 {
            return Printed::Nothing;
        }
        let least = (people - self.distance).unsigned_abs();
        let Value::Euro(mean) = &place.of(full.tables).value else { return Printed::Hidden };
        if place.is_first || people <= self.distance || least < FEWEST_IN_MEAN {
            return Printed::Hidden;
        }
        let hundredths = (coarse_mean(mean, least) * Ratio::from(100)).scaled(0);
        i64::try_from(hundredths).map_or(Printed::Hidden, Printed::Number)
    }
}
