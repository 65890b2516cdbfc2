//! Whether more or less is better: what the plan says of it, what its target says, and the words that
//! make it a question.

use super::target::Target;
use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::plan::{Amount, Direction, Unit};

/// What is known of the indicator when its direction is read.
pub(super) struct Asks<'a> {
    pub(super) unit: Unit,
    pub(super) description: &'a str,
    /// It is of the year that the plan answers for.
    pub(super) is_due: bool,
}

/// Beginnings of words for what becomes less.
const LESS: [&str; 13] = [
    "riduzion",
    "ridurre",
    "riduce",
    "ridott",
    "diminuzion",
    "diminuir",
    "contenimento",
    "contener",
    "abbattiment",
    "decrement",
    "calo",
    "minimizza",
    "azzera",
];
/// Limits from above.
const LIMITS: [&str; 17] = [
    "non superior",
    "non oltre",
    "non piu di",
    "non eccede",
    "inferiore a",
    "inferiori a",
    "minore di",
    "minore o uguale",
    "al di sotto",
    "sotto la soglia",
    "sotto il ",
    "massimo",
    "massima",
    "max",
    "limite di",
    "tetto",
    "entro giorni",
];
/// Measures of what nobody wants more of.
const EVILS: [&str; 48] = [
    "tempo medio",
    "tempo di ",
    "tempi di ",
    "scostament",
    "squilibri",
    "disparita",
    "sbilanci",
    "senza ",
    "non format",
    "residu",
    "inevas",
    "arretrat",
    "tempi medi",
    "giorni medi",
    "tempo di attesa",
    "tempi di attesa",
    "tempo di risposta",
    "tempi di risposta",
    "giorni per ",
    "giorni necessari",
    "tempo per ",
    "tempi per ",
    "tempo necessario",
    "durata media",
    "giorni di attesa",
    "giorni di ritardo",
    "ritardi",
    "ritardo medio",
    "tasso di assenz",
    "assenteismo",
    "giorni di assenza",
    "reclami",
    "contenzios",
    "infortuni",
    "segnalazioni di ",
    "molesti",
    "discriminazioni subite",
    "casi di discriminazion",
    "respint",
    "posti vacanti",
    "scopertur",
    "straordinari",
    "turnover",
    "turn over",
    "divario",
    "gap ",
    "lamentel",
    "dimissioni",
];
/// Words before a measure that make it the purpose of what is counted: `corsi per la riduzione`.
const PURPOSES: [&str; 19] = [
    "per",
    "su",
    "sul",
    "sulla",
    "sulle",
    "sui",
    "sugli",
    "contro",
    "contrasto",
    "tema",
    "temi",
    "materia",
    "volte",
    "volti",
    "finalizzate",
    "finalizzati",
    "alla",
    "al",
    "prevenzione",
];

/// The direction of the indicator; `None` with a diagnostic that asks for it.
pub(super) fn read(record: &mut Record<'_>, target: &Target, asks: &Asks<'_>) -> Option<Direction> {
    let written = written(record)?;
    let message = match (written, target.direction) {
        (Some(written), Some(told)) if written != told => format!(
            "il verso è «{}», ma l'atteso «{}» dice il contrario",
            written.label(),
            record.value("atteso").text().unwrap_or_default()
        ),
        (Some(written), _) => return Some(written),
        (None, Some(told)) => return Some(told),
        (None, None) => match words_of_less(target, asks) {
            None => return Some(Direction::Increasing),
            Some(words) => format!(
                "il verso non è detto, e le parole «{words}» fanno pensare che meno sia meglio"
            ),
        },
    };
    record.refuse("verso", code::DIRECTION_TO_BE_STATED, message);
    None
}

/// What the column says: `Some(None)` where it is empty.
fn written(record: &mut Record<'_>) -> Option<Option<Direction>> {
    let Some(text) = record.text("verso") else { return Some(None) };
    let form = normal_form(&text);
    let direction = match form.as_str() {
        "crescente" | "aumento" | "in aumento" | "+" | "aumentare" | "incremento" | "positivo"
        | "piu e meglio" | "massimizzare" | "a crescere" => Direction::Increasing,
        "decrescente" | "diminuzione" | "in diminuzione" | "diminuire" | "riduzione"
        | "negativo" | "meno e meglio" | "minimizzare" | "a decrescere" => Direction::Decreasing,
        "" => match text.trim() {
            "↑" | "▲" => Direction::Increasing,
            "↓" | "▼" | "-" | "−" => Direction::Decreasing,
            _ => return refuse(record, &text),
        },
        _ => return refuse(record, &text),
    };
    Some(Some(direction))
}

fn refuse(record: &mut Record<'_>, text: &str) -> Option<Option<Direction>> {
    let message = format!("il verso «{text}» non è crescente né decrescente");
    record.refuse("verso", code::UNKNOWN_DIRECTION, message);
    None
}

/// The words of a description from which less seems better, of a target that is a number.
fn words_of_less(target: &Target, asks: &Asks<'_>) -> Option<String> {
    let is_number = matches!(asks.unit, Unit::Number | Unit::Percent)
        && matches!(target.amount, Amount::Number(_));
    if !asks.is_due || !is_number {
        return None;
    }
    if let Some(sign) = ["≤", "<="].into_iter().find(|sign| asks.description.contains(sign)) {
        return Some(sign.to_owned());
    }
    let form = format!("{} ", normal_form(asks.description));
    let limit = LIMITS.iter().find(|words| at_word(&form, words).is_some());
    if let Some(limit) = limit {
        return Some(limit.trim().to_owned());
    }
    // `numero di incontri, corso, persone …`: what is counted is not what becomes less.
    let less = LESS.iter().chain(&EVILS).filter_map(|words| Some((at_word(&form, words)?, *words)));
    let (place, words) = less.min()?;
    let before: Vec<&str> = form[..place].split_whitespace().rev().take(3).collect();
    let is_purpose = before.iter().any(|word| PURPOSES.contains(word));
    let end = form[place + words.trim_end().len()..].find(' ').unwrap_or(0);
    (!is_purpose).then(|| form[place..place + words.trim_end().len() + end].to_owned())
}

/// Where a word of the text begins so.
fn at_word(form: &str, words: &str) -> Option<usize> {
    let is_start = |place: &usize| *place == 0 || form[..*place].ends_with(' ');
    form.match_indices(words).map(|(place, _)| place).find(is_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(description: &str) -> Option<String> {
        let amount = Amount::Number(10.into());
        let target = Target { amount, direction: None, is_marked: false, is_increase: false };
        words_of_less(&target, &Asks { unit: Unit::Number, description, is_due: true })
    }

    #[test]
    fn words_of_less_are_found_and_purposes_are_not() {
        for (description, told) in [
            ("Riduzione dei giorni medi di attesa per lavoro agile (massimo)", "massimo"),
            ("Numero di segnalazioni di disagio, non superiore a", "non superior"),
            ("Diminuzione del tasso di assenza", "diminuzione"),
            ("Tempo medio di risposta", "tempo medio"),
            ("Percentuale di riduzione dello straordinario", "riduzione"),
            ("Reclami ricevuti", "reclami"),
            ("Tempi di rientro dal congedo", "tempi di"),
            ("Scostamento fra i generi nella formazione", "scostamento"),
            ("Quota di personale senza formazione", "senza"),
            ("Unità non formate", "non formate"),
            ("Residuo ferie pro capite", "residuo"),
        ] {
            assert_eq!(words(description).as_deref(), Some(told), "{description}");
        }
        for description in [
            "Incremento di donne in posizioni apicali",
            "Numero di incontri per la riduzione dello stress",
            "Corsi sul divario retributivo",
            "Azioni di contrasto al divario",
            "Persone formate",
            "Persone che hanno chiesto il part time",
        ] {
            assert_eq!(words(description), None, "{description}");
        }
    }
}
