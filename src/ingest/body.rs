//! The rows below the headers: which are data, and which are totals, headers again, or notes.

use super::header::Header;
use super::layout::Spans;
use super::sheet::{Sheet, SheetRow, Value};
use super::spelling::normal_form;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::input::InputKind;
use crate::model::reference_data;

/// First words of a row of sums, in normal form. Whole words: `totale`, not `totali` of a surname
/// that begins so.
const TOTAL_WORDS: [&str; 8] =
    ["totale", "totali", "tot", "subtotale", "subtotali", "somma", "conteggio", "media"];
/// The same, in two words.
const TOTAL_PAIRS: [&str; 6] =
    ["n righe", "numero righe", "n dipendenti", "numero dipendenti", "n record", "numero record"];

/// Columns that are required and that sums have as well.
const AMOUNTS: [&str; 3] = ["quantita", "ore", "atteso"];

/// What a row below the headers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Data,
    /// Nothing in the columns that are read.
    Blank,
    Total,
    HeaderAgain,
    Note,
}

/// The part of a sheet below its headers.
pub(super) struct Body<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    /// Zero-based columns that are read.
    columns: Vec<usize>,
    /// Those of them that say what a row of data is about.
    required: Vec<usize>,
    /// In some inputs a row called "Totale" is a datum.
    has_totals: bool,
    /// Number of the last row of data.
    last: u32,
}

impl<'a> Body<'a> {
    pub(super) fn new(kind: InputKind, sheet: &'a Sheet, header: &'a Header) -> Self {
        let column = |name: &str| header.found.get(name).map(|(column, _)| *column as usize);
        let required = reference_data::columns(kind).iter().filter(|column| column.required);
        let mut body = Self {
            sheet,
            header,
            columns: header.found.values().map(|(column, _)| *column as usize).collect(),
            required: required
                .filter(|required| !AMOUNTS.contains(&required.name.as_str()))
                .filter_map(|required| column(&required.name))
                .collect(),
            has_totals: matches!(kind, InputKind::Totals | InputKind::History),
            last: u32::MAX,
        };
        let last = body.rows().rev().find(|row| body.kind(row) == Row::Data);
        body.last = last.map_or(header.row, |row| row.number);
        body
    }

    fn rows(&self) -> impl DoubleEndedIterator<Item = &'a SheetRow> {
        let first = self.sheet.rows.partition_point(|row| row.number <= self.header.row);
        self.sheet.rows[first..].iter()
    }

    /// The rows of data. What was left out, or is not shown by the spreadsheet, is told.
    pub(super) fn data(
        &self,
        place: &Location,
        diagnostics: &mut Diagnostics,
    ) -> Vec<&'a SheetRow> {
        let (mut data, mut totals, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for row in self.rows() {
            match self.kind(row) {
                Row::Data => data.push(row),
                Row::Blank => {}
                Row::Total => totals.push(row.number),
                Row::HeaderAgain | Row::Note => texts.push(row.number),
            }
        }
        let mut report = |code: Code, rows: Vec<u32>, one: &str, more: &str| {
            let words = match rows.len() {
                0 => return,
                1 => one,
                _ => more,
            };
            let message = words.replace("{}", &rows.into_iter().collect::<Spans>().words());
            // All rows in one finding about the sheet: their texts are not for an annotated copy.
            diagnostics.push(Diagnostic::new(code, place.clone(), message));
        };
        report(
            code::TOTAL_ROWS,
            totals,
            "la riga {} è un totale: non è stata contata",
            "le righe {} sono totali: non sono state contate",
        );
        report(
            code::ROWS_OUTSIDE_TABLE,
            texts,
            "la riga {} non contiene dati: non è stata letta",
            "le righe {} non contengono dati: non sono state lette",
        );
        let hidden = &self.sheet.layout.hidden_rows;
        report(
            code::HIDDEN_PARTS,
            data.iter().map(|row| row.number).filter(|row| hidden.contains(*row)).collect(),
            "la riga {} è nascosta: è stata letta come le altre",
            "le righe {} sono nascoste: sono state lette come le altre",
        );
        self.report_hidden_columns(place, diagnostics);
        data
    }

    fn report_hidden_columns(&self, place: &Location, diagnostics: &mut Diagnostics) {
        let hidden = &self.sheet.layout.hidden_columns;
        for (name, (column, _)) in
            self.header.found.iter().filter(|(_, (column, _))| hidden.contains(*column))
        {
            let message = format!(
                "la colonna {} ({name}) è nascosta: è stata letta come le altre",
                column_letters(*column)
            );
            let place = place.clone().at_row(self.header.row).at_column(*column);
            diagnostics.push(Diagnostic::new(code::HIDDEN_PARTS, place, message));
        }
    }

    fn kind(&self, row: &SheetRow) -> Row {
        let mut read = self.columns.iter().filter(|column| !row.cell(**column).is_empty());
        let Some(first) = read.next() else { return Row::Blank };
        let is_alone = read.next().is_none();
        if !self.has_totals && self.is_total(row) {
            Row::Total
        } else if self.is_header(row) {
            Row::HeaderAgain
        } else if is_alone && row.number > self.last_known() && is_prose(row.cell(*first)) {
            Row::Note
        } else {
            Row::Data
        }
    }

    /// While the last row of data is looked for from below, every row may be beyond it.
    fn last_known(&self) -> u32 {
        if self.last == u32::MAX { 0 } else { self.last }
    }

    /// A row that begins with the words of a total, and lacks what no row of data can do without;
    /// amounts may be there. Seldom asked for its words: most rows have something there.
    fn is_total(&self, row: &SheetRow) -> bool {
        let Some(first) = row.cells.iter().position(|cell| !cell.is_empty()) else { return false };
        let mut others = self.required.iter().filter(|column| **column != first);
        others.all(|column| row.cell(*column).is_empty()) && is_total(row.cell(first))
    }

    /// The headers once more, as long lists have them on every page.
    fn is_header(&self, row: &SheetRow) -> bool {
        let mut filled = 0;
        self.header.found.values().all(|(column, _)| match row.cell(*column as usize) {
            Value::Empty => true,
            Value::Text(text) => {
                filled += 1;
                self.header.heads(*column, text)
            }
            _ => false,
        }) && filled > 1
    }
}

/// Whether a cell reads as the beginning of a row of sums.
fn is_total(value: &Value) -> bool {
    let Value::Text(text) = value else { return false };
    let form = normal_form(text);
    let words: Vec<&str> = form.split(' ').collect();
    let begins = words.first().is_some_and(|word| TOTAL_WORDS.contains(word));
    // `C Totale` is how a spreadsheet heads the sums of a group.
    let ends = words.last().is_some_and(|word| matches!(*word, "totale" | "conteggio"));
    begins || ends || TOTAL_PAIRS.iter().any(|pair| form.starts_with(pair))
}

/// A sentence, a place with a date, a line of dashes: not a datum.
fn is_prose(value: &Value) -> bool {
    const LETTERS_OF_A_WORD: usize = 3;
    let Value::Text(text) = value else { return false };
    let text = text.trim();
    let is_word = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS_OF_A_WORD
    };
    let is_ruled = !text.chars().any(char::is_alphanumeric);
    let is_sentence = text.split_whitespace().count() > 1 && text.split_whitespace().any(is_word);
    is_ruled || is_sentence || text.ends_with(':')
}
