//! `corrispondenze`: which grade took the place of which, from which year on.

use std::collections::BTreeMap;

use super::grades::GradeBook;
use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::history::{GradeMap, GradeStep};
use crate::model::reference_data::default_grade_map;

/// The correspondences read so far, by year and old grade, with their rows.
pub(in crate::ingest) type Known = BTreeMap<(i32, String), u32>;

/// One correspondence, its grades as the classification spells them, or `None` with diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    grades: &GradeBook,
    known: &mut Known,
) -> Option<GradeStep> {
    let from = record.required_year("anno");
    let old = record.required_text("vecchio");
    let new = record.required_text("nuovo");
    let spelled = |written: String| match grades.find(&written) {
        Some((label, _)) => label.to_owned(),
        None => written,
    };
    let step = GradeStep { from: from?, old: spelled(old?), new: spelled(new?) };
    let key = (step.from, normal_form(&step.old));
    if let Some(row) = known.get(&key) {
        let message =
            format!("dal {} «{}» ha già una corrispondenza alla riga {row}", step.from, step.old);
        record.refuse("vecchio", code::REPEATED_CORRESPONDENCE, message);
        return None;
    }
    known.insert(key, record.row.number);
    Some(step)
}

/// The body's own correspondences; the bundled ones of its contracts where it gives none.
pub(in crate::ingest) fn chosen(steps: Vec<GradeStep>, grades: &GradeBook) -> GradeMap {
    match grades.comparto_or_first() {
        Some(comparto) if steps.is_empty() => default_grade_map(comparto),
        _ => GradeMap { steps, reference: None },
    }
}
