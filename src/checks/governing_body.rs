//! C06: elected bodies are counted with the staff, as the format has them: said, so that nobody
//! takes the total for that of the employees.

use crate::diagnostic::code::GOVERNING_BODY_COUNTED;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

pub(super) fn is_counted(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let elected = StaffCategory::GoverningBody;
    let people = dataset.people.iter().filter(|person| dataset.category(person) == elected);
    let people = people.count() as u64;
    let Some(source) = dataset.source(InputKind::Staff).filter(|_| people > 0) else { return };
    let message = format!(
        "«{}»: {} nei conteggi, su {}",
        elected.label(),
        italian::counted(people, "persona compresa", "persone comprese"),
        italian::count(dataset.people.len() as u64),
    );
    let place = Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref());
    diagnostics.push(Diagnostic::new(GOVERNING_BODY_COUNTED, place, message).with_tables(&[
        TableId::GRADES,
        TableId::PRESENCE,
        TableId::PAY_GAP,
    ]));
}
