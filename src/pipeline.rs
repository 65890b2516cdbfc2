//! The stages in order. No logic: what each one does is its own business.

use crate::diagnostic::render::PLACES_COPIED;
use crate::diagnostic::{Diagnostics, Severity, justify, summary};
use crate::model::artifact::Artifact;
use crate::model::dataset::Dataset;
use crate::model::format::Format;
use crate::model::input::{InputFile, InputKind};
use crate::model::reference_data;
use crate::model::report::{Edition, Report};
use crate::model::settings::Settings;
use crate::{
    checks, cug, indicators, ingest, initiatives, publish, readiness, report, tables, years,
};

/// The program and its version, as every output names it.
pub const PROGRAM: &str = concat!("relazione-cug ", env!("CARGO_PKG_VERSION"));

/// A stage that could not finish: a fault of the program, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("unknown format {0}")]
    Format(String),
    #[error("typesetting failed")]
    Report(#[from] report::Error),
    #[error("publishing failed")]
    Publish(#[from] publish::Error),
}

/// A slow step, for whoever shows progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Read,
    Compute,
    Typeset,
    Publish,
}

/// Everything that is known before anything is published.
#[derive(Debug)]
pub struct Verified {
    pub dataset: Dataset,
    pub diagnostics: Diagnostics,
    /// Anomalies without a written justification.
    pub waiting: u64,
    pub report: Report,
}

/// Reads, checks and computes; publishes nothing.
pub fn verify(
    files: &[InputFile],
    settings: &Settings,
    progress: &mut dyn FnMut(Stage),
) -> Result<Verified, Error> {
    let format = format_of(settings)?;
    progress(Stage::Read);
    let (dataset, mut diagnostics) = ingest::read(files, settings, &format);
    diagnostics.extend(checks::run(&dataset));
    let (achievements, found) = indicators::evaluate(&dataset);
    diagnostics.extend(found);
    let (initiatives, found) = initiatives::evaluate(&dataset, achievements.as_ref());
    diagnostics.extend(found);
    let (cug_report, found) = cug::evaluate(&dataset);
    diagnostics.extend(found);
    progress(Stage::Compute);
    let tables = tables::tell(&format, tables::compute(&dataset));
    diagnostics.extend(checks::agree(&dataset, &tables));
    let mut diagnostics = diagnostics.sorted();
    let justified = justify::justify(
        &diagnostics,
        &dataset.justifications,
        dataset.source(InputKind::Justifications),
    );
    diagnostics.extend(justified.diagnostics.clone());
    let mut key_figures = tables::key_figures(&format, &tables);
    key_figures.extend(achievements.as_ref().and_then(indicators::key_figure));
    key_figures.extend(years::key_figures(&dataset, &tables));
    let years = years::compare(&dataset, &tables, achievements.as_ref());
    years::beside(&mut key_figures, years.as_ref());
    let readiness = readiness::compute(readiness::Facts {
        dataset: &dataset,
        achievements: achievements.as_ref(),
        initiatives: initiatives.as_ref(),
        tables: &tables,
        cug_report: &cug_report,
        errors: diagnostics.count(Severity::Error) as u64,
        waiting: justified.waiting,
    });
    let report = Report {
        body: settings.body.name.clone(),
        ipa_code: settings.body.ipa_code.clone(),
        year: settings.report.year,
        reference_date: settings.report.reference_date(),
        notice: settings.report.notice.clone(),
        edition: Edition::Restricted,
        format_title: format.title.clone(),
        format_reference: format.reference.clone(),
        not_provided: format.not_provided.clone(),
        tables,
        key_figures,
        achievements,
        years,
        initiatives,
        cug_report,
        initiative_words: format.initiatives.clone(),
        quality_sentences: summary::sentences(&dataset.sources, &justified),
        complete_rows: summary::complete_rows(&dataset.sources, &diagnostics),
        sources: dataset.sources.clone(),
        findings: justified.findings,
        method: format.method.clone(),
        readiness,
        program: PROGRAM.to_owned(),
    };
    Ok(Verified { diagnostics: diagnostics.sorted(), waiting: justified.waiting, report, dataset })
}

fn format_of(settings: &Settings) -> Result<Format, Error> {
    let name = &settings.report.format;
    let found = reference_data::formats().into_iter().find(|format| format.edition == *name);
    found.ok_or_else(|| Error::Format(name.clone()))
}

impl Verified {
    /// Errors keep everything from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.count(Severity::Error) > 0
    }
}

/// Typesets and publishes what was verified: the files of `uscita/ANNO/`.
pub fn publish(
    verified: &Verified,
    settings: &Settings,
    files: &[InputFile],
    progress: &mut dyn FnMut(Stage),
) -> Result<Vec<Artifact>, Error> {
    let report = &verified.report;
    progress(Stage::Typeset);
    let mut artifacts = report::typeset(report, publish::attachments(report)?)?;
    progress(Stage::Publish);
    artifacts.extend(publish::render(report)?);
    artifacts.extend(findings(verified, settings, files)?);
    artifacts.extend(publish::letters(report, &artifacts)?);
    artifacts.push(publish::page(report, &artifacts)?);
    artifacts.push(publish::manifest(report, settings, files, &artifacts)?);
    Ok(artifacts)
}

/// The findings for whoever has to correct the files: `riservato/verifica.*`.
pub fn findings(
    verified: &Verified,
    settings: &Settings,
    files: &[InputFile],
) -> Result<Vec<Artifact>, Error> {
    let shown = verified.diagnostics.at_most(PLACES_COPIED);
    let excerpts = ingest::excerpts(files, settings, &shown);
    Ok(publish::findings(&verified.report, &verified.diagnostics, &excerpts)?)
}
