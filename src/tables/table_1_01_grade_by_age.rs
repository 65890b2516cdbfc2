//! Table 1.1: people by gender and age in each grade.

use rust_decimal::Decimal;

use super::printed::Printed;
use super::tally::{Amount, Tally};
use super::{Content, Description, by_age, figure, from_totals, women_share};
use crate::italian;
use crate::model::anatomy::{Along, Anatomy, Labels, Relation, Whole};
use crate::model::cell::{Cell, Measure};
use crate::model::chart::{Chart, ChartKind, PyramidBar};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Column, Row};
use crate::model::totals::TableTotals;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::CategoriesAndGrades,
    measure: Measure::People,
    relations: &[
        Relation::Sum { total: RowRole::Total, parts: &[RowRole::Body] },
        Relation::EachRow(&[Along::Classes(ColumnRole::Total)]),
        Relation::Percent { of: RowRole::Total, whole: Whole::Everybody },
    ],
    agreements: &[],
};

/// One row for each grade with people in it; percentages over everybody, top bodies included.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let by_grade = tallies(dataset);
    let whole = whole(dataset);
    let grades: Vec<(&str, &str, &Tally)> = dataset
        .grades
        .iter()
        .zip(&by_grade)
        .map(|(grade, tally)| (grade.category.label(), grade.label.as_str(), tally))
        .collect();
    let rows = rows(words, &grades, &whole, figure::count);
    Some(Content { columns: columns(dataset, words), rows, notes: notes(dataset) })
}

/// As [`compute`], from totals.
pub(super) fn given(dataset: &Dataset, words: &TableFormat, totals: &TableTotals) -> Content {
    let classes = dataset.age_bands.len();
    let (tallies, whole) = from_totals::tallies(totals, classes);
    let rows: Vec<(&str, &str, &Tally<Decimal>)> = totals
        .rows
        .iter()
        .zip(&tallies)
        .map(|(row, tally)| (row.group.as_str(), row.label.as_str(), tally))
        .collect();
    Content {
        columns: columns(dataset, words),
        rows: self::rows(words, &rows, &whole, from_totals::printer(words, totals)),
        ..Content::default()
    }
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description {
        sentences: [women(printed), largest_class(printed)].into_iter().flatten().collect(),
        charts: pyramid(printed)
            .into_iter()
            .chain(women_share::chart("Quota di donne per inquadramento", printed.body()))
            .collect(),
        ..Description::default()
    }
}

/// One row for each category and grade, then the sums and their shares.
pub(super) fn rows<T: Amount>(
    words: &TableFormat,
    grades: &[(&str, &str, &Tally<T>)],
    whole: &Tally<T>,
    print: impl Fn(T) -> Cell,
) -> Vec<Row> {
    let mut rows: Vec<Row> = grades
        .iter()
        .map(|(category, grade, tally)| {
            Row::in_group(RowRole::Body, category, grade, cells(tally, &print))
        })
        .collect();
    rows.push(words.keyed_row("total", cells(whole, &print)));
    let shares = cells(whole, |amount| figure::percent(amount, whole.total()));
    rows.push(words.keyed_row("percent", shares));
    rows
}

fn tallies(dataset: &Dataset) -> Vec<Tally> {
    let mut tallies = vec![Tally::new(dataset.age_bands.len()); dataset.grades.len()];
    for person in &dataset.people {
        tallies[person.grade].count(person.gender, person.age_band);
    }
    tallies
}

fn whole(dataset: &Dataset) -> Tally {
    let members = dataset.people.iter().map(|person| (person.gender, person.age_band));
    Tally::of(dataset.age_bands.len(), members)
}

pub(super) fn columns(dataset: &Dataset, words: &TableFormat) -> Vec<Column> {
    let classes = Gender::ALL.into_iter().flat_map(|gender| by_age::classes(dataset, gender));
    classes.chain([words.column(None, "total")]).collect()
}

fn cells<T: Amount>(tally: &Tally<T>, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
    let classes = Gender::ALL.into_iter().flat_map(|gender| tally.classes(gender));
    classes.chain([&tally.total()]).map(|count| cell(*count)).collect()
}

fn notes(dataset: &Dataset) -> Vec<String> {
    let thirty = dataset.settings.conventions.age_thirty.label();
    let mut notes: Vec<String> =
        dataset.format.age_bands.notes.get(thirty).cloned().into_iter().collect();
    if dataset.grades.iter().any(|grade| grade.category == StaffCategory::GoverningBody) {
        notes.push(dataset.format.governing_body_note.clone());
    }
    if dataset.undeclared() > 0 {
        notes.push(dataset.format.undeclared_gender_note.clone());
    }
    notes
}

fn women(printed: Printed<'_>) -> Option<String> {
    let total = printed.staff(None)?;
    let women = printed.staff(Some(Gender::Woman))?;
    if total == 0 {
        return Some(printed.none("Nessuna persona in servizio."));
    }
    if women == 0 && printed.are_rounded() {
        return Some(format!("Le donne sono poche, o nessuna, su {}.", people(total)));
    }
    let share = italian::with_article(&figure::percent(women, total).text);
    Some(match women {
        1 => format!("C'è una donna su {}, {share} del personale.", people(total)),
        _ => format!(
            "Le donne sono {} su {}, {share} del personale.",
            italian::count(women),
            italian::count(total),
        ),
    })
}

/// The class with most people; of equal ones the youngest.
fn largest_class(printed: Printed<'_>) -> Option<String> {
    let total = printed.total()?;
    let mut largest: Option<(u64, &String)> = None;
    for (place, class) in printed.classes().iter().enumerate() {
        let [men, women] = Gender::ALL.map(|gender| total.in_class(gender, place));
        let people = men? + women?;
        if largest.is_none_or(|(most, _)| people > most) {
            largest = Some((people, class));
        }
    }
    let (largest, class) = largest.filter(|(largest, _)| *largest > 0)?;
    let share = figure::percent(largest, total.count(None)?);
    Some(format!(
        "La classe di età «{class}» ha {}, {} del totale.",
        people(largest),
        italian::with_article(&share.text),
    ))
}

fn people(count: u64) -> String {
    italian::counted(count, "persona", "persone")
}

/// `None` where nothing of it is left.
fn pyramid(printed: Printed<'_>) -> Option<Chart> {
    let total = printed.total();
    let in_class = |gender, class| total.and_then(|total| total.in_class(gender, class));
    let bars: Vec<PyramidBar> = printed
        .classes()
        .iter()
        .enumerate()
        .map(|(class, label)| PyramidBar {
            label: label.clone(),
            men: in_class(Gender::Man, class),
            women: in_class(Gender::Woman, class),
        })
        .collect();
    if bars.iter().all(|bar| bar.men.is_none() && bar.women.is_none()) {
        return None;
    }
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| {
            let men = figure::spoken(bar.men, "uomo", "uomini");
            let women = figure::spoken(bar.women, "donna", "donne");
            format!("{}: {men} e {women}", bar.label)
        })
        .collect();
    Some(Chart {
        title: "Personale per classe di età e genere".to_owned(),
        description: format!("Piramide delle età, persone per classe. {}.", numbers.join("; ")),
        kind: ChartKind::Pyramid(bars),
    })
}
