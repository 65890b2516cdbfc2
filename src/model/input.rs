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
    /// `componenti`: who the CUG is.
    Members,
    /// `riunioni`: when the CUG met.
    Meetings,
    /// `testi/`: the CUG's own words and their pictures.
    Texts,
    /// `storico/`: the tables of earlier years, one file a year.
    History,
}

impl InputKind {
    /// The inputs of one file each; [`Self::FOLDERS`] stand apart.
    pub const ALL: [Self; 15] = [
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
        Self::Members,
        Self::Meetings,
    ];

    /// The inputs that are a folder of files.
    pub const FOLDERS: [Self; 2] = [Self::Texts, Self::History];

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
            Self::Members => "componenti",
            Self::Meetings => "riunioni",
            Self::Texts => "testi",
            Self::History => "storico",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The tables that are counted from it.
    pub const fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Staff => {
                &["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.9", "1.10", "1.11"]
            }
            Self::Positions => &["1.3"],
            Self::Boards => &["1.8"],
            Self::WorkLife => &["1.9"],
            Self::Leave => &["1.10"],
            Self::Training => &["1.11"],
            Self::Plan
            | Self::Programme
            | Self::Actuals
            | Self::Initiatives
            | Self::Justifications
            // Which tables it gives is said in its rows.
            | Self::Totals
            | Self::GradeMap
            | Self::Members
            | Self::Meetings
            | Self::Texts
            | Self::History => &[],
        }
    }

    /// The part of the annex, other than tables, that is made from it.
    pub fn chapter(self) -> Option<&'static str> {
        match self {
            Self::Plan => Some("piano delle azioni positive"),
            Self::Programme => Some("programma dell'ente"),
            Self::Actuals => Some("risultati del piano"),
            Self::Initiatives => Some("Sezioni 2 e 3"),
            Self::Staff
            | Self::Positions
            | Self::Boards
            | Self::WorkLife
            | Self::Leave
            | Self::Training
            | Self::Justifications
            | Self::Totals
            | Self::GradeMap
            | Self::Members
            | Self::Meetings
            | Self::Texts
            | Self::History => None,
        }
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
