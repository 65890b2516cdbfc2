//! Percentages that may be fractions: a target of 80 beside an actual of 0,85, or both at most 1.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::matching::ActualsByIndicator;
use super::places::Places;
use crate::diagnostic::code::SCALES_DIFFER;
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

/// A target and an actual without a sign that says what they are.
struct Doubt<'a> {
    indicator: &'a Indicator,
    actual: &'a Actual,
    target: Decimal,
    reached: Decimal,
    is_small_target: bool,
    is_small_actual: bool,
}

/// One question for the file whose values are small: they are percentages below 1, or fractions.
pub(super) fn find(
    plan: &Plan,
    actuals: &ActualsByIndicator<'_>,
    places: Places<'_>,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let indicators = plan.objectives.iter().flat_map(|objective| &objective.indicators);
    let doubts: Vec<Doubt<'_>> =
        indicators.filter_map(|indicator| doubt(indicator, actuals)).collect();
    let of_actuals: Vec<&Doubt<'_>> = doubts.iter().filter(|doubt| doubt.is_small_actual).collect();
    let of_targets: Vec<&Doubt<'_>> = doubts.iter().filter(|doubt| doubt.is_small_target).collect();
    if let Some(first) = of_actuals.first() {
        let place = places.in_actuals(first.actual.row, "consuntivo");
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
    let actual = *actuals.get(&(indicator.code.trim(), indicator.year))?;
    let text = actual.value.as_deref().map(str::trim)?;
    let Ok(Amount::Number(reached)) = reading::amount(text, indicator.unit, Some(target)) else {
        return None;
    };
    let is_small = |value: Decimal| !value.is_zero() && value.abs() <= Decimal::ONE;
    let is_small_target = !indicator.is_marked && is_small(target);
    let is_small_actual = !text.contains('%') && is_small(reached);
    let is_asked = indicator.unit == Unit::Percent && (is_small_target || is_small_actual);
    is_asked.then_some(Doubt {
        indicator,
        actual,
        target,
        reached,
        is_small_target,
        is_small_actual,
    })
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
        format!(
            "{} (atteso {}, consuntivo {})",
            doubt.indicator.code,
            italian::decimal(doubt.target),
            italian::decimal(doubt.reached)
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

    fn asked(target: &str, reached: &str) -> Vec<String> {
        let of_plan = Indicator {
            unit: Unit::Percent,
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

    #[test]
    fn small_percentages_are_asked_unless_they_bear_their_sign() {
        assert_eq!(asked("80", "0,85"), ["«consuntivo»"]);
        assert_eq!(asked("0.5", "12%"), ["«atteso»"]);
        assert_eq!(asked("1", "0,5"), ["«consuntivo»", "«atteso»"]);
        for (target, reached) in [("80", "85"), ("80", "0"), ("80%", "0,85%"), ("0.5%", "12")] {
            assert!(asked(target, reached).is_empty(), "{target} {reached}");
        }
    }
}
