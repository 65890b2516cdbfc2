//! What was achieved: scores and outcomes of the plan, from the indicator up to the whole.

use crate::model::chart::Chart;
use crate::model::plan::ProgrammeItem;
use crate::model::ratio::Ratio;

/// Esito of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Reached,
    PartlyReached,
    NotReached,
    ActualMissing,
    NotAssessable,
}

impl Outcome {
    pub const ALL: [Self; 5] = [
        Self::Reached,
        Self::PartlyReached,
        Self::NotReached,
        Self::ActualMissing,
        Self::NotAssessable,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Reached => "raggiunto",
            Self::PartlyReached => "parzialmente raggiunto",
            Self::NotReached => "non raggiunto",
            Self::ActualMissing => "consuntivo mancante",
            Self::NotAssessable => "non valutabile",
        }
    }

    /// An English word for templates to choose sign and colour by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::PartlyReached => "partly",
            Self::NotReached => "not-reached",
            Self::ActualMissing => "missing",
            Self::NotAssessable => "not-assessable",
        }
    }

    pub fn index(self) -> usize {
        match self {
            Self::Reached => 0,
            Self::PartlyReached => 1,
            Self::NotReached => 2,
            Self::ActualMissing => 3,
            Self::NotAssessable => 4,
        }
    }
}

/// The achievement chapter of the report.
#[derive(Clone, Debug, Default)]
pub struct Achievements {
    pub overall: Summary,
    /// Ambito by ambito, in the order of the Direttiva.
    pub areas: Vec<AreaAchievement>,
    /// By structure in charge, in alphabetical order.
    pub structures: Vec<(String, Summary)>,
    pub sentences: Vec<String>,
    /// How scores are made, in words, from `[valutazione]`.
    pub rules: Vec<String>,
    pub chart: Option<Chart>,
    pub programme: Vec<ProgrammeItem>,
}

impl Achievements {
    /// Row label and score of the whole plan, then of each ambito: the rows `pap` of the tidy csv.
    pub fn scores(&self) -> Vec<(String, Option<&Ratio>)> {
        let whole = (PLAN_SCORE.to_owned(), self.overall.score.as_ref());
        let areas = self.areas.iter().map(|area| (area.label(), area.summary.score.as_ref()));
        std::iter::once(whole).chain(areas).collect()
    }
}

/// The row of the plan as a whole among the [`Achievements::scores`].
pub const PLAN_SCORE: &str = "Punteggio medio del piano";

impl AreaAchievement {
    /// `1 Piani triennali di azioni positive`
    pub fn label(&self) -> String {
        format!("{} {}", self.number, self.title)
    }
}

#[derive(Clone, Debug)]
pub struct AreaAchievement {
    pub number: u8,
    pub title: String,
    pub summary: Summary,
    pub objectives: Vec<ObjectiveAchievement>,
}

#[derive(Clone, Debug)]
pub struct ObjectiveAchievement {
    pub code: String,
    pub title: String,
    pub description: Option<String>,
    pub general_objective: Option<String>,
    pub structure: Option<String>,
    pub summary: Summary,
    pub indicators: Vec<IndicatorAchievement>,
}

/// Target and actual side by side, all as printed.
#[derive(Clone, Debug)]
pub struct IndicatorAchievement {
    pub code: String,
    pub description: String,
    pub unit: &'static str,
    /// `crescente` or `decrescente`.
    pub direction: &'static str,
    pub year: i32,
    pub target: String,
    pub actual: String,
    pub weight: String,
    pub outcome: Outcome,
    /// From 0 to 100; `None` when there is nothing to score.
    pub score: Option<Ratio>,
    pub score_text: String,
    /// Why it could not be assessed.
    pub reason: Option<String>,
    /// The office's own note on the actual.
    pub note: Option<String>,
}

/// The weighted mean of a group of indicators and how many ended how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Weighted mean of the scores, from 0 to 100; `None` when nothing in the group has a score.
    pub score: Option<Ratio>,
    pub score_text: String,
    /// In the order of [`Outcome::ALL`].
    pub counts: [u64; 5],
}

impl Summary {
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}
