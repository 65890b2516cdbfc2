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
mod staging;
mod start;
mod stored;
mod terminal;
mod verify;
mod year_ahead;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;
use terminal::Terminal;

use crate::model::body_run::RunOutcome;

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
}

/// Runs one command line and gives back its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let json = words.iter().any(|word| word == "--json");
    let arguments = match arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(answer) => return terminal::answer(&answer, json),
    };
    let terminal = Terminal::new(&arguments.options);
    let options = &arguments.options;
    let result = match &arguments.command {
        Command::New { folder, sample } => start::run(folder, *sample, &terminal),
        Command::Verify(of) => verify::run(&of.folder, options, &terminal),
        Command::Generate { of, all: false } => generate::run(&of.folder, options, &terminal),
        Command::Generate { of, all: true } => generate_all::run(&of.folder, options, &terminal),
        Command::Explain { code } => explain::run(code.as_deref(), &terminal),
    };
    let status = result.unwrap_or_else(|stop| {
        terminal.stop(stop.status as u8, &stop.problems);
        stop.status
    });
    ExitCode::from(status as u8)
}
