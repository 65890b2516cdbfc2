//! Matching anomalies with their written justifications, for the data-quality chapter.

use super::places::places;
use crate::diagnostic::code::{Code, EMPTY_FILE, JUSTIFICATION_WITHOUT_ANOMALY};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::justification::Justification;
use crate::model::quality::{Finding, Severity, SourceFile};

/// Answers each anomaly with the first justification of its code and place. Beside the findings stand
/// the justifications that answer nothing.
pub(super) fn justify(
    diagnostics: &Diagnostics,
    justifications: &[Justification],
    source: Option<&SourceFile>,
    sources: &[SourceFile],
) -> (Vec<Finding>, Diagnostics) {
    let findings: Vec<Finding> = diagnostics
        .by_code()
        .into_iter()
        .map(|(code, found)| (code, finding(&found, justifications, sources)))
        .filter(|(code, finding)| is_of_the_annex(*code, finding))
        .map(|(_, finding)| finding)
        .collect();
    let mut unused = Diagnostics::default();
    for justification in justifications {
        if diagnostics.iter().any(|diagnostic| answers(justification, diagnostic)) {
            continue;
        }
        let place = source.map_or_else(Location::folder, |source| {
            Location::cell_of(source, justification.row, "codice")
        });
        let finding = Diagnostic::new(
            JUSTIFICATION_WITHOUT_ANOMALY,
            place,
            why_unused(justification, diagnostics),
        );
        unused.push(finding.with_value(justification.code.clone()));
    }
    (findings, unused)
}

fn why_unused(justification: &Justification, diagnostics: &Diagnostics) -> String {
    let name = &justification.code;
    match (Code::from_name(name).map(|code| code.info().severity), &justification.place) {
        (None, _) => format!("il codice «{name}» non esiste"),
        (Some(Severity::Error), _) => {
            format!("{name} è un errore: gli errori si correggono, non si giustificano")
        }
        (Some(_), Some(place)) if diagnostics.iter().any(|found| found.code.name() == name) => {
            format!("nessuna anomalia {name} è in «{place}»")
        }
        (Some(_), _) => format!("nessuna anomalia {name} è stata trovata"),
    }
}

/// The administration answers for its data: what the CUG has still to write and the sheets that it left
/// empty are told to the office alone, where nobody justified them.
fn is_of_the_annex(code: Code, finding: &Finding) -> bool {
    let is_work_to_do = code == EMPTY_FILE || code.name().starts_with('R');
    finding.severity > Severity::Note || !is_work_to_do || !finding.justifications.is_empty()
}

fn finding(
    found: &[&Diagnostic],
    justifications: &[Justification],
    sources: &[SourceFile],
) -> Finding {
    let info = found[0].code.info();
    let answer = |diagnostic: &Diagnostic| {
        justifications.iter().find(|justification| answers(justification, diagnostic))
    };
    let mut words: Vec<String> = Vec::new();
    for justification in found.iter().filter_map(|diagnostic| answer(diagnostic)) {
        let text = format!("{} ({})", justification.reason, justification.office);
        if !words.contains(&text) {
            words.push(text);
        }
    }
    let (places, others) = places(found, sources);
    let unanswered = found.iter().filter(|diagnostic| answer(diagnostic).is_none()).count() as u64;
    Finding {
        code: info.code.to_string(),
        severity: info.severity,
        title: info.title.clone(),
        count: found.len() as u64,
        places,
        others,
        justifications: words,
        waiting: if info.severity == Severity::Anomaly { unanswered } else { 0 },
    }
}

/// The code must be the same, and the place, where given, must be meant.
fn answers(justification: &Justification, diagnostic: &Diagnostic) -> bool {
    let place = justification.place.as_deref();
    let place_fits = place.is_none_or(|words| diagnostic.location.is_meant_by(words));
    let can_be_answered = diagnostic.severity() != Severity::Error;
    can_be_answered && diagnostic.code.name() == justification.code && place_fits
}
