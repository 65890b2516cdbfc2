//! How far the figures can be trusted: anomalies beside their written justifications, rows read and
//! used, and where each column was found.

mod justify;
pub mod mapping;
mod places;
mod summary;

use crate::diagnostic::Diagnostics;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::quality::Quality;

/// The data-quality chapter of the full edition, and the justifications that answer nothing.
pub fn evaluate(dataset: &Dataset, diagnostics: &Diagnostics) -> (Quality, Diagnostics) {
    let source = dataset.source(InputKind::Justifications);
    let (findings, unused) =
        justify::justify(diagnostics, &dataset.justifications, source, &dataset.sources);
    let quality = Quality {
        sentences: summary::sentences(&dataset.sources, &findings),
        sources: dataset.sources.clone(),
        findings,
    };
    (quality, unused)
}

/// The chapter of the public edition: findings and counts of rows are about single people.
pub fn protect() -> Quality {
    Quality { sentences: vec![summary::PUBLIC.to_owned()], ..Quality::default() }
}
