//! The command line: a thin layer that alone touches disk, terminal and environment.

mod arguments;
mod explain;
mod folder;
mod generate;
mod generate_all;
mod office;
mod output;
mod overview;
mod parallel;
mod reason;
mod staging;
mod start;
mod stored;
mod terminal;
mod verify;
mod version;
mod window;
mod wrap;
mod year_ahead;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;
use terminal::Terminal;
use window::Start;

use crate::model::body_run::RunOutcome;
use crate::pipeline;

/// How a run ended: the exit statuses of the contract with users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Done = 0,
    CouldNotFinish = 1,
    WrongUsage = 2,
    DataHaveErrors = 3,
    AnomaliesWait = 4,
    PublicEditionUnsafe = 5,
}

impl From<RunOutcome> for Status {
    fn from(outcome: RunOutcome) -> Self {
        match outcome {
            RunOutcome::Done => Self::Done,
            RunOutcome::AnomaliesWait => Self::AnomaliesWait,
            RunOutcome::PublicEditionUnsafe => Self::PublicEditionUnsafe,
            RunOutcome::DataHaveErrors => Self::DataHaveErrors,
            RunOutcome::WrongSettings => Self::WrongUsage,
            RunOutcome::CouldNotFinish => Self::CouldNotFinish,
        }
    }
}

/// Why a command stopped before its end, in the words that the office reads.
#[derive(Debug)]
struct Stop {
    status: Status,
    /// One problem a line, the most important last.
    problems: Vec<String>,
}

impl Stop {
    fn usage(problem: impl Into<String>) -> Self {
        Self { status: Status::WrongUsage, problems: vec![problem.into()] }
    }

    fn failure(problem: impl Into<String>) -> Self {
        Self { status: Status::CouldNotFinish, problems: vec![problem.into()] }
    }

    /// An error of the program, with its causes.
    fn internal(error: &pipeline::Error) -> Self {
        let mut words = format!("il programma non è riuscito a finire: {error}");
        let mut cause = std::error::Error::source(error);
        while let Some(next) = cause {
            words.push_str(&format!(": {next}"));
            cause = next.source();
        }
        Self::failure(words)
    }
}

/// Runs one command line and gives back its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // What a fault says may hold what is in a file: nobody but the command that it stops speaks of it.
    parallel::quiet_faults();
    let mut words: Vec<OsString> = arguments.into_iter().collect();
    let start = Start::of(&words, cfg!(windows));
    let status = match &start {
        Start::Typed => return command(words, Surroundings::Shell),
        Start::DoubleClick => terminal::welcome(),
        Start::NotOneFolder => terminal::mistake(window::NOT_ONE_FOLDER),
        Start::Dropped(folder) => {
            words.splice(1.., ["genera".into(), folder.clone()]);
            command(words, Surroundings::OwnWindow)
        }
    };
    terminal::wait();
    status
}

/// The command line as manual and completions describe it.
pub fn command_line() -> clap::Command {
    <arguments::Arguments as clap::CommandFactory>::command()
}

/// Where the words of a command are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surroundings {
    Shell,
    /// A window of the program alone, in which nothing else will be said.
    OwnWindow,
}

fn command(words: Vec<OsString>, surroundings: Surroundings) -> ExitCode {
    let json = words.iter().any(|word| word == "--json");
    let arguments = match arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(answer) => return terminal::answer(&answer, json),
    };
    let terminal = Terminal::new(&arguments.options, surroundings);
    let options = &arguments.options;
    let result = parallel::sheltered(|| match &arguments.command {
        Command::New { folder, sample } => start::run(folder, *sample, options.anno, &terminal),
        Command::Verify(of) => verify::run(&of.folder, options, &terminal),
        Command::Generate { of, all: false } => generate::run(&of.folder, options, &terminal),
        Command::Generate { of, all: true } => generate_all::run(&of.folder, options, &terminal),
        Command::Explain { code } => explain::run(code.as_deref(), &terminal),
    });
    let result = result.unwrap_or_else(|place| Err(Stop::failure(faulty(&place))));
    let status = result.unwrap_or_else(|stop| {
        terminal.stop(stop.status as u8, &stop.problems);
        stop.status
    });
    ExitCode::from(status as u8)
}

/// A fault of the program, by its place.
fn faulty(place: &str) -> String {
    format!(
        "il programma si è guastato ({place}): segnalatelo a chi lo mantiene, senza mandare i dati"
    )
}
