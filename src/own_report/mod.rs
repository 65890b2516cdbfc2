//! The CUG's own report: the chapters of the format with the CUG's texts in place, who the CUG is and
//! when it met.

mod approval;
mod piao;
mod powers;
mod sentences;

use crate::diagnostic::code::MEETING_OF_ANOTHER_YEAR;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cug_report::{Chapter, ChapterFormat, CugReport, Meeting, Member};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use chrono::Datelike;

/// The report of the year, and what is left out of it (R08). A text that is not there is `None` in
/// its chapter.
pub fn evaluate(dataset: &Dataset) -> (CugReport, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let format = &dataset.format.cug_report;
    let year = dataset.settings.report.year;
    let approval =
        approval::find(dataset, dataset.meetings.as_deref().unwrap_or_default(), &mut diagnostics);
    let missing = missing_texts(dataset);
    if let Some(approval) = &approval {
        diagnostics.extend(approval::unfinished(dataset, approval, missing));
    }
    let meetings = dataset.meetings.as_deref().map(|all| meetings(dataset, all, &mut diagnostics));
    let members = dataset.members.clone().map(in_order);
    let report = CugReport {
        title: format.title.clone(),
        reference: format.reference.clone(),
        chapters: format.chapters.iter().map(|chapter| filled(dataset, chapter)).collect(),
        members_sentence: dataset.members.as_deref().map(sentences::members),
        meetings_sentence: meetings.as_deref().map(|held| sentences::meetings(held, year)),
        facts: dataset.committee.clone(),
        powers: dataset.powers.as_deref().map(powers::all),
        tools: dataset.wellbeing.clone(),
        in_piao: piao::find(dataset),
        approval_sentence: approval::sentence(approval.as_ref(), missing),
        approval,
        president: members.as_deref().and_then(president),
        members,
        meetings,
        pictures: dataset.texts.pictures.clone(),
    };
    (report, diagnostics)
}

/// Texts of the format that are still to be written.
fn missing_texts(dataset: &Dataset) -> u64 {
    let asked = dataset.format.cug_report.texts();
    asked.filter(|asked| dataset.texts.find(&asked.name).is_none()).count() as u64
}

fn filled(dataset: &Dataset, format: &ChapterFormat) -> Chapter {
    let text = format.text.as_ref().and_then(|asked| dataset.texts.find(&asked.name));
    Chapter {
        format: format.clone(),
        text: text.map(|text| text.blocks.clone()),
        text_path: text.map(|text| text.path.clone()),
    }
}

/// Who presides comes first; the others keep the order of the file.
fn in_order(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by_key(|member| !member.role.to_lowercase().starts_with("president"));
    members
}

/// Name and role of who presides.
fn president(members: &[Member]) -> Option<[String; 2]> {
    let mut members = members.iter();
    let first = members.find(|member| member.role.to_lowercase().starts_with("president"))?;
    Some([first.name.clone(), first.role.clone()])
}

/// The meetings of the year, by date. That which approves the report is of the year after.
fn meetings(dataset: &Dataset, all: &[Meeting], diagnostics: &mut Diagnostics) -> Vec<Meeting> {
    let year = dataset.settings.report.year;
    let (mut held, others): (Vec<Meeting>, Vec<Meeting>) =
        all.iter().cloned().partition(|meeting| meeting.date.year() == year);
    for meeting in others.into_iter().filter(|meeting| !meeting.approves) {
        let place = dataset
            .source(InputKind::Meetings)
            .map_or_else(Location::folder, |source| Location::cell_of(source, meeting.row, "data"));
        let date = italian::date(meeting.date);
        let message = format!("la riunione del {date} non è del {year}");
        let finding = Diagnostic::new(MEETING_OF_ANOTHER_YEAR, place, message);
        diagnostics.push(finding.with_value(date));
    }
    held.sort_by_key(|meeting| meeting.date);
    held
}
