//! Everything a document of one edition needs, and nothing it could still change.

pub mod artifact;
pub mod body_run;
pub mod committee;
pub mod crossing;
pub mod cug_report;
pub mod deadline;
pub mod drawn;
pub mod excerpt;
pub mod guard;
pub mod legal_frame;
pub mod legal_reference;
pub mod outline_mark;
pub mod output_folder;
pub mod quality;
pub mod readiness;
pub mod text;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::achievement::Achievements;
use crate::model::crossing::Crossing;
use crate::model::cug_report::CugReport;
use crate::model::initiative::{InitiativeWords, Initiatives};
use crate::model::legal_reference::LegalReference;
use crate::model::mirror::MirrorFile;
use crate::model::output_folder::OutputFolder;
use crate::model::protection::{ProtectionAudit, ProtectionStatement};
use crate::model::quality::Quality;
use crate::model::readiness::Readiness;
use crate::model::table::Table;
use crate::model::years::YearChapter;

/// The whole report of one body, year and edition.
#[derive(Clone, Debug)]
pub struct Report {
    pub head: Head,
    pub edition: Edition,
    pub tables: Vec<Table>,
    pub key_figures: Vec<KeyFigure>,
    /// `None` when the office gave no plan.
    pub achievements: Option<Achievements>,
    /// `None` without earlier years.
    pub years: Option<YearChapter>,
    /// `None` when the office gave no `azioni`.
    pub initiatives: Option<Initiatives>,
    /// Chapters and texts of the CUG's own report.
    pub cug_report: CugReport,
    /// What several inputs say together; only in the full edition, for its groups are small.
    pub crossings: Vec<Crossing>,
    pub quality: Quality,
    /// What each file says of the body, for who knows it; only in the full edition.
    pub mirror: Vec<MirrorFile>,
    /// The deadlines ahead, and what is ready for them.
    pub readiness: Readiness,
    /// How the public edition was protected; only in the full edition, for it tells how many figures
    /// are small.
    pub certificate: Option<ProtectionAudit>,
    /// What readers of the public edition are told of it.
    pub statement: Option<ProtectionStatement>,
}

/// What every edition has alike: whose report it is, and the words of its format.
#[derive(Clone, Debug)]
pub struct Head {
    pub body: String,
    pub ipa_code: Option<String>,
    pub year: i32,
    /// 31 December of `year`.
    pub reference_date: NaiveDate,
    /// A warning printed on the cover, for samples and drafts.
    pub notice: Option<String>,
    pub format_title: String,
    pub format_reference: LegalReference,
    /// The words for a table without data.
    pub not_provided: String,
    pub initiative_words: InitiativeWords,
    pub method: Vec<MethodNote>,
    /// `relazione-cug 0.1.0`.
    pub program: String,
}

/// Rows of all tables from which an edition is large: each takes a megabyte while it is laid out.
const LARGE_ROWS: usize = 400;

impl Report {
    /// Whether an edition is to have the memory for itself.
    pub fn is_large(&self) -> bool {
        self.tables.iter().map(|table| table.rows.len()).sum::<usize>() >= LARGE_ROWS
    }
}

/// Who may read a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Full figures, for the CUG and the Nucleo di valutazione.
    Restricted,
    /// Protected figures, for anybody: may be copied to the web site as it is.
    Public,
}

impl Edition {
    /// The folder below `uscita/ANNO/`.
    pub fn folder(self) -> OutputFolder {
        match self {
            Self::Restricted => OutputFolder::Restricted,
            Self::Public => OutputFolder::Public,
        }
    }

    /// The path of one of its files below `uscita/ANNO/`.
    pub fn path(self, name: &str) -> String {
        self.folder().path(name)
    }

    /// An English word for templates to choose words by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Restricted => "restricted",
            Self::Public => "public",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Restricted => "edizione riservata",
            Self::Public => "edizione pubblica",
        }
    }
}

/// What a key figure is, for finding it again in another year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFigureKind {
    Staff,
    Women,
    WomenManagers,
    PartTime,
    PlanScore,
    WomenInPosts,
    PayGap,
    LavoroAgile,
    TrainingHours,
    TrainingReached,
}

impl KeyFigureKind {
    /// The five of the summary page; the digest for the Nucleo has others beside them.
    pub const SUMMARY: [Self; 5] =
        [Self::Staff, Self::Women, Self::WomenManagers, Self::PartTime, Self::PlanScore];
}

/// A figure of the summary page or of the digest for the Nucleo.
#[derive(Clone, Debug)]
pub struct KeyFigure {
    pub kind: KeyFigureKind,
    pub value: String,
    /// Why there is no value, where a dash stands in its place.
    pub note: Option<String>,
    /// Last year's value with its year, where it is known.
    pub previous: Option<String>,
    /// This year less last year, as printed: `+0,45 punti`.
    pub change: Option<String>,
    pub label: String,
    /// The table or chapter it comes from.
    pub source: String,
}

/// A paragraph of the nota metodologica.
#[derive(Clone, Debug, Deserialize)]
pub struct MethodNote {
    pub title: String,
    #[serde(default)]
    pub text: String,
    /// What follows the text where some act is in force: `{acts}` stands for them.
    pub cites: Option<String>,
}

impl MethodNote {
    /// Names the acts at the end of the text, where it asks for them.
    pub fn cite<'a>(&mut self, acts: impl Iterator<Item = &'a LegalReference>) {
        let acts: Vec<&str> = acts.map(|act| act.0.as_str()).collect();
        if let Some(words) = self.cites.take().filter(|_| !acts.is_empty()) {
            self.text.push_str(&words.replace("{acts}", &acts.join("; ")));
        }
    }
}
