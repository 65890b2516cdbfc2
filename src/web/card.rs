//! The files of the folder as cards, in the order of the contract, and everything that goes with them.

use serde_json::{Value, json};

use super::folder::Folder;
use super::{Run, finding, question};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::folder::{likely_input, setting_files};
use crate::italian;
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::SourceFile;
use crate::quality::mapping;

/// Every input, those that are a folder last.
fn kinds() -> impl Iterator<Item = InputKind> {
    InputKind::ALL.into_iter().chain(InputKind::FOLDERS)
}

/// What is known of a folder before its settings can be read.
pub(super) fn without_settings(folder: &Folder, problems: &[String]) -> Value {
    let names = folder.names();
    json!({
        "problems": problems,
        "has_settings": folder.get(crate::ingest::folder::SETTINGS).is_some(),
        "settings_files": setting_files(&names).collect::<Vec<_>>(),
        "cards": kinds().map(|kind| bare(kind, folder)).collect::<Vec<_>>(),
        "unused": [],
        "questions": [],
        "groups": [],
    })
}

fn bare(kind: InputKind, folder: &Folder) -> Value {
    let is_of_kind = |path: &&String| match path.split_once('/') {
        Some((first, _)) => InputKind::FOLDERS.contains(&kind) && first == kind.name(),
        None => path.rsplit_once('.').is_some_and(|(stem, _)| stem.to_lowercase() == kind.name()),
    };
    let paths: Vec<String> = folder.paths().filter(is_of_kind).cloned().collect();
    let state = if paths.is_empty() { State::absent(kind) } else { State::Waiting };
    card(kind, paths, state, None, &[])
}

/// What is known once the files were read.
pub(super) fn value(folder: &Folder, run: &Run) -> Value {
    let Run { inputs, verified } = run;
    let settings = &inputs.settings;
    let names = folder.names();
    let is_given = |kind| inputs.files.iter().any(|file| file.kind == kind);
    let likely = |name: &String| likely_input(name, is_given).name();
    let report = &verified.report;
    json!({
        "body": settings.body.name,
        "year": settings.report.year,
        "reference_date": italian::long_date(settings.report.reference_date()),
        "has_settings": true,
        "problems": [],
        "settings_files": setting_files(&names).collect::<Vec<_>>(),
        "cards": kinds().map(|kind| read(kind, run)).collect::<Vec<_>>(),
        "unused": folder.unused(&inputs.files).iter()
            .map(|name| json!({ "path": name, "likely": likely(name) })).collect::<Vec<_>>(),
        "counts": finding::counts(run),
        "questions": question::all(run),
        "groups": finding::groups(run),
        "mirror": report.mirror.iter().map(|file| json!({
            "path": file.path,
            "facts": file.facts.iter().map(|fact| json!({ "label": fact.label, "text": fact.text })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "key_figures": report.key_figures.iter().map(|figure| json!({
            "value": figure.value, "label": figure.label, "source": figure.source,
            "previous": figure.previous,
        })).collect::<Vec<_>>(),
        "due": report.readiness.due("allegato-1").map(italian::long_date),
    })
}

/// How it stands with a file.
#[derive(Clone, Copy)]
enum State {
    Read,
    /// It is read, and there is something to put right.
    Unclear,
    /// Nothing of it can be used.
    Refused,
    /// It has headings and nothing below them.
    Empty,
    /// It is looked at once the settings are there.
    Waiting,
    Missing,
    Optional,
}

impl State {
    fn absent(kind: InputKind) -> Self {
        if kind.is_required() { Self::Missing } else { Self::Optional }
    }

    /// A word for the style sheet, and one for people.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("read", "letto"),
            Self::Unclear => ("unclear", "da chiarire"),
            Self::Refused => ("refused", "non si legge"),
            Self::Empty => ("empty", "da riempire"),
            Self::Waiting => ("waiting", "da leggere"),
            Self::Missing => ("missing", "manca"),
            Self::Optional => ("optional", "manca (facoltativo)"),
        }
    }
}

fn read(kind: InputKind, run: &Run) -> Value {
    let Run { inputs, verified } = run;
    let of_kind = inputs.files.iter().filter(|file| file.kind == kind);
    let paths: Vec<String> = of_kind.map(|file: &InputFile| file.path.clone()).collect();
    let sources: Vec<&SourceFile> =
        verified.dataset.sources.iter().filter(|source| source.kind == kind).collect();
    let is_wrong = |found: &&Diagnostic| {
        found.location.kind == Some(kind) && found.severity() == Severity::Error
    };
    let errors = verified.diagnostics.iter().filter(is_wrong).count();
    let read: u64 = sources.iter().map(|source| source.rows_read).sum();
    let state = match (paths.is_empty(), sources.is_empty()) {
        (true, _) => State::absent(kind),
        (false, true) if kind == InputKind::Texts && errors == 0 => State::Read,
        (false, true) => State::Refused,
        (false, false) if read == 0 => State::Empty,
        (false, false) if errors > 0 => State::Unclear,
        (false, false) => State::Read,
    };
    let counted = match kind {
        InputKind::Texts => Some(italian::counted(paths.len() as u64, "file letto", "file letti")),
        _ if sources.is_empty() => None,
        InputKind::History => {
            Some(italian::counted(sources.len() as u64, "anno letto", "anni letti"))
        }
        _ => Some(counted(kind, &sources)),
    };
    card(kind, paths, state, counted, &sources)
}

/// `447 persone lette, 3 non contate`
fn counted(kind: InputKind, sources: &[&SourceFile]) -> String {
    let used = sources.iter().map(|source| source.rows_used).sum();
    let refused = sources.iter().map(|source| source.rows_refused).sum();
    let left_out = sources.iter().map(|source| source.left_out()).sum();
    let mut parts = vec![match kind {
        InputKind::Staff => italian::counted(used, "persona letta", "persone lette"),
        _ => italian::counted(used, "riga letta", "righe lette"),
    }];
    if left_out > 0 {
        parts.push(italian::counted(left_out, "non contata", "non contate"));
    }
    if refused > 0 {
        parts.push(italian::counted(refused, "da correggere", "da correggere"));
    }
    parts.join(", ")
}

fn card(
    kind: InputKind,
    paths: Vec<String>,
    state: State,
    counted: Option<String>,
    sources: &[&SourceFile],
) -> Value {
    let (key, sign) = state.words();
    let lines = sources.iter().filter(|_| kind != InputKind::History);
    json!({
        "input": kind.name(),
        "title": title(kind),
        "is_required": kind.is_required(),
        "is_folder": InputKind::FOLDERS.contains(&kind),
        "paths": paths,
        "state": key,
        "sign": sign,
        "counted": counted,
        "columns": lines.flat_map(|source| mapping::lines(source)).collect::<Vec<_>>(),
    })
}

/// What an input is, for who has never seen its name.
fn title(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Staff => "Le persone in servizio",
        InputKind::Positions => "Le posizioni di responsabilità retribuite",
        InputKind::Boards => "Le commissioni di concorso",
        InputKind::WorkLife => "Le misure di conciliazione usate",
        InputKind::Leave => "I congedi e i permessi",
        InputKind::Training => "La formazione",
        InputKind::Plan => "Il piano delle azioni positive",
        InputKind::Programme => "Gli indirizzi del programma dell'ente",
        InputKind::Actuals => "I risultati del piano",
        InputKind::Initiatives => "Le azioni realizzate",
        InputKind::Justifications => "I motivi delle anomalie",
        InputKind::Totals => "Le tabelle date come totali",
        InputKind::GradeMap => "Gli inquadramenti prima e dopo una riforma",
        InputKind::Members => "Chi compone il CUG",
        InputKind::Meetings => "Le riunioni del CUG",
        InputKind::Committee => "Che cosa si dice del CUG",
        InputKind::Powers => "I poteri esercitati dal CUG",
        InputKind::Wellbeing => "Gli strumenti per il benessere",
        InputKind::Texts => "I testi della relazione del CUG",
        InputKind::History => "Le tabelle degli anni passati",
    }
}
