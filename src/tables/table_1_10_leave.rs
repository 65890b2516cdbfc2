//! Table 1.10: days and hours of parental leave and of leave under law 104/1992, by gender.

use super::printed::Printed;
use super::shared::Shared;
use super::tally::Tally;
use super::{Content, Description, by_gender, by_kind, figure, women_share};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation, Whole};
use crate::model::cell::{Cell, Measure};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ledger::Kind;
use crate::model::role::{RowRole, Supplement};
use crate::model::table::Row;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_gender as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::Uses,
    relations: &[
        Relation::Layout(by_gender::RELATIONS),
        Relation::Percent { of: RowRole::Beside(Supplement::People), whole: Whole::Everybody },
        Relation::Sum {
            total: RowRole::Total,
            parts: &[RowRole::Beside(Supplement::Days), RowRole::Beside(Supplement::Hours)],
        },
        Relation::Tie { people: RowRole::Beside(Supplement::People), amount: RowRole::Total },
        Relation::SumOfMeasure(RowRole::Beside(Supplement::Days)),
        Relation::SumOfMeasure(RowRole::Beside(Supplement::Hours)),
    ],
    agreements: &[Agreement {
        people: None,
        rows: &[RowRole::Beside(Supplement::People)],
        bound: Bound::AtMost,
        table: TableId::GRADES,
        of: Population::Everybody,
        by_grade: false,
    }],
};

/// The four rows of the format and its sum of days and hours, with days and hours apart beside it;
/// `None` without the file `congedi`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let ledger = dataset.leave.as_ref()?;
    let decimals = figure::decimals(ledger);
    let tallies = by_kind::amounts(dataset, ledger);
    let people = by_kind::everybody(dataset, ledger);
    let sum = |wanted: &[Measure]| {
        let wanted = |kind: &&Kind| wanted.contains(&kind.measure);
        by_kind::together(dataset, &ledger.kinds.iter().filter(wanted).collect::<Vec<_>>())
    };
    let [days, hours] = [Measure::Days, Measure::Hours].map(|measure| sum(&[measure]));
    let whole = sum(&[Measure::Days, Measure::Hours]);
    let amounts = |tally: &Tally<Shared>, measure| {
        by_gender::cells(tally, whole.total(), |amount: Shared| {
            figure::quantity(amount, measure, decimals).behind(amount.contributors())
        })
    };
    let mut rows: Vec<Row> = ledger
        .kinds
        .iter()
        .zip(&tallies)
        .map(|(kind, tally)| Row::body(&kind.label, amounts(tally, kind.measure)))
        .collect();
    // Days and hours have no common whole of which a row could be a share.
    let beside = |key, mut cells: Vec<Cell>| {
        cells.pop();
        cells.push(figure::blank(Measure::Percent));
        words.keyed_row(key, cells)
    };
    let everybody = dataset.people.len() as u64;
    rows.extend([
        words.keyed_row("total", amounts(&whole, Measure::Uses)),
        words.keyed_row("percent", by_gender::percent_cells(&people, everybody, Measure::Uses)),
        beside("days", amounts(&days, Measure::Days)),
        beside("hours", amounts(&hours, Measure::Hours)),
        beside("people", by_gender::cells(&people, everybody, figure::count)),
    ]);
    Some(Content { columns: by_gender::columns(words), rows, ..Content::default() })
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    let sentences = match printed
        .row(RowRole::Beside(Supplement::People))
        .and_then(|people| people.count(None))
    {
        Some(0) => {
            vec![printed.none("Nessuno ha fruito di congedi parentali o di permessi L.104/1992.")]
        }
        _ => [amounts(printed), people(printed)].into_iter().flatten().collect(),
    };
    let title = "Quota di donne nei giorni e nelle ore di ogni permesso";
    let chart = women_share::of_amounts(title, "di giorni e ore", printed.body());
    Description { sentences, charts: chart.into_iter().collect(), ..Description::default() }
}

fn amounts(printed: Printed<'_>) -> Option<String> {
    let amounts = |part, noun: &str| {
        let row = printed.row(RowRole::Beside(part))?;
        let (total, women) = (row.amount(None)?, row.amount(Some(Gender::Woman))?);
        Some(format!(
            "{} {noun}, di cui {} delle donne ({} %)",
            italian::rounded(&total),
            italian::rounded(&women),
            figure::percent(women, total).text,
        ))
    };
    Some(format!(
        "Fruiti {}, e {}.",
        amounts(Supplement::Days, "giorni")?,
        amounts(Supplement::Hours, "ore")?
    ))
}

fn people(printed: Printed<'_>) -> Option<String> {
    let people = printed.row(RowRole::Beside(Supplement::People))?;
    Some(format!(
        "Ne hanno fruito {}: {} e {}.",
        italian::counted(people.count(None)?, "persona", "persone"),
        italian::counted(people.count(Some(Gender::Woman))?, "donna", "donne"),
        italian::counted(people.count(Some(Gender::Man))?, "uomo", "uomini"),
    ))
}
