//! The layout that tables by gender and age share: five classes, total and shares for each gender.

use super::figure;
use super::tally::{Amount, Tally};
use crate::model::anatomy::{Along, Relation, Whole};
use crate::model::cell::{Cell, Measure, Value};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::protection::Contributors;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::{Column, Row};

/// What holds in every table of this layout.
pub(super) const RELATIONS: &[Relation] = &[
    Relation::Sum { total: RowRole::Total, parts: &[RowRole::Body] },
    Relation::EachRow(&[
        Along::Classes(ColumnRole::Total),
        Along::Share { share: ColumnRole::RowShare, part: ColumnRole::Total, whole: Whole::Row },
        Along::Share {
            share: ColumnRole::GenderShare,
            part: ColumnRole::Total,
            whole: Whole::Column,
        },
    ]),
    Relation::Percent { of: RowRole::Total, whole: Whole::Table },
];

/// Five classes, `Totale`, `Totale % (1)` and `% di genere` for men, then for women.
pub(super) fn columns(dataset: &Dataset, words: &TableFormat) -> Vec<Column> {
    let mut columns = Vec::new();
    for (gender, mark) in Gender::ALL.into_iter().zip(["(2)", "(3)"]) {
        columns.extend(classes(dataset, gender));
        columns.extend(["total", "row_share"].map(|key| words.column(Some(gender), key)));
        let share = words.column(Some(gender), "gender_share");
        columns.push(Column { mark: Some(mark.to_owned()), ..share });
    }
    columns
}

/// One column for each age class of a gender.
pub(super) fn classes(dataset: &Dataset, gender: Gender) -> impl Iterator<Item = Column> {
    let bands = dataset.age_bands.iter().enumerate();
    bands.map(move |(class, band)| Column::new(ColumnRole::Class(class), Some(gender), &band.label))
}

/// The rows of a table together, where no row shares people with another.
pub(super) fn whole<T: Amount>(rows: &[(&str, Tally<T>)], classes: usize) -> Tally<T> {
    let mut whole = Tally::new(classes);
    for (_, tally) in rows {
        whole.add(tally);
    }
    whole
}

/// One row for each label and tally, then `Totale` and `Totale %`; `body` prints the amounts of a
/// row, `sum` those of the total.
pub(super) fn rows<T: Amount>(
    rows: &[(&str, Tally<T>)],
    whole: &Tally<T>,
    words: &TableFormat,
    body: impl Fn(T) -> Cell,
    sum: impl Fn(T) -> Cell,
) -> Vec<Row> {
    let mut printed: Vec<Row> =
        rows.iter().map(|(label, tally)| share_row(label, tally, whole, &body)).collect();
    let footer = |key, cells: &dyn Fn(Gender) -> Vec<Cell>| {
        words.keyed_row(key, by_gender(|gender| [cells(gender), no_shares()].concat()))
    };
    printed.push(footer("total", &|gender| amounts(whole, gender, &sum)));
    let share = |amount| figure::percent(amount, whole.total());
    printed.push(footer("percent", &|gender| amounts(whole, gender, share)));
    printed
}

/// Amounts with their shares: (1) of the row, (2) and (3) of the gender in the whole table.
fn share_row<T: Amount>(
    label: &str,
    tally: &Tally<T>,
    whole: &Tally<T>,
    cell: impl Fn(T) -> Cell,
) -> Row {
    let cells = |gender| {
        let amount = tally.of_gender(gender);
        let mut cells = amounts(tally, gender, &cell);
        cells.push(figure::percent(amount, tally.total()));
        cells.push(figure::gender_share(amount, whole.of_gender(gender)));
        cells
    };
    Row::body(label, by_gender(cells))
}

/// One group's part of a row, with the shares that the rows of the body have.
pub(super) fn detail_row(group: &str, label: &str, tally: &Tally, whole: &Tally) -> Row {
    let row = share_row(label, tally, whole, figure::count);
    Row { role: RowRole::Detail, group: group.to_owned(), ..row }
}

/// People counted once each, beside the totals, with the share (1) of each gender; `key` is that of the
/// row.
pub(super) fn people_row(words: &TableFormat, key: &str, people: &Tally) -> Row {
    let cells = |gender| {
        let mut cells = amounts(people, gender, figure::count);
        cells.push(figure::percent(people.of_gender(gender), people.total()));
        cells.push(figure::blank(Measure::Percent));
        cells
    };
    words.keyed_row(key, by_gender(cells))
}

/// Says which people are behind the amounts of a row.
pub(super) fn behind(row: &mut Row, people: &Tally) {
    let people = Gender::ALL.into_iter().flat_map(|gender| {
        let counts = amounts(people, gender, figure::count).into_iter();
        counts.map(Some).chain([None, None])
    });
    for (cell, people) in row.cells.iter_mut().zip(people) {
        if let Some(Value::Count(people)) = people.map(|cell| cell.value) {
            cell.contributors = Some(Contributors { people, is_dominated: false });
        }
    }
}

/// The five classes and their total.
fn amounts<T: Amount>(tally: &Tally<T>, gender: Gender, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
    let classes = tally.classes(gender).iter();
    classes.chain([&tally.of_gender(gender)]).map(|amount| cell(*amount)).collect()
}

/// The two places of shares, where a row has none.
pub(super) fn no_shares() -> Vec<Cell> {
    vec![figure::blank(Measure::Percent), figure::blank(Measure::Percent)]
}

/// The cells of men, then of women.
pub(super) fn by_gender(cells: impl Fn(Gender) -> Vec<Cell>) -> Vec<Cell> {
    Gender::ALL.into_iter().flat_map(cells).collect()
}
