//! Table 1.3: paid positions of responsibility of people who are not managers.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::printed::Printed;
use super::shared::Shared;
use super::tally::Tally;
use super::{Content, Description, by_gender, figure};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::{Position, StaffNumber};
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::staff_category::StaffCategory;
use crate::model::table::Row;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_gender as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::People,
    relations: &[Relation::Layout(by_gender::RELATIONS), by_gender::PERCENT_OF_STAFF],
    agreements: &[Agreement {
        people: None,
        rows: &[RowRole::Body],
        bound: Bound::AtMost,
        table: TableId::GRADES,
        of: Population::Of(StaffCategory::is_non_manager),
        by_grade: false,
    }],
};

/// One row for each type of position; `None` without the file `posizioni`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let positions = dataset.positions.as_ref()?;
    let labels: BTreeSet<&str> = positions.iter().map(|position| position.label.as_str()).collect();
    let whole = held(positions.iter());
    let everybody = dataset.people.len() as u64;
    let count =
        |held: Shared| figure::count(figure::whole_number(held.sum)).behind(held.contributors());
    let cells = |tally: &Tally<Shared>| by_gender::cells(tally, whole.total(), count);
    let mut rows: Vec<Row> = labels
        .into_iter()
        .map(|label| {
            let tally = held(positions.iter().filter(|position| position.label == label));
            Row::body(label, cells(&tally))
        })
        .collect();
    rows.push(words.keyed_row("total", cells(&whole)));
    let shares = by_gender::percent_cells(&whole, everybody, Measure::People);
    rows.push(words.keyed_row("percent", shares));
    Some(Content { columns: by_gender::columns(words), rows, ..Content::default() })
}

/// How many positions are held, by the people who hold them: one may hold several.
fn held<'a>(positions: impl Iterator<Item = &'a Position>) -> Tally<Shared> {
    let mut holders: BTreeMap<(&StaffNumber, Gender), Decimal> = BTreeMap::new();
    for position in positions {
        *holders.entry((&position.staff_number, position.gender)).or_default() += Decimal::ONE;
    }
    let mut tally = Tally::new(1);
    for ((_, gender), held) in holders {
        tally.put(gender, 0, Shared::of_person(held));
    }
    tally
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description { sentences: sentence(printed).into_iter().collect(), ..Description::default() }
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let (held, women) =
        (printed.total()?.count(None)?, printed.total()?.count(Some(Gender::Woman)));
    if held == 0 {
        return Some(printed.none("Nessuna posizione di responsabilità remunerata."));
    }
    let women = women?;
    let of_positions = format!(
        "Le donne hanno {} su {}, {}",
        italian::counted(women, "posizione", "posizioni"),
        italian::count(held),
        italian::with_article(&figure::percent(women, held).text),
    );
    let of_staff = printed.non_managers(Some(Gender::Woman)).zip(printed.non_managers(None));
    Some(match of_staff {
        Some((women, staff)) => {
            let share = italian::with_article(&figure::percent(women, staff).text);
            format!("{of_positions}; sono {share} del personale non dirigente.")
        }
        None => format!("{of_positions}."),
    })
}
