//! Last year's value of each figure of the summary page.

use super::cell::Unit;
use super::missing::{Known, share};
use super::year::Year;
use super::{Context, subjects};
use crate::model::gender::Gender;
use crate::model::report::KeyFigureKind;

/// Those that last year has; nothing when it was not given, whatever older years say.
pub(super) fn previous(context: &Context<'_>) -> Vec<(KeyFigureKind, String)> {
    let [.., year, _] = context.years.as_slice() else { return Vec::new() };
    let women = |of: &dyn Fn(Gender) -> Known| share(of(Gender::Woman), Year::both(of));
    let staff = |gender| year.all_staff(gender);
    let managers = |gender| year.staff(gender, subjects::is_manager);
    let figures = [
        (KeyFigureKind::Staff, Unit::People, Year::both(staff)),
        (KeyFigureKind::Women, Unit::Percent, women(&staff)),
        (KeyFigureKind::WomenManagers, Unit::Percent, women(&managers)),
        (KeyFigureKind::PartTime, Unit::Percent, subjects::part_time_of_all(year)),
        (KeyFigureKind::PlanScore, Unit::Score, subjects::plan_score(year)),
    ];
    figures
        .into_iter()
        .filter_map(|(kind, unit, value)| {
            Some((kind, format!("{} nel {}", unit.spoken(&value.ok()?), year.number)))
        })
        .collect()
}
