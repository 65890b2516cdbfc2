//! Writes the manual pages and the completions of shells into a folder, from the command line itself:
//! `cargo run --example manual -- FOLDER`.
#![expect(clippy::disallowed_methods, reason = "it writes files for packages")]

use std::path::Path;
use std::{fs, io};

use clap::Command;
use clap_complete::{Shell, generate_to};
use clap_mangen::Man;
use relazione_cug::cli::command_line;
use relazione_cug::pipeline::PROGRAM;

/// Headings that clap writes in English, and one that a manual page has in capitals.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "NOME"),
    ("SYNOPSIS", "USO"),
    ("DESCRIPTION", "DESCRIZIONE"),
    ("OPTIONS", "OPZIONI"),
    ("Comandi", "COMANDI"),
    ("EXTRA", "ALTRO"),
    ("VERSION", "VERSIONE"),
];

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    let [pages, completions] = ["man", "completions"].map(|name| Path::new(&folder).join(name));
    fs::create_dir_all(&pages)?;
    fs::create_dir_all(&completions)?;
    let mut command = command_line();
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        generate_to(shell, &mut command, "relazione-cug", &completions)?;
    }
    command.build();
    write_page(&pages, &command, "relazione-cug")?;
    for subcommand in command.get_subcommands() {
        let name = format!("relazione-cug-{}", subcommand.get_name());
        write_page(&pages, subcommand, &name)?;
    }
    Ok(())
}

fn write_page(folder: &Path, command: &Command, name: &str) -> io::Result<()> {
    let mut page = Vec::new();
    let command = command.clone().version(env!("CARGO_PKG_VERSION"));
    let manual = Man::new(command).manual("relazione-cug").source(PROGRAM).date("");
    manual.render(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for (english, italian) in HEADINGS {
        page = page.replace(&format!(".SH {english}\n"), &format!(".SH {italian}\n"));
    }
    fs::write(folder.join(format!("{name}.1")), page)
}
