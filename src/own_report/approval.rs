//! The act: in which session the CUG approved its report, with how many votes.

use crate::diagnostic::code::ODD_APPROVAL;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::committee::Approval;
use crate::model::cug_report::Meeting;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;

/// The approval among the meetings of all years (R12 where it cannot be one).
pub(super) fn find(
    dataset: &Dataset,
    meetings: &[Meeting],
    diagnostics: &mut Diagnostics,
) -> Option<Approval> {
    let mut report = |meeting: &Meeting, column: &str, message: String| {
        let place = dataset
            .source(InputKind::Meetings)
            .map_or_else(Location::folder, |source| Location::cell_of(source, meeting.row, column));
        diagnostics.push(Diagnostic::new(ODD_APPROVAL, place, message));
    };
    let reference = dataset.settings.report.reference_date();
    let mut found: Option<&Meeting> = None;
    for meeting in meetings.iter().filter(|meeting| meeting.approves) {
        let day = italian::date(meeting.date);
        match found {
            _ if meeting.date <= reference => {
                let message = format!(
                    "la seduta del {day} non può approvare la relazione sui dati al {}",
                    italian::date(reference)
                );
                report(meeting, "data", message);
            }
            Some(first) => {
                let message = format!(
                    "la relazione risulta approvata già nella seduta del {}, che è quella stampata",
                    italian::date(first.date)
                );
                report(meeting, "approva_relazione", message);
            }
            None => found = Some(meeting),
        }
    }
    let meeting = found?;
    let votes = [meeting.votes.for_it, meeting.votes.against, meeting.votes.abstained];
    let votes: u64 = votes.into_iter().flatten().sum();
    let present = meeting.present.as_deref().and_then(first_number);
    if let Some(present) = present.filter(|present| *present < votes) {
        let message = format!(
            "nella seduta del {} i voti sono {votes}, i presenti {present}",
            italian::date(meeting.date)
        );
        report(meeting, "favorevoli", message);
    }
    Some(Approval { date: meeting.date, present: meeting.present.clone(), votes: meeting.votes })
}

/// What was approved while texts of it are missing (R12).
pub(super) fn unfinished(dataset: &Dataset, approval: &Approval, missing: u64) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    // Without a file in `testi` none is asked for.
    if missing > 0 && !dataset.texts.written.is_empty() {
        let mut meetings = dataset.meetings.iter().flatten();
        let row = meetings.find(|one| one.approves && one.date == approval.date);
        let place = dataset
            .source(InputKind::Meetings)
            .zip(row)
            .map_or_else(Location::folder, |(source, meeting)| {
                Location::cell_of(source, meeting.row, "approva_relazione")
            });
        let texts = italian::counted(missing, "suo testo è", "suoi testi sono");
        let message = format!(
            "la relazione risulta approvata nella seduta del {}, ma {texts} ancora da scrivere",
            italian::date(approval.date)
        );
        diagnostics.push(Diagnostic::new(ODD_APPROVAL, place, message));
    }
    diagnostics
}

/// 9 of `9 su 12`.
fn first_number(words: &str) -> Option<u64> {
    let digits: String = words
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// `Approvata nella seduta del 16 marzo 2023: presenti 9 su 10; 8 voti favorevoli, 0 contrari, 1 astenuto.`
/// With texts still `missing` it is approved in the sheet alone.
pub(super) fn sentence(approval: Option<&Approval>, missing: u64) -> String {
    let Some(approval) = approval else {
        return "Da approvare nella seduta del Comitato.".to_owned();
    };
    if missing > 0 {
        return format!(
            "Da completare: nel file «riunioni» risulta approvata nella seduta del {}.",
            italian::long_date(approval.date)
        );
    }
    let votes = [
        (approval.votes.for_it, "voto favorevole", "voti favorevoli"),
        (approval.votes.against, "contrario", "contrari"),
        (approval.votes.abstained, "astenuto", "astenuti"),
    ];
    let votes: Vec<String> = votes
        .into_iter()
        .filter_map(|(count, one, many)| Some(italian::counted(count?, one, many)))
        .collect();
    let present = approval.present.iter().map(|words| format!("presenti {words}"));
    let votes = (!votes.is_empty()).then(|| votes.join(", "));
    let parts: Vec<String> = present.chain(votes).collect();
    let colon = if parts.is_empty() { "" } else { ": " };
    let day = italian::long_date(approval.date);
    format!("Approvata nella seduta del {day}{colon}{}.", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::committee::Votes;

    #[test]
    fn the_act_says_what_is_known_of_it() {
        assert_eq!(sentence(None, 0), "Da approvare nella seduta del Comitato.");
        let date = NaiveDate::from_ymd_opt(2023, 3, 16).unwrap_or_default();
        let bare = Approval { date, present: None, votes: Votes::default() };
        assert_eq!(sentence(Some(&bare), 0), "Approvata nella seduta del 16 marzo 2023.");
        let votes = Votes { for_it: Some(8), against: Some(0), abstained: Some(1) };
        let whole = Approval { present: Some("9 su 10".to_owned()), votes, ..bare };
        assert_eq!(
            sentence(Some(&whole), 0),
            "Approvata nella seduta del 16 marzo 2023: presenti 9 su 10; 8 voti favorevoli, 0 contrari, 1 astenuto."
        );
    }

    #[test]
    fn those_present_are_the_first_number_of_their_words() {
        assert_eq!(["9 su 12", "n. 7", "tutti"].map(first_number), [Some(9), Some(7), None]);
    }
}
