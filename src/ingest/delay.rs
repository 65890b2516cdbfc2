//! Delay steps of `[valutazione]`: whether together they give every late day one score.

use rust_decimal::Decimal;

use crate::model::settings::DelayStep;

/// What is wrong with the steps, in Italian, one sentence per fault; nothing when they cover every
/// delay from the first day on, once each, with scores from 0 to 100 that never rise. The order in
/// which they are written does not count.
pub(super) fn check_delay_steps(steps: &[DelayStep]) -> Vec<String> {
    let mut steps: Vec<&DelayStep> = steps.iter().collect();
    steps.sort_by_key(|step| (step.from, step.to.unwrap_or(u32::MAX)));
    let mut problems: Vec<String> = steps.iter().flat_map(|step| alone(step)).collect();
    problems.extend(steps.first().and_then(|first| start(first)));
    for pair in steps.windows(2) {
        problems.extend(border(pair[0], pair[1]));
        problems.extend(rise(pair[0], pair[1]));
    }
    problems.extend(steps.last().and_then(|last| end(last)));
    problems
}

fn alone(step: &DelayStep) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(to) = step.to.filter(|to| *to < step.from) {
        problems.push(format!("{} finisce prima di cominciare, al giorno {to}", name(step)));
    }
    if step.score < Decimal::ZERO || step.score > Decimal::ONE_HUNDRED {
        problems.push(format!("{} ha un punteggio fuori da 0-100", name(step)));
    }
    problems
}

fn start(first: &DelayStep) -> Option<String> {
    (first.from != 1).then(|| {
        format!(
            "il primo scaglione di ritardo comincia dal giorno {}, non dal giorno 1",
            first.from
        )
    })
}

fn border(earlier: &DelayStep, later: &DelayStep) -> Option<String> {
    match earlier.to {
        Some(to) if later.from > to.saturating_add(1) => Some(format!(
            "tra {} e quello dal giorno {} restano giorni senza punteggio",
            name(earlier),
            later.from
        )),
        Some(to) if later.from > to => None,
        _ => Some(format!("{} si sovrappone a quello dal giorno {}", name(earlier), later.from)),
    }
}

fn rise(earlier: &DelayStep, later: &DelayStep) -> Option<String> {
    (later.score > earlier.score)
        .then(|| format!("{} ha un punteggio più alto di quello che lo precede", name(later)))
}

fn end(last: &DelayStep) -> Option<String> {
    last.to.map(|to| {
        format!(
            "l'ultimo scaglione di ritardo finisce al giorno {to}: per l'ultimo si toglie a_giorni"
        )
    })
}

fn name(step: &DelayStep) -> String {
    format!("lo scaglione di ritardo dal giorno {}", step.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(from: u32, to: impl Into<Option<u32>>, score: i64) -> DelayStep {
        DelayStep { from, to: to.into(), score: Decimal::from(score) }
    }

    #[test]
    fn steps_that_cover_every_delay_are_fine_in_any_order() {
        assert!(check_delay_steps(&[]).is_empty());
        assert!(check_delay_steps(&[step(1, None, 50)]).is_empty());
        assert!(check_delay_steps(&[step(31, None, 0), step(1, 30, 80)]).is_empty());
    }

    #[test]
    fn each_fault_has_its_sentence() {
        let cases = [
            (vec![step(2, None, 0)], "il primo scaglione di ritardo comincia dal giorno 2"),
            (vec![step(1, 30, 0)], "l'ultimo scaglione di ritardo finisce al giorno 30"),
            (vec![step(1, 30, 50), step(30, None, 0)], "si sovrappone a quello dal giorno 30"),
            (vec![step(1, None, 50), step(9, None, 0)], "si sovrappone a quello dal giorno 9"),
            (vec![step(1, 30, 50), step(32, None, 0)], "restano giorni senza punteggio"),
            (vec![step(1, 30, 50), step(31, None, 60)], "punteggio più alto"),
            (vec![step(1, None, 101)], "fuori da 0-100"),
            (vec![step(1, None, -1)], "fuori da 0-100"),
            (vec![step(1, 0, 5), step(1, None, 5)], "finisce prima di cominciare, al giorno 0"),
        ];
        for (steps, expected) in cases {
            let problems = check_delay_steps(&steps);
            assert_eq!(problems.len(), 1, "{steps:?}: {problems:?}");
            assert!(problems[0].contains(expected), "{problems:?}");
        }
    }

    #[test]
    fn the_last_possible_day_does_not_overflow() {
        let problems = check_delay_steps(&[step(1, u32::MAX, 50), step(u32::MAX, None, 0)]);
        assert_eq!(problems.len(), 1, "{problems:?}");
    }
}
