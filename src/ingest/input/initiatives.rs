//! `azioni`: the initiatives of Sezione 2 and Sezione 3.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, code};
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::repeats::Repeats;
use crate::model::initiative::InitiativeRow;

/// One row of an initiative, or `None` with diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    repeats: &mut Repeats,
) -> Option<InitiativeRow> {
    // Rows of one initiative add up their spending.
    if repeats.is_again(&record.row, true) {
        let message = "la riga è uguale in tutto a una di prima";
        let place = record.place.clone().at_row(record.row.number);
        record.refuse_with(Diagnostic::new(code::ROWS_REPEATED, place, message));
        return None;
    }
    let year = record.required_year("anno");
    let number = record.required_text("iniziativa");
    let women = people(record, "beneficiari_donne");
    let men = people(record, "beneficiari_uomini");
    let amount = not_negative(record, "spesa");
    if record.refused {
        return None;
    }
    Some(InitiativeRow {
        year: year?,
        number: number?.trim().to_owned(),
        objective: record.text("obiettivo"),
        actions: record.text("azioni"),
        actors: record.text("attori"),
        indicators: record.text("indicatori"),
        women,
        men,
        chapter: record.text("capitolo"),
        amount,
        row: record.row.number,
    })
}

/// A count of people: a percentage is none.
fn people(record: &mut Record<'_>, column: &str) -> Option<u64> {
    if record.value(column).text().is_some_and(|text| text.contains('%')) {
        let message =
            record.with_value(column, "è una percentuale: qui va il numero delle persone");
        record.refuse(column, code::BENEFICIARIES_IN_PERCENT, message);
        return None;
    }
    let number = not_negative(record, column)?;
    let whole = u64::try_from(number).ok().filter(|_| number.is_integer());
    if whole.is_none() {
        let message = record.with_value(column, "non è un numero intero");
        record.refuse(column, code::UNREADABLE_NUMBER, message);
    }
    whole
}

fn not_negative(record: &mut Record<'_>, column: &str) -> Option<Decimal> {
    let number = record.number(column)?;
    if number < Decimal::ZERO {
        let message = format!("«{column}» non può essere sotto zero");
        record.refuse(column, code::NEGATIVE_INITIATIVE_FIGURE, message);
        return None;
    }
    Some(number)
}
