//! Table 1.9: people who use measures of work-life balance, by gender and age.

use super::printed::{Line, Printed};
use super::tally::Tally;
use super::{Content, Description, by_age, by_kind, figure, women_share};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::chart::Chart;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;
use crate::model::reference_data::work_life_measures;
use crate::model::role::{RowRole, Supplement};
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_age as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::People,
    relations: &[
        Relation::Layout(by_age::RELATIONS),
        Relation::Tie { people: RowRole::Beside(Supplement::People), amount: RowRole::Total },
        // Whoever uses something uses at least one measure.
        Relation::AtMost { part: RowRole::Body, whole: RowRole::Beside(Supplement::People) },
        Relation::AtMost { part: RowRole::Beside(Supplement::People), whole: RowRole::Total },
    ],
    agreements: &[Agreement {
        people: None,
        rows: &[RowRole::Body, RowRole::Beside(Supplement::People)],
        bound: Bound::AtMost,
        table: TableId::GRADES,
        of: Population::Everybody,
        by_grade: false,
    }],
};

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
    if let Some(total) = rows.iter_mut().find(|row| row.role == RowRole::Total) {
        by_age::behind(total, &people);
    }
    rows.push(by_age::people_row(words, "people", &people));
    let notes = others(ledger).map(|named| words.variant_note("others").replace("{words}", &named));
    let notes = notes.into_iter().collect();
    Some(Content { columns: by_age::columns(dataset, words), rows, notes })
}

/// The measures that the format has under "Altro": `lavoro da remoto, Banca delle ore`.
fn others(ledger: &Ledger) -> Option<String> {
    let of_format = work_life_measures();
    let is_of_format =
        |label: &str| of_format.iter().any(|term| !term.optional && term.label == label);
    let labels = ledger.kinds.iter().map(|kind| kind.label.as_str());
    let others: Vec<&str> = labels.filter(|label| !is_of_format(label)).collect();
    (!others.is_empty()).then(|| format!("«{}»", others.join("», «")))
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description {
        sentences: sentence(printed).into_iter().collect(),
        charts: chart(printed).into_iter().collect(),
        ..Description::default()
    }
}

/// Measures that somebody uses.
fn chart(printed: Printed<'_>) -> Option<Chart> {
    let is_used = |line: &Line<'_>| line.count(None) != Some(0);
    let title = "Quota di donne fra chi usa ogni misura";
    women_share::chart(title, printed.body().filter(is_used))
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let people = printed.row(RowRole::Beside(Supplement::People))?;
    let [men, women] = Gender::ALL.map(|gender| people.count(Some(gender)));
    let (men, women) = (men?, women?);
    if men + women == 0 {
        return Some(printed.none("Nessuno usa misure di conciliazione."));
    }
    let staff = printed.staff(None)?;
    let share = |part, gender| Some(figure::percent(part, printed.staff(gender)?).text);
    Some(format!(
        "Usano almeno una misura {} su {} ({} %): {} ({} % delle donne) e {} ({} % degli uomini). Gli usi sono {}.",
        italian::counted(men + women, "persona", "persone"),
        italian::count(staff),
        share(men + women, None)?,
        italian::counted(women, "donna", "donne"),
        share(women, Some(Gender::Woman))?,
        italian::counted(men, "uomo", "uomini"),
        share(men, Some(Gender::Man))?,
        italian::count(printed.total()?.count(None)?),
    ))
}
