//! `comitato`, `poteri`, `benessere`: what the CUG says of itself and of its year, one row a thing.

use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::model::committee::{Fact, PowerUse, Tool};
use crate::model::committee_lists::CommitteeLists;

/// One fact about the CUG.
pub(in crate::ingest) fn fact(record: &mut Record<'_>) -> Option<Fact> {
    let entry = listed(record, "voce", CommitteeLists::bundled().facts.words());
    let value = record.required_text("valore");
    Some(Fact { entry: entry?, value: value? })
}

/// What the CUG did about one matter. A day or an outcome say that it did something.
pub(in crate::ingest) fn power(record: &mut Record<'_>) -> Option<PowerUse> {
    let matter = listed(record, "materia", CommitteeLists::bundled().matters());
    let exercised = record.yes_or_no("esercitato");
    let date = record.date("data");
    let outcome = record.text("esito");
    if record.refused {
        return None;
    }
    let exercised = exercised.or((date.is_some() || outcome.is_some()).then_some(true));
    Some(PowerUse { matter: matter?, exercised, date, outcome })
}

/// One tool for well-being.
pub(in crate::ingest) fn tool(record: &mut Record<'_>) -> Option<Tool> {
    let name = listed(record, "strumento", CommitteeLists::bundled().tools.words());
    let is_there = record.yes_or_no("presente");
    let date = record.date("data");
    let note = record.text("note");
    if record.refused {
        return None;
    }
    Some(Tool { name: name?, is_there, date, note })
}

/// The words of the list, where they are among them in any spelling; else the CUG's own.
fn listed<'a>(
    record: &mut Record<'_>,
    column: &str,
    mut words: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let own = record.required_text(column)?;
    let form = normal_form(&own);
    let known = words.find(|entry| normal_form(entry) == form);
    Some(known.map_or(own, str::to_owned))
}
