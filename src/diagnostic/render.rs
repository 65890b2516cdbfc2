//! Findings as lines of text: grouped by code, a handful of places each, the heaviest last.

use super::code::Code;
use super::{Diagnostic, Diagnostics, Severity};

/// Places shown for one code before the rest is counted.
pub const PLACES_SHOWN: usize = 5;

/// One group of findings of a code, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub severity: Severity,
    /// `P04  numero non leggibile (12 volte)`
    pub headline: String,
    /// `personale.xlsx, foglio Personale, cella F118: …`
    pub places: Vec<String>,
    pub remedy: String,
}

/// The groups in printing order: notes, anomalies, errors.
pub fn groups(diagnostics: &Diagnostics) -> Vec<Group> {
    diagnostics.by_code().into_iter().map(|(code, findings)| group(code, &findings)).collect()
}

fn group(code: Code, findings: &[&Diagnostic]) -> Group {
    let info = code.info();
    let times =
        if findings.len() == 1 { String::new() } else { format!(" ({} volte)", findings.len()) };
    let mut places: Vec<String> =
        findings.iter().take(PLACES_SHOWN).map(|finding| place(finding)).collect();
    if findings.len() > PLACES_SHOWN {
        places.push(format!("e altri {} casi", findings.len() - PLACES_SHOWN));
    }
    Group {
        severity: info.severity,
        headline: format!("{} {}: {}{times}", info.severity.label(), code, info.title),
        places,
        remedy: findings.first().map(|finding| finding.remedy.clone()).unwrap_or_default(),
    }
}

/// `personale.xlsx, foglio Personale, cella F118: il genere «X» non è riconosciuto`
pub fn place(finding: &Diagnostic) -> String {
    format!("{}: {}", finding.location, finding.message)
}
