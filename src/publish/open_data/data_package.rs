//! `datapackage.json`: a Tabular Data Package (Frictionless Data, version 1) of one csv.

use serde_json::{Value, json};

use super::{KEYWORDS, LICENCE, LICENCE_PAGE, body_key, description, title};
use crate::model::cell::Measure;
use crate::model::figure::{BOTH_GENDERS, FigureValue, PLAN};
use crate::model::gender::Gender;
use crate::model::input::sha256;
use crate::model::report::Report;

/// What a guarded text looks like, for whoever reads the csv with a program.
const GUARD: &str = "Un testo che comincia con =, +, - o @ ha davanti un apostrofo, perché un foglio di calcolo non lo prenda per una formula.";

pub(super) fn value(report: &Report, tables: &[u8]) -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": format!("relazione-cug-{}-{}", body_key(report), report.head.year),
        "title": title(report),
        "description": description(report),
        "version": report.head.year.to_string(),
        // The day of the data: the program looks at no clock.
        "created": format!("{}T00:00:00Z", report.head.reference_date),
        "keywords": KEYWORDS,
        "licenses": [{ "name": "CC-BY-4.0", "title": LICENCE, "path": LICENCE_PAGE }],
        "contributors": [{ "title": report.head.body, "role": "publisher" }],
        "sources": [{
            "title": format!("{}, ufficio del personale: elenco del personale in servizio", report.head.body),
        }],
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "tabelle",
            "path": "tabelle.csv",
            "title": "Tabelle della Sezione 1 e punteggi del piano, un valore per riga",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": tables.len(),
            "hash": format!("sha256:{}", sha256(tables)),
            "dialect": {
                "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true,
                "header": true,
            },
            "schema": { "fields": fields(report), "missingValues": [""] },
        }],
    })
}

/// The columns of the csv: `categories` says in words what each code stands for.
fn fields(report: &Report) -> Value {
    let ids: Vec<String> = report.tables.iter().map(|table| table.id.to_string()).collect();
    let titles = report.tables.iter().map(|table| table.title.as_str());
    let mut tables: Vec<(&str, &str)> = ids.iter().map(String::as_str).zip(titles).collect();
    tables.push((PLAN, "Punteggi del piano delle azioni positive"));
    let genders = Gender::ALL.map(|gender| (gender.code(), gender.plural()));
    let genders: Vec<(&str, &str)> =
        genders.into_iter().chain([(BOTH_GENDERS, "Entrambi i generi")]).collect();
    let measures = Measure::ALL.map(|measure| (measure.code(), measure.unit()));
    json!([
        coded("tabella", "Tabella", "Numero della tabella nel format.", true, &tables),
        text("gruppo", "Gruppo", "Tipologia di personale o inquadramento, dove la tabella ha righe raggruppate."),
        text("riga", "Riga", "Etichetta della riga, come stampata; anche dei totali."),
        coded("genere", "Genere", "Di chi è il valore.", false, &genders),
        text("classe", "Classe", "Intestazione della colonna, come stampata: classe di età, totale, percentuale."),
        coded("misura", "Misura", "Unità del valore.", false, &measures),
        {
            "name": "valore", "title": "Valore", "type": "number", "decimalChar": ".",
            "description": "Numero nell'unità della colonna misura; le percentuali hanno due decimali. Vuoto dove la colonna stato dice perché.",
        },
        coded("stato", "Stato", "Perché il valore manca.", false, &FigureValue::STATES),
    ])
}

fn text(name: &str, title: &str, description: &str) -> Value {
    let description = format!("{description} {GUARD}");
    json!({ "name": name, "title": title, "type": "string", "description": description })
}

/// A column that has only the given codes, each with its words.
fn coded(
    name: &str,
    title: &str,
    description: &str,
    required: bool,
    codes: &[(&str, &str)],
) -> Value {
    let values: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
    let categories: Vec<Value> =
        codes.iter().map(|(code, words)| json!({ "value": code, "label": words })).collect();
    json!({
        "name": name, "title": title, "type": "string", "description": description,
        "constraints": { "required": required, "enum": values },
        "categories": categories,
    })
}
