//! Lines for `cug.toml` that would settle findings, ready to be pasted.

use std::collections::BTreeSet;

use super::Diagnostics;

/// One line of `cug.toml` under its section, and what might stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// `colonne.personale`
    pub section: String,
    /// `data_nascita`
    pub key: String,
    /// In the writing of TOML: `"Data nasc."`
    pub value: String,
    /// Other values that are as likely.
    pub others: Vec<String>,
}

/// A question to a person of the office, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What a word of the office means: one of the words that its column takes.
    Word { column: String, word: String },
    /// One of some lines, each with one value.
    Lines { asked: String, lines: Vec<Setting> },
}

impl Setting {
    /// A value in the writing of TOML, with the others that may be meant.
    pub fn new(section: String, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        let mut values = values.into_iter();
        let value = values.next().unwrap_or_default();
        Self { section, key: key.to_owned(), value, others: values.collect() }
    }

    /// `data_nascita = "Data nasc."  # oppure: "Nato il"`
    pub fn line(&self) -> String {
        let line = format!("{} = {}", self.key, self.value);
        if self.others.is_empty() {
            line
        } else {
            format!("{line}  # oppure: {}", self.others.join(" oppure "))
        }
    }

    /// `data_nascita = "Data nasc." oppure data_nascita = "Nato il"`
    pub fn choices(&self) -> String {
        let values = std::iter::once(&self.value).chain(&self.others);
        let lines: Vec<String> = values.map(|value| format!("{} = {value}", self.key)).collect();
        lines.join(" oppure ")
    }

    /// As [`Self::choices`], without the last.
    pub fn choices_but_last(&self) -> String {
        let others = self.others.split_last().map(|(_, others)| others.to_vec());
        Self { others: others.unwrap_or_default(), ..self.clone() }.choices()
    }
}

/// A text in the writing of TOML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control.is_control() => quoted.push(' '),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// All the lines that the findings ask for, each section once, in the order of the findings. TOML
/// allows no section and no key twice: a comment names what `cug.toml`, as `written`, has already.
pub fn lines(diagnostics: &Diagnostics, written: &toml::Table) -> Vec<String> {
    let settings: Vec<&Setting> =
        diagnostics.iter().filter_map(|found| found.setting.as_ref()).collect();
    let mut sections: Vec<&str> = Vec::new();
    for setting in &settings {
        if !sections.contains(&setting.section.as_str()) {
            sections.push(&setting.section);
        }
    }
    let mut lines = Vec::new();
    for section in sections {
        let there = at(written, section);
        lines.push(if there.is_some() {
            format!("# sotto [{section}], che c'è già:")
        } else {
            format!("[{section}]")
        });
        // A word of a thousand cells is settled by one line: TOML allows no key twice.
        let mut keys = BTreeSet::new();
        let own = settings.iter().filter(|setting| setting.section == section);
        let once = own.filter(|setting| keys.insert(setting.key.as_str()));
        lines.extend(once.map(|setting| {
            let is_there = there.is_some_and(|there| there.contains_key(&bare(&setting.key)));
            let instead = if is_there { "  # al posto della riga che c'è già" } else { "" };
            format!("{}{instead}", setting.line())
        }));
    }
    lines
}

/// The section of a name such as `colonne.personale`, where it is written.
fn at<'t>(written: &'t toml::Table, section: &str) -> Option<&'t toml::Table> {
    section.split('.').try_fold(written, |table, name| table.get(name)?.as_table())
}

/// A key without the quotation marks of TOML.
fn bare(key: &str) -> String {
    let read: Option<toml::Table> = toml::from_str(&format!("{key} = 0")).ok();
    read.and_then(|table| table.into_iter().next()).map_or_else(|| key.to_owned(), |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_toml_whatever_the_header_holds() {
        let values = ["Cod. \"Dip\"\\", "Matr."].map(quoted);
        let setting = Setting::new("colonne.personale".to_owned(), "matricola", values);
        assert_eq!(setting.line(), r#"matricola = "Cod. \"Dip\"\\"  # oppure: "Matr.""#);
        let read: toml::Table = toml::from_str(&setting.line()).expect("TOML");
        assert_eq!(read["matricola"].as_str(), Some("Cod. \"Dip\"\\"));
    }
}
