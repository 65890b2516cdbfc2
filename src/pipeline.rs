//! The stages in order. No logic: what each one does is its own business.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::render::PLACES_COPIED;
use crate::diagnostic::{Diagnostics, Severity};
use crate::model::achievement::Achievements;
use crate::model::artifact::Artifact;
use crate::model::cug_report::CugReport;
use crate::model::dataset::Dataset;
use crate::model::format::Format;
use crate::model::history::PastYear;
use crate::model::initiative::Initiatives;
use crate::model::input::InputFile;
use crate::model::protection::{Numbers, ProtectionStatement};
use crate::model::reference_data;
use crate::model::report::{Edition, Head, KeyFigure, Report};
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::table::Table;
use crate::model::years::YearChapter;
#[cfg(feature = "typeset")]
use crate::report;
use crate::{
    checks, crossings, deadlines, disclosure, indicators, ingest, initiatives, key_figures, mirror,
    own_report, publish, quality, tables, years,
};

/// The program and its version, as every output names it.
pub const PROGRAM: &str = concat!("relazione-cug ", env!("CARGO_PKG_VERSION"));

/// A stage that could not finish: a fault of the program, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("unknown format {0}")]
    Format(String),
    #[cfg(feature = "typeset")]
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
    Protect,
    Typeset,
    /// One document of an edition, by the stem of its file.
    Document(Edition, &'static str),
    Publish,
}

/// Everything that is known before anything is published.
#[derive(Debug)]
pub struct Verified {
    pub dataset: Dataset,
    pub diagnostics: Diagnostics,
    /// The full edition.
    pub report: Report,
    /// The figures of its tables, before their sentences.
    figures: Vec<Table>,
    /// What the choices of the public edition are drawn by.
    secret: Secret,
    registry: tables::Registry,
}

/// Reads, checks and computes; publishes nothing.
pub fn verify(
    files: &[InputFile],
    settings: &Settings,
    progress: &mut dyn FnMut(Stage),
) -> Result<Verified, Error> {
    Ok(verify_by(tables::Registry::official(), format_of(settings)?, files, settings, progress))
}

/// The same with the tables of a registry, in the words of a format.
pub(crate) fn verify_by(
    registry: tables::Registry,
    format: Format,
    files: &[InputFile],
    settings: &Settings,
    progress: &mut dyn FnMut(Stage),
) -> Verified {
    let format = registry.complete(format);
    progress(Stage::Read);
    let (dataset, mut diagnostics) = ingest::read(files, settings, &format);
    let Evaluated { achievements, initiatives, cug_report } = evaluate(&dataset, &mut diagnostics);
    progress(Stage::Compute);
    let figures = registry.compute(&dataset);
    let tables = registry.describe(&dataset.format, figures.clone(), Numbers::Exact);
    let (key_figures, years) =
        over_the_years(&dataset, &dataset.history, &tables, achievements.as_ref(), Numbers::Exact);
    diagnostics.extend(checks::agree(&dataset, &tables));
    diagnostics.extend(mirror::compare(&dataset));
    let mut diagnostics = diagnostics.sorted();
    let (quality, unused) = quality::evaluate(&dataset, &diagnostics);
    diagnostics.extend(unused);
    let readiness = deadlines::compute(deadlines::Facts {
        dataset: &dataset,
        achievements: achievements.as_ref(),
        initiatives: initiatives.as_ref(),
        tables: &tables,
        cug_report: &cug_report,
        errors: diagnostics.count(Severity::Error) as u64,
        waiting: quality.waiting(),
    });
    let report = Report {
        head: head(settings, &dataset.format),
        edition: Edition::Restricted,
        tables,
        key_figures,
        achievements,
        years,
        initiatives,
        cug_report,
        quality,
        crossings: crossings::compute(&dataset),
        mirror: mirror::reflect(&dataset),
        readiness,
        certificate: None,
        statement: None,
    };
    let secret = Secret::given(settings.disclosure.secret.as_ref(), files);
    Verified { diagnostics: diagnostics.sorted(), report, figures, secret, registry, dataset }
}

fn head(settings: &Settings, format: &Format) -> Head {
    Head {
        body: settings.body.name.clone(),
        ipa_code: settings.body.ipa_code.clone(),
        year: settings.report.year,
        reference_date: settings.report.reference_date(),
        notice: settings.report.notice.clone(),
        format_title: format.title.clone(),
        format_reference: format.reference.clone(),
        not_provided: format.not_provided.clone(),
        initiative_words: format.initiatives.clone(),
        method: format.method.clone(),
        program: PROGRAM.to_owned(),
    }
}

/// What is made of the plan, the initiatives and the texts; figures play no part.
struct Evaluated {
    achievements: Option<Achievements>,
    initiatives: Option<Initiatives>,
    cug_report: CugReport,
}

fn evaluate(dataset: &Dataset, diagnostics: &mut Diagnostics) -> Evaluated {
    diagnostics.extend(checks::run(dataset));
    let (achievements, found) = indicators::evaluate(dataset);
    diagnostics.extend(found);
    let (initiatives, found) = initiatives::evaluate(dataset, achievements.as_ref());
    diagnostics.extend(found);
    let (cug_report, found) = own_report::evaluate(dataset);
    diagnostics.extend(found);
    Evaluated { achievements, initiatives, cug_report }
}

/// An edition's key figures and its chapter of the years, all of it made from the cells that it
/// prints.
fn over_the_years(
    dataset: &Dataset,
    history: &[PastYear],
    tables: &[Table],
    achievements: Option<&Achievements>,
    numbers: Numbers,
) -> (Vec<KeyFigure>, Option<YearChapter>) {
    (
        key_figures::compute(dataset, history, tables, achievements, numbers),
        years::compare(dataset, history, tables, achievements, numbers),
    )
}

/// The reports of one run.
#[derive(Debug)]
pub struct Editions {
    /// The full one, with the certificate of the other.
    pub restricted: Report,
    /// `None` when the figures could not be made safe.
    pub public: Option<Report>,
}

/// Makes the public edition from protected figures alone. The last word has the attack on its
/// `tabelle.csv`, byte for byte as it is published.
pub fn protect(verified: &Verified) -> Result<Editions, Error> {
    let Verified { dataset, report, secret, .. } = verified;
    let rules = &dataset.settings.disclosure;
    let unsafe_edition = || Editions { restricted: report.clone(), public: None };
    let figures = verified.coarse_figures();
    let Ok((told, audit)) = disclosure::protect(&figures, &dataset.format, rules, secret) else {
        return Ok(unsafe_edition());
    };
    let public = public(verified, told, audit.statement());
    let csv = publish::tables_csv(&public)?;
    if disclosure::prove(&csv, &figures, &dataset.format, rules, audit.method()).is_err() {
        return Ok(unsafe_edition());
    }
    let restricted = Report { certificate: Some(audit), ..report.clone() };
    Ok(Editions { public: Some(public), restricted })
}

/// Every field has its say: what comes from people or from the rows of their files is made anew from
/// the protected figures or left out.
fn public(verified: &Verified, figures: Vec<Table>, statement: ProtectionStatement) -> Report {
    let Verified { registry, dataset, report, .. } = verified;
    let numbers = Numbers::from(statement.method());
    let tables = registry.describe(&dataset.format, figures, numbers);
    let achievements = report.achievements.as_ref();
    let (key_figures, years) =
        over_the_years(dataset, &dataset.public_history, &tables, achievements, numbers);
    Report {
        head: report.head.clone(),
        edition: Edition::Public,
        tables,
        key_figures,
        achievements: report.achievements.clone().map(Achievements::without_justifications),
        years,
        initiatives: report
            .initiatives
            .as_ref()
            .map(|all| initiatives::protect(dataset, all, statement.method())),
        cug_report: report.cug_report.clone(),
        quality: quality::protect(),
        crossings: Vec::new(),
        mirror: Vec::new(),
        readiness: report.readiness.dates_alone(),
        certificate: None,
        statement: Some(statement),
    }
}

fn format_of(settings: &Settings) -> Result<Format, Error> {
    let name = &settings.report.format;
    let found = reference_data::formats().into_iter().find(|format| format.edition == *name);
    found.ok_or_else(|| Error::Format(name.clone()))
}

impl Verified {
    /// The same, with the choices of another secret: what readers may learn is tried for each body with
    /// all that could be chosen.
    pub fn with_secret(self, secret: Secret) -> Self {
        Self { secret, ..self }
    }

    /// The figures that the public edition is made of, as yet unprotected.
    pub fn coarse_figures(&self) -> Cow<'_, [Table]> {
        match disclosure::managers_in_one_row(&self.dataset) {
            Some(dataset) => Cow::Owned(self.registry.compute(&dataset)),
            None => Cow::Borrowed(&self.figures),
        }
    }

    /// Anomalies without a written justification.
    pub fn waiting(&self) -> u64 {
        self.report.quality.waiting()
    }

    /// Errors keep everything from being published.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    pub fn errors(&self) -> u64 {
        self.diagnostics.count(Severity::Error) as u64
    }
}

/// Typesets and publishes what was verified: the files of `uscita/ANNO/`. Nothing is below
/// `pubblico/` when the public edition could not be made safe.
pub fn publish(
    verified: &Verified,
    settings: &Settings,
    files: &[InputFile],
    progress: &mut (dyn FnMut(Stage) + Send),
) -> Result<Vec<Artifact>, Error> {
    progress(Stage::Protect);
    let (editions, findings) =
        rayon::join(|| protect(verified), || findings(verified, settings, files));
    let Editions { restricted, public } = editions?;
    progress(Stage::Typeset);
    let shared = Mutex::new(progress);
    let tell = |stage| (*shared.lock().unwrap_or_else(PoisonError::into_inner))(stage);
    let reports: Vec<&Report> = std::iter::once(&restricted).chain(&public).collect();
    let (documents, others) = rayon::join(
        || documents(&reports, &tell),
        || reports.par_iter().map(|report| publish::render(report)).collect::<Result<Vec<_>, _>>(),
    );
    let mut artifacts: Vec<Artifact> = documents?
        .into_iter()
        .zip(others?)
        .flat_map(|(documents, others)| documents.into_iter().chain(others))
        .collect();
    tell(Stage::Publish);
    artifacts.extend(findings?);
    artifacts.extend(publish::outlines(&restricted)?);
    artifacts.extend(publish::letters(&restricted, &artifacts)?);
    let pages: Vec<Artifact> = reports
        .par_iter()
        .map(|report| publish::page(report, &artifacts))
        .collect::<Result<_, _>>()?;
    artifacts.extend(pages);
    artifacts.extend(publish::manifests(&restricted, settings, files, &artifacts)?);
    Ok(artifacts)
}

/// The documents of each edition.
#[cfg(feature = "typeset")]
fn documents(
    reports: &[&Report],
    tell: &(dyn Fn(Stage) + Sync),
) -> Result<Vec<Vec<Artifact>>, Error> {
    let begin = |edition, document: report::Document| {
        tell(Stage::Document(edition, document.stem()));
    };
    let with_attachments = |report| Ok((report, publish::attachments(report)?));
    let editions = reports.iter().copied().map(with_attachments).collect::<Result<_, Error>>()?;
    Ok(report::typeset(editions, &begin)?)
}

/// Without Typst there are none, and there is no program either: only what needs no document runs.
#[cfg(not(feature = "typeset"))]
fn documents(reports: &[&Report], _: &(dyn Fn(Stage) + Sync)) -> Result<Vec<Vec<Artifact>>, Error> {
    Ok(reports.iter().map(|_| Vec::new()).collect())
}

/// The findings for whoever has to correct the files: `ufficio/verifica.*`.
pub fn findings(
    verified: &Verified,
    settings: &Settings,
    files: &[InputFile],
) -> Result<Vec<Artifact>, Error> {
    let shown = verified.diagnostics.at_most(PLACES_COPIED);
    let excerpts = ingest::excerpts(files, settings, &shown);
    Ok(publish::findings(&verified.report, &verified.diagnostics, &excerpts)?)
}
