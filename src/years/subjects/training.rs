//! Hours of training for each person in service (table 1.11 over table 1.1).

use super::Subject;
use crate::figures::{Reading, Unit};
use crate::model::gender::Gender;
use crate::model::years::SeriesLook;
use crate::years::section::Series;
use crate::years::{Context, chart};

pub(super) fn hours(context: &Context<'_>) -> Subject {
    let of_gender = |(gender, look): (Option<Gender>, SeriesLook)| {
        let label = gender.map_or("Tutti", Gender::plural);
        let of = |year: &Reading| year.training_hours(gender);
        Series::new("", label, Unit::Hours, context, of).drawn(label, look)
    };
    let series: Vec<Series> = SeriesLook::OF_PEOPLE.into_iter().map(of_gender).collect();
    let all = series.last().and_then(|all| all.sentence(context));
    Subject {
        title: "Formazione",
        name: "formazione (tabella 1.11)",
        stub: &["Ore di formazione a persona"],
        sentences: all
            .map(|all| format!("Ore di formazione a persona: {all}."))
            .into_iter()
            .collect(),
        notes: vec![
            "Ore della tabella 1.11 divise per le persone in servizio della tabella 1.1, anche chi \
             non ha fatto formazione."
                .to_owned(),
        ],
        chart: chart::of(context, "Ore di formazione a persona in servizio", &series),
        breaks: Vec::new(),
        series,
    }
}
