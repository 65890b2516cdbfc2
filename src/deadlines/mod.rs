//! What is ready for each deadline of the year ahead, and what is missing. Today's date plays no part:
//! the same data give the same answer on any day.

mod annex;
mod cug_report;
mod next_plan;

use crate::model::achievement::Achievements;
use crate::model::cug_report::CugReport;
use crate::model::dataset::Dataset;
use crate::model::deadline::Need;
use crate::model::initiative::Initiatives;
use crate::model::input::InputKind;
use crate::model::readiness::{DeadlineStatus, Readiness};
use crate::model::reference_data;
use crate::model::table::Table;

/// All that readiness is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub dataset: &'a Dataset,
    pub achievements: Option<&'a Achievements>,
    pub initiatives: Option<&'a Initiatives>,
    pub tables: &'a [Table],
    pub cug_report: &'a CugReport,
    /// Findings that keep the report from being published.
    pub errors: u64,
    /// Anomalies without a written justification.
    pub waiting: u64,
}

impl Facts<'_> {
    /// An input without rows counts as not given.
    fn is_given(&self, kind: InputKind) -> bool {
        self.dataset.source(kind).is_some_and(|source| source.rows_read > 0)
    }
}

/// The deadlines that follow the year of the data, each with what it needs.
pub fn compute(facts: Facts<'_>) -> Readiness {
    let year = facts.dataset.settings.report.year;
    let deadlines = reference_data::deadlines(year)
        .into_iter()
        .map(|deadline| {
            let mut parts = Parts::default();
            for need in &deadline.needs {
                match need {
                    Need::NextPlan => next_plan::judge(facts, &mut parts),
                    Need::Annex => annex::judge(facts, &mut parts),
                    Need::CugReport => cug_report::judge(facts, &mut parts),
                }
            }
            let Parts { ready, missing, lacking } = parts;
            DeadlineStatus { deadline, ready, missing, lacking }
        })
        .collect();
    Readiness { deadlines }
}

/// Parts of a document, in words, on the side on which they stand.
#[derive(Debug, Default)]
struct Parts {
    ready: Vec<String>,
    missing: Vec<String>,
    lacking: Vec<String>,
}

impl Parts {
    /// A part with its name, and the words by which the office is asked for it.
    fn put(&mut self, is_ready: bool, part: impl Into<String>, missing: impl Into<String>) {
        if is_ready { self.ready.push(part.into()) } else { self.miss(part, missing) }
    }

    /// What is not there, for the readers and for the office.
    fn miss(&mut self, part: impl Into<String>, missing: impl Into<String>) {
        self.lacking.push(part.into());
        self.missing.push(missing.into());
    }
}
