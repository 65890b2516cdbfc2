//! `piano`: the indicators of the PAP, each with its objective and target.

use rust_decimal::Decimal;

use super::record::Record;
use crate::diagnostic::code;
use crate::ingest::file::sheet::Value;
use crate::ingest::spelling::normal_form;
use crate::italian::reading;
use crate::model::plan::{ActionArea, Amount, Direction, Indicator, Objective, Plan, Unit};

/// Adds one indicator to the plan; a row that cannot be read leaves diagnostics. True when added.
pub(in crate::ingest) fn read(record: &mut Record<'_>, plan: &mut Plan) -> bool {
    let area = area(record);
    let code = record.required_text("obiettivo");
    let title = record.required_text("titolo");
    let indicator = indicator(record);
    let (Some(area), Some(code), Some(title), Some(indicator)) = (area, code, title, indicator)
    else {
        plan.refused.extend(record.text("indicatore"));
        return false;
    };
    let objective = Objective {
        area,
        general_objective: record.text("obiettivo_generale"),
        code,
        title,
        description: record.text("descrizione_obiettivo"),
        structure: record.text("struttura"),
        indicators: Vec::new(),
    };
    let same_indicator = plan
        .objectives
        .iter()
        .flat_map(|objective| &objective.indicators)
        .any(|other| other.code == indicator.code && other.year == indicator.year);
    if same_indicator {
        let message =
            format!("l'indicatore {} è già nel piano per il {}", indicator.code, indicator.year);
        record.refuse("indicatore", code::REPEATED_INDICATOR, message);
        return false;
    }
    match plan.objectives.iter_mut().find(|known| known.code == objective.code) {
        Some(known) => {
            report_differences(record, known, &objective);
            known.indicators.push(indicator);
        }
        None => plan.objectives.push(Objective { indicators: vec![indicator], ..objective }),
    }
    true
}

fn report_differences(record: &mut Record<'_>, known: &Objective, other: &Objective) {
    let differences = [
        ("azione", known.area != other.area),
        ("titolo", known.title != other.title),
        ("struttura", known.structure != other.structure),
        ("obiettivo_generale", known.general_objective != other.general_objective),
    ];
    for (column, _) in differences.into_iter().filter(|(_, differs)| *differs) {
        let first = known.indicators.first().map_or(0, |indicator| indicator.row);
        let message = format!(
            "«{column}» è diverso dalla prima riga dell'obiettivo {} (riga {first}), che fa fede",
            known.code
        );
        record.report(column, code::OBJECTIVE_TOLD_TWICE, &[], message);
    }
}

fn area(record: &mut Record<'_>) -> Option<ActionArea> {
    let text = record.required_text("azione")?;
    match area_number(&text) {
        Some(area @ 1..=5) => Some(ActionArea(area)),
        _ => {
            let message = format!("l'azione «{text}» non è fra 1 e 5");
            record.refuse("azione", code::UNKNOWN_AREA, message);
            None
        }
    }
}

/// `3`, `Azione 3`, `Ambito 3`, `3. Organizzazione del lavoro`.
fn area_number(text: &str) -> Option<u8> {
    let form = normal_form(text);
    let mut words =
        form.split(' ').skip_while(|word| ["azione", "ambito", "n", "nr", "numero"].contains(word));
    let number = words.next()?.parse().ok()?;
    let is_alone = words.all(|word| word.parse::<u64>().is_err());
    (is_alone && !text.trim().starts_with('-')).then_some(number)
}

fn indicator(record: &mut Record<'_>) -> Option<Indicator> {
    let code = record.required_text("indicatore");
    let description = record.required_text("descrizione");
    let unit = unit(record);
    let direction = direction(record);
    let year = record.required_year("anno");
    let weight = weight(record);
    record.required_text("atteso");
    if record.refused {
        return None;
    }
    let unit = unit?;
    Some(Indicator {
        code: code?,
        description: description?,
        unit,
        direction: direction?,
        year: year?,
        target: amount(record.value("atteso"), unit),
        weight: weight?,
        row: record.row.number,
    })
}

fn unit(record: &mut Record<'_>) -> Option<Unit> {
    let text = record.required_text("unita")?;
    let unit = match normal_form(&text).as_str() {
        "data" => Some(Unit::Date),
        "numero" | "n" | "nº" | "nr" | "num" | "valore" => Some(Unit::Number),
        "percentuale" | "%" | "perc" => Some(Unit::Percent),
        "si no" | "s n" | "si" => Some(Unit::YesNo),
        _ => None,
    };
    if unit.is_none() {
        let message = format!("l'unità «{text}» non è fra Data, Numero, Percentuale, Sì/No");
        record.refuse("unita", code::UNKNOWN_UNIT, message);
    }
    unit
}

/// More is better unless the plan says otherwise.
fn direction(record: &mut Record<'_>) -> Option<Direction> {
    let Some(text) = record.text("verso") else { return Some(Direction::Increasing) };
    match normal_form(&text).as_str() {
        "crescente" | "aumento" | "in aumento" | "+" => Some(Direction::Increasing),
        "decrescente" | "diminuzione" | "in diminuzione" => Some(Direction::Decreasing),
        _ => {
            let message = format!("il verso «{text}» non è crescente né decrescente");
            record.refuse("verso", code::UNKNOWN_DIRECTION, message);
            None
        }
    }
}

fn weight(record: &mut Record<'_>) -> Option<Decimal> {
    if record.value("peso").is_empty() {
        return Some(Decimal::ONE);
    }
    let weight = record.number("peso")?;
    if weight.is_sign_negative() {
        record.refuse("peso", code::UNREADABLE_NUMBER, "il peso non può essere negativo");
        return None;
    }
    Some(weight)
}

/// The target in its unit; words that are no value of the unit are kept as they are.
fn amount(value: &Value<'_>, unit: Unit) -> Amount {
    let text = value.text().unwrap_or_default();
    let amount = reading::amount(&text, unit, None);
    amount.unwrap_or_else(|_| Amount::Unreadable(text.into_owned()))
}
