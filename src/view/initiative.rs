//! Sezione 2 and Sezione 3 as template values.

use serde_json::{Value, json};

use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::gender::Gender;
use crate::model::initiative::{
    Beneficiaries, IndicatorLink, Initiative, InitiativeSection, InitiativeWords, ObjectiveLink,
    Spending,
};
use crate::model::report::Report;

/// Labels and the two sections; a section is `null` when the office gave no `azioni`.
pub(super) fn value(report: &Report) -> Value {
    let words = &report.initiative_words;
    let sections = report.initiatives.as_ref();
    json!({
        "labels": labels(words),
        "notes": words.notes,
        "references": words.references,
        "sections": [
            section("Sezione 2", &words.carried_out, sections.map(|both| &both.carried_out)),
            section("Sezione 3", &words.planned, sections.map(|both| &both.planned)),
        ],
    })
}

fn labels(words: &InitiativeWords) -> Value {
    json!({
        "number": words.number,
        "objective": words.objective,
        "actions": words.actions,
        "actors": words.actors,
        "indicators": words.indicators,
        "beneficiaries": words.beneficiaries,
        "spending": words.spending,
        "not_stated": words.not_stated,
    })
}

fn section(label: &str, title: &str, section: Option<&InitiativeSection>) -> Value {
    json!({
        "label": label,
        "title": title,
        "content": section.map(|section| json!({
            "sentences": section.sentences,
            "initiatives": section.initiatives.iter().map(initiative).collect::<Vec<_>>(),
            "beneficiaries": beneficiaries(section.beneficiaries),
            "spending": spending(&section.spending),
        })),
    })
}

fn initiative(initiative: &Initiative) -> Value {
    json!({
        "year": initiative.year.to_string(),
        "number": initiative.number,
        "objectives": initiative.objectives.iter().map(objective).collect::<Vec<_>>(),
        "objective_words": initiative.objective_words,
        "actions": initiative.actions,
        "actors": initiative.actors,
        "indicators": initiative.indicators.iter().map(indicator).collect::<Vec<_>>(),
        "indicator_words": initiative.indicator_words,
        "beneficiaries": beneficiaries(initiative.beneficiaries),
        "spending": spending(&initiative.spending),
    })
}

fn objective(objective: &ObjectiveLink) -> Value {
    json!({
        "code": objective.code,
        "title": objective.title,
        "area": objective.area.map(|area| area.to_string()),
        "structure": objective.structure,
        "score": objective.score,
    })
}

fn indicator(indicator: &IndicatorLink) -> Value {
    json!({
        "code": indicator.code,
        "description": indicator.description,
        "target": indicator.target,
        "result": indicator.result.as_ref().map(|result| json!({
            "actual": result.actual,
            "score": result.score,
            "outcome": { "key": result.outcome.key(), "label": result.outcome.label() },
        })),
    })
}

/// Counts and shares as printed; `part` is the men's share in hundredths of a percent, for the bar.
fn beneficiaries(beneficiaries: Beneficiaries) -> Value {
    let told = |count: Option<u64>| match count {
        None if beneficiaries.is_protected => Some(PROTECTED_SIGN.to_owned()),
        count => count.map(|count| count.to_string()),
    };
    let of = |gender: Gender| {
        json!({
            "label": gender.plural(),
            "count": told(beneficiaries.of(gender)),
            "share": beneficiaries.share(gender).map(|share| italian::percent(&share)),
        })
    };
    let part = beneficiaries.share(Gender::Man).map(|share| share.scaled(2));
    json!({
        "men": of(Gender::Man),
        "women": of(Gender::Woman),
        "total": told(beneficiaries.total()),
        "part": part.map(|part| i64::try_from(&part).unwrap_or_default()),
    })
}

fn spending(spending: &Spending) -> Value {
    let total = spending.total();
    json!({
        "chapters": spending.chapters.iter().map(|chapter| json!({
            "chapter": chapter.chapter,
            "amount": chapter.amount.as_ref().map(italian::money),
        })).collect::<Vec<_>>(),
        "total": total.as_ref().map(italian::money),
        "none": total.is_some_and(|total| total.is_zero())
            && spending.chapters.iter().all(|chapter| chapter.chapter.is_none()),
    })
}
