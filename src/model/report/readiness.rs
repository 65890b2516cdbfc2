//! The year ahead: what is ready for each deadline and what is missing.

use chrono::NaiveDate;

use crate::model::deadline::Deadline;

/// The deadlines of the report in hand, in the order of their days.
#[derive(Clone, Debug, Default)]
pub struct Readiness {
    pub deadlines: Vec<DeadlineStatus>,
}

#[derive(Clone, Debug)]
pub struct DeadlineStatus {
    pub deadline: Deadline,
    /// Parts whose data are there, in words.
    pub ready: Vec<String>,
    /// What is still asked for, in the words of the office: with the sheet that it goes into.
    pub missing: Vec<String>,
    /// The same for whoever receives the documents and knows no sheet.
    pub lacking: Vec<String>,
}

impl Readiness {
    /// The same deadlines without what the office has and lacks.
    pub fn dates_alone(&self) -> Self {
        let bare = |status: &DeadlineStatus| DeadlineStatus {
            deadline: status.deadline.clone(),
            ready: Vec::new(),
            missing: Vec::new(),
            lacking: Vec::new(),
        };
        Self { deadlines: self.deadlines.iter().map(bare).collect() }
    }

    /// The day of the deadline with this id in `data/deadlines.toml`.
    pub fn due(&self, id: &str) -> Option<NaiveDate> {
        let found = self.deadlines.iter().find(|status| status.deadline.id == id);
        found.map(|status| status.deadline.date)
    }
}
