//! The scores of the plan, as published: the whole, then ambito by ambito.

use std::collections::BTreeSet;

use super::{Subject, rows, same};
use crate::figures::{Reading, Unit};
use crate::italian;
use crate::model::achievement::{PLAN_SCORE, RULES};
use crate::model::figure::{Chapter, FigureValue};
use crate::model::years::SeriesLook;
use crate::years::section::{Break, Series, is_broken_now};
use crate::years::{Context, chart, listed};

pub(super) fn achievement(context: &Context<'_>) -> Subject {
    let whole = Series::new("", PLAN_SCORE, Unit::Score, context, Reading::plan_score)
        .drawn("Piano", SeriesLook::Everybody);
    let breaks = breaks(context);
    let sentence = whole.sentence(context).filter(|_| !is_broken_now(context, &breaks));
    let areas = rows(context, Chapter::Plan).into_iter();
    let areas = areas.filter(|(_, row)| !same(row, PLAN_SCORE) && !same(row, RULES));
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
        breaks,
        series,
    }
}

/// Years whose rules are other than those of the last year before them that says its own.
fn breaks(context: &Context<'_>) -> Vec<Break> {
    let with_rules: Vec<&Reading> =
        context.years.iter().filter(|year| !year.plan_rules().is_empty()).collect();
    let pairs = with_rules.windows(2).filter(|pair| pair[0].rules_differ(pair[1]));
    pairs.map(|pair| Break { year: pair[1].number, note: what_changed(pair[0], pair[1]) }).collect()
}

/// `cambiano le regole di valutazione (consuntivo mancante: escluso nel 2021, 0,00 nel 2022) …`
fn what_changed(before: &Reading, now: &Reading) -> String {
    let [old, new] = [before, now].map(Reading::plan_rules);
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let changed: Vec<String> = names
        .into_iter()
        .filter(|name| old.get(name) != new.get(name))
        .map(|name| {
            let [then, now_is] = [&old, &new].map(|rules| rule(rules.get(name).copied()));
            format!("{name}: {then} nel {}, {now_is} nel {}", before.number, now.number)
        })
        .collect();
    format!(
        "cambiano le regole di valutazione ({}): i punteggi non si confrontano con quelli di prima.",
        changed.join("; ")
    )
}

/// The score that a rule gives; nothing where it leaves an indicator out.
fn rule(value: Option<&FigureValue>) -> String {
    match value {
        Some(FigureValue::Number(score)) => italian::percent(score),
        Some(_) => "escluso".to_owned(),
        None => "senza una regola sua".to_owned(),
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
    let without_rules: Vec<String> = context
        .years
        .iter()
        .filter(|year| year.plan_score().is_ok() && year.plan_rules().is_empty())
        .map(|year| year.number.to_string())
        .collect();
    if !without_rules.is_empty() {
        let years = listed(&without_rules);
        notes.push(format!("{years}: i dati non dicono le regole di valutazione."));
    }
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
