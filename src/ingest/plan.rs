//! `piano`: the indicators of the PAP, each with its objective and target.

use rust_decimal::Decimal;

use super::field;
use super::record::Record;
use super::sheet::Value;
use super::spelling::normal_form;
use crate::diagnostic::code;
use crate::model::plan::{ActionArea, Amount, Direction, Indicator, Objective, Plan, Unit};

/// Adds one indicator to the plan; a row that cannot be read leaves diagnostics. True when added.
pub(super) fn read(record: &mut Record<'_>, plan: &mut Plan) -> bool {
    let area = area(record);
    let code = record.required_text("obiettivo");
    let title = record.required_text("titolo");
    let indicator = indicator(record);
    let (Some(area), Some(code), Some(title), Some(indicator)) = (area, code, title, indicator)
    else {
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
        let message = format!(
            "«{column}» dell'obiettivo {} è diverso da quello della sua prima riga, che vale",
            known.code
        );
        record.report(column, code::OBJECTIVE_TOLD_TWICE, message);
    }
}

fn area(record: &mut Record<'_>) -> Option<ActionArea> {
    let text = record.required_text("azione")?;
    let number = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    match number.parse() {
        Ok(area @ 1..=5) => Some(ActionArea(area)),
        _ => {
            let message = format!("l'azione «{text}» non è fra 1 e 5");
            record.refuse("azione", code::UNKNOWN_AREA, message);
            None
        }
    }
}

fn indicator(record: &mut Record<'_>) -> Option<Indicator> {
    let code = record.required_text("indicatore");
    let description = record.required_text("descrizione");
    let unit = unit(record);
    let direction = direction(record);
    let year = record.required_integer("anno");
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
        "data" | "date" => Some(Unit::Date),
        "numero" | "n" | "num" | "valore" => Some(Unit::Number),
        "percentuale" | "%" | "perc" => Some(Unit::Percent),
        "si no" | "sì no" | "si" | "booleano" => Some(Unit::YesNo),
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
fn amount(value: &Value, unit: Unit) -> Amount {
    let read = match unit {
        Unit::Date => field::date(value).ok().flatten().map(Amount::Date),
        Unit::Number | Unit::Percent => field::number(value).ok().flatten().map(Amount::Number),
        Unit::YesNo => value.text().and_then(|text| yes_or_no(&text)).map(Amount::YesNo),
    };
    read.unwrap_or_else(|| Amount::Unreadable(value.text().unwrap_or_default()))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match normal_form(text).as_str() {
        "si" | "s" | "vero" | "true" | "1" => Some(true),
        "no" | "n" | "falso" | "false" | "0" => Some(false),
        _ => None,
    }
}
