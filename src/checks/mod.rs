//! Checks of the data as a whole, after every row has been read: one file per check.

pub mod agreement;
mod arrears;
mod beneficiaries;
mod board_balance;
mod few_members;
mod firsts;
mod fiscal_code;
mod general_objective;
mod given_totals;
mod governing_body;
mod grade_date;
mod grade_in_force;
mod grade_names;
mod history_editions;
mod history_gaps;
mod history_shares;
mod history_totals;
mod identical_rows;
mod jump;
mod named_person;
mod other_board;
mod pay;
mod position_holder;
mod repeated_meeting;
mod repeated_position;
mod seniority;
mod shared_grade_date;
mod staff_category;
mod staff_number;
mod working_age;

use rayon::prelude::*;

use crate::diagnostic::code::TABLES_DISAGREE;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::history::PastYear;
use crate::model::input::InputKind;
use crate::model::quality::shown_row;
use crate::model::table::Table;

/// A check adds what it finds.
type Check = fn(&Dataset, &mut Diagnostics);

/// In the order in which findings are told.
const CHECKS: &[Check] = &[
    staff_number::repeated,
    fiscal_code::disagrees,
    working_age::outside_working_life,
    grade_date::in_future,
    seniority::longer_than_age,
    shared_grade_date::of_many_people,
    grade_in_force::at_reference_date,
    grade_names::near_equal,
    staff_category::contradicts_grade,
    governing_body::is_counted,
    identical_rows::of_two_people,
    pay::implausible,
    pay::of_part_of_the_year,
    arrears::not_told,
    position_holder::is_manager,
    repeated_position::of_one_person,
    repeated_meeting::on_one_day,
    board_balance::short_of_women,
    few_members::of_a_board,
    other_board::of_no_competition,
    general_objective::unknown,
    history_totals::differ,
    history_shares::in_fractions,
    history_gaps::differ,
    history_editions::in_each_other_s_place,
    beneficiaries::like_percentages,
    named_person::in_printed_words,
];

/// Runs every check.
pub fn run(dataset: &Dataset) -> Diagnostics {
    let found = CHECKS.par_iter().map(|check| {
        let mut diagnostics = Diagnostics::default();
        check(dataset, &mut diagnostics);
        diagnostics
    });
    let mut diagnostics = Diagnostics::default();
    for found in found.collect::<Vec<_>>() {
        diagnostics.extend(found);
    }
    diagnostics
}

/// Checks the tables against each other and against those of an earlier year, once they are computed
/// (format of Direttiva 2/2019).
pub fn agree(dataset: &Dataset, tables: &[Table]) -> Diagnostics {
    let source = dataset.source(InputKind::Totals).or_else(|| dataset.source(InputKind::Staff));
    let place = source.map_or_else(Location::folder, |source| {
        Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref())
    });
    let mut diagnostics = Diagnostics::default();
    for difference in agreement::differences(&dataset.format, tables) {
        let ids = difference.counts.map(|(table, _)| table);
        diagnostics.push(
            Diagnostic::new(TABLES_DISAGREE, place.clone(), difference.message()).with_tables(&ids),
        );
    }
    given_totals::contradicted(dataset, tables, &mut diagnostics);
    jump::between_years(dataset, tables, &mut diagnostics);
    diagnostics
}

/// A row of an input, as people find it.
fn row(dataset: &Dataset, kind: InputKind, row: u32) -> String {
    dataset.source(kind).map_or_else(|| row.to_string(), |source| shown_row(source, row))
}

/// The figure of an earlier year's file that a finding is about.
fn past_figure(dataset: &Dataset, year: &PastYear, line: u32) -> Location {
    let source = dataset.sources.iter().find(|source| source.path == year.path);
    source.map_or_else(Location::folder, |source| Location::cell_of(source, line, "valore"))
}

/// The cell of an input in which a finding lies.
fn cell(dataset: &Dataset, kind: InputKind, row: u32, column: &str) -> Location {
    match dataset.source(kind) {
        Some(source) => Location::cell_of(source, row, column),
        None => Location::folder(),
    }
}
