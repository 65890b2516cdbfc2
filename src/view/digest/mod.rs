//! The digest for the Nucleo as template values: key figures by subject, what to ask, objectives from the
//! lowest score, what was not reached or late, what changed, how far the data reach.

mod facts;
mod questions;

use std::cmp::Reverse;

use serde::Serialize;

use super::achievement::in_unit;
use super::{KeyFigure, Word, key_figure, outcome, shorten};
use crate::italian;
use crate::model::achievement::{
    Achievements, IndicatorAchievement, ObjectiveAchievement, Outcome,
};
use crate::model::quality::{Finding, Severity};
use crate::model::ratio::Ratio;
use crate::model::reference_data::{self, ServedArticle};
use crate::model::report::{KeyFigureKind, Report};
use facts::Change;
use questions::Question;

/// The five subjects, in the order of the page.
const SUBJECTS: [(&str, &[KeyFigureKind]); 5] = [
    ("Personale", &[KeyFigureKind::Staff, KeyFigureKind::Women]),
    ("Responsabilità", &[KeyFigureKind::WomenInPosts, KeyFigureKind::WomenManagers]),
    ("Retribuzioni", &[KeyFigureKind::PayGap]),
    ("Orario e luogo", &[KeyFigureKind::LavoroAgile, KeyFigureKind::PartTime]),
    ("Formazione", &[KeyFigureKind::TrainingHours, KeyFigureKind::TrainingReached]),
];

/// Longest title, description or reason: the page has two lines for each.
const LONGEST_LINE: usize = 130;

#[derive(Debug, Serialize)]
pub(super) struct Digest<'a> {
    subjects: [Subject<'a>; 5],
    /// What the order of the objectives is.
    objectives_title: &'static str,
    objectives: Vec<Objective<'a>>,
    shortfalls: Vec<Shortfall<'a>>,
    /// What the mean gap hides.
    pay: Option<String>,
    /// How scores are made, in a few lines.
    method: &'a [String],
    questions: Vec<Question>,
    /// `None` without earlier years.
    changes: Option<Vec<Change<'a>>>,
    reliability: Vec<String>,
    failed_checks: Vec<FailedCheck<'a>>,
    /// The articles of law that it serves.
    articles: Vec<ServedArticle>,
    /// What the public edition keeps back.
    kept_back: Option<String>,
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
    at_zero: &'a str,
    assessed: &'a str,
    /// Not reached, reached in part and reached late.
    counts: [u64; 3],
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
        objectives_title: achievements.map(objectives_title).unwrap_or_default(),
        objectives: achievements.map(objectives).unwrap_or_default(),
        shortfalls: achievements.map(shortfalls).unwrap_or_default(),
        pay: facts::pay(report),
        method: achievements.map(|of| of.method.as_slice()).unwrap_or_default(),
        questions: questions::questions(report),
        changes: facts::changes(report),
        reliability: facts::reliability(report),
        articles: reference_data::served_articles(report.head.reference_date),
        kept_back: facts::kept_back(report),
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

fn objectives_title(achievements: &Achievements) -> &'static str {
    let mut all = achievements.objectives();
    if all.all(|(_, objective)| objective.summary.score.value.is_some()) {
        "Gli obiettivi, dal punteggio più basso"
    } else {
        "Gli obiettivi: prima quelli senza punteggio, poi dal punteggio più basso"
    }
}

/// Those without a score come first, because too little of them is known, the least known before the
/// others; then from the lowest score.
fn objectives(achievements: &Achievements) -> Vec<Objective<'_>> {
    let mut all: Vec<(u8, &ObjectiveAchievement)> = achievements.objectives().collect();
    all.sort_by_key(|(_, objective)| {
        let summary = &objective.summary;
        let is_scored = summary.score.value.is_some();
        let known = Ratio::of(summary.assessed(), summary.total()).filter(|_| !is_scored);
        (summary.score.value.clone(), known, summary.score.at_zero.clone())
    });
    let counts = |of: &ObjectiveAchievement| {
        [Outcome::NotReached, Outcome::PartlyReached, Outcome::ReachedLate]
            .map(|outcome| of.summary.counts[outcome.index()])
    };
    all.into_iter()
        .map(|(area, objective)| Objective {
            code: &objective.code,
            title: shorten(&objective.title, LONGEST_LINE),
            area: area.to_string(),
            structure: objective.structure.as_deref().map(|name| shorten(name, 90)),
            score: &objective.summary.score.text,
            at_zero: &objective.summary.score.at_zero_text,
            assessed: &objective.summary.score.assessed_text,
            counts: counts(objective),
        })
        .collect()
}

/// Indicators not reached, then those reached in part, each from the lowest score, then those reached
/// late, the latest first; each with the reason.
fn shortfalls(achievements: &Achievements) -> Vec<Shortfall<'_>> {
    let rank = |one: &IndicatorAchievement| match one.outcome {
        Outcome::NotReached => Some(0),
        Outcome::PartlyReached => Some(1),
        Outcome::ReachedLate => Some(2),
        Outcome::Reached | Outcome::ActualMissing | Outcome::NotAssessable => None,
    };
    let mut all: Vec<(&ObjectiveAchievement, &IndicatorAchievement)> =
        achievements.indicators().filter(|(_, one)| rank(one).is_some()).collect();
    all.sort_by_key(|(_, one)| (rank(one), Reverse(one.days_late), one.score.clone()));
    all.into_iter()
        .map(|(objective, one)| {
            let reason = one.note.as_deref().or(one.reason.as_deref());
            Shortfall {
                code: &one.code,
                objective: &objective.code,
                description: shorten(&one.description, LONGEST_LINE),
                target: shorten(&in_unit(one, &one.target), 30),
                actual: shorten(&in_unit(one, &one.actual), 30),
                outcome: outcome(one.outcome, &one.outcome_text),
                reason: reason.map(|words| shorten(words, LONGEST_LINE)),
            }
        })
        .collect()
}
