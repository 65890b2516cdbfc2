//! The layout that tables 1.2 and 1.4 share: five classes, total and shares for each gender.

use super::figure;
use super::tally::Tally;
use crate::model::cell::{Cell, Measure};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::table::{Column, Row, RowKind};

/// Five classes, `Totale`, `Totale % (1)` and `% di genere` for men, then for women.
pub(super) fn columns(dataset: &Dataset, words: &TableFormat) -> Vec<Column> {
    let mut columns = Vec::new();
    for (gender, mark) in Gender::ALL.into_iter().zip(["(2)", "(3)"]) {
        let column = |label: &str, mark: Option<&str>| Column {
            gender: Some(gender),
            label: label.to_owned(),
            mark: mark.map(str::to_owned),
            spanner: None,
        };
        columns.extend(dataset.age_bands.iter().map(|band| column(&band.label, None)));
        columns.push(column(words.column("total"), None));
        columns.push(column(words.column("row_share"), None));
        columns.push(column(words.column("gender_share"), Some(mark)));
    }
    columns
}

/// One row for each label and tally, then `Totale` and `Totale %`.
pub(super) fn rows(rows: &[(&str, Tally)], words: &TableFormat, classes: usize) -> Vec<Row> {
    let mut whole = Tally::new(classes);
    for (_, tally) in rows {
        whole.add(tally);
    }
    let mut printed: Vec<Row> =
        rows.iter().map(|(label, tally)| body_row(label, tally, &whole)).collect();
    printed.push(total_row(words.row("total"), &whole));
    printed.push(percent_row(words.row("percent"), &whole));
    printed
}

fn body_row(label: &str, tally: &Tally, whole: &Tally) -> Row {
    let cells = by_gender(|gender| {
        let count = tally.of_gender(gender);
        let mut cells = counts(tally, gender);
        cells.push(figure::percent(count, tally.total()));
        cells.push(figure::gender_share(count, whole.of_gender(gender)));
        cells
    });
    Row { kind: RowKind::Body, group: String::new(), label: label.to_owned(), cells }
}

fn total_row(label: &str, whole: &Tally) -> Row {
    let cells = by_gender(|gender| {
        let mut cells = counts(whole, gender);
        cells.extend([figure::blank(Measure::Percent), figure::blank(Measure::Percent)]);
        cells
    });
    Row { kind: RowKind::Total, group: String::new(), label: label.to_owned(), cells }
}

fn percent_row(label: &str, whole: &Tally) -> Row {
    let cells = by_gender(|gender| {
        let mut cells: Vec<Cell> = whole
            .classes(gender)
            .iter()
            .chain([&whole.of_gender(gender)])
            .map(|count| figure::percent(*count, whole.total()))
            .collect();
        cells.extend([figure::blank(Measure::Percent), figure::blank(Measure::Percent)]);
        cells
    });
    Row { kind: RowKind::Percent, group: String::new(), label: label.to_owned(), cells }
}

fn counts(tally: &Tally, gender: Gender) -> Vec<Cell> {
    let classes = tally.classes(gender).iter();
    classes.chain([&tally.of_gender(gender)]).map(|count| figure::count(*count)).collect()
}

fn by_gender(cells: impl Fn(Gender) -> Vec<Cell>) -> Vec<Cell> {
    Gender::ALL.into_iter().flat_map(cells).collect()
}
