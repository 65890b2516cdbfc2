//! `posizioni`: paid positions of responsibility, joined to staff by staff number.

use std::collections::{BTreeMap, BTreeSet};

use super::directory::Directory;
use crate::diagnostic::code;
use crate::diagnostic::setting::quoted;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::scope::Scope;
use crate::ingest::wording::position::{self, Held};
use crate::model::employee::Position;
use crate::model::input::InputKind;
use crate::model::settings::Settings;
use crate::model::spelling::normal_form;

/// Positions that a body may have: each is a row of table 1.3.
const MAX_POSITIONS: usize = 200;

const COLUMN: &str = "posizione";

/// The rows before.
pub(in crate::ingest) struct Before {
    pub(in crate::ingest) scope: Scope,
    labels: BTreeSet<String>,
    /// Words that were read as a known type.
    told: BTreeMap<String, &'static str>,
    year: i32,
}

impl Before {
    pub(in crate::ingest) fn new(settings: &Settings) -> Self {
        let scope = Scope::new(InputKind::Positions, settings);
        let year = settings.report.year;
        Self { scope, labels: BTreeSet::new(), told: BTreeMap::new(), year }
    }

    /// What to say of a type that a contract of these years has no more (CCNL Funzioni locali 16
    /// novembre 2022, art. 13, from April 2023).
    fn replaced(&self, label: &str) -> Option<&'static str> {
        let is_old = label == "Posizione organizzativa" && self.year >= 2023;
        is_old.then_some(
            ", una riga a sé: nelle Funzioni locali dal 2023 è «Elevata qualificazione»; se è la stessa scrivete così",
        )
    }
}

/// One position, or `None` with diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    before: &mut Before,
) -> Option<Position> {
    before.scope.admits(record)?;
    let label = label(record, before);
    if record.left_out.is_some() {
        return None;
    }
    let person = directory.find(record);
    let label = label?;
    if !before.labels.contains(&label) {
        if before.labels.len() == MAX_POSITIONS {
            record.refuse_beyond(COLUMN, MAX_POSITIONS, "posizioni diverse");
            return None;
        }
        before.labels.insert(label.clone());
    }
    let person = person?.employee;
    Some(Position {
        staff_number: person.staff_number.clone(),
        label,
        gender: person.gender,
        row: record.row.number,
    })
}

/// The type of position, as it is printed. Somebody without one is left out.
fn label(record: &mut Record<'_>, before: &mut Before) -> Option<String> {
    let words = record.required_text(COLUMN)?;
    match position::position(&words) {
        Held::Own => Some(words),
        Held::Known(label) => {
            let replaced = before.replaced(label);
            let is_own = normal_form(&words) == normal_form(label) && replaced.is_none();
            let is_told = is_own || before.told.insert(words.clone(), label).is_some();
            if !is_told {
                let message =
                    format!("«{words}» è letta «{label}»{}", replaced.unwrap_or_default());
                record.report(COLUMN, code::WORD_READ_AS_TERM, record.tables, message);
            }
            Some(label.to_owned())
        }
        Held::None => {
            record.leave_out("nessuna posizione");
            None
        }
        Held::Unspecified => {
            let message = format!("«{words}» non dice quale posizione");
            refuse(record, &words, "Elevata qualificazione", message);
            None
        }
        Held::Doubtful(label) => {
            let message = format!("«{words}»: la posizione «{label}» è tenuta o no?");
            refuse(record, &words, label, message);
            None
        }
    }
}

fn refuse(record: &mut Record<'_>, words: &str, likely: &str, message: String) {
    let word = quoted(words);
    let remedy = format!(
        "Ditelo una volta per tutte: in cug.toml, sotto [valori.{COLUMN}], la riga {word} = {} oppure, se la posizione non c'è, {word} = \"nessuna\".",
        quoted(likely)
    );
    let (section, likely) = (format!("valori.{COLUMN}"), quoted(likely));
    let lines = [(word.as_str(), likely.as_str()), (word.as_str(), "\"nessuna\"")];
    record.refuse_word(COLUMN, code::WORD_NAMES_NOTHING, |record| {
        let found = record.diagnostic(COLUMN, code::WORD_NAMES_NOTHING, message);
        found.with_remedy(remedy).with_answers(&section, lines)
    });
}
