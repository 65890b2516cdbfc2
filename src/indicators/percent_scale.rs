//! Percentages that may be fractions: a target of 80 beside an actual of 0,85 or 1,05, or both at most
//! 1; also where the unit says number and the description says percentage.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::matching::ActualsByIndicator;
use super::places::Places;
use crate::diagnostic::code::{SCALES_DIFFER, UNIT_DOES_NOT_FIT};
use crate::diagnostic::location::Location;
use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian::{self, reading};
use crate::model::input::InputKind;
use crate::model::plan::{Actual, Amount, Indicator, Plan, Unit};
use crate::model::settings::Settings;

/// Indicators named in the question.
const EXAMPLES: usize = 3;

/// The actuals of percentages with their sign, where the office says what the numbers of the column
/// are.
pub(super) fn on_scale(mut actuals: Vec<Actual>, plan: &Plan, settings: &Settings) -> Vec<Actual> {
    let choices = settings.columns.get(InputKind::Actuals.name());
    let choice = choices.and_then(|choices| choices.columns.get("consuntivo"));
    let Some(scale) = choice.and_then(|choice| choice.unit) else { return actuals };
    let indicators = plan.objectives.iter().flat_map(|objective| &objective.indicators);
    let percentages: BTreeSet<&str> = indicators
        .filter(|indicator| indicator.unit == Unit::Percent)
        .map(|indicator| indicator.code.trim())
        .collect();
    for actual in actuals.iter_mut().filter(|it| percentages.contains(it.indicator.trim())) {
        let text = actual.value.as_deref().unwrap_or_default();
        let read = reading::amount(text, Unit::Percent, None);
        if let (Ok(Amount::Number(number)), false) = (read, text.contains('%')) {
            actual.value = Some(format!("{}%", scale.hundredths(number).normalize()));
        }
    }
    actuals
}

/// A target and its actual, if there is one, without a sign that says what they are.
struct Doubt<'a> {
    indicator: &'a Indicator,
    actual: Option<&'a Actual>,
    target: Decimal,
    reached: Option<Decimal>,
    is_small_target: bool,
    is_small_actual: bool,
}

/// One question for the file whose values are small: they are percentages below 1, or fractions. Where
/// the unit is number it is the unit that is asked.
pub(super) fn find(
    plan: &Plan,
    actuals: &ActualsByIndicator<'_>,
    places: Places<'_>,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let indicators = plan.objectives.iter().flat_map(|objective| &objective.indicators);
    let (numbers, doubts): (Vec<Doubt<'_>>, Vec<Doubt<'_>>) = indicators
        .filter_map(|indicator| doubt(indicator, actuals))
        .partition(|doubt| doubt.indicator.unit == Unit::Number);
    for doubt in &numbers {
        diagnostics.push(unit(doubt, places));
    }
    let of_actuals: Vec<&Doubt<'_>> = doubts.iter().filter(|doubt| doubt.is_small_actual).collect();
    let of_targets: Vec<&Doubt<'_>> = doubts.iter().filter(|doubt| doubt.is_small_target).collect();
    if let Some(row) = of_actuals.iter().find_map(|doubt| Some(doubt.actual?.row)) {
        let place = places.in_actuals(row, "consuntivo");
        let header = places.header_of_actuals().unwrap_or("consuntivo");
        diagnostics.push(question(InputKind::Actuals, "consuntivo", header, &of_actuals, place));
    }
    if let Some(first) = of_targets.first() {
        let place = places.in_plan(first.indicator.row, "atteso");
        let header = places.header_of_targets().unwrap_or("atteso");
        diagnostics.push(question(InputKind::Plan, "atteso", header, &of_targets, place));
    }
    diagnostics
}

fn doubt<'a>(indicator: &'a Indicator, actuals: &ActualsByIndicator<'a>) -> Option<Doubt<'a>> {
    let Amount::Number(target) = indicator.target else { return None };
    let actual = actuals.get(&(indicator.code.trim(), indicator.year)).copied();
    let text = actual.and_then(|actual| actual.value.as_deref()).map(str::trim).unwrap_or_default();
    let reached = match reading::amount(text, indicator.unit, Some(target)) {
        Ok(Amount::Number(reached)) => Some(reached),
        _ => None,
    };
    let is_small_target = !indicator.is_marked && is_small(target, reached);
    let is_small_actual =
        !text.contains('%') && reached.is_some_and(|reached| is_small(reached, Some(target)));
    let is_asked = match indicator.unit {
        Unit::Percent => is_small_target || is_small_actual,
        // A number may be small: only two scales in one indicator are asked.
        Unit::Number => is_small_target != is_small_actual && speaks_of_percentages(indicator),
        Unit::Date | Unit::YesNo => false,
    };
    is_asked.then_some(Doubt {
        indicator,
        actual,
        target,
        reached,
        is_small_target,
        is_small_actual,
    })
}

/// At most 1, or a little more beside a value that is a percentage for certain: 1,05 beside 80 may be
/// 105 %.
fn is_small(value: Decimal, other: Option<Decimal>) -> bool {
    let size = value.abs();
    let is_beyond_one = size < Decimal::TWO
        && !size.fract().is_zero()
        && other.is_some_and(|other| other.abs() >= Decimal::from(20));
    !size.is_zero() && (size <= Decimal::ONE || is_beyond_one)
}

pub(super) fn speaks_of_percentages(indicator: &Indicator) -> bool {
    let description = indicator.description.to_lowercase();
    description.contains("percentual") || description.contains('%')
}

/// A number whose description speaks of a percentage, with target and actual on two scales.
fn unit(doubt: &Doubt<'_>, places: Places<'_>) -> Diagnostic {
    let message = format!(
        "l'unità dell'indicatore {} è «{}», ma la descrizione parla di una percentuale e i due valori sembrano su scale diverse: atteso {}, consuntivo {}",
        doubt.indicator.code,
        doubt.indicator.unit.label(),
        italian::decimal(doubt.target),
        doubt.reached.map_or_else(|| "–".to_owned(), italian::decimal)
    );
    let place = places.in_plan(doubt.indicator.row, "unita");
    Diagnostic::new(UNIT_DOES_NOT_FIT, place, message).with_value(doubt.indicator.unit.label())
}

fn question(
    kind: InputKind,
    column: &str,
    header: &str,
    doubts: &[&Doubt<'_>],
    place: Location,
) -> Diagnostic {
    let value = |unit: &str| format!("{{ colonna = {}, unita = \"{unit}\" }}", quoted(header));
    let section = format!("colonne.{}", kind.name());
    let setting = Setting::new(section, column, [value("frazione"), value("percentuale")]);
    let found = Diagnostic::new(SCALES_DIFFER, place, message(column, doubts));
    let remedy = format!(
        "{} Oppure dite una volta per tutte che cosa sono i numeri senza segno: in cug.toml, sotto [{}], la riga {} = {} se 0,85 vuol dire 85 %, {} = {} se vuol dire 0,85 %.",
        found.remedy, setting.section, column, setting.value, column, setting.others[0]
    );
    found.with_remedy(remedy).with_setting(setting)
}

fn message(column: &str, doubts: &[&Doubt<'_>]) -> String {
    let told = |doubt: &&Doubt<'_>| {
        let actual =
            doubt.reached.map(|reached| format!(", consuntivo {}", italian::decimal(reached)));
        format!(
            "{} (atteso {}{})",
            doubt.indicator.code,
            italian::decimal(doubt.target),
            actual.unwrap_or_default()
        )
    };
    let mut examples: Vec<String> = doubts.iter().take(EXAMPLES).map(told).collect();
    if doubts.len() > EXAMPLES {
        examples.push(format!("e altri {}", doubts.len() - EXAMPLES));
    }
    let many = if doubts.len() == 1 { "un indicatore" } else { "più indicatori" };
    format!(
        "«{column}» in Percentuale è al massimo 1 per {many}, e non si sa se è una frazione: {}",
        examples.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::fixture::{actual, indicator, number, objective, plan};

    fn asked_in(unit: Unit, target: &str, reached: &str) -> Vec<String> {
        let of_plan = Indicator {
            unit,
            description: "PERCENTUALE DI PERSONALE FORMATO".to_owned(),
            is_marked: target.contains('%'),
            ..indicator("1", number(target.trim_end_matches('%')))
        };
        let plan = plan(vec![objective(1, "10", vec![of_plan])]);
        let given = actual("1", Some(reached), 2);
        let actuals = ActualsByIndicator::from([(("1", 2022), &given)]);
        find(&plan, &actuals, Places::default())
            .iter()
            .map(|found| found.message.split(' ').next().unwrap_or_default().to_owned())
            .collect()
    }

    fn asked(target: &str, reached: &str) -> Vec<String> {
        asked_in(Unit::Percent, target, reached)
    }

    #[test]
    fn small_percentages_are_asked_unless_they_bear_their_sign() {
        assert_eq!(asked("80", "0,85"), ["«consuntivo»"]);
        assert_eq!(asked("80", "1,05"), ["«consuntivo»"]);
        assert_eq!(asked("0.5", "12%"), ["«atteso»"]);
        assert_eq!(asked("0.5", ""), ["«atteso»"]);
        assert_eq!(asked("1", "0,5"), ["«consuntivo»", "«atteso»"]);
        for (target, reached) in
            [("80", "85"), ("80", "0"), ("80%", "0,85%"), ("0.5%", "12"), ("80", "2"), ("5", "1,5")]
        {
            assert!(asked(target, reached).is_empty(), "{target} {reached}");
        }
    }

    #[test]
    fn a_number_that_is_a_percentage_in_words_is_asked_where_scales_differ() {
        assert_eq!(asked_in(Unit::Number, "0.5", "12"), ["l'unità"]);
        assert_eq!(asked_in(Unit::Number, "80", "0,85"), ["l'unità"]);
        for (target, reached) in [("80", "85"), ("0.8", "0,85"), ("1", "1")] {
            assert!(asked_in(Unit::Number, target, reached).is_empty(), "{target} {reached}");
        }
    }
}
