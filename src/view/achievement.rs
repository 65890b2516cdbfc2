//! The achievement chapter as template values.

use serde_json::{Value, json};

use super::{LONGEST, shorten};

use crate::model::achievement::{
    Achievements, AreaAchievement, IndicatorAchievement, ObjectiveAchievement, Outcome, Summary,
};
use crate::model::plan::{ProgrammeItem, ProgrammeLevel};

pub(super) fn value(achievements: &Achievements) -> Value {
    json!({
        "sentences": achievements.sentences,
        "rules": achievements.rules,
        "chart": achievements.chart.as_ref().map(super::chart),
        "outcomes": Outcome::ALL.map(outcome),
        "overall": summary(&achievements.overall),
        "areas": achievements.areas.iter().map(area).collect::<Vec<_>>(),
        "structures": achievements.structures.iter()
            .map(|(name, of_structure)| json!({ "name": name, "summary": summary(of_structure) }))
            .collect::<Vec<_>>(),
        "directions": directions(&achievements.programme),
        "general_objectives": achievements.programme.iter()
            .filter(|item| item.level == ProgrammeLevel::GeneralObjective)
            .map(|item| json!({
                "code": item.code, "title": shorten(&item.title, 400),
                "structure": item.structure,
                "description": item.description.as_deref().map(|text| shorten(text, LONGEST)),
            }))
            .collect::<Vec<_>>(),
    })
}

fn outcome(outcome: Outcome) -> Value {
    json!({ "key": outcome.key(), "label": outcome.label() })
}

fn summary(summary: &Summary) -> Value {
    json!({ "score": summary.score_text, "counts": summary.counts, "total": summary.total() })
}

fn area(area: &AreaAchievement) -> Value {
    json!({
        "number": area.number.to_string(),
        "title": area.title,
        "summary": summary(&area.summary),
        "objectives": area.objectives.iter().map(objective).collect::<Vec<_>>(),
    })
}

fn objective(objective: &ObjectiveAchievement) -> Value {
    json!({
        "code": objective.code,
        "title": shorten(&objective.title, 400),
        "description": objective.description.as_deref().map(|text| shorten(text, LONGEST)),
        "general_objective": objective.general_objective,
        "structure": objective.structure,
        "summary": summary(&objective.summary),
        "indicators": objective.indicators.iter().map(indicator).collect::<Vec<_>>(),
    })
}

fn indicator(indicator: &IndicatorAchievement) -> Value {
    json!({
        "code": indicator.code,
        "description": shorten(&indicator.description, LONGEST),
        "unit": indicator.unit,
        "year": indicator.year.to_string(),
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": indicator.weight,
        "score": indicator.score_text,
        "outcome": outcome(indicator.outcome),
        "reason": indicator.reason.as_deref().map(|text| shorten(text, 400)),
        "note": indicator.note.as_deref().map(|text| shorten(text, LONGEST)),
    })
}

/// Strategic directions under the ambito di valutazione they belong to, in file order.
fn directions(programme: &[ProgrammeItem]) -> Vec<Value> {
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for item in programme.iter().filter(|item| item.level == ProgrammeLevel::StrategicDirection) {
        let name = item.area.as_deref().unwrap_or_default();
        let entry = json!({ "code": item.code, "title": item.title });
        match groups.iter_mut().find(|(group, _)| *group == name) {
            Some((_, items)) => items.push(entry),
            None => groups.push((name, vec![entry])),
        }
    }
    groups.into_iter().map(|(group, items)| json!({ "group": group, "items": items })).collect()
}
