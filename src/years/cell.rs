//! Figures and changes as printed.

use crate::figures::{Answer, Missing, Unit, difference};
use crate::model::years::YearCell;

pub(super) fn cell(value: &Answer, unit: Unit) -> YearCell {
    match value {
        Ok(value) => YearCell { value: Some(value.clone()), text: unit.text(value), reason: None },
        Err(missing) => absent(missing),
    }
}

/// This year less the year before; a gap is never bridged with an older year, nor a break of the series.
pub(super) fn change(values: &[Answer], unit: Unit, is_broken: bool) -> YearCell {
    match difference(values) {
        Ok(_) if is_broken => absent(&Missing::Broken),
        Ok(change) => {
            let text = unit.change(&change);
            YearCell { value: Some(change), text, reason: None }
        }
        Err(missing) => absent(&missing),
    }
}

fn absent(missing: &Missing) -> YearCell {
    YearCell { value: None, text: "–".to_owned(), reason: missing.words() }
}
