//! A table as template values: header grid, row labels that span, printed cells.

use serde::Serialize;

use super::chart::{Chart, chart};
use crate::italian;
use crate::model::cell::{self, Measure, PROTECTED_SIGN};
use crate::model::legal_reference::LegalReference;
use crate::model::protection::ProtectionStatement;
use crate::model::role::RowRole;
use crate::model::table::{self, Column};
use crate::model::table_id::TableId;

/// A table of the format as its edition prints it.
#[derive(Debug, Serialize)]
pub struct Table<'a> {
    pub id: TableId,
    /// Where its charts stand on a page: beside it, or above.
    pub charts_beside: bool,
    pub title: &'a str,
    pub provided: bool,
    /// Some of its values are not shown.
    pub is_kept_back: bool,
    /// Why its place is empty.
    absent: Option<&'static str>,
    #[serde(flatten)]
    pub grid: Grid<'a>,
    pub sentences: &'a [String],
    pub notes: &'a [String],
    pub references: &'a [LegalReference],
    pub charts: Vec<Chart<'a>>,
}

/// Any table of figures, of this year or of many.
#[derive(Debug, Serialize)]
pub struct Grid<'a> {
    pub landscape: bool,
    /// What the sign of a protected figure means, above a table that has one.
    pub meaning: Option<String>,
    /// The structure in words, for who listens to the table.
    pub summary: String,
    pub stub: &'a [String],
    /// The lower row is empty where no column stands below a spanner.
    pub header: [Vec<HeaderCell>; 2],
    /// Columns below each cell of the upper row.
    pub spans: Vec<usize>,
    pub rows: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
pub struct HeaderCell {
    pub text: String,
    pub colspan: usize,
    pub rowspan: usize,
}

#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub kind: &'static str,
    /// The labels that start on this row.
    pub stub: Vec<Label>,
    pub cells: Vec<Cell<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Label {
    pub text: String,
    pub colspan: usize,
    pub rowspan: usize,
}

#[derive(Debug, Serialize)]
pub struct Cell<'a> {
    pub text: &'a str,
    pub zero: bool,
}

const ABSENT: &str =
    "Il format prevede la tabella, ma i dati necessari non sono fra quelli ricevuti.";

pub(super) fn table<'a>(
    table: &'a table::Table,
    statement: Option<&ProtectionStatement>,
) -> Table<'a> {
    let groups = table.spanners();
    let has_protected = table.rows.iter().flat_map(|row| &row.cells).any(cell::Cell::is_protected);
    Table {
        id: table.id,
        charts_beside: table.charts_beside,
        title: &table.title,
        provided: table.provided,
        is_kept_back: has_protected,
        absent: (!table.provided).then_some(ABSENT),
        grid: Grid {
            landscape: table.landscape,
            meaning: statement.and_then(|statement| meaning(table, statement, has_protected)),
            summary: summary(table, &groups),
            stub: &table.stub,
            header: header(&table.columns, &groups),
            spans: groups.iter().map(|(_, width)| *width).collect(),
            rows: rows(table),
        },
        sentences: &table.sentences,
        notes: &table.notes,
        references: &table.references,
        charts: table.charts.iter().map(chart).collect(),
    }
}

/// How the figures of a public table are to be read; `None` where they are as they are.
fn meaning(
    table: &table::Table,
    statement: &ProtectionStatement,
    has_protected: bool,
) -> Option<String> {
    let threshold = statement.threshold_of(table.id);
    if statement.public_acts.contains(&table.id) {
        return table
            .provided
            .then(|| "I numeri sono quelli degli atti, che sono pubblici.".to_owned());
    }
    let Some(rounding) = &statement.rounding else {
        return has_protected.then(|| {
            format!(
                "{PROTECTED_SIGN}: dato riservato, perché riguarda meno di {threshold} persone o perché \
                 permetterebbe di risalire a un gruppo così piccolo. Gli zeri sono sempre stampati."
            )
        });
    };
    let amounts = rounding.amounts.iter().find(|(id, _)| *id == table.id);
    let amounts = amounts.filter(|(_, unit)| *unit > 1).map_or(String::new(), |(_, unit)| {
        format!(" Le ore e i giorni sono multipli di {}.", italian::count(*unit))
    });
    let mut cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_protected());
    let is_of_amounts = cells.any(|cell| matches!(cell.measure, Measure::Days | Measure::Hours));
    let kept_back = if is_of_amounts {
        format!(
            " {PROTECTED_SIGN}: ore e giorni non stampati, quanti che siano, perché di un genere lavorano meno di \
             {threshold} persone."
        )
    } else if has_protected {
        format!(
            " {PROTECTED_SIGN}: media non stampata, perché è di poche persone o perché una pesa troppo."
        )
    } else {
        String::new()
    };
    table.provided.then(|| {
        format!(
            "Ogni numero di persone è arrotondato a un multiplo di {threshold}: {}. Percentuali e medie a testa sono \
             calcolate dai numeri arrotondati.{amounts}{kept_back}",
            statement.meaning(threshold)
        )
    })
}

/// Two header rows; a lone column named as its spanner takes both.
fn header(columns: &[Column], groups: &[(&str, usize)]) -> [Vec<HeaderCell>; 2] {
    let mut upper = Vec::new();
    let mut lower = Vec::new();
    let mut first = 0;
    for (spanner, width) in groups {
        let group = &columns[first..first + width];
        first += width;
        if *width == 1 && group[0].label == *spanner {
            upper.push(HeaderCell { text: group[0].heading(), colspan: 1, rowspan: 2 });
            continue;
        }
        upper.push(HeaderCell { text: (*spanner).to_owned(), colspan: *width, rowspan: 1 });
        lower.extend(group.iter().map(|column| HeaderCell {
            text: column.heading(),
            colspan: 1,
            rowspan: 1,
        }));
    }
    [upper, lower]
}

fn rows(table: &table::Table) -> Vec<Row<'_>> {
    let grouped = table.stub.len() > 1;
    let cell = |cell| -> Cell<'_> {
        let cell: &cell::Cell = cell;
        Cell { text: &cell.text, zero: cell.is_zero() }
    };
    table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| Row {
            kind: match row.role {
                RowRole::Body => "body",
                RowRole::Total => "total",
                RowRole::Percent => "percent",
                RowRole::Detail => "detail",
                RowRole::Beside(_) => "beside",
            },
            stub: stub(&table.rows, index, grouped),
            cells: row.cells.iter().map(cell).collect(),
        })
        .collect()
}

/// The row labels that start on this row: a group's label spans its rows; a label without a group,
/// as that of a total, spans the stub.
fn stub(rows: &[table::Row], index: usize, grouped: bool) -> Vec<Label> {
    let row = &rows[index];
    let label = Label { text: super::shorten(&row.label, 400), rowspan: 1, colspan: 1 };
    if !grouped {
        return vec![label];
    }
    if row.group.is_empty() {
        return vec![Label { text: row.label.clone(), rowspan: 1, colspan: 2 }];
    }
    let same = |other: &&table::Row| other.role == row.role && other.group == row.group;
    let starts = index.checked_sub(1).is_none_or(|previous| !same(&&rows[previous]));
    if !starts {
        return vec![label];
    }
    let height = rows[index..].iter().take_while(same).count();
    vec![Label { text: super::shorten(&row.group, 400), rowspan: height, colspan: 1 }, label]
}

fn summary(table: &table::Table, groups: &[(&str, usize)]) -> String {
    let spanners: Vec<&str> = groups.iter().map(|(spanner, _)| *spanner).collect();
    let stub = table.stub.join(" e ");
    format!(
        "{}. Righe: {stub}, {} con i totali. Colonne: {}, raggruppate in {}.",
        table.title,
        table.rows.len(),
        table.columns.len(),
        spanners.join(", ")
    )
}
