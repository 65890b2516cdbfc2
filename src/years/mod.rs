//! This year beside the earlier ones: staff, age, grades, working time, pay, training, plan. Shares
//! are recomputed from counts, means are taken as published, what is missing stays missing.

mod cell;
mod chart;
mod section;
mod subjects;

use crate::figures::Reading;
use crate::model::achievement::Achievements;
use crate::model::dataset::Dataset;
use crate::model::history::PastYear;
use crate::model::protection::Numbers;
use crate::model::table::Table;
use crate::model::years::YearChapter;

/// What every subject is computed from.
struct Context<'a> {
    dataset: &'a Dataset,
    /// From the first year given to this one, without gaps.
    years: Vec<Reading>,
    numbers: Numbers,
}

/// The chapter of the years, from the tables of this run as an edition prints them and from earlier
/// years of that edition; `None` without them. What is wrong with their files is told while reading.
pub fn compare(
    dataset: &Dataset,
    history: &[PastYear],
    tables: &[Table],
    achievements: Option<&Achievements>,
    numbers: Numbers,
) -> Option<YearChapter> {
    let first = history.iter().map(|past| past.year).min()?;
    let this = dataset.settings.report.year;
    let years: Vec<Reading> = (first..this)
        .map(|year| Reading::past(dataset, history, year))
        .chain([Reading::this(dataset, tables, achievements)])
        .collect();
    let context = Context { dataset, years, numbers };
    let (sections, left_out) = subjects::sections(&context);
    Some(YearChapter {
        sentences: sentences(&context),
        sections,
        notes: notes(&context, &left_out),
        references: references(&context),
        years: context.years.iter().map(|year| year.number).collect(),
    })
}

fn sentences(context: &Context<'_>) -> Vec<String> {
    let numbers = |given: bool| -> Vec<String> {
        let years = context.years.iter().filter(|year| year.is_given() == given);
        years.map(|year| year.number.to_string()).collect()
    };
    let mut sentences = vec![format!("Gli anni a confronto sono {}.", listed(&numbers(true)))];
    match numbers(false).as_slice() {
        [] => {}
        [only] => sentences.push(format!("Il {only} non è fra i dati ricevuti.")),
        several => {
            sentences.push(format!("Non sono fra i dati ricevuti: {}.", listed(several)));
        }
    }
    sentences
}

fn notes(context: &Context<'_>, left_out: &[String]) -> Vec<String> {
    let mut notes = vec![
        "I valori dell'ultimo anno sono quelli stampati nelle tabelle di questa relazione; quelli \
         degli anni precedenti sono quelli delle loro tabelle. Le quote sono ricalcolate dai \
         conteggi; le medie e i divari sono quelli pubblicati."
            .to_owned(),
        "La variazione è fra l'ultimo anno e quello prima, in punti percentuali per le quote; è \
         calcolata prima di arrotondare e può differire di 0,01 dalla differenza fra i valori \
         stampati. Un valore mancante è «–» e non è mai stimato."
            .to_owned(),
    ];
    if context.years.iter().any(|year| year.was_carried) {
        let map = &context.dataset.grade_map;
        notes.push(match map.steps.first().filter(|_| map.reference.is_some()) {
            Some(step) => format!(
                "Gli inquadramenti di prima della riforma del {} sono riportati alle aree che ne hanno preso il posto, secondo la tabella del contratto.",
                step.from
            ),
            None => "Gli inquadramenti cambiati nel tempo sono riportati a quelli di oggi secondo \
                     il file «corrispondenze» dell'ente."
                .to_owned(),
        });
    }
    if !left_out.is_empty() {
        notes.push(format!(
            "Senza confronto, perché nessun anno precedente ne ha i valori: {}.",
            listed(left_out)
        ));
    }
    notes
}

fn references(context: &Context<'_>) -> Vec<crate::model::legal_reference::LegalReference> {
    let carried = context.years.iter().any(|year| year.was_carried);
    context.dataset.grade_map.reference.iter().filter(|_| carried).cloned().collect()
}

/// `a, b e c`
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} e {last}", first.join(", ")),
    }
}
