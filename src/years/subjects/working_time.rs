//! Part time (table 1.2) and lavoro agile (table 1.9), each as a share of its gender.

use super::Subject;
use crate::model::gender::Gender;
use crate::model::history::Chapter;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::cell::Unit;
use crate::years::missing::{Known, Missing, share};
use crate::years::section::Series;
use crate::years::year::Year;
use crate::years::{Context, chart};

pub(super) fn part_time(context: &Context<'_>) -> Subject {
    let series = by_gender(
        context,
        |year, gender| share(part_timers(year, gender), everybody(year, gender)),
        part_time_of_all,
    );
    let all = series.last().and_then(|all| all.told(context));
    Subject {
        title: "Tempo parziale",
        name: "tempo parziale (tabella 1.2)",
        stub: &["A tempo parziale, % del genere"],
        sentences: all.map(|told| format!("A tempo parziale: {told}.")).into_iter().collect(),
        notes: Vec::new(),
        chart: chart::of(context, "Persone a tempo parziale, in percentuale del genere", &series),
        series,
    }
}

pub(super) fn agile(context: &Context<'_>) -> Subject {
    let series = by_gender(
        context,
        |year, gender| share(agile_workers(year, gender), year.all_staff(gender)),
        agile_of_all,
    );
    let all = series.last().and_then(|all| all.told(context));
    Subject {
        title: "Lavoro agile",
        name: "lavoro agile (tabella 1.9)",
        stub: &["In lavoro agile, % del genere"],
        sentences: all.map(|told| format!("In lavoro agile: {told}.")).into_iter().collect(),
        notes: vec!["Persone della tabella 1.9 in percentuale di quelle della 1.1.".to_owned()],
        chart: chart::of(context, "Persone in lavoro agile, in percentuale del genere", &series),
        series,
    }
}

fn by_gender(
    context: &Context<'_>,
    of: impl Fn(&Year, Gender) -> Known,
    of_all: impl Fn(&Year) -> Known,
) -> Vec<Series> {
    let looks = [SeriesLook::Men, SeriesLook::Women];
    let mut series: Vec<Series> = Gender::ALL
        .into_iter()
        .zip(looks)
        .map(|(gender, look)| {
            Series::new("", gender.plural(), Unit::Percent, context, |year| of(year, gender))
                .drawn(gender.plural(), look)
        })
        .collect();
    series.push(
        Series::new("", "Tutti", Unit::Percent, context, of_all)
            .drawn("Tutti", SeriesLook::Everybody),
    );
    series
}

/// Part-timers in percent of everybody in table 1.2.
pub(in crate::years) fn part_time_of_all(year: &Year) -> Known {
    share(
        Year::both(|gender| part_timers(year, gender)),
        Year::both(|gender| everybody(year, gender)),
    )
}

/// People in lavoro agile in percent of everybody in table 1.1.
pub(in crate::years) fn agile_of_all(year: &Year) -> Known {
    let users = Year::both(|gender| agile_workers(year, gender));
    share(users, Year::both(|gender| year.all_staff(gender)))
}

fn agile_workers(year: &Year, gender: Gender) -> Known {
    year.total(Chapter::Table(TableId::WORK_LIFE), "persone", gender, |figure| {
        !figure.is_total() && normal_form(&figure.row).contains("lavoro agile")
    })
}

fn part_timers(year: &Year, gender: Gender) -> Known {
    let is_part_time = |label: &str| {
        let form = normal_form(label);
        form.starts_with("part time") || form.contains("tempo parziale")
    };
    let labels = year.labels(TableId::PRESENCE, gender);
    let given: Vec<&str> = labels.into_iter().filter(|label| is_part_time(label)).collect();
    // Above and below half time are two rows; older reports have one for both.
    if given.len() == 1 && given[0].contains(['<', '>']) {
        return Err(Missing::Part(TableId::PRESENCE));
    }
    year.total(Chapter::Table(TableId::PRESENCE), "persone", gender, |figure| {
        is_part_time(&figure.row)
    })
}

fn everybody(year: &Year, gender: Gender) -> Known {
    year.whole(TableId::PRESENCE, "persone", gender)
}
