//! Titolo di studio: the levels of tables 1.6 and 1.7.

/// Titolo di studio, one row label of tables 1.6 and 1.7, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EducationLevel {
    pub label: String,
    /// Other spellings that mean this level.
    pub aliases: Vec<String>,
    /// Whether table 1.6 (managers) lists the level.
    pub for_managers: bool,
}
