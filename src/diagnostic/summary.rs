//! How far the figures can be trusted, in computed sentences for the data-quality chapter.

use super::justify::Justified;
use crate::italian;
use crate::model::quality::SourceFile;

/// Rows read, used and refused; anomalies found, justified and waiting.
pub fn sentences(sources: &[SourceFile], justified: &Justified) -> Vec<String> {
    let sum = |rows: fn(&SourceFile) -> u64| sources.iter().map(rows).sum::<u64>();
    let (read, refused) = (sum(|source| source.rows_read), sum(|source| source.rows_refused));
    let anomalies: u64 = justified
        .findings
        .iter()
        .filter(|finding| finding.severity == super::Severity::Anomaly.label())
        .map(|finding| finding.count)
        .sum();
    let files = italian::counted(sources.len() as u64, "file", "file");
    let refused = match refused {
        0 => "nessuna è stata scartata".to_owned(),
        _ => format!("scartate: {}", italian::count(refused)),
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
