//! The plan with its actuals as a csv: RFC 4180, UTF-8, decimal point.

use super::Error;
use crate::figures::Records;
use crate::italian;
use crate::model::achievement::{Achievements, Outcome};

/// One line for each indicator, with what it was meant to reach and what it came to.
pub(super) fn plan(achievements: &Achievements) -> Result<Vec<u8>, Error> {
    let mut lines = Records::default();
    lines.write([
        "azione",
        "obiettivo_generale",
        "obiettivo",
        "titolo",
        "struttura",
        "indicatore",
        "descrizione",
        "unita",
        "verso",
        "anno",
        "atteso",
        "consuntivo",
        "peso",
        "punteggio",
        "esito",
        "motivo",
        "nota",
        "giorni_di_ritardo",
    ])?;
    for area in &achievements.areas {
        for objective in &area.objectives {
            for indicator in &objective.indicators {
                let is_missing = indicator.outcome == Outcome::ActualMissing;
                let actual = if is_missing { "" } else { indicator.actual.as_str() };
                lines.write([
                    &area.number.to_string(),
                    objective.general_objective.as_deref().unwrap_or_default(),
                    &objective.code,
                    &objective.title,
                    objective.structure.as_deref().unwrap_or_default(),
                    &indicator.code,
                    &indicator.description,
                    indicator.unit,
                    indicator.direction,
                    &indicator.year.to_string(),
                    &indicator.target,
                    actual,
                    &indicator.weight,
                    &indicator.score.as_ref().map(italian::plain).unwrap_or_default(),
                    indicator.outcome.label(),
                    indicator.reason.as_deref().unwrap_or_default(),
                    indicator.note.as_deref().unwrap_or_default(),
                    &indicator.days_late.map(|days| days.to_string()).unwrap_or_default(),
                ])?;
            }
        }
    }
    Ok(lines.finish()?)
}
