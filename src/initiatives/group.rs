//! Rows of one year and number as one initiative: texts must agree, spending adds up.

use super::codes::{self, Naming};
use super::links::{Links, Section};
use super::places::Places;
use crate::diagnostic::code::{
    INITIATIVE_TOLD_TWICE, INITIATIVE_WITHOUT_OBJECTIVE, UNKNOWN_INITIATIVE_INDICATOR,
    UNKNOWN_INITIATIVE_OBJECTIVE,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::initiative::{Beneficiaries, Initiative, InitiativeRow, Spending};
use crate::model::ratio::Ratio;

/// The rows of one initiative, in file order and never empty.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) first: &'a InitiativeRow,
    others: Vec<&'a InitiativeRow>,
}

/// The initiatives of a file, in the order of their first rows.
pub(super) fn groups(rows: &[InitiativeRow]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in rows {
        let known = groups
            .iter_mut()
            .find(|group| group.first.year == row.year && group.first.number == row.number);
        match known {
            Some(group) => group.others.push(row),
            None => groups.push(Group { first: row, others: Vec::new() }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a InitiativeRow> + use<'a, '_> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// `1 del 2022`, for messages.
    pub(super) fn name(&self) -> String {
        format!("{} del {}", self.first.number, self.first.year)
    }
}

/// The initiative with what its codes stand for; I02 to I05 for what is wrong in it.
pub(super) fn initiative(
    group: &Group<'_>,
    links: Links<'_>,
    section: Section,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Initiative {
    let mut reading = Reading { group, places, diagnostics };
    let objective = reading.codes(
        "obiettivo",
        |row| row.objective.as_deref(),
        |code| links.knows_objective(code),
    );
    let indicator = reading.codes(
        "indicatori",
        |row| row.indicators.as_deref(),
        |code| links.knows_indicator(code),
    );
    if links.has_plan() {
        reading.check_objectives(&objective, links);
        reading.check_indicators(&indicator, links);
    }
    reading.check_has_objective(&objective, links);
    let actions = reading.text("azioni", |row| row.actions.as_deref());
    let actors = reading.text("attori", |row| row.actors.as_deref());
    let women = reading.count("beneficiari_donne", |row| row.women);
    let men = reading.count("beneficiari_uomini", |row| row.men);
    let year = group.first.year;
    let objectives = objective.codes.iter().map(|(code, _)| links.objective(code, section));
    let indicators = indicator.codes.iter().map(|(code, _)| links.indicator(code, year, section));
    Initiative {
        year,
        number: group.first.number.clone(),
        objectives: objectives.collect(),
        objective_words: objective.words.map(str::to_owned),
        actions: actions.map(str::to_owned),
        actors: actors.map(str::to_owned),
        indicators: indicators.collect(),
        indicator_words: indicator.words.map(str::to_owned),
        beneficiaries: Beneficiaries::stated(women, men),
        spending: spending(group),
    }
}

fn spending(group: &Group<'_>) -> Spending {
    let mut spending = Spending::default();
    for row in group.rows() {
        spending.add(row.chapter.as_deref(), row.amount.map(Ratio::from).as_ref());
    }
    spending
}

/// What a column of codes says over all rows: every code once with its row, and words that are no codes.
#[derive(Debug, Default)]
struct Named<'a> {
    codes: Vec<(&'a str, u32)>,
    words: Option<&'a str>,
}

/// An initiative while its rows are read; its faults are collected on the way.
struct Reading<'g, 'd> {
    group: &'g Group<'g>,
    places: Places<'g>,
    diagnostics: &'d mut Diagnostics,
}

impl<'g> Reading<'g, '_> {
    /// The first value of a column; another one in a later row is a finding (I05).
    fn same<T: Copy>(
        &mut self,
        column: &str,
        value: impl Fn(&'g InitiativeRow) -> Option<T>,
        agree: impl Fn(T, T) -> bool,
    ) -> Option<T> {
        let mut first: Option<(T, u32)> = None;
        for row in self.group.rows() {
            let Some(value) = value(row) else { continue };
            match first {
                None => first = Some((value, row.row)),
                Some((known, _)) if agree(known, value) => {}
                Some((_, known_row)) => {
                    let message = format!(
                        "«{column}» dell'iniziativa {} è diverso da quello della riga {known_row}, che vale",
                        self.group.name()
                    );
                    let place = self.places.in_initiatives(row.row, column);
                    self.diagnostics.push(Diagnostic::new(INITIATIVE_TOLD_TWICE, place, message));
                }
            }
        }
        first.map(|(value, _)| value)
    }

    fn text(
        &mut self,
        column: &str,
        value: impl Fn(&'g InitiativeRow) -> Option<&'g str>,
    ) -> Option<&'g str> {
        self.same(column, value, |left, right| left.split_whitespace().eq(right.split_whitespace()))
    }

    fn count(
        &mut self,
        column: &str,
        value: impl Fn(&'g InitiativeRow) -> Option<u64>,
    ) -> Option<u64> {
        self.same(column, value, |left, right| left == right)
    }

    fn codes(
        &mut self,
        column: &str,
        cell: impl Fn(&'g InitiativeRow) -> Option<&'g str>,
        is_known: impl Fn(&str) -> bool,
    ) -> Named<'g> {
        let mut named = Named::default();
        for row in self.group.rows() {
            let Some(Naming::Codes(codes)) = cell(row).map(|cell| codes::read(cell, &is_known))
            else {
                continue;
            };
            for code in codes {
                if !named.codes.iter().any(|(known, _)| *known == code) {
                    named.codes.push((code, row.row));
                }
            }
        }
        named.words = self.text(column, |row| match codes::read(cell(row)?, &is_known) {
            Naming::Words(words) => Some(words),
            Naming::Codes(_) => None,
        });
        named
    }

    /// I03: a code that the plan does not have. The plan may have lost some to a row that could not be
    /// read.
    fn check_objectives(&mut self, objective: &Named<'_>, links: Links<'_>) {
        let is_unknown =
            |code: &str| !links.knows_objective(code) && !links.may_have_lost_objective();
        for (code, row) in objective.codes.iter().filter(|(code, _)| is_unknown(code)) {
            let hint = match links.knows_indicator(code) {
                true => ": è un indicatore, e va nella colonna «indicatori»",
                false => "",
            };
            let name = self.group.name();
            let message =
                format!("l'obiettivo «{code}» dell'iniziativa {name} non è nel piano{hint}");
            let place = self.places.in_initiatives(*row, "obiettivo");
            let found = Diagnostic::new(UNKNOWN_INITIATIVE_OBJECTIVE, place, message);
            self.diagnostics.push(found.with_value(*code));
        }
    }

    /// I04: the same of an indicator.
    fn check_indicators(&mut self, indicator: &Named<'_>, links: Links<'_>) {
        let is_unknown =
            |code: &str| !links.knows_indicator(code) && !links.has_lost_indicator(code);
        for (code, row) in indicator.codes.iter().filter(|(code, _)| is_unknown(code)) {
            let name = self.group.name();
            let message = format!("l'indicatore «{code}» dell'iniziativa {name} non è nel piano");
            let place = self.places.in_initiatives(*row, "indicatori");
            let found = Diagnostic::new(UNKNOWN_INITIATIVE_INDICATOR, place, message);
            self.diagnostics.push(found.with_value(*code));
        }
    }

    /// I02. Words name an objective only where there is no plan whose codes they should be.
    fn check_has_objective(&mut self, objective: &Named<'_>, links: Links<'_>) {
        let reason = match objective.words {
            _ if !objective.codes.is_empty() => return,
            None => "non ha un obiettivo",
            Some(_) if links.has_plan() => "ha un obiettivo a parole, senza il codice del piano",
            Some(_) => return,
        };
        let message = format!("l'iniziativa {} {reason}", self.group.name());
        let place = self.places.in_initiatives(self.group.first.row, "obiettivo");
        self.diagnostics.push(Diagnostic::new(INITIATIVE_WITHOUT_OBJECTIVE, place, message));
    }
}
