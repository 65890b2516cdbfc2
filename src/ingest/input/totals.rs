//! `aggregati`: tables that the body has only as totals, cell by cell.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures;
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::leave::{self, Cause};
use crate::ingest::wording::measure::{self, Measures};
use crate::ingest::wording::position;
use crate::italian;
use crate::model::age_band::AgeBand;
use crate::model::anatomy::{Along, Anatomy};
use crate::model::cell::Measure;
use crate::model::figure::BOTH_GENDERS;
use crate::model::format::{Format, TableFormat};
use crate::model::gender::Gender;
use crate::model::reference_data::{self, Term};
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table_id::TableId;
use crate::model::totals::{TableTotals, TotalsRow};

/// What people use or attend, by the table that has a row for it.
static TERMS: LazyLock<[(TableId, Vec<Term>); 3]> = LazyLock::new(|| {
    [
        (TableId::WORK_LIFE, reference_data::work_life_measures()),
        (TableId::LEAVE, reference_data::leave_types()),
        (TableId::TRAINING, reference_data::training_types()),
    ]
});

/// The cells met so far, by table and row in order of appearance.
pub(in crate::ingest) struct Cells<'a> {
    format: &'a Format,
    age_bands: &'a [AgeBand],
    tables: BTreeMap<TableId, Vec<RowCells>>,
}

/// What a row is called, and what it is.
struct Labelled {
    group: String,
    label: String,
    role: RowRole,
}

struct RowCells {
    /// What the label names, in whatever words.
    meaning: String,
    group: String,
    label: String,
    role: RowRole,
    /// One-based row of the file in which it first comes.
    first: u32,
    /// By gender and class; `None` until given.
    amounts: [Vec<Option<Amount>>; 2],
    /// Sums as the body gives them, by gender, for comparison.
    given: [Option<(Decimal, u32)>; 2],
}

/// A cell of the file; `None` where it cannot be read, which is told there.
type Amount = Option<Decimal>;

/// What a cell of the file is in its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An amount, by its place among those of a gender.
    Amount(usize),
    /// A sum over the classes, which is compared and not taken.
    Sum,
    /// A percentage or a gap, which is ours to compute.
    Computed,
}

/// What a body gives of each row and gender of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One amount for each age class.
    ByAge,
    /// One amount.
    ByGender,
    /// People and their mean pay.
    Pay,
}

impl Layout {
    /// What the table's own relations add up or compute from.
    fn of(anatomy: &Anatomy) -> Self {
        let states = |wanted: fn(Along) -> bool| anatomy.along().any(wanted);
        match () {
            () if states(|along| matches!(along, Along::Classes(_))) => Self::ByAge,
            () if states(|along| matches!(along, Along::Gap(_))) => Self::Pay,
            () => Self::ByGender,
        }
    }

    /// The places of a row for one gender.
    fn amounts(self, age_bands: usize) -> usize {
        match self {
            Self::ByAge => age_bands,
            Self::ByGender => 1,
            Self::Pay => 2,
        }
    }

    /// Where a column of the table stands among them; `None` for one that the table has not.
    fn place(self, role: ColumnRole) -> Option<Place> {
        Some(match (self, role) {
            (_, ColumnRole::RowShare | ColumnRole::GenderShare | ColumnRole::TableShare) => {
                Place::Computed
            }
            (_, ColumnRole::Gap | ColumnRole::GapPercent) => Place::Computed,
            (Self::ByAge, ColumnRole::Class(class)) => Place::Amount(class),
            (Self::ByAge, ColumnRole::Total) => Place::Sum,
            (Self::ByGender, ColumnRole::Count | ColumnRole::Total) => Place::Amount(0),
            (Self::Pay, ColumnRole::People) => Place::Amount(0),
            (Self::Pay, ColumnRole::Mean) => Place::Amount(1),
            _ => return None,
        })
    }
}

impl<'a> Cells<'a> {
    pub(in crate::ingest) fn new(format: &'a Format, age_bands: &'a [AgeBand]) -> Self {
        Self { format, age_bands, tables: BTreeMap::new() }
    }

    /// Takes one cell; `None` with diagnostics when it cannot be placed.
    pub(in crate::ingest) fn read(&mut self, record: &mut Record<'_>) -> Option<()> {
        let table = self.table(record);
        let label = record.required_text("riga");
        let is_gender_given = record.required_text("genere").is_some();
        let value = amount(record);
        let (words, label) = (self.format.find(table?)?, label?);
        if !is_gender_given {
            return None;
        }
        if is_part(words, &label) {
            refuse_part(record, &label);
            return None;
        }
        let layout = Layout::of(words.anatomy());
        let place = self.place(record, layout)?;
        if place == Place::Computed {
            return Some(());
        }
        let is_mean = layout == Layout::Pay && place == Place::Amount(1);
        let is_people = words.anatomy().measure == Measure::People && !is_mean;
        let value = value.filter(|value| {
            let is_whole = !is_people || value.is_integer();
            if !is_whole {
                let message = record.with_value("valore", "non è un numero intero di persone");
                record.refuse("valore", code::UNREADABLE_NUMBER, message);
            }
            is_whole
        });
        let role = figures::row_role(words, &label);
        let of_both = normal_form(&record.text("genere").unwrap_or_default());
        if of_both == normal_form(BOTH_GENDERS) || role == RowRole::Percent {
            return Some(());
        }
        let gender = record.required_gender("genere")?;
        if !matches!(role, RowRole::Body | RowRole::Total) {
            record.leave_out("righe di «aggregati» che il programma calcola da sé");
            return None;
        }
        let group = record.text("gruppo").unwrap_or_default();
        let label = if role == RowRole::Body { kind(record, words, label)? } else { label };
        let row = self.row(words.id, layout, Labelled { group, label, role }, record.row.number);
        match place {
            Place::Amount(place) => {
                let slot = &mut row.amounts[gender.index()][place];
                if slot.is_some() {
                    let message =
                        format!("la stessa cella è già stata data, nella riga «{}»", row.label);
                    record.refuse("valore", code::REPEATED_TOTAL, message);
                    return None;
                }
                *slot = Some(value);
            }
            Place::Sum | Place::Computed => {
                row.given[gender.index()] = value.map(|value| (value, record.row.number));
            }
        }
        value.map(|_| ())
    }

    /// The row of a table with this label, new where it first comes.
    fn row(&mut self, table: TableId, layout: Layout, of: Labelled, first: u32) -> &mut RowCells {
        let rows = self.tables.entry(table).or_default();
        let meaning = meaning(table, &of.label);
        let found = rows.iter().position(|row| row.group == of.group && row.meaning == meaning);
        let index = found.unwrap_or_else(|| {
            let none = vec![None; layout.amounts(self.age_bands.len())];
            let Labelled { group, label, role } = of;
            let (amounts, given) = ([none.clone(), none], [None, None]);
            rows.push(RowCells { meaning, group, label, role, first, amounts, given });
            rows.len() - 1
        });
        &mut rows[index]
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
            let found = record.diagnostic("tabella", code::UNKNOWN_TABLE, message);
            record.refuse_with(if is_spoilt {
                found.with_remedy("I fogli di calcolo tolgono lo zero in fondo a 1.10. Scrivete «tab. 1.10» oppure «tab. 1.1»: con la parola davanti il numero resta com'è.")
            } else {
                found
            });
        }
        table
    }

    /// Whether the label of the row is one of a table.
    fn is_row_of(&self, table: TableId, record: &mut Record<'_>) -> bool {
        let label = record.text("riga").map(|label| normal_form(&label)).unwrap_or_default();
        let words = reference_data::leave_types();
        let mut kinds = words.iter().filter(|_| table == TableId::LEAVE).flat_map(Term::words);
        self.format.table(table).row_labels().any(|known| normal_form(known) == label)
            || kinds.any(|known| normal_form(known) == label)
    }

    fn place(&self, record: &mut Record<'_>, layout: Layout) -> Option<Place> {
        let heading = record.text("classe").unwrap_or_default();
        let role = figures::column_role(self.format, None, &heading);
        let place = role.and_then(|role| layout.place(role));
        if place.is_none() {
            let message = format!("la classe «{heading}» non è della tabella");
            record.refuse("classe", code::UNKNOWN_PLACE_IN_TABLE, message);
        }
        place
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
                if row.role == RowRole::Total {
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
                let amounts = row.amounts.map(|classes| {
                    classes.into_iter().map(|cell| cell.flatten().unwrap_or_default()).collect()
                });
                let RowCells { group, label, first, .. } = row;
                totals.rows.push(TotalsRow { group, label, row: first, amounts });
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
        let cells = &row.amounts[gender.index()];
        let sum: Decimal = cells.iter().flatten().flatten().sum();
        let is_read = !cells.contains(&Some(None));
        let given = row.given[gender.index()].filter(|(given, _)| is_read && *given != sum);
        let Some((given, line)) = given else { continue };
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
        let message =
            record.with_value("valore", "è una percentuale: qui vanno conteggi, ore o euro");
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

/// Whether a label is of a part of another row, and none of the format.
fn is_part(words: &TableFormat, label: &str) -> bool {
    let form = normal_form(label);
    form.starts_with("di cui") && !words.row_labels().any(|known| normal_form(known) == form)
}

fn refuse_part(record: &mut Record<'_>, label: &str) {
    let message =
        format!("la riga «{label}» è una parte di un'altra, e le righe di una tabella si sommano");
    let found = record.diagnostic("riga", code::UNKNOWN_PLACE_IN_TABLE, message);
    record.refuse_with(found.with_remedy("Togliete la riga: chi è in quella parte è già contato nella riga intera. Se la volete stampata a parte, toglietela dalla riga intera e datele un nome suo."));
}

/// What a label names: one row in two ways is one row, which nobody may give twice.
fn meaning(table: TableId, label: &str) -> String {
    let form = normal_form(label);
    let of_term = || {
        let is_meant = |term: &&Term| term.words().any(|word| normal_form(word) == form);
        let terms = TERMS.iter().filter(|(of, _)| *of == table).flat_map(|(_, terms)| terms);
        terms.into_iter().find(is_meant).map(|term| normal_form(&term.label))
    };
    let of_position = || {
        let name = position::bare(label).filter(|_| table == TableId::POSITIONS);
        name.map(normal_form)
    };
    of_position().or_else(of_term).unwrap_or(form)
}

/// What a row is about, in the words of the format where it has them: leave is one of its four kinds, and
/// what is like a measure of the format is it or is asked about.
fn kind(record: &mut Record<'_>, words: &TableFormat, label: String) -> Option<String> {
    let label = canonical(words, label);
    let terms = TERMS.iter().find(|(of, _)| *of == words.id).map(|(_, terms)| terms);
    let Some(terms) = terms else { return Some(label) };
    let form = normal_form(&label);
    let mut known = terms.iter();
    if let Some(term) = known.find(|term| term.words().any(|word| normal_form(word) == form)) {
        return Some(term.label.clone());
    }
    let named = |place: usize| terms.get(place).map(|term| term.label.clone());
    match words.id {
        TableId::LEAVE => {
            let found = match leave::cause(&label, None) {
                Cause::Leave(kind) => named(kind),
                _ => None,
            };
            if found.is_none() {
                refuse_kind(record, &label, "non è fra i quattro permessi e congedi della tabella");
            }
            found
        }
        TableId::WORK_LIFE => match measure::measures(&label) {
            Measures::Known(bits) if bits.is_power_of_two() => {
                named(bits.trailing_zeros() as usize)
            }
            Measures::Own => Some(label),
            _ => {
                refuse_kind(record, &label, "non è una misura sola, o non lo si capisce");
                None
            }
        },
        _ => Some(label),
    }
}

fn refuse_kind(record: &mut Record<'_>, label: &str, reason: &str) {
    let message = format!("la riga «{label}» {reason}");
    let found = record.diagnostic("riga", code::UNKNOWN_PLACE_IN_TABLE, message);
    record.refuse_with(found.with_remedy("Scrivete nella riga il nome che ha nel format. Se la riga somma le altre, o non è della tabella, toglietela."));
}

/// The label as the format writes it, where it has one; a position has its name in full.
fn canonical(words: &TableFormat, label: String) -> String {
    let known = words.row_labels().find(|known| normal_form(known) == normal_form(&label));
    let known = known.or_else(|| position::bare(&label).filter(|_| words.id == TableId::POSITIONS));
    known.map_or(label, str::to_owned)
}
