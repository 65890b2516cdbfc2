//! What makes `tabelle.csv` of the public edition open data: the description of its columns
//! (`datapackage.json`, Frictionless) and the entry for the body's catalogue (`dcat.jsonld`).

mod catalogue;
mod data_package;

use super::Error;
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::input::sha256;
use crate::model::report::Report;

/// Name and address of the licence of the open data.
const LICENCE: &str = "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)";
const LICENCE_PAGE: &str = "https://creativecommons.org/licenses/by/4.0/deed.it";

const KEYWORDS: [&str; 5] = [
    "pari opportunità",
    "personale",
    "genere",
    "Comitato unico di garanzia",
    "pubblica amministrazione",
];

/// The metadata of the tables, which are `tables` as csv. A catalogue knows bodies by their code in
/// the IPA: without the code there is no entry for it.
pub(super) fn render(report: &Report, tables: &[u8]) -> Result<Vec<Artifact>, Error> {
    let artifact = |name, value: serde_json::Value| -> Result<Artifact, Error> {
        let mut bytes = serde_json::to_vec_pretty(&value)?;
        bytes.push(b'\n');
        Ok(Artifact { path: report.edition.path(name), bytes })
    };
    let mut artifacts = vec![artifact("datapackage.json", data_package::value(report, tables))?];
    if let Some(code) = &report.head.ipa_code {
        artifacts.push(artifact("dcat.jsonld", catalogue::value(report, code))?);
    }
    Ok(artifacts)
}

fn title(report: &Report) -> String {
    format!("{}: personale per genere, dati del {}", report.head.body, report.head.year)
}

fn description(report: &Report) -> String {
    let protection = report.statement.as_ref().filter(|statement| statement.rounding.is_some());
    let protection = protection.map_or_else(
        || "I valori che potrebbero rivelare dati di singole persone non sono pubblicati.".to_owned(),
        |statement| {
            format!(
                "I numeri di persone sono arrotondati a un multiplo di {} (di {} per conciliazione e congedi): {}. Le percentuali sono calcolate dai numeri arrotondati.",
                statement.threshold,
                statement.sensitive_threshold,
                statement.meaning(statement.threshold),
            )
        },
    );
    let mut words = format!(
        "Tabelle della Sezione 1 della relazione del Comitato unico di garanzia ({}), situazione al {}. {protection}",
        report.head.format_reference.0,
        italian::long_date(report.head.reference_date),
    );
    if let Some(notice) = &report.head.notice {
        words.push(' ');
        words.push_str(notice);
    }
    words
}

/// A name that stays the same as long as the body's code, or else its name, does.
pub(super) fn body_key(report: &Report) -> String {
    let is_plain = |code: &&String| {
        !code.is_empty()
            && code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    match report.head.ipa_code.as_ref().filter(is_plain) {
        Some(code) => code.to_lowercase(),
        None => sha256(report.head.body.as_bytes())[..16].to_owned(),
    }
}
