//! The plan set against its actuals: each target and actual as a score, the scores as weighted
//! means up to the whole plan, and the traps the plan itself contains.

mod change;
#[cfg(test)]
mod fixture;
mod header;
mod matching;
mod percent_scale;
mod places;
mod rules;
mod scale;
mod summary;
mod traps;
mod weight;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::diagnostic::code::{
    ACTUAL_MISSING, DATE_OF_ANOTHER_TIME, INDICATOR_OF_ANOTHER_YEAR, NO_ACTUAL_OF_THE_YEAR,
    NO_INDICATOR_OF_THE_YEAR, UNREADABLE_ACTUAL,
};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian::{self, reading};
use crate::model::achievement::{
    Achievements, AreaAchievement, IndicatorAchievement, ObjectiveAchievement, Outcome, Summary,
};
use crate::model::dataset::Dataset;
use crate::model::format::Format;
use crate::model::input::InputKind;
use crate::model::plan::{ActionArea, Actual, Amount, Indicator, Objective, Plan};
use crate::model::quality::SourceFile;
use crate::model::ratio::Ratio;
use crate::model::settings::{AssessmentRules, ReportSettings};
use matching::ActualsByIndicator;
use places::Places;
use weight::Share;

/// Heading of the objectives that name no structure in charge.
const NO_STRUCTURE: &str = "Struttura non indicata";

/// Title of an area the format does not have; such objectives are refused while reading (A05), and
/// if one comes through it is shown rather than lost.
const UNKNOWN_AREA: &str = "Ambito non previsto dal format";

/// The achievements of the plan in the areas of the format, `None` without a plan, and what is
/// wrong with plan and actuals (A01 to A04, A07, A09, A10, A11), with traps first. An actual counts
/// for the indicator with its code and year.
pub fn evaluate(dataset: &Dataset) -> (Option<Achievements>, Diagnostics) {
    let Some(plan) = &dataset.plan else { return (None, Diagnostics::default()) };
    let rules = &dataset.settings.assessment;
    let year = dataset.settings.report.year;
    let others = of_other_years(plan, year);
    let plan = of_year(plan, year);
    let actuals: Vec<Actual> =
        dataset.actuals.iter().filter(|actual| actual.year == year).cloned().collect();
    let actuals = percent_scale::on_scale(actuals, &plan, &dataset.settings);
    let (achievements, mut diagnostics) =
        evaluate_plan(&plan, &actuals, rules, &dataset.format, Places::of(dataset));
    let is_empty = plan.objectives.is_empty() && plan.refused.is_empty();
    if is_empty || !others.is_empty() {
        let place = dataset.source(InputKind::Plan).map_or_else(Location::folder, |source| {
            Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref())
        });
        if is_empty {
            let message = format!("nessun indicatore del piano è del {year}");
            diagnostics.push(Diagnostic::new(NO_INDICATOR_OF_THE_YEAR, place.clone(), message));
        }
        for (other, count) in others {
            let rows = italian::counted(count, "indicatore", "indicatori");
            let message = format!("{rows} del {other}: qui si valuta il {year}");
            diagnostics.push(Diagnostic::new(INDICATOR_OF_ANOTHER_YEAR, place.clone(), message));
        }
    }
    diagnostics.extend(without_actuals(dataset));
    (Some(achievements), diagnostics)
}

/// Actuals that are all of other years.
fn without_actuals(dataset: &Dataset) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let source = dataset.source(InputKind::Actuals);
    let is_without = |source: &&SourceFile| {
        source.rows_used == 0 && source.rows_refused == 0 && source.left_out() > 0
    };
    if let Some(source) = source.filter(is_without) {
        let place = Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref());
        let message = format!("nessun consuntivo è del {}", dataset.settings.report.year);
        diagnostics.push(Diagnostic::new(NO_ACTUAL_OF_THE_YEAR, place, message));
    }
    diagnostics
}

/// The part of a three-year plan that one year answers for.
fn of_year(plan: &Plan, year: i32) -> Plan {
    let mut plan = plan.clone();
    for objective in &mut plan.objectives {
        objective.indicators.retain(|indicator| indicator.year == year);
    }
    plan.objectives.retain(|objective| !objective.indicators.is_empty());
    plan
}

/// How many indicators are of which other years.
fn of_other_years(plan: &Plan, year: i32) -> BTreeMap<i32, u64> {
    let mut years = BTreeMap::new();
    let indicators = plan.objectives.iter().flat_map(|objective| &objective.indicators);
    for other in indicators.map(|indicator| indicator.year).filter(|other| *other != year) {
        *years.entry(other).or_default() += 1;
    }
    years
}

fn evaluate_plan(
    plan: &Plan,
    actuals: &[Actual],
    rules: &AssessmentRules,
    format: &Format,
    places: Places<'_>,
) -> (Achievements, Diagnostics) {
    let mut diagnostics = traps::find(plan, places);
    let (actuals, strangers) = matching::by_indicator(plan, actuals, places);
    diagnostics.extend(strangers);
    diagnostics.extend(percent_scale::find(plan, &actuals, places));
    diagnostics.extend(header::find(plan, &actuals, places));
    diagnostics.extend(change::find(plan, &actuals, places));
    let objectives: Vec<Evaluated> = plan
        .objectives
        .iter()
        .map(|objective| evaluate_objective(objective, &actuals, rules, places, &mut diagnostics))
        .collect();
    let overall = weight::summarise(objectives.iter().flat_map(|objective| &objective.shares));
    let areas = areas(&objectives, format);
    let mut achievements = Achievements {
        sentences: summary::sentences(&overall, objectives.len()),
        chart: summary::chart(&areas),
        structures: structures(&objectives),
        programme: plan.programme.clone(),
        overall,
        areas,
        ..Achievements::default()
    };
    let differ = achievements.differ_with_missing_at_zero();
    let has_weighted_objectives = plan.objectives.iter().any(|one| one.weight.is_some());
    achievements.rules = rules::in_words(rules, differ);
    if has_weighted_objectives {
        achievements.rules.push(rules::OF_OBJECTIVES.to_owned());
    }
    achievements.rule_scores = rules::in_numbers(rules);
    achievements.method = rules::in_brief(rules, has_weighted_objectives, differ);
    (achievements, diagnostics)
}

/// An objective as it goes into the report, with what it adds to every group it belongs to.
struct Evaluated {
    area: ActionArea,
    achievement: ObjectiveAchievement,
    shares: Vec<Share>,
}

fn evaluate_objective(
    objective: &Objective,
    actuals: &ActualsByIndicator<'_>,
    rules: &AssessmentRules,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Evaluated {
    let (indicators, shares): (Vec<IndicatorAchievement>, Vec<Share>) = objective
        .indicators
        .iter()
        .map(|indicator| {
            let actual = actuals.get(&(indicator.code.trim(), indicator.year)).copied();
            let weight = weight::of(objective, indicator);
            evaluate_indicator((indicator, weight), actual, rules, places, diagnostics)
        })
        .unzip();
    let achievement = ObjectiveAchievement {
        code: objective.code.clone(),
        title: objective.title.clone(),
        description: objective.description.clone(),
        general_objective: objective.general_objective.clone(),
        structure: objective.structure.clone(),
        summary: weight::summarise(&shares),
        indicators,
    };
    Evaluated { area: objective.area, achievement, shares }
}

fn evaluate_indicator(
    (indicator, weight): (&Indicator, Ratio),
    actual: Option<&Actual>,
    rules: &AssessmentRules,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) -> (IndicatorAchievement, Share) {
    let given = actual.and_then(|actual| actual.value.as_deref()).map(str::trim);
    let given = given.filter(|text| !text.is_empty());
    let read = given.map(|text| {
        reading::amount(text, indicator.unit, near(&indicator.target))
            .map_err(|fault| format!("il consuntivo «{text}» {fault}"))
    });
    let assessment = scale::assess(indicator, read.as_ref(), rules);
    let unreadable = match (&read, given, actual) {
        (Some(Err(reason)), Some(text), Some(actual)) => {
            let place = places.in_actuals(actual.row, "consuntivo");
            Some(Diagnostic::new(UNREADABLE_ACTUAL, place, reason).with_value(text))
        }
        _ => None,
    };
    if let (Some(Ok(Amount::Date(day))), Some(actual)) = (&read, actual)
        && let Some(message) = untimely(*day, indicator.year)
    {
        let place = places.in_actuals(actual.row, "consuntivo");
        diagnostics.push(Diagnostic::new(DATE_OF_ANOTHER_TIME, place, message));
    }
    let is_missing = assessment.outcome == Outcome::ActualMissing;
    let found = unreadable.or_else(|| is_missing.then(|| missing(indicator, actual, places)));
    let justification = found.as_ref().and_then(|found| places.justified(found));
    found.into_iter().for_each(|found| diagnostics.push(found));
    let share = Share::new(weight, &assessment);
    let achievement = IndicatorAchievement {
        code: indicator.code.clone(),
        description: indicator.description.clone(),
        unit: indicator.unit.label(),
        direction: indicator.direction.label(),
        year: indicator.year,
        target: italian::amount(&indicator.target),
        actual: match (&read, given) {
            (Some(Ok(amount)), _) => italian::amount(amount),
            (_, Some(text)) => text.to_owned(),
            (_, None) => weight::NONE.to_owned(),
        },
        weight: italian::decimal(indicator.weight),
        outcome: assessment.outcome,
        outcome_text: assessment.in_words(),
        days_late: assessment.days_late,
        score_text: weight::score_text(assessment.score.as_ref()),
        score: assessment.score,
        reason: assessment.reason,
        justification,
        note: actual.and_then(|actual| actual.note.clone()),
    };
    (achievement, share)
}

/// What is wrong with the day of an actual: before its year it was of another, and after the report is
/// due, on 30 March (Direttiva 2/2019), it has not come yet.
fn untimely(day: NaiveDate, year: i32) -> Option<String> {
    let due = ReportSettings { year, ..ReportSettings::default() }.due();
    let told = italian::date(day);
    if day.year() < year {
        Some(format!("il consuntivo è del {told}, prima del {year}"))
    } else if day > due {
        Some(format!(
            "il consuntivo è del {told}, dopo il {}, quando la relazione del {year} va trasmessa",
            italian::date(due)
        ))
    } else {
        None
    }
}

fn missing(indicator: &Indicator, actual: Option<&Actual>, places: Places<'_>) -> Diagnostic {
    let place = match actual {
        Some(actual) => places.in_actuals(actual.row, "consuntivo"),
        None => places.in_plan(indicator.row, "indicatore"),
    };
    let message =
        format!("manca il consuntivo dell'indicatore {} per il {}", indicator.code, indicator.year);
    Diagnostic::new(ACTUAL_MISSING, place, message)
}

/// A number beside which an ambiguous actual can be understood.
fn near(target: &Amount) -> Option<Decimal> {
    match target {
        Amount::Number(number) => Some(*number),
        _ => None,
    }
}

/// Every area of the format in its order, with or without objectives.
fn areas(objectives: &[Evaluated], format: &Format) -> Vec<AreaAchievement> {
    let known = format.areas.iter().map(|area| (area.number, area.title.as_str()));
    let others: BTreeSet<u8> = objectives
        .iter()
        .map(|objective| objective.area.0)
        .filter(|number| format.area_title(*number).is_none())
        .collect();
    known
        .chain(others.into_iter().map(|number| (number, UNKNOWN_AREA)))
        .map(|(number, title)| area(number, title, objectives))
        .collect()
}

fn area(number: u8, title: &str, objectives: &[Evaluated]) -> AreaAchievement {
    let own: Vec<&Evaluated> =
        objectives.iter().filter(|objective| objective.area == ActionArea(number)).collect();
    AreaAchievement {
        number,
        title: title.to_owned(),
        summary: weight::summarise(own.iter().flat_map(|objective| &objective.shares)),
        objectives: own.iter().map(|objective| objective.achievement.clone()).collect(),
    }
}

fn structures(objectives: &[Evaluated]) -> Vec<(String, Summary)> {
    let mut groups: BTreeMap<(String, &str), Vec<&Share>> = BTreeMap::new();
    for objective in objectives {
        let name = objective.achievement.structure.as_deref().map(str::trim).unwrap_or_default();
        let name = if name.is_empty() { NO_STRUCTURE } else { name };
        groups.entry((name.to_lowercase(), name)).or_default().extend(&objective.shares);
    }
    groups
        .into_iter()
        .map(|((_, name), shares)| (name.to_owned(), weight::summarise(shares)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::fixture::{actual, date, indicator, number, objective, plan};
    use super::*;
    use crate::model::plan::Unit;
    use crate::model::quality::{SourceColumn, SourceFile};
    use crate::model::reference_data::formats;
    use proptest::prelude::*;

    /// A source whose columns stand where the cells below say.
    fn source(kind: InputKind, path: &str, columns: &[(&'static str, u32)]) -> SourceFile {
        SourceFile {
            kind,
            path: path.to_owned(),
            format: String::new(),
            sheet: None,
            header_row: 1,
            rows_read: 0,
            rows_used: 0,
            rows_refused: 0,
            rows_left_out: BTreeMap::new(),
            more_sheets: Vec::new(),
            unread_sheets: Vec::new(),
            unread: Vec::new(),
            named_column: None,
            columns: columns
                .iter()
                .map(|(name, index)| SourceColumn { name, header: String::new(), index: *index })
                .collect(),
        }
    }

    fn evaluated(plan: &Plan, actuals: &[Actual]) -> (Achievements, Diagnostics) {
        let format = formats().pop().expect("an edition of the format");
        let plan_columns = [("descrizione", 7), ("unita", 8), ("atteso", 11)];
        let plan_file = source(InputKind::Plan, "piano.csv", &plan_columns);
        let actual_columns = [("indicatore", 0), ("consuntivo", 2)];
        let actuals_file = source(InputKind::Actuals, "consuntivi.csv", &actual_columns);
        let places = Places::between(&plan_file, &actuals_file);
        evaluate_plan(plan, actuals, &AssessmentRules::default(), &format, places)
    }

    fn sample() -> (Plan, Vec<Actual>) {
        let unreadable = Indicator {
            unit: Unit::Date,
            ..indicator("2412", Amount::Unreadable("131/12/2022".to_owned()))
        };
        let mut first = objective(
            4,
            "1038",
            vec![
                unreadable,
                indicator("2713", date(2022, 12, 31)),
                indicator("2495", number("12")),
            ],
        );
        first.structure = Some("Settore risorse".to_owned());
        let second = objective(
            2,
            "1143",
            vec![indicator("2684", date(2022, 12, 31)), indicator("2685", number("1"))],
        );
        let actuals = vec![
            actual("2412", Some("15/12/2022"), 2),
            actual("2713", Some("2022-12-12"), 3),
            actual("2495", Some(" 9 "), 4),
            actual("2684", Some("5%"), 5),
        ];
        (plan(vec![first, second]), actuals)
    }

    #[test]
    fn a_plan_comes_out_by_area_structure_and_whole() {
        let (plan, actuals) = sample();
        let (achievements, _) = evaluated(&plan, &actuals);
        let areas: Vec<(u8, usize, &str)> = achievements
            .areas
            .iter()
            .map(|area| (area.number, area.objectives.len(), area.summary.score.text.as_str()))
            .collect();
        assert_eq!(areas, [(1, 0, "–"), (2, 1, "–"), (3, 0, "–"), (4, 1, "87,50"), (5, 0, "–")]);
        assert_eq!(achievements.overall.counts, [1, 0, 1, 0, 1, 2]);
        let words = "senza punteggio (valutati 2 di 5; 43,75 con i mancanti a 0)";
        assert_eq!(achievements.overall.score.words(), words);
        let structures: Vec<&str> =
            achievements.structures.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(structures, ["Settore risorse", "Struttura non indicata"]);
    }

    #[test]
    fn targets_and_actuals_are_printed_in_one_way_and_what_cannot_be_read_as_written() {
        let (plan, actuals) = sample();
        let (achievements, _) = evaluated(&plan, &actuals);
        let printed: Vec<[&str; 3]> = [3, 1]
            .into_iter()
            .flat_map(|area: usize| &achievements.areas[area].objectives)
            .flat_map(|objective| &objective.indicators)
            .map(|line| [line.target.as_str(), line.actual.as_str(), line.score_text.as_str()])
            .collect();
        assert_eq!(
            printed,
            [
                ["131/12/2022", "15/12/2022", "–"],
                ["31/12/2022", "12/12/2022", "100,00"],
                ["12", "9", "75,00"],
                ["31/12/2022", "5%", "–"],
                ["1", "–", "–"],
            ]
        );
    }

    #[test]
    fn findings_name_their_cell() {
        let (plan, actuals) = sample();
        let (_, diagnostics) = evaluated(&plan, &actuals);
        let told: Vec<String> = diagnostics
            .iter()
            .map(|finding| format!("{} {}: {}", finding.code, finding.location, finding.message))
            .collect();
        assert_eq!(
            told,
            [
                "A01 piano.csv, cella L2: l'atteso «131/12/2022» non esiste nel calendario",
                "A10 consuntivi.csv, cella C5: il consuntivo «5%» non è una data",
                "A09 piano.csv, riga 2: manca il consuntivo dell'indicatore 2685 per il 2022",
            ]
        );
    }

    #[test]
    fn an_objective_outside_the_areas_of_the_format_is_not_lost() {
        let plan = plan(vec![objective(9, "1", vec![indicator("A", number("1"))])]);
        let (achievements, _) = evaluated(&plan, &[actual("A", Some("1"), 2)]);
        let numbers: Vec<u8> = achievements.areas.iter().map(|area| area.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 9]);
        assert_eq!(achievements.overall.score.text, "100,00");
    }

    #[test]
    fn an_empty_plan_has_areas_and_no_figures() {
        let (achievements, diagnostics) = evaluated(&Plan::default(), &[]);
        assert_eq!(achievements.areas.len(), 5);
        assert_eq!(achievements.overall.score.value, None);
        assert!(achievements.chart.is_none());
        assert!(diagnostics.is_empty());
    }

    /// Area, weight, target and actual of an objective's one indicator.
    type Line = (u8, u32, i64, i64);

    fn lines() -> impl Strategy<Value = Vec<Line>> {
        proptest::collection::vec((1_u8..=5, 0_u32..10, 0_i64..50, 0_i64..60), 0..12)
    }

    fn built(lines: &[(usize, Line)]) -> (Plan, Vec<Actual>) {
        let mut plan = Plan::default();
        let mut actuals = Vec::new();
        for (index, (area, weight, target, value)) in lines {
            let code = index.to_string();
            let target = Amount::Number(Decimal::from(*target));
            let weighed = Indicator { weight: Decimal::from(*weight), ..indicator(&code, target) };
            plan.objectives.push(objective(*area, &code, vec![weighed]));
            actuals.push(actual(&code, Some(&value.to_string()), 2));
        }
        (plan, actuals)
    }

    proptest! {
        #[test]
        fn the_order_of_objectives_does_not_change_means(
            (straight, shuffled) in lines().prop_flat_map(|lines| {
                let lines: Vec<_> = lines.into_iter().enumerate().collect();
                (Just(lines.clone()), Just(lines).prop_shuffle())
            }),
        ) {
            let summaries = |lines: &[_]| {
                let (plan, actuals) = built(lines);
                let achievements = evaluated(&plan, &actuals).0;
                let areas: Vec<Summary> =
                    achievements.areas.into_iter().map(|area| area.summary).collect();
                (achievements.overall, areas, achievements.structures, achievements.sentences)
            };
            prop_assert_eq!(summaries(&straight), summaries(&shuffled));
        }

        #[test]
        fn areas_and_structures_count_every_indicator_once(lines in lines()) {
            let lines: Vec<_> = lines.into_iter().enumerate().collect();
            let (plan, actuals) = built(&lines);
            let achievements = evaluated(&plan, &actuals).0;
            let areas: u64 = achievements.areas.iter().map(|area| area.summary.total()).sum();
            let structures: u64 =
                achievements.structures.iter().map(|(_, summary)| summary.total()).sum();
            prop_assert_eq!(areas, achievements.overall.total());
            prop_assert_eq!(structures, achievements.overall.total());
            prop_assert_eq!(usize::try_from(areas), Ok(lines.len()));
        }
    }
}
