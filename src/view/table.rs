//! A table as template values: header grid, row labels that span, printed cells.

use serde_json::{Value, json};

use crate::model::cell::{Cell, PROTECTED_SIGN};
use crate::model::protection::ProtectionStatement;
use crate::model::role::RowRole;
use crate::model::table::{Column, Row, Table};

/// A table as its edition prints it; one with protected figures says above it what their sign means.
pub(super) fn value(table: &Table, statement: Option<&ProtectionStatement>) -> Value {
    let mut value = bare(table);
    let has_protected = table.rows.iter().flat_map(|row| &row.cells).any(Cell::is_protected);
    if let (Some(statement), true) = (statement, has_protected) {
        value["meaning"] = meaning(statement.threshold_of(table.id)).into();
    }
    value
}

fn meaning(threshold: u64) -> String {
    format!(
        "{PROTECTED_SIGN}: dato riservato, perché riguarda meno di {threshold} persone o perché \
         permetterebbe di risalire a un gruppo così piccolo. Gli zeri sono sempre stampati."
    )
}

fn bare(table: &Table) -> Value {
    let groups = table.spanners();
    json!({
        "id": table.id,
        "template": table.name,
        "title": table.title,
        "provided": table.provided,
        "landscape": table.landscape,
        "summary": summary(table, &groups),
        "stub": table.stub,
        "header": header(&table.columns, &groups),
        "spans": groups.iter().map(|(_, width)| width).collect::<Vec<_>>(),
        "sentences": table.sentences,
        "rows": rows(table),
        "notes": table.notes,
        "references": table.references,
        "charts": table.charts.iter().map(super::chart).collect::<Vec<_>>(),
    })
}

/// Two header rows; a lone column named as its spanner takes both.
fn header(columns: &[Column], groups: &[(&str, usize)]) -> Value {
    let mut upper = Vec::new();
    let mut lower = Vec::new();
    let mut first = 0;
    for (spanner, width) in groups {
        let group = &columns[first..first + width];
        first += width;
        if *width == 1 && group[0].label == *spanner {
            upper.push(json!({ "text": group[0].heading(), "colspan": 1, "rowspan": 2 }));
            continue;
        }
        upper.push(json!({ "text": spanner, "colspan": width, "rowspan": 1 }));
        lower.extend(
            group
                .iter()
                .map(|column| json!({ "text": column.heading(), "colspan": 1, "rowspan": 1 })),
        );
    }
    json!([upper, lower])
}

fn rows(table: &Table) -> Vec<Value> {
    let grouped = table.stub.len() > 1;
    table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let kind = match row.role {
                RowRole::Body => "body",
                RowRole::Total => "total",
                RowRole::Percent => "percent",
                RowRole::Detail => "detail",
                RowRole::Beside(_) => "beside",
            };
            let cells: Vec<Value> = row
                .cells
                .iter()
                .map(|cell| json!({ "text": cell.text, "zero": cell.is_zero() }))
                .collect();
            json!({ "kind": kind, "stub": stub(&table.rows, index, grouped), "cells": cells })
        })
        .collect()
}

/// The row labels that start on this row: a group's label spans its rows; a label without a group,
/// as that of a total, spans the stub.
fn stub(rows: &[Row], index: usize, grouped: bool) -> Vec<Value> {
    let row = &rows[index];
    let label = json!({ "text": super::shorten(&row.label, 400), "rowspan": 1, "colspan": 1 });
    if !grouped {
        return vec![label];
    }
    if row.group.is_empty() {
        return vec![json!({ "text": row.label, "rowspan": 1, "colspan": 2 })];
    }
    let same = |other: &&Row| other.role == row.role && other.group == row.group;
    let starts = index.checked_sub(1).is_none_or(|previous| !same(&&rows[previous]));
    if !starts {
        return vec![label];
    }
    let height = rows[index..].iter().take_while(same).count();
    vec![json!({ "text": super::shorten(&row.group, 400), "rowspan": height, "colspan": 1 }), label]
}

/// The structure in words, for who listens to the table.
fn summary(table: &Table, groups: &[(&str, usize)]) -> String {
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
