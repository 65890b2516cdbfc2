//! Scadenze of the yearly cycle (`data/deadlines.toml`) as days of one report.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::legal_reference::LegalReference;

/// Scadenza (Direttiva 2/2019; d.lgs. 198/2006, art. 48): a day by which somebody owes something.
#[derive(Clone, Debug)]
pub struct Deadline {
    pub id: String,
    pub date: NaiveDate,
    pub title: String,
    /// Who owes it, and to whom.
    pub who: String,
    pub recipients: Vec<String>,
    pub references: Vec<LegalReference>,
    pub note: Option<String>,
    pub needs: Vec<Need>,
}

/// What has to be ready by a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Plan and initiatives of the year after the data.
    NextPlan,
    /// Allegato 1 with all its parts.
    Annex,
    /// The texts of the CUG, its members and its meetings.
    CugReport,
}
