//! Questions that more than one chapter asks of a year, each with one answer.

use super::missing::{Answer, Missing, share};
use super::reading::Reading;
use crate::italian;
use crate::model::achievement::{MISSING_AT_ZERO, PLAN_SCORE, Score};
use crate::model::cell::Measure;
use crate::model::figure::{ALL_INDICATORS, ASSESSED, Chapter, Figure};
use crate::model::gender::Gender;
use crate::model::role::{RowRole, Supplement};
use crate::model::spelling::normal_form;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

impl Reading {
    /// Everybody in service, of a gender or of both: from table 1.1, or from 1.2 where it counts the
    /// same people.
    pub fn staff(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        let of = |table, gender: Option<Gender>| self.total(table, Measure::People, gender);
        match of(TableId::GRADES, gender) {
            Err(Missing::Protected) => {
                let [grades, presence] =
                    [TableId::GRADES, TableId::PRESENCE].map(|table| of(table, None));
                let counts_the_same = grades.is_ok() && grades == presence;
                let presence = of(TableId::PRESENCE, gender).ok().filter(|_| counts_the_same);
                presence.ok_or(Missing::Protected)
            }
            answer => answer,
        }
    }

    /// People in the rows of some tipologie of table 1.1.
    pub fn in_categories(
        &self,
        is_wanted: impl Fn(StaffCategory) -> bool,
        gender: impl Into<Option<Gender>>,
    ) -> Answer {
        let labels: Vec<&str> = StaffCategory::ALL
            .into_iter()
            .filter(|category| is_wanted(*category))
            .map(StaffCategory::label)
            .collect();
        self.sum(TableId::GRADES, Measure::People, gender, |figure| {
            figure.is_body() && labels.contains(&figure.group.as_str())
        })
    }

    /// Dirigenti: from table 1.1, or from 1.6 where that is kept back.
    pub fn managers(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        match self.in_categories(StaffCategory::is_manager, gender) {
            Err(Missing::Protected) => {
                let total = self.total(TableId::MANAGER_EDUCATION, Measure::People, gender);
                total.map_err(|_| Missing::Protected)
            }
            answer => answer,
        }
    }

    /// People who work part time: the rows of table 1.2 that say so, or all but the others.
    pub fn part_timers(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        let is_part_time = |figure: &Figure| {
            let form = normal_form(&figure.row);
            form.starts_with("part time") || form.contains("tempo parziale")
        };
        let of = |wanted: &dyn Fn(&Figure) -> bool| {
            self.sum(TableId::PRESENCE, Measure::People, gender, |figure| {
                figure.is_body() && wanted(figure)
            })
        };
        // Above and below half time are two rows; older reports have one for both.
        let labels = self.labels(TableId::PRESENCE);
        let has = |sign| labels.iter().any(|label| label.contains(sign));
        let part_time = match has('<') == has('>') {
            true => of(&is_part_time),
            false => Err(Missing::Part(TableId::PRESENCE)),
        };
        match part_time {
            Err(missing) if missing.is_partial() => {
                let others = of(&|figure| !is_part_time(figure));
                let all = self.sum(TableId::PRESENCE, Measure::People, gender, |figure| {
                    figure.row_role == RowRole::Total
                });
                let rest = all.and_then(|all| Ok(all - others?));
                rest.map_err(|_| missing)
            }
            answer => answer,
        }
    }

    /// Part-timers in percent of everybody in table 1.2.
    pub fn part_time(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        share(self.part_timers(gender), self.total(TableId::PRESENCE, Measure::People, gender))
    }

    /// People in lavoro agile in percent of everybody in table 1.1.
    pub fn lavoro_agile(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        let users = self.sum(TableId::WORK_LIFE, Measure::People, gender, |figure| {
            figure.is_body() && normal_form(&figure.row).contains("lavoro agile")
        });
        share(users, self.staff(gender))
    }

    /// Days of parental leave (table 1.10).
    pub fn parental_leave_days(&self, gender: impl Into<Option<Gender>>) -> Answer {
        self.sum(TableId::LEAVE, Measure::Days, gender, |figure| {
            figure.is_body() && normal_form(&figure.row).contains("parental")
        })
    }

    /// Hours of training for each person in service.
    pub fn training_hours(&self, gender: impl Into<Option<Gender>>) -> Answer {
        let gender = gender.into();
        let hours = self.total(TableId::TRAINING, Measure::Hours, gender)?;
        hours.checked_div(&self.staff(gender)?).ok_or(Missing::Nobody)
    }

    /// Who had the hours of training that each is to have, in percent of everybody in service.
    pub fn training_reached(&self) -> Answer {
        let is_reached = |figure: &Figure| figure.row_role == RowRole::Beside(Supplement::Reached);
        let reached = self.sum(TableId::TRAINING, Measure::People, None, is_reached);
        // Years of which nobody asks it have no such row.
        let reached = reached.map_err(|missing| match missing {
            Missing::Row => Missing::NotProvided,
            other => other,
        });
        share(reached, self.staff(None))
    }

    /// The score of the plan as a whole.
    pub fn plan_score(&self) -> Answer {
        self.score(PLAN_SCORE)
    }

    /// What stands beside the score of the plan: `valutati 46 di 54; 74,00 con i mancanti a 0`; `None`
    /// where the year does not say it.
    pub fn plan_basis(&self) -> Option<String> {
        let of = |measure, class: &str| {
            self.published(Chapter::Plan, measure, |figure| {
                figure.class == class && normal_form(&figure.row) == normal_form(PLAN_SCORE)
            })
            .ok()
        };
        let count = |class| of(Measure::Indicators, class).and_then(|count| count.whole());
        let (assessed, all) = (count(ASSESSED)?, count(ALL_INDICATORS)?);
        let at_zero = of(Measure::Percent, MISSING_AT_ZERO);
        let at_zero = at_zero.filter(|at_zero| self.plan_score().ok().as_ref() != Some(at_zero));
        let at_zero = at_zero.map(|score| italian::percent(&score));
        Some(Score::basis(assessed, all, at_zero.as_deref()))
    }

    /// The score in a row of the plan; not the one with missing actuals at 0.
    pub fn score(&self, row: &str) -> Answer {
        self.published(Chapter::Plan, Measure::Percent, |figure| {
            normal_form(&figure.row) == normal_form(row) && figure.class != MISSING_AT_ZERO
        })
    }
}

/// The women among some people, in percent.
pub fn women(of: impl Fn(Option<Gender>) -> Answer) -> Answer {
    share(of(Some(Gender::Woman)), of(None))
}
