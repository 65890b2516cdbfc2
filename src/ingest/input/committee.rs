//! `comitato`, `poteri`, `benessere`: what the CUG says of itself and of its year, one row a thing.

use chrono::NaiveDate;

use crate::diagnostic::code;
use crate::ingest::file::sheet::Value;
use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;
use crate::italian::{self, reading};
use crate::model::committee::{Fact, PowerUse, Tool};
use crate::model::committee_lists::CommitteeLists;
use crate::model::settings::ReportSettings;

/// One fact about the CUG. A day is printed as the others are.
pub(in crate::ingest) fn fact(record: &mut Record<'_>, report: &ReportSettings) -> Option<Fact> {
    const COLUMN: &str = "valore";
    let entry = listed(record, "voce", CommitteeLists::bundled().facts.words());
    let value = record.required_text(COLUMN)?;
    let entry = entry?;
    let is_cell = matches!(record.value(COLUMN), Value::Date(_) | Value::Moment(_));
    let day = if is_cell { record.date(COLUMN) } else { reading::date(&value).ok() };
    if record.refused {
        return None;
    }
    // What is of the future says so: «In carica fino al».
    if let Some(day) = day.filter(|_| normal_form(&entry).starts_with("data")) {
        ask_of_future(record, COLUMN, day, report);
    }
    Some(Fact { entry, value: day.map_or(value, italian::long_date) })
}

/// What the CUG did about one matter. A day or an outcome say that it did something.
pub(in crate::ingest) fn power(
    record: &mut Record<'_>,
    report: &ReportSettings,
) -> Option<PowerUse> {
    let matter = listed(record, "materia", CommitteeLists::bundled().matters());
    let exercised = record.yes_or_no("esercitato");
    let date = past_day(record, report);
    let outcome = record.text("esito");
    if record.refused {
        return None;
    }
    let exercised = exercised.or((date.is_some() || outcome.is_some()).then_some(true));
    Some(PowerUse { matter: matter?, exercised, date, outcome })
}

/// One tool for well-being.
pub(in crate::ingest) fn tool(record: &mut Record<'_>, report: &ReportSettings) -> Option<Tool> {
    let name = listed(record, "strumento", CommitteeLists::bundled().tools.words());
    let is_there = record.yes_or_no("presente");
    let date = past_day(record, report);
    let note = record.text("note");
    if record.refused {
        return None;
    }
    Some(Tool { name: name?, is_there, date, note })
}

fn past_day(record: &mut Record<'_>, report: &ReportSettings) -> Option<NaiveDate> {
    const COLUMN: &str = "data";
    let day = record.date(COLUMN)?;
    ask_of_future(record, COLUMN, day, report);
    Some(day)
}

/// Asks about a day of something that has happened, and that has not come when the report is due.
pub(super) fn ask_of_future(
    record: &mut Record<'_>,
    column: &str,
    day: NaiveDate,
    report: &ReportSettings,
) {
    let due = report.due();
    if day > due {
        let message = format!(
            "«{column}» è il {}, dopo il {}, quando la relazione del {} va trasmessa",
            italian::date(day),
            italian::date(due),
            report.year
        );
        record.report(column, code::DATE_OF_ANOTHER_TIME, &[], message);
    }
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
