//! Findings as lines of text: grouped by code, a handful of places each, the heaviest last.

use super::code::Code;
use super::{Diagnostic, Diagnostics, Severity};
use crate::italian;
use crate::model::quality::{Finding, SourceFile};

/// Places shown for one code before the rest is counted.
pub const PLACES_SHOWN: usize = 5;

/// Places of one code in the annotated copy: a workbook that a person can go through. With as many
/// codes as there can be, their links stay below the 65 530 of one sheet.
pub const PLACES_COPIED: usize = 500;

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

/// The groups in printing order: notes, anomalies, errors. `answered` tells which anomalies have
/// their justification.
pub fn groups(diagnostics: &Diagnostics, answered: &[Finding]) -> Vec<Group> {
    let is_answered = |code: Code| {
        answered.iter().any(|finding| {
            finding.code == code.name()
                && finding.waiting == 0
                && !finding.justifications.is_empty()
        })
    };
    diagnostics
        .by_code()
        .into_iter()
        .flat_map(|(code, findings)| {
            let is_answered = is_answered(code);
            let parts = by_cure(code, findings);
            parts.into_iter().map(move |part| group(code, &part, is_answered)).collect::<Vec<_>>()
        })
        .collect()
}

/// The findings of a code, parted by what cures them where that differs: a title among the rows is cured by
/// another deed than a row too many. Where nearly each has its own cure they stay together, under that of the code.
fn by_cure(code: Code, findings: Vec<&Diagnostic>) -> Vec<Vec<&Diagnostic>> {
    const MOST_CURES: usize = 4;
    let of_code = &code.info().remedy;
    let mut parts: Vec<Vec<&Diagnostic>> = Vec::new();
    for finding in &findings {
        let cure = without_names(&finding.remedy);
        match parts.iter_mut().find(|part| without_names(&part[0].remedy) == cure) {
            Some(part) => part.push(finding),
            None => parts.push(vec![finding]),
        }
        if parts.len() > MOST_CURES {
            break;
        }
    }
    let is_more = findings.iter().all(|found| found.remedy.starts_with(of_code.as_str()));
    if parts.len() > MOST_CURES || is_more { vec![findings] } else { parts }
}

/// A remedy without the words that it quotes: the same deed for another word is no other cure.
fn without_names(remedy: &str) -> String {
    let mut is_quoted = false;
    remedy
        .chars()
        .filter(|letter| {
            let was_quoted = is_quoted;
            match letter {
                '«' => is_quoted = true,
                '»' => is_quoted = false,
                '"' => is_quoted = !is_quoted,
                _ => {}
            }
            !was_quoted
        })
        .collect()
}

fn group(code: Code, findings: &[&Diagnostic], is_answered: bool) -> Group {
    let info = code.info();
    let times = if findings.len() == 1 {
        String::new()
    } else {
        format!(" ({} volte)", italian::count(findings.len() as u64))
    };
    let mut places: Vec<String> =
        findings.iter().take(PLACES_SHOWN).map(|finding| place(finding)).collect();
    if findings.len() > PLACES_SHOWN {
        let others = (findings.len() - PLACES_SHOWN) as u64;
        places.push(format!("e {}", italian::counted(others, "altro caso", "altri casi")));
    }
    Group {
        severity: info.severity,
        headline: format!("{} {}: {}{times}", info.severity.label(), code, info.title),
        places,
        remedy: if is_answered {
            "giustificata: il motivo è stampato nella relazione".to_owned()
        } else {
            common_remedy(findings, &info.remedy).to_owned()
        },
    }
}

/// What cures all of them: the same words, or those of the code with the example of the first.
fn common_remedy<'a>(findings: &[&'a Diagnostic], of_code: &'a str) -> &'a str {
    let Some((first, others)) = findings.split_first() else { return of_code };
    let is_same = others.iter().all(|other| other.remedy == first.remedy);
    let is_more = findings.iter().all(|found| found.remedy.starts_with(of_code));
    if is_same || is_more { &first.remedy } else { of_code }
}

/// `personale.xlsx, foglio Personale, cella F118: il genere «X» non è riconosciuto`
pub fn place(finding: &Diagnostic) -> String {
    format!("{}: {}", finding.location, finding.message)
}

/// The columns that are not read, each with the reason: `«Sede» (non decide nulla)`.
pub fn unread_columns(source: &SourceFile) -> Vec<String> {
    let unread = source.unread.iter();
    unread.map(|column| format!("«{}» ({})", column.header, column.verdict.label())).collect()
}

/// Why rows do not count, with their number: `cessazione entro il 31/12/2025 (3)`.
pub fn reasons_left_out(source: &SourceFile) -> Vec<String> {
    let reasons = source.rows_left_out.iter();
    reasons.map(|(reason, rows)| format!("{reason} ({})", italian::count(*rows))).collect()
}
