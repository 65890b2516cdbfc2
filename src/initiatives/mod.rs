//! Initiatives set beside the plan: Sezione 2 (carried out) and Sezione 3 (planned), each initiative
//! with the objectives it serves, its beneficiaries and its spending.

mod codes;
mod group;
mod links;
mod places;
mod sentences;

use crate::diagnostic::code::{
    BENEFICIARIES_NOT_STATED, INITIATIVE_OF_EARLIER_YEAR, OBJECTIVE_WITHOUT_INITIATIVE,
    SPENDING_NOT_STATED,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::achievement::Achievements;
use crate::model::dataset::Dataset;
use crate::model::initiative::{
    Beneficiaries, Initiative, InitiativeSection, Initiatives, Spending,
};
use crate::model::input::InputKind;
use crate::model::settings::DisclosureMethod;
use group::Group;
use links::{Links, Section};
use places::Places;

/// The two sections, `None` without `azioni`, and what is wrong or missing in them (I01 to I08). An
/// initiative of the year of the data belongs to Sezione 2, one of a later year to Sezione 3.
pub fn evaluate(
    dataset: &Dataset,
    achievements: Option<&Achievements>,
) -> (Option<Initiatives>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let Some(rows) = &dataset.initiatives else { return (None, diagnostics) };
    let (links, places) = (Links { plan: dataset.plan.as_ref(), achievements }, Places { dataset });
    let year = dataset.settings.report.year;
    let mut carried_out = Vec::new();
    let mut planned = Vec::new();
    for group in group::groups(rows) {
        let (section, initiatives) = match group.first.year {
            earlier if earlier < year => {
                diagnostics.push(left_out(&group, places));
                continue;
            }
            same if same == year => (Section::CarriedOut, &mut carried_out),
            _ => (Section::Planned, &mut planned),
        };
        let initiative = group::initiative(&group, links, section, places, &mut diagnostics);
        ask_for_missing(&group, &initiative, places, &mut diagnostics);
        initiatives.push(initiative);
    }
    planned.sort_by_key(|initiative| initiative.year);
    report_unserved(dataset, &carried_out, &planned, places, &mut diagnostics);
    (Some(sections(dataset, carried_out, planned)), diagnostics)
}

/// The sections of the public edition: small groups of beneficiaries are kept back, and so are the
/// sums and sentences that they would follow from; or all of them are rounded.
pub fn protect(
    dataset: &Dataset,
    initiatives: &Initiatives,
    method: DisclosureMethod,
) -> Initiatives {
    // An initiative may be a measure of table 1.9 under another name: nothing in it says so.
    let threshold = dataset.settings.disclosure.sensitive_threshold;
    let protected = |section: &InitiativeSection| {
        let mut initiatives = section.initiatives.clone();
        for initiative in &mut initiatives {
            initiative.beneficiaries = match method {
                DisclosureMethod::Rounding => initiative.beneficiaries.rounded(threshold),
                DisclosureMethod::Suppression => initiative.beneficiaries.protected(threshold),
            };
        }
        initiatives
    };
    sections(dataset, protected(&initiatives.carried_out), protected(&initiatives.planned))
}

fn sections(
    dataset: &Dataset,
    carried_out: Vec<Initiative>,
    planned: Vec<Initiative>,
) -> Initiatives {
    let year = dataset.settings.report.year;
    let plan_size = dataset.plan.as_ref().map(|plan| plan.objectives.len());
    Initiatives {
        carried_out: section(Section::CarriedOut, year, carried_out, plan_size),
        planned: section(Section::Planned, year + 1, planned, plan_size),
    }
}

fn section(
    kind: Section,
    year: i32,
    initiatives: Vec<Initiative>,
    plan_size: sentences::PlanSize,
) -> InitiativeSection {
    let mut spending = Spending::default();
    let mut beneficiaries = Beneficiaries::default();
    for initiative in &initiatives {
        for chapter in &initiative.spending.chapters {
            spending.add(chapter.chapter.as_deref(), chapter.amount.as_ref());
        }
        if let Beneficiaries { women: Some(women), men: Some(men), .. } = initiative.beneficiaries {
            *beneficiaries.women.get_or_insert(0) += women;
            *beneficiaries.men.get_or_insert(0) += men;
        }
    }
    // A sum over all but one would tell the one that is kept back.
    if initiatives.iter().any(|initiative| initiative.beneficiaries.is_protected) {
        beneficiaries = Beneficiaries { women: None, men: None, is_protected: true };
    }
    let sentences =
        sentences::of_section(kind, year, &initiatives, (beneficiaries, &spending), plan_size);
    InitiativeSection { sentences, initiatives, beneficiaries, spending }
}

fn left_out(group: &Group<'_>, places: Places<'_>) -> Diagnostic {
    let message = format!("l'iniziativa {} è di un anno già rendicontato", group.name());
    let place = places.in_initiatives(group.first.row, "anno");
    Diagnostic::new(INITIATIVE_OF_EARLIER_YEAR, place, message)
}

/// Beneficiaries and spending are asked for, never taken as zero.
fn ask_for_missing(
    group: &Group<'_>,
    initiative: &Initiative,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let missing = match initiative.beneficiaries {
        Beneficiaries { women: Some(_), men: Some(_), .. } => None,
        Beneficiaries { women: None, men: None, .. } => {
            Some(("beneficiari_donne", "i beneficiari"))
        }
        Beneficiaries { women: None, .. } => Some(("beneficiari_donne", "le beneficiarie donne")),
        Beneficiaries { men: None, .. } => Some(("beneficiari_uomini", "i beneficiari uomini")),
    };
    if let Some((column, who)) = missing {
        let message = format!("per l'iniziativa {} mancano {who}", group.name());
        let place = places.in_initiatives(group.first.row, column);
        diagnostics.push(Diagnostic::new(BENEFICIARIES_NOT_STATED, place, message));
    }
    if !initiative.spending.is_stated() {
        let message =
            format!("per l'iniziativa {} la spesa non è indicata per intero", group.name());
        let place = places.in_initiatives(group.first.row, "spesa");
        diagnostics.push(Diagnostic::new(SPENDING_NOT_STATED, place, message));
    }
}

/// One note for each objective that has something to reach in the year of the data or later and that
/// no initiative names (I01).
fn report_unserved(
    dataset: &Dataset,
    carried_out: &[Initiative],
    planned: &[Initiative],
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    // The rows that cannot be read may serve them all: nothing is said until they are.
    if dataset.source(InputKind::Initiatives).is_some_and(|source| source.rows_refused > 0) {
        return;
    }
    let is_served = |code: &str| {
        carried_out
            .iter()
            .chain(planned)
            .flat_map(|initiative| &initiative.objectives)
            .any(|objective| objective.code == code)
    };
    let year = dataset.settings.report.year;
    for objective in dataset.plan.iter().flat_map(|plan| &plan.objectives) {
        let code = objective.code.trim();
        let ahead = objective.indicators.iter().find(|indicator| indicator.year >= year);
        if let (false, Some(indicator)) = (is_served(code), ahead) {
            let message = format!("nessuna iniziativa risponde all'obiettivo {code}");
            let place = places.in_plan(indicator.row, "obiettivo");
            diagnostics.push(
                Diagnostic::new(OBJECTIVE_WITHOUT_INITIATIVE, place, message).with_value(code),
            );
        }
    }
}
