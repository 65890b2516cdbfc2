//! Table 1.12: everybody by age class.

use super::tally::Tally;
use super::{Content, Description, by_gender, figure};
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::role::RowRole;
use crate::model::table::Row;
use crate::model::table_id::TableId;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::People,
    relations: &[Relation::Layout(by_gender::RELATIONS), by_gender::PERCENT_OF_STAFF],
    agreements: &[Agreement {
        people: Some("personale"),
        rows: &[RowRole::Total],
        bound: Bound::Equal,
        table: TableId::GRADES,
        of: Population::Everybody,
        by_grade: false,
    }],
};

pub(super) use super::from_totals::by_gender as given;

/// Everybody by age class, without the classes in columns.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let tally = |is_counted: &dyn Fn(usize) -> bool| {
        let people = dataset.people.iter().filter(|person| is_counted(person.age_band));
        Tally::of(1, people.map(|person| (person.gender, 0)))
    };
    let whole = tally(&|_| true);
    let cells = |tally: &Tally| by_gender::cells(tally, whole.total(), figure::count);
    let bands = dataset.age_bands.iter().enumerate();
    let mut rows: Vec<Row> = bands
        .map(|(class, band)| Row::body(&band.label, cells(&tally(&|of| of == class))))
        .collect();
    rows.push(words.keyed_row("total", cells(&whole)));
    let shares = by_gender::percent_cells(&whole, whole.total(), Measure::People);
    rows.push(words.keyed_row("percent", shares));
    Some(Content { columns: by_gender::columns(words), rows, ..Content::default() })
}

pub(super) fn describe(_: super::printed::Printed<'_>) -> Description {
    Description::default()
}
