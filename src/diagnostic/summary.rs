//! How far the figures can be trusted, in computed sentences for the data-quality chapter.

use std::collections::BTreeSet;

use super::justify::Justified;
use super::{Diagnostics, Severity};
use crate::italian;
use crate::model::quality::SourceFile;
use crate::model::ratio::Ratio;

/// `Sono senza errori né anomalie 2.962 righe su 2.968 (99,80 %).`
pub fn complete_rows(sources: &[SourceFile], diagnostics: &Diagnostics) -> Option<String> {
    let read: u64 = sources.iter().map(|source| source.rows_read).sum();
    let faulty: BTreeSet<(&str, u32)> = diagnostics
        .iter()
        .filter(|found| found.severity() > Severity::Note)
        .filter(|found| {
            sources.iter().any(|source| found.location.file.as_ref() == Some(&source.path))
        })
        .filter_map(|found| Some((found.location.file.as_deref()?, found.location.row?)))
        .collect();
    let complete = read.saturating_sub(faulty.len() as u64);
    let share = Ratio::from(complete).checked_div(&Ratio::from(read))? * Ratio::from(100_u64);
    Some(format!(
        "Sono senza errori né anomalie {} su {} ({} %).",
        italian::counted(complete, "riga", "righe"),
        italian::count(read),
        italian::percent(&share)
    ))
}

/// What everybody is told: findings are about single people and rows.
pub const PUBLIC: &str = "I dati sono stati letti e controllati dal programma: nessun errore è rimasto. \
    Le anomalie, con le loro giustificazioni, sono nell'edizione riservata, perché riguardano singole \
    persone o righe.";

/// Why rows do not count, with their number: `cessazione entro il 31/12/2025 (3)`.
pub fn reasons_left_out(source: &SourceFile) -> Vec<String> {
    let reasons = source.rows_left_out.iter();
    reasons.map(|(reason, rows)| format!("{reason} ({})", italian::count(*rows))).collect()
}

/// Rows read, used and refused; anomalies found, justified and waiting.
pub fn sentences(sources: &[SourceFile], justified: &Justified) -> Vec<String> {
    let sum = |rows: fn(&SourceFile) -> u64| sources.iter().map(rows).sum::<u64>();
    let (read, refused) = (sum(|source| source.rows_read), sum(|source| source.rows_refused));
    let anomalies: u64 = justified
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Anomaly.label())
        .map(|finding| finding.count)
        .sum();
    let files = italian::counted(sources.len() as u64, "file", "file");
    let refused = match refused {
        0 => "nessuna è stata scartata".to_owned(),
        _ => format!("scartate: {}", italian::count(refused)),
    };
    let refused = match sum(SourceFile::left_out) {
        0 => refused,
        left_out => format!("{refused}; non contano: {}", italian::count(left_out)),
    };
    let anomalies = match (anomalies, justified.waiting) {
        (0, _) => "I controlli non hanno trovato anomalie.".to_owned(),
        (all, waiting) => format!(
            "I controlli hanno trovato {}: {} con giustificazione scritta, {} in attesa.",
            italian::counted(all, "anomalia", "anomalie"),
            italian::count(all - waiting),
            italian::count(waiting),
        ),
    };
    vec![
        format!(
            "Sono state lette {} da {files}; {refused}.",
            italian::counted(read, "riga", "righe")
        ),
        anomalies,
    ]
}
