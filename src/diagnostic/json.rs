//! `verifica.json`: one object per place, in file, sheet and row order.

use serde::Serialize;

use super::{Diagnostic, Diagnostics, Severity};
use crate::model::table_id::TableId;

#[derive(Serialize)]
struct Document<'a> {
    esito: &'static str,
    diagnostiche: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    codice: &'static str,
    gravita: &'static str,
    file: Option<&'a str>,
    foglio: Option<&'a str>,
    cella: Option<String>,
    riga: Option<u32>,
    valore: Option<&'a str>,
    messaggio: &'a str,
    rimedio: &'a str,
    tabelle: &'a [TableId],
    /// Section and line of `cug.toml` that would settle the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    cug_toml: Option<String>,
}

/// The document as text, with a final line end. Expects sorted diagnostics.
pub fn render(diagnostics: &Diagnostics) -> String {
    let document = Document {
        esito: match diagnostics.worst() {
            Some(Severity::Error) => "errori",
            Some(Severity::Anomaly) => "anomalie",
            Some(Severity::Note) | None => "ok",
        },
        diagnostiche: diagnostics.iter().map(entry).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(diagnostic: &Diagnostic) -> Entry<'_> {
    let location = &diagnostic.location;
    Entry {
        codice: diagnostic.code.name(),
        gravita: diagnostic.severity().label(),
        file: location.file.as_deref(),
        foglio: location.sheet.as_deref(),
        cella: location.cell(),
        riga: location.row,
        valore: diagnostic.value.as_deref(),
        messaggio: &diagnostic.message,
        rimedio: &diagnostic.remedy,
        tabelle: &diagnostic.tables,
        cug_toml: diagnostic
            .setting
            .as_ref()
            .map(|setting| format!("[{}]\n{}\n", setting.section, setting.line())),
    }
}
