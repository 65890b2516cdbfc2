//! The only file that prints. Messages go to standard error, results asked for go to standard output.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::{ColorChoice, eprintln, println};
use anstyle::{AnsiColor, Style};
use terminal_size::{Height, Width, terminal_size_of};

use super::arguments::{Answer, Options};
use super::wrap::wrapped;
use super::{Status, Surroundings, version, window};
use crate::diagnostic::Severity;
use crate::diagnostic::render::Group;
use crate::model::body_run::RunOutcome;
use crate::model::guard;
use crate::pipeline::{PROGRAM, Stage};

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
    surroundings: Surroundings,
}

impl Terminal {
    pub(super) fn new(options: &Options, surroundings: Surroundings) -> Self {
        if options.no_color {
            ColorChoice::Never.write_global();
        }
        let shows_progress = std::io::stderr().is_terminal() && !options.quiet;
        Self { json: options.json, quiet: options.quiet, shows_progress, surroundings }
    }

    /// What is about to be done, at once.
    pub(super) fn begin(&self, words: &str) {
        if !self.quiet {
            eprintln!("{BOLD}{}{BOLD:#}", shown(words));
        }
    }

    /// The stage that is running, on a line that the next one overwrites.
    pub(super) fn progress(&self, stage: Stage) {
        let words = match stage {
            Stage::Read => "leggo i dati",
            Stage::Compute => "calcolo le tabelle",
            Stage::Protect => "proteggo i gruppi piccoli",
            Stage::Typeset | Stage::Document(..) => "compongo i documenti",
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
            eprintln!("\n{style}{}{style:#}", shown(&group.headline));
            for place in &group.places {
                eprintln!("{}", shown(&format!("  {place}")));
            }
            eprintln!("{DIM}{}{DIM:#}", shown(&format!("  → {}", group.remedy)));
        }
    }

    /// Lines of information, before the last one.
    pub(super) fn lines(&self, lines: &[String]) {
        if !self.quiet {
            for line in lines {
                eprintln!("{}", shown(line));
            }
        }
    }

    /// Lines to copy, as lines of `cug.toml` and commands: broken they would be other ones.
    pub(super) fn to_copy(&self, lines: &[String]) {
        if !self.quiet {
            for line in lines {
                eprintln!("{}", harmless(line));
            }
        }
    }

    /// The most important line, always printed, with the next step.
    pub(super) fn conclude(&self, good: bool, words: &str) {
        let style = if good { GREEN } else { RED };
        eprintln!("{style}{}{style:#}", shown(words));
    }

    /// The page to open next, where nothing else will be said.
    pub(super) fn page(&self, page: &Path) {
        if self.surroundings == Surroundings::OwnWindow {
            self.conclude(true, &format!("La pagina da aprire: {}", page.display()));
        }
    }

    /// Problems that stopped the command.
    pub(super) fn stop(&self, status: u8, problems: &[String]) {
        self.end_progress();
        if self.json {
            self.result(&stopped(status, problems));
        }
        for problem in problems {
            eprintln!("{RED}{}{RED:#}", shown(problem));
        }
    }

    /// A result that was asked for.
    pub(super) fn result(&self, text: &str) {
        let text = escaped(text.trim_end());
        let size = terminal_size_of(std::io::stdout()).filter(|_| !self.json);
        // A closed pipe is the reader's choice, not a failure.
        let _ = writeln!(std::io::stdout(), "{}", fitted(&text, size));
    }
}

/// Replaces the last line.
fn overwrite(words: &str) {
    let mut stderr = std::io::stderr();
    let _ = stderr.write_all(overwriting(words).as_bytes()).and_then(|()| stderr.flush());
}

/// With blanks: a window of Windows shows the sequence that erases a line as letters, unless somebody has
/// asked it for colours.
fn overwriting(words: &str) -> String {
    const WIDTH: usize = 40;
    format!("\r{:WIDTH$}\r{words}", "")
}

/// A double click on the program, which asks for nothing.
pub(super) fn welcome() -> ExitCode {
    let folder = std::env::current_exe().ok();
    let beside = |name: &str| {
        let path = folder.as_ref()?.parent()?.join(name);
        path.exists().then_some(path)
    };
    for line in window::welcome(PROGRAM, beside) {
        eprintln!("{}", shown(&line));
    }
    ExitCode::SUCCESS
}

/// A mistake in how the program was started.
pub(super) fn mistake(words: &str) -> ExitCode {
    eprintln!("{RED}{}{RED:#}", shown(words));
    ExitCode::from(Status::WrongUsage as u8)
}

/// Keeps a window that closes with the program until it has been read.
pub(super) fn wait() {
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        eprintln!("\nPremete Invio per chiudere questa finestra.");
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Help or a mistake, before there is a terminal.
pub(super) fn answer(answer: &Answer, json: bool) -> ExitCode {
    match answer {
        Answer::Help(text) => {
            println!("{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Answer::Version => {
            let version = if json { format!("{:#}", version::json()) } else { PROGRAM.to_owned() };
            println!("{version}");
            ExitCode::SUCCESS
        }
        Answer::Mistake(words) => {
            if json {
                let answer = stopped(Status::WrongUsage as u8, std::slice::from_ref(words));
                println!("{}", escaped(&answer));
            }
            let status = mistake(words);
            eprintln!("Per l'aiuto: relazione-cug --help");
            status
        }
    }
}

/// The answer of a command that stopped, in JSON.
fn stopped(status: u8, problems: &[String]) -> String {
    format!("{:#}", serde_json::json!({ "stato": status, "messaggi": problems }))
}

/// Words for standard error: they steer no terminal, and break between words where it is one.
fn shown(words: &str) -> String {
    fitted(&harmless(words), terminal_size_of(std::io::stderr())).into_owned()
}

/// Below this many letters lines are left alone.
const MIN_WIDTH: u16 = 30;

/// Text for a terminal of some size. The last column stays free: a window of Windows breaks a line that
/// fills it.
fn fitted(text: &str, size: Option<(Width, Height)>) -> Cow<'_, str> {
    let Some((Width(width @ MIN_WIDTH..), _)) = size else { return Cow::Borrowed(text) };
    let width = usize::from(width) - 1;
    let lines: Vec<String> = text.split('\n').map(|line| wrapped(line, width)).collect();
    Cow::Owned(lines.join("\n"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_progress_is_replaced_without_a_sequence() {
        let line = overwriting("leggo i dati…");
        assert!(line.starts_with('\r') && line.ends_with("\rleggo i dati…"));
        assert!(!line.contains('\u{1b}'));
    }

    #[test]
    fn text_fits_the_terminal_it_is_shown_on() {
        let text = "Le relazioni sono tutte pronte.\nEcco.";
        assert_eq!(fitted(text, None), text);
        assert_eq!(fitted(text, Some((Width(10), Height(20)))), text);
        let narrow = fitted(text, Some((Width(31), Height(20))));
        assert_eq!(narrow, "Le relazioni sono tutte\npronte.\nEcco.");
    }
}
