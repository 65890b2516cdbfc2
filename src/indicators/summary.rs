//! The achievement chapter in a few sentences and in one chart.

use crate::italian;
use crate::model::achievement::{AreaAchievement, Outcome, Score, Summary};
use crate::model::chart::{Chart, ChartKind, OutcomeBar};

/// What the plan came to: counts, what is in the mean, the mean.
pub(super) fn sentences(overall: &Summary, objectives: usize) -> Vec<String> {
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
        assessed(overall),
        mean(&overall.score),
    ]
}

/// `La media ponderata dei punteggi è 82,04 su 100; con i consuntivi mancanti a 0 è 74,00.`
fn mean(score: &Score) -> String {
    let at_zero = &score.at_zero_text;
    match (&score.value, &score.at_zero) {
        (None, None) => "Il piano non ha un punteggio: troppo poco è valutato.".to_owned(),
        (None, Some(_)) => format!(
            "Il piano non ha un punteggio: è valutata meno di metà del suo peso; con i consuntivi \
             mancanti a 0 sarebbe {at_zero}."
        ),
        (value, other) if value == other => {
            format!("La media ponderata dei punteggi è {} su 100.", score.text)
        }
        _ => format!(
            "La media ponderata dei punteggi è {} su 100; con i consuntivi mancanti a 0 è {at_zero}.",
            score.text
        ),
    }
}

/// `Sono valutati 45 indicatori su 54; 9 restano fuori dalla media.`
fn assessed(overall: &Summary) -> String {
    let head = match overall.assessed() {
        0 => "Nessun indicatore è valutato".to_owned(),
        1 => format!("È valutato 1 indicatore su {}", overall.total()),
        scored => format!("Sono valutati {} su {}", indicators(scored), overall.total()),
    };
    let as_zero = overall.in_mean - overall.assessed();
    let without = overall.counts[Outcome::ActualMissing.index()];
    let [one, many] = if as_zero <= without {
        ["senza consuntivo conta 0", "senza consuntivo contano 0"]
    } else {
        ["senza un consuntivo leggibile conta 0", "senza un consuntivo leggibile contano 0"]
    };
    let left_out = overall.total() - overall.in_mean;
    let parts: Vec<String> = [
        counted_unless_none(as_zero, one, many),
        counted_unless_none(left_out, "resta fuori dalla media", "restano fuori dalla media"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let tail = if parts.is_empty() { String::new() } else { format!("; {}", listed(&parts)) };
    format!("{head}{tail}.")
}

fn counted_unless_none(count: u64, one: &str, many: &str) -> Option<String> {
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
            text: area.summary.score.text.clone(),
            assessed: area.summary.score.assessed_text.clone(),
            basis: area.summary.score.basis.clone(),
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
    let score = area.summary.score.words();
    format!("{label}: {}, {}; {score}.", indicators(total), listed(&outcomes(&area.summary)))
}

fn indicators(count: u64) -> String {
    italian::counted(count, "indicatore", "indicatori")
}

/// Each outcome that occurs, with its number.
fn outcomes(summary: &Summary) -> Vec<String> {
    Outcome::ALL
        .into_iter()
        .zip(summary.counts)
        .filter(|(_, count)| *count > 0)
        .map(|(outcome, count)| format!("{} {}", italian::count(count), outcome.counted(count)))
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
    use crate::indicators::weight;
    use crate::model::achievement::OutcomeCounts;
    use crate::model::ratio::Ratio;

    /// Results without missing actuals at 0 of their own.
    fn summary(counts: OutcomeCounts, score: Option<u64>) -> Summary {
        let value = score.map(Ratio::from);
        let text = weight::score_text(value.as_ref());
        let mut summary = Summary { counts, ..Summary::default() };
        summary.in_mean = summary.assessed();
        summary.score = Score {
            basis: format!("valutati {} di {}", summary.assessed(), summary.total()),
            at_zero: value.clone(),
            at_zero_text: text.clone(),
            text,
            value,
            ..Score::default()
        };
        summary
    }

    #[test]
    fn a_plan_is_told_in_three_sentences() {
        let mut overall = summary([32, 3, 6, 4, 6, 3], Some(88));
        overall.score.at_zero = Some(Ratio::from(77));
        overall.score.at_zero_text = "77,00".to_owned();
        assert_eq!(
            sentences(&overall, 18),
            [
                "Il piano ha 54 indicatori in 18 obiettivi: 32 raggiunti, 3 raggiunti in ritardo, \
                 6 parzialmente raggiunti, 4 non raggiunti, 6 con consuntivo mancante e 3 non \
                 valutabili.",
                "Sono valutati 45 indicatori su 54; 9 restano fuori dalla media.",
                "La media ponderata dei punteggi è 88,00 su 100; con i consuntivi mancanti a 0 è \
                 77,00.",
            ]
        );
    }

    #[test]
    fn one_of_each_is_singular() {
        let mut overall = summary([1, 0, 0, 0, 1, 1], Some(50));
        overall.in_mean = 2;
        assert_eq!(
            sentences(&overall, 1),
            [
                "Il piano ha 3 indicatori in 1 obiettivo: 1 raggiunto, 1 con consuntivo mancante e \
                 1 non valutabile.",
                "È valutato 1 indicatore su 3; 1 senza consuntivo conta 0 e 1 resta fuori dalla media.",
                "La media ponderata dei punteggi è 50,00 su 100.",
            ]
        );
    }

    #[test]
    fn an_actual_that_cannot_be_read_counts_as_the_missing_do() {
        let mut overall = summary([33, 6, 6, 1, 5, 3], Some(72));
        overall.in_mean = 52;
        assert_eq!(
            sentences(&overall, 18)[1],
            "Sono valutati 46 indicatori su 54; 6 senza un consuntivo leggibile contano 0 e 2 restano \
             fuori dalla media."
        );
    }

    #[test]
    fn a_plan_without_scores_or_indicators_says_so() {
        let mut nothing = summary([0, 0, 0, 0, 2, 0], None);
        nothing.score.at_zero = Some(Ratio::zero());
        nothing.score.at_zero_text = "0,00".to_owned();
        assert_eq!(
            sentences(&nothing, 1)[1..],
            [
                "Nessun indicatore è valutato; 2 restano fuori dalla media.",
                "Il piano non ha un punteggio: è valutata meno di metà del suo peso; con i consuntivi \
                 mancanti a 0 sarebbe 0,00."
            ]
        );
        let empty = sentences(&Summary::default(), 0);
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
        let chart = chart(&[area(1, [4, 1, 0, 1, 0, 0], Some(80)), area(2, [0; 6], None)]);
        let chart = chart.expect("indicators to draw");
        assert_eq!(
            chart.description,
            "1 Ambito: 6 indicatori, 4 raggiunti, 1 raggiunto in ritardo e 1 non raggiunto; \
             punteggio 80,00 (valutati 6 di 6). 2 Ambito: nessun indicatore."
        );
        let ChartKind::Outcomes(bars) = chart.kind else { panic!("a chart of outcomes") };
        assert_eq!((bars[0].label.as_str(), bars[1].text.as_str()), ("1 Ambito", "–"));
    }
}
