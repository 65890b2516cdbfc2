//! The report as the values that templates read (`/report.json`): data, never source text.

mod achievement;
mod initiative;
mod table;
mod years;

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
    let due = |id| report.readiness.due(id).map(italian::long_date);
    let mut value = json!({
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
        "key_figures": report.key_figures.iter().map(|figure| json!({
            "value": figure.value, "previous": figure.previous,
            "label": figure.label, "source": figure.source,
        })).collect::<Vec<_>>(),
        "tables": report.tables.iter().map(table::value).collect::<Vec<_>>(),
        "achievements": report.achievements.as_ref().map(achievement::value),
        "years": report.years.as_ref().map(years::value),
        "initiatives": initiative::value(report),
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
    make_drawable(&mut value);
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
const LONGEST: usize = 1_200;
/// Longest description of a chart, read aloud.
const LONGEST_DESCRIPTION: usize = 8_000;
/// Letters without a blank after which a word may be broken.
const LONGEST_WORD: usize = 30;

/// Cuts a text that would not fit its place; the full one is in the attached data.
fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// Makes every text fit to be drawn. A character that no vendored face has would stop the export:
/// it becomes U+FFFD, as browsers do. A word without end would run off the page: it gets places to
/// break.
fn make_drawable(value: &mut Value) {
    match value {
        Value::String(text) => {
            let longest = LONGEST_DESCRIPTION.max(LONGEST);
            let drawable: String = shorten(text, longest)
                .chars()
                .map(
                    |letter| if FONTS.cover(letter) { letter } else { char::REPLACEMENT_CHARACTER },
                )
                .collect();
            *text = breakable(&drawable);
        }
        Value::Array(items) => items.iter_mut().for_each(make_drawable),
        Value::Object(fields) => fields.values_mut().for_each(make_drawable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn breakable(text: &str) -> String {
    const ZERO_WIDTH_SPACE: char = '\u{200b}';
    let mut run = 0;
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        run = if letter.is_whitespace() || letter == '-' { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            letters.push(ZERO_WIDTH_SPACE);
            run = 1;
        }
        letters.push(letter);
    }
    letters
}
