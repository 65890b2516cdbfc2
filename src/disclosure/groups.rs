//! Groups so small that whoever knows somebody in one learns from the figures in which part of it that
//! person is: the only woman of a grade, whose age class is told by the one figure that is not zero.

use super::full::Full;
use super::knowledge::{Knowledge, Relation};
use super::line::{Kind, Line};
use crate::model::anatomy::Bound;
use crate::model::role::ColumnRole;

/// One side of an equality: parts that together are so few people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    pub(super) parts: Vec<usize>,
    pub(super) people: i64,
}

/// The groups of fewer people than the threshold, but some. That men and women are told apart is no
/// secret; anything else may be.
pub(super) fn small(
    lines: &[Line],
    known: &Knowledge,
    threshold: impl Fn(usize) -> u64,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for relation in known.relations.iter().filter(|relation| is_of_people(lines, relation)) {
        for sign in [1, -1] {
            let of_side = relation.terms.iter().filter(|(_, by)| by.signum() == sign);
            let parts: Vec<usize> = of_side.map(|(line, _)| *line).collect();
            let numbers = parts.iter().map(|line| lines[*line].number());
            let Some(people) = numbers.sum::<Option<i64>>() else { continue };
            let least = parts.iter().map(|line| threshold(*line)).max().unwrap_or_default();
            let is_small = people > 0 && people.unsigned_abs() < least;
            if is_small && parts.len() > 1 && !are_genders(lines, &parts) {
                groups.push(Group { parts, people });
            }
        }
    }
    groups.sort();
    groups.dedup();
    groups
}

fn is_of_people(lines: &[Line], relation: &Relation) -> bool {
    relation.bound == Bound::Equal
        && relation.sum(lines) == Some(0)
        && relation.terms.iter().all(|(line, _)| lines[*line].kind == Kind::Count)
}

/// True for the men and the women of one row.
fn are_genders(lines: &[Line], parts: &[usize]) -> bool {
    let figure = |part: &usize| &lines[*part].figure;
    let has_classes = |part: &usize| figure(part).column_role.is_some_and(ColumnRole::is_class);
    let first = figure(&parts[0]);
    parts.iter().all(|part| {
        !has_classes(part) && figure(part).row == first.row && figure(part).group == first.group
    })
}

impl Group {
    /// The parts that two people are in, one each: each of them knows herself.
    pub(super) fn pair(&self, lines: &[Line]) -> Option<[usize; 2]> {
        let is_full = |part: &usize| lines[*part].number() != Some(0);
        let mut full = self.parts.iter().copied().filter(is_full);
        match (full.next(), full.next(), full.next()) {
            (Some(one), Some(other), None) if self.people == 2 => Some([one, other]),
            _ => None,
        }
    }
}

/// People in small groups of whom shown zeros tell the place: only one of the parts is no shown zero, or one
/// beside that of somebody who knows herself.
pub(super) fn told_by_zeros(full: &Full<'_>, is_shown: &[bool]) -> u64 {
    let threshold = |line: usize| full.threshold(full.lines[line].table());
    let groups = small(&full.lines, &full.known, threshold);
    let is_told = |group: &&Group| {
        let may_be = |part: &&usize| !(is_shown[**part] && full.lines[**part].number() == Some(0));
        match group.parts.iter().filter(may_be).count() {
            1 => true,
            2 => group.pair(&full.lines).is_some(),
            _ => false,
        }
    };
    groups.iter().filter(is_told).map(|group| group.people.unsigned_abs()).sum()
}
