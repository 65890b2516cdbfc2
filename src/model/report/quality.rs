//! What was read, used and refused: the facts behind the data-quality chapter and the manifest.

use std::collections::BTreeMap;

use crate::model::input::InputKind;

/// How far the figures of an edition can be trusted.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// In one or two computed sentences.
    pub sentences: Vec<String>,
    /// How many rows have neither errors nor anomalies, in a sentence; `None` without rows.
    pub complete_rows: Option<String>,
    pub sources: Vec<SourceFile>,
    pub findings: Vec<Finding>,
}

impl Quality {
    /// Anomalies without a written justification.
    pub fn waiting(&self) -> u64 {
        self.findings.iter().map(|finding| finding.waiting).sum()
    }
}

/// One input as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub kind: InputKind,
    pub path: String,
    /// `XLSX`, `CSV, separatore ;` and so on.
    pub format: String,
    pub sheet: Option<String>,
    /// One-based row of the headers; of headers in two rows, the lower one.
    pub header_row: u32,
    pub rows_read: u64,
    pub rows_used: u64,
    pub rows_refused: u64,
    /// Sound rows that do not count, by the reason: `cessazione entro il 31/12/2025`.
    pub rows_left_out: BTreeMap<String, u64>,
    pub columns: Vec<SourceColumn>,
}

impl SourceFile {
    /// Sound rows that do not count.
    pub fn left_out(&self) -> u64 {
        self.rows_left_out.values().sum()
    }
}

/// A column of an input and the header it was found under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceColumn {
    /// Canonical name.
    pub name: &'static str,
    pub header: String,
    /// Zero-based.
    pub index: u32,
}

/// One group of findings of one code, as the report prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: String,
    pub severity: Severity,
    pub title: String,
    pub count: u64,
    /// The first few places, in words, each with its message.
    pub places: Vec<String>,
    /// Reason and office of the justifications that answer it.
    pub justifications: Vec<String>,
    pub waiting: u64,
}

/// How much a finding weighs: an error stops publication, an anomaly waits for a written
/// justification, a note only informs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Note,
    Anomaly,
    Error,
}

impl Severity {
    /// The Italian word of messages and of `verifica.json`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "nota",
            Self::Anomaly => "anomalia",
            Self::Error => "errore",
        }
    }
}
