//! How the yearly run went for one of the bodies that an office keeps together.

/// Esito of a run, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunOutcome {
    Done,
    AnomaliesWait,
    PublicEditionUnsafe,
    DataHaveErrors,
    WrongSettings,
    CouldNotFinish,
}

impl RunOutcome {
    /// The worst first, as it is told to whoever has to look into them.
    pub const ALL: [Self; 6] = [
        Self::CouldNotFinish,
        Self::WrongSettings,
        Self::DataHaveErrors,
        Self::PublicEditionUnsafe,
        Self::AnomaliesWait,
        Self::Done,
    ];

    /// What is said of one report and of many.
    pub fn labels(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("fatta", "fatte"),
            Self::AnomaliesWait => ("fatta con anomalie", "fatte con anomalie"),
            Self::PublicEditionUnsafe => ("senza edizione pubblica", "senza edizione pubblica"),
            Self::DataHaveErrors => ("con errori nei dati", "con errori nei dati"),
            Self::WrongSettings => ("con cug.toml da correggere", "con cug.toml da correggere"),
            Self::CouldNotFinish => ("non riuscita", "non riuscite"),
        }
    }

    /// The command to run next; `None` where nothing is left to do.
    fn next_command(self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::AnomaliesWait | Self::DataHaveErrors | Self::WrongSettings => Some("verifica"),
            Self::PublicEditionUnsafe | Self::CouldNotFinish => Some("genera"),
        }
    }

    /// An English word for templates to choose colour by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AnomaliesWait | Self::PublicEditionUnsafe => "anomaly",
            Self::DataHaveErrors | Self::WrongSettings | Self::CouldNotFinish => "error",
        }
    }
}

/// One body of a shared office after its run.
#[derive(Clone, Debug)]
pub struct BodyRun {
    /// The working folder below that of the office, with `/` between its parts; `.` for the office's own.
    pub folder: String,
    /// `None` where `cug.toml` could not be read.
    pub body: Option<String>,
    pub year: Option<i32>,
    pub outcome: RunOutcome,
    /// Why it stopped before its end, one problem a line.
    pub problems: Vec<String>,
    /// `None` where it did not come to the checks.
    pub errors: Option<u64>,
    /// Anomalies without a written justification.
    pub waiting: Option<u64>,
    /// As printed; `None` where errors make the figures doubtful.
    pub figures: Option<BodyFigures>,
    /// What was written, as paths below the office's folder.
    pub paths: Vec<String>,
}

impl BodyRun {
    /// What the office types to see what is left to do, with the folder as it is reached from where
    /// it types; `None` where nothing is left.
    pub fn command(&self, folder: &str) -> Option<String> {
        let command = self.outcome.next_command()?;
        Some(format!("relazione-cug {command} {}", typed(folder)))
    }
}

/// A path as it can be pasted after a command.
pub fn typed(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\.:-_".contains(letter);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("\"{path}\"") }
}

/// The key figures by which an office knows its bodies, as printed.
#[derive(Clone, Debug)]
pub struct BodyFigures {
    /// People in service.
    pub staff: String,
    /// Share of women.
    pub women: String,
    /// Score of the plan with how much is in it; `None` without a plan.
    pub plan_score: Option<String>,
}
