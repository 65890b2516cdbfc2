//! The pay gap of each grade (table 1.5), as published: means of several grades make no mean.

use super::{Subject, rows, same};
use crate::figures::{Answer, Missing, Reading, Unit};
use crate::model::cell::Measure;
use crate::model::figure::{Chapter, Figure};
use crate::model::settings::{Arrears, PayBasis};
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::section::{Break, Series, is_broken_now, largest_change};
use crate::years::{Context, chart, listed};

pub(super) fn gap(context: &Context<'_>) -> Subject {
    let basis = context.dataset.settings.pay.basis;
    let series: Vec<Series> = rows(context, Chapter::Table(TableId::PAY_GAP))
        .iter()
        .map(|(_, grade)| {
            Series::new("", grade, Unit::Percent, context, |year| of_grade(year, grade, basis))
        })
        // A level that never has a gap says nothing, unless it lost it in a merger of grades.
        .filter(|row| row.has_any() || row.values.contains(&Err(Missing::Merged)))
        .map(|row| {
            let panel = row.label.clone();
            row.drawn(&panel, SeriesLook::Everybody)
        })
        .collect();
    let unknown: Vec<String> = context
        .years
        .iter()
        .filter(|year| {
            !year.rows(Chapter::Table(TableId::PAY_GAP)).is_empty() && year.pay_basis().is_none()
        })
        .map(|year| year.number.to_string())
        .collect();
    let mut notes = vec![
        "Media delle donne meno media degli uomini, in percentuale della media degli uomini; \
         personale a tempo pieno."
            .to_owned(),
    ];
    if !unknown.is_empty() {
        notes.push(format!(
            "{}: i dati non dicono se le retribuzioni sono lorde o nette.",
            listed(&unknown)
        ));
    }
    let breaks = breaks(context);
    Subject {
        title: "Divario retributivo per inquadramento",
        name: "divario retributivo (tabella 1.5)",
        stub: &["Inquadramento"],
        sentences: largest_change(context, &series)
            .filter(|_| !is_broken_now(context, &breaks))
            .into_iter()
            .collect(),
        notes,
        chart: chart::of(context, "Divario retributivo, in percentuale", &series),
        breaks,
        series,
    }
}

/// Years from which arrears are in the pay and were not, or are not any more.
fn breaks(context: &Context<'_>) -> Vec<Break> {
    let given = |year: &&Reading| !year.rows(Chapter::Table(TableId::PAY_GAP)).is_empty();
    let years: Vec<&Reading> = context.years.iter().filter(given).collect();
    let differ = years.windows(2).filter(|pair| pair[0].arrears_differ(pair[1]));
    let broken = differ.map(|pair| {
        let note = match pair[1].arrears() {
            Some(Arrears::Included) => "le retribuzioni comprendono gli arretrati di anni precedenti, e quelle di prima no o non lo dicono: i divari non si confrontano.",
            _ => "le retribuzioni non comprendono gli arretrati di anni precedenti, e quelle di prima sì: i divari non si confrontano.",
        };
        Break { year: pair[1].number, note: note.to_owned() }
    });
    broken.collect()
}

fn of_grade(year: &Reading, grade: &str, basis: PayBasis) -> Answer {
    let of_row = |figure: &Figure| figure.gender.is_none() && same(&figure.row, grade);
    let answer = year.published(Chapter::Table(TableId::PAY_GAP), Measure::Percent, of_row);
    if answer.is_ok() && year.pay_basis().is_some_and(|other| other != basis) {
        return Err(Missing::OtherBasis);
    }
    if year.is_merged(grade) && !matches!(answer, Err(Missing::Row)) {
        return Err(Missing::Merged);
    }
    answer
}
