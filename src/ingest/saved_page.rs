//! The national portal's page of an earlier report, saved into `storico/`: each table of the format that it
//! has becomes figures in the tidy form, as an office would type them.

use rust_decimal::Decimal;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures;
use crate::ingest::file::container::ReadFault;
use crate::ingest::file::page::{Line, PageTable};
use crate::ingest::file::sheet::{Fields, Sheet, SheetRow, Value};
use crate::ingest::file::tab::Tab;
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::model::cell::Measure;
use crate::model::figure::{BOTH_GENDERS, FigureValue};
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::reference_data::leave_types;
use crate::model::role::RowRole;
use crate::model::table_id::TableId;

/// The headers of the tidy form.
const HEADERS: [&str; 8] =
    ["tabella", "gruppo", "riga", "genere", "classe", "misura", "valore", "stato"];

/// The tables of a page as sheets, each named as its table; `place` is that of the file. What is not read
/// is told.
pub(in crate::ingest) fn tabs(
    page: Vec<PageTable>,
    format: &Format,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Tab<'static>>, ReadFault> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut unknown = 0_u64;
    for table in page {
        let read =
            of_format(format, &table).map(|words| (words, PageReader::new(format, words, &table)));
        let sheet = match read {
            Some((_, Ok(Some(read)))) => read.sheet(&table, place, diagnostics),
            Some((words, Err(message))) => {
                let place = place.clone().on_sheet(Some(&sheet_name(words)));
                diagnostics.push(Diagnostic::new(code::PAGE_ROW_NOT_WHOLE, place, message));
                continue;
            }
            _ => {
                unknown += u64::from(table.lines.len() > 1);
                continue;
            }
        };
        // A table may be printed in parts, one below the other.
        match sheets.iter_mut().find(|other| other.name == sheet.name) {
            Some(other) => other.rows.extend(sheet.rows.into_iter().skip(1)),
            None => sheets.push(sheet),
        }
    }
    sheets.retain(|sheet| sheet.rows.len() > 1);
    diagnostics.push(told(&sheets, unknown, place));
    sheets.into_iter().map(Tab::of).collect()
}

/// Which tables were read.
fn told(sheets: &[Sheet], unknown: u64, place: &Location) -> Diagnostic {
    if sheets.is_empty() {
        let message = "nella pagina salvata non c'è nessuna tabella del format";
        return Diagnostic::new(code::PAGE_WITHOUT_TABLES, place.clone(), message);
    }
    let of_sheet = |sheet: &Sheet| {
        let values = italian::counted(sheet.rows.len() as u64 - 1, "valore", "valori");
        format!("{} ({values})", sheet.name.as_deref().unwrap_or_default())
    };
    let names: Vec<String> = sheets.iter().map(of_sheet).collect();
    let mut message = format!("dalla pagina salvata sono lette: {}", names.join(", "));
    if unknown > 0 {
        let others = italian::counted(unknown, "altra tabella", "altre tabelle");
        message.push_str(&format!("; {others} della pagina non è del format o non si riconosce"));
    }
    Diagnostic::new(code::PAGE_READ, place.clone(), message)
}

/// The table of the format whose title, or whose number, is last among the words above a table.
fn of_format<'a>(format: &'a Format, table: &PageTable) -> Option<&'a TableFormat> {
    let title = normal_form(&table.title);
    let place = |words: &TableFormat| {
        let number = format!("tabella {}", words.id.to_string().replace('.', " "));
        let by_title = title.rfind(&normal_form(&words.title));
        // `tabella 1 1` is also the beginning of `tabella 1 10`.
        let by_number = title.rfind(&number).filter(|at| {
            !title[at + number.len()..].starts_with(|letter: char| letter.is_ascii_digit())
        });
        by_title.max(by_number)
    };
    let found = format.tables.iter().filter_map(|words| Some((place(words)?, words)));
    found.max_by_key(|(at, words)| (*at, words.title.len())).map(|(_, words)| words)
}

/// `Tabella 1.4`
fn sheet_name(words: &TableFormat) -> String {
    format!("Tabella {}", words.id)
}

/// The headings above a column, from top to bottom; one that covers several rows once.
fn stack<'t>(lines: &[&'t Line], column: usize) -> Vec<&'t str> {
    let of_column = lines.iter().filter_map(|line| line.cells.get(column).map(String::as_str));
    let mut stack: Vec<&str> = of_column.filter(|text| !text.is_empty()).collect();
    stack.dedup();
    stack
}

/// How a table of a page is read.
struct PageReader<'a> {
    words: &'a TableFormat,
    /// Rows of headings.
    headings: usize,
    /// Columns of labels, before the figures.
    labels: usize,
    columns: Vec<PageColumn>,
}

/// A column of figures.
struct PageColumn {
    gender: Option<Gender>,
    class: String,
    is_percent: bool,
    is_gap: bool,
}

impl<'a> PageReader<'a> {
    /// `None` for a table of something else, without columns of women and men; what is wrong with its
    /// headings where they do not say of each column whose it is.
    fn new(
        format: &Format,
        words: &'a TableFormat,
        table: &PageTable,
    ) -> Result<Option<Self>, String> {
        let is_figure = |text: &String| matches!(read(text), Read::Number(_) | Read::Nothing);
        let is_body = |line: &Line| line.cells.iter().skip(1).any(is_figure);
        let Some(headings) = table.lines.iter().position(is_body) else { return Ok(None) };
        let lines: Vec<&Line> =
            table.lines[..headings].iter().filter(|line| !line.cells.is_empty()).collect();
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
        let columns: Vec<Option<PageColumn>> =
            (0..width).map(|column| PageColumn::of(format, &stack(&lines, column))).collect();
        let Some(labels) = columns.iter().position(Option::is_some) else { return Ok(None) };
        if lines.iter().any(|line| line.cells.len() != width) {
            return Err(
                "le intestazioni della tabella non sono tutte: una riga ne ha meno dell'altra"
                    .to_owned(),
            );
        }
        let columns: Option<Vec<PageColumn>> = columns.into_iter().skip(labels).collect();
        let columns = columns.filter(|_| labels > 0).ok_or_else(|| {
            "le intestazioni della tabella non dicono di ogni colonna se è delle donne o degli uomini".to_owned()
        })?;
        let is_repeated = |(place, column): (usize, &PageColumn)| {
            let like =
                |other: &PageColumn| (other.gender, &other.class) == (column.gender, &column.class);
            columns[..place].iter().any(like).then(|| column.name())
        };
        if let Some(name) = columns.iter().enumerate().find_map(is_repeated) {
            return Err(format!(
                "due colonne della tabella hanno la stessa intestazione, «{name}»"
            ));
        }
        Ok(Some(Self { words, headings, labels, columns }))
    }

    /// One row for each figure, numbered as the row of the page.
    fn sheet(&self, table: &PageTable, place: &Location, diagnostics: &mut Diagnostics) -> Sheet {
        let name = sheet_name(self.words);
        let place = place.clone().on_sheet(Some(&name));
        let headers = HEADERS.map(|header| Value::from(header.to_owned()));
        let row = |number, cells: Vec<Value<'static>>| SheetRow {
            number,
            cells,
            fields: Fields::default(),
        };
        let header_row = u32::try_from(self.headings).unwrap_or(1);
        let mut rows = vec![row(header_row, headers.into())];
        let is_total = |line: &Line| {
            let labels = &line.cells[..self.labels.min(line.cells.len())];
            labels.iter().any(|label| figures::row_role(self.words, label).is_total())
        };
        let mut is_whole = true;
        for line in &table.lines[self.headings..] {
            // Totals of rows that are not all there have nothing to be compared with.
            if !is_whole && is_total(line) {
                continue;
            }
            let read = self.figures(line);
            is_whole &= read.is_ok();
            match read {
                Ok(figures) => {
                    rows.extend(figures.into_iter().map(|cells| row(line.number, cells)))
                }
                Err(message) => diagnostics.push(Diagnostic::new(
                    code::PAGE_ROW_NOT_WHOLE,
                    place.clone().at_row(line.number),
                    message,
                )),
            }
        }
        Sheet { name: Some(name), rows, ..Sheet::default() }
    }

    /// The figures of a row of the page, or why it cannot be used.
    fn figures(&self, line: &Line) -> Result<Vec<Vec<Value<'static>>>, String> {
        let labels: Vec<&str> = line.cells.iter().take(self.labels).map(String::as_str).collect();
        let mut named = labels.iter().rev().filter(|label| !label.is_empty());
        let label = named.next().copied().unwrap_or_default();
        let role = figures::row_role(self.words, label);
        let (group, label) = match labels.as_slice() {
            _ if role.is_total() => ("", label),
            [group, .., label] => (*group, *label),
            _ => ("", label),
        };
        let given = line.cells.len().saturating_sub(self.labels);
        if given != self.columns.len() {
            return Err(format!(
                "la riga «{label}» ha {} e le intestazioni sono {}: non si sa a quale colonna appartengano",
                italian::counted(given as u64, "casella", "caselle"),
                self.columns.len()
            ));
        }
        let mut figures = Vec::new();
        for (column, text) in self.columns.iter().zip(&line.cells[self.labels..]) {
            let (value, state) = match read(text) {
                Read::Number(number) => (Value::Number(number.into()), ""),
                Read::Nothing => (Value::Empty, FigureValue::NotApplicable.state()),
                // The format leaves places of its totals blank.
                Read::Blank if role.is_total() => continue,
                Read::Blank => {
                    return Err(format!(
                        "nella riga «{label}» la casella «{}» è vuota",
                        column.name()
                    ));
                }
                Read::Words => {
                    let name = column.name();
                    return Err(format!(
                        "nella riga «{label}» la casella «{name}» ha «{text}», che non è un numero"
                    ));
                }
            };
            let measure = self.measure(column, role, label);
            let gender = column.gender.map_or(BOTH_GENDERS, Gender::code);
            let number = self.words.id.to_string();
            let texts = [&number, group, label, gender, &column.class, measure.code()];
            let mut cells: Vec<Value<'static>> =
                texts.into_iter().map(|text| Value::from(text.to_owned())).collect();
            cells.extend([value, Value::from(state.to_owned())]);
            figures.push(cells);
        }
        Ok(figures)
    }

    /// What a cell counts.
    fn measure(&self, column: &PageColumn, role: RowRole, label: &str) -> Measure {
        if column.is_percent || role == RowRole::Percent {
            return Measure::Percent;
        }
        let is_pay = self.words.id == TableId::PAY_GAP && !role.is_total();
        if is_pay && (column.is_gap || normal_form(&column.class).starts_with("retribuzione")) {
            return Measure::Euro;
        }
        if self.words.id == TableId::LEAVE {
            let form = normal_form(label);
            let known = leave_types().into_iter().find(|term| normal_form(&term.label) == form);
            return known.map_or(Measure::Uses, |term| term.unit);
        }
        self.words.anatomy().measure
    }
}

impl PageColumn {
    /// From the headings above it, from top to bottom; `None` for a column of labels.
    fn of(format: &Format, stack: &[&str]) -> Option<Self> {
        let (top, leaf) = (stack.first()?, stack.last()?);
        let form = normal_form(top);
        let first = form.split(' ').next().unwrap_or_default();
        let is_gap = first == "divario";
        let gender = match first {
            "uomini" | "uomo" | "maschi" => Some(Gender::Man),
            "donne" | "donna" | "femmine" => Some(Gender::Woman),
            _ if is_gap || (form == "totale" && stack.len() > 1) => None,
            _ => return None,
        };
        let class = match (stack.len(), gender) {
            // `Uomini <30` in one cell; `Uomini` alone.
            (1, Some(_)) => {
                top.split_once(char::is_whitespace).map_or("", |(_, class)| class.trim())
            }
            // `Uomini` over `Uomini <30`.
            _ => match leaf.split_once(char::is_whitespace) {
                Some((word, class)) if gender.is_some() && normal_form(word) == first => {
                    class.trim()
                }
                _ => leaf,
            },
        };
        let is_percent = class.contains('%');
        let class = match (is_gap, is_percent) {
            (true, true) => "Divario %".to_owned(),
            (true, false) => "Divario".to_owned(),
            _ => spelled(format, class),
        };
        Some(Self { gender, class, is_percent, is_gap })
    }

    /// `Donne, da 41 a 50`
    fn name(&self) -> String {
        let gender = self.gender.map_or("Totale", Gender::plural);
        if self.class.is_empty() { gender.to_owned() } else { format!("{gender}, {}", self.class) }
    }
}

/// A class of age as the format writes it: the page may have other signs for below and above.
fn spelled(format: &Format, class: &str) -> String {
    let form = normal_form(class);
    let known = format.age_bands.labels.iter().find(|label| normal_form(label) == form);
    known.map_or(class, String::as_str).to_owned()
}

/// What a cell of the page has.
enum Read {
    Number(Decimal),
    /// `--`: there is no figure, and there need not be.
    Nothing,
    Blank,
    Words,
}

fn read(text: &str) -> Read {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() {
        return Read::Blank;
    }
    if ["--", "-", "–", "—", "n.a."].contains(&text) {
        return Read::Nothing;
    }
    let is_plain = text.chars().all(|letter| letter.is_ascii_digit() || ",.-−".contains(letter));
    let number = is_plain.then(|| text.replace('−', "-")).and_then(|text| {
        let (whole, decimals) = match text.rsplit_once(',') {
            Some((whole, decimals)) => (grouped(whole)?, decimals),
            // Two digits after a point are decimals, three are thousands.
            None => match text.rsplit_once('.') {
                Some((whole, decimals)) if decimals.len() < 3 => (whole.to_owned(), decimals),
                _ => (grouped(&text)?, "0"),
            },
        };
        format!("{whole}.{decimals}").parse::<Decimal>().ok()
    });
    number.map_or(Read::Words, Read::Number)
}

/// Digits without the points between their thousands.
fn grouped(text: &str) -> Option<String> {
    let mut groups = text.trim_start_matches('-').split('.');
    let first = groups.next()?;
    let is_whole = groups.all(|group| group.len() == 3) && !first.is_empty();
    (is_whole && (first.len() <= 3 || !text.contains('.'))).then(|| text.replace('.', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_page_are_read_as_they_are_printed() {
        let number = |text: &str| match read(text) {
            Read::Number(number) => Some(number.to_string()),
            _ => None,
        };
        for (text, expected) in [
            ("229", Some("229.0")),
            ("28,63", Some("28.63")),
            ("28.63", Some("28.63")),
            ("28,63 %", Some("28.63")),
            ("1.234", Some("1234.0")),
            ("1.234,50", Some("1234.50")),
            ("-3,20", Some("-3.20")),
            ("12.34.5", None),
            ("1.2345", None),
            ("tre", None),
            ("--", None),
            ("", None),
        ] {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
    }
}
