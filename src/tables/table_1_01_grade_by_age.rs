//! Table 1.1: people by gender and age in each grade.

use num_bigint::BigInt;

use super::tally::{Amount, Tally};
use super::{Content, figure};
use crate::italian;
use crate::model::cell::Cell;
use crate::model::chart::{Chart, ChartKind, PyramidBar, ShareBar};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ratio::Ratio;
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Column, Row, RowKind};

/// One row for each grade with people in it; percentages over everybody, top bodies included.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let classes = dataset.age_bands.len();
    let by_grade = tallies(dataset);
    let whole = whole(dataset);
    let grades: Vec<(&str, &str, &Tally)> = dataset
        .grades
        .iter()
        .zip(&by_grade)
        .map(|(grade, tally)| (grade.category.label(), grade.label.as_str(), tally))
        .collect();
    let rows = rows(words, &grades, &whole, figure::count);
    Some(Content {
        sentences: sentences(dataset, &whole, classes),
        columns: columns(dataset, words),
        rows,
        notes: notes(dataset),
        charts: vec![pyramid(dataset, &whole), women_share(dataset, &by_grade)],
    })
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
            Row::in_group(RowKind::Body, category, grade, cells(tally, &print))
        })
        .collect();
    rows.push(Row::new(RowKind::Total, words.row("total"), cells(whole, &print)));
    let shares = cells(whole, |amount| figure::percent(amount, whole.total()));
    rows.push(Row::new(RowKind::Percent, words.row("percent"), shares));
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
    let mut columns = Vec::new();
    for gender in Gender::ALL {
        columns.extend(dataset.age_bands.iter().map(|band| Column {
            gender: Some(gender),
            label: band.label.clone(),
            mark: None,
            spanner: None,
        }));
    }
    columns.push(Column {
        gender: None,
        label: words.column("total").to_owned(),
        mark: None,
        spanner: None,
    });
    columns
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
    notes
}

fn sentences(dataset: &Dataset, whole: &Tally, classes: usize) -> Vec<String> {
    let total = whole.total();
    let share = |part| italian::with_article(&figure::percent(part, total).text);
    let class_total = |class: usize| {
        Gender::ALL.into_iter().map(|gender| whole.classes(gender)[class]).sum::<u64>()
    };
    let largest = (0..classes).rev().max_by_key(|class| class_total(*class)).unwrap_or_default();
    vec![
        match whole.women() {
            1 => format!("C'è una donna su {}, {} del personale.", people(total), share(1)),
            women => format!(
                "Le donne sono {} su {}, {} del personale.",
                italian::count(women),
                italian::count(total),
                share(women),
            ),
        },
        format!(
            "La classe di età «{}» ha {}, {} del totale.",
            dataset.age_bands[largest].label,
            people(class_total(largest)),
            share(class_total(largest)),
        ),
    ]
}

fn people(count: u64) -> String {
    italian::counted(count, "persona", "persone")
}

fn pyramid(dataset: &Dataset, whole: &Tally) -> Chart {
    let bars: Vec<PyramidBar> = dataset
        .age_bands
        .iter()
        .enumerate()
        .map(|(class, band)| PyramidBar {
            label: band.label.clone(),
            men: whole.classes(Gender::Man)[class],
            women: whole.classes(Gender::Woman)[class],
        })
        .collect();
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| {
            let men = italian::counted(bar.men, "uomo", "uomini");
            let women = italian::counted(bar.women, "donna", "donne");
            format!("{}: {men} e {women}", bar.label)
        })
        .collect();
    Chart {
        title: "Personale per classe di età e genere".to_owned(),
        description: format!("Piramide delle età, persone per classe. {}.", numbers.join("; ")),
        kind: ChartKind::Pyramid(bars),
    }
}

fn women_share(dataset: &Dataset, by_grade: &[Tally]) -> Chart {
    let bars: Vec<ShareBar> = dataset
        .grades
        .iter()
        .zip(by_grade)
        .map(|(grade, tally)| {
            let ratio = Ratio::percent(tally.women(), tally.total()).unwrap_or_else(Ratio::zero);
            let share: BigInt = ratio.scaled(2);
            ShareBar {
                label: grade.label.clone(),
                women: tally.women(),
                people: tally.total(),
                share,
                text: italian::percent(&ratio),
            }
        })
        .collect();
    let numbers: Vec<String> = bars
        .iter()
        .map(|bar| {
            let women = italian::counted(bar.women, "donna", "donne");
            format!("{}: {women} su {} ({} %)", bar.label, bar.people, bar.text)
        })
        .collect();
    Chart {
        title: "Quota di donne per inquadramento".to_owned(),
        description: format!("Donne in percentuale delle persone. {}.", numbers.join("; ")),
        kind: ChartKind::WomenShare(bars),
    }
}
