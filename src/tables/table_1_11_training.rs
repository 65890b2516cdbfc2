//! Table 1.11: hours of training by gender and age, with the people trained beside them.

use super::printed::Printed;
use super::shared::Shared;
use super::tally::Tally;
use super::{Content, Description, by_age, by_kind, figure, women_share};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::{Cell, Measure};
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;
use crate::model::legal_frame;
use crate::model::ratio::Ratio;
use crate::model::role::{ColumnRole, RowRole, Supplement};
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_age as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::Hours,
    relations: &[
        Relation::Layout(by_age::RELATIONS),
        Relation::Tie { people: RowRole::Beside(Supplement::People), amount: RowRole::Total },
        Relation::Mean {
            mean: RowRole::Beside(Supplement::PerHead),
            sum: RowRole::Total,
            people: RowRole::Beside(Supplement::People),
        },
        Relation::AtMost {
            part: RowRole::Beside(Supplement::Reached),
            whole: RowRole::Beside(Supplement::People),
        },
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

/// The rows of the format; `None` without the file `formazione`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let ledger = dataset.training.as_ref()?;
    let decimals = figure::decimals(ledger);
    let types: Vec<(&str, Tally<Shared>)> = ledger
        .kinds
        .iter()
        .map(|kind| kind.label.as_str())
        .zip(by_kind::amounts(dataset, ledger))
        .collect();
    let people = by_kind::everybody(dataset, ledger);
    let whole = by_kind::together(dataset, &ledger.kinds.iter().collect::<Vec<_>>());
    let hours = |hours: Shared| {
        figure::quantity(hours, Measure::Hours, decimals).behind(hours.contributors())
    };
    let mut rows = by_age::rows(&types, &whole, words, hours, hours);
    rows.push(by_age::people_row(words, "people", &people));
    let per_head = by_age::by_gender(|gender| {
        [hours_per_head(&whole, &people, gender), by_age::no_shares()].concat()
    });
    rows.push(words.keyed_row("per_head", per_head));
    let mut notes = specified(ledger, words);
    if let Some(reached) = &ledger.reached {
        let reached = by_kind::people(dataset, reached);
        rows.push(by_age::people_row(words, "reached", &reached));
        notes.push(words.variant_note("reached").to_owned());
    }
    Some(Content { columns: by_age::columns(dataset, words), rows, notes })
}

/// By class and in all: hours divided by the people trained.
fn hours_per_head(hours: &Tally<Shared>, people: &Tally, gender: Gender) -> Vec<Cell> {
    let with_total = |classes: &[u64], total| [classes, &[total]].concat();
    let people = with_total(people.classes(gender), people.of_gender(gender));
    let total = hours.of_gender(gender);
    let hours = hours.classes(gender).iter().chain([&total]);
    hours.zip(people).map(|(hours, people)| mean(*hours, people)).collect()
}

fn mean(hours: Shared, people: u64) -> Cell {
    Ratio::of(hours, people).map_or_else(
        || figure::not_applicable("–", Measure::Hours),
        |mean| figure::quantity(mean, Measure::Hours, 2),
    )
}

/// What the body means by "Altro (specificare)".
fn specified(ledger: &Ledger, words: &TableFormat) -> Vec<String> {
    let note = words.variant_note("said");
    let said = ledger.kinds.iter().filter(|kind| !kind.said.is_empty());
    said.map(|kind| {
        let said = kind.said.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        note.replace("{row}", &kind.label).replace("{words}", &said)
    })
    .collect()
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    let sentences = match printed
        .row(RowRole::Beside(Supplement::People))
        .and_then(|people| people.count(None))
    {
        Some(0) => vec![printed.none("Nessuna ora di formazione.")],
        _ => {
            let sentences = [hours, trained, in_service, reached].map(|sentence| sentence(printed));
            sentences.into_iter().flatten().collect()
        }
    };
    let title = "Quota di donne nelle ore di ogni tipo di formazione";
    let chart = women_share::of_amounts(title, "delle ore", printed.body());
    Description { sentences, charts: chart.into_iter().collect(), ..Description::default() }
}

fn hours(printed: Printed<'_>) -> Option<String> {
    let row = printed.total()?;
    let (total, women) = (row.amount(None)?, row.amount(Some(Gender::Woman))?);
    Some(format!(
        "Le ore di formazione sono {}, di cui {} delle donne ({} %).",
        italian::rounded(&total),
        italian::rounded(&women),
        figure::percent(women, total).text,
    ))
}

/// Hours over everybody in service, also whoever had no training.
fn in_service(printed: Printed<'_>) -> Option<String> {
    let hours = printed.total()?;
    let per_head = |gender| {
        let mean = hours.amount(gender)?.checked_div(&Ratio::from(printed.staff(gender)?))?;
        Some(italian::percent(&mean))
    };
    Some(format!(
        "Su tutte le persone in servizio le ore a testa sono {}: {} per le donne e {} per gli uomini.",
        per_head(None)?,
        per_head(Some(Gender::Woman))?,
        per_head(Some(Gender::Man))?,
    ))
}

/// Who had the hours that each is to have.
fn reached(printed: Printed<'_>) -> Option<String> {
    let row = printed.row(RowRole::Beside(Supplement::Reached))?;
    let share = |gender| {
        let (people, staff) = (row.count(gender)?, printed.staff(gender)?);
        Some((people, figure::percent(people, staff).text))
    };
    let ((all, of_all), (women, of_women), (men, of_men)) =
        (share(None)?, share(Some(Gender::Woman))?, share(Some(Gender::Man))?);
    let hours = legal_frame::frame().training.hours;
    if all == 0 {
        return Some(printed.none(&format!("Con almeno {hours} ore: nessuno.")));
    }
    Some(format!(
        "Con almeno {hours} ore: {}, {of_all} % del personale; {} ({of_women} % delle donne) e {} ({of_men} % degli uomini).",
        italian::counted(all, "persona", "persone"),
        italian::counted(women, "donna", "donne"),
        italian::counted(men, "uomo", "uomini"),
    ))
}

fn trained(printed: Printed<'_>) -> Option<String> {
    let people = printed.row(RowRole::Beside(Supplement::People))?;
    let per_head = printed.row(RowRole::Beside(Supplement::PerHead))?;
    let trained = |gender, one, many| {
        let trained = people.count(Some(gender))?;
        let hours = per_head.cell(Some(gender), ColumnRole::Total)?;
        if hours.is_protected() {
            return None;
        }
        Some(format!(
            "{} ({} %) con {} ore a testa",
            italian::counted(trained, one, many),
            figure::percent(trained, printed.staff(Some(gender))?).text,
            hours.text,
        ))
    };
    Some(format!(
        "Formate {} su {}: {}, {}.",
        italian::counted(people.count(None)?, "persona", "persone"),
        italian::count(printed.staff(None)?),
        trained(Gender::Woman, "donna", "donne")?,
        trained(Gender::Man, "uomo", "uomini")?,
    ))
}
