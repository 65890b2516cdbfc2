//! The findings as the page lists them, and the documents as it offers them.

use serde_json::{Value, json};

use super::{Run, question};
use crate::diagnostic::{Diagnostic, Severity};
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::output_folder::OutputFolder;
use crate::pipeline::Verified;
use crate::publish;

/// Places of one code that are listed; beyond, the list would be slow and nobody would read on.
const MOST_PLACES: usize = 200;

/// How many findings there are of each severity, and how many wait.
pub(super) fn counts(run: &Run) -> Value {
    let Run { verified, .. } = run;
    let count = |severity| verified.diagnostics.count(severity) as u64;
    json!({
        "errors": verified.errors(),
        "waiting": verified.waiting(),
        "words": [
            italian::counted(count(Severity::Error), "errore", "errori"),
            italian::counted(verified.waiting(), "anomalia da giustificare", "anomalie da giustificare"),
            italian::counted(count(Severity::Note), "nota", "note"),
        ],
    })
}

/// The findings by code, the heaviest first.
pub(super) fn groups(run: &Run) -> Vec<Value> {
    let Run { verified, .. } = run;
    let mut groups = verified.diagnostics.by_code();
    groups.sort_by_key(|(code, _)| std::cmp::Reverse(code.info().severity));
    let answer =
        |code: &str| verified.report.quality.findings.iter().find(|found| found.code == code);
    groups
        .iter()
        .map(|(code, found)| {
            let info = code.info();
            let answer = answer(code.name());
            json!({
                "code": code.name(),
                "severity": info.severity.label(),
                "title": info.title,
                "why": info.why,
                "exception": info.exception,
                "count": italian::counted(found.len() as u64, "caso", "casi"),
                "waiting": answer.map_or(0, |answer| answer.waiting),
                "justifications": answer.map(|answer| answer.justifications.clone()).unwrap_or_default(),
                "places": found.iter().take(MOST_PLACES).map(|found| place(found)).collect::<Vec<_>>(),
                "others": match found.len().saturating_sub(MOST_PLACES) {
                    0 => None,
                    others => Some(italian::counted(others as u64, "altro caso", "altri casi")),
                },
            })
        })
        .collect()
}

fn place(found: &Diagnostic) -> Value {
    json!({
        "place": found.location.to_string(),
        "message": found.message,
        "remedy": found.remedy,
        "tables": found.tables,
        "questions": question::ids(found),
    })
}

/// What was made, in the order in which it is read.
pub(super) fn documents(verified: &Verified, year: i32, made: &[Artifact]) -> Value {
    let is_public =
        made.iter().any(|artifact| OutputFolder::Public.file_name(&artifact.path).is_some());
    json!({
        "year": year,
        "files": made.iter().map(|artifact| json!({
            "path": artifact.path,
            "title": publish::title_of(&artifact.path),
            "size": publish::size(artifact.bytes.len()),
        })).collect::<Vec<_>>(),
        "is_public": is_public,
        "waiting": verified.waiting(),
        "unsafe": if is_public { None } else { Some(UNSAFE) },
        "due": verified.report.readiness.due("allegato-1").map(italian::long_date),
    })
}

/// `Allegato 1: …` of `allegato-1`
pub(super) fn title(stem: &str) -> String {
    publish::title_of(&format!("{stem}.pdf"))
}

const UNSAFE: &str = "L'edizione pubblica non si può rendere sicura e non c'è; quella riservata è completa. Se fra le impostazioni ci sono esenzioni, riducetele e ripetete.";
