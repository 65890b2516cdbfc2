//! Sezione 2 and Sezione 3 as template values.

use serde::Serialize;

use super::{Word, outcome};
use crate::italian;
use crate::model::cell::PROTECTED_SIGN;
use crate::model::gender::Gender;
use crate::model::initiative::{
    self, IndicatorLink, InitiativeSection, InitiativeWords, ObjectiveLink,
};
use crate::model::legal_reference::LegalReference;
use crate::model::report::Report;

#[derive(Debug, Serialize)]
pub struct Initiatives<'a> {
    labels: Labels<'a>,
    notes: Vec<String>,
    references: &'a [LegalReference],
    sections: [Section<'a>; 2],
}

#[derive(Debug, Serialize)]
struct Labels<'a> {
    number: &'a str,
    objective: &'a str,
    actions: &'a str,
    actors: &'a str,
    indicators: &'a str,
    beneficiaries: &'a str,
    spending: &'a str,
    not_stated: &'a str,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    label: &'static str,
    title: &'a str,
    /// None when the office gave no `azioni`.
    content: Option<Content<'a>>,
    /// Why its place is empty.
    absent: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Content<'a> {
    sentences: &'a [String],
    initiatives: Vec<Initiative<'a>>,
    beneficiaries: Beneficiaries,
    spending: Spending<'a>,
}

#[derive(Debug, Serialize)]
struct Initiative<'a> {
    year: String,
    number: &'a str,
    objectives: Vec<Objective<'a>>,
    objective_words: Option<&'a str>,
    actions: Option<&'a str>,
    actors: Option<&'a str>,
    indicators: Vec<Indicator<'a>>,
    indicator_words: Option<&'a str>,
    beneficiaries: Beneficiaries,
    spending: Spending<'a>,
}

#[derive(Debug, Serialize)]
struct Objective<'a> {
    code: &'a str,
    title: Option<&'a str>,
    area: Option<String>,
    structure: Option<&'a str>,
    score: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Indicator<'a> {
    code: &'a str,
    description: Option<&'a str>,
    target: Option<&'a str>,
    result: Option<IndicatorResult<'a>>,
}

#[derive(Debug, Serialize)]
struct IndicatorResult<'a> {
    actual: &'a str,
    score: &'a str,
    outcome: Word,
}

/// Counts and shares as printed.
#[derive(Debug, Serialize)]
struct Beneficiaries {
    men: OfGender,
    women: OfGender,
    total: Option<String>,
    /// The men's share in hundredths of a percent, for the bar.
    part: Option<i64>,
}

#[derive(Debug, Serialize)]
struct OfGender {
    label: &'static str,
    count: Option<String>,
    share: Option<String>,
}

#[derive(Debug, Serialize)]
struct Spending<'a> {
    chapters: Vec<ChapterSpending<'a>>,
    total: Option<String>,
    /// Stated, and nothing.
    none: bool,
}

#[derive(Debug, Serialize)]
struct ChapterSpending<'a> {
    chapter: Option<&'a str>,
    amount: Option<String>,
}

pub(super) fn initiatives(report: &Report) -> Initiatives<'_> {
    let words = &report.head.initiative_words;
    let both = report.initiatives.as_ref();
    Initiatives {
        labels: labels(words),
        notes: words.notes.iter().cloned().chain(rounded_down(report)).collect(),
        references: &words.references,
        sections: [
            section("Sezione 2", &words.carried_out, both.map(|both| &both.carried_out)),
            section("Sezione 3", &words.planned, both.map(|both| &both.planned)),
        ],
    }
}

/// How the beneficiaries of a rounded edition are to be read.
fn rounded_down(report: &Report) -> Option<String> {
    let statement = report.statement.as_ref().filter(|one| one.rounding.is_some())?;
    let unit = statement.sensitive_threshold;
    Some(format!(
        "I beneficiari sono arrotondati per difetto a un multiplo di {unit}: 0 vuol dire da 0 a {}, {unit} da {unit} a {}.",
        unit - 1,
        2 * unit - 1
    ))
}

fn labels(words: &InitiativeWords) -> Labels<'_> {
    Labels {
        number: &words.number,
        objective: &words.objective,
        actions: &words.actions,
        actors: &words.actors,
        indicators: &words.indicators,
        beneficiaries: &words.beneficiaries,
        spending: &words.spending,
        not_stated: &words.not_stated,
    }
}

const ABSENT: &str = "Il format prevede la sezione, ma il file «azioni» non è fra quelli ricevuti.";

fn section<'a>(
    label: &'static str,
    title: &'a str,
    section: Option<&'a InitiativeSection>,
) -> Section<'a> {
    let content = section.map(|section| Content {
        sentences: &section.sentences,
        initiatives: section.initiatives.iter().map(initiative).collect(),
        beneficiaries: beneficiaries(section.beneficiaries),
        spending: spending(&section.spending),
    });
    let absent = content.is_none().then_some(ABSENT);
    Section { label, title, content, absent }
}

fn initiative(initiative: &initiative::Initiative) -> Initiative<'_> {
    Initiative {
        year: initiative.year.to_string(),
        number: &initiative.number,
        objectives: initiative.objectives.iter().map(objective).collect(),
        objective_words: initiative.objective_words.as_deref(),
        actions: initiative.actions.as_deref(),
        actors: initiative.actors.as_deref(),
        indicators: initiative.indicators.iter().map(indicator).collect(),
        indicator_words: initiative.indicator_words.as_deref(),
        beneficiaries: beneficiaries(initiative.beneficiaries),
        spending: spending(&initiative.spending),
    }
}

fn objective(objective: &ObjectiveLink) -> Objective<'_> {
    Objective {
        code: &objective.code,
        title: objective.title.as_deref(),
        area: objective.area.map(|area| area.to_string()),
        structure: objective.structure.as_deref(),
        score: objective.score.as_deref(),
    }
}

fn indicator(indicator: &IndicatorLink) -> Indicator<'_> {
    Indicator {
        code: &indicator.code,
        description: indicator.description.as_deref(),
        target: indicator.target.as_deref(),
        result: indicator.result.as_ref().map(|result| IndicatorResult {
            actual: &result.actual,
            score: &result.score,
            outcome: outcome(result.outcome, &result.outcome_text),
        }),
    }
}

fn beneficiaries(beneficiaries: initiative::Beneficiaries) -> Beneficiaries {
    let printed = |count: Option<u64>| match count {
        None if beneficiaries.is_protected => Some(PROTECTED_SIGN.to_owned()),
        count => count.map(|count| count.to_string()),
    };
    let of = |gender: Gender| OfGender {
        label: gender.plural(),
        count: printed(beneficiaries.of(gender)),
        share: beneficiaries.share(gender).map(|share| italian::percent(&share)),
    };
    let part = beneficiaries.share(Gender::Man).map(|share| share.scaled(2));
    Beneficiaries {
        men: of(Gender::Man),
        women: of(Gender::Woman),
        total: printed(beneficiaries.total()),
        part: part.as_ref().map(super::chart::length),
    }
}

fn spending(spending: &initiative::Spending) -> Spending<'_> {
    let total = spending.total();
    let chapters = spending.chapters.iter();
    Spending {
        none: total.as_ref().is_some_and(|total| total.is_zero())
            && chapters.clone().all(|chapter| chapter.chapter.is_none()),
        chapters: chapters
            .map(|chapter| ChapterSpending {
                chapter: chapter.chapter.as_deref(),
                amount: chapter.amount.as_ref().map(italian::money),
            })
            .collect(),
        total: total.as_ref().map(italian::money),
    }
}
