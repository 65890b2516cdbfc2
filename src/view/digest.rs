//! The digest for the Nucleo as template values: key figures by subject, objectives from the lowest score,
//! indicators that were not reached, what the checks found.

use serde_json::{Value, json};

use super::shorten;
use crate::italian;
use crate::model::achievement::{
    Achievements, IndicatorAchievement, ObjectiveAchievement, Outcome, Summary,
};
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

pub(super) fn value(report: &Report) -> Value {
    let achievements = report.achievements.as_ref();
    json!({
        "subjects": SUBJECTS.map(|(title, kinds)| json!({
            "title": title,
            "figures": kinds.iter().filter_map(|kind| figure(report, *kind)).collect::<Vec<_>>(),
        })),
        "objectives": achievements.map(objectives).unwrap_or_default(),
        "shortfalls": achievements.map(shortfalls).unwrap_or_default(),
        "untold": achievements.and_then(|of| untold(&of.overall)),
        "complete_rows": report.complete_rows,
        "failed_checks": report.findings.iter()
            .filter(|finding| finding.severity != "nota")
            .map(|finding| json!({
                "code": finding.code,
                "title": finding.title,
                "count": italian::count(finding.count),
                "waiting": italian::count(finding.waiting),
            }))
            .collect::<Vec<_>>(),
    })
}

fn figure(report: &Report, kind: KeyFigureKind) -> Option<Value> {
    let figure = report.key_figures.iter().find(|figure| figure.kind == kind)?;
    Some(json!({
        "value": figure.value,
        "label": figure.label,
        "previous": figure.previous,
        "change": figure.change,
        "source": figure.source,
    }))
}

/// From the lowest score; those without a score come last.
fn objectives(achievements: &Achievements) -> Vec<Value> {
    let areas = achievements.areas.iter();
    let mut all: Vec<(u8, &ObjectiveAchievement)> = areas
        .flat_map(|area| area.objectives.iter().map(|objective| (area.number, objective)))
        .collect();
    let score = |of: &ObjectiveAchievement| (of.summary.score.is_none(), of.summary.score.clone());
    all.sort_by_key(|(_, objective)| score(objective));
    all.into_iter()
        .map(|(area, objective)| {
            json!({
                "code": objective.code,
                "title": shorten(&objective.title, LONGEST_LINE),
                "area": area.to_string(),
                "structure": objective.structure.as_deref().map(|name| shorten(name, 60)),
                "score": objective.summary.score_text,
                "counts": objective.summary.counts,
            })
        })
        .collect()
}

/// Indicators not reached, then those reached in part, each from the lowest score, with the reason.
fn shortfalls(achievements: &Achievements) -> Vec<Value> {
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
            json!({
                "code": one.code,
                "objective": objective.code,
                "description": shorten(&one.description, LONGEST_LINE),
                "target": shorten(&one.target, 30),
                "actual": shorten(&one.actual, 30),
                "outcome": { "key": one.outcome.key(), "label": one.outcome.label() },
                "reason": reason.map(|words| shorten(words, LONGEST_LINE)),
            })
        })
        .collect()
}

/// `Senza consuntivo: 5 indicatori; non valutabili: 3.`
fn untold(overall: &Summary) -> Option<String> {
    let told = |outcome: Outcome, words: &str| {
        let count = overall.counts[outcome.index()];
        (count > 0).then(|| format!("{words}: {}", italian::count(count)))
    };
    let parts: Vec<String> = [
        told(Outcome::ActualMissing, "indicatori senza consuntivo"),
        told(Outcome::NotAssessable, "indicatori non valutabili"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Inoltre, {}.", parts.join("; ")))
}
