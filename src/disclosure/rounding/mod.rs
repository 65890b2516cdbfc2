//! Arrotondamento: every count is printed as a multiple of the smallest group, at random up or down, so
//! that all sums of all tables still hold.

mod audit;
mod choice;
mod print;

use std::collections::BTreeMap;

use super::full::{Attack, Full, Place, State};
use super::knowledge::Knowledge;
use super::line::{Kind, Line, Shown};
use super::primary;
use crate::model::cell::{Cell, Measure};
use crate::model::format::Format;
use crate::model::protection::{Applied, ProtectionAudit, Rounding};
use crate::model::ratio::Ratio;
use crate::model::role::RowRole;
use crate::model::secret::Secret;
use crate::model::settings::DisclosureSettings;
use crate::model::table::Table;
use crate::model::table_id::TableId;

/// How often the choice is drawn anew where it left something to whoever knows more than is printed.
const DRAWS: u64 = 8;
/// The same where it left a figure to readers; of many lines each draw takes long, and few help.
const MOST_DRAWS: u64 = 64;
const MOST_LINES: u64 = 24_000;

/// The rounded tables and the account of how sure they are; `None` where sums cannot be kept, or where
/// readers could find a figure of few people out.
pub(super) fn protect(full: &Full<'_>, secret: &Secret) -> Option<(Vec<Table>, ProtectionAudit)> {
    let units = units(full);
    let most_draws = (MOST_LINES / (full.lines.len() as u64 + 1)).clamp(DRAWS, MOST_DRAWS);
    let mut best: Option<(choice::Chosen, audit::Findings)> = None;
    let mut suspect = None;
    for draw in 0..most_draws {
        let is_safe = best.as_ref().is_some_and(|(_, of_best)| of_best.found_out.is_none());
        if draw >= DRAWS && is_safe {
            break;
        }
        let chosen = choice::choose(full, &units, secret, draw)?;
        let findings = audit::audit(full, &units, &chosen, suspect);
        suspect = findings.found_out.or(suspect);
        if best.as_ref().is_none_or(|(_, of_best)| findings < *of_best) {
            best = Some((chosen, findings));
        }
        if findings.are_none() {
            break;
        }
    }
    let (chosen, findings) = best.filter(|(_, findings)| findings.found_out.is_none())?;
    let (mut tables, states) = print::tables(full, &chosen);
    let audit = account(full, &chosen, &findings, &states);
    drop_empty_rows(&mut tables, full);
    Some((tables, audit))
}

/// What each line is a multiple of, in its own units; `None` for what is not rounded.
fn units(full: &Full<'_>) -> Vec<Option<i64>> {
    let amounts = amount_units(full);
    let unit = |(line, place): (&Line, &Place)| match (line.kind, line.figure.measure, line.table())
    {
        _ if place.is_of_few => None,
        (Kind::Count, _, table) => i64::try_from(full.threshold(table)).ok(),
        (Kind::Amount, measure, Some(table)) if measure != Measure::Euro => {
            amounts.get(&table).map(|unit| unit * HUNDREDTHS)
        }
        _ => None,
    };
    full.lines.iter().zip(&full.places).map(unit).collect()
}

/// Amounts of lines are in hundredths.
const HUNDREDTHS: i64 = 100;

/// Hours and days of each table are multiples of a round number: so large that what one person used, or so
/// few that one could be found out, is known to within a tenth by nobody.
fn amount_units(full: &Full<'_>) -> BTreeMap<TableId, i64> {
    let mut largest: BTreeMap<TableId, i64> = BTreeMap::new();
    for (place, line) in full.places.iter().zip(&full.lines) {
        let is_amount =
            line.kind == Kind::Amount && line.figure.measure != Measure::Euro && !place.is_of_few;
        if let (true, Some(table)) = (is_amount, line.table()) {
            let of_few = line.number().filter(|_| place.is_first).unwrap_or(0);
            let known = largest.entry(table).or_default();
            *known = (*known).max(of_few);
        }
    }
    let round = |amount: i64| {
        let steps = (0..6).flat_map(|power| [1, 2, 5].map(|step| step * 10_i64.pow(power)));
        steps.into_iter().find(|step| step * HUNDREDTHS * 8 >= amount).unwrap_or(1_000_000)
    };
    largest.into_iter().map(|(table, amount)| (table, round(amount))).collect()
}

fn account(
    full: &Full<'_>,
    chosen: &choice::Chosen,
    findings: &audit::Findings,
    states: &[State],
) -> ProtectionAudit {
    let (mut distance, mut counts) = (0_u64, 0_u64);
    for (line, printed) in full.lines.iter().zip(&chosen.numbers) {
        if let (Kind::Count, Some(number), Some(printed)) = (line.kind, line.number(), printed) {
            distance += number.abs_diff(*printed);
            counts += 1;
        }
    }
    let amounts = amount_units(full).into_iter();
    let applied = Applied::Rounding(Rounding {
        amounts: amounts.map(|(table, unit)| (table, unit.unsigned_abs())).collect(),
        is_wide: chosen.is_wide,
        mean_error: Ratio::of(distance, counts).unwrap_or_else(Ratio::zero),
    });
    let audit::Findings { attacked, narrow, readable, .. } = *findings;
    full.audit(states, applied, Attack { attacked, narrow, readable })
}

/// Rows that would say nothing but zero are not printed: that they are there would say that they are not
/// empty. The rows of the format always are.
fn drop_empty_rows(tables: &mut [Table], full: &Full<'_>) {
    for table in tables {
        let words = full.format.table(table.id);
        if words.public_acts {
            continue;
        }
        let is_figure = |cell: &Cell| cell.measure != Measure::Percent && cell.amount().is_some();
        table.rows.retain(|row| {
            row.role != RowRole::Body
                || words.always_prints(&row.group, &row.label)
                || row.cells.iter().filter(|cell| is_figure(cell)).any(|cell| !cell.is_zero())
                || row.cells.iter().any(Cell::is_protected)
        });
    }
}

/// True where an edition, as it is published, says nothing but multiples, and no attacker finds a figure of few
/// people in it.
pub(super) fn prove(full: &Full<'_>, published: &[Line]) -> bool {
    let lines = full.lines_of(published);
    // Rows of zeros are not printed.
    let mut printed = vec![Some(0); full.lines.len()];
    for (line, place) in published.iter().zip(&lines) {
        if let Some(place) = place {
            printed[*place] = line.number();
        }
    }
    let keeps_back = published.iter().zip(&lines).all(|(line, place)| {
        let is_mean = line.kind == Kind::Amount && line.figure.measure == Measure::Euro;
        let is_kept_back = |place: &Place| place.is_of_few || place.is_first && is_mean;
        line.number().is_none() || place.is_none_or(|place| !is_kept_back(&full.places[place]))
    });
    let units = units(full);
    let Some(chosen) = choice::Chosen::read(full, &units, &printed) else { return false };
    keeps_back
        && says_multiples(published, full.format, full.rules)
        && audit::audit(full, &units, &chosen, None).found_out.is_none()
}

/// True where every number of a `tabelle.csv` is a multiple, public by law, or comes from such numbers.
fn says_multiples(lines: &[Line], format: &Format, rules: &DisclosureSettings) -> bool {
    let known = Knowledge::of(format, lines);
    let exempt = primary::exempt(format, lines, &known, &rules.exemptions);
    let formulas = known.formulas(lines.len());
    let is_right = |(index, line): (usize, &Line)| {
        let Shown::Number(number) = line.shown else { return true };
        let threshold = primary::threshold(format, rules, line.table());
        match line.kind {
            _ if exempt[index] => true,
            Kind::Count => number.unsigned_abs().is_multiple_of(threshold),
            Kind::Amount => number.unsigned_abs().is_multiple_of(HUNDREDTHS.unsigned_abs()),
            Kind::Derived => formulas[index].iter().any(|formula| formula.comes_out(lines)),
            Kind::Apart => true,
        }
    };
    lines.iter().enumerate().all(is_right)
}
