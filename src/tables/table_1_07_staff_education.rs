//! Table 1.7: people who are not managers by grade and education.

use super::printed::{Line, Printed};
use super::{Content, Description, by_education, by_gender, figure};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_gender as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::GroupedByGrade,
    measure: Measure::People,
    relations: &[Relation::Layout(by_gender::RELATIONS), by_gender::PERCENT_OF_STAFF],
    agreements: &[Agreement {
        people: Some("personale non dirigente"),
        rows: &[RowRole::Body],
        bound: Bound::Equal,
        table: TableId::GRADES,
        of: Population::Of(StaffCategory::is_non_manager),
        by_grade: true,
    }],
};

/// `None` when the staff file has no education column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.education {
        return None;
    }
    let people: Vec<&Employee> = dataset
        .people
        .iter()
        .filter(|person| dataset.category(person) == StaffCategory::NonManager)
        .collect();
    Some(by_education::content(dataset, words, &people))
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description { sentences: sentence(printed).into_iter().collect(), ..Description::default() }
}

/// Degrees are the levels that table 1.6 lists: from "Laurea" upwards.
fn sentence(printed: Printed<'_>) -> Option<String> {
    let total = printed.total()?;
    if total.count(None)? == 0 {
        return Some(printed.none("Nessuna persona nel personale non dirigente."));
    }
    let degrees = &printed.format().table(TableId::MANAGER_EDUCATION).order;
    let unknown = printed.words().row("unknown");
    let has_degree = |line: &Line<'_>| {
        line.label() != unknown && degrees.iter().any(|degree| degree == line.label())
    };
    let share = |gender: Gender, noun: &str| {
        let all = total.count(Some(gender))?;
        let rows = printed.body().filter(has_degree).map(|line| line.count(Some(gender)));
        let part = rows.sum::<Option<u64>>()?;
        let percent = italian::with_article(&figure::percent(part, all).text);
        let (part, of) = (italian::count(part), italian::count(all));
        (all > 0).then(|| format!("{percent} {noun} ({part} su {of})"))
    };
    let shares = [share(Gender::Woman, "delle donne"), share(Gender::Man, "degli uomini")];
    let shares: Vec<String> = shares.into_iter().flatten().collect();
    let without = printed.body().filter(|line| line.label() == unknown);
    let without = match without.map(|line| line.count(None)).sum() {
        Some(0) => String::new(),
        Some(people) => format!(
            "; di {} il titolo non è indicato",
            italian::counted(people, "persona", "persone")
        ),
        None => "; di qualche persona il titolo non è indicato".to_owned(),
    };
    (!shares.is_empty()).then(|| format!("Ha almeno una laurea {}{without}.", shares.join(" e ")))
}
