//! Traps of the plan: targets that cannot be read, or that say something else than their own words.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::places::Places;
use super::{percent_scale, scale};
use crate::diagnostic::code::{
    DATE_BEFORE_GOAL, TARGET_NOT_POSITIVE, TWO_TARGETS, UNIT_DOES_NOT_FIT, UNREADABLE_TARGET,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::italian::reading::{Mark, Numeral, numeral};
use crate::model::plan::{Amount, Direction, Indicator, Objective, Plan, Unit};

type Trap = fn(&Objective, &Indicator, Places<'_>) -> Option<Diagnostic>;

const TRAPS: [Trap; 5] =
    [unreadable_target, target_not_positive, unit_does_not_fit, two_targets, date_before_goal];

/// Words within which the year of a term follows "entro".
const TERM_WORDS: usize = 5;

/// Words that may stand between "almeno" and its number.
const FILLERS: [&str; 8] = ["di", "il", "l", "lo", "n", "n°", "nr", "numero"];

/// Every trap of every indicator, in the order of the plan.
pub(super) fn find(plan: &Plan, places: Places<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for objective in &plan.objectives {
        for indicator in &objective.indicators {
            for trap in TRAPS {
                if let Some(diagnostic) = trap(objective, indicator, places) {
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
    diagnostics
}

fn unreadable_target(
    _: &Objective,
    indicator: &Indicator,
    places: Places<'_>,
) -> Option<Diagnostic> {
    let message = scale::unreadable_target(indicator)?;
    let Amount::Unreadable(text) = &indicator.target else {
        return None;
    };
    let place = places.in_plan(indicator.row, "atteso");
    Some(Diagnostic::new(UNREADABLE_TARGET, place, message).with_value(text))
}

/// More is better, and the target is nothing: there is no share of it to reach.
fn target_not_positive(
    _: &Objective,
    indicator: &Indicator,
    places: Places<'_>,
) -> Option<Diagnostic> {
    let Amount::Number(target) = indicator.target else {
        return None;
    };
    let is_fault = match indicator.direction {
        Direction::Increasing => target <= Decimal::ZERO,
        Direction::Decreasing => target < Decimal::ZERO,
    };
    let value = italian::decimal(target);
    let message = format!("l'atteso dell'indicatore {} è {value}", indicator.code);
    let place = places.in_plan(indicator.row, "atteso");
    is_fault.then(|| Diagnostic::new(TARGET_NOT_POSITIVE, place, message).with_value(value))
}

/// A date beside a description that speaks of a percentage.
fn unit_does_not_fit(
    _: &Objective,
    indicator: &Indicator,
    places: Places<'_>,
) -> Option<Diagnostic> {
    if indicator.unit != Unit::Date || !percent_scale::speaks_of_percentages(indicator) {
        return None;
    }
    let message = format!(
        "l'unità dell'indicatore {} è «{}», ma la descrizione parla di una percentuale",
        indicator.code,
        indicator.unit.label()
    );
    let place = places.in_plan(indicator.row, "unita");
    Some(Diagnostic::new(UNIT_DOES_NOT_FIT, place, message).with_value(indicator.unit.label()))
}

/// A description that states a target of its own, and never the one of the plan.
fn two_targets(_: &Objective, indicator: &Indicator, places: Places<'_>) -> Option<Diagnostic> {
    let Amount::Number(target) = indicator.target else {
        return None;
    };
    let stated = stated_targets(&indicator.description);
    if stated.iter().any(|(_, value)| *value == target) {
        return None;
    }
    let (words, _) = stated.first()?;
    let message = format!(
        "la descrizione dell'indicatore {} dice «{words}», ma l'atteso è {}",
        indicator.code,
        italian::decimal(target)
    );
    let place = places.in_plan(indicator.row, "descrizione");
    Some(Diagnostic::new(TWO_TARGETS, place, message).with_value(words))
}

/// `obiettivo di 10000`, `target di N`, `almeno N`, `minimo N`: the words and the number.
fn stated_targets(text: &str) -> Vec<(String, Decimal)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut stated = Vec::new();
    for start in 0..words.len() {
        let rest: Vec<String> =
            words[start..].iter().take(5).map(|word| bare(word).to_lowercase()).collect();
        let opens = match rest[0].as_str() {
            "almeno" | "minimo" => true,
            "obiettivo" | "target" => rest.get(1).is_some_and(|word| word == "di"),
            _ => false,
        };
        let number = rest.iter().skip(1).position(|word| !FILLERS.contains(&word.as_str()));
        if let (true, Some(distance)) = (opens, number) {
            let end = start + 1 + distance;
            let phrase = words[start..=end].join(" ");
            stated.extend(in_prose(words[end]).map(|value| (bare(&phrase).to_owned(), value)));
        }
    }
    stated
}

/// A word without the punctuation around it; percent sign and minus stay.
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| sign.is_ascii_punctuation() && !matches!(sign, '%' | '-'))
}

/// A number in a sentence (`10.000`, `l'85%`), where a point before three digits parts thousands.
fn in_prose(word: &str) -> Option<Decimal> {
    let digits = bare(word).rsplit(['\'', '’']).next()?;
    match numeral(digits.trim_end_matches('%'))? {
        Numeral::Plain(value) => Some(value),
        Numeral::Doubtful(doubt) => Some(doubt.read(Mark::Comma)),
    }
}

/// A target date in a year before the term that the objective sets itself.
fn date_before_goal(
    objective: &Objective,
    indicator: &Indicator,
    places: Places<'_>,
) -> Option<Diagnostic> {
    let Amount::Date(target) = indicator.target else {
        return None;
    };
    let texts =
        [Some(&objective.title), objective.description.as_ref(), Some(&indicator.description)];
    let (words, _) = texts
        .into_iter()
        .flatten()
        .flat_map(|text| terms(text))
        .find(|(_, year)| *year > target.year())?;
    let message = format!(
        "obiettivo {}: il termine è «{words}», l'atteso dell'indicatore {} è il {}",
        objective.code,
        indicator.code,
        italian::date(target)
    );
    let place = places.in_plan(indicator.row, "atteso");
    Some(Diagnostic::new(DATE_BEFORE_GOAL, place, message).with_value(italian::date(target)))
}

/// `entro il mese di dicembre 2023`: the words from "entro" to a year in the same sentence, and
/// the year.
fn terms(text: &str) -> Vec<(String, i32)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut terms = Vec::new();
    let opens = |start: &usize| bare(words[*start]).eq_ignore_ascii_case("entro");
    for start in (0..words.len()).filter(opens) {
        for (end, word) in words.iter().enumerate().skip(start + 1).take(TERM_WORDS) {
            if let Some(year) = year_in(word) {
                let phrase = words[start..=end].join(" ");
                terms.push((bare(&phrase).to_owned(), year));
                break;
            }
            if ends_sentence(word, words.get(end + 1).copied()) {
                break;
            }
        }
    }
    terms
}

fn year_in(word: &str) -> Option<i32> {
    word.split(|sign: char| !sign.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (1990..=2099).contains(year))
}

/// A full stop before a capital ends a sentence; `dic. 2023` goes on.
fn ends_sentence(word: &str, next: Option<&str>) -> bool {
    let capital = next.and_then(|next| next.chars().next()).is_some_and(char::is_uppercase);
    word.ends_with(';') || (word.ends_with(['.', '!', '?']) && capital)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::fixture::{date, indicator, number, objective, plan};

    fn codes(objective: Objective) -> Vec<String> {
        let places = Places::default();
        find(&plan(vec![objective]), places)
            .iter()
            .map(|finding| finding.code.to_string())
            .collect()
    }

    fn described(description: &str, target: Amount) -> Objective {
        let indicator = Indicator { description: description.to_owned(), ..indicator("1", target) };
        objective(1, "10", vec![indicator])
    }

    #[test]
    fn a_date_with_three_digits_of_day_is_unreadable() {
        let mut plan =
            described("COMPLETAMENTO PROGETTO", Amount::Unreadable("131/12/2022".into()));
        plan.indicators[0].unit = Unit::Date;
        assert_eq!(codes(plan), ["A01"]);
    }

    #[test]
    fn a_percentage_is_not_a_date() {
        let description = "CONTROLLI A CAMPIONE (PERCENTUALE DEI DIPENDENTI IN SERVIZIO)";
        assert_eq!(codes(described(description, date(2022, 12, 31))), ["A02"]);
        assert!(codes(described(description, number("5"))).is_empty());
    }

    #[test]
    fn a_description_may_state_another_target() {
        for (description, target) in [
            ("PREDISPOSIZIONE DI 1 REPORT E OBIETTIVO DI 10000 VISITE MENSILI DI MEDIA", "1"),
            ("Obiettivo di 10.000 visite.", "1"),
            ("incontri (almeno 3)", "2"),
            ("almeno l'85% del personale", "80"),
            ("un minimo di 12 ore", "10"),
            ("target di 4,5 ore", "4"),
        ] {
            assert_eq!(codes(described(description, number(target))), ["A03"], "{description}");
        }
    }

    #[test]
    fn a_description_may_repeat_the_target_or_number_other_things() {
        let limit = "(NUMERO DI PDL/NUMERO RICHIESTE)*100. VALORE DI PIENO RAGGIUNGIMENTO, 100% \
                     CON IL LIMITE DI 280 SMART WORKERS";
        for (description, target) in [
            (limit, "100"),
            ("Almeno 10.000 visite", "10000"),
            ("almeno l'85%", "85"),
            ("Obiettivo 3 del piano", "1"),
            ("almeno due incontri nei 7 distretti", "2"),
            ("almeno", "2"),
        ] {
            assert!(codes(described(description, number(target))).is_empty(), "{description}");
        }
        assert!(codes(described("almeno 3 riunioni", date(2022, 12, 31))).is_empty());
    }

    #[test]
    fn a_date_may_fall_before_the_term_of_its_objective() {
        let mut goal = described("PROGETTI REALIZZATI", date(2022, 12, 31));
        for text in [
            "Otto progetti devono essere portati a termine entro dicembre 2023.",
            "8 progetti entro il mese di dicembre 2023",
            "ENTRO IL 31/12/2023",
            "entro dic. 2023",
        ] {
            goal.description = Some(text.to_owned());
            assert_eq!(codes(goal.clone()), ["A04"], "{text}");
        }
        for text in [
            "entro dicembre 2022",
            "anno scolastico 2023/24",
            "Si chiude entro dicembre. Nel 2023 si riparte",
            "entro il mese di dicembre di ogni anno fino al 2024",
        ] {
            goal.description = Some(text.to_owned());
            assert!(codes(goal.clone()).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_looked_through(
            text in any::<String>(),
            near in "((almeno|obiettivo|di|entro|[0-9.,/%']{1,6}|2023[.;]) ?){0,12}",
        ) {
            for text in [text, near] {
                stated_targets(&text);
                terms(&text);
            }
        }
    }

    #[test]
    fn a_finding_quotes_the_words_that_trap() {
        assert_eq!(
            stated_targets("REPORT E OBIETTIVO DI 10000 VISITE"),
            [("OBIETTIVO DI 10000".to_owned(), Decimal::from(10_000))]
        );
        assert_eq!(
            stated_targets("(almeno  l'85%, poi il resto)"),
            [("almeno l'85%".to_owned(), Decimal::from(85))]
        );
        assert_eq!(
            terms("a termine entro dicembre 2023."),
            [("entro dicembre 2023".to_owned(), 2023)]
        );
    }
}
