//! Storico: the figures of an earlier year, and the map of grades that joins the years before and
//! after a reform.

use crate::model::figure::Figure;
use crate::model::legal_reference::LegalReference;
use crate::model::spelling::normal_form;

/// The figures of one earlier year.
#[derive(Clone, Debug)]
pub struct PastYear {
    pub year: i32,
    /// Below the working folder, as the messages name it.
    pub path: String,
    pub figures: Vec<Figure>,
}

/// Corrispondenze: which grade took the place of which.
#[derive(Clone, Debug, Default)]
pub struct GradeMap {
    pub steps: Vec<GradeStep>,
    /// The contract it rests on; `None` for a body's own map.
    pub reference: Option<LegalReference>,
}

/// From the data of year `from` on, people of grade `old` are in grade `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeStep {
    pub from: i32,
    pub old: String,
    pub new: String,
}

impl GradeMap {
    /// What a grade of year `past` is called in year `current`; `None` where no step applies.
    pub fn carried(&self, grade: &str, past: i32, current: i32) -> Option<&str> {
        let mut years: Vec<i32> = self.steps.iter().map(|step| step.from).collect();
        years.sort_unstable();
        years.dedup();
        let mut carried = None;
        for year in years.into_iter().filter(|year| past < *year && *year <= current) {
            let form = normal_form(carried.unwrap_or(grade));
            let step =
                self.steps.iter().find(|step| step.from == year && normal_form(&step.old) == form);
            carried = step.map(|step| step.new.as_str()).or(carried);
        }
        carried
    }
}
