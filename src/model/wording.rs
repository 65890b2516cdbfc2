//! The words of offices: bundled lists by which causes of leave, measures, positions, roles and standings
//! are told apart (`data/classifications/`).

use serde::Deserialize;

/// Causes of absence, read as the leave of table 1.10.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveCauses {
    #[serde(rename = "reference")]
    _reference: String,
    pub days: Vec<String>,
    pub hours: Vec<String>,
    pub others: Vec<String>,
    pub others_of_the_same_laws: Vec<String>,
    pub mixed: Vec<String>,
    pub reasons: Vec<LeaveReason>,
    pub families: Vec<LeaveFamily>,
}

/// Why an absence is not in table 1.10, although its law is like those that are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveReason {
    pub words: Vec<String>,
    pub reason: String,
}

/// Leave of one law, in days and in hours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveFamily {
    pub name: String,
    /// The leave types that it is in days and in hours.
    pub days: String,
    pub hours: String,
    pub words: Vec<String>,
    pub day_codes: Vec<String>,
    pub hour_codes: Vec<String>,
}

/// Words that say that somebody has nothing, or something that they do not name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoneWords {
    pub words: Vec<String>,
    pub openings: Vec<String>,
    pub unspecified: Vec<String>,
}

/// Words beside a grade.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeWords {
    #[serde(rename = "reference")]
    _reference: String,
    /// They make no other grade of it.
    pub beside: Vec<String>,
    /// What begins the name of a law, and the words that may follow.
    pub law_openings: Vec<String>,
    pub law_words: Vec<String>,
}

/// Types of positions of responsibility.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionWords {
    #[serde(rename = "reference")]
    _reference: String,
    pub doubtful: Vec<String>,
    pub terms: Vec<PositionTerm>,
}

/// A type of position, as printed, and how appointments write it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionTerm {
    pub label: String,
    pub words: Vec<String>,
}

/// Roles in exam boards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardRoles {
    #[serde(rename = "reference")]
    _reference: String,
    pub president: Vec<String>,
    pub member: Vec<String>,
    pub beside: Vec<String>,
    pub substitute: Vec<String>,
    pub secretary: Vec<String>,
}

/// What some words of some columns say of a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingWords {
    /// Names of inputs.
    pub inputs: Vec<String>,
    pub columns: Vec<String>,
    /// Why the row does not count; `None` where it does.
    pub reason: Option<String>,
    pub words: Vec<String>,
}

/// Words beside a measure of work-life balance.
#[derive(Clone, Debug, Deserialize)]
pub struct MeasureWords {
    /// With them a measure is not in use.
    pub unused: Vec<String>,
    /// Where somebody works or is on a day, which is no measure.
    pub whereabouts: Vec<String>,
    /// They make no other measure of it.
    pub beside: Vec<String>,
    /// What is leave and no measure.
    pub leave: Vec<String>,
}

/// How courses are given.
#[derive(Clone, Debug, Deserialize)]
pub struct Modalities {
    pub modalities: Vec<String>,
    pub beside: Vec<String>,
}
