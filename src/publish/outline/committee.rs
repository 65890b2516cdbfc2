//! The CUG's own sheets in the outline: what they say, or that they can be filled in.

use super::part::{Part, paragraph, plain};
use crate::italian;
use crate::model::committee::Power;
use crate::model::cug_report::{ChapterPart, CugReport};
use crate::model::input::InputKind;
use crate::publish::workbook::words;

/// The part of a chapter that comes from one of the CUG's sheets; nothing for the other parts.
pub(super) fn part(cug: &CugReport, part: ChapterPart) -> Vec<Part> {
    match part {
        ChapterPart::Facts => match &cug.facts {
            None => vec![to_fill_in(InputKind::Committee)],
            Some(facts) => {
                let rows = facts.iter().map(|one| vec![words(&one.entry), words(&one.value)]);
                vec![plain("Il Comitato", &["Voce", "Valore"], rows)]
            }
        },
        ChapterPart::Proposals => powers(cug, 0..1),
        ChapterPart::Opinions => powers(cug, 1..2),
        ChapterPart::Reviews => powers(cug, 2..usize::MAX),
        ChapterPart::Wellbeing => match &cug.tools {
            None => vec![to_fill_in(InputKind::Wellbeing)],
            Some(tools) => {
                let rows = tools.iter().map(|one| {
                    let day = one.date.map(italian::long_date).unwrap_or_default();
                    let note = words(one.note.as_deref().unwrap_or_default());
                    vec![words(&one.name), italian::answer(one.is_there).to_owned(), day, note]
                });
                let header = ["Strumento", "C'è", "Data", "Note"];
                vec![plain("Strumenti per il benessere", &header, rows)]
            }
        },
        ChapterPart::Piao => cug.in_piao.as_ref().map_or_else(Vec::new, |of| {
            let rows = of.indicators.iter().map(|one| {
                let accountable = words(one.accountable.as_deref().unwrap_or_default());
                let indicator = words(&format!("{} {}", one.code, one.description));
                vec![indicator, words(&one.objective), accountable]
            });
            let header = ["Indicatore", "Obiettivo", "Negli obiettivi di"];
            let table = plain("Indicatori del piano nel PIAO", &header, rows);
            paragraph(std::slice::from_ref(&of.sentence)).into_iter().chain([table]).collect()
        }),
        ChapterPart::Approval => vec![Part::Note { text: cug.approval_sentence.clone() }],
        ChapterPart::Years
        | ChapterPart::Plan
        | ChapterPart::Objectives
        | ChapterPart::Members
        | ChapterPart::Meetings => Vec::new(),
    }
}

fn powers(cug: &CugReport, places: std::ops::Range<usize>) -> Vec<Part> {
    let Some(powers) = &cug.powers else {
        return vec![to_fill_in(InputKind::Powers)];
    };
    let of_chapter = powers.iter().enumerate().filter(|(place, _)| places.contains(place));
    of_chapter.map(|(_, power)| table(power)).collect()
}

fn table(power: &Power) -> Part {
    let rows = power.uses.iter().map(|one| {
        let day = one.date.map(italian::long_date).unwrap_or_default();
        let outcome = words(one.outcome.as_deref().unwrap_or_default());
        vec![words(&one.matter), italian::answer(one.exercised).to_owned(), day, outcome]
    });
    plain(&power.title, &["Materia", "Esercitato", "Data", "Esito"], rows)
}

fn to_fill_in(kind: InputKind) -> Part {
    let text = format!(
        "Se riempite anche il foglio «{}», quello che dice è stampato in questo capitolo come tabella.",
        kind.name()
    );
    Part::Note { text }
}
