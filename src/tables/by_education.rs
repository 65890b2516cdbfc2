//! The layout that tables 1.6 and 1.7 share: grade and education, counts and shares by gender.

use super::tally::Tally;
use super::{Content, by_gender, figure};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::role::RowRole;
use crate::model::table::Row;

/// Counts `people` by grade and education; the last class of the tally is "Non indicato".
pub(super) fn content(dataset: &Dataset, words: &TableFormat, people: &[&Employee]) -> Content {
    let unknown = dataset.education_levels.len();
    let mut tallies = vec![vec![Tally::new(1); unknown + 1]; dataset.grades.len()];
    let mut whole = Tally::new(1);
    for person in people {
        let level = person.education.unwrap_or(unknown);
        tallies[person.grade][level].count(person.gender, 0);
        whole.count(person.gender, 0);
    }
    let mut rows = Vec::new();
    for (grade, levels) in dataset.grades.iter().zip(&tallies) {
        for (level, tally) in levels.iter().enumerate().filter(|(_, tally)| tally.total() > 0) {
            let known = dataset.education_levels.get(level).map(|level| level.label.as_str());
            let label = known.unwrap_or_else(|| words.row("unknown"));
            let cells = by_gender::cells(tally, whole.total(), figure::count);
            rows.push(Row::in_group(RowRole::Body, &grade.label, label, cells));
        }
    }
    let sums = by_gender::cells(&whole, whole.total(), figure::count);
    rows.push(words.keyed_row("total", sums));
    let everybody = dataset.people.len() as u64;
    let shares = by_gender::percent_cells(&whole, everybody, Measure::People);
    rows.push(words.keyed_row("percent", shares));
    Content { columns: by_gender::columns(words), rows, ..Content::default() }
}
