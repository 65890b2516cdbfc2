//! From codes to what the plan says of them: titles, targets and, for what was done, results.

use crate::italian;
use crate::model::achievement::{Achievements, ObjectiveAchievement};
use crate::model::initiative::{IndicatorLink, IndicatorResult, ObjectiveLink};
use crate::model::plan::{Indicator, Objective, Plan};

/// Which of the two sections an initiative belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    CarriedOut,
    Planned,
}

/// Where codes are looked up: the plan of every year, and the results of the year of the data.
/// Without a plan nothing is known and nothing is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links<'a> {
    pub(super) plan: Option<&'a Plan>,
    pub(super) achievements: Option<&'a Achievements>,
}

impl<'a> Links<'a> {
    pub(super) fn has_plan(self) -> bool {
        self.plan.is_some()
    }

    fn objectives(self) -> impl Iterator<Item = &'a Objective> {
        self.plan.into_iter().flat_map(|plan| &plan.objectives)
    }

    fn indicators(self) -> impl Iterator<Item = &'a Indicator> {
        self.objectives().flat_map(|objective| &objective.indicators)
    }

    fn results(self) -> impl Iterator<Item = &'a ObjectiveAchievement> {
        self.achievements
            .into_iter()
            .flat_map(|achievements| &achievements.areas)
            .flat_map(|area| &area.objectives)
    }

    pub(super) fn knows_objective(self, code: &str) -> bool {
        self.objectives().any(|objective| objective.code.trim() == code)
    }

    pub(super) fn knows_indicator(self, code: &str) -> bool {
        self.indicators().any(|indicator| indicator.code.trim() == code)
    }

    /// A row of the plan that could not be read may have held it: its own finding is enough.
    pub(super) fn may_have_lost_objective(self) -> bool {
        self.plan.is_some_and(|plan| !plan.refused.is_empty())
    }

    /// As [`Self::may_have_lost_objective`], for an indicator, whose code is known.
    pub(super) fn has_lost_indicator(self, code: &str) -> bool {
        self.plan.is_some_and(|plan| plan.refused.iter().any(|lost| lost.trim() == code))
    }

    pub(super) fn objective(self, code: &str, section: Section) -> ObjectiveLink {
        let found = self.objectives().find(|objective| objective.code.trim() == code);
        let Some(objective) = found else {
            return ObjectiveLink { code: code.to_owned(), ..ObjectiveLink::default() };
        };
        let result = self
            .results()
            .filter(|_| section == Section::CarriedOut)
            .find(|result| result.code.trim() == code);
        ObjectiveLink {
            code: code.to_owned(),
            title: Some(objective.title.clone()),
            area: Some(objective.area.0),
            structure: objective.structure.clone(),
            score: result.map(|result| result.summary.score.words()),
        }
    }

    /// The indicator with its target for the year, and in Sezione 2 its result.
    pub(super) fn indicator(self, code: &str, year: i32, section: Section) -> IndicatorLink {
        let named = || self.indicators().filter(|indicator| indicator.code.trim() == code);
        let of_year = named().find(|indicator| indicator.year == year);
        let result = self
            .results()
            .flat_map(|objective| &objective.indicators)
            .filter(|_| section == Section::CarriedOut)
            .find(|result| result.code.trim() == code && result.year == year);
        IndicatorLink {
            code: code.to_owned(),
            description: of_year
                .or_else(|| named().last())
                .map(|indicator| indicator.description.clone()),
            target: of_year.map(|indicator| italian::amount(&indicator.target)),
            result: result.map(|result| IndicatorResult {
                actual: result.actual.clone(),
                score: result.score_text.clone(),
                outcome: result.outcome,
                outcome_text: result.outcome_text.clone(),
            }),
        }
    }
}
