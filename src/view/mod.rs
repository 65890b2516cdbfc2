//! The report as the values that templates read, already in words: the PDF and the page show the same.

mod achievement;
mod cug_report;
mod digest;
mod initiative;
mod protection;
mod table;
mod years;

use chrono::Datelike;
use num_bigint::BigInt;
use serde_json::{Value, json};

use crate::diagnostic::summary;
use crate::italian;
use crate::model::chart::{Chart, ChartKind};
use crate::model::quality::{Finding, SourceFile};
use crate::model::report::{KeyFigureKind, Report};

/// Everything that a document of the report shows, as plain data.
pub fn document(report: &Report) -> Value {
    let due = |id| report.readiness.due(id).map(italian::long_date);
    json!({
        "program": report.program,
        "body": shorten(&report.body, 200),
        "ipa_code": report.ipa_code,
        "year": report.year.to_string(),
        "reference_date": italian::long_date(report.reference_date),
        "due_cug": due("allegato-1"),
        "due_report": due("relazione"),
        "date": {
            "year": report.reference_date.year(),
            "month": report.reference_date.month(),
            "day": report.reference_date.day(),
        },
        "notice": report.notice.as_deref().map(|notice| shorten(notice, LONGEST)),
        "edition": { "key": report.edition.key(), "label": report.edition.label() },
        "format": { "title": report.format_title, "reference": report.format_reference },
        "not_provided": report.not_provided,
        "key_figures": report.key_figures.iter().filter(|figure| KeyFigureKind::SUMMARY.contains(&figure.kind)).map(|figure| json!({
            "value": figure.value, "previous": figure.previous,
            "label": figure.label, "source": figure.source,
        })).collect::<Vec<_>>(),
        "tables": report.tables.iter()
            .map(|one| table::value(one, report.statement.as_ref()))
            .collect::<Vec<_>>(),
        "achievements": report.achievements.as_ref().map(achievement::value),
        "years": report.years.as_ref().map(years::value),
        "digest": digest::value(report),
        "cug": cug_report::value(report),
        "initiatives": initiative::value(report),
        "quality": {
            "sentences": report.quality_sentences,
            "sources": report.sources.iter().map(source).collect::<Vec<_>>(),
            "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        },
        "certificate": report.certificate.as_ref().map(protection::certificate),
        "statement": report.statement.as_ref().map(protection::statement),
        "method": report.method.iter().map(|note| json!({
            "title": note.title, "text": note.text,
        })).collect::<Vec<_>>(),
    })
}

/// A chart with lengths as integers that fit the templates' arithmetic.
pub(super) fn chart(chart: &Chart) -> Value {
    let length = |exact: &BigInt| i64::try_from(exact).unwrap_or_default();
    let (kind, bars) = match &chart.kind {
        ChartKind::Pyramid(bars) => (
            "pyramid",
            bars.iter()
                .map(|bar| json!({ "label": bar.label, "men": bar.men, "women": bar.women }))
                .collect::<Vec<_>>(),
        ),
        ChartKind::WomenShare(bars) => (
            "share",
            bars.iter()
                .map(|bar| {
                    json!({
                        "label": bar.label, "women": bar.women, "people": bar.people,
                        "share": bar.share.as_ref().map(length), "text": bar.text,
                    })
                })
                .collect(),
        ),
        ChartKind::Gap(bars) => (
            "gap",
            bars.iter()
                .map(|bar| {
                    json!({
                        "label": bar.label, "men": bar.men, "women": bar.women, "text": bar.text,
                        "gap": bar.gap.as_ref().map(length),
                    })
                })
                .collect(),
        ),
        ChartKind::Outcomes(bars) => (
            "outcomes",
            bars.iter()
                .map(|bar| json!({ "label": bar.label, "counts": bar.counts, "text": bar.text }))
                .collect(),
        ),
    };
    let description = shorten(&chart.description, LONGEST_DESCRIPTION);
    json!({ "kind": kind, "title": chart.title, "description": description, "bars": bars })
}

fn source(source: &SourceFile) -> Value {
    json!({
        "input": source.kind.name(),
        "path": source.path,
        "format": source.format,
        "sheet": source.sheet,
        "read": italian::count(source.rows_read),
        "used": italian::count(source.rows_used),
        "refused": italian::count(source.rows_refused),
        "left_out": italian::count(source.left_out()),
        "reasons": summary::reasons_left_out(source),
        "columns": source.columns.iter()
            .map(|column| [column.name, column.header.as_str()])
            .collect::<Vec<_>>(),
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "title": finding.title,
        "count": finding.count,
        "places": finding.places.iter().map(|place| shorten(place, 400)).collect::<Vec<_>>(),
        "justifications": finding.justifications.iter().map(|words| shorten(words, LONGEST)).collect::<Vec<_>>(),
        "waiting": finding.waiting,
    })
}

/// Longest text of one place in the document: a note, a title, a label.
pub(crate) const LONGEST: usize = 1_200;
/// Longest description of a chart, read aloud.
pub(crate) const LONGEST_DESCRIPTION: usize = 8_000;
/// Cuts a text that would not fit its place; the full one is in the attached data.
pub(crate) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}
