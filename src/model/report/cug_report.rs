//! Relazione del CUG (Direttiva 2/2019, allegato 2): its chapters in the words of the format, what the
//! CUG wrote, and who the CUG is.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::committee::{Approval, Fact, InPiao, Power, Tool, Votes};
use crate::model::gender::Gender;
use crate::model::legal_reference::LegalReference;
use crate::model::report::MethodNote;
use crate::model::text::{Block, Picture};

/// The chapters of the report as the format has them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CugReportFormat {
    pub title: String,
    pub reference: LegalReference,
    pub chapters: Vec<ChapterFormat>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChapterFormat {
    /// Of its heading: 1 to 3.
    pub level: u8,
    /// `Prima parte`, `1`, `A`.
    pub label: Option<String>,
    pub title: String,
    #[serde(default)]
    pub paragraphs: Vec<MethodNote>,
    /// Numbers of the tables whose sentences, charts and figures the chapter shows.
    #[serde(default)]
    pub sentences: Vec<String>,
    #[serde(default)]
    pub charts: Vec<String>,
    #[serde(default)]
    pub tables: Vec<String>,
    #[serde(default)]
    pub parts: Vec<ChapterPart>,
    pub text: Option<TextFormat>,
}

/// What a chapter shows beside tables and texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChapterPart {
    /// This year and the earlier ones.
    Years,
    /// The plan by ambito.
    Plan,
    /// The plan by objective.
    Objectives,
    /// Who the CUG is.
    Members,
    /// When it met.
    Meetings,
    /// Nomination, budget, training of the CUG.
    Facts,
    /// What it proposed, was asked about and verified.
    Proposals,
    Opinions,
    Reviews,
    /// Surveys, desks, codes.
    Wellbeing,
    /// Which indicators of the plan stand in the PIAO.
    Piao,
    /// The session that approved the report, after its text.
    Approval,
}

/// A text that the CUG is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextFormat {
    /// The stem of its file below `testi/`.
    pub name: String,
    pub question: String,
}

impl CugReportFormat {
    /// Every text asked for, in the order of the chapters.
    pub fn texts(&self) -> impl Iterator<Item = &TextFormat> {
        self.chapters.iter().filter_map(|chapter| chapter.text.as_ref())
    }
}

impl ChapterFormat {
    /// `2 – Conciliazione vita/lavoro`
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => format!("{label} – {}", self.title),
            None => self.title.clone(),
        }
    }
}

/// The stem of the documents in which the CUG may write every text.
pub const OUTLINE: &str = "traccia-relazione";

impl TextFormat {
    /// What begins the line of the outline below which a text is written.
    pub const SIGN: &str = "Scrivete sotto questa riga, e lasciatela dov'è";
    /// What begins the line of the outline where a text has a file of its own.
    pub const ELSEWHERE: &str = "Il testo di questo capitolo è già nel file";

    /// `testi/premessa.md`
    pub fn path(&self) -> String {
        self.path_with("md")
    }

    /// `testi/premessa.txt`
    pub fn path_with(&self, ending: &str) -> String {
        format!("{}.{ending}", self.stem())
    }

    /// `testi/premessa`
    pub fn stem(&self) -> String {
        format!("testi/{}", self.name)
    }

    /// The line of the outline below which the text is written: reading finds it again.
    pub fn sign(&self) -> String {
        format!("{}: testo «{}»", Self::SIGN, self.name)
    }

    /// The file as `nuovo` writes it: the question, which is not printed, and room for the answer.
    pub fn beginning(&self) -> String {
        format!(
            "> {}\n\n<!-- Scrivete qui sotto. La domanda e questa riga non sono stampate. -->\n",
            self.question
        )
    }
}

/// The report with its texts in place.
#[derive(Clone, Debug)]
pub struct CugReport {
    pub title: String,
    pub reference: LegalReference,
    pub chapters: Vec<Chapter>,
    /// `None` when the CUG gave no `componenti`.
    pub members: Option<Vec<Member>>,
    /// `None` when the CUG gave no `riunioni`; those of the year, by date.
    pub meetings: Option<Vec<Meeting>>,
    /// Computed sentences about the two.
    pub members_sentence: Option<String>,
    pub meetings_sentence: Option<String>,
    /// `None` when the CUG gave no `comitato`, `poteri`, `benessere`.
    pub facts: Option<Vec<Fact>>,
    /// In the order of the law, each with all its matters; then the CUG's own, without a title.
    pub powers: Option<Vec<Power>>,
    pub tools: Option<Vec<Tool>>,
    /// `None` where no column of the plan tells.
    pub in_piao: Option<InPiao>,
    /// `None` until the CUG has approved the report.
    pub approval: Option<Approval>,
    /// `Approvata nella seduta del …`, or that it is still to be approved.
    pub approval_sentence: String,
    /// Who signs: name and role of who presides.
    pub president: Option<[String; 2]>,
    pub pictures: Vec<Picture>,
}

#[derive(Clone, Debug)]
pub struct Chapter {
    pub format: ChapterFormat,
    /// What the CUG wrote; `None` while it is to be written.
    pub text: Option<Vec<Block>>,
    /// The file that it comes from.
    pub text_path: Option<String>,
}

impl CugReport {
    /// Texts that the CUG has still to write.
    pub fn missing_texts(&self) -> impl Iterator<Item = &TextFormat> {
        let missing = self.chapters.iter().filter(|chapter| chapter.text.is_none());
        missing.filter_map(|chapter| chapter.format.text.as_ref())
    }
}

/// Componente del CUG (d.lgs. 165/2001, art. 57, comma 2).
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    /// Presidente, componente, supplente, in the CUG's words.
    pub role: String,
    pub gender: Option<Gender>,
    /// Amministrazione, or the union that named the member.
    pub named_by: Option<String>,
    /// Takes the place of a member who cannot come.
    pub is_substitute: bool,
}

/// Riunione del CUG.
#[derive(Clone, Debug)]
pub struct Meeting {
    pub date: NaiveDate,
    pub subjects: String,
    /// How many came, in the CUG's words.
    pub present: Option<String>,
    /// Whether it approved the report.
    pub approves: bool,
    pub votes: Votes,
    pub row: u32,
}
