//! First protection: the figures that give somebody away by themselves.

use std::collections::BTreeSet;

use super::knowledge::Knowledge;
use super::line::{Kind, Line, Shown};
use crate::model::anatomy::{Bound, Labels, Population};
use crate::model::cell::{Cell, Value};
use crate::model::format::{Format, TableFormat};
use crate::model::settings::{DisclosureSettings, Exemption};
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

/// The smallest group that a table may show.
pub(super) fn threshold(
    format: &Format,
    rules: &DisclosureSettings,
    table: Option<TableId>,
) -> u64 {
    let words = table.and_then(|table| format.find(table));
    let is_sensitive = words.is_some_and(|words| words.sensitive);
    if is_sensitive { rules.sensitive_threshold } else { rules.threshold }
}

/// People whose pay a mean may be of: of fewer the pay of one follows from what is known of the others.
pub(super) const FEWEST_IN_MEAN: u64 = 5;

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
        (_, Value::Euro(_)) => cell.contributors.is_none_or(|behind| {
            behind.people < threshold.max(FEWEST_IN_MEAN) || behind.is_dominated
        }),
        (_, Value::Quantity(_) | Value::Count(_)) => {
            cell.contributors.is_none_or(|behind| is_small(behind.people) || behind.is_dominated)
        }
        _ => false,
    }
}

/// The lines that are public by law, and their sums.
pub(super) fn exempt(
    format: &Format,
    lines: &[Line],
    known: &Knowledge,
    exemptions: &[Exemption],
) -> Vec<bool> {
    let by_law = ByLaw::of(format, lines, exemptions);
    let mut exempt: Vec<bool> = lines.iter().map(|line| by_law.shows(line)).collect();
    if exempt.contains(&true) {
        spread(lines, known, &mut exempt);
    }
    exempt
}

/// What the settings say is public by law.
struct ByLaw<'a> {
    format: &'a Format,
    categories: Vec<StaffCategory>,
    /// Grades of these categories and of no other, for the tables that name no category.
    grades: BTreeSet<&'a str>,
    tables: Vec<TableId>,
}

impl<'a> ByLaw<'a> {
    fn of(format: &'a Format, lines: &'a [Line], exemptions: &[Exemption]) -> Self {
        let tables = exemptions.iter().filter_map(|exemption| exemption.table.as_deref());
        let of_acts = format.tables.iter().filter(|words| words.public_acts);
        let mut by_law = Self {
            format,
            categories: exemptions.iter().filter_map(|exemption| exemption.category).collect(),
            grades: BTreeSet::new(),
            tables: tables.filter_map(TableId::read).chain(of_acts.map(|words| words.id)).collect(),
        };
        let is_of_list = |line: &&Line| {
            let words = by_law.words(line);
            words.is_some_and(|words| words.anatomy().labels == Labels::CategoriesAndGrades)
        };
        let (public, others): (Vec<&Line>, Vec<&Line>) =
            lines.iter().filter(is_of_list).partition(|line| by_law.names(&line.figure.group));
        let grades = |lines: Vec<&'a Line>| -> BTreeSet<&'a str> {
            lines.into_iter().map(|line| line.figure.row.as_str()).collect()
        };
        by_law.grades = &grades(public) - &grades(others);
        by_law
    }

    fn words(&self, line: &Line) -> Option<&'a TableFormat> {
        line.table().and_then(|table| self.format.find(table))
    }

    fn names(&self, category: &str) -> bool {
        self.categories.iter().any(|of| of.label() == category)
    }

    fn shows(&self, line: &Line) -> bool {
        let Some(words) = self.words(line) else { return false };
        let (anatomy, figure) = (words.anatomy(), &line.figure);
        let is_of_staff = anatomy.agreements.iter().any(|agreement| {
            matches!(agreement.of, Population::Of(accepts) if accepts(StaffCategory::NonManager))
        });
        self.tables.contains(&words.id)
            || match anatomy.labels {
                Labels::CategoriesAndGrades => self.names(&figure.group),
                // What is public of a post says nothing of the rest of the staff.
                Labels::GroupedByGrade if is_of_staff => false,
                labels => {
                    let grade = labels.grade(&figure.group, &figure.row);
                    grade.is_some_and(|grade| self.grades.contains(grade))
                }
            }
    }
}

/// A sum of what is public by law, or the same figure in another table, is public too. A difference is not: who is
/// left when those that the law shows are taken away is in no law.
fn spread(lines: &[Line], known: &Knowledge, exempt: &mut [bool]) {
    loop {
        let mut has_changed = false;
        for relation in known.relations.iter().filter(|relation| relation.bound == Bound::Equal) {
            let is_open = |line: usize| !exempt[line] && lines[line].shown != Shown::Number(0);
            let mut open = relation.terms.iter().filter(|(line, _)| is_open(*line));
            let rests_on_law = relation.terms.iter().any(|(line, _)| exempt[*line]);
            if let (true, Some((last, by)), None) = (rests_on_law, open.next(), open.next()) {
                let mut others = relation.terms.iter().filter(|(line, _)| line != last);
                if others.all(|(_, other)| other.signum() != by.signum()) {
                    exempt[*last] = true;
                    has_changed = true;
                }
            }
        }
        if !has_changed {
            return;
        }
    }
}
