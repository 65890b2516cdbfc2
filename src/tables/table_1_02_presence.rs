//! Table 1.2: people by gender, age and full or part time.

use rust_decimal::Decimal;

use super::printed::Printed;
use super::tally::Tally;
use super::{Content, Description, by_age, figure};
use crate::italian;
use crate::model::anatomy::{Agreement, Anatomy, Bound, Labels, Population, Relation};
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::settings::EmptyWorkingTime;
use crate::model::table_id::TableId;

pub(super) use super::from_totals::by_age as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::People,
    relations: &[Relation::Layout(by_age::RELATIONS)],
    agreements: &[Agreement {
        people: Some("personale"),
        rows: &[RowRole::Total],
        bound: Bound::Equal,
        table: TableId::GRADES,
        of: Population::Everybody,
        by_grade: false,
    }],
};

/// Tipo di presenza, in the order of the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    FullTime,
    HalfOrMore,
    LessThanHalf,
    Unknown,
}

/// `None` when the staff file has no part-time column.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    if !dataset.columns.working_time {
        return None;
    }
    let classes = dataset.age_bands.len();
    let tally = |wanted: Presence| {
        let members = dataset.people.iter().filter(|person| presence(person) == wanted);
        Tally::of(classes, members.map(|person| (person.gender, person.age_band)))
    };
    let mut rows = vec![
        (words.row("full_time"), tally(Presence::FullTime)),
        (words.row("half_or_more"), tally(Presence::HalfOrMore)),
        (words.row("less_than_half"), tally(Presence::LessThanHalf)),
    ];
    let unknown = tally(Presence::Unknown);
    if unknown.total() > 0 {
        rows.push((words.row("unknown"), unknown));
    }
    let whole = by_age::whole(&rows, classes);
    let empty_is_full_time =
        dataset.settings.conventions.empty_working_time == EmptyWorkingTime::FullTime;
    Some(Content {
        columns: by_age::columns(dataset, words),
        rows: by_age::rows(&rows, &whole, words, figure::count, figure::count),
        notes: empty_is_full_time
            .then(|| words.variant_note("empty_is_full_time").to_owned())
            .into_iter()
            .collect(),
    })
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    Description { sentences: sentence(printed).into_iter().collect(), ..Description::default() }
}

/// Exactly 50 % goes to the second row: the format's ">50%" has no other place for it.
fn presence(person: &Employee) -> Presence {
    match person.working_time {
        None => Presence::Unknown,
        Some(share) if share >= Decimal::ONE_HUNDRED => Presence::FullTime,
        Some(share) if share >= Decimal::from(50) => Presence::HalfOrMore,
        Some(_) => Presence::LessThanHalf,
    }
}

fn sentence(printed: Printed<'_>) -> Option<String> {
    let people = printed.total()?.count(None)?;
    let [men, women] = Gender::ALL.map(|gender| printed.part_time(Some(gender)));
    let (men, women) = (men?, women?);
    if women + men == 0 {
        return Some(printed.none("Nessuno lavora a tempo parziale."));
    }
    Some(format!(
        "A tempo parziale: {} su {} ({} %), di cui {} e {}.",
        italian::counted(women + men, "persona", "persone"),
        italian::count(people),
        figure::percent(women + men, people).text,
        italian::counted(women, "donna", "donne"),
        italian::counted(men, "uomo", "uomini"),
    ))
}
