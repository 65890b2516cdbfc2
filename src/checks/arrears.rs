//! C11: pay of a year in which contracts pay arrears, and nobody says whether they are in it.

use crate::diagnostic::code::ARREARS_NOT_TOLD;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::legal_frame;
use crate::model::settings::Arrears;
use crate::model::table_id::TableId;

use super::cell;

/// One finding, at the pay of the first person who has any.
pub(super) fn not_told(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let year = dataset.settings.report.year;
    let is_asked = legal_frame::frame().has_arrears(year) && dataset.settings.pay.arrears.is_none();
    let mut paid = dataset.people.iter().filter(|person| person.annual_pay.is_some());
    let Some(first) = paid.next().filter(|_| is_asked) else { return };
    let message = format!(
        "nel {year} i contratti hanno pagato arretrati di anni precedenti: non è detto se le retribuzioni ({}) li comprendono",
        italian::counted(paid.count() as u64 + 1, "persona", "persone")
    );
    let answers = Arrears::ALL.map(|arrears| quoted(arrears.key()));
    let place = cell(dataset, InputKind::Staff, first.row, "retribuzione");
    diagnostics.push(
        Diagnostic::new(ARREARS_NOT_TOLD, place, message)
            .with_setting(Setting::new("retribuzioni".to_owned(), "arretrati", answers))
            .with_tables(&[TableId::PAY_GAP]),
    );
}
