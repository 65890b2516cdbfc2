//! What a section comes to, in sentences computed from its initiatives.

use std::collections::{BTreeMap, BTreeSet};

use super::links::Section;
use crate::italian;
use crate::model::gender::Gender;
use crate::model::initiative::{Beneficiaries, Initiative, Spending};

/// How many objectives the plan has, where there is one.
pub(super) type PlanSize = Option<usize>;

/// Printed before the initiatives of a section; `year` is the one the section is about.
pub(super) fn of_section(
    section: Section,
    year: i32,
    initiatives: &[Initiative],
    totals: (Beneficiaries, &Spending),
    plan_size: PlanSize,
) -> Vec<String> {
    let mut years: BTreeMap<i32, u64> = BTreeMap::from([(year, 0)]);
    for initiative in initiatives {
        *years.entry(initiative.year).or_default() += 1;
    }
    let mut sentences: Vec<String> =
        years.into_iter().map(|(year, count)| counted(section, year, count)).collect();
    if initiatives.is_empty() {
        return sentences;
    }
    sentences.extend(plan_size.map(|all| served(initiatives, all)));
    sentences.extend(beneficiaries(initiatives, totals.0));
    sentences.extend(spending(totals.1));
    sentences
}

fn counted(section: Section, year: i32, count: u64) -> String {
    let done = match (section, count) {
        (_, 0) => return format!("Nessuna azione indicata per il {year}."),
        (Section::CarriedOut, 1) => "realizzata",
        (Section::CarriedOut, _) => "realizzate",
        (Section::Planned, _) => "da realizzare",
    };
    let verb = if count == 1 { "è indicata" } else { "sono indicate" };
    let initiatives = italian::counted(count, "iniziativa", "iniziative");
    format!("Per il {year} {verb} {initiatives} {done}.")
}

fn served(initiatives: &[Initiative], all: usize) -> String {
    let codes: BTreeSet<&str> = initiatives
        .iter()
        .flat_map(|initiative| &initiative.objectives)
        .filter(|objective| objective.title.is_some())
        .map(|objective| objective.code.as_str())
        .collect();
    format!(
        "Gli obiettivi del piano a cui le iniziative rispondono sono {} su {}.",
        italian::count(codes.len() as u64),
        italian::count(all as u64)
    )
}

fn beneficiaries(initiatives: &[Initiative], total: Beneficiaries) -> Option<String> {
    let share = italian::percent(&total.share(Gender::Woman)?);
    let stated = initiatives.iter().filter(|one| one.beneficiaries.total().is_some()).count();
    let all = initiatives.len();
    let scope = match stated {
        _ if stated == all => String::new(),
        1 => format!(", nella sola iniziativa su {all} che indica i beneficiari"),
        _ => format!(", nelle {stated} iniziative su {all} che indicano i beneficiari"),
    };
    Some(format!(
        "Le donne sono {} su {}, il {share} %{scope}.",
        italian::count(total.women?),
        italian::counted(total.total()?, "beneficiario", "beneficiari"),
    ))
}

fn spending(spending: &Spending) -> Option<String> {
    let total = spending.total()?;
    let chapters = spending.chapters.iter().filter(|chapter| chapter.chapter.is_some()).count();
    let chapters = match chapters {
        0 => String::new(),
        some => format!(" su {}", italian::counted(some as u64, "capitolo", "capitoli")),
    };
    Some(format!("La spesa indicata è di {} euro{chapters}.", italian::money(&total)))
}
