//! The columns of an input that decide whether its rows count.

use std::ops::ControlFlow;

use rust_decimal::Decimal;

use super::span::{DAY, FROM, REVOKED, TO};
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::body::Body;
use crate::ingest::grid::field;
use crate::ingest::wording::standing;
use crate::italian::reading::Numeral;
use crate::model::header_words;
use crate::model::input::InputKind;

/// Columns whose words decide, in the words of `data/columns.toml`.
pub(super) const STANDING: [&str; 6] = ["stato", "esito", "presenza", "effettivo", "ruolo", "usa"];
/// How much of a course was followed.
pub(super) const PROGRESS: &str = "avanzamento";
/// The columns that say of which year a row is.
pub(super) const YEAR: &str = "anno";
pub(super) const PERIOD: &str = "periodo";

/// The columns of the file that decide.
#[derive(Default)]
pub(super) struct Columns {
    /// Places among [`STANDING`], each with whether a yes in it says that the row does not count.
    pub(super) standing: Vec<(usize, bool)>,
    /// Whether a course that was followed whole has the number one.
    pub(super) progress_is_fraction: Option<bool>,
    pub(super) has_dates: bool,
    pub(super) has_years: bool,
}

impl Columns {
    /// The columns that are there, with something in them; a role counts only where it is a role in
    /// training.
    pub(super) fn of(kind: InputKind, body: &Body<'_>) -> Self {
        let is_there = |column: &str, is: &(dyn Fn(&Value<'_>) -> bool + Sync)| {
            body.column(column).is_some_and(|index| any(body, index, is))
        };
        let is_filled = |value: &Value<'_>| !value.is_empty();
        let is_role = |value: &Value<'_>| {
            value.text().is_some_and(|text| standing::standing(kind, "ruolo", &text).is_some())
        };
        let decides = |column: &str| match column {
            "ruolo" if kind != InputKind::Training => false,
            // A substitute of the committee is one of its people.
            "effettivo" if kind == InputKind::Members => false,
            "ruolo" => is_there(column, &is_role),
            _ => is_there(column, &is_filled),
        };
        let standing = STANDING.iter().enumerate().filter(|(_, column)| decides(column));
        let is_above_one = |value: &Value<'_>| match field::numeral(value) {
            Ok(Some(Numeral::Plain(number))) => number > Decimal::ONE,
            _ => false,
        };
        Self {
            standing: standing
                .map(|(place, column)| {
                    let header = body.header_words(column).unwrap_or(column);
                    (place, header_words::is_negative(header))
                })
                .collect(),
            progress_is_fraction: is_there(PROGRESS, &is_filled)
                .then(|| !is_there(PROGRESS, &is_above_one)),
            // The CUG may approve the report of a year in the next.
            has_dates: kind != InputKind::Meetings
                && [DAY, FROM, TO, REVOKED].into_iter().any(|column| is_there(column, &is_filled)),
            has_years: [YEAR, PERIOD].into_iter().any(|column| is_there(column, &is_filled)),
        }
    }
}

/// Whether some cell of a column is so. Nearly always the first one is.
fn any(body: &Body<'_>, column: usize, is: &(dyn Fn(&Value<'_>) -> bool + Sync)) -> bool {
    let mut is_met = false;
    let looked = body.each(&mut |row| {
        is_met = is(row.cell(column));
        if is_met { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    looked.is_ok() && is_met
}
