//! First protection: the figures that give somebody away by themselves.

use super::knowledge::{Bound, Knowledge};
use super::line::{Kind, Line, Shown};
use crate::model::cell::{Cell, Value};
use crate::model::settings::Exemption;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// True for a figure of fewer than `threshold` people, or from which one person's part follows. On
/// people and not on events: three hours of one person are one person.
pub(super) fn gives_away(cell: &Cell, kind: Kind, threshold: u64) -> bool {
    let is_small = |people: u64| people > 0 && people < threshold;
    match (kind, &cell.value) {
        (Kind::Derived, _) => false,
        // Who presides a board is one person.
        (_, Value::Gender(_)) => true,
        (Kind::Count, Value::Count(count)) => {
            is_small(cell.contributors.map_or(*count, |behind| behind.people)) || is_small(*count)
        }
        _ if cell.is_zero() => false,
        // Amounts of an unknown number of people are taken for small.
        (_, Value::Quantity(_) | Value::Euro(_) | Value::Count(_)) => {
            cell.contributors.is_none_or(|behind| is_small(behind.people) || behind.is_dominated)
        }
        _ => false,
    }
}

/// The lines that are public by law, and those that anybody can compute from them and from zeros.
pub(super) fn exempt(lines: &[Line], known: &Knowledge, exemptions: &[Exemption]) -> Vec<bool> {
    let categories: Vec<StaffCategory> =
        exemptions.iter().filter_map(|exemption| exemption.category).collect();
    let is_exempt_group = |group: &str| categories.iter().any(|category| category.label() == group);
    // Grades of the exempt categories alone, for the tables that name no category.
    let is_exempt_grade = |label: &str| {
        let mut of_grade =
            lines.iter().filter(|line| line.table == Some(TableId::GRADES) && line.row == label);
        let mut any =
            lines.iter().filter(|line| line.table == Some(TableId::GRADES) && line.row == label);
        any.next().is_some() && of_grade.all(|line| is_exempt_group(&line.group))
    };
    let by_setting = |line: &Line| {
        let tables = exemptions.iter().filter_map(|exemption| exemption.table.as_deref());
        tables.filter_map(TableId::read).any(|table| line.table == Some(table))
            || match line.table {
                _ if categories.is_empty() => false,
                Some(TableId::GRADES) => is_exempt_group(&line.group),
                Some(TableId::PAY_GAP) => is_exempt_grade(&line.row),
                Some(TableId::MANAGER_EDUCATION) => is_exempt_grade(&line.group),
                _ => false,
            }
    };
    let mut exempt: Vec<bool> = lines.iter().map(by_setting).collect();
    if exempt.contains(&true) {
        spread(lines, known, &mut exempt);
    }
    exempt
}

/// The last open term of a sum follows from the others.
fn spread(lines: &[Line], known: &Knowledge, exempt: &mut [bool]) {
    loop {
        let mut has_changed = false;
        for relation in known.relations.iter().filter(|relation| relation.bound == Bound::Zero) {
            let is_open = |line: usize| !exempt[line] && lines[line].shown != Shown::Number(0);
            let mut open =
                relation.terms.iter().map(|(line, _)| *line).filter(|line| is_open(*line));
            let rests_on_law = relation.terms.iter().any(|(line, _)| exempt[*line]);
            if let (true, Some(last), None) = (rests_on_law, open.next(), open.next()) {
                exempt[last] = true;
                has_changed = true;
            }
        }
        if !has_changed {
            return;
        }
    }
}
