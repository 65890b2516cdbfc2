//! Findings about the user's data: collected, never thrown. Errors of the program are elsewhere.

pub mod code;
pub mod json;
pub mod justify;
pub mod location;
pub mod mapping;
pub mod render;
pub mod setting;
pub mod summary;

use std::borrow::Cow;
use std::collections::BTreeMap;

use code::Code;
use location::Location;
use setting::Setting;

use crate::model::fiscal_code;

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

/// One finding at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub location: Location,
    /// The offending value, only where the finding needs it; never a name, never a whole row.
    pub value: Option<String>,
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Tables that the finding touches: `1.4`.
    pub tables: Vec<&'static str>,
    /// The line of `cug.toml` that would settle it, where there is one.
    pub setting: Option<Setting>,
}

impl Diagnostic {
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            location,
            value: None,
            message: message.into(),
            remedy: code.info().remedy.clone(),
            tables: Vec::new(),
            setting: None,
        }
    }

    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    #[must_use]
    pub fn with_setting(mut self, setting: Setting) -> Self {
        self.setting = Some(setting);
        self
    }

    #[must_use]
    pub fn with_tables(mut self, tables: &[&'static str]) -> Self {
        self.tables = tables.to_vec();
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.info().severity
    }
}

fn hide_fiscal_codes(text: &mut String) {
    if let Cow::Owned(shown) = fiscal_code::hidden(text) {
        *text = shown;
    }
}

fn shorten(text: &mut String, longest: usize) {
    if let Some((end, _)) = text.char_indices().nth(longest) {
        text.truncate(end);
        text.push('…');
    }
}

/// A collection of findings, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding; a value of any length is cut to what a message can bear, and a codice
    /// fiscale is hidden wherever it stands.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        const LONGEST_MESSAGE: usize = 300;
        const LONGEST_VALUE: usize = 80;
        hide_fiscal_codes(&mut diagnostic.message);
        shorten(&mut diagnostic.message, LONGEST_MESSAGE);
        if let Some(value) = &mut diagnostic.value {
            hide_fiscal_codes(value);
            shorten(value, LONGEST_VALUE);
        }
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The same findings, each touching these tables.
    pub fn with_tables(mut self, tables: &[&'static str]) -> Self {
        for diagnostic in &mut self.0 {
            diagnostic.tables = tables.to_vec();
        }
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// The heaviest severity present.
    pub fn worst(&self) -> Option<Severity> {
        self.iter().map(Diagnostic::severity).max()
    }

    /// In file, sheet and row order, as `verifica.json` lists them.
    pub fn sorted(mut self) -> Self {
        self.0
            .sort_by(|left, right| (&left.location, left.code).cmp(&(&right.location, right.code)));
        self
    }

    /// The first few findings of each code, in the same order.
    pub fn at_most(&self, places: usize) -> Self {
        let mut taken: BTreeMap<Code, usize> = BTreeMap::new();
        let is_among_the_first = |diagnostic: &&Diagnostic| {
            let count = taken.entry(diagnostic.code).or_default();
            *count += 1;
            *count <= places
        };
        Self(self.iter().filter(is_among_the_first).cloned().collect())
    }

    /// Groups of one code, the heaviest severity last, as the terminal and the report print them.
    pub fn by_code(&self) -> Vec<(Code, Vec<&Diagnostic>)> {
        let mut codes: Vec<Code> = self.iter().map(|diagnostic| diagnostic.code).collect();
        codes.sort_by_key(|code| (code.info().severity, *code));
        codes.dedup();
        codes
            .into_iter()
            .map(|code| (code, self.iter().filter(|diagnostic| diagnostic.code == code).collect()))
            .collect()
    }
}
