//! «Da chiedere»: what a reader of the digest would ask, and whom, made from the data alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::shorten;
use crate::diagnostic::code::BOARD_SHORT_OF_WOMEN;
use crate::italian;
use crate::model::achievement::{Achievements, IndicatorAchievement, Outcome};
use crate::model::initiative::Initiatives;
use crate::model::report::Report;

/// Codes that a question names.
const MOST_CODES: usize = 6;
/// Longest description beside a code.
const LONGEST_NAME: usize = 60;

/// Whom or what it is about, and what to ask.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    about: String,
    words: String,
}

/// What each structure has left open, in alphabetical order, then what concerns the whole body.
pub(super) fn questions(report: &Report) -> Vec<Question> {
    let mut questions = Vec::new();
    if let Some(achievements) = &report.achievements {
        questions.extend(by_structure(achievements));
        questions.extend(lateness(achievements));
        let initiatives = report.initiatives.as_ref();
        questions.extend(initiatives.and_then(|all| unserved(achievements, all)));
    }
    questions.extend(boards(report));
    questions
}

fn by_structure(achievements: &Achievements) -> Vec<Question> {
    let mut structures: BTreeMap<&str, Vec<&IndicatorAchievement>> = BTreeMap::new();
    for (objective, indicator) in achievements.indicators() {
        let name = objective.structure.as_deref().map_or("", str::trim);
        structures.entry(name).or_default().push(indicator);
    }
    let of_structure = |(name, indicators): (&str, Vec<&IndicatorAchievement>)| {
        let parts: Vec<String> = [
            part(&indicators, "il consuntivo di", |one| one.outcome == Outcome::ActualMissing),
            part(&indicators, "un atteso e un consuntivo che si possano confrontare per", |one| {
                one.outcome == Outcome::NotAssessable
            }),
            part(&indicators, "il motivo, che non è detto, di", is_without_reason),
        ]
        .into_iter()
        .flatten()
        .collect();
        let about = if name.is_empty() { "Struttura non indicata" } else { name };
        (!parts.is_empty())
            .then(|| Question { about: about.to_owned(), words: format!("{}.", parts.join("; ")) })
    };
    structures.into_iter().filter_map(of_structure).collect()
}

/// Short of its target, without a word of the office. Those that are late have a question of their own.
fn is_without_reason(one: &IndicatorAchievement) -> bool {
    matches!(one.outcome, Outcome::NotReached | Outcome::PartlyReached) && has_no_note(one)
}

fn has_no_note(one: &IndicatorAchievement) -> bool {
    one.note.as_deref().is_none_or(|note| note.trim().is_empty())
}

/// `il consuntivo di 2430 (ore di formazione), 2432 (corsi tenuti) e 2817 (questionari)`
fn part(
    indicators: &[&IndicatorAchievement],
    words: &str,
    is_asked: impl Fn(&IndicatorAchievement) -> bool,
) -> Option<String> {
    let asked = indicators.iter().filter(|one| is_asked(one));
    let named_one = |one: &&IndicatorAchievement| {
        format!("{} ({})", one.code, shorten(&one.description, LONGEST_NAME))
    };
    let codes: Vec<String> = asked.map(named_one).collect();
    (!codes.is_empty()).then(|| format!("{words} {}", named(&codes)))
}

/// `Ritardi: che cosa ha fatto tardare 2 indicatori: 2815 (44 giorni) e 2716 (15 giorni)`, of those for
/// which the office has not said it.
fn lateness(achievements: &Achievements) -> Option<Question> {
    let mut late: Vec<(u32, &str)> = achievements
        .indicators()
        .filter(|(_, one)| has_no_note(one))
        .filter_map(|(_, one)| Some((one.days_late?, one.code.as_str())))
        .collect();
    late.sort_by_key(|(days, code)| (std::cmp::Reverse(*days), *code));
    let count = italian::counted(late.len() as u64, "indicatore", "indicatori");
    let told: Vec<String> = late
        .iter()
        .map(|(days, code)| {
            format!("{code} ({})", italian::counted((*days).into(), "giorno", "giorni"))
        })
        .collect();
    (!told.is_empty()).then(|| Question {
        about: "Ritardi".to_owned(),
        words: format!("che cosa ha fatto tardare {count}: {}.", named(&told)),
    })
}

/// Objectives that no initiative names, carried out or planned.
fn unserved(achievements: &Achievements, initiatives: &Initiatives) -> Option<Question> {
    let sections = [&initiatives.carried_out, &initiatives.planned];
    let served: BTreeSet<&str> = sections
        .into_iter()
        .flat_map(|section| &section.initiatives)
        .flat_map(|initiative| &initiative.objectives)
        .map(|objective| objective.code.trim())
        .collect();
    let codes: Vec<String> = achievements
        .objectives()
        .filter(|(_, objective)| !served.contains(objective.code.trim()))
        .map(|(_, objective)| objective.code.trim().to_owned())
        .collect();
    let whose = if codes.len() == 1 { "l'obiettivo" } else { "gli obiettivi" };
    (!codes.is_empty()).then(|| Question {
        about: "Obiettivi senza iniziative".to_owned(),
        words: format!("che cosa si è fatto, o si farà, per {whose} {}.", named(&codes)),
    })
}

fn boards(report: &Report) -> Option<Question> {
    let name = BOARD_SHORT_OF_WOMEN.name();
    let finding = report.quality.findings.iter().find(|finding| finding.code == name)?;
    let count = italian::counted(finding.count, "commissione", "commissioni");
    Some(Question {
        about: "Commissioni di concorso".to_owned(),
        words: format!(
            "perché {count} ha meno donne dei posti che la legge riserva loro (tabella 1.8).",
        )
        .replace("commissioni ha", "commissioni hanno"),
    })
}

/// `a, b e c`, of many the first.
fn named(codes: &[String]) -> String {
    let others = codes.len().saturating_sub(MOST_CODES);
    match codes {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] if others == 0 => format!("{} e {last}", first.join(", ")),
        many => {
            let others = italian::counted(others as u64, "altro", "altri");
            format!("{} e {others}", many[..MOST_CODES].join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn of_many_codes_the_first_are_named_and_the_others_counted() {
        let codes = |count: u32| (1..=count).map(|code| code.to_string()).collect::<Vec<_>>();
        assert_eq!(named(&codes(1)), "1");
        assert_eq!(named(&codes(3)), "1, 2 e 3");
        assert_eq!(named(&codes(7)), "1, 2, 3, 4, 5, 6 e 1 altro");
    }
}
