//! The only file that prints. Messages go to standard error, results asked for go to standard output.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anstream::{ColorChoice, eprintln, println};
use anstyle::{AnsiColor, Style};

use super::Status;
use super::arguments::{Answer, Options};
use crate::diagnostic::Severity;
use crate::diagnostic::render::Group;
use crate::model::body_run::RunOutcome;
use crate::model::guard;
use crate::pipeline::Stage;

const BOLD: Style = Style::new().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default().bold();
const DIM: Style = Style::new().dimmed();

/// Where and how much to print.
pub(super) struct Terminal {
    pub(super) json: bool,
    quiet: bool,
    shows_progress: bool,
}

impl Terminal {
    pub(super) fn new(options: &Options) -> Self {
        if options.no_color {
            ColorChoice::Never.write_global();
        }
        let shows_progress = std::io::stderr().is_terminal() && !options.quiet;
        Self { json: options.json, quiet: options.quiet, shows_progress }
    }

    /// What is about to be done, at once.
    pub(super) fn begin(&self, words: &str) {
        if !self.quiet {
            eprintln!("{BOLD}{}{BOLD:#}", harmless(words));
        }
    }

    /// The stage that is running, on a line that the next one overwrites.
    pub(super) fn progress(&self, stage: Stage) {
        let words = match stage {
            Stage::Read => "leggo i dati",
            Stage::Compute => "calcolo le tabelle",
            Stage::Protect => "proteggo i gruppi piccoli",
            Stage::Typeset => "compongo il documento",
            Stage::Publish => "scrivo i file",
        };
        if self.shows_progress {
            overwrite(&format!("{words}…"));
        }
    }

    /// How many of many are finished, on the same line.
    pub(super) fn count(&self, finished: usize, all: usize) {
        if self.shows_progress {
            overwrite(&format!("{finished} di {all}…"));
        }
    }

    /// How one of many ended.
    pub(super) fn outcome(&self, outcome: RunOutcome, words: &str) {
        if self.quiet {
            return;
        }
        self.end_progress();
        let style = match Status::from(outcome) {
            Status::Done => GREEN,
            Status::AnomaliesWait | Status::PublicEditionUnsafe => YELLOW,
            _ => RED,
        };
        eprintln!("{style}{:<26}{style:#}  {}", outcome.labels().0, harmless(words));
    }

    /// Clears the progress line before other words.
    pub(super) fn end_progress(&self) {
        if self.shows_progress {
            overwrite("");
        }
    }

    /// Findings grouped by code, the heaviest last.
    pub(super) fn groups(&self, groups: &[Group]) {
        if self.quiet {
            return;
        }
        for group in groups {
            let style = match group.severity {
                Severity::Error => RED,
                Severity::Anomaly => YELLOW,
                Severity::Note => DIM,
            };
            eprintln!("\n{style}{}{style:#}", harmless(&group.headline));
            for place in &group.places {
                eprintln!("  {}", harmless(place));
            }
            eprintln!("  {DIM}→ {}{DIM:#}", harmless(&group.remedy));
        }
    }

    /// Lines of information, before the last one.
    pub(super) fn lines(&self, lines: &[String]) {
        if !self.quiet {
            for line in lines {
                eprintln!("{}", harmless(line));
            }
        }
    }

    /// The most important line, always printed, with the next step.
    pub(super) fn conclude(&self, good: bool, words: &str) {
        let style = if good { GREEN } else { RED };
        eprintln!("{style}{}{style:#}", harmless(words));
    }

    /// Problems that stopped the command.
    pub(super) fn stop(&self, status: u8, problems: &[String]) {
        self.end_progress();
        if self.json {
            self.result(&stopped(status, problems));
        }
        for problem in problems {
            eprintln!("{RED}{}{RED:#}", harmless(problem));
        }
    }

    /// A result that was asked for.
    pub(super) fn result(&self, text: &str) {
        // A closed pipe is the reader's choice, not a failure.
        let _ = writeln!(std::io::stdout(), "{}", escaped(text.trim_end()));
    }
}

/// Replaces the last line; erasing is no colour, so it does not go through the colour filter.
fn overwrite(words: &str) {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "\r\x1b[2K{words}").and_then(|()| stderr.flush());
}

/// Help or a mistake, before there is a terminal.
pub(super) fn answer(answer: &Answer, json: bool) -> ExitCode {
    match answer {
        Answer::Help(text) => {
            println!("{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Answer::Mistake(words) => {
            if json {
                let answer = stopped(Status::WrongUsage as u8, std::slice::from_ref(words));
                println!("{}", escaped(&answer));
            }
            eprintln!("{RED}{}{RED:#}", harmless(words));
            eprintln!("Per l'aiuto: relazione-cug --help");
            ExitCode::from(Status::WrongUsage as u8)
        }
    }
}

/// The answer of a command that stopped, in JSON.
fn stopped(status: u8, problems: &[String]) -> String {
    format!("{:#}", serde_json::json!({ "stato": status, "messaggi": problems }))
}

/// Words that come from files must not steer the terminal: control characters are shown, not sent.
fn harmless(words: &str) -> String {
    let shown = guard::harmless(words);
    shown.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// JSON that says the same and steers no terminal: such letters stand only in strings.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if guard::steers(letter) {
            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    text
}
