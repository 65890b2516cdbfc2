//! Who counts: whether a person is in service at the reference date, by the dates of hiring and
//! leaving and by the words for what the person is to the body.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::{Datelike, NaiveDate};

use super::asides::{self, Aside, Meaning};
use super::fiscal;
use crate::diagnostic::code;
use crate::diagnostic::setting::quoted;
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::{Answers, Lexicon, nearest, normal_form};
use crate::italian;
use crate::italian::reading;
use crate::model::reference_data::service_states;
use crate::model::service::{ASIDES, ServiceState};
use crate::model::settings::{LeavingDate, Settings};

const STATE: &str = "stato_servizio";
const HIRED: &str = "data_assunzione";
const LEFT: &str = "data_cessazione";
/// Stands for an empty cell under `[valori.stato_servizio]`.
const EMPTY: &str = "vuota";
/// From here on a date means that there is none: 02/02/2222, 31/12/9999.
const OPEN_ENDED: i32 = 2100;
/// Up to here a date of leaving is the zero of a program.
const ZERO: i32 = 1910;
/// Words in a date of leaving that say that there is none.
const STILL: [&str; 9] = [
    "indeterminato",
    "tempo indeterminato",
    "in corso",
    "attivo",
    "in servizio",
    "nessuna",
    "nessuno",
    "00 00 0000",
    "",
];

/// The states of service, and what words were found to mean.
pub(in crate::ingest) struct ServiceBook {
    states: Vec<ServiceState>,
    lexicon: Lexicon,
    /// Sets of words that all are of contracts of employees.
    employed: Vec<String>,
    answers: Answers<Meaning>,
    asides: [Answers<Aside>; ASIDES.len()],
    /// Whether an empty state may be that of somebody who has left, once somebody has looked.
    is_empty_doubtful: Option<bool>,
    /// Of the row judged last.
    hired: Option<NaiveDate>,
    /// Who left in the year, by gender and staff number as written: several rows are one person.
    leavers: [BTreeSet<String>; 2],
}

impl ServiceBook {
    pub(in crate::ingest) fn new() -> Self {
        let states = service_states();
        let mut lexicon = Lexicon::new(&states.unclear);
        for (index, state) in states.states.iter().enumerate() {
            let spellings = std::iter::once(&state.label).chain(&state.aliases).chain(&state.codes);
            lexicon.add(index, spellings.map(String::as_str), &state.words);
        }
        Self {
            states: states.states,
            lexicon,
            employed: states.employed,
            answers: Answers::default(),
            asides: Default::default(),
            is_empty_doubtful: None,
            hired: None,
            leavers: [BTreeSet::new(), BTreeSet::new()],
        }
    }

    /// Leaves a row out whose person does not count, and refuses one of which that cannot be told.
    pub(in crate::ingest) fn judge(&mut self, record: &mut Record<'_>, settings: &Settings) {
        let reference = settings.report.reference_date();
        self.hired = None;
        let Some(state) = self.state(record, reference) else { return };
        let has_left = state.is_some_and(|state| self.states[state].label == "cessato");
        if let Some(state) = state.filter(|state| !self.states[*state].counts && !has_left) {
            record.leave_out(self.states[state].label.clone());
            return;
        }
        let hired = date(record, HIRED);
        let left = date(record, LEFT).filter(|left| left.year() < OPEN_ENDED && left.year() > ZERO);
        if hired.is_some_and(|hired| hired > reference) {
            record.leave_out(format!("assunzione dopo il {}", italian::date(reference)));
            return;
        }
        self.hired = hired;
        if left.is_some_and(|left| left.year() == reference.year()) {
            self.note_leaver(record);
        }
        match (left, hired) {
            (None, _) if has_left => record.leave_out("cessato"),
            (None, _) => {}
            (Some(left), Some(hired)) if left < hired => {
                let message = format!(
                    "la cessazione del {} viene prima dell'assunzione del {}",
                    italian::date(left),
                    italian::date(hired)
                );
                record.refuse(LEFT, code::LEFT_BEFORE_HIRED, message);
            }
            (Some(left), _) if left < reference => {
                record.leave_out(format!("cessazione prima del {}", italian::date(reference)));
            }
            (Some(left), _) if left == reference => on_the_last_day(record, settings),
            (Some(_), _) => {}
        }
    }

    /// The day on which the person of the row judged last was hired.
    pub(in crate::ingest) fn hired(&self) -> Option<NaiveDate> {
        self.hired
    }

    /// Who left in the year, by gender.
    pub(in crate::ingest) fn leavers(&self) -> [u64; 2] {
        [0, 1].map(|gender: usize| self.leavers[gender].len() as u64)
    }

    fn note_leaver(&mut self, record: &mut Record<'_>) {
        let gender = fiscal::peeked_gender(record);
        let number = match record.value("matricola") {
            Value::Number(number) => number.value.normalize().to_string(),
            other => other.text().unwrap_or_default().trim().to_owned(),
        };
        if let Some(gender) = gender {
            self.leavers[gender.index()].insert(number);
        }
    }

    /// The state that the row tells, `Some(None)` where it tells none; `None` with a finding where
    /// the word may decide who counts and is not understood.
    #[expect(clippy::option_option, reason = "no state, and a state that is in doubt")]
    fn state(&mut self, record: &mut Record<'_>, reference: NaiveDate) -> Option<Option<usize>> {
        let told = match record.peek(STATE) {
            Some(text) => Some(text.into_owned()),
            None if self.is_empty_in_doubt(record) => {
                let words = record.own_words.meaning(STATE, EMPTY.into()).into_owned();
                if words == EMPTY {
                    ask_of_empty(record);
                    return None;
                }
                Some(words)
            }
            None => None,
        };
        let mut stated = None;
        if let Some(text) = told {
            if asides::has_ended(&text, reference) {
                ask(record, STATE, &text, Aside::Ended);
                return None;
            }
            match self.meaning(&text) {
                Meaning::State(state) if self.is_in_doubt(&text, state, reference) => {
                    let form = normal_form(&text);
                    let counts = self.states[state].counts;
                    let is_of_time = asides::is_of_another_time(&form, counts, reference);
                    ask(record, STATE, &text, if is_of_time { Aside::Ended } else { Aside::Doubt });
                    return None;
                }
                Meaning::State(state) => stated = Some(state),
                meaning => {
                    self.refuse(record, STATE, &text, meaning);
                    return None;
                }
            }
        }
        if stated.is_some_and(|state| !self.states[state].counts) {
            return Some(stated);
        }
        // Somebody who is «in servizio» may still be no employee: the contract says so.
        for (place, column) in ASIDES.into_iter().enumerate() {
            let Some(text) = record.peek(column) else { continue };
            match self.aside(place, &text, reference) {
                Aside::Nothing => {}
                Aside::State(state) => return Some(Some(state)),
                doubt => {
                    ask(record, column, &text, doubt);
                    return None;
                }
            }
        }
        Some(stated)
    }

    /// Whether the only words of the column are «in servizio», «X», «SI», which leaves the others in doubt.
    fn is_empty_in_doubt(&mut self, record: &mut Record<'_>) -> bool {
        // Who has a date of leaving needs no word.
        if !record.value(LEFT).is_empty() {
            return false;
        }
        if let Some(known) = self.is_empty_doubtful {
            return known;
        }
        let Some(column) = record.body.column(STATE) else { return false };
        let mut words = BTreeSet::new();
        let _ = record.body.each(&mut |row| {
            words.extend(row.cell(column).text().map(|text| normal_form(&text)));
            words.remove("");
            if words.len() > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let is_doubtful = match words.iter().next().filter(|_| words.len() == 1) {
            None => false,
            Some(word) => {
                let word = record.own_words.meaning(STATE, word.as_str().into()).into_owned();
                let is_tick = reading::tick(&word) == Some(true);
                let state = match self.meaning(&word) {
                    Meaning::State(state) => Some(state),
                    _ => None,
                };
                is_tick || state.is_some_and(|state| self.states[state].label == "in servizio")
            }
        };
        self.is_empty_doubtful = Some(is_doubtful);
        is_doubtful
    }

    /// Whether the words of a state have others beside them that may make it another.
    fn is_in_doubt(&self, text: &str, state: usize, reference: NaiveDate) -> bool {
        let form = normal_form(text);
        let ServiceState { label, aliases, words, counts, .. } = &self.states[state];
        let is_whole = aliases.iter().chain(words).any(|known| *known == form);
        let is_turned = !counts && asides::is_turned(&form, label);
        !is_whole && (is_turned || asides::is_of_another_time(&form, *counts, reference))
    }

    fn aside(&mut self, place: usize, text: &str, reference: NaiveDate) -> Aside {
        let meaning = self.meaning(text);
        let Self { asides, states, employed, .. } = self;
        asides[place].of(text, || {
            let form = normal_form(text);
            let column = ASIDES[place];
            asides::aside(column, text, &form, meaning, (states, employed), reference)
        })
    }

    /// As [`Self::judge`], by words that are no known grade: `Borsa di studio`.
    pub(in crate::ingest) fn judge_grade(&mut self, record: &mut Record<'_>, grade: &str) {
        if let Meaning::State(state) = self.meaning(grade)
            && !self.states[state].counts
        {
            record.leave_out(self.states[state].label.clone());
        }
    }

    fn meaning(&mut self, text: &str) -> Meaning {
        let Self { lexicon, answers, .. } = self;
        answers.of(text, || {
            let form = normal_form(text);
            match lexicon.find(&form) {
                Some(state) => Meaning::State(state),
                None if lexicon.is_unclear(&form) => Meaning::Unclear,
                None => Meaning::Unknown,
            }
        })
    }

    fn refuse(&self, record: &mut Record<'_>, column: &str, text: &str, meaning: Meaning) {
        record.refuse_word(column, code::UNKNOWN_SERVICE_STATE, |record| {
            let message = if matches!(meaning, Meaning::Unclear) {
                format!("«{text}» non dice se in entrata (non è contato) o in uscita (è contato)")
            } else {
                let labels = self.states.iter().map(|state| state.label.as_str());
                let hint = record.near(code::UNKNOWN_SERVICE_STATE, || nearest(text, labels));
                format!("lo stato di servizio «{text}» non è noto{hint}")
            };
            record.unknown_word(column, code::UNKNOWN_SERVICE_STATE, message)
        });
    }
}

/// Asks once what an empty cell says beside a word that is the same in all others.
fn ask_of_empty(record: &mut Record<'_>) {
    record.refuse_word(STATE, code::UNKNOWN_SERVICE_STATE, |record| {
        let header = record.body.header_words(STATE).unwrap_or(STATE);
        let message = format!(
            "la cella vuota, nella colonna «{header}» dove le altre dicono tutte che la persona è in servizio, non dice se lo è"
        );
        let section = format!("valori.{STATE}");
        let lines = [(EMPTY, "\"in servizio\""), (EMPTY, "\"cessato\"")];
        let remedy = format!(
            "Ditelo una volta per tutte: in cug.toml, sotto [{section}], la riga {EMPTY} = \"in servizio\" oppure, se sono persone che hanno lasciato l'ente, {EMPTY} = \"cessato\"."
        );
        let found = record.diagnostic(STATE, code::UNKNOWN_SERVICE_STATE, message);
        found.with_remedy(remedy).with_answers(&section, lines)
    });
}

/// Asks once for each word whether those who have it are employees.
fn ask(record: &mut Record<'_>, column: &str, text: &str, doubt: Aside) {
    record.refuse_word(column, code::UNKNOWN_SERVICE_STATE, |record| {
        let header = record.body.header_words(column).unwrap_or(column);
        let message = if doubt == Aside::Ended {
            format!(
                "«{text}», nella colonna «{header}», ha una data: il rapporto potrebbe essere finito, o non ancora cominciato, al 31 dicembre"
            )
        } else {
            format!(
                "«{text}», nella colonna «{header}», non dice se la persona è un dipendente dell'ente"
            )
        };
        let word = quoted(text);
        let section = format!("valori.{column}");
        let lines = [(word.as_str(), "\"conta\""), (word.as_str(), "\"non conta\"")];
        let remedy = format!(
            "Ditelo una volta per tutte: in cug.toml, sotto [{section}], la riga {word} = \"conta\" se chi ha questa parola è personale dell'ente al 31 dicembre, {word} = \"non conta\" se non lo è."
        );
        let found = record.diagnostic(column, code::UNKNOWN_SERVICE_STATE, message);
        found.with_remedy(remedy).with_answers(&section, lines)
    });
}

/// The last day of the year is the last of work for one program, and the first without for another.
fn on_the_last_day(record: &mut Record<'_>, settings: &Settings) {
    let reference = italian::date(settings.report.reference_date());
    match settings.conventions.leaving_date {
        Some(LeavingDate::LastDay) => {}
        Some(LeavingDate::FirstDayOut) => record.leave_out(format!("cessazione dal {reference}")),
        None => {
            let message = format!(
                "la cessazione è del {reference}: se è l'ultimo giorno di lavoro la persona è contata, se è il primo fuori no"
            );
            let lines =
                ["\"ultimo giorno\"", "\"primo giorno fuori\""].map(|day| ("cessazione", day));
            let found = record.diagnostic(LEFT, code::LAST_DAY_IN_DOUBT, message);
            record.refuse_with(found.with_answers("convenzioni", lines));
        }
    }
}

/// A date that may be open-ended, in any of the ways in which programs write it.
fn date(record: &mut Record<'_>, column: &str) -> Option<NaiveDate> {
    let value = record.value(column);
    let is_none = match value {
        // The years that a spreadsheet takes for dates end before 9999, and begin after 0.
        Value::Number(_) => field::date(value).is_err(),
        Value::Text(text) => STILL.contains(&normal_form(text).as_str()),
        _ => false,
    };
    if is_none { None } else { record.date(column) }
}
