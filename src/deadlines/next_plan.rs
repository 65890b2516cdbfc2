//! The plan of the year ahead: its targets and its initiatives.

use super::{Facts, Parts};

pub(super) fn judge(facts: Facts<'_>, parts: &mut Parts) {
    let next = facts.dataset.settings.report.year + 1;
    let has_targets = facts.dataset.plan.as_ref().map(|plan| {
        let mut indicators = plan.objectives.iter().flat_map(|objective| &objective.indicators);
        indicators.any(|indicator| indicator.year == next)
    });
    let targets = format!("valori attesi del {next}");
    match has_targets {
        None => parts.miss(format!("piano delle azioni positive del {next}"), "il file «piano»"),
        Some(there) => parts.put(there, &targets, format!("{targets} nel file «piano»")),
    }
    let actions = format!("azioni da realizzare nel {next}");
    let are_planned = facts.initiatives.is_some_and(|initiatives| {
        initiatives.planned.initiatives.iter().any(|initiative| initiative.year == next)
    });
    parts.put(are_planned, &actions, format!("{actions} nel file «azioni»"));
}
