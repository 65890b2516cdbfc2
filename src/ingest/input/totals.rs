//! `aggregati`: tables that the body has only as totals, cell by cell.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::record::Record;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::sheet::Value;
use crate::ingest::spelling::normal_form;
use crate::italian;
use crate::model::age_band::AgeBand;
use crate::model::format::Format;
use crate::model::gender::Gender;
use crate::model::table_id::TableId;
use crate::model::totals::{Layout, TableTotals, TotalsRow};

/// The cells met so far, by table and row in order of appearance.
pub(in crate::ingest) struct Cells<'a> {
    format: &'a Format,
    age_bands: &'a [AgeBand],
    tables: BTreeMap<TableId, Vec<RowCells>>,
}

struct RowCells {
    group: String,
    label: String,
    /// One-based row of the file in which it first comes.
    first: u32,
    /// By gender and class, with the file's row; `None` until given.
    amounts: [Vec<Option<Decimal>>; 2],
    /// Sums as the body gives them, by gender, for comparison.
    given: [Option<(Decimal, u32)>; 2],
}

/// What a cell of the file is in its table.
enum Place {
    Class(usize),
    /// A sum over the classes, which is compared and not taken.
    Sum,
    /// A percentage or a gap, which is ours to compute.
    Computed,
}

impl<'a> Cells<'a> {
    pub(in crate::ingest) fn new(format: &'a Format, age_bands: &'a [AgeBand]) -> Self {
        Self { format, age_bands, tables: BTreeMap::new() }
    }

    /// Takes one cell; `None` with diagnostics when it cannot be placed.
    pub(in crate::ingest) fn read(&mut self, record: &mut Record<'_>) -> Option<()> {
        let table = self.table(record);
        let label = record.required_text("riga");
        let gender = record.required_text("genere");
        let value = amount(record);
        let (table, label, gender, value) = (table?, label?, gender?, value?);
        let layout = Layout::of(table)?;
        let place = self.place(record, layout)?;
        let is_people = ![TableId::LEAVE, TableId::TRAINING].contains(&table)
            && !matches!(place, Place::Class(1) if layout == Layout::Pay);
        if is_people && !matches!(place, Place::Computed) && !value.is_integer() {
            let message = record.told("valore", "non è un numero intero di persone");
            record.refuse("valore", code::UNREADABLE_NUMBER, message);
            return None;
        }
        if normal_form(&gender) == "t" || matches!(place, Place::Computed) || is_share(&label) {
            return Some(());
        }
        let gender = record.required_gender("genere")?;
        let label = self.canonical(table, label);
        let group = record.text("gruppo").unwrap_or_default();
        let classes = layout.classes(self.age_bands.len());
        let rows = self.tables.entry(table).or_default();
        let index = rows.iter().position(|row| row.group == group && row.label == label);
        let index = index.unwrap_or_else(|| {
            rows.push(RowCells {
                group,
                label,
                first: record.row.number,
                amounts: [vec![None; classes], vec![None; classes]],
                given: [None, None],
            });
            rows.len() - 1
        });
        let row = &mut rows[index];
        let slot = match place {
            Place::Class(class) => &mut row.amounts[gender.index()][class],
            Place::Sum | Place::Computed => {
                row.given[gender.index()] = Some((value, record.row.number));
                return Some(());
            }
        };
        if slot.is_some() {
            record.refuse("valore", code::REPEATED_TOTAL, "la stessa cella è già stata data");
            return None;
        }
        *slot = Some(value);
        Some(())
    }

    /// The number of the table; a number cell that could be 1.1 or 1.10 is not one.
    fn table(&self, record: &mut Record<'_>) -> Option<TableId> {
        let text = record.required_text("tabella")?.replace(',', ".");
        let is_number = matches!(record.value("tabella"), Value::Number(_));
        let is_spoilt = text == "1.1" && (is_number || self.is_row_of(TableId::LEAVE, record));
        let number = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let known = TableId::read(number).filter(|table| self.format.find(*table).is_some());
        let table = known.filter(|_| !is_spoilt);
        if table.is_none() {
            let message = if is_spoilt {
                "il numero può essere 1.1 oppure 1.10".to_owned()
            } else {
                format!("la tabella «{text}» non esiste")
            };
            record.refuse("tabella", code::UNKNOWN_TABLE, message);
        }
        table
    }

    /// Whether the label of the row is one of a table.
    fn is_row_of(&self, table: TableId, record: &mut Record<'_>) -> bool {
        let label = record.text("riga").map(|label| normal_form(&label)).unwrap_or_default();
        self.format.table(table).row_labels().any(|known| normal_form(known) == label)
    }

    fn place(&self, record: &mut Record<'_>, layout: Layout) -> Option<Place> {
        let text = record.text("classe").unwrap_or_default();
        let form = normal_form(&text);
        if form.contains('%') || form.starts_with("divario") {
            return Some(Place::Computed);
        }
        let is_sum = form.starts_with("tot");
        let place = match layout {
            Layout::ByAge if is_sum => Some(Place::Sum),
            Layout::ByAge => {
                let band =
                    self.age_bands.iter().position(|band| numbers(&band.label) == numbers(&text));
                band.map(Place::Class)
            }
            Layout::ByGender if form.is_empty() || form == "valori assoluti" => {
                Some(Place::Class(0))
            }
            Layout::ByGender => None,
            Layout::Pay if form == "persone" => Some(Place::Class(0)),
            Layout::Pay if form.starts_with("retribuzione") => Some(Place::Class(1)),
            Layout::Pay => None,
        };
        if place.is_none() {
            let message = format!("la classe «{text}» non è della tabella");
            record.refuse("classe", code::UNKNOWN_PLACE_IN_TABLE, message);
        }
        place
    }

    /// The label as the format writes it, where it has one.
    fn canonical(&self, table: TableId, label: String) -> String {
        let known = self
            .format
            .table(table)
            .row_labels()
            .find(|known| normal_form(known) == normal_form(&label));
        known.map_or(label, str::to_owned)
    }

    /// The tables that are whole. What is missing, or does not add up, is told.
    pub(in crate::ingest) fn into_totals(
        self,
        place: impl Fn(u32, &str) -> Location,
        diagnostics: &mut Diagnostics,
    ) -> BTreeMap<TableId, TableTotals> {
        let mut tables = BTreeMap::new();
        for (id, rows) in self.tables {
            let mut totals = TableTotals::default();
            for row in rows {
                let at = |line: u32, column: &str| place(line, column);
                if is_total(&row.label) {
                    continue;
                }
                report_sums(id, &row, &at, diagnostics);
                for (gender, class) in row.missing() {
                    let class = self.age_bands.get(class).filter(|_| row.amounts[0].len() > 2);
                    let class =
                        class.map_or(String::new(), |band| format!(", classe «{}»", band.label));
                    let message = format!(
                        "nella riga «{}» manca la cella {}{class}",
                        row.label,
                        gender.plural()
                    );
                    diagnostics.push(
                        Diagnostic::new(code::MISSING_TOTAL, at(row.first, "riga"), message)
                            .with_tables(&[id]),
                    );
                }
                let amounts = row
                    .amounts
                    .map(|classes| classes.into_iter().map(Option::unwrap_or_default).collect());
                totals.rows.push(TotalsRow { group: row.group, label: row.label, amounts });
            }
            self.format.table(id).sort_by_label(&mut totals.rows);
            tables.insert(id, totals);
        }
        tables
    }
}

impl RowCells {
    fn missing(&self) -> Vec<(Gender, usize)> {
        let mut missing = Vec::new();
        for gender in Gender::ALL {
            let classes = self.amounts[gender.index()].iter().enumerate();
            missing.extend(
                classes.filter(|(_, cell)| cell.is_none()).map(|(class, _)| (gender, class)),
            );
        }
        missing
    }
}

/// A page that contradicts itself: a sum given beside cells that add up to something else.
fn report_sums(
    id: TableId,
    row: &RowCells,
    place: &impl Fn(u32, &str) -> Location,
    diagnostics: &mut Diagnostics,
) {
    for gender in Gender::ALL {
        let sum: Decimal = row.amounts[gender.index()].iter().flatten().sum();
        let Some((given, line)) = row.given[gender.index()].filter(|(given, _)| *given != sum)
        else {
            continue;
        };
        let message = format!(
            "nella riga «{}» il totale {} è {}, ma le celle sommano {}",
            row.label,
            gender.plural(),
            italian::decimal(given),
            italian::decimal(sum)
        );
        diagnostics.push(
            Diagnostic::new(code::GIVEN_SUM_DIFFERS, place(line, "valore"), message)
                .with_value(italian::decimal(given))
                .with_tables(&[id]),
        );
    }
}

/// A count, hours or euro: never negative.
fn amount(record: &mut Record<'_>) -> Option<Decimal> {
    record.required_text("valore")?;
    if record.text("classe").is_some_and(|class| class.contains('%')) {
        return Some(Decimal::ZERO);
    }
    if record.value("valore").text().is_some_and(|text| text.contains('%')) {
        let message = record.told("valore", "è una percentuale: qui vanno conteggi, ore o euro");
        record.refuse("valore", code::UNREADABLE_NUMBER, message);
        return None;
    }
    let value = record.number("valore")?;
    if value.is_sign_negative() && !value.is_zero() {
        record.refuse("valore", code::UNREADABLE_NUMBER, "il valore è negativo");
        return None;
    }
    Some(value)
}

/// A row of percentages; "Part Time >50%" is not one.
fn is_share(label: &str) -> bool {
    let form = normal_form(label);
    form.starts_with('%') || (is_total(label) && form.contains('%'))
}

fn is_total(label: &str) -> bool {
    normal_form(label).starts_with("totale")
}

/// The numbers in a label: `da 31 a 40` and `31-40` are the same class.
fn numbers(label: &str) -> Vec<&str> {
    label.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}
