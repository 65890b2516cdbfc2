//! `tabelle.html`: the lines of `tabelle.csv` as one table, for whoever reads with the ears or the fingers.

use serde_json::{Value, json};

use super::super::Error;
use crate::italian;
use crate::model::figure::{FigureValue, PLAN};
use crate::model::gender::Gender;
use crate::model::guard::unguarded;
use crate::model::report::Report;
use crate::view;

/// What the template shows: the lines of the csv under the table that each is of.
pub(super) fn value(report: &Report, csv: &[u8]) -> Result<Value, Error> {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for record in csv::Reader::from_reader(csv).records() {
        let record = record?;
        let text = |place| unguarded(record.get(place).unwrap_or_default());
        let table = text(0);
        if groups.last().is_none_or(|(last, _)| last != table) {
            groups.push((table.to_owned(), Vec::new()));
        }
        if let Some((_, rows)) = groups.last_mut() {
            rows.push(json!({
                "group": text(1),
                "row": row(text(2)),
                "gender": gender(text(3)),
                "class": text(4),
                "measure": text(5),
                "value": number(text(6), text(7)),
            }));
        }
    }
    let count: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    Ok(json!({
        "body": report.head.body,
        "program": report.head.program,
        "year": report.head.year.to_string(),
        "day": italian::long_date(report.head.reference_date),
        "edition": { "key": report.edition.key(), "label": report.edition.label(), "warning": view::warning(report) },
        "has_plan": groups.iter().any(|(table, _)| table == PLAN),
        "count": italian::count(count as u64),
        "groups": groups
            .into_iter()
            .map(|(table, rows)| json!({ "title": title(report, &table), "rows": rows }))
            .collect::<Vec<_>>(),
        "notes": notes(report),
    }))
}

fn title(report: &Report, id: &str) -> String {
    match report.tables.iter().find(|table| table.id.to_string() == id) {
        Some(table) => format!("Tabella {id} – {}", table.title),
        None => "Piano delle azioni positive – Punteggi e indicatori".to_owned(),
    }
}

/// A line without a row says that the whole table was not given.
fn row(label: &str) -> &str {
    if label.is_empty() { "tutta la tabella" } else { label }
}

/// The word for a code; a line that only says that its table was not given has none.
fn gender(code: &str) -> &str {
    match Gender::ALL.into_iter().find(|gender| gender.code() == code) {
        Some(gender) => gender.plural(),
        None if code.is_empty() => "",
        None => "Entrambi i generi",
    }
}

/// With the comma of decimals; in the place of what is missing, why.
fn number(plain: &str, state: &str) -> String {
    if state.is_empty() {
        plain.replace('.', ",").replace('-', "\u{2212}")
    } else {
        state.replace('_', " ")
    }
}

/// The words that stand in the place of a number, and what the public edition does to numbers.
fn notes(report: &Report) -> Vec<String> {
    let states = FigureValue::STATES
        .map(|(word, meaning)| format!("«{}»: {meaning}", word.replace('_', " ")));
    let words = format!("Al posto di un valore che manca: {}.", states.join("; "));
    let rounding = report.statement.as_ref().filter(|statement| statement.rounding.is_some());
    let rounding = rounding.map(|statement| {
        format!(
            "I numeri di persone sono arrotondati a un multiplo di {} (di {} per conciliazione e congedi): {}.",
            statement.threshold,
            statement.sensitive_threshold,
            statement.meaning(statement.threshold),
        )
    });
    std::iter::once(words).chain(rounding).collect()
}
