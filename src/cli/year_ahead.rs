//! The deadlines of the report in hand with what is ready and what is missing, as a few lines.

use serde_json::{Value, json};

use crate::italian;
use crate::model::readiness::{DeadlineStatus, Readiness};

/// Lines for the terminal; what repeats an earlier deadline is not printed again.
pub(super) fn lines(readiness: &Readiness) -> Vec<String> {
    if readiness.deadlines.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "Le scadenze della relazione".to_owned()];
    for (index, status) in readiness.deadlines.iter().enumerate() {
        let deadline = &status.deadline;
        lines.push(format!("  {:<16} {}", italian::long_date(deadline.date), deadline.title));
        if deadline.recipients.len() > 1 {
            lines.push(format!("                   a:      {}", deadline.recipients.join(", ")));
        }
        let repeated = |earlier: &&DeadlineStatus| {
            status.ready.starts_with(&earlier.ready) && status.missing.starts_with(&earlier.missing)
        };
        let earlier = readiness.deadlines[..index].iter().rfind(repeated);
        let told = earlier.map_or((0, 0), |earlier| (earlier.ready.len(), earlier.missing.len()));
        if let Some(earlier) = earlier {
            let date = italian::long_date(earlier.deadline.date);
            lines.push(format!("                   come per il {date}"));
        }
        for (label, parts) in
            [("pronto:", &status.ready[told.0..]), ("manca: ", &status.missing[told.1..])]
        {
            if !parts.is_empty() {
                lines.push(format!("                   {label} {}", parts.join("; ")));
            }
        }
        if status.missing.is_empty() {
            lines.push("                   nei dati non manca nulla".to_owned());
        }
    }
    lines
}

/// The same for `--json`.
pub(super) fn json(readiness: &Readiness) -> Value {
    readiness
        .deadlines
        .iter()
        .map(|status| {
            json!({
                "data": status.deadline.date.to_string(),
                "titolo": status.deadline.title,
                "riferimenti": status.deadline.references,
                "pronto": status.ready,
                "manca": status.missing,
            })
        })
        .collect()
}
