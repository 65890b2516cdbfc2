//! The reference data bundled with the program: formats, classifications, accepted headers.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::education::EducationLevel;
use super::format::Format;
use super::legal_reference::LegalReference;
use super::staff_category::StaffCategory;

const FORMATS: [&str; 1] = [include_str!("../../data/formats/direttiva-2-2019.toml")];
const GRADES: &str = include_str!("../../data/classifications/grades_funzioni_locali.toml");
const EDUCATION: &str = include_str!("../../data/classifications/education.toml");
const COLUMNS: &str = include_str!("../../data/columns.toml");

/// A grade of the bundled classification (`data/classifications/`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownGrade {
    pub label: String,
    pub category: StaffCategory,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ISO dates between which the contract has the grade.
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub reference: Option<LegalReference>,
}

/// Accepted headers: input name, canonical column, other spellings.
pub type ColumnAliases = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Every edition of the format that the program knows, newest last.
pub fn formats() -> Vec<Format> {
    FORMATS.into_iter().map(bundled).collect()
}

/// The grades of the comparto Funzioni locali, in printed order.
pub fn known_grades() -> Vec<KnownGrade> {
    #[derive(Deserialize)]
    struct File {
        grades: Vec<KnownGrade>,
    }
    bundled::<File>(GRADES).grades
}

/// The education levels of tables 1.6 and 1.7, in ascending order.
pub fn education_levels() -> Vec<EducationLevel> {
    #[derive(Deserialize)]
    struct Level {
        label: String,
        aliases: Vec<String>,
        #[serde(default)]
        for_managers: bool,
    }
    #[derive(Deserialize)]
    struct File {
        levels: Vec<Level>,
    }
    bundled::<File>(EDUCATION)
        .levels
        .into_iter()
        .map(|Level { label, aliases, for_managers }| EducationLevel {
            label,
            aliases,
            for_managers,
        })
        .collect()
}

/// The header spellings of `data/columns.toml`.
pub fn column_aliases() -> ColumnAliases {
    bundled(COLUMNS)
}

fn bundled<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("bundled data: {error}"))
}
