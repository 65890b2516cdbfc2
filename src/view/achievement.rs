//! The achievement chapter as template values.

use std::borrow::Cow;

use serde::Serialize;

use super::chart::{Chart, chart};
use super::{LONGEST, Word, outcome, shorten};
use crate::model::achievement::{
    self, AreaAchievement, IndicatorAchievement, ObjectiveAchievement, Outcome, OutcomeCounts,
};
use crate::model::plan::{ProgrammeItem, ProgrammeLevel, Unit};

#[derive(Debug, Serialize)]
pub struct Achievements<'a> {
    sentences: &'a [String],
    rules: &'a [String],
    chart: Option<Chart<'a>>,
    outcomes: [Word; Outcome::ALL.len()],
    overall: Summary<'a>,
    /// Some score is another with its missing actuals at 0.
    differ_at_zero: bool,
    areas: Vec<Area<'a>>,
    structures: Vec<Structure<'a>>,
    /// Indicators without an actual or that cannot be assessed.
    unassessed: Vec<Unassessed<'a>>,
    directions: Vec<Directions<'a>>,
    general_objectives: Vec<GeneralObjective<'a>>,
}

#[derive(Debug, Serialize)]
struct Summary<'a> {
    score: &'a str,
    /// The score with every missing actual at 0.
    at_zero: &'a str,
    /// `46 di 54`
    assessed: &'a str,
    /// The score with how much is in it, in one line.
    words: String,
    counts: OutcomeCounts,
    total: u64,
}

#[derive(Debug, Serialize)]
struct Structure<'a> {
    name: &'a str,
    summary: Summary<'a>,
}

#[derive(Debug, Serialize)]
struct Area<'a> {
    number: String,
    title: &'a str,
    summary: Summary<'a>,
    objectives: Vec<Objective<'a>>,
    /// What stands in the place of objectives where there are none.
    without_objectives: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Objective<'a> {
    code: &'a str,
    title: String,
    description: Option<String>,
    general_objective: Option<&'a str>,
    structure: Option<&'a str>,
    summary: Summary<'a>,
    indicators: Vec<Indicator<'a>>,
}

#[derive(Debug, Serialize)]
struct Indicator<'a> {
    code: &'a str,
    description: String,
    unit: &'a str,
    year: String,
    target: Cow<'a, str>,
    actual: Cow<'a, str>,
    weight: &'a str,
    score: &'a str,
    outcome: Word,
    reason: Option<String>,
    note: Option<String>,
}

/// An indicator that no score holds: whose it is, and what the office says of it.
#[derive(Debug, Serialize)]
pub(super) struct Unassessed<'a> {
    pub(super) code: &'a str,
    pub(super) description: String,
    pub(super) objective: &'a str,
    pub(super) structure: Option<&'a str>,
    pub(super) outcome: Word,
    pub(super) reason: Option<String>,
    pub(super) note: Option<String>,
}

/// Strategic directions under the ambito di valutazione they belong to.
#[derive(Debug, Serialize)]
struct Directions<'a> {
    group: &'a str,
    items: Vec<Direction<'a>>,
}

#[derive(Debug, Serialize)]
struct Direction<'a> {
    code: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct GeneralObjective<'a> {
    code: &'a str,
    title: String,
    structure: Option<&'a str>,
    description: Option<String>,
}

pub(super) fn achievements(achievements: &achievement::Achievements) -> Achievements<'_> {
    let programme = &achievements.programme;
    let general = programme.iter().filter(|item| item.level == ProgrammeLevel::GeneralObjective);
    let structures = achievements.structures.iter();
    Achievements {
        sentences: &achievements.sentences,
        rules: &achievements.rules,
        chart: achievements.chart.as_ref().map(chart),
        outcomes: Outcome::ALL.map(|one| outcome(one, one.label())),
        overall: summary(&achievements.overall),
        differ_at_zero: achievements.differ_with_missing_at_zero(),
        areas: achievements.areas.iter().map(area).collect(),
        structures: structures
            .map(|(name, of_structure)| Structure { name, summary: summary(of_structure) })
            .collect(),
        unassessed: unassessed(achievements),
        directions: directions(programme),
        general_objectives: general.map(general_objective).collect(),
    }
}

fn summary(summary: &achievement::Summary) -> Summary<'_> {
    Summary {
        score: &summary.score.text,
        at_zero: &summary.score.at_zero_text,
        assessed: &summary.score.assessed_text,
        words: summary.score.words(),
        counts: summary.counts,
        total: summary.total(),
    }
}

fn area(area: &AreaAchievement) -> Area<'_> {
    Area {
        number: area.number.to_string(),
        title: &area.title,
        summary: summary(&area.summary),
        objectives: area.objectives.iter().map(objective).collect(),
        without_objectives: area
            .objectives
            .is_empty()
            .then_some("Nessun obiettivo del piano in questo ambito."),
    }
}

fn objective(objective: &ObjectiveAchievement) -> Objective<'_> {
    Objective {
        code: &objective.code,
        title: shorten(&objective.title, 400),
        description: objective.description.as_deref().map(|text| shorten(text, LONGEST)),
        general_objective: objective.general_objective.as_deref(),
        structure: objective.structure.as_deref(),
        summary: summary(&objective.summary),
        indicators: objective.indicators.iter().map(indicator).collect(),
    }
}

fn indicator(indicator: &IndicatorAchievement) -> Indicator<'_> {
    Indicator {
        code: &indicator.code,
        description: shorten(&indicator.description, LONGEST),
        unit: indicator.unit,
        year: indicator.year.to_string(),
        target: in_unit(indicator, &indicator.target),
        actual: in_unit(indicator, &indicator.actual),
        weight: &indicator.weight,
        score: &indicator.score_text,
        outcome: outcome(indicator.outcome, &indicator.outcome_text),
        reason: reason(indicator),
        note: indicator.note.as_deref().map(|text| shorten(text, LONGEST)),
    }
}

/// A target or an actual as a reader needs it: `85 %` where it is a percentage.
pub(super) fn in_unit<'a>(indicator: &IndicatorAchievement, amount: &'a str) -> Cow<'a, str> {
    let is_number = amount.chars().any(|one| one.is_ascii_digit())
        && amount.chars().all(|one| one.is_ascii_digit() || matches!(one, ',' | '.' | '−' | '-'));
    if indicator.unit == Unit::Percent.label() && is_number {
        Cow::Owned(format!("{amount}\u{a0}%"))
    } else {
        Cow::Borrowed(amount)
    }
}

/// Why there is no score, and what the office says of it.
fn reason(indicator: &IndicatorAchievement) -> Option<String> {
    let words = match (&indicator.reason, &indicator.justification) {
        (Some(reason), Some(words)) => format!("{reason}. Giustificazione: {words}"),
        (None, Some(words)) => format!("Giustificazione: {words}"),
        (reason, None) => reason.clone()?,
    };
    Some(shorten(&words, 400))
}

/// In the order of the plan.
pub(super) fn unassessed(achievements: &achievement::Achievements) -> Vec<Unassessed<'_>> {
    let indicators = achievements.indicators().filter(|(_, one)| !one.outcome.is_assessed());
    indicators
        .map(|(objective, one)| Unassessed {
            code: &one.code,
            description: shorten(&one.description, 400),
            objective: &objective.code,
            structure: objective.structure.as_deref(),
            outcome: outcome(one.outcome, &one.outcome_text),
            reason: reason(one),
            note: one.note.as_deref().map(|text| shorten(text, 400)),
        })
        .collect()
}

fn general_objective(item: &ProgrammeItem) -> GeneralObjective<'_> {
    GeneralObjective {
        code: &item.code,
        title: shorten(&item.title, 400),
        structure: item.structure.as_deref(),
        description: item.description.as_deref().map(|text| shorten(text, LONGEST)),
    }
}

/// In file order.
fn directions(programme: &[ProgrammeItem]) -> Vec<Directions<'_>> {
    let mut groups: Vec<Directions<'_>> = Vec::new();
    for item in programme.iter().filter(|item| item.level == ProgrammeLevel::StrategicDirection) {
        let name = item.area.as_deref().unwrap_or_default();
        let direction = Direction { code: &item.code, title: &item.title };
        match groups.iter_mut().find(|directions| directions.group == name) {
            Some(directions) => directions.items.push(direction),
            None => groups.push(Directions { group: name, items: vec![direction] }),
        }
    }
    groups
}
