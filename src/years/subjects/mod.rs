//! What is compared over the years, in the order of the chapter.

mod grades;
mod leave;
mod pay;
mod plan;
mod staff;
mod training;
mod working_time;

use super::Context;
use super::section::{Break, Frame, Series, section};
use crate::model::figure::Chapter;
use crate::model::spelling::normal_form;
use crate::model::years::{YearChart, YearSection};

/// A subject before it is known whether any earlier year has something to say about it.
struct Subject {
    title: &'static str,
    /// Its name among those left out.
    name: &'static str,
    stub: &'static [&'static str],
    series: Vec<Series>,
    sentences: Vec<String>,
    notes: Vec<String>,
    chart: Option<YearChart>,
    breaks: Vec<Break>,
}

const SUBJECTS: [fn(&Context<'_>) -> Subject; 9] = [
    staff::by_category,
    staff::by_age,
    grades::share_of_women,
    working_time::part_time,
    working_time::agile,
    leave::parental_days,
    pay::gap,
    training::hours,
    plan::achievement,
];

/// The subjects that some earlier year has, and the names of the others.
pub(super) fn sections(context: &Context<'_>) -> (Vec<YearSection>, Vec<String>) {
    let mut sections = Vec::new();
    let mut left_out = Vec::new();
    for subject in SUBJECTS {
        let mut subject = subject(context);
        for value in subject.series.iter_mut().flat_map(|series| &mut series.values) {
            *value = value.clone().map_err(|missing| missing.among(context.numbers));
        }
        if !subject.series.iter().any(Series::has_past) {
            left_out.push(subject.name.to_owned());
            continue;
        }
        let Subject { title, stub, series, sentences, notes, chart, breaks, .. } = subject;
        let frame = Frame { title, stub, sentences, notes, chart, breaks };
        sections.push(section(context, frame, &series));
    }
    (sections, left_out)
}

/// The rows of a table in this year's order; where this year has none, in that of the last that has.
fn rows(context: &Context<'_>, table: Chapter) -> Vec<(String, String)> {
    let mut rows = context.years.iter().rev().map(|year| year.rows(table));
    rows.find(|rows| !rows.is_empty()).unwrap_or_default()
}

fn same(left: &str, right: &str) -> bool {
    normal_form(left) == normal_form(right)
}
