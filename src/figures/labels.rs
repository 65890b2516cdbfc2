//! What labels mean in a year that somebody typed, or gave as totals: the words of the format in any
//! spelling, and what offices write in their place.

use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::spelling::normal_form;

/// What a row is by its label, in any spelling.
pub fn row_role(words: &TableFormat, label: &str) -> RowRole {
    let form = normal_form(label);
    let same = words.row_labels().find(|known| normal_form(known) == form);
    match same.map_or(RowRole::Body, |known| words.role_of_row(known)) {
        RowRole::Body if form.starts_with('%') => RowRole::Percent,
        RowRole::Body if form.starts_with("totale") && form.contains('%') => RowRole::Percent,
        RowRole::Body if form.starts_with("totale") => RowRole::Total,
        role => role,
    }
}

/// What a column holds by its heading, in any spelling; `None` for one that no table has. A share is
/// one of the shares, whichever.
pub fn column_role(format: &Format, gender: Option<Gender>, heading: &str) -> Option<ColumnRole> {
    let form = normal_form(heading);
    let class = || {
        let bands = format.age_bands.labels.iter();
        bands.map(|band| numbers(band)).position(|band| band == numbers(heading))
    };
    Some(match form.as_str() {
        "divario" => ColumnRole::Gap,
        form if form.starts_with("divario") => ColumnRole::GapPercent,
        form if form.contains('%') && gender.is_none() => ColumnRole::TableShare,
        form if form.contains('%') => ColumnRole::RowShare,
        "" | "valori assoluti" => ColumnRole::Count,
        "persone" => ColumnRole::People,
        "presidente" => ColumnRole::President,
        form if form.starts_with("tot") => ColumnRole::Total,
        form if form.starts_with("retribuzione") => ColumnRole::Mean,
        _ => ColumnRole::Class(class()?),
    })
}

/// The numbers in a label: `da 31 a 40` and `31-40` are the same class.
fn numbers(label: &str) -> Vec<&str> {
    label.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}
