//! Findings about the user's data: collected, never thrown. Errors of the program are elsewhere.

pub mod code;
pub mod json;
pub mod location;
pub mod render;
pub mod setting;

use std::borrow::Cow;
use std::collections::BTreeMap;

use code::Code;
use location::Location;
use setting::{Choice, Setting};

use crate::italian;
use crate::model::fiscal_code;
pub use crate::model::quality::Severity;
use crate::model::table_id::TableId;

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
    pub tables: Vec<TableId>,
    /// The line of `cug.toml` that would settle it, where there is one.
    pub setting: Option<Setting>,
    /// Questions that only a person can answer, with the lines of `cug.toml` that would: asked where a
    /// click can answer, never proposed for pasting.
    pub choices: Vec<Choice>,
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
            choices: Vec::new(),
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
    pub fn with_choice(mut self, choice: Choice) -> Self {
        self.choices.push(choice);
        self
    }

    /// Adds a question that the message asks and one of some lines of a section answers.
    #[must_use]
    pub fn with_answers<const N: usize>(self, section: &str, lines: [(&str, &str); N]) -> Self {
        let line =
            |(key, value): (&str, &str)| Setting::new(section.to_owned(), key, [value.to_owned()]);
        let lines = lines.map(line).to_vec();
        let asked = self.message.clone();
        self.with_choice(Choice::Lines { asked, lines })
    }

    #[must_use]
    pub fn with_tables(mut self, tables: &[TableId]) -> Self {
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

/// Findings of one code that are listed of one file; nobody reads more, and a million would fill the
/// memory.
pub const MAX_LISTED: u64 = 10_000;

/// A collection of findings, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Diagnostics {
    listed: Vec<Diagnostic>,
    /// How many there are of each code in each file, with those that are not listed.
    counts: BTreeMap<Code, BTreeMap<Option<String>, u64>>,
}

impl Diagnostics {
    /// Adds a finding; a value of any length is cut to what a message can bear, and a codice
    /// fiscale is hidden wherever it stands.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        const LONGEST_MESSAGE: usize = 1_200;
        const LONGEST_VALUE: usize = 80;
        hide_fiscal_codes(&mut diagnostic.message);
        shorten(&mut diagnostic.message, LONGEST_MESSAGE);
        if let Some(value) = &mut diagnostic.value {
            hide_fiscal_codes(value);
            shorten(value, LONGEST_VALUE);
        }
        self.list(diagnostic);
    }

    /// Counts a finding as often again, without listing it.
    pub fn push_again(&mut self, diagnostic: &Diagnostic, times: u64) {
        *self.count_of(diagnostic) += times;
    }

    /// Whether one more finding of a code would be listed, and is worth a proposal that takes time.
    pub fn lists_more(&self, code: Code, file: &Option<String>) -> bool {
        let count = self.counts.get(&code).and_then(|files| files.get(file));
        count.is_none_or(|count| *count < MAX_LISTED)
    }

    fn list(&mut self, diagnostic: Diagnostic) {
        let count = self.count_of(&diagnostic);
        *count += 1;
        if *count <= MAX_LISTED {
            self.listed.push(diagnostic);
        }
    }

    fn count_of(&mut self, diagnostic: &Diagnostic) -> &mut u64 {
        let files = self.counts.entry(diagnostic.code).or_default();
        files.entry(diagnostic.location.file.clone()).or_default()
    }

    pub fn extend(&mut self, others: Self) {
        for diagnostic in others.listed {
            self.list(diagnostic);
        }
        for (code, files) in others.counts {
            for (file, count) in files.into_iter().filter(|(_, count)| *count > MAX_LISTED) {
                let unlisted = count - MAX_LISTED;
                *self.counts.entry(code).or_default().entry(file).or_default() += unlisted;
            }
        }
    }

    /// The same findings, each touching these tables.
    pub fn with_tables(mut self, tables: &[TableId]) -> Self {
        for diagnostic in &mut self.listed {
            diagnostic.tables = tables.to_vec();
        }
        self
    }

    /// Of a file whose columns nobody sees: places are rows alone.
    pub fn without_columns(mut self) -> Self {
        for found in &mut self.listed {
            found.location.column = None;
        }
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.listed.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// The heaviest severity present.
    pub fn worst(&self) -> Option<Severity> {
        self.iter().map(Diagnostic::severity).max()
    }

    /// In file, sheet and row order, as `verifica.json` lists them; those of a code that are not
    /// listed of a file are one finding about it.
    pub fn sorted(mut self) -> Self {
        for (code, file, count) in self.take_unlisted() {
            let is_alike = |of: &&Diagnostic| of.code == code && of.location.file == file;
            let Some(listed) = self.listed.iter().find(is_alike) else { continue };
            let location = Location { row: None, column: None, ..listed.location.clone() };
            let many = italian::count(count);
            let message = format!("altri {many} casi come questi non sono elencati");
            let rest = Diagnostic::new(code, location, message).with_tables(&listed.tables);
            self.listed.push(rest);
        }
        self.listed
            .sort_by(|left, right| (&left.location, left.code).cmp(&(&right.location, right.code)));
        self
    }

    fn take_unlisted(&mut self) -> Vec<(Code, Option<String>, u64)> {
        let mut unlisted = Vec::new();
        for (code, files) in &mut self.counts {
            for (file, count) in files.iter_mut().filter(|(_, count)| **count > MAX_LISTED) {
                unlisted.push((*code, file.clone(), *count - MAX_LISTED));
                *count = MAX_LISTED;
            }
        }
        unlisted
    }

    /// The first few findings of each code, in the same order.
    pub fn at_most(&self, places: usize) -> Self {
        let mut taken: BTreeMap<Code, usize> = BTreeMap::new();
        let is_among_the_first = |diagnostic: &&Diagnostic| {
            let count = taken.entry(diagnostic.code).or_default();
            *count += 1;
            *count <= places
        };
        let listed = self.iter().filter(is_among_the_first).cloned().collect();
        Self { listed, ..Self::default() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::input::InputKind;

    #[test]
    fn of_very_many_findings_the_rest_is_one() {
        let file = |row| Location::file(InputKind::Staff, "personale.csv").at_row(row);
        let mut parts = [Diagnostics::default(), Diagnostics::default()];
        for row in 0..12_000 {
            let found = Diagnostic::new(code::UNREADABLE_DATE, file(row), "non è una data");
            parts[usize::from(row % 2 == 1)].push(found);
        }
        let [mut all, odd] = parts;
        all.extend(odd);
        let like = Diagnostic::new(code::UNREADABLE_DATE, file(0), "");
        all.push_again(&like, 3);
        all.push(Diagnostic::new(code::UNREADABLE_GENDER, file(7), "non è un genere"));
        let mut whole = Diagnostics::default();
        whole.extend(all);
        let sorted = whole.sorted().sorted();
        assert_eq!(sorted.iter().count(), 10_002);
        let first = sorted.iter().next().expect("a finding");
        assert_eq!(first.location.row, None);
        assert_eq!(first.message, "altri 2.003 casi come questi non sono elencati");
    }
}
