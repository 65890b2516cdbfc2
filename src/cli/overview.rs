//! What `genera --tutti` says of its bodies, on the terminal and in JSON.

use std::path::Path;

use serde_json::{Value, json};

use super::arguments::Options;
use super::{Status, folder};
use crate::italian;
use crate::model::body_run::{BodyRun, RunOutcome, typed};

/// Folders to look into that the terminal names; the page has them all.
const MOST_NAMED: usize = 20;

/// One body: folder, name, year, and what waits there.
pub(super) fn line(run: &BodyRun, width: usize) -> String {
    let body = match (&run.body, run.year) {
        (Some(body), Some(year)) => format!("  {body}, {year}"),
        _ => String::new(),
    };
    let mut details = Vec::new();
    let some = |count: Option<u64>| count.filter(|count| *count > 0);
    if let Some(errors) = some(run.errors) {
        details.push(italian::counted(errors, "errore", "errori"));
    }
    if let Some(waiting) = some(run.waiting) {
        details.push(italian::counted(waiting, "anomalia aspetta", "anomalie aspettano"));
    }
    details.extend(run.problems.first().cloned());
    let details = if details.is_empty() {
        String::new()
    } else {
        format!("{} {}", if body.is_empty() { " " } else { ":" }, details.join(", "))
    };
    format!("{:<width$}{body}{details}", run.folder)
}

/// `38 fatte, 1 con errori nei dati, 1 non riuscita`
pub(super) fn counts(runs: &[BodyRun]) -> String {
    let counted = |outcome: RunOutcome| {
        let count = runs.iter().filter(|run| run.outcome == outcome).count() as u64;
        let (one, many) = outcome.labels();
        (count > 0).then(|| italian::counted(count, one, many))
    };
    let words: Vec<String> = RunOutcome::ALL.into_iter().rev().filter_map(counted).collect();
    words.join(", ")
}

/// The commands for the bodies where something is left to do.
pub(super) fn to_look_into(office: &Path, runs: &[BodyRun], options: &Options) -> Vec<String> {
    let commands: Vec<String> = runs
        .iter()
        .filter_map(|run| {
            let mut command = format!("  {}", run.command(&below(office, run))?);
            if let Some(year) = options.anno {
                command.push_str(&format!(" --anno {year}"));
            }
            if let Some(root) = &options.uscita {
                let output = format!("{}/{}", below(root, run), folder::OUTPUT);
                command.push_str(&format!(" --uscita {}", typed(&output)));
            }
            Some(command)
        })
        .collect();
    if commands.is_empty() {
        return commands;
    }
    let mut lines = vec![String::new(), "Da vedere".to_owned()];
    lines.extend(commands.iter().take(MOST_NAMED).cloned());
    let others = commands.len().saturating_sub(MOST_NAMED) as u64;
    if others > 0 {
        let others = italian::counted(others, "altra", "altre");
        lines.push(format!("  e {others}, che sono nel riepilogo"));
    }
    lines
}

fn below(root: &Path, run: &BodyRun) -> String {
    let path = if run.folder == "." { root.to_owned() } else { root.join(&run.folder) };
    path.display().to_string()
}

/// The answer of `--json`.
pub(super) fn json(status: Status, runs: &[BodyRun], page: Option<&Path>) -> String {
    let body = |run: &BodyRun| -> Value {
        json!({
            "cartella": run.folder,
            "ente": run.body,
            "anno": run.year,
            "stato": Status::from(run.outcome) as u8,
            "esito": run.outcome.labels().0,
            "errori": run.errors,
            "anomalie_in_attesa": run.waiting,
            "file": run.paths,
            "messaggi": run.problems,
        })
    };
    let result = json!({
        "stato": status as u8,
        "riepilogo": page.map(|page| page.display().to_string()),
        "enti": runs.iter().map(body).collect::<Vec<_>>(),
    });
    format!("{result:#}")
}
