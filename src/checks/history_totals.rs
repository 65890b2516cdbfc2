//! S05, S16: totals of an earlier year's tables of people that are not the sum of their rows or of the
//! genders, and a list of everybody without its total.

use super::past_figure;
use crate::diagnostic::code::{HISTORY_TOTAL_DIFFERS, HISTORY_WITHOUT_TOTAL};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::anatomy::Relation;
use crate::model::cell::Measure;
use crate::model::dataset::Dataset;
use crate::model::figure::{Chapter, Figure, FigureValue};
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::history::PastYear;
use crate::model::ratio::Ratio;
use crate::model::role::RowRole;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

pub(super) fn differ(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let adds_up = |table: &&TableFormat| {
        let anatomy = table.anatomy();
        let parts: &[RowRole] = &[RowRole::Body];
        let sum = Relation::Sum { total: RowRole::Total, parts };
        anatomy.measure == Measure::People && anatomy.states(sum)
    };
    for table in dataset.format.tables.iter().filter(adds_up) {
        for year in &dataset.history {
            of_table(dataset, (table.id, year), diagnostics);
            of_genders(dataset, (table.id, year), diagnostics);
        }
    }
    for year in &dataset.history {
        without_total(dataset, year, diagnostics);
    }
}

/// Rows in which women and men are not both together.
fn of_genders(
    dataset: &Dataset,
    (table, year): (TableId, &PastYear),
    diagnostics: &mut Diagnostics,
) {
    let counts: Vec<&Figure> = counts(table, year).collect();
    for both in counts.iter().filter(|figure| figure.gender.is_none()) {
        let of = |gender| {
            let same = counts.iter().find(|figure| {
                figure.gender == Some(gender)
                    && (&figure.group, &figure.row) == (&both.group, &both.row)
                    && (figure.column_role, &figure.class) == (both.column_role, &both.class)
            });
            match &same?.value {
                FigureValue::Number(count) => Some(count.clone()),
                _ => None,
            }
        };
        let [Some(men), Some(women)] = Gender::ALL.map(of) else { continue };
        let (sum, FigureValue::Number(given)) = (men + women, &both.value) else { continue };
        if sum != *given {
            let message = format!(
                "tabella {table}, riga «{}»: in tutto sono {}, ma uomini e donne sommano {}",
                both.row,
                whole(given),
                whole(&sum)
            );
            let place = past_figure(dataset, year, both.line);
            diagnostics.push(
                Diagnostic::new(HISTORY_TOTAL_DIFFERS, place, message).with_value(whole(given)),
            );
        }
    }
}

/// A list of everybody that does not say how many they are: the year is not compared with this one.
fn without_total(dataset: &Dataset, year: &PastYear, diagnostics: &mut Diagnostics) {
    let counts: Vec<&Figure> = counts(TableId::GRADES, year).collect();
    let Some(first) = counts.iter().find(|figure| figure.is_body()) else { return };
    if counts.iter().all(|figure| figure.row_role != RowRole::Total) {
        let message = format!(
            "la tabella {} del {} ha le sue righe e non il totale del personale",
            TableId::GRADES,
            year.year
        );
        let place = past_figure(dataset, year, first.line);
        diagnostics.push(Diagnostic::new(HISTORY_WITHOUT_TOTAL, place, message));
    }
}

fn of_table(dataset: &Dataset, (table, year): (TableId, &PastYear), diagnostics: &mut Diagnostics) {
    let counts: Vec<&Figure> = counts(table, year).collect();
    for total in counts.iter().filter(|figure| figure.row_role == RowRole::Total) {
        let FigureValue::Number(given) = &total.value else { continue };
        let Some(sum) = sum_of_rows(&counts, total) else { continue };
        if sum == *given {
            continue;
        }
        let class = if total.class.is_empty() { "senza classe" } else { &total.class };
        let gender = total.gender.map_or("entrambi i generi", Gender::plural);
        let message = format!(
            "tabella {table}, {gender}: il totale della classe «{class}» è {}, ma la somma delle righe è {}",
            whole(given),
            whole(&sum)
        );
        let place = past_figure(dataset, year, total.line);
        diagnostics
            .push(Diagnostic::new(HISTORY_TOTAL_DIFFERS, place, message).with_value(whole(given)));
    }
}

/// The counts of a table of a year. Where it has its rows as a whole and again grade by grade, those as a
/// whole.
fn counts(table: TableId, year: &PastYear) -> impl Iterator<Item = &Figure> {
    let is_of_table = move |figure: &&Figure| {
        figure.chapter == Chapter::Table(table) && figure.measure == Measure::People
    };
    let body = || year.figures.iter().filter(is_of_table).filter(|figure| figure.is_body());
    let is_twice = body().any(|figure| figure.group.is_empty())
        && body().any(|figure| !figure.group.is_empty());
    let figures = year.figures.iter().filter(is_of_table);
    figures.filter(move |figure| !is_twice || figure.group.is_empty())
}

/// `None` where a row of the column is missing or kept back, or there is none.
fn sum_of_rows(counts: &[&Figure], total: &Figure) -> Option<Ratio> {
    let class = normal_form(&total.class);
    let of_column = |figure: &&&Figure| {
        figure.is_body()
            && !figure.row.is_empty()
            && figure.column_role == total.column_role
            && (total.column_role.is_some() || normal_form(&figure.class) == class)
    };
    let of_gender = |gender: Option<Gender>| {
        counts.iter().filter(of_column).filter(move |figure| figure.gender == gender)
    };
    // A total of everybody is that of women and men, where the rows tell each of them.
    let [all, men, women] =
        [None, Some(Gender::Man), Some(Gender::Woman)].map(|gender| of_gender(gender).count());
    let is_parted = total.gender.is_none() && all == 0 && men == women;
    let is_part = |figure: &&&Figure| is_parted || figure.gender == total.gender;
    let mut rows = counts.iter().filter(of_column).filter(is_part).peekable();
    rows.peek()?;
    rows.try_fold(Ratio::zero(), |sum, figure| match &figure.value {
        FigureValue::Number(count) => Some(sum + count.clone()),
        _ => None,
    })
}

fn whole(count: &Ratio) -> String {
    italian::count(u64::try_from(count.scaled(0)).unwrap_or_default())
}
