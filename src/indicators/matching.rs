//! Which actual belongs to which indicator, and the actuals that belong to none or come twice.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use crate::diagnostic::code::{REPEATED_ACTUAL, UNKNOWN_INDICATOR};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::plan::{Actual, Plan};

/// The first actual of each indicator code and year.
pub(super) type ActualsByIndicator<'a> = BTreeMap<(&'a str, i32), &'a Actual>;

pub(super) fn by_indicator<'a>(
    plan: &Plan,
    actuals: &'a [Actual],
    places: Places<'_>,
) -> (ActualsByIndicator<'a>, Diagnostics) {
    let targets: BTreeSet<(&str, i32)> = plan
        .objectives
        .iter()
        .flat_map(|objective| &objective.indicators)
        .map(|indicator| (indicator.code.trim(), indicator.year))
        .collect();
    let mut found = ActualsByIndicator::new();
    let mut diagnostics = Diagnostics::default();
    for actual in actuals {
        let key = (actual.indicator.trim(), actual.year);
        if plan.refused.iter().any(|code| code.trim() == key.0) {
            continue;
        } else if !targets.contains(&key) {
            diagnostics.push(unknown(actual, &targets, places));
        } else if let Some(first) = found.get(&key) {
            diagnostics.push(repeated(actual, first, places));
        } else {
            found.insert(key, actual);
        }
    }
    (found, diagnostics)
}

fn unknown(actual: &Actual, targets: &BTreeSet<(&str, i32)>, places: Places<'_>) -> Diagnostic {
    let code = actual.indicator.trim();
    let message = if targets.iter().any(|(known, _)| *known == code) {
        format!("l'indicatore «{code}» nel piano non ha un atteso per il {}", actual.year)
    } else {
        format!("l'indicatore «{code}» non è nel piano per il {}", actual.year)
    };
    Diagnostic::new(UNKNOWN_INDICATOR, places.in_actuals(actual.row, "indicatore"), message)
        .with_value(code)
}

fn repeated(actual: &Actual, first: &Actual, places: Places<'_>) -> Diagnostic {
    let code = actual.indicator.trim();
    let message = format!(
        "il consuntivo dell'indicatore «{code}» per il {} è già alla riga {}",
        actual.year, first.row
    );
    Diagnostic::new(REPEATED_ACTUAL, places.in_actuals(actual.row, "indicatore"), message)
        .with_value(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::fixture::{actual, indicator, number, objective, plan};

    #[test]
    fn the_first_actual_counts_and_strangers_are_told() {
        let plan = plan(vec![objective(1, "10", vec![indicator("A", number("1"))])]);
        let mut other_year = actual("A", Some("4"), 5);
        other_year.year = 1999;
        let actuals = [
            actual(" A", Some("1"), 2),
            actual("A", Some("2"), 3),
            actual("B", None, 4),
            other_year,
        ];
        let (found, diagnostics) = by_indicator(&plan, &actuals, Places::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[&("A", 2022)].row, 2);
        let told: Vec<(&str, Option<u32>, &str)> = diagnostics
            .iter()
            .map(|finding| (finding.code.name(), finding.location.row, finding.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("A11", Some(3), "il consuntivo dell'indicatore «A» per il 2022 è già alla riga 2"),
                ("A07", Some(4), "l'indicatore «B» non è nel piano per il 2022"),
                ("A07", Some(5), "l'indicatore «A» nel piano non ha un atteso per il 1999"),
            ]
        );
    }
}
