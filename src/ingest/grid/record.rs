//! One row of an input, by column name: values with their places, faults as diagnostics.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Choice, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::{Row, Value};
use crate::ingest::grid::body::Body;
use crate::ingest::grid::calendar::{Calendar, is_without_century};
use crate::ingest::grid::field;
use crate::ingest::grid::notation::Notations;
use crate::ingest::grid::own_words::OwnWords;
use crate::ingest::grid::word_questions::WordQuestions;
use crate::ingest::spelling::hint;
use crate::italian;
use crate::italian::reading::{self, Numeral};
use crate::model::column_choice::ColumnUnit;
use crate::model::fiscal_code;
use crate::model::gender::Gender;
use crate::model::table_id::TableId;

/// A row under its header. Reading a field gives its value or `None`; a field that is not right
/// leaves a diagnostic and makes the record refused.
pub(in crate::ingest) struct Record<'a> {
    pub(in crate::ingest) body: &'a Body<'a>,
    pub(in crate::ingest) notations: &'a mut Notations,
    pub(in crate::ingest) row: Row<'a>,
    pub(in crate::ingest) place: &'a Location,
    pub(in crate::ingest) tables: &'static [TableId],
    pub(in crate::ingest) diagnostics: &'a mut Diagnostics,
    pub(in crate::ingest) refused: bool,
    /// Why the row does not count, sound as it is.
    pub(in crate::ingest) left_out: Option<String>,
    pub(in crate::ingest) own_words: &'a mut OwnWords,
    pub(in crate::ingest) questions: &'a mut WordQuestions,
}

/// The first and the last of several years: `2025-2027`, `2025/26`.
fn years_in(text: &str) -> Option<(i32, i32)> {
    let parts: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let is_year = |year: &i32| (2000..=2100).contains(year);
    let first: i32 = parts.first().filter(|part| part.len() == 4)?.parse().ok()?;
    let last: i32 = match parts.get(1)? {
        short if short.len() == 2 => first / 100 * 100 + short.parse::<i32>().ok()?,
        long => long.parse().ok()?,
    };
    (is_year(&first) && is_year(&last) && last > first).then_some((first, last))
}

impl<'a> Record<'a> {
    /// The cell, where the file has the column.
    pub(in crate::ingest) fn cell(&self, column: &str) -> Option<&'a Value<'a>> {
        let cell = self.body.column(column).map(|column| self.row.cell(column));
        cell.or_else(|| self.body.named(column))
    }

    pub(in crate::ingest) fn value(&self, column: &str) -> &'a Value<'a> {
        self.cell(column).unwrap_or(&Value::Empty)
    }

    pub(in crate::ingest) fn location(&self, column: &str) -> Location {
        self.body.cell_place(self.place, &self.row, column)
    }

    /// `«data_nascita»: «31/02/1980» non esiste nel calendario`
    pub(in crate::ingest) fn with_value(&self, column: &str, reason: &str) -> String {
        format!("«{column}»: «{}» {reason}", self.value(column).text().unwrap_or_default())
    }

    /// Reports a fault of a field that touches only some tables, without refusing the record.
    pub(in crate::ingest) fn report(
        &mut self,
        column: &str,
        code: Code,
        tables: &[TableId],
        message: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(column, code, message).with_tables(tables);
        self.diagnostics.push(diagnostic);
    }

    /// Says that a sound row does not count, and why: `cessazione entro il 31/12/2025`. The reason is
    /// told with the number of its rows, so it names no person. Whoever asks this does it before the
    /// other cells are read: what is wrong in a row that does not count is nobody's business.
    pub(in crate::ingest) fn leave_out(&mut self, reason: impl Into<String>) {
        self.left_out = Some(reason.into());
    }

    /// The unit that `cug.toml` gives to a column.
    pub(in crate::ingest) fn unit(&self, column: &str) -> Option<ColumnUnit> {
        self.body.unit(column)
    }

    /// The word that was probably meant, for a finding that is listed.
    pub(in crate::ingest) fn near<'w>(
        &self,
        code: Code,
        find: impl FnOnce() -> Option<&'w str>,
    ) -> String {
        let is_listed = self.diagnostics.lists_more(code, &self.place.file);
        hint(is_listed.then(find).flatten())
    }

    /// Reports a fault that makes the record unusable.
    pub(in crate::ingest) fn refuse(
        &mut self,
        column: &str,
        code: Code,
        message: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(column, code, message);
        self.refuse_with(diagnostic);
    }

    /// Refuses a record for which its table has no room: `fino a qui ci sono già 400 commissioni
    /// diverse`.
    pub(in crate::ingest) fn refuse_beyond(&mut self, column: &str, most: usize, what: &str) {
        let message = format!("fino a qui ci sono già {} {what}", italian::count(most as u64));
        self.refuse(column, code::TOO_MANY_KINDS, message);
    }

    /// As [`Self::refuse`], with a finding that brings its own cure.
    pub(in crate::ingest) fn refuse_with(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.with_tables(self.tables));
        self.refused = true;
    }

    /// Reads the record with another value in one of its cells.
    pub(in crate::ingest) fn with_cell<T>(
        &mut self,
        column: &str,
        value: Value<'_>,
        read: impl FnOnce(&mut Record<'_>) -> T,
    ) -> T {
        let mut cells = self.row.cells.to_vec();
        if let Some(cell) = self.body.column(column).and_then(|place| cells.get_mut(place)) {
            *cell = value;
        }
        let mut record = Record {
            body: self.body,
            notations: self.notations,
            row: Row { cells: &cells, ..self.row },
            place: self.place,
            tables: self.tables,
            diagnostics: self.diagnostics,
            refused: self.refused,
            left_out: None,
            own_words: self.own_words,
            questions: self.questions,
        };
        let value = read(&mut record);
        self.refused = record.refused;
        value
    }

    /// Asks about the word of a cell, once for all the rows that have it.
    pub(in crate::ingest) fn ask_word(
        &mut self,
        column: &str,
        code: Code,
        question: impl FnOnce(&Self) -> Diagnostic,
    ) {
        let word = self.value(column).text().unwrap_or_default();
        let place = self.location(column);
        let row = place.row.unwrap_or_default();
        if self.questions.again((code, column), &word, row) {
            return;
        }
        let question = question(self);
        let unasked = self.questions.ask((code, column), &word, question);
        if let Some(unasked) = unasked {
            self.diagnostics.push(unasked);
        }
    }

    /// As [`Self::ask_word`], of a word without which the record is unusable.
    pub(in crate::ingest) fn refuse_word(
        &mut self,
        column: &str,
        code: Code,
        question: impl FnOnce(&Self) -> Diagnostic,
    ) {
        self.ask_word(column, code, |record| question(record).with_tables(record.tables));
        self.refused = true;
    }

    /// A finding about a cell, with what is in it.
    pub(in crate::ingest) fn diagnostic(
        &self,
        column: &str,
        code: Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, self.location(column), message);
        diagnostic.value = self.value(column).text().map(Cow::into_owned);
        diagnostic
    }

    /// The value of a cell that can be read: what a formula failed to give is told, and refuses the
    /// record.
    fn sound(&mut self, column: &str) -> Option<&'a Value<'a>> {
        let value = self.value(column);
        match field::spreadsheet_error(value) {
            None => Some(value),
            Some(error) => {
                self.refuse_error(column, error);
                None
            }
        }
    }

    fn refuse_error(&mut self, column: &str, error: &str) {
        let message = if error.is_empty() {
            format!("la cella «{column}» contiene una formula che non è stata calcolata")
        } else if error.starts_with("##") {
            format!(
                "la cella «{column}» contiene {error} al posto del valore: quando il file è stato salvato la colonna era troppo stretta"
            )
        } else {
            format!("la cella «{column}» contiene l'errore {error}")
        };
        let remedy = if error.is_empty() {
            "Aprite il file con Excel o LibreOffice, che calcolano le formule, controllate i valori e salvatelo."
        } else if error.starts_with("##") {
            "Allargate la colonna nel foglio di partenza e salvate di nuovo il file."
        } else {
            "Correggete la formula, oppure scrivete il valore al suo posto."
        };
        let diagnostic =
            self.diagnostic(column, code::SPREADSHEET_ERROR, message).with_remedy(remedy);
        self.refuse_with(diagnostic);
    }

    /// As [`Self::sound`], of a cell that must not be empty.
    pub(in crate::ingest) fn filled(&mut self, column: &str) -> Option<&'a Value<'a>> {
        let value = self.sound(column)?;
        if value.is_empty() {
            self.refuse_empty(column);
            return None;
        }
        Some(value)
    }

    fn refuse_empty(&mut self, column: &str) {
        let place = self.body.column(column);
        if !place.is_some_and(|place| self.body.shares_amount(self.row.number, place)) {
            let message = format!("la cella «{column}» è vuota");
            return self.refuse(column, code::EMPTY_REQUIRED_CELL, message);
        }
        let message = format!(
            "la cella «{column}» è unita con quella di sopra, che vale per più righe insieme"
        );
        let found = self.diagnostic(column, code::EMPTY_REQUIRED_CELL, message);
        self.refuse_with(found.with_remedy(
            "Separate le celle unite e scrivete in ogni riga quello che è suo: se sotto resta vuoto non si sa quanto è di ciascuna.",
        ));
    }

    /// The words of a cell that must not be empty; of a word that `[valori.…]` maps, what it stands
    /// for.
    pub(in crate::ingest) fn required_words(&mut self, column: &str) -> Option<Cow<'a, str>> {
        let words = self.filled(column)?.text()?;
        Some(self.own_words.meaning(column, words))
    }

    /// As [`Self::words`], of a cell that is looked at before its row is read: faults are told then.
    pub(in crate::ingest) fn peek(&mut self, column: &str) -> Option<Cow<'a, str>> {
        let words = self.value(column).text()?;
        Some(self.own_words.meaning(column, words))
    }

    /// The words of a cell that may be empty, as [`Self::required_words`].
    pub(in crate::ingest) fn words(&mut self, column: &str) -> Option<Cow<'a, str>> {
        let words = self.sound(column)?.text()?;
        Some(self.own_words.meaning(column, words))
    }

    /// A finding about a word of a classified column that is not known, with the cure that maps it
    /// once for all its rows.
    pub(in crate::ingest) fn unknown_word(
        &self,
        column: &str,
        code: Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        let diagnostic = self.diagnostic(column, code, message);
        let word = diagnostic.value.as_deref().unwrap_or_default();
        let remedy = format!(
            "{} Se è una parola vostra, dite una volta per tutte che cosa vuol dire: in cug.toml, sotto [valori.{column}], una riga come {} = \"la parola del format\".",
            diagnostic.remedy,
            quoted(word)
        );
        let word = Choice::Word { column: column.to_owned(), word: word.to_owned() };
        diagnostic.with_remedy(remedy).with_choice(word)
    }

    /// As [`Self::required_words`], to keep.
    pub(in crate::ingest) fn required_text(&mut self, column: &str) -> Option<String> {
        let words = self.required_words(column)?;
        Some(self.kept(column, words))
    }

    /// As [`Self::words`], to keep.
    pub(in crate::ingest) fn text(&mut self, column: &str) -> Option<String> {
        let words = self.words(column)?;
        Some(self.kept(column, words))
    }

    /// What is kept may be printed: a codice fiscale is left out of it, and told.
    fn kept(&mut self, column: &str, words: Cow<'_, str>) -> String {
        let Cow::Owned(shown) = fiscal_code::hidden(&words) else { return words.into_owned() };
        let message = format!("il testo di «{column}» {}", fiscal_code::REPLACED);
        self.report(column, code::PERSON_NAMED, &[], message);
        shown
    }

    pub(in crate::ingest) fn required_date(&mut self, column: &str) -> Option<NaiveDate> {
        let value = self.filled(column)?;
        self.date_in(column, value)
    }

    /// A date, or `None` when the cell is empty or (with a diagnostic) cannot be read.
    pub(in crate::ingest) fn date(&mut self, column: &str) -> Option<NaiveDate> {
        let value = self.sound(column)?;
        self.date_in(column, value)
    }

    fn date_in(&mut self, column: &str, value: &Value<'_>) -> Option<NaiveDate> {
        if value.is_empty() {
            return None;
        }
        let calendar = self.calendar(column);
        match calendar.date(value) {
            Ok(date) => date,
            // Asked once, at the header.
            Err(_) if calendar.has_short_years && is_without_century(value) => {
                self.refused = true;
                None
            }
            Err(reason) => {
                self.refuse(column, code::UNREADABLE_DATE, self.with_value(column, &reason));
                None
            }
        }
    }

    /// How the dates of the column are written; what the column as a whole decides is told once, at
    /// its header.
    fn calendar(&mut self, column: &str) -> Calendar {
        let Some(index) = self.body.column(column) else { return Calendar::default() };
        if let Some(calendar) = self.notations.calendar(index) {
            return calendar;
        }
        let calendar = self.notations.new_calendar(self.body, index, self.unit(column));
        for (code, message) in calendar.findings(column) {
            let place = self.body.header_place(self.place, column);
            let found = Diagnostic::new(code, place, message).with_tables(self.tables);
            let found = match code {
                code::DAY_ORDER_IN_DOUBT => self.with_day_order(column, found),
                code::SHORT_YEARS => self.with_century(index, found),
                _ => found,
            };
            self.diagnostics.push(found);
        }
        calendar
    }

    /// The line that tells the century, of dates that are never far in the future.
    fn with_century(&self, column: usize, found: Diagnostic) -> Diagnostic {
        if self.body.is_far(column) {
            return found.with_remedy("Una fine può essere anche lontana nel futuro, e 31/12/99 può voler dire «mai»: fatevi dare la colonna con gli anni di quattro cifre. Nel foglio di calcolo assegnatele il formato GG/MM/AAAA e salvate di nuovo il file, oppure salvatelo in .xlsx, dove il giorno è sempre intero.");
        }
        found.with_answers("convenzioni", [("anni_di_due_cifre", "\"i più recenti\"")])
    }

    /// The lines that say which comes first.
    fn with_day_order(&self, column: &str, found: Diagnostic) -> Diagnostic {
        let Some(kind) = self.place.kind else { return found };
        let header = quoted(self.body.header_words(column).unwrap_or(column));
        let values = [ColumnUnit::MonthFirst, ColumnUnit::DayFirst]
            .map(|unit| format!("{{ colonna = {header}, unita = {} }}", quoted(unit.word())));
        let lines = values.each_ref().map(|value| (column, value.as_str()));
        found.with_answers(&format!("colonne.{}", kind.name()), lines)
    }

    /// A number, or `None` when the cell is empty or (with a diagnostic) cannot be read.
    pub(in crate::ingest) fn number(&mut self, column: &str) -> Option<Decimal> {
        self.number_up_to(column, None)
    }

    /// As [`Self::number`], where a number above `most` makes no sense. A number with two readings
    /// has the one that makes sense, or the one that the column as a whole shows; else it is asked.
    pub(in crate::ingest) fn number_up_to(
        &mut self,
        column: &str,
        most: Option<u64>,
    ) -> Option<Decimal> {
        let value = self.sound(column)?;
        self.number_in(column, value, most)
    }

    fn number_in(&mut self, column: &str, value: &Value<'_>, most: Option<u64>) -> Option<Decimal> {
        let doubt = match field::numeral(value) {
            Ok(None) => return None,
            Ok(Some(Numeral::Plain(number))) => return Some(number),
            Ok(Some(Numeral::Doubtful(doubt))) => doubt,
            Err(reason) => {
                self.refuse(column, code::UNREADABLE_NUMBER, self.with_value(column, &reason));
                return None;
            }
        };
        if most.is_some_and(|most| doubt.thousands.abs() > Decimal::from(most)) {
            return Some(doubt.decimals);
        }
        let index = self.body.column(column);
        match index.and_then(|index| self.notations.decimal_mark(self.body, index)) {
            Some(mark) => Some(doubt.read(mark)),
            None => {
                let message = self.with_value(column, &doubt.reason());
                let diagnostic =
                    self.diagnostic(column, code::UNREADABLE_NUMBER, message).with_remedy(format!(
                        "Scrivete {} oppure {}0. Se il file viene da un altro programma, esportatelo con due decimali in tutta la colonna: allora non c'è dubbio.",
                        doubt.thousands,
                        doubt.decimals.to_string().replace('.', ",")
                    ));
                self.refuse_with(diagnostic);
                None
            }
        }
    }

    /// A count, or `None` where the cell is empty or (with a diagnostic) is no whole number.
    pub(in crate::ingest) fn count(&mut self, column: &str) -> Option<u64> {
        let number = self.number(column)?;
        let count = u64::try_from(number).ok().filter(|_| number.is_integer());
        if count.is_none() {
            let message = self.with_value(column, "non è un numero intero");
            self.refuse(column, code::UNREADABLE_NUMBER, message);
        }
        count
    }

    /// `None` where the cell is empty, or (with a diagnostic) says neither.
    pub(in crate::ingest) fn yes_or_no(&mut self, column: &str) -> Option<bool> {
        let words = self.words(column)?;
        match reading::yes_or_no(&words) {
            Ok(answer) => Some(answer),
            Err(reason) => {
                self.refuse(column, code::NEITHER_YES_NOR_NO, self.with_value(column, &reason));
                None
            }
        }
    }

    /// A gender in a cell that must not be empty.
    pub(in crate::ingest) fn required_gender(&mut self, column: &str) -> Option<Gender> {
        let text = self.required_words(column)?;
        let gender = field::gender(&text);
        let is_code = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if gender.is_none() && is_code {
            self.refuse_word(column, code::UNREADABLE_GENDER, |record| {
                let word = quoted(&text);
                let message = format!("«{text}» è un codice, e non dice il genere");
                let found = record.unknown_word(column, code::UNREADABLE_GENDER, message);
                found.with_remedy(format!(
                    "Guardate in una riga di cui conoscete la persona se «{text}» è delle donne o degli uomini. Poi scrivete in cug.toml, sotto [valori.{column}], la riga {word} = \"D\" se è delle donne, {word} = \"U\" se è degli uomini; così per ogni codice della colonna."
                ))
            });
        } else if gender.is_none() {
            // Each cell is told: unlike a word of a classification, it may be a slip in one of them.
            let message = format!("il genere «{text}» non è riconosciuto");
            let found = self.unknown_word(column, code::UNREADABLE_GENDER, message);
            self.refuse_with(found);
        }
        gender
    }

    /// A year in a cell that must not be empty.
    pub(in crate::ingest) fn required_year(&mut self, column: &str) -> Option<i32> {
        let text = self.value(column).text().unwrap_or_default();
        if let Some((first, last)) = years_in(&text) {
            let message = self.with_value(column, "sono più anni: qui ne va uno");
            let found = self.diagnostic(column, code::UNREADABLE_NUMBER, message);
            self.refuse_with(found.with_remedy(format!(
                "Scrivete l'anno a cui si riferiscono i valori della riga. Se la riga vale allo stesso modo per ogni anno dal {first} al {last}, ripetetela, una volta per ogni anno, ciascuna con il suo."
            )));
            return None;
        }
        let year = self.required_integer(column)?;
        if !(2000..=2100).contains(&year) {
            let message = self.with_value(column, "non è un anno fra 2000 e 2100");
            self.refuse(column, code::UNREADABLE_NUMBER, message);
            return None;
        }
        Some(year)
    }

    /// A whole number in a cell that must not be empty, such as a year.
    fn required_integer(&mut self, column: &str) -> Option<i32> {
        let value = self.filled(column)?;
        let number = self.number_in(column, value, None)?;
        let integer = i32::try_from(number).ok().filter(|_| number.is_integer());
        if integer.is_none() {
            let message = self.with_value(column, "non è un numero intero");
            self.refuse(column, code::UNREADABLE_NUMBER, message);
        }
        integer
    }
}
