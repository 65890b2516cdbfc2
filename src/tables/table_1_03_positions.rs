//! Table 1.3: paid positions of responsibility of people who are not managers.

use std::collections::BTreeMap;

use super::tally::Tally;
use super::{Content, by_gender, figure};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::staff_category::StaffCategory;
use crate::model::table::{Row, RowKind};

/// One row for each type of position; `None` without the file `posizioni`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let positions = dataset.positions.as_ref()?;
    let mut types: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut whole = Tally::new(1);
    for position in positions {
        let tally = types.entry(&position.label).or_insert_with(|| Tally::new(1));
        tally.count(position.gender, 0);
        whole.count(position.gender, 0);
    }
    let everybody = dataset.people.len() as u64;
    let mut rows: Vec<Row> = types
        .iter()
        .map(|(label, tally)| {
            Row::new(RowKind::Body, label, by_gender::cells(tally, whole.total(), figure::count))
        })
        .collect();
    rows.push(Row::new(
        RowKind::Total,
        words.row("total"),
        by_gender::cells(&whole, whole.total(), figure::count),
    ));
    let shares = by_gender::percent_cells(&whole, everybody, Measure::People);
    rows.push(Row::new(RowKind::Percent, words.row("percent"), shares));
    Some(Content {
        sentences: sentences(dataset, &whole),
        columns: by_gender::columns(words, "share", "share"),
        rows,
        ..Content::default()
    })
}

fn sentences(dataset: &Dataset, whole: &Tally) -> Vec<String> {
    if whole.total() == 0 {
        return vec!["Nessuna posizione di responsabilità remunerata.".to_owned()];
    }
    let staff = dataset
        .people
        .iter()
        .filter(|person| dataset.category(person) == StaffCategory::NonManager)
        .map(|person| (person.gender, 0));
    let staff = Tally::of(1, staff);
    vec![format!(
        "Le donne hanno {} su {}, {}; sono {} del personale non dirigente.",
        italian::counted(whole.women(), "posizione", "posizioni"),
        italian::count(whole.total()),
        italian::with_article(&figure::percent(whole.women(), whole.total()).text),
        italian::with_article(&figure::percent(staff.women(), staff.total()).text),
    )]
}
