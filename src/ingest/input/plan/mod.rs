//! `piano`: the indicators of the PAP, each with its objective and target.

mod area;
mod direction;
mod several;
mod target;
mod unit;
mod weight;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::ingest::grid::record::Record;
use crate::italian;
use crate::model::format::AreaFormat;
use crate::model::plan::{Indicator, Objective, Plan};
use crate::model::reference_data::indicator_units;
use area::Section;
use unit::Units;
use weight::Weights;

pub(in crate::ingest) use several::lines;

/// The plan while its rows are read.
pub(in crate::ingest) struct Rows<'a> {
    pub(in crate::ingest) plan: Plan,
    areas: &'a [AreaFormat],
    units: Units,
    /// The year that the plan answers for.
    year: i32,
    weights: Weights,
    section: Option<Section>,
}

impl<'a> Rows<'a> {
    pub(in crate::ingest) fn new(areas: &'a [AreaFormat], year: i32) -> Self {
        Self {
            plan: Plan::default(),
            areas,
            units: Units::new(indicator_units()),
            year,
            weights: Weights::default(),
            section: None,
        }
    }

    /// What the rows together show.
    pub(in crate::ingest) fn report(
        &self,
        place: impl Fn(u32, &str) -> Location,
        diagnostics: &mut Diagnostics,
    ) {
        self.weights.report(place, diagnostics);
    }
}

/// Adds one indicator to the plan; a row that cannot be read leaves diagnostics. True when added.
pub(in crate::ingest) fn read(record: &mut Record<'_>, rows: &mut Rows<'_>) -> bool {
    if let Some(codes) = several::refuse(record) {
        rows.plan.refused.extend(codes);
        return false;
    }
    if let Some(section) = area::section(record, rows.areas) {
        rows.section = Some(section);
        return false;
    }
    let area = area::read(record, rows.section, rows.areas);
    let code = record.required_text("obiettivo");
    let title = record.required_text("titolo");
    let indicator = indicator(record, rows);
    let plan = &mut rows.plan;
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
        // Where a plan has one column for both, it is the structure in charge.
        structure: match record.cell("struttura") {
            Some(_) => record.text("struttura"),
            None => record.text("responsabile"),
        },
        weight: weight::of_objective(record, rows.year, &mut rows.weights),
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
    let Some(known) = plan.objectives.iter_mut().find(|known| known.code == objective.code) else {
        plan.objectives.push(Objective { indicators: vec![indicator], ..objective });
        return true;
    };
    if indicator.year == rows.year {
        match known.indicators.iter().find(|other| other.year == rows.year) {
            Some(first) => report_differences(record, (known, first.row), &objective),
            // Until here rows of other years alone told of the objective.
            None => {
                let indicators = std::mem::take(&mut known.indicators);
                *known = Objective { indicators, ..objective };
            }
        }
    }
    known.indicators.push(indicator);
    true
}

/// What a row of the year says otherwise than the first one of the year, which counts.
fn report_differences(
    record: &mut Record<'_>,
    (known, first): (&Objective, u32),
    other: &Objective,
) {
    let area = |objective: &Objective| Some(objective.area.0.to_string());
    let weight = |objective: &Objective| objective.weight.map(italian::decimal);
    let told = [
        ("azione", area(known), area(other)),
        ("titolo", Some(known.title.clone()), Some(other.title.clone())),
        ("struttura", known.structure.clone(), other.structure.clone()),
        ("peso_obiettivo", weight(known), weight(other)),
        ("obiettivo_generale", known.general_objective.clone(), other.general_objective.clone()),
    ];
    for (column, told_first, _) in told.into_iter().filter(|(_, first, other)| first != other) {
        let told_first = told_first.map_or("vuoto".to_owned(), |words| format!("«{words}»"));
        let message = format!(
            "«{column}» non è come nella prima riga dell'obiettivo {} (riga {first}), che fa \
             fede: là è {told_first}",
            known.code
        );
        record.report(column, code::OBJECTIVE_TOLD_TWICE, &[], message);
    }
}

fn indicator(record: &mut Record<'_>, rows: &mut Rows<'_>) -> Option<Indicator> {
    let code = record.required_text("indicatore");
    let description = record.required_text("descrizione");
    let unit = unit::read(record, &rows.units);
    let year = record.required_year("anno");
    let weight = weight::of_indicator(record, rows.year, &mut rows.weights);
    record.required_text("atteso");
    let in_piao = record.yes_or_no("piao");
    let accountable = record.text("responsabile");
    if record.refused {
        return None;
    }
    let (unit, year, description) = (unit?, year?, description?);
    let target = target::read(record.value("atteso"), unit).on_scale(unit, record.unit("atteso"));
    let asks = direction::Asks { unit, description: &description, is_due: year == rows.year };
    let direction = direction::read(record, &target, &asks);
    Some(Indicator {
        code: code?,
        description,
        unit,
        direction: direction?,
        year,
        is_marked: target.is_marked,
        is_increase: target.is_increase,
        target: target.amount,
        weight: weight?,
        in_piao,
        accountable,
        row: record.row.number,
    })
}
