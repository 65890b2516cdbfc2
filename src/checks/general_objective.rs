//! A12: an objective that serves a general objective which the programme does not have.

use super::cell;
use crate::diagnostic::code::UNKNOWN_GENERAL_OBJECTIVE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::plan::ProgrammeLevel;

pub(super) fn unknown(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let Some(plan) = &dataset.plan else { return };
    let Some(programme) = dataset.source(InputKind::Programme) else { return };
    if programme.rows_refused > 0 {
        // Its own errors come first: the objective may be in a row that could not be read.
        return;
    }
    let known: Vec<&str> = plan
        .programme
        .iter()
        .filter(|item| item.level == ProgrammeLevel::GeneralObjective)
        .map(|item| item.code.as_str())
        .collect();
    for objective in &plan.objectives {
        let unknown = objective.general_objective.as_deref().filter(|code| !known.contains(code));
        let (Some(code), Some(indicator)) = (unknown, objective.indicators.first()) else {
            continue;
        };
        let place = cell(dataset, InputKind::Plan, indicator.row, "obiettivo_generale");
        let message = format!("l'obiettivo generale {code} non è nel file «programma»");
        diagnostics
            .push(Diagnostic::new(UNKNOWN_GENERAL_OBJECTIVE, place, message).with_value(code));
    }
}
