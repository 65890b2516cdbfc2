//! The chapter of the years as template values: tables in the shape of all tables, small multiples.

use num_bigint::BigInt;
use serde_json::{Value, json};

use crate::model::years::{YearCell, YearChapter, YearChart, YearRow, YearSection};

pub(super) fn value(chapter: &YearChapter) -> Value {
    let years: Vec<String> = chapter.years.iter().map(i32::to_string).collect();
    json!({
        "years": years,
        "sentences": chapter.sentences,
        "notes": chapter.notes,
        "references": chapter.references,
        "sections": chapter.sections.iter()
            .map(|of_section| section(of_section, &years))
            .collect::<Vec<_>>(),
    })
}

fn section(section: &YearSection, years: &[String]) -> Value {
    json!({
        "title": section.title,
        "sentences": section.sentences,
        "notes": section.notes,
        "table": table(section, years),
        "chart": section.chart.as_ref().map(|of_section| chart(of_section, years)),
    })
}

/// One column for each year, then the change on the year before.
fn table(section: &YearSection, years: &[String]) -> Value {
    let cell = |text: &str, colspan, rowspan| json!({ "text": text, "colspan": colspan, "rowspan": rowspan });
    let before = years.iter().rev().nth(1).map_or("", String::as_str);
    let upper = [cell("Anno", years.len(), 1), cell(&format!("Variazione sul {before}"), 1, 2)];
    let lower: Vec<Value> = years.iter().map(|year| cell(year, 1, 1)).collect();
    json!({
        // Beyond this a portrait page has no room for a change with its unit.
        "landscape": years.len() > 6,
        "summary": format!(
            "{}. Righe: {}. Colonne: gli anni dal {} al {}, poi la variazione dell'ultimo anno su quello prima.",
            section.title,
            section.rows.len(),
            years.first().map_or("", String::as_str),
            years.last().map_or("", String::as_str),
        ),
        "stub": section.stub,
        "header": [json!(upper), json!(lower)],
        "spans": [years.len(), 1],
        "rows": (0..section.rows.len()).map(|index| row(section, index)).collect::<Vec<_>>(),
    })
}

fn row(section: &YearSection, index: usize) -> Value {
    let rows = &section.rows;
    let row = &rows[index];
    let label = json!({ "text": row.label, "rowspan": 1, "colspan": 1 });
    let same = |other: &&YearRow| other.group == row.group;
    let starts = index.checked_sub(1).is_none_or(|previous| !same(&&rows[previous]));
    let stub = match (section.stub.len(), starts) {
        (1, _) | (_, false) => vec![label],
        _ => {
            let height = rows[index..].iter().take_while(same).count();
            vec![json!({ "text": row.group, "rowspan": height, "colspan": 1 }), label]
        }
    };
    let cells: Vec<Value> = row.cells.iter().chain([&row.change]).map(figure).collect();
    json!({ "kind": "body", "stub": stub, "cells": cells })
}

fn figure(cell: &YearCell) -> Value {
    let zero = cell.value.as_ref().is_none_or(crate::model::ratio::Ratio::is_zero);
    json!({ "text": cell.text, "zero": zero })
}

fn chart(chart: &YearChart, years: &[String]) -> Value {
    let length = |value: &BigInt| i64::try_from(value).unwrap_or_default();
    json!({
        "title": chart.title,
        "description": chart.description,
        "years": years,
        "low": length(&chart.low),
        "high": length(&chart.high),
        "level": chart.level.as_ref().map(length),
        "panels": chart.panels.iter().map(|panel| json!({
            "title": panel.title,
            "series": panel.series.iter().map(|series| json!({
                "look": series.look.key(),
                "bars": series.bars.iter().map(|bar| bar.as_ref().map(|bar| json!({
                    "length": length(&bar.length), "text": bar.text,
                }))).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
