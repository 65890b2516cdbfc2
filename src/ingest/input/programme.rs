//! `programma`: strategic directions and general objectives of the DUP.

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::plan::{ProgrammeItem, ProgrammeLevel};

/// One item, or `None` with diagnostics.
pub(in crate::ingest) fn read(record: &mut Record<'_>) -> Option<ProgrammeItem> {
    let level = level(record);
    let code = record.required_text("codice");
    let title = record.required_text("titolo");
    Some(ProgrammeItem {
        level: level?,
        code: code?,
        title: title?,
        area: record.text("ambito"),
        structure: record.text("struttura"),
        description: record.text("descrizione"),
    })
}

fn level(record: &mut Record<'_>) -> Option<ProgrammeLevel> {
    let text = record.required_text("livello")?;
    match normal_form(&text).as_str() {
        "indirizzo" | "indirizzo strategico" => Some(ProgrammeLevel::StrategicDirection),
        "obiettivo generale" => Some(ProgrammeLevel::GeneralObjective),
        _ => {
            let message = format!("il livello «{text}» non è «indirizzo» né «obiettivo generale»");
            record.refuse("livello", code::UNKNOWN_LEVEL, message);
            None
        }
    }
}
