//! The report as the values that templates read (`/report.json`): data, never source text.

mod achievement;
mod table;

use chrono::Datelike;
use serde_json::{Value, json};

use super::assets::FONTS;
use crate::italian;
use crate::model::artifact::Attachment;
use crate::model::chart::{Chart, ChartKind};
use crate::model::quality::{Finding, SourceFile};
use crate::model::report::Report;

/// Everything the annex shows, already in words; characters that no face can draw are replaced.
pub fn document(report: &Report, attachments: &[Attachment]) -> Value {
    let next_year = report.year + 1;
    let due =
        |month, day| chrono::NaiveDate::from_ymd_opt(next_year, month, day).map(italian::long_date);
    let mut value = json!({
        "program": report.program,
        "body": report.body,
        "ipa_code": report.ipa_code,
        "year": report.year.to_string(),
        "reference_date": italian::long_date(report.reference_date),
        "due_cug": due(3, 1),
        "due_report": due(3, 30),
        "date": {
            "year": report.reference_date.year(),
            "month": report.reference_date.month(),
            "day": report.reference_date.day(),
        },
        "notice": report.notice,
        "edition": { "key": report.edition.key(), "label": report.edition.label() },
        "format": { "title": report.format_title, "reference": report.format_reference },
        "not_provided": report.not_provided,
        "key_figures": report.key_figures.iter().map(|figure| json!({
            "value": figure.value, "label": figure.label, "source": figure.source,
        })).collect::<Vec<_>>(),
        "tables": report.tables.iter().map(table::value).collect::<Vec<_>>(),
        "achievements": report.achievements.as_ref().map(achievement::value),
        "quality": {
            "sentences": report.quality_sentences,
            "sources": report.sources.iter().map(source).collect::<Vec<_>>(),
            "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        },
        "method": report.method.iter().map(|note| json!({
            "title": note.title, "text": note.text,
        })).collect::<Vec<_>>(),
        "attachments": attachments.iter().map(|attachment| json!({
            "path": format!("/{}", attachment.name),
            "name": attachment.name,
            "mime": attachment.media_type,
            "description": attachment.description,
        })).collect::<Vec<_>>(),
    });
    replace_undrawable(&mut value);
    value
}

/// A chart with lengths as integers that fit the templates' arithmetic.
pub(super) fn chart(chart: &Chart) -> Value {
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
                        "share": i64::try_from(&bar.share).unwrap_or_default(), "text": bar.text,
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
                        "gap": bar.gap.as_ref().map(|gap| i64::try_from(gap).unwrap_or_default()),
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
    json!({ "kind": kind, "title": chart.title, "description": chart.description, "bars": bars })
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
        "places": finding.places,
        "justifications": finding.justifications,
        "waiting": finding.waiting,
    })
}

/// A character that no vendored face has would stop the export: it becomes U+FFFD, as browsers do.
fn replace_undrawable(value: &mut Value) {
    match value {
        Value::String(text) => {
            if !text.chars().all(|letter| FONTS.cover(letter)) {
                *text = text
                    .chars()
                    .map(
                        |letter| {
                            if FONTS.cover(letter) { letter } else { char::REPLACEMENT_CHARACTER }
                        },
                    )
                    .collect();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(replace_undrawable),
        Value::Object(fields) => fields.values_mut().for_each(replace_undrawable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
