//! The report as the values that templates read, already in words: the PDF and the page show the same.

mod achievement;
mod chart;
mod crossing;
mod cug_report;
mod digest;
mod initiative;
mod plain;
mod protection;
mod quality;
mod table;
mod years;

use chrono::Datelike;
use serde::Serialize;

use crate::italian;
use crate::model::achievement::Outcome;
use crate::model::legal_reference::LegalReference;
use crate::model::protection::ProtectionStatement;
use crate::model::report::{self, Edition, KeyFigureKind, Report};

use achievement::Achievements;
use crossing::Crossing;
use cug_report::CugReport;
use digest::Digest;
use initiative::Initiatives;
use plain::Plain;
use protection::{Certificate, Statement};
use quality::Quality;
use years::Years;

pub use table::{Grid, HeaderCell, Label, Row, Table};

/// Everything that a document of the report shows, as plain data.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    program: &'a str,
    body: String,
    ipa_code: Option<&'a str>,
    year: String,
    reference_date: String,
    due_cug: Option<String>,
    due_report: Option<String>,
    date: Date,
    notice: Option<String>,
    edition: EditionWords,
    format: Format<'a>,
    not_provided: &'a str,
    key_figures: Vec<KeyFigure<'a>>,
    pub tables: Vec<Table<'a>>,
    pub achievements: Option<Achievements<'a>>,
    pub years: Option<Years<'a>>,
    /// The first page of the public edition.
    pub plain: Option<Plain>,
    digest: Digest<'a>,
    cug: CugReport<'a>,
    pub initiatives: Initiatives<'a>,
    crossings: Vec<Crossing<'a>>,
    pub quality: Quality<'a>,
    certificate: Option<Certificate<'a>>,
    statement: Option<Statement<'a>>,
    method: Vec<Note<'a>>,
}

/// A word for templates to choose by, and the word that is printed.
#[derive(Debug, Serialize)]
struct Word {
    key: &'static str,
    label: String,
    /// For the heading of a narrow column.
    short: &'static str,
}

#[derive(Debug, Serialize)]
struct EditionWords {
    key: &'static str,
    label: &'static str,
    /// What a reader must know of it before passing it on.
    warning: String,
}

#[derive(Debug, Serialize)]
struct Date {
    year: i32,
    month: u32,
    day: u32,
}

#[derive(Debug, Serialize)]
struct Format<'a> {
    title: &'a str,
    reference: &'a LegalReference,
}

/// A figure of the summary page or of the digest.
#[derive(Debug, Serialize)]
struct KeyFigure<'a> {
    value: &'a str,
    note: Option<&'a str>,
    label: &'a str,
    previous: Option<&'a str>,
    change: Option<&'a str>,
    source: &'a str,
}

/// A paragraph with a title of its own.
#[derive(Debug, Serialize)]
struct Note<'a> {
    title: &'a str,
    text: &'a str,
}

/// The values of one edition.
pub fn document(report: &Report) -> Document<'_> {
    let head = &report.head;
    let due = |id| report.readiness.due(id).map(italian::long_date);
    let is_of_summary = |figure: &&report::KeyFigure| KeyFigureKind::SUMMARY.contains(&figure.kind);
    Document {
        program: &head.program,
        body: shorten(&head.body, 200),
        ipa_code: head.ipa_code.as_deref(),
        year: head.year.to_string(),
        reference_date: italian::long_date(head.reference_date),
        due_cug: due("allegato-1"),
        due_report: due("relazione"),
        date: Date {
            year: head.reference_date.year(),
            month: head.reference_date.month(),
            day: head.reference_date.day(),
        },
        notice: head.notice.as_deref().map(|notice| shorten(notice, LONGEST)),
        edition: EditionWords {
            key: report.edition.key(),
            label: report.edition.label(),
            warning: warning(report),
        },
        format: Format { title: &head.format_title, reference: &head.format_reference },
        not_provided: &head.not_provided,
        key_figures: report.key_figures.iter().filter(is_of_summary).map(key_figure).collect(),
        tables: report
            .tables
            .iter()
            .map(|one| table::table(one, report.statement.as_ref()))
            .collect(),
        achievements: report.achievements.as_ref().map(achievement::achievements),
        years: report.years.as_ref().map(years::years),
        plain: plain::plain(report),
        digest: digest::digest(report),
        cug: cug_report::cug_report(report),
        initiatives: initiative::initiatives(report),
        crossings: report.crossings.iter().map(crossing::crossing).collect(),
        quality: quality::quality(&report.quality),
        certificate: report.certificate.as_ref().map(protection::certificate),
        statement: report.statement.as_ref().map(protection::statement),
        method: head
            .method
            .iter()
            .map(|note| Note { title: &note.title, text: &note.text })
            .collect(),
    }
}

/// What an edition holds and who may have it.
pub(crate) fn warning(report: &Report) -> String {
    let rounding = |statement: &ProtectionStatement| {
        statement.rounding.is_some().then(|| {
            format!(
                "i numeri di persone sono arrotondati a un multiplo di {} (di {} per conciliazione e congedi); può essere pubblicata",
                statement.threshold, statement.sensitive_threshold
            )
        })
    };
    match report.edition {
        Edition::Restricted => "contiene gruppi di poche persone e non va pubblicata".to_owned(),
        Edition::Public => report.statement.as_ref().and_then(rounding).unwrap_or_else(|| {
            "i numeri di gruppi di poche persone non si leggono; può essere pubblicata".to_owned()
        }),
    }
}

fn key_figure(figure: &report::KeyFigure) -> KeyFigure<'_> {
    KeyFigure {
        value: &figure.value,
        note: figure.note.as_deref(),
        label: &figure.label,
        previous: figure.previous.as_deref(),
        change: figure.change.as_deref(),
        source: &figure.source,
    }
}

/// The outcome of one indicator, in its own words.
fn outcome(outcome: Outcome, words: &str) -> Word {
    Word { key: outcome.key(), label: words.to_owned(), short: outcome.short_label() }
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
