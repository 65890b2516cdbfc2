//! `genera`: the command of February.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::Options;
use super::folder::WorkingFolder;
use super::terminal::Terminal;
use super::{Status, Stop, folder, output, verify, year_ahead};
use crate::diagnostic::json as findings;
use crate::model::body_run::RunOutcome;
use crate::model::output_folder::OutputFolder;
use crate::pipeline::{Stage, Verified};
use crate::{italian, pipeline, publish};

pub(super) fn run(path: &Path, options: &Options, terminal: &Terminal) -> Result<Status, Stop> {
    let folder = folder::open(path, options)?;
    let settings = &folder.settings;
    terminal
        .begin(&format!("{}, dati al 31 dicembre {}", settings.body.name, settings.report.year));
    let generated = generate(&folder, &mut |stage| terminal.progress(stage))?;
    terminal.end_progress();
    verify::print(&generated.verified, terminal);
    if generated.outcome == RunOutcome::DataHaveErrors {
        return stop(&generated.verified, &folder, terminal);
    }
    terminal.lines(&verify::unused(&folder));
    Ok(conclude(&generated, terminal))
}

/// A run before anybody is told of it.
pub(super) struct Generated {
    pub(super) verified: Verified,
    pub(super) outcome: RunOutcome,
    /// `uscita/ANNO`.
    pub(super) written: PathBuf,
    /// What was written below it; nothing where the data have errors.
    pub(super) paths: Vec<String>,
}

/// From the files of a working folder to its documents on disk.
pub(super) fn generate(
    folder: &WorkingFolder,
    progress: &mut (dyn FnMut(Stage) + Send),
) -> Result<Generated, Stop> {
    let WorkingFolder { settings, files, output, .. } = folder;
    let year = settings.report.year;
    let verified =
        pipeline::verify(files, settings, progress).map_err(|error| Stop::internal(&error))?;
    if verified.has_errors() {
        let written = output.join(year.to_string());
        let outcome = RunOutcome::DataHaveErrors;
        return Ok(Generated { verified, outcome, written, paths: Vec::new() });
    }
    let artifacts = pipeline::publish(&verified, settings, files, progress)
        .map_err(|error| Stop::internal(&error))?;
    let written = output::replace(output, year, &artifacts)?;
    output::replace_years_page(output, |years| {
        publish::years_page(pipeline::PROGRAM, years).map_err(|error| Stop::internal(&error.into()))
    })?;
    let is_public =
        artifacts.iter().any(|artifact| OutputFolder::Public.file_name(&artifact.path).is_some());
    let outcome = match (is_public, verified.waiting()) {
        (false, _) => RunOutcome::PublicEditionUnsafe,
        (true, 0) => RunOutcome::Done,
        (true, _) => RunOutcome::AnomaliesWait,
    };
    let paths = artifacts.into_iter().map(|artifact| artifact.path).collect();
    Ok(Generated { verified, outcome, written, paths })
}

/// Where everything is, and what is still to be done.
fn conclude(generated: &Generated, terminal: &Terminal) -> Status {
    let Generated { verified, outcome, written, paths } = generated;
    terminal.lines(&[format!("Scritti {} file in {}", paths.len(), written.display())]);
    let status = Status::from(*outcome);
    if terminal.json {
        terminal.result(&result(status, generated));
    }
    // Part by part, as the system writes paths.
    let annex: PathBuf =
        written.join(OutputFolder::Restricted.path("allegato-1.pdf")).components().collect();
    if verified.waiting() > 0 {
        terminal.lines(&[verify::waiting_line(verified.waiting())]);
    }
    let due = verified.report.readiness.due("allegato-1").map_or_else(String::new, |date| {
        format!(" (da trasmettere entro il {})", italian::long_date(date))
    });
    terminal.lines(&recipients(paths));
    let ready = format!("Pronto per il CUG: {}{due}", annex.display());
    if *outcome == RunOutcome::PublicEditionUnsafe {
        terminal.lines(&[ready]);
        terminal.conclude(false, UNSAFE_LINE);
    } else {
        let folder = written.join(OutputFolder::Public.name());
        terminal.lines(&[format!("Pronta per il sito: {}", folder.display())]);
        terminal.conclude(true, &ready);
    }
    terminal.page(&written.join(OutputFolder::Restricted.path("index.html")));
    status
}

/// «A chi va che cosa», of the folders that were written.
fn recipients(paths: &[String]) -> Vec<String> {
    let is_written =
        |folder: &OutputFolder| paths.iter().any(|path| folder.file_name(path).is_some());
    let mut lines = vec![String::new(), "A chi va che cosa".to_owned()];
    for folder in OutputFolder::ALL.into_iter().filter(is_written) {
        lines.push(format!("  {:<10} {}", folder.name(), folder.recipients()));
        lines.push(format!("  {:<10} {}", "", folder.contents()));
    }
    lines.push(String::new());
    lines
}

/// Errors in the data: only the findings are written.
fn stop(verified: &Verified, folder: &WorkingFolder, terminal: &Terminal) -> Result<Status, Stop> {
    let written = verify::write(verified, folder)?;
    if terminal.json {
        terminal.result(&findings::render(&verified.diagnostics));
    }
    terminal.lines(&[written]);
    let errors = verified.errors();
    terminal.conclude(false, &verify::errors_line(errors));
    let year = folder.output.join(folder.settings.report.year.to_string());
    terminal.page(&year.join(OutputFolder::Office.path(publish::FINDINGS_PAGE)));
    Ok(Status::DataHaveErrors)
}

/// The answer of `--json`.
fn result(status: Status, generated: &Generated) -> String {
    let Generated { verified, written, paths, .. } = generated;
    let result = json!({
        "stato": status as u8,
        "cartella": written.display().to_string(),
        "file": paths,
        "anomalie_in_attesa": verified.waiting(),
        "scadenze": year_ahead::json(&verified.report.readiness),
    });
    format!("{result:#}")
}

const UNSAFE_LINE: &str = "L'edizione pubblica non si può rendere sicura e non è stata scritta; quella \
    riservata è completa. Se in cug.toml ci sono [[riservatezza.esenzioni]], riducetele e ripetete.";
