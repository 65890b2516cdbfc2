//! `conciliazione`: measures of work-life balance that people use, joined to staff by number.

use super::directory::{Directory, Found};
use super::ledger::{Book, MAX_OWN_KINDS, OwnKind};
use crate::diagnostic::code;
use crate::diagnostic::setting::quoted;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::scope::NO_MEASURE;
use crate::ingest::wording::measure::{self, Measures};
use crate::model::input::InputKind;
use crate::model::ledger::Quantity;
use crate::model::table_id::TableId;

const TABLES: &[TableId] = InputKind::WorkLife.tables();

const COLUMN: &str = "misura";

/// Notes that a person uses a measure: once, however many rows say so.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    book: &mut Book,
) -> Option<()> {
    book.scope.admits(record)?;
    let words = record.required_words(COLUMN);
    let measures = words.as_deref().map(|words| measures(record, book, words));
    if record.left_out.is_some() {
        return None;
    }
    let person = directory.find_in_year(record, &mut book.strangers);
    let (person, words) = (person?, words?);
    match measures? {
        Measures::Known(bits) => {
            for measure in (0..u32::BITS as usize).filter(|measure| bits >> measure & 1 == 1) {
                use_measure(record, book, &person, measure, &words);
            }
        }
        Measures::Own => {
            let measure = own_measure(record, book, &words)?;
            use_measure(record, book, &person, measure, &words);
        }
        Measures::Doubtful(_) | Measures::Leave | Measures::None | Measures::Unspecified => {
            return None;
        }
    }
    Some(())
}

fn use_measure(
    record: &mut Record<'_>,
    book: &mut Book,
    person: &Found<'_>,
    measure: usize,
    words: &str,
) {
    if book.has(person, measure) {
        let message = format!("la persona ha già una riga con la misura «{words}»");
        record.report(COLUMN, code::REPEATED_MEASURE, TABLES, message);
    } else {
        book.add(person, measure, Quantity::one());
    }
}

/// What the words are. A row without a measure is left out, one in doubt is refused.
fn measures(record: &mut Record<'_>, book: &mut Book, words: &str) -> Measures {
    let measures = book.measures.of(words, || measure::measures(words));
    match measures {
        Measures::Known(bits) => {
            let labels: Vec<String> = (0..u32::BITS as usize)
                .filter(|measure| bits >> measure & 1 == 1)
                .map(|measure| book.alias(measure))
                .collect();
            if book.term(words).is_none() {
                book.note(record, COLUMN, words, || format!("è letta «{}»", labels.join("» e «")));
            }
        }
        Measures::Own => {}
        Measures::Doubtful(measure) => {
            let alias = book.alias(measure);
            let message =
                format!("«{words}» somiglia a «{alias}»: è quella misura, un'altra o nessuna?");
            ask(record, code::MEASURE_LIKE_ANOTHER, words, &alias, message);
        }
        Measures::Unspecified => {
            let message = format!("«{words}» non dice quale misura");
            ask(record, code::WORD_NAMES_NOTHING, words, "lavoro agile", message);
        }
        Measures::Leave => {
            book.note(record, COLUMN, words, || {
                "è un congedo o un permesso, non una misura: le sue righe non contano".to_owned()
            });
            record.leave_out("congedi e permessi, che non sono misure di conciliazione");
        }
        Measures::None => record.leave_out(NO_MEASURE),
    }
    measures
}

/// Refuses a word with the line of `cug.toml` that settles it.
fn ask(record: &mut Record<'_>, code: code::Code, words: &str, likely: &str, message: String) {
    let word = quoted(words);
    let remedy = format!(
        "Ditelo una volta per tutte: in cug.toml, sotto [valori.{COLUMN}], la riga {word} = {} oppure, se non è una misura in uso, {word} = \"nessuna\". Se è un'altra misura scrivetene il nome.",
        quoted(likely)
    );
    let (section, likely) = (format!("valori.{COLUMN}"), quoted(likely));
    let lines = [(word.as_str(), likely.as_str()), (word.as_str(), "\"nessuna\"")];
    record.refuse_word(COLUMN, code, |record| {
        let found = record.diagnostic(COLUMN, code, message).with_remedy(remedy);
        found.with_answers(&section, lines)
    });
}

/// A measure of the body's own: one that is nearly written as a measure of the format is asked.
fn own_measure(record: &mut Record<'_>, book: &mut Book, words: &str) -> Option<usize> {
    if let Some(near) = book.nearest_term(words).map(str::to_owned) {
        let message = format!("«{words}» sembra «{near}» scritto male");
        ask(record, code::MEASURE_LIKE_ANOTHER, words, &near, message);
        return None;
    }
    match book.own(words) {
        OwnKind::Known(measure) | OwnKind::New(measure) => Some(measure),
        OwnKind::TooMany { is_told } => {
            if !is_told {
                let what =
                    "misure diverse fuori dal format: questa e le altre nuove non sono lette";
                record.refuse_beyond(COLUMN, MAX_OWN_KINDS, what);
            }
            None
        }
    }
}
