//! A27: a target that says by how much something grows, beside an actual that says how much it is.

use rust_decimal::Decimal;

use super::matching::ActualsByIndicator;
use super::places::Places;
use crate::diagnostic::code::LEVEL_FOR_CHANGE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian::{self, reading};
use crate::model::plan::{Actual, Amount, Indicator, Plan};
use crate::model::spelling::normal_form;

/// Beginnings of words for what changes.
const CHANGES: [&str; 8] = [
    "increment",
    "aument",
    "accresciment",
    "riduzion",
    "diminuzion",
    "decrement",
    "variazion",
    "scostament",
];
/// How many words of a description say what is measured: `percentuale di incremento`.
const OPENING_WORDS: usize = 3;
/// As many times the target are seldom a change.
const TIMES: u32 = 3;

/// One question for each indicator that may have a level for a change.
pub(super) fn find(
    plan: &Plan,
    actuals: &ActualsByIndicator<'_>,
    places: Places<'_>,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for indicator in plan.objectives.iter().flat_map(|objective| &objective.indicators) {
        let actual = actuals.get(&(indicator.code.trim(), indicator.year)).copied();
        let asked = actual.and_then(|actual| Some((actual, doubt(indicator, actual)?)));
        if let Some((actual, message)) = asked {
            let place = places.in_actuals(actual.row, "consuntivo");
            let value = actual.value.clone().unwrap_or_default();
            diagnostics.push(Diagnostic::new(LEVEL_FOR_CHANGE, place, message).with_value(value));
        }
    }
    diagnostics
}

/// Why an actual may not be the change that its target is; one with a sign of its own is.
fn doubt(indicator: &Indicator, actual: &Actual) -> Option<String> {
    let Amount::Number(target) = indicator.target else { return None };
    let text = actual.value.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    if text.starts_with(['+', '-', '−']) {
        return None;
    }
    let read = reading::amount(text, indicator.unit, Some(target));
    let Ok(Amount::Number(reached)) = read else { return None };
    let is_far = target > Decimal::ZERO && reached > target * Decimal::from(TIMES);
    let reason = match word_of_change(&indicator.description) {
        // The words say that the actual is a change too, unless it is out of measure.
        Some(_) if !is_far => return None,
        Some(word) => {
            let target = italian::decimal(target);
            format!("«{word}» fa pensare che l'atteso {target} sia di quanto cambia")
        }
        None if indicator.is_increase => {
            format!("l'atteso «+{}» è un aumento", italian::decimal(target))
        }
        None => return None,
    };
    Some(format!(
        "indicatore {}: {reason}, e il consuntivo «{text}» può essere il valore raggiunto",
        indicator.code
    ))
}

/// `Incremento` of `Incremento del numero di partecipanti`; none in `Corsi per l'incremento di …`.
fn word_of_change(description: &str) -> Option<&str> {
    let words = description.split_whitespace().take(OPENING_WORDS);
    let before = words.clone().take_while(|word| !is_change(word));
    let is_measured = before.into_iter().all(|word| {
        matches!(normal_form(word).as_str(), "" | "%" | "percentuale" | "di" | "tasso" | "valore")
    });
    words.into_iter().find(|word| is_change(word)).filter(|_| is_measured)
}

fn is_change(word: &str) -> bool {
    let form = normal_form(word);
    CHANGES.iter().any(|start| form.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::fixture::{actual, indicator, number, objective, plan};

    fn asked(description: &str, target: &str, reached: &str) -> bool {
        let of_plan = Indicator {
            description: description.to_owned(),
            is_increase: target.starts_with('+'),
            ..indicator("1", number(target.trim_start_matches('+')))
        };
        let plan = plan(vec![objective(1, "10", vec![of_plan])]);
        let given = actual("1", Some(reached), 2);
        let actuals = ActualsByIndicator::from([(("1", 2022), &given)]);
        find(&plan, &actuals, Places::default()).iter().next().is_some()
    }

    #[test]
    fn an_increase_beside_a_level_is_asked() {
        for (description, target, reached) in [
            ("Dipendenti formati", "+5", "35"),
            ("Incremento del numero di partecipanti", "4", "42"),
            ("Percentuale di incremento dei partecipanti", "4", "42"),
            ("% riduzione delle assenze", "4", "42"),
        ] {
            assert!(asked(description, target, reached), "{description} {target} {reached}");
        }
    }

    #[test]
    fn what_is_no_increase_or_says_its_own_is_not_asked() {
        for (description, target, reached) in [
            ("Dipendenti formati", "+5", "+35"),
            ("Incremento del numero di partecipanti", "4", "+42"),
            ("Incremento del numero di partecipanti", "4", "6"),
            ("Incremento del numero di partecipanti", "+4", "6"),
            ("Corsi per l'incremento delle competenze", "4", "42"),
            ("Dipendenti formati", "4", "42"),
        ] {
            assert!(!asked(description, target, reached), "{description} {target} {reached}");
        }
    }
}
