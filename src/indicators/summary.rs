//! The achievement chapter in a few sentences and in one chart.

use crate::italian;
use crate::model::achievement::{AreaAchievement, Outcome, Summary};
use crate::model::chart::{Chart, ChartKind, OutcomeBar};
use crate::model::settings::MissingActual;

/// What the plan came to: counts, what is in the mean, the mean.
pub(super) fn sentences(
    overall: &Summary,
    objectives: usize,
    missing: MissingActual,
) -> Vec<String> {
    let total = overall.total();
    if total == 0 {
        return vec!["Il piano non ha indicatori.".to_owned()];
    }
    let objectives = u64::try_from(objectives).unwrap_or(u64::MAX);
    vec![
        format!(
            "Il piano ha {} in {}: {}.",
            indicators(total),
            italian::counted(objectives, "obiettivo", "obiettivi"),
            listed(&outcomes(overall))
        ),
        assessed(overall, missing),
        match overall.score {
            Some(_) => {
                format!("La media ponderata dei punteggi è {} su 100.", overall.score_text)
            }
            None => "Nessun punteggio entra nella media.".to_owned(),
        },
    ]
}

/// `Sono valutati 45 indicatori; gli altri 9 restano fuori dalla media.`
fn assessed(overall: &Summary, missing: MissingActual) -> String {
    let count = |outcome: Outcome| overall.counts[outcome.index()];
    let scored =
        count(Outcome::Reached) + count(Outcome::PartlyReached) + count(Outcome::NotReached);
    let head = match scored {
        0 => "Nessun indicatore è valutato".to_owned(),
        1 => "È valutato 1 indicatore".to_owned(),
        _ => format!("Sono valutati {}", indicators(scored)),
    };
    let mut parts = Vec::new();
    let mut left_out = count(Outcome::NotAssessable);
    match missing {
        MissingActual::Excluded => left_out += count(Outcome::ActualMissing),
        MissingActual::Zero => {
            parts.extend(told(
                count(Outcome::ActualMissing),
                "senza consuntivo conta 0",
                "senza consuntivo contano 0",
            ));
        }
    }
    parts.extend(told(left_out, "resta fuori dalla media", "restano fuori dalla media"));
    let tail = if parts.is_empty() { String::new() } else { format!("; {}", listed(&parts)) };
    format!("{head}{tail}.")
}

fn told(count: u64, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| italian::counted(count, one, many))
}

/// One bar per area; none for a plan without indicators.
pub(super) fn chart(areas: &[AreaAchievement]) -> Option<Chart> {
    if areas.iter().all(|area| area.summary.total() == 0) {
        return None;
    }
    let bars = areas
        .iter()
        .map(|area| OutcomeBar {
            label: area.label(),
            counts: area.summary.counts,
            text: area.summary.score_text.clone(),
        })
        .collect();
    let description: Vec<String> = areas.iter().map(described).collect();
    Some(Chart {
        title: "Esiti degli indicatori per ambito di azione".to_owned(),
        description: description.join(" "),
        kind: ChartKind::Outcomes(bars),
    })
}

/// `1 Piani triennali: 6 indicatori, 5 raggiunti e 1 non raggiunto; punteggio 83,33.`
fn described(area: &AreaAchievement) -> String {
    let label = area.label();
    let total = area.summary.total();
    if total == 0 {
        return format!("{label}: nessun indicatore.");
    }
    let score = match area.summary.score {
        Some(_) => format!("punteggio {}", area.summary.score_text),
        None => "nessun punteggio".to_owned(),
    };
    format!("{label}: {}, {}; {score}.", indicators(total), listed(&outcomes(&area.summary)))
}

fn indicators(count: u64) -> String {
    italian::counted(count, "indicatore", "indicatori")
}

/// Each outcome that occurs, with its number.
fn outcomes(summary: &Summary) -> Vec<String> {
    Outcome::ALL
        .into_iter()
        .filter_map(|outcome| {
            let (one, many) = match outcome {
                Outcome::Reached => ("raggiunto", "raggiunti"),
                Outcome::PartlyReached => ("parzialmente raggiunto", "parzialmente raggiunti"),
                Outcome::NotReached => ("non raggiunto", "non raggiunti"),
                Outcome::ActualMissing => ("con consuntivo mancante", "con consuntivo mancante"),
                Outcome::NotAssessable => ("non valutabile", "non valutabili"),
            };
            told(summary.counts[outcome.index()], one, many)
        })
        .collect()
}

/// `a, b e c`
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} e {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ratio::Ratio;

    fn summary(counts: [u64; 5], score: Option<u64>) -> Summary {
        let score = score.map(Ratio::from);
        Summary { score_text: crate::indicators::weight::score_text(score.as_ref()), score, counts }
    }

    #[test]
    fn a_plan_is_told_in_three_sentences() {
        assert_eq!(
            sentences(&summary([35, 6, 4, 6, 3], Some(88)), 18, MissingActual::Excluded),
            [
                "Il piano ha 54 indicatori in 18 obiettivi: 35 raggiunti, 6 parzialmente raggiunti, \
                 4 non raggiunti, 6 con consuntivo mancante e 3 non valutabili.",
                "Sono valutati 45 indicatori; 9 restano fuori dalla media.",
                "La media ponderata dei punteggi è 88,00 su 100.",
            ]
        );
    }

    #[test]
    fn one_of_each_is_singular() {
        assert_eq!(
            sentences(&summary([1, 0, 0, 1, 1], Some(50)), 1, MissingActual::Zero),
            [
                "Il piano ha 3 indicatori in 1 obiettivo: 1 raggiunto, 1 con consuntivo mancante e \
                 1 non valutabile.",
                "È valutato 1 indicatore; 1 senza consuntivo conta 0 e 1 resta fuori dalla media.",
                "La media ponderata dei punteggi è 50,00 su 100.",
            ]
        );
    }

    #[test]
    fn a_plan_without_scores_or_indicators_says_so() {
        assert_eq!(
            sentences(&summary([0, 0, 0, 2, 0], None), 1, MissingActual::Excluded)[1..],
            [
                "Nessun indicatore è valutato; 2 restano fuori dalla media.",
                "Nessun punteggio entra nella media."
            ]
        );
        let empty = sentences(&Summary::default(), 0, MissingActual::Excluded);
        assert_eq!(empty, ["Il piano non ha indicatori."]);
    }

    #[test]
    fn the_chart_reads_aloud_every_area() {
        let area = |number, counts, score| AreaAchievement {
            number,
            title: "Ambito".to_owned(),
            summary: summary(counts, score),
            objectives: Vec::new(),
        };
        let chart = chart(&[area(1, [5, 0, 1, 0, 0], Some(80)), area(2, [0; 5], None)]);
        let chart = chart.expect("indicators to draw");
        assert_eq!(
            chart.description,
            "1 Ambito: 6 indicatori, 5 raggiunti e 1 non raggiunto; punteggio 80,00. \
             2 Ambito: nessun indicatore."
        );
        let ChartKind::Outcomes(bars) = chart.kind else { panic!("a chart of outcomes") };
        assert_eq!((bars[0].label.as_str(), bars[1].text.as_str()), ("1 Ambito", "–"));
    }
}
