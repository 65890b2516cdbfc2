//! The digest for the Nucleo as template values: key figures by subject, objectives from the lowest score,
//! indicators that were not reached, what the checks found.

use serde::Serialize;

use super::{KeyFigure, Word, key_figure, outcome, shorten};
use crate::italian;
use crate::model::achievement::{
    Achievements, IndicatorAchievement, ObjectiveAchievement, Outcome, Summary,
};
use crate::model::quality::{Finding, Severity};
use crate::model::report::{KeyFigureKind, Report};

/// The five subjects, in the order of the page.
const SUBJECTS: [(&str, &[KeyFigureKind]); 5] = [
    ("Personale", &[KeyFigureKind::Staff, KeyFigureKind::Women]),
    ("Responsabilità", &[KeyFigureKind::WomenInPosts, KeyFigureKind::WomenManagers]),
    ("Retribuzioni", &[KeyFigureKind::PayGap]),
    ("Orario e luogo", &[KeyFigureKind::LavoroAgile, KeyFigureKind::PartTime]),
    ("Formazione", &[KeyFigureKind::TrainingHours]),
];

/// Longest title, description or reason: the page has two lines for each.
const LONGEST_LINE: usize = 130;

#[derive(Debug, Serialize)]
pub(super) struct Digest<'a> {
    subjects: [Subject<'a>; 5],
    objectives: Vec<Objective<'a>>,
    shortfalls: Vec<Shortfall<'a>>,
    /// Indicators that have no score, in a sentence.
    without_score: Option<String>,
    complete_rows: Option<&'a str>,
    failed_checks: Vec<FailedCheck<'a>>,
}

#[derive(Debug, Serialize)]
struct Subject<'a> {
    title: &'static str,
    figures: Vec<KeyFigure<'a>>,
}

#[derive(Debug, Serialize)]
struct Objective<'a> {
    code: &'a str,
    title: String,
    area: String,
    structure: Option<String>,
    score: &'a str,
    counts: [u64; 5],
}

#[derive(Debug, Serialize)]
struct Shortfall<'a> {
    code: &'a str,
    objective: &'a str,
    description: String,
    target: String,
    actual: String,
    outcome: Word,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct FailedCheck<'a> {
    code: &'a str,
    title: &'a str,
    count: String,
    waiting: String,
}

pub(super) fn digest(report: &Report) -> Digest<'_> {
    let achievements = report.achievements.as_ref();
    let findings = report.quality.findings.iter();
    Digest {
        subjects: SUBJECTS.map(|(title, kinds)| Subject {
            title,
            figures: kinds.iter().filter_map(|kind| figure(report, *kind)).collect(),
        }),
        objectives: achievements.map(objectives).unwrap_or_default(),
        shortfalls: achievements.map(shortfalls).unwrap_or_default(),
        without_score: achievements.and_then(|of| without_score(&of.overall)),
        complete_rows: report.quality.complete_rows.as_deref(),
        failed_checks: findings
            .filter(|finding| finding.severity > Severity::Note)
            .map(failed_check)
            .collect(),
    }
}

fn figure(report: &Report, kind: KeyFigureKind) -> Option<KeyFigure<'_>> {
    report.key_figures.iter().find(|figure| figure.kind == kind).map(key_figure)
}

fn failed_check(finding: &Finding) -> FailedCheck<'_> {
    FailedCheck {
        code: &finding.code,
        title: &finding.title,
        count: italian::count(finding.count),
        waiting: italian::count(finding.waiting),
    }
}

/// From the lowest score; those without a score come last.
fn objectives(achievements: &Achievements) -> Vec<Objective<'_>> {
    let areas = achievements.areas.iter();
    let mut all: Vec<(u8, &ObjectiveAchievement)> = areas
        .flat_map(|area| area.objectives.iter().map(|objective| (area.number, objective)))
        .collect();
    let score = |of: &ObjectiveAchievement| (of.summary.score.is_none(), of.summary.score.clone());
    all.sort_by_key(|(_, objective)| score(objective));
    all.into_iter()
        .map(|(area, objective)| Objective {
            code: &objective.code,
            title: shorten(&objective.title, LONGEST_LINE),
            area: area.to_string(),
            structure: objective.structure.as_deref().map(|name| shorten(name, 60)),
            score: &objective.summary.score_text,
            counts: objective.summary.counts,
        })
        .collect()
}

/// Indicators not reached, then those reached in part, each from the lowest score, with the reason.
fn shortfalls(achievements: &Achievements) -> Vec<Shortfall<'_>> {
    let objectives = achievements.areas.iter().flat_map(|area| &area.objectives);
    let mut all: Vec<(&ObjectiveAchievement, &IndicatorAchievement)> = objectives
        .flat_map(|objective| objective.indicators.iter().map(move |one| (objective, one)))
        .filter(|(_, one)| matches!(one.outcome, Outcome::NotReached | Outcome::PartlyReached))
        .collect();
    let rank = |one: &IndicatorAchievement| (one.outcome != Outcome::NotReached, one.score.clone());
    all.sort_by_key(|(_, one)| rank(one));
    all.into_iter()
        .map(|(objective, one)| {
            let reason = one.note.as_deref().or(one.reason.as_deref());
            Shortfall {
                code: &one.code,
                objective: &objective.code,
                description: shorten(&one.description, LONGEST_LINE),
                target: shorten(&one.target, 30),
                actual: shorten(&one.actual, 30),
                outcome: outcome(one.outcome),
                reason: reason.map(|words| shorten(words, LONGEST_LINE)),
            }
        })
        .collect()
}

/// `Inoltre, indicatori senza consuntivo: 5; indicatori non valutabili: 3.`
fn without_score(overall: &Summary) -> Option<String> {
    let counted = |outcome: Outcome, words: &str| {
        let count = overall.counts[outcome.index()];
        (count > 0).then(|| format!("{words}: {}", italian::count(count)))
    };
    let parts: Vec<String> = [
        counted(Outcome::ActualMissing, "indicatori senza consuntivo"),
        counted(Outcome::NotAssessable, "indicatori non valutabili"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Inoltre, {}.", parts.join("; ")))
}
