//! Starts the command line and gives back its exit status.

use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the command line begins here")]
fn main() -> ExitCode {
    relazione_cug::cli::run(std::env::args_os())
}
