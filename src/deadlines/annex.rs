//! Allegato 1: tables, sections 2 and 3, plan and actuals, and what the office still has to answer.

use super::{Facts, Parts};
use crate::italian;
use crate::model::achievement::Outcome;
use crate::model::initiative::Initiative;
use crate::model::input::InputKind;
use crate::model::table_id::TableId;

pub(super) fn judge(facts: Facts<'_>, parts: &mut Parts) {
    findings(facts, parts);
    tables(facts, parts);
    for kind in InputKind::ALL {
        let Some(chapter) = kind.chapter() else { continue };
        parts.put(facts.is_given(kind), chapter, format!("il file «{}»: {chapter}", kind.name()));
    }
    actuals(facts, parts);
    initiatives(facts, parts);
}

fn findings(facts: Facts<'_>, parts: &mut Parts) {
    let mut ask = |count: u64, one: &str, many: &str, of: &str| {
        if count > 0 {
            let cases = italian::counted(count, "caso", "casi");
            parts.miss(format!("{of} di {cases}"), italian::counted(count, one, many));
        }
    };
    ask(facts.errors, "errore da correggere", "errori da correggere", "correzione");
    ask(facts.waiting, "anomalia da giustificare", "anomalie da giustificare", "spiegazione");
}

/// Tables that wait for a whole file are told with it, the others by their number alone.
fn tables(facts: Facts<'_>, parts: &mut Parts) {
    let ids = |provided: bool| {
        let tables = facts.tables.iter().filter(move |table| table.provided == provided);
        tables.map(|table| table.id)
    };
    let ready: Vec<TableId> = ids(true).collect();
    if !ready.is_empty() {
        parts.ready.push(named(&ready));
    }
    let mut told: Vec<TableId> = Vec::new();
    for kind in InputKind::ALL.into_iter().filter(|kind| !facts.is_given(*kind)) {
        let is_fed = |id: &TableId| kind.tables().contains(id) && !told.contains(id);
        let fed: Vec<TableId> = ids(false).filter(is_fed).collect();
        if !fed.is_empty() {
            let fed_named = named(&fed);
            parts.miss(&fed_named, format!("il file «{}»: {fed_named}", kind.name()));
            told.extend(fed);
        }
    }
    let others: Vec<TableId> = ids(false).filter(|id| !told.contains(id)).collect();
    if !others.is_empty() {
        parts.miss(named(&others), format!("altri dati: {}", named(&others)));
    }
}

/// `tabella 1.3`, `tabelle 1.1, 1.2`, `tabelle 1.1-1.7, 1.9`: three in a row or more are a range.
fn named(ids: &[TableId]) -> String {
    let mut runs: Vec<Vec<TableId>> = Vec::new();
    for id in ids {
        let follows =
            |run: &Vec<TableId>| run.last().is_some_and(|last| last.place() + 1 == id.place());
        match runs.last_mut().filter(|run| follows(run)) {
            Some(run) => run.push(*id),
            None => runs.push(vec![*id]),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .map(|run| match run.as_slice() {
            [first, _, .., last] => format!("{first}-{last}"),
            few => few.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        })
        .collect();
    let noun = if ids.len() == 1 { "tabella" } else { "tabelle" };
    format!("{noun} {}", words.join(", "))
}

fn actuals(facts: Facts<'_>, parts: &mut Parts) {
    let Some(achievements) = facts.achievements else { return };
    let missing = achievements.overall.counts[Outcome::ActualMissing.index()];
    if missing > 0 {
        let words = format!(
            "consuntivi di {} su {}",
            italian::counted(missing, "indicatore", "indicatori"),
            italian::count(achievements.overall.total())
        );
        parts.miss(&words, &words);
    }
}

fn initiatives(facts: Facts<'_>, parts: &mut Parts) {
    let Some(both) = facts.initiatives else { return };
    let all = || both.carried_out.initiatives.iter().chain(&both.planned.initiatives);
    let mut ask = |what: &str, is_stated: fn(&Initiative) -> bool| {
        let count = all().filter(|initiative| !is_stated(initiative)).count() as u64;
        if count > 0 {
            let initiatives = italian::counted(count, "iniziativa", "iniziative");
            let words = format!("{what} di {initiatives}");
            parts.miss(&words, &words);
        }
    };
    ask("beneficiari", |initiative| initiative.beneficiaries.total().is_some());
    ask("spesa", |initiative| initiative.spending.is_stated());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_a_row_are_a_range() {
        assert_eq!(named(&[3].map(TableId::new)), "tabella 1.3");
        assert_eq!(named(&[1, 2].map(TableId::new)), "tabelle 1.1, 1.2");
        assert_eq!(named(&[1, 2, 3, 5, 9].map(TableId::new)), "tabelle 1.1-1.3, 1.5, 1.9");
    }
}
