//! Share of women in each grade (table 1.1) and in positions of responsibility (table 1.3).

use super::{Subject, rows, same};
use crate::figures::{Reading, Unit, women};
use crate::model::cell::Measure;
use crate::model::figure::{Chapter, Figure};
use crate::model::table_id::TableId;
use crate::model::years::SeriesLook;
use crate::years::section::{Series, largest_change};
use crate::years::{Context, chart, listed};

const POSITIONS: &str = "Posizioni di responsabilità";

/// Recomputed from counts, so that grades which became one have one share.
pub(super) fn share_of_women(context: &Context<'_>) -> Subject {
    let grades = rows(context, Chapter::Table(TableId::GRADES));
    let mut series: Vec<Series> = grades
        .iter()
        .map(|(group, grade)| {
            let wanted = |figure: &Figure| {
                figure.is_body() && figure.group == *group && same(&figure.row, grade)
            };
            let of = |year: &Reading| {
                women(|gender| year.sum(TableId::GRADES, Measure::People, gender, wanted))
            };
            let repeated = grades.iter().filter(|(_, other)| same(other, grade)).count() > 1;
            let panel = if repeated { format!("{grade} ({group})") } else { grade.clone() };
            Series::new(group, grade, Unit::Percent, context, of).drawn(&panel, SeriesLook::Women)
        })
        .collect();
    series.extend(positions(context));
    Subject {
        title: "Quota di donne per inquadramento e nelle posizioni di responsabilità",
        name: "inquadramenti (tabella 1.1)",
        stub: &["Tipologia", "Inquadramento o posizione"],
        sentences: largest_change(context, &series).into_iter().collect(),
        notes: without_counterpart(context, &grades),
        chart: chart::of_shares(
            context,
            "Quota di donne, in percentuale; la linea tratteggiata è la metà",
            &series,
        ),
        breaks: Vec::new(),
        series,
    }
}

fn positions(context: &Context<'_>) -> Vec<Series> {
    let of_rows = |year: &Reading, wanted: &dyn Fn(&Figure) -> bool| {
        women(|gender| {
            year.sum(TableId::POSITIONS, Measure::People, gender, |figure| {
                figure.is_body() && wanted(figure)
            })
        })
    };
    let row = |label: &str, wanted: &dyn Fn(&Figure) -> bool| {
        Series::new(POSITIONS, label, Unit::Percent, context, |year| of_rows(year, wanted))
            .drawn(label, SeriesLook::Women)
    };
    let types = rows(context, Chapter::Table(TableId::POSITIONS));
    let mut series: Vec<Series> =
        types.iter().map(|(_, label)| row(label, &|figure| same(&figure.row, label))).collect();
    let whole =
        |year: &Reading| women(|gender| year.total(TableId::POSITIONS, Measure::People, gender));
    series.push(
        Series::new(POSITIONS, "Totale", Unit::Percent, context, whole)
            .drawn(POSITIONS, SeriesLook::Women),
    );
    if series.iter().any(Series::has_any) { series } else { Vec::new() }
}

/// Grades of other years that this year has not, and the reverse: listed, never guessed.
fn without_counterpart(context: &Context<'_>, grades: &[(String, String)]) -> Vec<String> {
    let Some((this, past)) = context.years.split_last() else { return Vec::new() };
    let known = |rows: &[(String, String)], (group, grade): &(String, String)| {
        rows.iter().any(|(other, label)| other == group && same(label, grade))
    };
    let mut lost: Vec<(String, Vec<String>)> = Vec::new();
    for year in past {
        for row in
            year.rows(Chapter::Table(TableId::GRADES)).iter().filter(|row| !known(grades, row))
        {
            match lost.iter_mut().find(|(grade, _)| same(grade, &row.1)) {
                Some((_, years)) => years.push(year.number.to_string()),
                None => lost.push((row.1.clone(), vec![year.number.to_string()])),
            }
        }
    }
    let earlier: Vec<_> =
        past.iter().map(|year| year.rows(Chapter::Table(TableId::GRADES))).collect();
    let new: Vec<String> = grades
        .iter()
        .filter(|row| !earlier.iter().any(|rows| known(rows, row)))
        .map(|(_, grade)| format!("«{grade}»"))
        .collect();
    let mut notes = Vec::new();
    if !lost.is_empty() {
        let lost: Vec<String> =
            lost.iter().map(|(grade, years)| format!("«{grade}» ({})", listed(years))).collect();
        notes.push(format!("Senza corrispondenza nel {}: {}.", this.number, lost.join(", ")));
    }
    if !new.is_empty() && !earlier.iter().all(Vec::is_empty) {
        notes.push(format!("Senza corrispondenza negli anni precedenti: {}.", new.join(", ")));
    }
    notes
}
