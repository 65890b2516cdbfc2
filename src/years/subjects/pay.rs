//! The pay gap of each grade (table 1.5), as published: means of several grades make no mean.

use std::collections::BTreeMap;

use super::{Subject, rows, same};
use crate::model::gender::Gender;
use crate::model::history::{Chapter, Figure};
use crate::model::ratio::Ratio;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::cell::Unit;
use crate::years::missing::{Known, Missing};
use crate::years::section::{Series, largest_change};
use crate::years::year::Year;
use crate::years::{Context, chart, listed};

pub(super) fn gap(context: &Context<'_>) -> Subject {
    let basis = context.dataset.settings.pay.basis.key();
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
    Subject {
        title: "Divario retributivo per inquadramento",
        name: "divario retributivo (tabella 1.5)",
        stub: &["Inquadramento"],
        sentences: largest_change(context, &series).into_iter().collect(),
        notes,
        chart: chart::of(context, "Divario retributivo, in percentuale", &series),
        series,
    }
}

/// The gap between the means of all levels together, each with the weight of its people.
pub(in crate::years) fn gap_of_all(year: &Year, basis: &str) -> Known {
    if year.pay_basis().is_some_and(|other| other != basis) {
        return Err(Missing::OtherBasis);
    }
    let mean = |gender| -> Known {
        let of = |measure| year.published_by_row(Chapter::Table(TableId::PAY_GAP), measure, gender);
        let (counts, means) = (of("persone"), of("euro"));
        let (mut people, mut sum) = (Ratio::zero(), Ratio::zero());
        for (_, level) in year.rows(Chapter::Table(TableId::PAY_GAP)) {
            let level = normal_form(&level);
            let known = |of: &BTreeMap<String, Known>| of.get(&level).cloned();
            let count = known(&counts).unwrap_or(Err(Missing::Row))?;
            if !count.is_zero() {
                sum += known(&means).unwrap_or(Err(Missing::Row))? * count.clone();
                people += count;
            }
        }
        sum.checked_div(&people).ok_or(Missing::Nobody)
    };
    let (men, women) = (mean(Gender::Man)?, mean(Gender::Woman)?);
    let gap = (women - men.clone()).checked_div(&men).ok_or(Missing::NotApplicable)?;
    Ok(gap * Ratio::from(100_u64))
}

fn of_grade(year: &Year, grade: &str, basis: &str) -> Known {
    let of_row = |figure: &Figure| figure.gender.is_none() && same(&figure.row, grade);
    let known = year.published(Chapter::Table(TableId::PAY_GAP), "percento", of_row);
    if known.is_ok() && year.pay_basis().is_some_and(|other| other != basis) {
        return Err(Missing::OtherBasis);
    }
    if year.is_merged(grade) && !matches!(known, Err(Missing::Row)) {
        return Err(Missing::Merged);
    }
    known
}
