//! How far the figures can be trusted, in computed sentences for the data-quality chapter.

use crate::italian;
use crate::model::quality::{Finding, Severity, SourceFile, without_rows};

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
    let filled = sources.iter().filter(|source| source.has_rows()).count() as u64;
    let files = italian::counted(filled, "file", "file");
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
    let rows = italian::counted(read, "riga", "righe");
    let rows = format!("Sono state lette {rows} da {files}; {refused}.");
    std::iter::once(rows).chain(without_rows(sources)).chain([anomalies]).collect()
}
