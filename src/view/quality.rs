//! The data-quality chapter as template values.

use serde::Serialize;

use super::{LONGEST, shorten};
use crate::diagnostic::render;
use crate::italian;
use crate::model::quality::{self, SourceFile};

#[derive(Debug, Serialize)]
pub struct Quality<'a> {
    sentences: &'a [String],
    sources: Vec<Source<'a>>,
    findings: Vec<Finding<'a>>,
    /// What stands in the place of findings where there are none.
    without_findings: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    input: &'static str,
    path: &'a str,
    format: &'a str,
    sheet: Option<String>,
    /// Columns that are not read, each with the reason.
    unread: Vec<String>,
    /// Sheets with the same columns that are not read.
    unread_sheets: &'a [String],
    read: String,
    used: String,
    refused: String,
    left_out: String,
    /// Why rows do not count, with their number.
    reasons: Vec<String>,
    /// Canonical name and header of each.
    columns: Vec<[&'a str; 2]>,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    title: &'a str,
    count: u64,
    places: Vec<String>,
    others: u64,
    justifications: Vec<String>,
    waiting: u64,
}

pub(super) fn quality(quality: &quality::Quality) -> Quality<'_> {
    Quality {
        sentences: &quality.sentences,
        sources: quality.sources.iter().filter(|one| one.has_rows()).map(source).collect(),
        findings: quality.findings.iter().map(finding).collect(),
        without_findings: quality
            .findings
            .is_empty()
            .then_some("I controlli non hanno trovato anomalie."),
    }
}

fn source(source: &SourceFile) -> Source<'_> {
    let columns = source.columns.iter();
    Source {
        input: source.kind.name(),
        path: &source.path,
        format: &source.format,
        sheet: source.sheets(),
        unread: render::unread_columns(source),
        unread_sheets: &source.unread_sheets,
        read: italian::count(source.rows_read),
        used: italian::count(source.rows_used),
        refused: italian::count(source.rows_refused),
        left_out: italian::count(source.left_out()),
        reasons: render::reasons_left_out(source),
        columns: columns.map(|column| [column.name, column.header.as_str()]).collect(),
    }
}

fn finding(finding: &quality::Finding) -> Finding<'_> {
    let short =
        |texts: &[String], longest| texts.iter().map(|text| shorten(text, longest)).collect();
    Finding {
        code: &finding.code,
        severity: finding.severity.label(),
        title: &finding.title,
        count: finding.count,
        places: short(&finding.places, 400),
        others: finding.others,
        justifications: short(&finding.justifications, LONGEST),
        waiting: finding.waiting,
    }
}
