//! `genera --tutti`: the command of February for every body of a shared office.

use std::path::{Component, Path, PathBuf};

use super::arguments::Options;
use super::office::{self, Place};
use super::terminal::Terminal;
use super::{Status, Stop, folder, generate, output, overview, parallel, verify};
use crate::model::body_run::{BodyFigures, BodyRun, RunOutcome};
use crate::model::output_folder::OutputFolder;
use crate::model::report::{KeyFigureKind, Report};
use crate::{italian, pipeline, publish};

pub(super) fn run(path: &Path, options: &Options, terminal: &Terminal) -> Result<Status, Stop> {
    let places = places(path)?;
    let many = italian::counted(places.len() as u64, "cartella", "cartelle");
    terminal.begin(&format!("{many} di lavoro in «{}»", path.display()));
    let runs = run_each(path, &places, options, terminal);
    let worst = runs.iter().map(|run| run.outcome).max().unwrap_or(RunOutcome::Done);
    let page = write_page(path, &runs, options);
    let status = if page.is_err() { Status::CouldNotFinish } else { worst.into() };
    if terminal.json {
        terminal.result(&overview::json(
            status,
            &runs,
            page.as_ref().ok().and_then(Option::as_deref),
        ));
    }
    terminal.to_copy(&overview::to_look_into(path, &runs, options));
    terminal.lines(&[String::new(), format!("{many}: {}", overview::counts(&runs))]);
    match page {
        Ok(Some(page)) => terminal.lines(&[format!("Il riepilogo è in {}", page.display())]),
        Ok(None) => terminal.lines(&[format!(
            "«{}» non è una pagina di questo programma, e non è stato toccato: il riepilogo manca",
            publish::OFFICE_PAGE
        )]),
        Err(stop) => stop.problems.iter().for_each(|problem| terminal.conclude(false, problem)),
    }
    let waiting = runs.iter().filter(|run| run.outcome != RunOutcome::Done).count() as u64;
    if waiting == 0 {
        terminal.conclude(true, "Le relazioni sono tutte pronte.");
    } else {
        terminal.conclude(
            false,
            &format!(
                "{}: per ciascuna c'è il comando che dice che cosa fare.",
                italian::counted(waiting, "cartella da vedere", "cartelle da vedere")
            ),
        );
    }
    Ok(status)
}

fn places(office: &Path) -> Result<Vec<Place>, Stop> {
    if !office.is_dir() {
        return Err(Stop::usage(format!("la cartella «{}» non c'è", office.display())));
    }
    let places = office::bodies(office);
    if places.is_empty() {
        return Err(Stop::usage(format!(
            "in «{}» non c'è nessuna cartella di lavoro: con --tutti si indica la cartella che contiene quelle degli enti, ciascuna con il suo cug.toml",
            office.display()
        )));
    }
    Ok(places)
}

/// Each outcome is told in the order of the paths, as soon as all before it are there.
fn run_each(
    office: &Path,
    places: &[Place],
    options: &Options,
    terminal: &Terminal,
) -> Vec<BodyRun> {
    let width = places.iter().map(|place| name(&place.path).chars().count()).max().unwrap_or(0);
    let mut runs: Vec<Option<BodyRun>> = places.iter().map(|_| None).collect();
    let (mut finished, mut told) = (0, 0);
    terminal.count(0, places.len());
    let work = |number: usize| run_body(office, &places[number], options);
    parallel::each(places.len(), work, |number, run| {
        finished += 1;
        runs[number] = Some(run);
        while let Some(Some(run)) = runs.get(told) {
            terminal.outcome(run.outcome, &overview::line(run, width));
            told += 1;
        }
        terminal.count(finished, places.len());
    });
    terminal.end_progress();
    runs.into_iter().flatten().collect()
}

/// One body, whatever becomes of it.
fn run_body(office: &Path, place: &Place, options: &Options) -> BodyRun {
    let mut run = BodyRun {
        folder: name(&place.path),
        body: None,
        year: None,
        outcome: RunOutcome::CouldNotFinish,
        problems: Vec::new(),
        errors: None,
        waiting: None,
        figures: None,
        paths: Vec::new(),
    };
    let problems = match parallel::sheltered(|| complete(&mut run, office, place, options)) {
        Ok(Ok(())) => Vec::new(),
        Ok(Err(stop)) => {
            if stop.status == Status::WrongUsage {
                run.outcome = RunOutcome::WrongSettings;
            }
            stop.problems
        }
        Err(place) => vec![super::faulty(&place)],
    };
    BodyRun { problems, ..run }
}

fn complete(
    run: &mut BodyRun,
    office: &Path,
    place: &Place,
    options: &Options,
) -> Result<(), Stop> {
    if let Some(problem) = &place.closed {
        return Err(Stop::failure(problem.clone()));
    }
    let root = options.uscita.as_deref().unwrap_or(office);
    let mut own = options.clone();
    own.uscita = Some(root.join(&place.path).join(folder::OUTPUT));
    let folder = folder::open(&office.join(&place.path), &own)?;
    let settings = &folder.settings;
    run.body = Some(settings.body.name.clone());
    run.year = Some(settings.report.year);
    let generated = generate::generate(&folder, &mut |_| ())?;
    let verified = &generated.verified;
    run.errors = Some(verified.errors());
    run.waiting = Some(verified.waiting());
    let paths = if generated.outcome == RunOutcome::DataHaveErrors {
        verify::write(verified, &folder)?;
        vec![OutputFolder::Office.path(publish::FINDINGS_PAGE)]
    } else {
        run.figures = figures(&verified.report);
        generated.paths
    };
    let written = place.path.join(folder::OUTPUT).join(settings.report.year.to_string());
    run.paths = paths.into_iter().map(|path| name(&written.join(path))).collect();
    run.outcome = generated.outcome;
    Ok(())
}

fn figures(report: &Report) -> Option<BodyFigures> {
    let value = |kind| {
        let figure = report.key_figures.iter().find(|figure| figure.kind == kind);
        figure.map(|figure| figure.value.clone())
    };
    Some(BodyFigures {
        staff: value(KeyFigureKind::Staff)?,
        women: value(KeyFigureKind::Women)?,
        plan_score: report.achievements.as_ref().map(|plan| {
            let score = &plan.overall.score;
            format!("{} ({})", score.text, score.basis)
        }),
    })
}

/// `unione/comune` on every system; `.` for the office's own folder.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn write_page(office: &Path, runs: &[BodyRun], options: &Options) -> Result<Option<PathBuf>, Stop> {
    output::replace_page(options.uscita.as_deref().unwrap_or(office), || {
        publish::office_page(pipeline::PROGRAM, runs).map_err(|error| Stop::internal(&error.into()))
    })
}
