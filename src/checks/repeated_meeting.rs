//! C16: two rows of one sitting of the CUG, which would be counted twice.

use super::cell;
use crate::diagnostic::code::REPEATED_MEETING;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;

pub(super) fn on_one_day(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let meetings = dataset.meetings.as_deref().unwrap_or_default();
    for (place, meeting) in meetings.iter().enumerate() {
        let Some(first) = meetings[..place].iter().find(|other| other.date == meeting.date) else {
            continue;
        };
        let message = format!(
            "la seduta del {} è anche nella riga {}: sono contate due sedute",
            italian::date(meeting.date),
            super::row(dataset, InputKind::Meetings, first.row)
        );
        let place = cell(dataset, InputKind::Meetings, meeting.row, "data");
        diagnostics.push(Diagnostic::new(REPEATED_MEETING, place, message));
    }
}
