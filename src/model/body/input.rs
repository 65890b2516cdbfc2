//! The files an office gives, before anybody has looked inside.

use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;

use crate::model::table_id::TableId;
use serde::Serialize;
use sha2::{Digest, Sha256};

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
    /// `comitato`: facts about the CUG, one a row.
    Committee,
    /// `poteri`: what the CUG proposed, was asked and verified.
    Powers,
    /// `benessere`: surveys, desks, codes.
    Wellbeing,
    /// `testi/`: the CUG's own words and their pictures.
    Texts,
    /// `storico/`: the tables of earlier years, one file a year.
    History,
}

impl InputKind {
    /// The inputs of one file each; [`Self::FOLDERS`] stand apart.
    pub const ALL: [Self; 18] = [
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
        Self::Committee,
        Self::Powers,
        Self::Wellbeing,
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
            Self::Committee => "comitato",
            Self::Powers => "poteri",
            Self::Wellbeing => "benessere",
            Self::Texts => "testi",
            Self::History => "storico",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The tables that are counted from it.
    pub const fn tables(self) -> &'static [TableId] {
        match self {
            Self::Staff => {
                &[TableId::GRADES, TableId::PRESENCE, TableId::POSITIONS, TableId::SENIORITY, TableId::PAY_GAP, TableId::MANAGER_EDUCATION, TableId::STAFF_EDUCATION, TableId::WORK_LIFE, TableId::LEAVE, TableId::TRAINING]
            }
            Self::Positions => &[TableId::POSITIONS],
            Self::Boards => &[TableId::BOARDS],
            Self::WorkLife => &[TableId::WORK_LIFE],
            Self::Leave => &[TableId::LEAVE],
            Self::Training => &[TableId::TRAINING],
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
            | Self::Committee
            | Self::Powers
            | Self::Wellbeing
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
            | Self::Committee
            | Self::Powers
            | Self::Wellbeing
            | Self::Texts
            | Self::History => None,
        }
    }

    /// Whether its rows are people of the body, or what single people did and had.
    pub fn has_people(self) -> bool {
        matches!(
            self,
            Self::Staff | Self::Positions | Self::WorkLife | Self::Leave | Self::Training
        )
    }

    /// Whether the empty sheet has a row for each thing that is asked: what nobody wrote beside is not
    /// data.
    pub fn is_checklist(self) -> bool {
        matches!(self, Self::Committee | Self::Powers | Self::Wellbeing)
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
    pub bytes: Contents,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Contents {
    Kept(Vec<u8>),
    /// Too large to be kept beside the others.
    Fetched(Arc<dyn Fetch>),
}

/// A file that is read when its turn comes.
pub trait Fetch: Debug + Send + Sync {
    /// The bytes, the same at every asking; else the reason, which follows "il file non si può
    /// leggere: ".
    fn fetch(&self) -> Result<Vec<u8>, String>;
    /// Of the bytes that were fetched first, or are now.
    fn seal(&self) -> Result<Seal, String>;
}

/// What identifies the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub bytes: usize,
    /// In hexadecimal digits.
    pub sha256: String,
}

impl Seal {
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len(), sha256: sha256(bytes) }
    }
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Contents {
    /// The bytes; where they have to be fetched, as [`Fetch::fetch`].
    pub fn get(&self) -> Result<Cow<'_, [u8]>, String> {
        match self {
            Self::Kept(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Fetched(file) => file.fetch().map(Cow::Owned),
        }
    }

    pub fn seal(&self) -> Result<Seal, String> {
        match self {
            Self::Kept(bytes) => Ok(Seal::of(bytes)),
            Self::Fetched(file) => file.seal(),
        }
    }
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Kept(bytes)
    }
}
