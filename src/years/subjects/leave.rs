//! Days of parental leave (table 1.10), with the years in which the law changes what they are.

use super::Subject;
use crate::figures::{Reading, Unit};
use crate::model::gender::Gender;
use crate::model::legal_frame;
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::section::{Break, Series, is_broken_now};
use crate::years::{Context, chart};

pub(super) fn parental_days(context: &Context<'_>) -> Subject {
    let of_gender = |(gender, look): (Option<Gender>, SeriesLook)| {
        let label = gender.map_or("Tutti", Gender::plural);
        let of = |year: &Reading| year.parental_leave_days(gender);
        Series::new("", label, Unit::Days, context, of).drawn(label, look)
    };
    let series: Vec<Series> = SeriesLook::OF_PEOPLE.into_iter().map(of_gender).collect();
    let breaks = breaks(context);
    let all = series.last().and_then(|all| all.sentence(context));
    let all = all.filter(|_| !is_broken_now(context, &breaks));
    Subject {
        title: "Congedi parentali",
        name: "congedi parentali (tabella 1.10)",
        stub: &["Giorni di congedo parentale"],
        sentences: all
            .map(|all| format!("Giorni di congedo parentale: {all}."))
            .into_iter()
            .collect(),
        notes: vec!["Giorni della tabella 1.10; i congedi a ore non sono compresi.".to_owned()],
        chart: chart::of(context, "Giorni di congedo parentale", &series),
        breaks,
        series,
    }
}

/// Years of the context, but the first, from which the law makes another series of the table.
fn breaks(context: &Context<'_>) -> Vec<Break> {
    let first = context.years.first().map_or(0, |year| year.number);
    let last = context.years.last().map_or(0, |year| year.number);
    let all = legal_frame::frame().breaks.iter();
    all.filter(|one| one.table == TableId::LEAVE && first < one.from && one.from <= last)
        .map(|one| Break { year: one.from, note: one.note.clone() })
        .collect()
}
