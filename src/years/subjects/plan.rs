//! The scores of the plan, as published: the whole, then ambito by ambito.

use super::{Subject, rows, same};
use crate::figures::{Reading, Unit};
use crate::model::achievement::PLAN_SCORE;
use crate::model::figure::Chapter;
use crate::model::years::SeriesLook;
use crate::years::section::Series;
use crate::years::{Context, chart, listed};

pub(super) fn achievement(context: &Context<'_>) -> Subject {
    let whole = Series::new("", PLAN_SCORE, Unit::Score, context, Reading::plan_score)
        .drawn("Piano", SeriesLook::Everybody);
    let sentence = whole.sentence(context);
    let areas = rows(context, Chapter::Plan).into_iter().filter(|(_, row)| !same(row, PLAN_SCORE));
    let areas = areas.map(|(_, row)| {
        Series::new("", &row, Unit::Score, context, |year| year.score(&row))
            .drawn(&panel(&row), SeriesLook::Everybody)
    });
    let series: Vec<Series> = std::iter::once(whole).chain(areas).collect();
    Subject {
        title: "Risultati del piano delle azioni positive",
        name: "risultati del piano",
        stub: &["Piano e ambiti di azione"],
        sentences: sentence
            .map(|words| format!("{PLAN_SCORE}: {words}{}.", bases(context)))
            .into_iter()
            .collect(),
        notes: notes(context),
        chart: chart::of(context, "Punteggi del piano, da 0 a 100", &series),
        breaks: Vec::new(),
        series,
    }
}

/// How much is in the scores of the last two years: they compare only as far as that is alike.
fn bases(context: &Context<'_>) -> String {
    let last = context.years.iter().rev().take(2).rev();
    let told = last.filter_map(|year| Some((year.number, year.plan_basis()?)));
    told.map(|(year, basis)| format!(". Nel {year} {basis}")).collect()
}

/// What the scores are, and how much is in the one of each year.
fn notes(context: &Context<'_>) -> Vec<String> {
    let with_score = context.years.iter().filter(|year| year.plan_score().is_ok());
    let (told, silent): (Vec<_>, Vec<_>) = with_score
        .map(|year| (year.number.to_string(), year.plan_basis()))
        .partition(|(_, basis)| basis.is_some());
    let told = told.into_iter().filter_map(|(year, basis)| Some(format!("{year}: {}", basis?)));
    let mut notes = vec!["Media ponderata dei punteggi degli indicatori, da 0 a 100, con le regole di valutazione di ciascun anno: se sono cambiate, i punteggi non si confrontano.".to_owned()];
    notes.extend(told.map(|words| format!("Punteggio del piano nel {words}.")));
    let silent: Vec<String> = silent.into_iter().map(|(year, _)| year).collect();
    if !silent.is_empty() {
        notes.push(format!(
            "{}: i dati non dicono quanti indicatori sono valutati.",
            listed(&silent)
        ));
    }
    notes
}

/// `Ambito 4`: the titles of the Direttiva are too long for a panel.
fn panel(row: &str) -> String {
    match row.split_once(' ') {
        Some((number, _)) if number.chars().all(|letter| letter.is_ascii_digit()) => {
            format!("Ambito {number}")
        }
        _ => row.to_owned(),
    }
}
