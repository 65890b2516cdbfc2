//! Table 1.4: seniority in the present grade of people who are not managers.

use chrono::NaiveDate;

use super::printed::Printed;
use super::tally::Tally;
use super::{Content, Description, by_age, figure};
use crate::italian;
use crate::model::age_band::completed_years;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::staff_category::StaffCategory;
use crate::model::table::Row;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_age as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::GroupedByGrade,
    measure: Measure::People,
    relations: &[Relation::Layout(by_age::RELATIONS), Relation::Details],
    agreements: &[
        Agreement {
            people: Some("personale non dirigente"),
            rows: &[RowRole::Total],
            bound: Bound::Equal,
            table: TableId::GRADES,
            of: Population::Of(StaffCategory::is_non_manager),
            by_grade: false,
        },
        Agreement {
            people: None,
            rows: &[RowRole::Detail],
            bound: Bound::Equal,
            table: TableId::GRADES,
            of: Population::Of(StaffCategory::is_non_manager),
            by_grade: true,
        },
    ],
};

/// Row keys of the format: intervals [0,3) [3,5) [5,10] (10,…) in completed years.
const INTERVALS: [&str; 5] = ["under_3", "from_3_to_5", "from_5_to_10", "over_10", "unknown"];
const UNKNOWN: usize = 4;

/// The rows of the format; then, where the staff has several grades, the same rows for each grade.
/// `None` when the staff file has no date of entry in the grade.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.in_grade_since {
        return None;
    }
    let classes = dataset.age_bands.len();
    let by_grade = tallies(dataset);
    let mut tallies = vec![Tally::new(classes); INTERVALS.len()];
    let mut whole = Tally::new(classes);
    for (interval, tally) in by_grade.iter().flat_map(|grade| grade.iter().enumerate()) {
        tallies[interval].add(tally);
        whole.add(tally);
    }
    let labels = INTERVALS.map(|key| words.row(key));
    let rows: Vec<(&str, Tally)> = labels
        .into_iter()
        .zip(tallies)
        .enumerate()
        .filter(|(index, (_, tally))| *index != UNKNOWN || tally.total() > 0)
        .map(|(_, row)| row)
        .collect();
    let mut printed = by_age::rows(&rows, &whole, words, figure::count, figure::count);
    let details = details(dataset, labels, &by_grade, &whole);
    let note = (!details.is_empty()).then(|| words.variant_note("by_grade").to_owned());
    printed.extend(details);
    Some(Content {
        columns: by_age::columns(dataset, words),
        rows: printed,
        notes: note.into_iter().collect(),
    })
}

/// People who are not managers, by grade and interval.
fn tallies(dataset: &Dataset) -> Vec<Vec<Tally>> {
    let none = vec![Tally::new(dataset.age_bands.len()); INTERVALS.len()];
    let mut tallies = vec![none; dataset.grades.len()];
    let staff = dataset
        .people
        .iter()
        .filter(|person| dataset.category(person) == StaffCategory::NonManager);
    for person in staff {
        let interval = interval(person, dataset.settings.report.reference_date());
        tallies[person.grade][interval].count(person.gender, person.age_band);
    }
    tallies
}

/// The rows with people in them, by grade; none where there is one grade, which says nothing new.
fn details(
    dataset: &Dataset,
    labels: [&str; INTERVALS.len()],
    by_grade: &[Vec<Tally>],
    whole: &Tally,
) -> Vec<Row> {
    let grades: Vec<(&str, &Vec<Tally>)> = dataset
        .grades
        .iter()
        .map(|grade| grade.label.as_str())
        .zip(by_grade)
        .filter(|(_, tallies)| tallies.iter().any(|tally| tally.total() > 0))
        .collect();
    if grades.len() < 2 {
        return Vec::new();
    }
    let rows = |(grade, tallies): (&str, &Vec<Tally>)| {
        labels
            .into_iter()
            .zip(tallies)
            .filter(|(_, tally)| tally.total() > 0)
            .map(|(label, tally)| by_age::detail_row(grade, label, tally, whole))
            .collect::<Vec<_>>()
    };
    grades.into_iter().flat_map(rows).collect()
}

/// In completed years, so that ten years and some months are still "Tra 5 e 10 anni".
fn interval(person: &Employee, reference: NaiveDate) -> usize {
    let Some(since) = person.in_grade_since else { return UNKNOWN };
    match completed_years(since, reference) {
        None => UNKNOWN,
        Some(0..3) => 0,
        Some(3..5) => 1,
        Some(5..=10) => 2,
        Some(_) => 3,
    }
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description { sentences: sentence(printed).into_iter().collect(), ..Description::default() }
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let total = printed.total()?.count(None)?;
    if total == 0 {
        return Some(printed.none("Nessuna persona nel personale non dirigente."));
    }
    let rows = INTERVALS.iter().filter_map(|key| printed.line(key));
    let rows = rows.map(|row| {
        let (men, women) = (row.count(Some(Gender::Man))?, row.count(Some(Gender::Woman))?);
        Some((row.label(), men, women))
    });
    let rows: Vec<_> = rows.collect::<Option<_>>()?;
    // Of equal rows the longer stay.
    let (label, men, women) = rows.into_iter().max_by_key(|(_, men, women)| men + women)?;
    Some(format!(
        "La classe di anzianità più numerosa è «{label}»: {} su {} ({} %), di cui {} e {}.",
        italian::counted(men + women, "persona", "persone"),
        italian::count(total),
        figure::percent(men + women, total).text,
        italian::counted(women, "donna", "donne"),
        italian::counted(men, "uomo", "uomini"),
    ))
}
