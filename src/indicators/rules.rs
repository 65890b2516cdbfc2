//! The rules of `[valutazione]` in words, so that a reader can recompute every score.

use rust_decimal::Decimal;

use crate::italian;
use crate::model::achievement::RuleScore;
use crate::model::ratio::Ratio;
use crate::model::settings::{AssessmentRules, DecreasingFormula, DelayStep, MissingActual};

const INCREASING: &str = "Numeri e percentuali da far crescere: consuntivo / atteso × 100; un \
                          atteso di 0 non è valutabile.";

/// Of a plan in which the objectives have weights.
pub(super) const OF_OBJECTIVES: &str = "Il piano pesa anche gli obiettivi: un indicatore ha la sua parte del peso del suo obiettivo, in \
     proporzione al peso che ha fra gli indicatori dell'obiettivo.";

/// What stands beside every score.
const BESIDE_BOTH: &str = "Accanto a ogni punteggio ci sono gli indicatori valutati sul totale e lo stesso punteggio con i \
     consuntivi mancanti a 0, e così quelli che non si leggono.";

/// The same where that is always the same score.
const BESIDE: &str = "Accanto a ogni punteggio ci sono gli indicatori valutati sul totale.";

/// When there is no score.
const COVERAGE: &str = "Un obiettivo, un ambito o una struttura in cui ha un punteggio meno di \
     metà del peso degli indicatori resta senza punteggio, e così il piano.";

/// The same where the missing are at 0 already, so that only what the plan itself leaves out is not in
/// the mean.
const COVERAGE_AT_ZERO: &str = "Un obiettivo, un ambito o una \
     struttura resta senza punteggio quando più di metà del peso è di indicatori il cui atteso non si \
     può valutare, e così il piano.";

/// One sentence per rule, in the order in which the rules apply. `differ`: some score is another with
/// its missing actuals at 0.
pub(super) fn in_words(rules: &AssessmentRules, differ: bool) -> Vec<String> {
    let cap = italian::decimal(rules.cap);
    let mut words = vec![
        format!(
            "Il punteggio di un indicatore va da 0 a {cap}: sopra conta {cap}, sotto 0 conta 0."
        ),
        INCREASING.to_owned(),
        decreasing(rules.decreasing).to_owned(),
        format!("Date: 100 entro la data attesa; {}.", delay(&rules.delay_steps)),
        "Sì/No: 100 se il consuntivo è quello atteso, altrimenti 0.".to_owned(),
    ];
    if rules.minimum > Decimal::ZERO {
        words.push(format!("Un punteggio sotto {} conta 0.", italian::decimal(rules.minimum)));
    }
    words.push(outcomes(rules));
    words.push(
        "Una data dopo quella attesa è «raggiunto in ritardo», con i giorni, qualunque sia il suo \
         punteggio."
            .to_owned(),
    );
    words.push(missing(rules.missing).to_owned());
    words.push(not_assessable(rules.missing).to_owned());
    let coverage = match rules.missing {
        MissingActual::Excluded => COVERAGE,
        MissingActual::Zero => COVERAGE_AT_ZERO,
    };
    words.push(format!("{} {coverage}", if differ { BESIDE_BOTH } else { BESIDE }));
    words.push(
        "Ogni media è la somma dei punteggi moltiplicati per i pesi del piano, divisa per la somma \
         dei pesi; un indicatore senza peso nel piano ha peso 1."
            .to_owned(),
    );
    words
}

/// The method in four lines, for who has five minutes: weights, cap, lateness, missing actuals.
pub(super) fn in_brief(
    rules: &AssessmentRules,
    has_weighted_objectives: bool,
    differ: bool,
) -> Vec<String> {
    let cap = italian::decimal(rules.cap);
    let weights = if has_weighted_objectives {
        "medie pesate con i pesi che il piano dà a indicatori e obiettivi"
    } else {
        "medie pesate con i pesi del piano; un indicatore senza peso vale 1"
    };
    let missing = match rules.missing {
        MissingActual::Excluded if !differ => {
            "fuori dalla media; sotto metà del peso, nessuna media"
        }
        MissingActual::Excluded => {
            "fuori dalla media; accanto c'è la media con a 0 i consuntivi che mancano o non si leggono; sotto metà del peso, nessuna media"
        }
        MissingActual::Zero => {
            "valgono 0, come i consuntivi che non si leggono; fuori dalla media resta solo un atteso che non si può valutare"
        }
    };
    let late = match rules.delay_steps.as_slice() {
        [] => "0".to_owned(),
        steps => delay(steps),
    };
    vec![
        format!("Pesi: {weights}."),
        format!(
            "Tetto: nessun indicatore supera {cap}, chi va oltre l'atteso non compensa gli altri."
        ),
        format!(
            "Ritardi: fatto tardi è «raggiunto in ritardo», contato a parte; il punteggio è {late}."
        ),
        format!("Mancanti: {missing}."),
    ]
}

/// Every rule as a score that it gives, in the order in which they apply.
pub(super) fn in_numbers(rules: &AssessmentRules) -> Vec<RuleScore> {
    let rule = |name: &str, score: Option<Decimal>| RuleScore {
        name: name.to_owned(),
        score: score.map(Ratio::from),
    };
    let double = match rules.decreasing {
        DecreasingFormula::Inverse => Decimal::from(50),
        DecreasingFormula::Complement => Decimal::ZERO,
    };
    let missing = match rules.missing {
        MissingActual::Excluded => None,
        MissingActual::Zero => Some(Decimal::ZERO),
    };
    let mut scores = vec![
        rule("tetto", Some(rules.cap)),
        rule("soglia minima", Some(rules.minimum)),
        rule("da far diminuire, consuntivo doppio dell'atteso", Some(double)),
        rule("raggiunto da", Some(rules.reached_from)),
        rule("parzialmente raggiunto da", Some(rules.partly_from)),
        rule("consuntivo mancante", missing),
    ];
    let mut next = 1;
    for step in &rules.delay_steps {
        if step.from > next {
            scores.push(rule(&late_from(next), Some(Decimal::ZERO)));
        }
        scores.push(rule(&late_from(step.from), Some(step.score)));
        let Some(to) = step.to else { return scores };
        next = to.saturating_add(1);
    }
    scores.push(rule(&late_from(next), Some(Decimal::ZERO)));
    scores
}

/// `in ritardo, da 16 giorni`
fn late_from(days: u32) -> String {
    format!("in ritardo, da {}", italian::counted(days.into(), "giorno", "giorni"))
}

/// `Un indicatore è raggiunto da un punteggio di 100, parzialmente raggiunto da 50, non raggiunto sotto.`
fn outcomes(rules: &AssessmentRules) -> String {
    let reached = italian::decimal(rules.reached_from);
    let partly = italian::decimal(rules.partly_from);
    let others = if rules.partly_from >= rules.reached_from {
        "non raggiunto sotto".to_owned()
    } else if rules.partly_from > Decimal::ZERO {
        format!("parzialmente raggiunto da {partly}, non raggiunto sotto {partly}")
    } else {
        "non raggiunto a 0, parzialmente raggiunto negli altri casi".to_owned()
    };
    format!("Un indicatore è raggiunto da un punteggio di {reached}, {others}.")
}

fn decreasing(formula: DecreasingFormula) -> &'static str {
    match formula {
        DecreasingFormula::Inverse => {
            "Numeri e percentuali da far diminuire: atteso / consuntivo × 100, il punteggio più alto con \
             un consuntivo di 0; con un atteso di 0, 100 se anche il consuntivo è 0, altrimenti 0."
        }
        DecreasingFormula::Complement => {
            "Numeri e percentuali da far diminuire: (2 − consuntivo / atteso) × 100; con un atteso di 0, \
             100 se anche il consuntivo è 0, altrimenti 0."
        }
    }
}

fn not_assessable(rule: MissingActual) -> &'static str {
    match rule {
        MissingActual::Excluded => "Gli indicatori non valutabili restano fuori dalle medie.",
        MissingActual::Zero => {
            "Un consuntivo che non si legge conta 0 come uno che manca; gli altri indicatori non \
             valutabili restano fuori dalle medie."
        }
    }
}

fn missing(rule: MissingActual) -> &'static str {
    match rule {
        MissingActual::Excluded => {
            "Gli indicatori con consuntivo mancante restano fuori dalle medie e sono contati a parte."
        }
        MissingActual::Zero => "Gli indicatori con consuntivo mancante contano 0 nelle medie.",
    }
}

/// `80 da 1 a 15 giorni di ritardo; 30 da 16 giorni di ritardo in poi`
fn delay(steps: &[DelayStep]) -> String {
    if steps.is_empty() {
        return "0 in ritardo".to_owned();
    }
    let mut parts: Vec<String> = steps.iter().map(step).collect();
    if steps.iter().all(|step| step.to.is_some()) {
        parts.push("0 con ogni altro ritardo".to_owned());
    }
    parts.join("; ")
}

fn step(step: &DelayStep) -> String {
    let score = italian::decimal(step.score);
    let from = step.from;
    match step.to {
        Some(to) if to == from => {
            format!("{score} con {} di ritardo", italian::counted(from.into(), "giorno", "giorni"))
        }
        Some(to) => format!("{score} da {from} a {to} giorni di ritardo"),
        None if from == 1 => format!("{score} da 1 giorno di ritardo in poi"),
        None => format!("{score} da {from} giorni di ritardo in poi"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rules_leave_late_dates_at_zero_and_say_nothing_of_a_minimum() {
        let words = in_words(&AssessmentRules::default(), true);
        assert_eq!(
            words[0],
            "Il punteggio di un indicatore va da 0 a 100: sopra conta 100, sotto 0 conta 0."
        );
        assert!(words.contains(&"Date: 100 entro la data attesa; 0 in ritardo.".to_owned()));
        assert!(!words.iter().any(|sentence| sentence.starts_with("Un punteggio sotto")));
    }

    #[test]
    fn delay_steps_read_as_a_list() {
        let step = |from, to, score| DelayStep { from, to, score: Decimal::from(score) };
        assert_eq!(
            delay(&[step(1, Some(1), 90), step(2, Some(15), 80), step(16, None, 30)]),
            "90 con 1 giorno di ritardo; 80 da 2 a 15 giorni di ritardo; 30 da 16 giorni di ritardo in poi"
        );
        assert_eq!(
            delay(&[step(1, Some(15), 80)]),
            "80 da 1 a 15 giorni di ritardo; 0 con ogni altro ritardo"
        );
    }

    #[test]
    fn two_sets_of_rules_that_score_alike_are_the_same_numbers() {
        let numbers = |delay_steps: Vec<DelayStep>| {
            let rules = AssessmentRules { delay_steps, ..AssessmentRules::default() };
            let late: Vec<String> = in_numbers(&rules)
                .into_iter()
                .filter(|rule| rule.name.starts_with("in ritardo"))
                .map(|rule| {
                    format!(
                        "{}: {}",
                        rule.name,
                        rule.score.map_or_else(String::new, |score| score.scaled(0).to_string())
                    )
                })
                .collect();
            late
        };
        let step = |from, to, score| DelayStep { from, to, score: Decimal::from(score) };
        assert_eq!(numbers(Vec::new()), ["in ritardo, da 1 giorno: 0"]);
        assert_eq!(
            numbers(vec![step(1, Some(15), 80), step(20, None, 30)]),
            [
                "in ritardo, da 1 giorno: 80",
                "in ritardo, da 16 giorni: 0",
                "in ritardo, da 20 giorni: 30"
            ]
        );
        let missing = |rules: &AssessmentRules| in_numbers(rules)[5].score.clone();
        let zero = AssessmentRules { missing: MissingActual::Zero, ..AssessmentRules::default() };
        assert_eq!(
            (missing(&AssessmentRules::default()), missing(&zero)),
            (None, Some(Ratio::zero()))
        );
    }

    #[test]
    fn a_changed_rule_changes_its_sentence() {
        let rules = AssessmentRules {
            minimum: Decimal::new(505, 1),
            decreasing: DecreasingFormula::Complement,
            missing: MissingActual::Zero,
            ..AssessmentRules::default()
        };
        let words = in_words(&rules, false).join(" ");
        assert!(words.contains("Un punteggio sotto 50,5 conta 0."));
        assert!(words.contains("(2 − consuntivo / atteso) × 100"));
        assert!(words.contains("contano 0 nelle medie"));
    }
}
