//! `componenti`: who the CUG is.

use super::record::Record;
use crate::model::cug_report::Member;

/// One member, or `None` with diagnostics.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<Member> {
    let name = record.required_text("nome");
    let role = record.required_text("ruolo");
    let gender = record.text("genere").map(|_| record.required_gender("genere"));
    if record.refused {
        return None;
    }
    Some(Member {
        name: name?,
        role: role?,
        gender: gender.flatten(),
        named_by: record.text("designazione"),
    })
}
