//! `riepilogo.html`: the bodies of a shared office, how the run of each went and where its documents are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::italian;
use crate::model::body_run::{BodyFigures, BodyRun, RunOutcome};
use crate::model::output_folder::OutputFolder;

/// What a path may have in a link as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

/// The documents that the page leads to, where a body has them.
const ENTRANCES: [(OutputFolder, &str, &str); 4] = [
    (OutputFolder::Restricted, "index.html", "Pagina riservata"),
    (OutputFolder::Public, "index.html", "Pagina pubblica"),
    (OutputFolder::Restricted, "allegato-1.pdf", "Allegato 1"),
    (OutputFolder::Office, super::FINDINGS_PAGE, "Controlli"),
];

/// What the template shows.
pub(super) fn value(program: &str, runs: &[BodyRun]) -> Value {
    let counts = RunOutcome::ALL.map(|outcome| {
        let count = runs.iter().filter(|run| run.outcome == outcome).count() as u64;
        let (one, many) = outcome.labels();
        json!({ "words": italian::counted(count, one, many), "key": outcome.key(), "some": count > 0 })
    });
    json!({
        "program": program,
        "bodies": italian::counted(runs.len() as u64, "cartella di lavoro", "cartelle di lavoro"),
        "counts": counts,
        "waiting": RunOutcome::ALL.iter().flat_map(|outcome| waiting(*outcome, runs)).collect::<Vec<_>>(),
        "runs": runs.iter().map(run).collect::<Vec<_>>(),
    })
}

/// The bodies of one outcome, when something is left to do.
fn waiting(outcome: RunOutcome, runs: &[BodyRun]) -> Vec<Value> {
    let runs = runs.iter().filter(|run| run.outcome == outcome);
    runs.filter_map(|run| {
        let command = run.command(&run.folder)?;
        Some(json!({
            "body": run.body,
            "folder": run.folder,
            "outcome": outcome.labels().0,
            "key": outcome.key(),
            "problems": run.problems,
            "command": command,
        }))
    })
    .collect()
}

fn run(run: &BodyRun) -> Value {
    let figure = |value: fn(&BodyFigures) -> Option<&String>| run.figures.as_ref().and_then(value);
    json!({
        "body": run.body,
        "folder": run.folder,
        "year": run.year.map(|year| year.to_string()),
        "outcome": run.outcome.labels().0,
        "key": run.outcome.key(),
        "errors": run.errors.map(italian::count),
        "waiting": run.waiting.map(italian::count),
        "staff": figure(|figures| Some(&figures.staff)),
        "women": figure(|figures| Some(&figures.women)),
        "plan_score": figure(|figures| figures.plan_score.as_ref()),
        "files": ENTRANCES.iter().filter_map(|(folder, name, title)| {
            let ending = format!("/{}", folder.path(name));
            let path = run.paths.iter().find(|path| path.ends_with(&ending))?;
            let link = utf8_percent_encode(path, PLAIN).to_string();
            Some(json!({ "link": link, "title": title }))
        }).collect::<Vec<_>>(),
    })
}
