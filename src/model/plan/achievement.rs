//! What was achieved: scores and outcomes of the plan, from the indicator up to the whole.

use crate::model::chart::Chart;
use crate::model::figure::Figure;
use crate::model::plan::ProgrammeItem;
use crate::model::ratio::Ratio;

/// Esito of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Reached,
    /// Done after the date of the target: late is not undone, whatever score the rules give it.
    ReachedLate,
    PartlyReached,
    NotReached,
    ActualMissing,
    NotAssessable,
}

/// How many indicators ended how, in the order of [`Outcome::ALL`].
pub type OutcomeCounts = [u64; Outcome::ALL.len()];

impl Outcome {
    pub const ALL: [Self; 6] = [
        Self::Reached,
        Self::ReachedLate,
        Self::PartlyReached,
        Self::NotReached,
        Self::ActualMissing,
        Self::NotAssessable,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Reached => "raggiunto",
            Self::ReachedLate => "raggiunto in ritardo",
            Self::PartlyReached => "parzialmente raggiunto",
            Self::NotReached => "non raggiunto",
            Self::ActualMissing => "consuntivo mancante",
            Self::NotAssessable => "non valutabile",
        }
    }

    /// The heading of a narrow column, beside the sign.
    pub fn short_label(self) -> &'static str {
        match self {
            Self::ReachedLate => "in ritardo",
            Self::PartlyReached => "in parte",
            Self::ActualMissing => "senza consuntivo",
            Self::Reached | Self::NotReached | Self::NotAssessable => self.label(),
        }
    }

    /// After a number of indicators.
    pub fn counted(self, count: u64) -> &'static str {
        let (one, many) = match self {
            Self::Reached => ("raggiunto", "raggiunti"),
            Self::ReachedLate => ("raggiunto in ritardo", "raggiunti in ritardo"),
            Self::PartlyReached => ("parzialmente raggiunto", "parzialmente raggiunti"),
            Self::NotReached => ("non raggiunto", "non raggiunti"),
            Self::ActualMissing => ("con consuntivo mancante", "con consuntivo mancante"),
            Self::NotAssessable => ("non valutabile", "non valutabili"),
        };
        if count == 1 { one } else { many }
    }

    /// An English word for templates to choose sign and colour by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::ReachedLate => "late",
            Self::PartlyReached => "partly",
            Self::NotReached => "not-reached",
            Self::ActualMissing => "missing",
            Self::NotAssessable => "not-assessable",
        }
    }

    pub fn index(self) -> usize {
        match self {
            Self::Reached => 0,
            Self::ReachedLate => 1,
            Self::PartlyReached => 2,
            Self::NotReached => 3,
            Self::ActualMissing => 4,
            Self::NotAssessable => 5,
        }
    }

    /// True where an actual was set against its target.
    pub fn is_assessed(self) -> bool {
        !matches!(self, Self::ActualMissing | Self::NotAssessable)
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
    /// The same as numbers.
    pub rule_scores: Vec<RuleScore>,
    /// The same in four lines: weights, cap, lateness, missing actuals.
    pub method: Vec<String>,
    pub chart: Option<Chart>,
    pub programme: Vec<ProgrammeItem>,
}

impl Achievements {
    /// The rows `pap` of the tidy csv: results, then the rules that they were made by.
    pub fn figures(&self) -> Vec<Figure> {
        let results = self.summaries();
        let results = results.iter().flat_map(|(row, summary)| Figure::of_summary(row, summary));
        results.chain(Figure::of_rules(&self.rule_scores)).collect()
    }

    /// Row label and results of the whole plan, then of each ambito.
    fn summaries(&self) -> Vec<(String, &Summary)> {
        let whole = (PLAN_SCORE.to_owned(), &self.overall);
        let areas = self.areas.iter().map(|area| (area.label(), &area.summary));
        std::iter::once(whole).chain(areas).collect()
    }

    /// The same for everybody: without what the office wrote in `giustificazioni`.
    #[must_use]
    pub fn without_justifications(mut self) -> Self {
        let objectives = self.areas.iter_mut().flat_map(|area| &mut area.objectives);
        for indicator in objectives.flat_map(|objective| &mut objective.indicators) {
            indicator.justification = None;
        }
        self
    }

    /// Whether some score is another with its missing actuals at 0: where none is, the two stand for
    /// one.
    pub fn differ_with_missing_at_zero(&self) -> bool {
        let areas = self.areas.iter().map(|area| &area.summary);
        let structures = self.structures.iter().map(|(_, summary)| summary);
        let objectives = self.objectives().map(|(_, objective)| &objective.summary);
        let mut all =
            std::iter::once(&self.overall).chain(areas).chain(structures).chain(objectives);
        all.any(|summary| summary.score.value != summary.score.at_zero)
    }

    /// Every objective with the number of its ambito, in the order of the plan.
    pub fn objectives(&self) -> impl Iterator<Item = (u8, &ObjectiveAchievement)> {
        let areas = self.areas.iter();
        areas.flat_map(|area| area.objectives.iter().map(|objective| (area.number, objective)))
    }

    /// Every indicator with its objective, in the order of the plan.
    pub fn indicators(
        &self,
    ) -> impl Iterator<Item = (&ObjectiveAchievement, &IndicatorAchievement)> {
        let objectives = self.objectives();
        objectives.flat_map(|(_, objective)| {
            objective.indicators.iter().map(move |indicator| (objective, indicator))
        })
    }
}

/// A rule of assessment as what it gives, so that two years can be told apart: `consuntivo mancante`
/// is 0, or nothing where it is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleScore {
    pub name: String,
    pub score: Option<Ratio>,
}

/// The row of the tidy csv that has them.
pub const RULES: &str = "Regole di valutazione";

/// The class of the tidy csv under which a score stands again with its missing actuals at 0.
pub const MISSING_AT_ZERO: &str = "con i consuntivi mancanti a 0";

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
    /// The outcome in words: `raggiunto in ritardo (16 giorni)`.
    pub outcome_text: String,
    /// Days after the date of the target; `None` where nothing is late.
    pub days_late: Option<u32>,
    /// From 0 to 100; `None` when there is nothing to score.
    pub score: Option<Ratio>,
    pub score_text: String,
    /// Why it could not be assessed.
    pub reason: Option<String>,
    /// What the office wrote of it in `giustificazioni`, for the CUG and the Nucleo alone.
    pub justification: Option<String>,
    /// The office's own note on the actual.
    pub note: Option<String>,
}

/// Results of a group of indicators: its score and how many ended how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub score: Score,
    pub counts: OutcomeCounts,
    /// Indicators that the mean is made of: the assessed, and those that a rule counts as 0.
    pub in_mean: u64,
}

/// Punteggio of a group: a mean that never goes without how much is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Weighted mean of the scores, from 0 to 100; `None` where less than half of the weight is in it.
    pub value: Option<Ratio>,
    pub text: String,
    /// The same mean with every missing actual at 0.
    pub at_zero: Option<Ratio>,
    pub at_zero_text: String,
    /// `46 di 54`: the indicators that are assessed, of all, in one piece.
    pub assessed_text: String,
    /// `valutati 46 di 54; 74,00 con i mancanti a 0`: what stands beside the score where it has no
    /// columns of its own.
    pub basis: String,
}

impl Score {
    /// `valutati 46 di 54; 74,00 con i mancanti a 0`; `at_zero` where it is another figure.
    pub fn basis(assessed: u64, all: u64, at_zero: Option<&str>) -> String {
        let at_zero = at_zero.map(|score| format!("; {score} con i mancanti a 0"));
        format!("valutati {assessed} di {all}{}", at_zero.unwrap_or_default())
    }

    /// `punteggio 82,04 (valutati 46 di 54; 74,00 con i mancanti a 0)`
    pub fn words(&self) -> String {
        match self.value {
            Some(_) => format!("punteggio {} ({})", self.text, self.basis),
            None => format!("senza punteggio ({})", self.basis),
        }
    }
}

impl Summary {
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Indicators whose actual was set against its target.
    pub fn assessed(&self) -> u64 {
        let counted = Outcome::ALL.iter().zip(self.counts);
        counted.filter(|(outcome, _)| outcome.is_assessed()).map(|(_, count)| count).sum()
    }
}
