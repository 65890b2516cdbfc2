//! Hours of training for each person in service (table 1.11 over table 1.1).

use super::Subject;
use crate::model::gender::Gender;
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::cell::Unit;
use crate::years::missing::{Known, Missing};
use crate::years::section::Series;
use crate::years::year::Year;
use crate::years::{Context, chart};

pub(super) fn hours(context: &Context<'_>) -> Subject {
    let looks = [SeriesLook::Men, SeriesLook::Women];
    let mut series: Vec<Series> = Gender::ALL
        .into_iter()
        .zip(looks)
        .map(|(gender, look)| {
            let of = |year: &Year| {
                per_head(year.whole(TableId::TRAINING, "ore", gender), year.all_staff(gender))
            };
            Series::new("", gender.plural(), Unit::Hours, context, of).drawn(gender.plural(), look)
        })
        .collect();
    let all = Series::new("", "Tutti", Unit::Hours, context, hours_of_all);
    series.push(all.drawn("Tutti", SeriesLook::Everybody));
    let told = series.last().and_then(|all| all.told(context));
    Subject {
        title: "Formazione",
        name: "formazione (tabella 1.11)",
        stub: &["Ore di formazione a persona"],
        sentences: told
            .map(|told| format!("Ore di formazione a persona: {told}."))
            .into_iter()
            .collect(),
        notes: vec![
            "Ore della tabella 1.11 divise per le persone in servizio della tabella 1.1, anche chi \
             non ha fatto formazione."
                .to_owned(),
        ],
        chart: chart::of(context, "Ore di formazione a persona in servizio", &series),
        series,
    }
}

/// Hours of both genders for each person in service.
pub(in crate::years) fn hours_of_all(year: &Year) -> Known {
    let hours = Year::both(|gender| year.whole(TableId::TRAINING, "ore", gender));
    per_head(hours, Year::both(|gender| year.all_staff(gender)))
}

fn per_head(hours: Known, people: Known) -> Known {
    let (hours, people) = (hours?, people?);
    hours.checked_div(&people).ok_or(Missing::Nobody)
}
