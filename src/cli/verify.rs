//! `verifica`: reads and checks, and writes nothing but its own findings.

use std::path::Path;

use super::arguments::Options;
use super::terminal::Terminal;
use super::{Status, Stop, folder, output, year_ahead};
use crate::diagnostic::{Severity, json, render};
use crate::italian;
use crate::model::artifact::Artifact;
use crate::pipeline::{self, Verified};

pub(super) fn run(path: &Path, options: &Options, terminal: &Terminal) -> Result<Status, Stop> {
    let folder = folder::open(path, options)?;
    let settings = &folder.settings;
    terminal
        .begin(&format!("{}, dati al 31 dicembre {}", settings.body.name, settings.report.year));
    let verified = pipeline::verify(&folder.files, settings, &mut |stage| terminal.progress(stage))
        .map_err(|error| super::generate::internal(&error))?;
    terminal.end_progress();
    let document = json::render(&verified.diagnostics);
    let artifact = Artifact {
        path: "riservato/verifica.json".to_owned(),
        bytes: document.clone().into_bytes(),
    };
    let written = output::replace_file(&folder.output, settings.report.year, &artifact)?;
    if terminal.json {
        terminal.result(&document);
    }
    tell(&verified, terminal);
    terminal.lines(&[format!("L'elenco completo è in {}", written.display())]);
    Ok(conclude(&verified, terminal))
}

/// The findings, what was read, and what is still missing for the deadlines ahead.
pub(super) fn tell(verified: &Verified, terminal: &Terminal) {
    terminal.groups(&render::groups(&verified.diagnostics, &verified.report.findings));
    let mut lines = vec![String::new()];
    lines.extend(verified.dataset.sources.iter().map(|source| {
        format!(
            "{}: righe lette {}, usate {}, scartate {}",
            source.path,
            italian::count(source.rows_read),
            italian::count(source.rows_used),
            italian::count(source.rows_refused)
        )
    }));
    lines.extend(year_ahead::lines(&verified.report.readiness));
    terminal.lines(&lines);
}

fn conclude(verified: &Verified, terminal: &Terminal) -> Status {
    let errors = verified.diagnostics.count(Severity::Error) as u64;
    if errors > 0 {
        terminal.conclude(false, &errors_line(errors));
        Status::DataHaveErrors
    } else if verified.waiting > 0 {
        terminal.conclude(false, &waiting_line(verified.waiting));
        Status::AnomaliesWait
    } else {
        terminal.conclude(true, "I dati sono in ordine: ora «relazione-cug genera».");
        Status::Done
    }
}

pub(super) fn errors_line(errors: u64) -> String {
    format!(
        "{}: niente è stato pubblicato. Correggete le celle indicate e ripetete; «relazione-cug spiega CODICE» dice come.",
        italian::counted(errors, "errore nei dati", "errori nei dati")
    )
}

pub(super) fn waiting_line(waiting: u64) -> String {
    format!(
        "{} una giustificazione: correggete i dati, o scrivete il motivo nel file «giustificazioni».",
        italian::counted(waiting, "anomalia aspetta", "anomalie aspettano")
    )
}
