//! What was read, used and refused: the facts behind the data-quality chapter and the manifest.

use std::collections::BTreeMap;

use crate::model::input::InputKind;

/// How far the figures of an edition can be trusted.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// In one or two computed sentences.
    pub sentences: Vec<String>,
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
    /// The column that the file lacks because the name of each sheet says what would be in it.
    pub named_column: Option<&'static str>,
    /// The sheets read after the first, where `cug.toml` joins several.
    pub more_sheets: Vec<SheetPart>,
    /// Names of the sheets that are not read and have such rows too.
    pub unread_sheets: Vec<String>,
    /// The columns with something in them that are not read.
    pub unread: Vec<UnreadColumn>,
}

/// One more sheet of a file, read like the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPart {
    pub name: Option<String>,
    pub columns: Vec<SourceColumn>,
}

/// Rows of the second sheet of a file begin here, of the third at twice as many: a row is one number
/// in all that is made of it. No sheet has so many rows.
pub const ROWS_OF_A_SHEET: u32 = 1 << 21;

/// A row as people find it: `12`, or `12 del 2º foglio letto`.
pub fn shown_row(source: &SourceFile, row: u32) -> String {
    let (_, _, shown) = source.part(row);
    match row / ROWS_OF_A_SHEET {
        place if place > 0 && shown != row => format!("{shown} del {}º foglio letto", place + 1),
        _ => row.to_string(),
    }
}

/// `Senza righe, e quindi come se non ci fossero: programma.xlsx, aggregati.xlsx.`
pub fn without_rows(sources: &[SourceFile]) -> Option<String> {
    let empty = sources.iter().filter(|source| !source.has_rows());
    let paths: Vec<&str> = empty.map(|source| source.path.as_str()).collect();
    let words = "Senza righe, e quindi come se non ci fossero";
    (!paths.is_empty()).then(|| format!("{words}: {}.", paths.join(", ")))
}

/// A column that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadColumn {
    pub header: String,
    /// Zero-based.
    pub index: u32,
    pub verdict: Unread,
}

/// Why a column is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It may say who counts or how much.
    Decides,
    /// A few words or numbers, of which nobody knows what they mean.
    Asked,
    /// `cug.toml` says that it decides nothing.
    Ignored,
    /// Known to decide nothing.
    Harmless,
    /// Health, disability, union, faith.
    Sensitive,
    /// Names, codes, addresses.
    Personal,
    /// Free text, or a code for each row.
    Text,
    Empty,
}

impl Unread {
    pub fn is_asked(self) -> bool {
        matches!(self, Self::Decides | Self::Asked)
    }

    /// Why it is not read, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Decides | Self::Asked => "da chiarire",
            Self::Ignored => "non decide nulla: così dice cug.toml",
            Self::Harmless => "non decide nulla",
            Self::Sensitive => "dato particolare, che non serve",
            Self::Personal => "nome, codice o recapito, che non serve",
            Self::Text => "testo libero o codice",
            Self::Empty => "vuota",
        }
    }
}

impl SourceFile {
    /// The sheet of a row, its columns, and the number of the row in it.
    pub fn part(&self, row: u32) -> (Option<&str>, &[SourceColumn], u32) {
        let first = (self.sheet.as_deref(), self.columns.as_slice(), row);
        let place = (row / ROWS_OF_A_SHEET).checked_sub(1);
        let part = place.and_then(|place| self.more_sheets.get(place as usize));
        part.map_or(first, |part| {
            (part.name.as_deref(), part.columns.as_slice(), row % ROWS_OF_A_SHEET)
        })
    }

    /// The sheets that are read: `Comparto, Dirigenza`.
    pub fn sheets(&self) -> Option<String> {
        let more = self.more_sheets.iter().filter_map(|part| part.name.as_deref());
        let names: Vec<&str> = self.sheet.as_deref().into_iter().chain(more).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// False where nothing stands under the headings: the file is as if it were not there.
    pub fn has_rows(&self) -> bool {
        self.rows_read > 0
    }

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
    /// The first few places, in words, each with its message; of people the columns alone.
    pub places: Vec<String>,
    /// Findings that are in none of these places.
    pub others: u64,
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
