//! `genera`: the command of February.

use std::path::Path;

use serde_json::json;

use super::arguments::Options;
use super::folder::WorkingFolder;
use super::terminal::Terminal;
use super::{Status, Stop, folder, output, verify, year_ahead};
use crate::diagnostic::{Severity, json as findings};
use crate::model::artifact::Artifact;
use crate::pipeline::Verified;
use crate::{italian, pipeline, publish};

pub(super) fn run(path: &Path, options: &Options, terminal: &Terminal) -> Result<Status, Stop> {
    let folder = folder::open(path, options)?;
    let settings = &folder.settings;
    terminal
        .begin(&format!("{}, dati al 31 dicembre {}", settings.body.name, settings.report.year));
    let mut progress = |stage| terminal.progress(stage);
    let verified = pipeline::verify(&folder.files, settings, &mut progress)
        .map_err(|error| internal(&error))?;
    if verified.has_errors() {
        return stop(&verified, &folder, terminal);
    }
    let artifacts = pipeline::publish(&verified, settings, &folder.files, &mut progress)
        .map_err(|error| internal(&error))?;
    let written = output::replace(&folder.output, settings.report.year, &artifacts)?;
    output::replace_years_page(&folder.output, |years| {
        publish::years_page(pipeline::PROGRAM, years).map_err(|error| internal(&error.into()))
    })?;
    terminal.end_progress();
    verify::tell(&verified, terminal);
    terminal.lines(&verify::unused(&folder));
    terminal.lines(&[format!("Scritti {} file in {}", artifacts.len(), written.display())]);
    let is_public = artifacts.iter().any(|artifact| artifact.path.starts_with(PUBLIC_FOLDER));
    let status = match (is_public, verified.waiting) {
        (false, _) => Status::PublicEditionUnsafe,
        (true, 0) => Status::Done,
        (true, _) => Status::AnomaliesWait,
    };
    if terminal.json {
        terminal.result(&result(status, &written, &artifacts, &verified));
    }
    let annex = written.join("riservato").join("allegato-1.pdf");
    if verified.waiting > 0 {
        terminal.lines(&[verify::waiting_line(verified.waiting)]);
    }
    let due = verified.report.readiness.due("allegato-1").map_or_else(String::new, |date| {
        format!(" (da trasmettere entro il {})", italian::long_date(date))
    });
    let ready = format!("Pronto per il CUG: {}{due}", annex.display());
    if is_public {
        let folder = written.join(PUBLIC_FOLDER);
        terminal.lines(&[format!("Pronta per il sito: {}", folder.display())]);
        terminal.conclude(true, &ready);
    } else {
        terminal.lines(&[ready]);
        terminal.conclude(false, UNSAFE_LINE);
    }
    Ok(status)
}

/// Errors in the data: only the findings are written.
fn stop(verified: &Verified, folder: &WorkingFolder, terminal: &Terminal) -> Result<Status, Stop> {
    terminal.end_progress();
    verify::tell(verified, terminal);
    let written = verify::write(verified, folder)?;
    if terminal.json {
        terminal.result(&findings::render(&verified.diagnostics));
    }
    terminal.lines(&[written]);
    let errors = verified.diagnostics.count(Severity::Error) as u64;
    terminal.conclude(false, &verify::errors_line(errors));
    Ok(Status::DataHaveErrors)
}

/// The answer of `--json`.
fn result(status: Status, written: &Path, artifacts: &[Artifact], verified: &Verified) -> String {
    let files: Vec<&str> = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
    let result = json!({
        "stato": status as u8,
        "cartella": written.display().to_string(),
        "file": files,
        "anomalie_in_attesa": verified.waiting,
        "scadenze": year_ahead::json(&verified.report.readiness),
    });
    format!("{result:#}")
}

const PUBLIC_FOLDER: &str = "pubblico";

const UNSAFE_LINE: &str = "L'edizione pubblica non si può rendere sicura e non è stata scritta; quella \
    riservata è completa. Se in cug.toml ci sono [[riservatezza.esenzioni]], riducetele e ripetete.";

/// An error of the program, with its causes.
pub(super) fn internal(error: &pipeline::Error) -> Stop {
    let mut words = format!("il programma non è riuscito a finire: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        words.push_str(&format!(": {next}"));
        cause = next.source();
    }
    Stop::failure(words)
}
