//! The tables of Sezione 1, counted from one list of people.

mod by_age;
mod by_education;
mod by_gender;
mod by_kind;
mod figure;
mod from_totals;
mod key_figures;
mod printed;
mod shared;
mod table_1_01_grade_by_age;
mod table_1_02_presence;
mod table_1_03_positions;
mod table_1_04_seniority;
mod table_1_05_pay_gap;
mod table_1_06_manager_education;
mod table_1_07_staff_education;
mod table_1_08_boards;
mod table_1_09_work_life;
mod table_1_10_leave;
mod table_1_11_training;
mod tally;

pub use key_figures::key_figures;

use rayon::prelude::*;

use crate::model::chart::Chart;
use crate::model::dataset::Dataset;
use crate::model::format::{Format, TableFormat};
use crate::model::table::{Column, Row, Table};
use crate::model::table_id::TableId;
use printed::Printed;

/// A table of the format: its number, its name in files, how it is counted and what is told of it.
struct Definition {
    id: TableId,
    name: &'static str,
    compute: fn(&Dataset, &TableFormat) -> Option<Content>,
    tell: fn(Printed<'_>) -> Told,
}

/// What a table computes; the words around it come from the format.
#[derive(Default)]
struct Content {
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Notes beside those of the format, without figures: those are [`Told`].
    notes: Vec<String>,
}

/// What is made from the printed figures of a table.
#[derive(Default)]
struct Told {
    sentences: Vec<String>,
    notes: Vec<String>,
    charts: Vec<Chart>,
}

macro_rules! tables {
    ($($place:literal $name:ident),* $(,)?) => {
        &[$(Definition { id: TableId::new($place), name: stringify!($name), compute: $name::compute, tell: $name::tell }),*]
    };
}

/// The order of the document.
const TABLES: &[Definition] = tables![
    1 table_1_01_grade_by_age,
    2 table_1_02_presence,
    3 table_1_03_positions,
    4 table_1_04_seniority,
    5 table_1_05_pay_gap,
    6 table_1_06_manager_education,
    7 table_1_07_staff_education,
    8 table_1_08_boards,
    9 table_1_09_work_life,
    10 table_1_10_leave,
    11 table_1_11_training,
];

/// The figures of every table of the format, in its order; a table without data is there with
/// `provided` false. What is told of them comes with [`tell`].
pub fn compute(dataset: &Dataset) -> Vec<Table> {
    TABLES.par_iter().map(|definition| table(dataset, definition)).collect()
}

/// Adds sentences, notes with figures and charts, made from the cells as they are: of a protected
/// table they tell nothing that its cells do not.
pub fn tell(format: &Format, mut tables: Vec<Table>) -> Vec<Table> {
    let told: Vec<Option<Told>> = TABLES
        .iter()
        .map(|definition| {
            let printed = Printed::find(format, &tables, definition.id)?;
            let mut told = (definition.tell)(printed);
            if told.sentences.is_empty() {
                told.sentences.extend(printed.women());
            }
            Some(told)
        })
        .collect();
    for (table, told) in tables.iter_mut().zip(told) {
        let Some(told) = told else { continue };
        table.sentences = told.sentences;
        table.notes.extend(told.notes);
        table.charts = told.charts;
    }
    tables
}

fn table(dataset: &Dataset, definition: &Definition) -> Table {
    let words = dataset.format.table(definition.id);
    let content = match dataset.totals.get(&definition.id) {
        Some(totals) => Some(from_totals::content(dataset, words, definition.id, totals)),
        None => (definition.compute)(dataset, words),
    };
    let provided = content.is_some();
    let content = content.unwrap_or_default();
    let mut notes = content.notes;
    if provided {
        notes.splice(0..0, words.notes.iter().cloned());
    }
    Table {
        id: definition.id,
        name: definition.name,
        title: words.title.clone(),
        sentences: Vec::new(),
        stub: stub(words, &content.rows),
        landscape: content.columns.len() > WIDEST_PORTRAIT,
        portal: dataset.format.portal_columns(definition.id, &content.columns),
        columns: content.columns,
        rows: content.rows,
        notes,
        references: words.references.clone(),
        charts: Vec::new(),
        provided,
    }
}

/// The headings of the row labels; that of the groups only where rows are grouped.
fn stub(words: &TableFormat, rows: &[Row]) -> Vec<String> {
    let grouped = rows.iter().any(|row| !row.group.is_empty());
    let first = if grouped { 0 } else { words.stub.len().saturating_sub(1) };
    words.stub[first..].to_vec()
}

/// Columns of figures that still fit a portrait page at 8 pt.
const WIDEST_PORTRAIT: usize = 11;
