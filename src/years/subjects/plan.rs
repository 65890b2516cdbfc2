//! The scores of the plan, as published: the whole, then ambito by ambito.

use super::{Subject, rows, same};
use crate::model::achievement::PLAN_SCORE;
use crate::model::history::Chapter;
use crate::model::years::SeriesLook;
use crate::years::cell::Unit;
use crate::years::missing::Known;
use crate::years::section::Series;
use crate::years::year::Year;
use crate::years::{Context, chart};

pub(super) fn achievement(context: &Context<'_>) -> Subject {
    let whole = Series::new("", PLAN_SCORE, Unit::Score, context, score)
        .drawn("Piano", SeriesLook::Everybody);
    let told = whole.told(context);
    let areas = rows(context, Chapter::Plan).into_iter().filter(|(_, row)| !same(row, PLAN_SCORE));
    let areas = areas.map(|(_, row)| {
        Series::new("", &row, Unit::Score, context, |year| of_row(year, &row))
            .drawn(&panel(&row), SeriesLook::Everybody)
    });
    let series: Vec<Series> = std::iter::once(whole).chain(areas).collect();
    Subject {
        title: "Risultati del piano delle azioni positive",
        name: "risultati del piano",
        stub: &["Piano e ambiti di azione"],
        sentences: told.map(|told| format!("{PLAN_SCORE}: {told}.")).into_iter().collect(),
        notes: vec!["Media ponderata dei punteggi degli indicatori, da 0 a 100.".to_owned()],
        chart: chart::of(context, "Punteggi del piano, da 0 a 100", &series),
        series,
    }
}

/// The score of the plan as a whole.
pub(in crate::years) fn score(year: &Year) -> Known {
    of_row(year, PLAN_SCORE)
}

fn of_row(year: &Year, row: &str) -> Known {
    year.published(Chapter::Plan, "percento", |figure| same(&figure.row, row))
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
