//! `componenti`: who the CUG is.

use std::collections::BTreeSet;

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::scope::Scope;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::standing;
use crate::italian;
use crate::model::cug_report::Member;
use crate::model::input::InputKind;

/// One member, or `None` with diagnostics. `met` are the names of the rows before.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    scope: &mut Scope,
    met: &mut BTreeSet<String>,
) -> Option<Member> {
    scope.admits(record)?;
    let name = record.required_text("nome");
    let role = record.required_text("ruolo");
    let gender = record.text("genere").map(|_| record.required_gender("genere"));
    let states = || role.as_deref().unwrap_or_default().split_whitespace();
    let has_left = states().find_map(|word| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        standing::standing(InputKind::Members, "stato", word).flatten()
    });
    if let Some(reason) = has_left {
        record.leave_out(reason);
        return None;
    }
    let is_substitute = is_substitute(record, role.as_deref().unwrap_or_default());
    if record.refused {
        return None;
    }
    let name = name?;
    if !met.insert(normal_form(&name)) {
        let message = "il componente è già in una riga di prima: è contato due volte";
        record.report("nome", code::REPEATED_MEMBER, &[], message);
    }
    Some(Member {
        name,
        role: in_one_writing(&role?),
        gender: gender.flatten(),
        named_by: record.text("designazione"),
        is_substitute,
    })
}

/// `Presidente` of `PRESIDENTE` and of `presidente`; other capitals are meant.
fn in_one_writing(role: &str) -> String {
    let is_shouted = !role.chars().any(char::is_lowercase);
    italian::capitalised(&if is_shouted { role.to_lowercase() } else { role.to_owned() })
}

/// By the role, or by a column of its own.
fn is_substitute(record: &mut Record<'_>, role: &str) -> bool {
    const COLUMN: &str = "effettivo";
    if normal_form(role).split(' ').any(|word| word.starts_with("supplent")) {
        return true;
    }
    let Some(words) = record.words(COLUMN) else { return false };
    match standing::standing(InputKind::Members, COLUMN, &words) {
        Some(standing) => standing.is_some(),
        None => {
            let message = format!("«{words}» non dice se il componente è effettivo o supplente");
            let found = record.unknown_word(COLUMN, code::UNKNOWN_STANDING, message);
            record.refuse_with(found.with_remedy("Scrivete effettivo oppure supplente."));
            false
        }
    }
}
