//! Part time (table 1.2) and lavoro agile (table 1.9), each as a share of its gender.

use super::Subject;
use crate::figures::{Answer, Reading, Unit};
use crate::model::gender::Gender;
use crate::model::years::SeriesLook;
use crate::years::section::Series;
use crate::years::{Context, chart};

pub(super) fn part_time(context: &Context<'_>) -> Subject {
    let series = by_gender(context, |year, gender| year.part_time(gender));
    let all = series.last().and_then(|all| all.sentence(context));
    Subject {
        title: "Tempo parziale",
        name: "tempo parziale (tabella 1.2)",
        stub: &["A tempo parziale, % del genere"],
        sentences: all.map(|all| format!("A tempo parziale: {all}.")).into_iter().collect(),
        notes: Vec::new(),
        chart: chart::of(context, "Persone a tempo parziale, in percentuale del genere", &series),
        breaks: Vec::new(),
        series,
    }
}

pub(super) fn agile(context: &Context<'_>) -> Subject {
    let series = by_gender(context, |year, gender| year.lavoro_agile(gender));
    let all = series.last().and_then(|all| all.sentence(context));
    Subject {
        title: "Lavoro agile",
        name: "lavoro agile (tabella 1.9)",
        stub: &["In lavoro agile, % del genere"],
        sentences: all.map(|all| format!("In lavoro agile: {all}.")).into_iter().collect(),
        notes: vec!["Persone della tabella 1.9 in percentuale di quelle della 1.1.".to_owned()],
        chart: chart::of(context, "Persone in lavoro agile, in percentuale del genere", &series),
        breaks: Vec::new(),
        series,
    }
}

fn by_gender(
    context: &Context<'_>,
    of: impl Fn(&Reading, Option<Gender>) -> Answer,
) -> Vec<Series> {
    SeriesLook::OF_PEOPLE
        .into_iter()
        .map(|(gender, look)| {
            let label = gender.map_or("Tutti", Gender::plural);
            Series::new("", label, Unit::Percent, context, |year| of(year, gender))
                .drawn(label, look)
        })
        .collect()
}
