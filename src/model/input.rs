//! The files an office gives, before anybody has looked inside.

use serde::Serialize;

/// One of the inputs of the working folder, in the order in which they are read and reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum InputKind {
    Staff,
    Positions,
    Boards,
    WorkLife,
    Leave,
    Training,
    Plan,
    Programme,
    Actuals,
    Initiatives,
    Justifications,
    /// `aggregati`: tables given as totals.
    Totals,
    /// `corrispondenze`: grades before and after a reform.
    GradeMap,
    /// `storico/`: the tables of earlier years, one file a year.
    History,
}

impl InputKind {
    /// The inputs of one file each; [`Self::History`] is a folder and stands apart.
    pub const ALL: [Self; 13] = [
        Self::Staff,
        Self::Positions,
        Self::Boards,
        Self::WorkLife,
        Self::Leave,
        Self::Training,
        Self::Plan,
        Self::Programme,
        Self::Actuals,
        Self::Initiatives,
        Self::Justifications,
        Self::Totals,
        Self::GradeMap,
    ];

    /// The name an office types: the file's stem and the key in `cug.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "personale",
            Self::Positions => "posizioni",
            Self::Boards => "commissioni",
            Self::WorkLife => "conciliazione",
            Self::Leave => "congedi",
            Self::Training => "formazione",
            Self::Plan => "piano",
            Self::Programme => "programma",
            Self::Actuals => "consuntivi",
            Self::Initiatives => "azioni",
            Self::Justifications => "giustificazioni",
            Self::Totals => "aggregati",
            Self::GradeMap => "corrispondenze",
            Self::History => "storico",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Without staff there is nothing to report.
    pub fn is_required(self) -> bool {
        self == Self::Staff
    }
}

/// A file as found on disk: where it lies below the working folder, and what is in it.
#[derive(Clone, Debug)]
pub struct InputFile {
    pub kind: InputKind,
    pub path: String,
    pub bytes: Vec<u8>,
}
