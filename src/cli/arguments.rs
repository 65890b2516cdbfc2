//! What the office types, with help and mistakes in Italian.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};

const TEMPLATE: &str = "{about}\n\nUso: {usage}\n\n{all-args}{after-help}";
const ROOT_TEMPLATE: &str = "{about}\n\nUso: relazione-cug COMANDO [CARTELLA] [OPZIONI]\n\nComandi:\n{subcommands}\n\nOpzioni:\n{options}{after-help}";

/// Dai fogli di calcolo del personale alla relazione per il CUG
#[derive(Debug, Parser)]
#[command(
    name = "relazione-cug",
    version,
    help_template = ROOT_TEMPLATE,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "A febbraio basta un comando: relazione-cug genera CARTELLA"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) options: Options,
}

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Opzioni")]
pub(super) struct Options {
    /// Scrive il risultato in JSON sullo standard output
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Tace, salvo l'esito
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    /// Non usa colori (anche con la variabile NO_COLOR)
    #[arg(long, global = true)]
    pub(super) no_color: bool,
    /// Cartella in cui scrivere, al posto di «uscita»
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) uscita: Option<PathBuf>,
    /// Anno dei dati, al posto di quello in cug.toml
    #[arg(long, global = true, value_name = "ANNO", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    pub(super) anno: Option<i32>,
    /// Mostra questo aiuto
    #[arg(long, short = 'h', global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Mostra la versione
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
#[command(subcommand_help_heading = "Comandi")]
pub(super) enum Command {
    /// Prepara una cartella di lavoro: cug.toml e i fogli da riempire
    #[command(name = "nuovo", override_usage = "relazione-cug nuovo CARTELLA [OPZIONI]", help_template = TEMPLATE, disable_help_flag = true)]
    New {
        /// Cartella da creare
        #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
        folder: PathBuf,
        /// La riempie con i dati dell'ente di esempio
        #[arg(long = "esempio", help_heading = "Opzioni")]
        sample: bool,
    },
    /// Legge e controlla, senza pubblicare niente
    #[command(name = "verifica", override_usage = "relazione-cug verifica [CARTELLA] [OPZIONI]", help_template = TEMPLATE, disable_help_flag = true)]
    Verify(WorkingFolder),
    /// Controlla, calcola, compone e pubblica: il comando di febbraio
    #[command(name = "genera", override_usage = "relazione-cug genera [--tutti] [CARTELLA] [OPZIONI]", help_template = TEMPLATE, disable_help_flag = true)]
    Generate {
        #[command(flatten)]
        of: WorkingFolder,
        /// Lo fa per ogni cartella di lavoro che si trova in CARTELLA, e ne scrive il riepilogo
        #[arg(long = "tutti", help_heading = "Opzioni")]
        all: bool,
    },
    /// Spiega un codice: che cosa significa, perché conta, come si rimedia
    #[command(name = "spiega", override_usage = "relazione-cug spiega [CODICE] [OPZIONI]", help_template = TEMPLATE, disable_help_flag = true)]
    Explain {
        /// Codice, per esempio P03; senza codice li elenca tutti
        #[arg(value_name = "CODICE", help_heading = "Argomenti")]
        code: Option<String>,
    },
}

/// The folder that a command works on.
#[derive(Args, Debug)]
pub(super) struct WorkingFolder {
    /// Cartella di lavoro
    #[arg(
        value_name = "CARTELLA",
        default_value = ".",
        hide_default_value = true,
        help_heading = "Argomenti"
    )]
    pub(super) folder: PathBuf,
}

/// What to print instead of running a command.
pub(super) enum Answer {
    /// For standard output.
    Help(String),
    /// Which program this is.
    Version,
    /// A mistake in what was typed.
    Mistake(String),
}

pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, Answer> {
    Arguments::try_parse_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp => Answer::Help(error.to_string()),
        ErrorKind::DisplayVersion => Answer::Version,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            Answer::Mistake("manca il comando: nuovo, verifica, genera o spiega".to_owned())
        }
        kind => Answer::Mistake(mistake(kind, &error)),
    })
}

fn mistake(kind: ErrorKind, error: &clap::Error) -> String {
    let word = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let hint = |kind: ContextKind| match word(kind) {
        near if near.is_empty() => String::new(),
        near => format!(" (forse «{near}»?)"),
    };
    match kind {
        ErrorKind::InvalidSubcommand => format!(
            "il comando «{}» non esiste{}: ci sono nuovo, verifica, genera e spiega",
            word(ContextKind::InvalidSubcommand),
            hint(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument if !word(ContextKind::InvalidArg).starts_with('-') => {
            format!("«{}» è di troppo", word(ContextKind::InvalidArg))
        }
        ErrorKind::UnknownArgument => format!(
            "l'opzione «{}» non esiste{}",
            word(ContextKind::InvalidArg),
            hint(ContextKind::SuggestedArg)
        ),
        ErrorKind::MissingRequiredArgument => {
            format!("manca {}", word(ContextKind::InvalidArg).replace(['<', '>'], ""))
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => format!(
            "il valore «{}» non va bene per {}",
            word(ContextKind::InvalidValue),
            word(ContextKind::InvalidArg)
        ),
        _ => "la riga di comando non è chiara: provate relazione-cug --help".to_owned(),
    }
}
