//! Starts the command line and gives back its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    relazione_cug::cli::run(std::env::args_os())
}
