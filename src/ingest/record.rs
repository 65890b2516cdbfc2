//! One row of an input, by column name: values with their places, faults as diagnostics.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::field;
use super::header::Header;
use super::ledger::Book;
use super::sheet::{SheetRow, Value};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::cell::Measure;
use crate::model::gender::Gender;

/// In a leap year.
const DAYS_OF_A_YEAR: u64 = 366;
const HOURS_OF_A_YEAR: u64 = 24 * DAYS_OF_A_YEAR;

/// A row under its header. Reading a field gives its value or `None`; a field that is not right
/// leaves a diagnostic and makes the record refused.
pub(super) struct Record<'a> {
    pub(super) header: &'a Header,
    pub(super) row: &'a SheetRow,
    pub(super) place: &'a Location,
    pub(super) tables: &'static [&'static str],
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) refused: bool,
}

impl Record<'_> {
    pub(super) fn has(&self, column: &str) -> bool {
        self.header.found.contains_key(column)
    }

    pub(super) fn value(&self, column: &str) -> &Value {
        self.header
            .found
            .get(column)
            .and_then(|(index, _)| self.row.cells.get(*index as usize))
            .unwrap_or(&Value::Empty)
    }

    pub(super) fn location(&self, column: &str) -> Location {
        let place = self.place.clone().at_row(self.row.number);
        match self.header.found.get(column) {
            Some((index, _)) => place.at_column(*index),
            None => place,
        }
    }

    /// `«data_nascita»: «31/02/1980» non esiste nel calendario`
    pub(super) fn told(&self, column: &str, reason: &str) -> String {
        format!("«{column}»: «{}» {reason}", self.text(column).unwrap_or_default())
    }

    /// Reports a fault of a field that touches only some tables, without refusing the record.
    pub(super) fn report(
        &mut self,
        column: &str,
        code: Code,
        tables: &[&'static str],
        message: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(column, code, message).with_tables(tables);
        self.diagnostics.push(diagnostic);
    }

    /// Reports a fault that makes the record unusable.
    pub(super) fn refuse(&mut self, column: &str, code: Code, message: impl Into<String>) {
        let diagnostic = self.diagnostic(column, code, message);
        self.refuse_with(diagnostic);
    }

    /// As [`Self::refuse`], with a finding that brings its own cure.
    pub(super) fn refuse_with(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.with_tables(self.tables));
        self.refused = true;
    }

    /// A finding about a cell, with what is in it.
    pub(super) fn diagnostic(
        &self,
        column: &str,
        code: Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, self.location(column), message);
        diagnostic.value = self.value(column).text();
        diagnostic
    }

    /// The text of a cell that must not be empty.
    pub(super) fn required_text(&mut self, column: &str) -> Option<String> {
        if let Value::Error(error) = self.value(column) {
            let message = format!("la cella «{column}» contiene l'errore {error}");
            let diagnostic = self
                .diagnostic(column, code::EMPTY_REQUIRED_CELL, message)
                .with_remedy("Correggete la formula, oppure scrivete il valore al suo posto.");
            self.refuse_with(diagnostic);
            return None;
        }
        let text = self.value(column).text();
        if text.is_none() {
            self.refuse(column, code::EMPTY_REQUIRED_CELL, format!("la cella «{column}» è vuota"));
        }
        text
    }

    /// The text of a cell that may be empty.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.value(column).text()
    }

    pub(super) fn required_date(&mut self, column: &str) -> Option<NaiveDate> {
        self.required_text(column)?;
        self.date(column)
    }

    /// A date, or `None` when the cell is empty or (with a diagnostic) cannot be read.
    pub(super) fn date(&mut self, column: &str) -> Option<NaiveDate> {
        match field::date(self.value(column)) {
            Ok(date) => date,
            Err(reason) => {
                self.refuse(column, code::UNREADABLE_DATE, self.told(column, &reason));
                None
            }
        }
    }

    /// A number, or `None` when the cell is empty or (with a diagnostic) cannot be read.
    pub(super) fn number(&mut self, column: &str) -> Option<Decimal> {
        match field::number(self.value(column)) {
            Ok(number) => number,
            Err(reason) => {
                self.refuse(column, code::UNREADABLE_NUMBER, self.told(column, &reason));
                None
            }
        }
    }

    /// A gender in a cell that must not be empty.
    pub(super) fn required_gender(&mut self, column: &str) -> Option<Gender> {
        let text = self.required_text(column)?;
        let gender = field::gender(&text);
        if gender.is_none() {
            let message = format!("il genere «{text}» non è riconosciuto");
            self.refuse(column, code::UNREADABLE_GENDER, message);
        }
        gender
    }

    /// A year in a cell that must not be empty.
    pub(super) fn required_year(&mut self, column: &str) -> Option<i32> {
        let year = self.required_integer(column)?;
        if !(2000..=2100).contains(&year) {
            let message = self.told(column, "non è un anno fra 2000 e 2100");
            self.refuse(column, code::UNREADABLE_NUMBER, message);
            return None;
        }
        Some(year)
    }

    /// One of the words of the format in a cell that must not be empty.
    pub(super) fn required_term(&mut self, column: &str, book: &Book, code: Code) -> Option<usize> {
        let words = self.required_text(column)?;
        let term = book.term(&words);
        if term.is_none() {
            let near = book.nearest_term(&words);
            let hint = near.map_or(String::new(), |near| format!(" (forse «{near}»?)"));
            let message = format!("il tipo «{words}» non è fra quelli del format{hint}");
            self.refuse(column, code, message);
        }
        term
    }

    /// Days or hours in a cell that must not be empty: not below zero, nor more than a year has.
    pub(super) fn required_quantity(
        &mut self,
        column: &str,
        unit: Option<Measure>,
    ) -> Option<Decimal> {
        self.required_text(column)?;
        let quantity = self.number(column)?;
        let most = if unit == Some(Measure::Days) { DAYS_OF_A_YEAR } else { HOURS_OF_A_YEAR };
        if quantity.is_sign_negative() && !quantity.is_zero() || quantity > Decimal::from(most) {
            let message = format!(
                "«{column}»: {} non è fra 0 e {}",
                italian::decimal(quantity),
                italian::count(most)
            );
            self.refuse(column, code::IMPOSSIBLE_QUANTITY, message);
            return None;
        }
        Some(quantity)
    }

    /// A whole number in a cell that must not be empty, such as a year.
    fn required_integer(&mut self, column: &str) -> Option<i32> {
        self.required_text(column)?;
        let number = self.number(column)?;
        let integer = i32::try_from(number).ok().filter(|_| number.is_integer());
        if integer.is_none() {
            let message = self.told(column, "non è un numero intero");
            self.refuse(column, code::UNREADABLE_NUMBER, message);
        }
        integer
    }
}
