//! `verifica`: reads and checks, and writes nothing but its own findings.

use std::path::Path;

use super::arguments::Options;
use super::folder::WorkingFolder;
use super::terminal::Terminal;
use super::{Status, Stop, folder, output, year_ahead};
use crate::diagnostic::{Diagnostic, Diagnostics, json, render, setting};
use crate::ingest::folder::likely_input;
use crate::italian;
use crate::model::input::InputKind;
use crate::model::output_folder::OutputFolder;
use crate::model::quality::{self, SourceFile};
use crate::pipeline::{self, Verified};
use crate::quality::mapping;

pub(super) fn run(path: &Path, options: &Options, terminal: &Terminal) -> Result<Status, Stop> {
    let folder = folder::open(path, options)?;
    let settings = &folder.settings;
    terminal
        .begin(&format!("{}, dati al 31 dicembre {}", settings.body.name, settings.report.year));
    let verified = pipeline::verify(&folder.files, settings, &mut |stage| terminal.progress(stage))
        .map_err(|error| Stop::internal(&error))?;
    terminal.end_progress();
    terminal.lines(&columns(&verified.dataset.sources));
    terminal.lines(&unused(&folder));
    print(&verified, terminal);
    terminal.lines(&mirror(&verified));
    terminal.to_copy(&to_paste(&verified.diagnostics, &folder.written));
    // The workbook of the run before may still be open in another program: by now all is said.
    let written = write(&verified, &folder)?;
    if terminal.json {
        terminal.result(&json::render(&verified.diagnostics));
    }
    terminal.lines(&[written]);
    Ok(conclude(&verified, terminal))
}

/// Writes the findings and nothing else; says where they are.
pub(super) fn write(verified: &Verified, folder: &WorkingFolder) -> Result<String, Stop> {
    let settings = &folder.settings;
    let artifacts = pipeline::findings(verified, settings, &folder.files)
        .map_err(|error| Stop::internal(&error))?;
    let year = output::replace_files(&folder.output, settings.report.year, &artifacts)?;
    Ok(format!(
        "L'elenco completo è in {}: verifica.html, da leggere, verifica.xlsx, con le righe da correggere, e verifica.json, per altri programmi",
        year.join(OutputFolder::Office.name()).display()
    ))
}

/// Where the columns of each input were found.
fn columns(sources: &[SourceFile]) -> Vec<String> {
    let is_shown = |source: &&SourceFile| {
        source.kind != InputKind::History && (source.has_rows() || source.kind.is_required())
    };
    let read = sources.iter().filter(is_shown);
    let mut lines: Vec<String> =
        read.flat_map(mapping::lines).map(|line| format!("  {line}")).collect();
    if !lines.is_empty() {
        lines.splice(
            ..0,
            [String::new(), "Colonne lette, con la riga delle intestazioni".to_owned()],
        );
    }
    lines
}

/// Spreadsheets that nobody reads: a slip in a name would leave out a whole input in silence.
pub(super) fn unused(folder: &WorkingFolder) -> Vec<String> {
    let Some(first) = folder.unused.first() else { return Vec::new() };
    let is_given = |kind| folder.files.iter().any(|file| file.kind == kind);
    let kind = likely_input(first, is_given);
    let several = if folder.unused.len() > 1 {
        ". Se più file sono parti di uno stesso elenco metteteli in uno solo, un foglio per ciascuno: di ogni dato si legge un file"
    } else {
        ""
    };
    vec![
        String::new(),
        format!("Non letti, perché il nome non è quello di un dato: {}", folder.unused.join(", ")),
        format!(
            "  → Se contengono dati scrivete in cug.toml, sotto [file], quali: per esempio {} = {{ percorso = {} }}{several}",
            kind.name(),
            setting::quoted(first)
        ),
    ]
}

/// The lines of `cug.toml` that the findings propose.
fn to_paste(diagnostics: &Diagnostics, written: &toml::Table) -> Vec<String> {
    let mut lines = setting::lines(diagnostics, written);
    if !lines.is_empty() {
        let words = "Da incollare in cug.toml, dopo aver controllato che siano giuste:";
        lines.splice(..0, [String::new(), words.to_owned()]);
    }
    let names_settings =
        |found: &Diagnostic| found.setting.is_some() || found.remedy.contains("cug.toml");
    if diagnostics.iter().any(names_settings) {
        lines.push(SHEETS.to_owned());
    }
    lines
}

/// Where an office that opens no `cug.toml` writes what a remedy asks for.
const SHEETS: &str = "Chi non usa cug.toml scrive le stesse cose nei fogli: «sotto [colonne.…]» è il foglio Colonne di parole.xlsx, «[valori.…]» il foglio Parole, «[[inquadramenti]]» il foglio Inquadramenti; tutto il resto è in impostazioni.xlsx.";

/// The findings, what was read, and what is still missing for the deadlines ahead.
pub(super) fn print(verified: &Verified, terminal: &Terminal) {
    terminal.groups(&render::groups(&verified.diagnostics, &verified.report.quality.findings));
    let mut lines = vec![String::new()];
    let sources = &verified.dataset.sources;
    lines.extend(sources.iter().filter(|source| source.has_rows()).map(|source| {
        let counts = format!(
            "{}: righe lette {}, usate {}, scartate {}",
            source.path,
            italian::count(source.rows_read),
            italian::count(source.rows_used),
            italian::count(source.rows_refused)
        );
        match source.left_out() {
            0 => counts,
            rows => format!(
                "{counts}, non contate {}: {}",
                italian::count(rows),
                render::reasons_left_out(source).join(", ")
            ),
        }
    }));
    lines.extend(quality::without_rows(sources));
    lines.extend(year_ahead::lines(&verified.report.readiness));
    terminal.lines(&lines);
}

/// «Riconoscete il vostro ente?»: what each file says of the body.
pub(super) fn mirror(verified: &Verified) -> Vec<String> {
    let files = &verified.report.mirror;
    if files.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), MIRROR.to_owned()];
    for file in files {
        lines.push(format!("  {}", file.path));
        lines.extend(file.facts.iter().map(|fact| format!("    {}: {}", fact.label, fact.text)));
    }
    lines
}

const MIRROR: &str =
    "Riconoscete il vostro ente? Se un numero non è quello che sapete, fermatevi e cercate perché.";

fn conclude(verified: &Verified, terminal: &Terminal) -> Status {
    let errors = verified.errors();
    if errors > 0 {
        terminal.conclude(false, &errors_line(errors));
        Status::DataHaveErrors
    } else if verified.waiting() > 0 {
        terminal.conclude(false, &waiting_line(verified.waiting()));
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
