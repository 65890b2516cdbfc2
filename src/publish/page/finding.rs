//! `verifica.html`: the findings by code, the heaviest first, each place with what is there and what to write.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, render};
use crate::italian;
use crate::model::quality;
use crate::model::report::Report;

/// Places of one code on the page; beyond, a browser would be slow and nobody would read on.
const MOST_PLACES: usize = 1_000;

/// What the template shows: the same findings as `verifica.json`, in groups.
pub(super) fn value(report: &Report, diagnostics: &Diagnostics) -> Value {
    let mut groups = diagnostics.by_code();
    groups.sort_by_key(|(code, _)| std::cmp::Reverse(code.info().severity));
    let waiting = |code: &str| {
        report.quality.findings.iter().find(|finding| finding.code == code).map(
            |finding| json!({ "count": finding.waiting, "justifications": finding.justifications }),
        )
    };
    let counts = [Severity::Error, Severity::Anomaly, Severity::Note]
        .map(|severity| counted(severity, diagnostics.count(severity) as u64));
    json!({
        "body": report.head.body,
        "year": report.head.year.to_string(),
        "program": report.head.program,
        "counts": counts,
        "groups": groups.iter().map(|(code, found)| {
            let info = code.info();
            json!({
                "code": code.name(),
                "severity": info.severity.label(),
                "key": key(info.severity),
                "title": info.title,
                "why": info.why,
                "exception": info.exception,
                "count": italian::count(found.len() as u64),
                "answer": waiting(code.name()),
                "places": found.iter().take(MOST_PLACES).map(|found| place(found)).collect::<Vec<_>>(),
                "others": match found.len().saturating_sub(MOST_PLACES) {
                    0 => None,
                    others => Some(italian::counted(others as u64, "altro caso", "altri casi")),
                },
            })
        }).collect::<Vec<_>>(),
        "mirror": report.mirror.iter().map(|file| json!({
            "path": file.path,
            "facts": file.facts.iter().map(|fact| json!([fact.label, fact.text])).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "without_rows": quality::without_rows(&report.quality.sources),
        "sources": report.quality.sources.iter().filter(|source| source.has_rows()).map(|source| json!({
            "path": source.path,
            "sheet": source.sheets(),
            "read": italian::count(source.rows_read),
            "used": italian::count(source.rows_used),
            "refused": italian::count(source.rows_refused),
            "left_out": italian::count(source.left_out()),
            "reasons": render::reasons_left_out(source),
        })).collect::<Vec<_>>(),
    })
}

fn place(found: &Diagnostic) -> Value {
    json!({
        "place": found.location.to_string(),
        "value": found.value,
        "message": found.message,
        "remedy": found.remedy,
        "tables": found.tables,
    })
}

fn counted(severity: Severity, count: u64) -> Value {
    let words = match severity {
        Severity::Error => italian::counted(count, "errore", "errori"),
        Severity::Anomaly => italian::counted(count, "anomalia", "anomalie"),
        Severity::Note => italian::counted(count, "nota", "note"),
    };
    json!({ "words": words, "key": key(severity), "some": count > 0 })
}

/// An English word for the style sheet.
fn key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Anomaly => "anomaly",
        Severity::Note => "note",
    }
}
