//! A column of actuals whose header says that it holds something else: how much of the target was
//! reached.

use super::matching::ActualsByIndicator;
use super::places::Places;
use crate::diagnostic::code::NOT_AN_ACTUAL;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::plan::{Plan, Unit};
use crate::model::spelling::normal_form;

/// Beginnings of words of such a header.
const SHARES: [&str; 4] = ["raggiung", "scostament", "avanzament", "grado"];

pub(super) fn find(
    plan: &Plan,
    actuals: &ActualsByIndicator<'_>,
    places: Places<'_>,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let Some(header) = places.header_of_actuals() else { return diagnostics };
    let form = normal_form(header);
    let is_percent = form.split(' ').any(|word| word == "%" || word.starts_with("percentual"));
    // `Valore raggiunto` is an actual, `% raggiungimento` is not.
    let is_share = form.split(' ').any(|word| {
        SHARES.iter().any(|start| word.starts_with(start)) && !word.starts_with("raggiunt")
    });
    let counts_something = plan
        .objectives
        .iter()
        .flat_map(|objective| &objective.indicators)
        .filter(|indicator| indicator.unit == Unit::Number)
        .any(|indicator| {
            let actual = actuals.get(&(indicator.code.trim(), indicator.year));
            actual.is_some_and(|actual| actual.value.is_some())
        });
    if is_share || is_percent && counts_something {
        let message = format!(
            "l'intestazione «{header}» dice quanto dell'atteso è stato raggiunto, non il valore del consuntivo"
        );
        diagnostics.push(Diagnostic::new(NOT_AN_ACTUAL, places.heading_of_actuals(), message));
    }
    diagnostics
}
