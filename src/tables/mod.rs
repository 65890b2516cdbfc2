//! The tables of Sezione 1, counted from one list of people.

mod by_age;
mod by_education;
mod by_gender;
mod by_kind;
mod figure;
mod from_totals;
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
#[cfg(test)]
mod toy;
mod women_share;

use std::fmt;

use rayon::prelude::*;

use crate::model::anatomy::Anatomy;
use crate::model::chart::Chart;
use crate::model::dataset::Dataset;
use crate::model::format::{Format, TableFormat};
use crate::model::protection::Numbers;
use crate::model::table::{Column, Row, Table};
use crate::model::table_id::TableId;
use crate::model::totals::TableTotals;
use printed::Printed;

/// A table of the format.
#[derive(Clone, Copy)]
struct Definition {
    id: TableId,
    /// Base name of its files.
    name: &'static str,
    anatomy: &'static Anatomy,
    /// Counts it from people; `None` without the data.
    compute: fn(&Dataset, &TableFormat) -> Option<Content>,
    /// Takes it from totals.
    given: fn(&Dataset, &TableFormat, &TableTotals) -> Content,
    /// What its printed figures say in words and charts.
    describe: fn(Printed<'_>) -> Description,
}

/// What a table computes; the words around it come from the format.
#[derive(Default)]
struct Content {
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Notes beside those of the format, without figures: those are of the [`Description`].
    notes: Vec<String>,
}

/// What the printed figures of a table say.
#[derive(Default)]
struct Description {
    sentences: Vec<String>,
    notes: Vec<String>,
    charts: Vec<Chart>,
}

macro_rules! tables {
    ($($place:literal $name:ident),* $(,)?) => {
        &[$(Definition {
            id: TableId::new($place),
            name: stringify!($name),
            anatomy: &$name::ANATOMY,
            compute: $name::compute,
            given: $name::given,
            describe: $name::describe,
        }),*]
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

/// The tables that a run knows.
#[derive(Clone, Debug)]
pub struct Registry(Vec<Definition>);

impl Registry {
    /// Those of the official format.
    pub fn official() -> Self {
        Self(TABLES.to_vec())
    }

    /// Those and the table that tests add.
    #[cfg(test)]
    pub(crate) fn with_toy() -> Self {
        let toy: &[Definition] = tables![99 toy];
        Self([TABLES, toy].concat())
    }

    /// The format with the anatomy of each table.
    pub fn complete(&self, mut format: Format) -> Format {
        for words in &mut format.tables {
            let of_table = self.0.iter().find(|definition| definition.id == words.id);
            words.anatomy = of_table.map(|definition| definition.anatomy);
        }
        format
    }

    /// The figures of every table of the format, in its order; a table without data is there with
    /// `provided` false. What they say in words comes with [`Self::describe`].
    pub fn compute(&self, dataset: &Dataset) -> Vec<Table> {
        self.0.par_iter().map(|definition| table(dataset, definition)).collect()
    }

    /// Adds sentences, notes with figures and charts, made from the cells as they are: of a protected
    /// table they say nothing that its cells do not.
    pub fn describe(
        &self,
        format: &Format,
        mut tables: Vec<Table>,
        numbers: Numbers,
    ) -> Vec<Table> {
        let described: Vec<Option<Description>> = self
            .0
            .iter()
            .map(|definition| {
                let printed = Printed::find(format, &tables, definition.id)?.with(numbers);
                let mut description = (definition.describe)(printed);
                if description.sentences.is_empty() {
                    description.sentences.extend(printed.women());
                }
                Some(description)
            })
            .collect();
        for (table, description) in tables.iter_mut().zip(described) {
            let Some(description) = description else { continue };
            table.sentences = description.sentences;
            table.notes.extend(description.notes);
            table.charts = description.charts;
        }
        tables
    }
}

impl fmt::Debug for Definition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

fn table(dataset: &Dataset, definition: &Definition) -> Table {
    let words = dataset.format.table(definition.id);
    let content = match dataset.totals.get(&definition.id) {
        Some(totals) => {
            let mut content = (definition.given)(dataset, words, totals);
            content.notes.push(dataset.format.given_as_totals.clone());
            Some(content)
        }
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
        charts_beside: words.charts_beside,
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
