//! Titolo di studio: the levels of tables 1.6 and 1.7.

use serde::Deserialize;

/// Titolo di studio, one row label of tables 1.6 and 1.7, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EducationLevel {
    pub label: String,
    /// Other spellings that mean this level.
    pub aliases: Vec<String>,
    /// Sets of words, in normal form: a text that has all of one means this level.
    pub words: Vec<String>,
    /// Whether table 1.6 (managers) lists the level.
    #[serde(default)]
    pub for_managers: bool,
    /// What lists offer for it, where its label alone may mean two levels.
    #[serde(default)]
    pub offered: Option<String>,
}

/// Words that no level has for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct EducationWords {
    /// They may be of two levels.
    pub unclear: Vec<String>,
    /// Beside them `Laurea` is the long degree.
    pub long_degree: Vec<String>,
}
