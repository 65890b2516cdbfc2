//! `scadenze.ics`: the deadlines as all-day events with a reminder (RFC 5545).
//!
//! Written here and not by the crate `icalendar`: that one brings a clock and random numbers into the
//! program, and we want the same bytes on any day, also where there is no clock.

use chrono::{Days, NaiveDate};

use super::open_data::body_key;
use crate::model::artifact::Artifact;
use crate::model::guard::harmless;
use crate::model::output_folder::OutputFolder;
use crate::model::readiness::DeadlineStatus;
use crate::model::report::Report;

/// Longest line, in octets and without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Days between reminder and deadline.
const NOTICE_DAYS: u32 = 14;

/// One event for each deadline of the report.
pub(super) fn render(report: &Report) -> Artifact {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//relazione-cug//{}//IT", text(&report.head.program)),
        "CALSCALE:GREGORIAN".to_owned(),
    ];
    for status in &report.readiness.deadlines {
        lines.extend(event(report, status));
    }
    lines.push("END:VCALENDAR".to_owned());
    let bytes = lines.iter().flat_map(|line| folded(line).into_bytes()).collect();
    Artifact { path: OutputFolder::Office.path("scadenze.ics"), bytes }
}

fn event(report: &Report, status: &DeadlineStatus) -> Vec<String> {
    let deadline = &status.deadline;
    let summary = text(&deadline.title);
    let next_day = deadline.date.checked_add_days(Days::new(1)).unwrap_or(deadline.date);
    vec![
        "BEGIN:VEVENT".to_owned(),
        // Without the day: should the law move it, the event moves and does not double.
        format!("UID:{}-{}-{}@relazione-cug", deadline.id, report.head.year, body_key(report)),
        // The day of the data stands for the moment of writing, which must not matter.
        format!("DTSTAMP:{}T000000Z", day(report.head.reference_date)),
        format!("DTSTART;VALUE=DATE:{}", day(deadline.date)),
        format!("DTEND;VALUE=DATE:{}", day(next_day)),
        format!("SUMMARY:{summary}"),
        format!("DESCRIPTION:{}", text(&description(report, status))),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{summary}"),
        format!("TRIGGER:-P{NOTICE_DAYS}D"),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn description(report: &Report, status: &DeadlineStatus) -> String {
    let deadline = &status.deadline;
    let references: Vec<&str> =
        deadline.references.iter().map(|reference| reference.0.as_str()).collect();
    let mut lines = vec![
        format!("{}, relazione sui dati del {}", report.head.body, report.head.year),
        format!("Chi: {}", deadline.who),
    ];
    if !deadline.recipients.is_empty() {
        lines.push(format!("A chi: {}", deadline.recipients.join(", ")));
    }
    lines.extend(deadline.note.clone());
    lines.push(format!("Riferimenti: {}", references.join("; ")));
    lines.push(if status.missing.is_empty() {
        "Nei dati letti non manca nulla".to_owned()
    } else {
        format!("Nei dati letti manca: {}", status.missing.join("; "))
    });
    lines.join("\n")
}

/// `20230301`
fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// A value of type TEXT: its own signs escaped, what steers a reader left out.
fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in harmless(words).chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The line with its end; a long one goes on in lines that begin with a blank, never inside a letter.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / LINE * 3 + 2);
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(text("a, b; c\\d\ne\r\u{7}"), "a\\, b\\; c\\\\d\\ne\u{fffd}");
    }

    proptest! {
        #[test]
        fn folding_keeps_lines_short_and_loses_nothing(line in "[ -~à-ù€😀]{0,300}") {
            let folded = folded(&line);
            prop_assert!(folded.ends_with("\r\n"));
            prop_assert!(folded.split("\r\n").all(|part| part.len() <= LINE));
            let unfolded = folded.replace("\r\n ", "");
            prop_assert_eq!(unfolded.trim_end_matches("\r\n"), line);
        }
    }
}
