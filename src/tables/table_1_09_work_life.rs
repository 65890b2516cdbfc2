//! Table 1.9: people who use measures of work-life balance, by gender and age.

use super::tally::Tally;
use super::{Content, by_age, by_kind, figure};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::table::RowKind;

/// The rows of the format, then one for each other measure; `None` without the file `conciliazione`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let ledger = dataset.work_life.as_ref()?;
    let tallies = by_kind::users(dataset, ledger);
    let measures: Vec<(&str, Tally)> =
        ledger.kinds.iter().map(|kind| kind.label.as_str()).zip(tallies).collect();
    let people = by_kind::everybody(dataset, ledger);
    // A row counts people, each once; the sum of the rows counts uses.
    let uses = by_age::whole(&measures, dataset.age_bands.len());
    let mut rows = by_age::rows(&measures, &uses, words, figure::count, figure::uses);
    if let Some(total) = rows.iter_mut().find(|row| row.kind == RowKind::Total) {
        by_age::behind(total, &people);
    }
    rows.push(by_age::people_row(words.row("people"), &people));
    Some(Content {
        sentences: vec![sentence(dataset, &people, &measures)],
        columns: by_age::columns(dataset, words),
        rows,
        ..Content::default()
    })
}

fn sentence(dataset: &Dataset, people: &Tally, measures: &[(&str, Tally)]) -> String {
    let staff = dataset.people.len() as u64;
    if people.total() == 0 {
        return "Nessuno usa misure di conciliazione.".to_owned();
    }
    let uses: u64 = measures.iter().map(|(_, tally)| tally.total()).sum();
    let share = |part, gender_total| figure::percent(part, gender_total).text;
    format!(
        "Usano almeno una misura {} su {} ({} %): {} ({} % delle donne) e {} ({} % degli uomini). Gli usi sono {}.",
        italian::counted(people.total(), "persona", "persone"),
        italian::count(staff),
        share(people.total(), staff),
        italian::counted(people.women(), "donna", "donne"),
        share(people.women(), dataset.count_of(crate::model::gender::Gender::Woman)),
        italian::counted(people.men(), "uomo", "uomini"),
        share(people.men(), dataset.count_of(crate::model::gender::Gender::Man)),
        italian::count(uses),
    )
}
