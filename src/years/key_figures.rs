//! Last year's value of each key figure, and the change.

use super::cell::{Unit, difference};
use super::missing::{Known, Missing, share};
use super::year::Year;
use super::{Context, subjects};
use crate::model::cell::PROTECTED_SIGN;
use crate::model::gender::Gender;
use crate::model::report::{KeyFigure, KeyFigureKind};
use crate::model::table_id::TableId;
use crate::model::years::PreviousFigure;

/// The figures of the digest that rest on several cells of the tables as they are printed, each where
/// its table has it; what the tables keep back is `[r]`.
pub(super) fn further(year: &Year, basis: &str) -> Vec<KeyFigure> {
    figures(year, basis)
        .into_iter()
        .filter_map(|(kind, unit, value)| {
            let (label, tables) = words(kind)?;
            let value = match value {
                Ok(value) => unit.spoken(&value),
                Err(Missing::Protected) => PROTECTED_SIGN.to_owned(),
                Err(_) => return None,
            };
            let (label, source) = (label.to_owned(), tables.to_owned());
            Some(KeyFigure { kind, value, previous: None, change: None, label, source })
        })
        .collect()
}

/// Label and source of those that are not on the summary page.
fn words(kind: KeyFigureKind) -> Option<(&'static str, &'static str)> {
    match kind {
        KeyFigureKind::WomenInPosts => {
            Some(("donne nelle posizioni di responsabilità", "tabella 1.3"))
        }
        KeyFigureKind::PayGap => {
            Some(("divario fra la media delle donne e quella degli uomini", "tabella 1.5"))
        }
        KeyFigureKind::LavoroAgile => Some(("in lavoro agile", "tabelle 1.9 e 1.1")),
        KeyFigureKind::TrainingHours => {
            Some(("ore di formazione a persona in servizio", "tabelle 1.11 e 1.1"))
        }
        _ => None,
    }
}

/// Those that last year has; nothing when it was not given, whatever older years say.
pub(super) fn previous(context: &Context<'_>) -> Vec<PreviousFigure> {
    let [.., before, now] = context.years.as_slice() else { return Vec::new() };
    let basis = context.dataset.settings.pay.basis.key();
    figures(before, basis)
        .into_iter()
        .zip(figures(now, basis))
        .filter_map(|((kind, unit, before_value), (_, _, now_value))| {
            let text = unit.spoken(before_value.as_ref().ok()?);
            let change = difference(&[before_value, now_value]).ok();
            Some(PreviousFigure {
                kind,
                text: format!("{text} nel {}", before.number),
                change: change.map(|change| unit.change(&change)),
            })
        })
        .collect()
}

fn figures(year: &Year, basis: &str) -> [(KeyFigureKind, Unit, Known); 9] {
    let women = |of: &dyn Fn(Gender) -> Known| share(of(Gender::Woman), Year::both(of));
    let staff = |gender| year.all_staff(gender);
    let managers = |gender| year.staff(gender, subjects::is_manager);
    let posts = |gender| year.whole(TableId::POSITIONS, "persone", gender);
    [
        (KeyFigureKind::Staff, Unit::People, Year::both(staff)),
        (KeyFigureKind::Women, Unit::Percent, women(&staff)),
        (KeyFigureKind::WomenManagers, Unit::Percent, women(&managers)),
        (KeyFigureKind::PartTime, Unit::Percent, subjects::part_time_of_all(year)),
        (KeyFigureKind::PlanScore, Unit::Score, subjects::plan_score(year)),
        (KeyFigureKind::WomenInPosts, Unit::Percent, women(&posts)),
        (KeyFigureKind::PayGap, Unit::Percent, subjects::gap_of_all(year, basis)),
        (KeyFigureKind::LavoroAgile, Unit::Percent, subjects::agile_of_all(year)),
        (KeyFigureKind::TrainingHours, Unit::Hours, subjects::hours_of_all(year)),
    ]
}
