//! The rows below the headers: which are data, and which are totals, headers again, or notes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::header::Header;
use super::summed::{self, Summed};
use super::tall_cells::TallCells;
use super::total_words::{is_sum_of_some, is_total};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::setting::quoted;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::container::ReadFault;
use crate::ingest::file::layout::{Spans, Tall};
use crate::ingest::file::sheet::{Row, SheetRow, Value};
use crate::ingest::file::tab::{Tab, Take};
use crate::model::column_choice::ColumnUnit;
use crate::model::header_words;
use crate::model::holds::{Classification, Holds};
use crate::model::input::InputKind;
use crate::model::quality::ROWS_OF_A_SHEET;
use crate::model::reference_data;

/// Lone sentences kept until a row of data shows that they are among the data; more of them than a
/// page has lines are no notes.
const MAX_NOTES: usize = 100;

/// What a row below the headers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Data,
    /// Nothing in the columns that are read, nor in others that have a header.
    Blank,
    /// Nothing in the columns that are read, something in others that have a header.
    NotRead,
    Total,
    HeaderAgain,
    /// The headers of another table, with its columns in another order.
    OtherHeader,
    /// When no row of data comes after it.
    Note,
}

/// The part of a sheet below its headers.
pub(in crate::ingest) struct Body<'a> {
    tab: &'a Tab<'a>,
    header: &'a Header,
    /// The columns that are read, by name.
    columns: Vec<(&'static str, usize)>,
    /// Those of them that say what a row of data is about.
    required: Vec<usize>,
    /// In some inputs a row called "Totale" is a datum.
    has_totals: bool,
    /// Rows of one person each, of which there may be several.
    is_of_events: bool,
    /// In some a lone word is what the row asks.
    is_checklist: bool,
    /// Those of them in which a total is a word like others: the whole of a course was attended.
    standing: Vec<usize>,
    /// Those of them whose amounts are added up.
    amounts: Vec<usize>,
    /// Those of them that hold words of a classification.
    terms: Vec<usize>,
    /// What else people are known by, with its kind.
    keys: Vec<(&'static str, usize)>,
    /// Where the names of people stand.
    names: Vec<usize>,
    /// What kind of key stands in place of the staff number.
    key_kind: Option<&'static str>,
    /// Fields of the header, in a delimited text.
    width: usize,
    units: BTreeMap<String, ColumnUnit>,
    /// The last year that one of two digits may be, where `cug.toml` says that they are to be read.
    last_short_year: Option<i32>,
    /// Columns whose amounts are added up.
    summed: Vec<Summed>,
    /// What the rows of a sheet after the first have more in their numbers.
    offset: u32,
}

impl<'a> Body<'a> {
    pub(in crate::ingest) fn new(kind: InputKind, tab: &'a Tab<'a>, header: &'a Header) -> Self {
        let column = |name: &str| header.found.get(name).map(|(column, _)| *column as usize);
        let required = reference_data::columns(kind).iter().filter(|column| column.required);
        let is_header = |row: &&SheetRow| (header.first_row..=header.row).contains(&row.number);
        let widths = tab.head.iter().filter(is_header).map(|row| row.fields.count);
        Self {
            tab,
            header,
            columns: header.found.iter().map(|(name, (at, _))| (*name, *at as usize)).collect(),
            required: required
                .filter(|required| {
                    !required.holds.is_amount() && !is_turned(header, &required.name)
                })
                .filter_map(|required| column(&required.name))
                .collect(),
            key_kind: header.found.get("matricola").and_then(|(_, words)| header_words::key(words)),
            keys: header.keys().iter().map(|(kind, column)| (*kind, *column as usize)).collect(),
            names: header.names().map(|column| column as usize).collect(),
            standing: reference_data::columns(kind)
                .iter()
                .filter(|of| {
                    let is_one = |one| of.holds == Holds::Term(one);
                    is_one(Classification::Standing) || is_one(Classification::TimeUnit)
                })
                .filter_map(|of| column(&of.name))
                .collect(),
            amounts: reference_data::columns(kind)
                .iter()
                .filter(|of| of.adds_up)
                .filter_map(|of| column(&of.name))
                .collect(),
            terms: reference_data::columns(kind)
                .iter()
                .filter(|of| of.holds.is_term())
                .filter_map(|of| column(&of.name))
                .collect(),
            has_totals: matches!(kind, InputKind::Totals | InputKind::History),
            is_of_events: matches!(
                kind,
                InputKind::Leave | InputKind::Training | InputKind::WorkLife | InputKind::Boards
            ),
            is_checklist: kind.is_checklist(),
            width: widths.max().unwrap_or_default(),
            units: BTreeMap::new(),
            last_short_year: None,
            summed: header
                .added
                .iter()
                .filter_map(|(name, added)| {
                    Some((column(name)?, added.iter().map(|column| *column as usize).collect()))
                })
                .collect(),
            offset: 0,
        }
    }

    /// With the units that `cug.toml` gives to the columns.
    pub(in crate::ingest) fn with_units(self, units: BTreeMap<String, ColumnUnit>) -> Self {
        Self { units, ..self }
    }

    /// With the last year that one of two digits may be.
    pub(in crate::ingest) fn with_short_years(self, last: Option<i32>) -> Self {
        Self { last_short_year: last, ..self }
    }

    /// The last year that one of two digits may be in a column. An end may be far in the future, unless a
    /// beginning stands beside it.
    pub(in crate::ingest) fn last_short_year(&self, column: usize) -> Option<i32> {
        self.last_short_year.filter(|_| !self.is_far(column))
    }

    /// Whether the dates of a column may be far in the future.
    pub(in crate::ingest) fn is_far(&self, column: usize) -> bool {
        let is = |name: &str| self.column(name) == Some(column);
        is("data_cessazione") || is("al") && self.column("dal").is_none()
    }

    /// The body of a sheet after the first: its place among them.
    pub(in crate::ingest) fn with_place(self, place: u32) -> Self {
        Self { offset: place * ROWS_OF_A_SHEET, ..self }
    }

    /// The number of a row in all that is made of it.
    pub(in crate::ingest) fn number(&self, row: u32) -> u32 {
        self.offset + row
    }

    pub(in crate::ingest) fn unit(&self, column: &str) -> Option<ColumnUnit> {
        self.units.get(column).copied()
    }

    /// What the name of the sheet says of a column that it lacks.
    pub(in crate::ingest) fn named(&self, name: &str) -> Option<&'a Value<'static>> {
        let named = self.header.named.as_ref().filter(|named| named.column == name);
        named.map(|named| &named.value)
    }

    /// The zero-based column of a name.
    pub(in crate::ingest) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
    }

    /// The words of the header under which a column was found.
    pub(in crate::ingest) fn header_words(&self, name: &str) -> Option<&str> {
        self.header.found.get(name).map(|(_, words)| words.as_str())
    }

    /// How `cug.toml` names the columns of a name: its header, or those that are added up.
    pub(in crate::ingest) fn choice(&self, name: &str) -> String {
        let first = quoted(self.header_words(name).unwrap_or(name));
        let added = self.header.added.get(name).into_iter().flatten();
        let added = added.map(|column| quoted(&self.words_over(*column as usize)));
        let all: Vec<String> = std::iter::once(first).chain(added).collect();
        if all.len() == 1 { all.concat() } else { format!("[{}]", all.join(", ")) }
    }

    /// How `cug.toml` names the first column that nobody reads and whose header is of a kind.
    pub(in crate::ingest) fn free_header(&self, is_one: impl Fn(&str) -> bool) -> Option<String> {
        let unread = self.header.unread(&[]);
        unread.into_iter().find(|of| is_one(&of.header)).map(|of| of.reference)
    }

    /// Where the header of a column is.
    pub(in crate::ingest) fn header_place(&self, place: &Location, name: &str) -> Location {
        self.place(place, self.header.row, name)
    }

    /// Where a row has a column of that name: in a table turned on its side, the cell that the row is
    /// made of.
    pub(in crate::ingest) fn cell_place(
        &self,
        place: &Location,
        row: &Row<'_>,
        name: &str,
    ) -> Location {
        let found = self.place(place, row.number, name);
        match row.turned {
            Some(column) if is_turned(self.header, name) => found.at_column(column),
            _ => found,
        }
    }

    /// Where a row has a column of that name; the row alone where there is none.
    pub(in crate::ingest) fn place(&self, place: &Location, row: u32, name: &str) -> Location {
        let row = row.checked_sub(self.offset).unwrap_or(row);
        let place = place.clone().at_row(row);
        match self.header.found.get(name) {
            Some((column, _)) => place.at_column(*column),
            None => place,
        }
    }

    /// The columns of what else people are known by, with its kind.
    pub(in crate::ingest) fn keys(&self) -> &[(&'static str, usize)] {
        &self.keys
    }

    /// The columns of the names of people, from left to right.
    pub(in crate::ingest) fn names(&self) -> &[usize] {
        &self.names
    }

    /// What kind of key the column of staff numbers holds; `None` for staff numbers.
    pub(in crate::ingest) fn key_kind(&self) -> Option<&'static str> {
        self.key_kind
    }

    /// The words over a column of the sheet.
    pub(in crate::ingest) fn words_over(&self, column: usize) -> String {
        let column = u32::try_from(column).ok();
        column.and_then(|column| self.header.words_of(column)).unwrap_or_default()
    }

    /// Whether a cell is part of a merged one that begins above it and has one amount for all its rows.
    pub(in crate::ingest) fn shares_amount(&self, row: u32, column: usize) -> bool {
        let is_above =
            |tall: &Tall| tall.column as usize == column && tall.rows.0 < row && row <= tall.rows.1;
        self.amounts.contains(&column) && self.tab.layout.tall().iter().any(is_above)
    }

    /// What is remarked on the cells of a row of the sheet, each with its column.
    pub(in crate::ingest) fn comments(&self, row: &Row<'_>) -> &'a [(u32, String)] {
        self.tab.layout.comments_in(row.number)
    }

    /// How many columns no row of data can do without.
    pub(in crate::ingest) fn required_count(&self) -> usize {
        self.required.len()
    }

    /// The columns that are read and have something in a row.
    pub(in crate::ingest) fn filled(&self, row: &Row<'_>) -> Vec<usize> {
        let columns = self.columns.iter().map(|(_, column)| *column);
        columns.filter(|column| !row.cell(*column).is_empty()).collect()
    }

    /// Whether a row cannot be trusted.
    pub(in crate::ingest) fn is_damaged(&self, row: &Row<'_>) -> bool {
        row.is_damaged(self.width)
    }

    /// Hands over the rows of data, until `take` breaks; tells what was met beside them.
    pub(in crate::ingest) fn each(&self, take: &mut Take<'_>) -> Result<Beside, ReadFault> {
        let mut beside = Beside::default();
        let mut notes: Vec<SheetRow> = Vec::new();
        let mut tall = TallCells::below(&self.tab.layout, self.header.row, &self.amounts);
        self.tab.each(&mut |row| {
            if row.number <= self.header.row {
                return ControlFlow::Continue(());
            }
            let filled = tall.fill(&row);
            let row = match &filled {
                Some(cells) => Row { cells, ..row },
                None => row,
            };
            let sums = summed::fill(&self.summed, &row);
            let row = match &sums {
                Some(cells) => Row { cells, ..row },
                None => row,
            };
            if !beside.another.is_empty() {
                beside.another.add_few(row.number);
                return ControlFlow::Continue(());
            }
            match self.kind(&row) {
                Kind::OtherHeader => beside.another.add_few(row.number),
                Kind::Data => {
                    for note in notes.drain(..) {
                        take(note.as_row())?;
                    }
                    if self.tab.layout.hidden_rows.contains(row.number) {
                        beside.hidden.add_few(row.number);
                    }
                    take(row)?;
                }
                Kind::Blank => {}
                Kind::NotRead => beside.not_read.add_few(row.number),
                Kind::Total => beside.totals.add_few(row.number),
                Kind::HeaderAgain => beside.headers.add_few(row.number),
                Kind::Note if notes.len() < MAX_NOTES => notes.push(row.kept()),
                Kind::Note => {
                    for note in notes.drain(..) {
                        take(note.as_row())?;
                    }
                    take(row)?;
                }
            }
            ControlFlow::Continue(())
        })?;
        let decides = |row: &&SheetRow| {
            let texts = row.cells.iter().filter_map(Value::text);
            texts.into_iter().any(|text| header_words::is_deciding_value(&text))
        };
        beside.deciding = notes.iter().filter(decides).map(|row| row.number).collect();
        let others = notes.iter().filter(|row| !decides(row));
        beside.notes = others.map(|row| row.number).collect();
        Ok(beside)
    }

    /// What was left out, and what the spreadsheet program does not show, as findings.
    pub(in crate::ingest) fn report(
        &self,
        beside: Beside,
        place: &Location,
        diagnostics: &mut Diagnostics,
    ) {
        let mut report = |code: Code, rows: &Spans, one: &str, more: &str| {
            let words = match rows.count() {
                0 => return,
                1 => one,
                _ => more,
            };
            let message = words.replace("{}", &rows.words());
            // All rows in one finding about the sheet: their texts are not for an annotated copy.
            diagnostics.push(Diagnostic::new(code, place.clone(), message));
        };
        report(
            code::TOTAL_ROWS,
            &beside.totals,
            "la riga {} è un totale: non è stata contata",
            "le righe {} sono totali: non sono state contate",
        );
        report(
            code::ROWS_NOT_READ,
            &beside.not_read,
            "la riga {} è scritta solo in colonne che non sono lette",
            "le righe {} sono scritte solo in colonne che non sono lette",
        );
        report(
            code::ROWS_OUTSIDE_TABLE,
            &beside.headers.joined(beside.notes),
            "la riga {} non contiene dati: non è stata letta",
            "le righe {} non contengono dati: non sono state lette",
        );
        report(
            code::NOTE_DECIDES,
            &beside.deciding,
            "la riga {} è un'annotazione che può dire chi conta: non è stata letta",
            "le righe {} sono annotazioni che possono dire chi conta: non sono state lette",
        );
        report(
            code::HIDDEN_PARTS,
            &beside.hidden,
            "la riga {} è nascosta: è stata letta come le altre",
            "le righe {} sono nascoste: sono state lette come le altre",
        );
        if !beside.another.is_empty() {
            let message = format!(
                "dalla riga {} comincia un'altra tabella, con altre intestazioni o in un altro ordine: non è stata letta",
                beside.another.first().unwrap_or_default()
            );
            let found = Diagnostic::new(code::ROWS_NOT_READ, place.clone(), message);
            diagnostics.push(found.with_remedy(
                "Se sono parti dello stesso elenco mettetele una sotto l'altra con le stesse colonne nello stesso ordine (guardate se cambia l'unità, o se una ha i cessati), oppure ciascuna in un foglio suo: i fogli si leggono insieme, con fogli = [\"…\", \"…\"] in cug.toml, sotto [file]. Se la seconda non serve, cancellatela.",
            ));
        }
        self.report_hidden_columns(place, diagnostics);
    }

    fn report_hidden_columns(&self, place: &Location, diagnostics: &mut Diagnostics) {
        let hidden = &self.tab.layout.hidden_columns;
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

    fn kind(&self, row: &Row<'_>) -> Kind {
        let mut read = self.columns.iter().filter(|(_, column)| !row.cell(*column).is_empty());
        let Some((_, first)) = read.next() else { return self.kind_of_unread(row) };
        let is_alone = read.next().is_none() && self.may_be_noted(*first);
        if !self.has_totals && self.is_total(row) {
            Kind::Total
        } else if self.is_header(row) || self.is_below_header(row) {
            Kind::HeaderAgain
        } else if self.is_other_header(row) {
            Kind::OtherHeader
        } else if is_alone && is_prose(row.cell(*first)) && !self.is_word(row, *first) {
            Kind::Note
        } else {
            Kind::Data
        }
    }

    /// Whether a lone cell has a word of another column, one of words: it has slipped out of that one.
    fn is_word(&self, row: &Row<'_>, place: usize) -> bool {
        let Some(text) = row.cell(place).text() else { return false };
        let others = self.terms.iter().filter(|column| **column != place);
        let columns = others.filter_map(|column| u32::try_from(*column).ok());
        columns.into_iter().any(|column| self.header.survey_of(column).has_word(&text))
    }

    /// A row without anything that is read: somebody of whom only the name is typed, or remarks.
    fn kind_of_unread(&self, row: &Row<'_>) -> Kind {
        let filled = || {
            let cells = row.cells.iter().enumerate();
            cells.filter(|(column, cell)| !cell.is_empty() && self.header.has_label(*column))
        };
        let Some((first, cell)) = filled().next() else { return Kind::Blank };
        let may_be_name = self.header.is_personal(first) && may_be_name(cell);
        let is_remark = filled().count() == 1 && is_prose(cell) && !may_be_name;
        if self.has_totals || is_remark || row.cells.iter().any(is_total) {
            return Kind::Blank;
        }
        Kind::NotRead
    }

    /// Whether a lone cell in a column may be a remark: one that stands where a word of a
    /// classification is expected, right of the first column, is a datum.
    fn may_be_noted(&self, column: usize) -> bool {
        if self.is_checklist {
            return false;
        }
        let is_first = self.columns.iter().all(|(_, other)| column <= *other);
        is_first || !self.terms.contains(&column)
    }

    /// A row that begins with the words of a total, and lacks what no row of data can do without;
    /// amounts may be there. Seldom asked for its words: most rows have something there.
    fn is_total(&self, row: &Row<'_>) -> bool {
        let Some(first) = row.cells.iter().position(|cell| !cell.is_empty()) else { return false };
        if self.is_of_events && self.is_sum_of_person(row) {
            return true;
        }
        let others = || self.required.iter().filter(|column| **column != first);
        // The sum may stand beside its words, in whatever column that is.
        let is_sum = |column: &usize| {
            matches!(row.cell(*column), Value::Empty) || is_figure(row.cell(*column))
        };
        // Nobody has the words of a total for a staff number.
        let is_of_nobody = self.column("matricola") == Some(first);
        others().all(is_sum)
            && (is_of_nobody
                || others().count() == 0
                || others().any(|column| row.cell(*column).is_empty()))
            && is_total(row.cell(first))
    }

    /// The sum of what one person has, with the number of the person on it: `Totale` in the column of
    /// courses, of months, of names. Columns of words that say whether a row counts may have such words.
    fn is_sum_of_person(&self, row: &Row<'_>) -> bool {
        let mut cells = row.cells.iter().enumerate();
        cells.any(|(column, cell)| is_sum_of_some(cell) && !self.standing.contains(&column))
    }

    /// What forms have right below the headers: how each cell is to be filled, `(gg/mm/aaaa)`, or the
    /// numbers of the columns.
    fn is_below_header(&self, row: &Row<'_>) -> bool {
        const FEWEST: usize = 3;
        if row.number != self.header.row + 1 {
            return false;
        }
        let cells = row.cells.iter().filter_map(Value::text);
        let cells: Vec<String> = cells.map(|text| text.trim().to_owned()).collect();
        let is_in_brackets = |text: &String| {
            [('(', ')'), ('[', ']'), ('<', '>')]
                .iter()
                .any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
        };
        let is_number = |(place, text): (usize, &String)| {
            let bare = text.trim_matches(|letter: char| !letter.is_ascii_digit());
            bare == (place + 1).to_string()
        };
        cells.len() >= FEWEST
            && (cells.iter().all(is_in_brackets) || cells.iter().enumerate().all(is_number))
    }

    /// Headers once more, in another order or some of them others: a second table below the first.
    fn is_other_header(&self, row: &Row<'_>) -> bool {
        const FEWEST: usize = 3;
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let is_label = |cell: &Value<'_>| match cell {
            Value::Text(text) => self.header.has_words(text),
            _ => false,
        };
        // Nearly every row shows by its first cell that it has no headers.
        if !filled.next().is_some_and(is_label) {
            return false;
        }
        // One of a second table may be another: «Retribuzione netta» where the first has the gross one.
        let labels = 1 + filled.clone().filter(|cell| is_label(cell)).count();
        let all = 1 + filled.clone().count();
        all >= FEWEST && labels * 3 >= all * 2 && filled.all(|cell| matches!(cell, Value::Text(_)))
    }

    /// The headers once more, as long lists have them on every page.
    fn is_header(&self, row: &Row<'_>) -> bool {
        let mut filled = 0;
        self.columns.iter().all(|(_, column)| match row.cell(*column) {
            Value::Empty => true,
            Value::Text(text) => {
                filled += 1;
                self.header.heads(*column, text)
            }
            _ => false,
        }) && filled > 1
    }
}

/// Whether a column of the input stands for the headers of a family, or for the cells below them.
fn is_turned(header: &Header, name: &str) -> bool {
    header.turned.as_ref().is_some_and(|turned| turned.names.contains(&name))
}

/// The rows below the headers that are no data, and data that are hidden.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Beside {
    totals: Spans,
    headers: Spans,
    notes: Spans,
    /// Notes with words that say who counts.
    deciding: Spans,
    hidden: Spans,
    not_read: Spans,
    /// Another table, from its headers on.
    another: Spans,
}

/// A few words without digits.
fn may_be_name(value: &Value<'_>) -> bool {
    const WORDS_OF_A_NAME: usize = 4;
    let Value::Text(text) = value else { return false };
    text.split_whitespace().count() <= WORDS_OF_A_NAME
        && !text.chars().any(|letter| letter.is_numeric() || letter == ':')
}

/// A whole number, typed or not.
fn is_figure(value: &Value<'_>) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Text(text) => {
            let text = text.trim();
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }
        _ => false,
    }
}

/// A sentence, a place with a date, a line of dashes: not a datum.
fn is_prose(value: &Value<'_>) -> bool {
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
