//! How far the figures can be trusted, in computed sentences for the data-quality chapter.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::italian;
use crate::model::quality::{Finding, Severity, SourceFile};
use crate::model::ratio::Ratio;

/// `Sono senza errori né anomalie 2.962 righe su 2.968 (99,80 %).`
pub(super) fn complete_rows<'a>(
    sources: &[SourceFile],
    diagnostics: impl Iterator<Item = &'a Diagnostic>,
) -> Option<String> {
    let read: u64 = sources.iter().map(|source| source.rows_read).sum();
    let faulty: BTreeSet<(&str, u32)> = diagnostics
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

/// What everybody reads: findings are about single people and rows.
pub(super) const PUBLIC: &str = "I dati sono stati letti e controllati dal programma: nessun errore è rimasto. \
    Le anomalie, con le loro giustificazioni, sono nell'edizione riservata, perché riguardano singole \
    persone o righe.";

/// Rows read, used and refused; anomalies found, justified and waiting.
pub(super) fn sentences(sources: &[SourceFile], findings: &[Finding]) -> Vec<String> {
    let sum = |rows: fn(&SourceFile) -> u64| sources.iter().map(rows).sum::<u64>();
    let (read, refused) = (sum(|source| source.rows_read), sum(|source| source.rows_refused));
    let anomalies = findings.iter().filter(|finding| finding.severity == Severity::Anomaly);
    let anomalies: u64 = anomalies.map(|finding| finding.count).sum();
    let waiting: u64 = findings.iter().map(|finding| finding.waiting).sum();
    let files = italian::counted(sources.len() as u64, "file", "file");
    let refused = match refused {
        0 => "nessuna è stata scartata".to_owned(),
        _ => format!("scartate: {}", italian::count(refused)),
    };
    let refused = match sum(SourceFile::left_out) {
        0 => refused,
        left_out => format!("{refused}; non contano: {}", italian::count(left_out)),
    };
    let anomalies = match anomalies {
        0 => "I controlli non hanno trovato anomalie.".to_owned(),
        all => format!(
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
