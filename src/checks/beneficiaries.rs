//! I11: women and men who make 100 in every initiative, as percentages do.

use super::cell;
use crate::diagnostic::code::BENEFICIARIES_LIKE_PERCENT;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;

pub(super) fn like_percentages(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let rows = dataset.initiatives.iter().flatten();
    let counted: Vec<(u64, u32)> =
        rows.filter_map(|row| Some((row.women?.checked_add(row.men?)?, row.row))).collect();
    let (Some((_, first)), true) = (counted.first(), counted.len() > 1) else { return };
    if counted.iter().all(|(sum, _)| *sum == 100) {
        let message = format!("in tutte le {} righe donne e uomini fanno 100", counted.len());
        let place = cell(dataset, InputKind::Initiatives, *first, "beneficiari_donne");
        diagnostics.push(Diagnostic::new(BENEFICIARIES_LIKE_PERCENT, place, message));
    }
}
