//! The rows of one input, each as a record, and what is known of the file after the last.

use std::ops::ControlFlow;

use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, render};
use crate::ingest::file::layout::Spans;
use crate::ingest::file::sheet::Row;
use crate::ingest::grid::account::Account;
use crate::ingest::grid::body::Body;
use crate::ingest::grid::comments::Comments;
use crate::ingest::grid::example::{Example, Likeness};
use crate::ingest::grid::notation::Notations;
use crate::ingest::grid::own_words::OwnWords;
use crate::ingest::grid::record::Record;
use crate::ingest::grid::source::{self, SheetSource, Source};
use crate::ingest::grid::word_questions::WordQuestions;
use crate::italian;
use crate::italian::reading;
use crate::model::header_words;
use crate::model::input::InputKind;
use crate::model::quality::SourceFile;
use crate::model::settings::StruckRows;

/// Why a row with struck text does not count.
const STRUCK: &str = "righe barrate";

/// An input that was read.
pub(in crate::ingest) struct Table<T> {
    /// `None` when it was not given, or could not be read.
    pub(in crate::ingest) value: Option<T>,
    pub(in crate::ingest) source: Option<SourceFile>,
    pub(in crate::ingest) diagnostics: Diagnostics,
}

impl<T> Table<T> {
    /// Whether there is no row.
    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.source.as_ref().is_none_or(|source| source.rows_read == 0)
    }
}

/// Reads every row below the headers, sheet after sheet.
pub(in crate::ingest) fn read<T: Send>(
    source: Source<'_>,
    mut read: impl FnMut(&mut Record<'_>) -> Option<T> + Send,
) -> Table<Vec<T>> {
    let Source { sheets, units, mut own_words, ignored, year, struck_rows, mut facts, .. } = source;
    let last_short_year = source.last_short_year;
    let tables = facts.kind.tables();
    let mut values = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let first = sheets.first().map(|sheet| sheet.place.clone()).unwrap_or_default();
    for (number, sheet) in (0u32..).zip(&sheets) {
        let SheetSource { tab, header, place, possible } = sheet;
        let body = Body::new(facts.kind, tab, header)
            .with_units(units.clone())
            .with_short_years(last_short_year)
            .with_place(number);
        let mut rows = Rows {
            body: &body,
            place,
            example: Example::of(facts.kind, &body),
            account: Account::new((facts.kind, year), header, &ignored),
            comments: Comments::default(),
            facts: &mut facts,
            notations: Notations::default(),
            own_words: &mut own_words,
            struck_rows,
            struck: Spans::default(),
            questions: WordQuestions::default(),
            diagnostics: Diagnostics::default(),
        };
        let beside = body.each(&mut |row| {
            values.extend(rows.read(row, &mut read));
            ControlFlow::Continue(())
        });
        let Rows { diagnostics: of_rows, account, comments, struck, questions, .. } = rows;
        diagnostics.extend(of_rows);
        questions.close(&mut diagnostics);
        let beside = match beside {
            Ok(beside) => beside,
            Err(fault) => {
                let mut diagnostics = Diagnostics::default();
                diagnostics.push(source::unreadable(&fault, first).with_tables(tables));
                return Table { value: None, source: None, diagnostics };
            }
        };
        let mut found = Diagnostics::default();
        if !struck.is_empty() {
            found.push(struck_through(&struck, place));
        }
        comments.close(place, &mut found);
        let names: Vec<&str> = facts.columns.iter().map(|column| column.name).collect();
        let unread = account.close((place, header), &ignored, (&names, possible), &mut found);
        // What the account asks about a column is not told once more.
        let is_asked = |column: u32| {
            unread.iter().any(|other| other.index == column && other.verdict.is_asked())
        };
        for other in possible.iter().filter(|other| !other.column.is_some_and(is_asked)) {
            found.push(other.found.clone());
        }
        facts.unread.extend(unread);
        body.report(beside, place, &mut found);
        diagnostics.extend(found.with_tables(tables));
    }
    diagnostics.extend(of_whole(&facts, &first).with_tables(tables));
    Table { value: Some(values), source: Some(facts), diagnostics }
}

/// The question about rows that are struck through.
fn struck_through(rows: &Spans, place: &Location) -> Diagnostic {
    let message = if rows.count() == 1 {
        format!("la riga {} ha il testo barrato: non si sa se conta", rows.words())
    } else {
        format!("le righe {} hanno il testo barrato: non si sa se contano", rows.words())
    };
    Diagnostic::new(code::ROWS_STRUCK_THROUGH, place.clone(), message)
}

/// What can be said of a file after its last row.
fn of_whole(facts: &SourceFile, place: &Location) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if facts.left_out() > 0 {
        let message = left_out(facts);
        diagnostics.push(Diagnostic::new(code::ROWS_LEFT_OUT, place.clone(), message));
    }
    let is_required = facts.kind.is_required();
    if is_required && facts.left_out() > 0 && facts.rows_used == 0 && facts.rows_refused == 0 {
        let message = "nessuna riga conta: guardate i motivi, e le colonne indicate in cug.toml";
        diagnostics.push(Diagnostic::new(code::NO_ROWS, place.clone(), message));
    }
    if facts.rows_read == 0 {
        let code = if is_required { code::NO_ROWS } else { code::EMPTY_FILE };
        let message = "sotto l'intestazione non ci sono righe";
        diagnostics.push(Diagnostic::new(code, place.clone(), message));
    }
    diagnostics
}

/// `3 righe su 20 non contano: cessazione entro il 31/12/2025 (2), assunzione dal 2026 (1)`
fn left_out(facts: &SourceFile) -> String {
    let count = facts.left_out();
    format!(
        "{} su {} non {}: {}",
        italian::counted(count, "riga", "righe"),
        italian::count(facts.rows_read),
        if count == 1 { "conta" } else { "contano" },
        render::reasons_left_out(facts).join(", ")
    )
}

/// Whether a text has a word, and is not only a number with its letters.
fn has_word(text: &str) -> bool {
    const LETTERS: usize = 3;
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_word = |word: &&str| letters(word) >= LETTERS;
    let has_digits = text.chars().any(|letter| letter.is_ascii_digit());
    let words = text.split_whitespace().count();
    text.split_whitespace().any(|word| is_word(&word)) && (!has_digits || words > 1)
}

/// The rows while they are being read.
struct Rows<'a> {
    body: &'a Body<'a>,
    place: &'a Location,
    facts: &'a mut SourceFile,
    example: Example,
    account: Account,
    comments: Comments,
    notations: Notations,
    own_words: &'a mut OwnWords,
    struck_rows: Option<StruckRows>,
    /// Rows that are struck through, about which nobody has said anything.
    struck: Spans,
    questions: WordQuestions,
    diagnostics: Diagnostics,
}

impl Rows<'_> {
    /// The value of a row; `None` when it is no data, or is refused with diagnostics.
    fn read<T>(
        &mut self,
        row: Row<'_>,
        read: &mut impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<T> {
        let likeness = self.example.likeness(self.body, &row);
        if likeness == Likeness::Untouched {
            return None;
        }
        self.facts.rows_read += 1;
        if !self.body.is_damaged(&row) {
            self.account.add(&row);
        }
        if self.is_struck_out(&row) {
            // Other files may have rows of the person.
            if self.facts.kind == InputKind::Staff {
                let mut record = self.record(row);
                record.left_out = Some(STRUCK.to_owned());
                read(&mut record);
            }
            return None;
        }
        let value = if self.is_heading(&row) {
            self.facts.rows_refused += 1;
            self.refuse_heading(&row);
            return None;
        } else if likeness == Likeness::Altered {
            self.refuse(&row, code::ALTERED_EXAMPLE, "la riga di esempio è stata riempita in parte")
        } else if self.body.is_damaged(&row) {
            self.refuse(
                &row,
                code::DAMAGED_ROW,
                "la riga ha più campi dell'intestazione, o virgolette aperte che ne inghiottono altre",
            )
        } else {
            let mut record = self.record(row);
            let value = read(&mut record);
            if let Some(reason) = record.left_out.take() {
                self.leave_out(reason);
                return None;
            }
            value
        };
        self.comments.add(row.number, self.body.comments(&row));
        match value {
            Some(_) => self.facts.rows_used += 1,
            None => self.facts.rows_refused += 1,
        }
        value
    }

    /// A row that has nothing but words in its first column, as the headings of groups do.
    fn is_heading(&self, row: &Row<'_>) -> bool {
        const FEWEST_REQUIRED: usize = 2;
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let words = self.body.filled(row).first().and_then(|column| row.cell(*column).text());
        self.body.required_count() >= FEWEST_REQUIRED
            && filled == 1
            && words.is_some_and(|words| has_word(&words))
    }

    /// Told once, not cell by cell.
    fn refuse_heading(&mut self, row: &Row<'_>) {
        let place = self.place.clone().at_row(row.number);
        let message = "nella riga è piena una casella sola, e gli altri dati mancano";
        let words = self.body.filled(row).first().and_then(|column| row.cell(*column).text());
        let decides = words.is_some_and(|words| {
            header_words::is_outsider(&words)
                || header_words::has_left(&words)
                || header_words::is_group_of_outsiders(&words)
                || header_words::is_deciding_value(&words)
                || words.chars().any(|letter| letter.is_ascii_digit())
                || words.split_whitespace().any(|word| reading::short_month(word).is_some())
        });
        let remedy = if decides {
            "È un titolo che dice qualcosa delle righe sotto: un anno o un mese, chi è cessato, chi non è dell'ente. Se quelle righe non contano cancellate il titolo e tutte le sue righe, fino al titolo dopo. Se contano, e quello che dice non serve a contarle, cancellate solo il titolo; se serve (un anno, un tipo, un'unità) riportatelo prima in una colonna, accanto a ogni riga."
        } else {
            "Se è il titolo di un gruppo, per esempio di un settore o di un ufficio, cancellate la riga, e controllate che le righe sotto siano tutte da contare. Se è una persona, o un dato, completate la riga."
        };
        let found = Diagnostic::new(code::EMPTY_REQUIRED_CELL, place, message).with_remedy(remedy);
        self.diagnostics.push(found.with_tables(self.facts.kind.tables()));
    }

    fn record<'r>(&'r mut self, row: Row<'r>) -> Record<'r> {
        Record {
            body: self.body,
            notations: &mut self.notations,
            row: Row { number: self.body.number(row.number), ..row },
            place: self.place,
            tables: self.facts.kind.tables(),
            diagnostics: &mut self.diagnostics,
            refused: false,
            left_out: None,
            own_words: self.own_words,
            questions: &mut self.questions,
        }
    }

    /// Whether a row is struck through and for that does not count, or is asked about.
    fn is_struck_out(&mut self, row: &Row<'_>) -> bool {
        let struck = row.fields.struck;
        if struck.is_empty() || self.struck_rows == Some(StruckRows::Count) {
            return false;
        }
        let columns = self.body.filled(row);
        let count = columns.iter().filter(|column| struck.has(**column)).count();
        match self.struck_rows {
            _ if count == 0 => return false,
            Some(StruckRows::CountNot) if count == columns.len() => {
                self.leave_out(STRUCK.to_owned());
                return true;
            }
            Some(_) => {
                let message = "alcune celle della riga sono barrate e altre no";
                self.refuse::<()>(row, code::ROWS_STRUCK_THROUGH, message);
            }
            None => self.struck.add_few(row.number),
        }
        self.facts.rows_refused += 1;
        true
    }

    /// Counts a row that does not count under its reason; very many reasons are not told one by one.
    fn leave_out(&mut self, reason: String) {
        const MOST_REASONS: usize = 40;
        let reasons = &mut self.facts.rows_left_out;
        let is_told = reasons.len() < MOST_REASONS || reasons.contains_key(&reason);
        let reason = if is_told { reason } else { "altri motivi".to_owned() };
        *reasons.entry(reason).or_default() += 1;
    }

    fn refuse<T>(&mut self, row: &Row<'_>, code: Code, message: &str) -> Option<T> {
        let place = self.place.clone().at_row(row.number);
        let found = Diagnostic::new(code, place, message);
        self.diagnostics.push(found.with_tables(self.facts.kind.tables()));
        None
    }
}
