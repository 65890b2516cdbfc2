//! Retribuzione: euro a year, in the unit that the column as a whole shows or that is asked.

use std::ops::ControlFlow;

use rust_decimal::Decimal;

use crate::diagnostic::setting::{Setting, quoted};
use crate::diagnostic::{Diagnostic, code};
use crate::ingest::grid::body::Body;
use crate::ingest::grid::field;
use crate::ingest::grid::record::Record;
use crate::italian;
use crate::italian::reading::Numeral;
use crate::model::column_choice::ColumnUnit;
use crate::model::ratio::Ratio;
use crate::model::reference_data::plausible;
use crate::model::settings::{Conventions, PayBasis};
use crate::model::table_id::TableId;

pub(in crate::ingest) const COLUMN: &str = "retribuzione";
const TABLES: &[TableId] = &[TableId::PAY_GAP];
/// Amounts of which the middle one is looked for; those of a larger body are like them.
const MOST_AMOUNTS: usize = 100_000;

/// What an amount of the column is multiplied by; `None` where the unit is asked.
pub(in crate::ingest) type Factor = Option<Decimal>;

/// The yearly pay of a cell that is not empty; `None` with a finding.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    (conventions, basis): (&Conventions, PayBasis),
    factor: &mut Option<Factor>,
) -> Option<Decimal> {
    let factor = *factor.get_or_insert_with(|| {
        ask_basis(record, basis);
        factor_of(record, conventions)
    });
    record.number(COLUMN)?.checked_mul(factor?)
}

/// The words over the column may say another basis than `cug.toml`, where gross is meant when nothing is said.
fn ask_basis(record: &mut Record<'_>, basis: PayBasis) {
    let Some(header) = record.body.header_words(COLUMN) else { return };
    let Some(said) = PayBasis::named_in(header) else { return };
    if said != basis {
        let message = format!(
            "la colonna si chiama «{header}», ma sotto [retribuzioni] la base è {}",
            basis.key()
        );
        let place = record.body.header_place(record.place, COLUMN);
        let found = Diagnostic::new(code::BASIS_OF_PAY, place, message).with_tables(TABLES);
        let values = [said, basis].map(|basis| quoted(basis.key()));
        record.diagnostics.push(found.with_setting(Setting::new(
            "retribuzioni".to_owned(),
            "base",
            values,
        )));
    }
}

fn factor_of(record: &mut Record<'_>, conventions: &Conventions) -> Factor {
    let reason = match (record.unit(COLUMN), conventions.monthly_payments) {
        (Some(ColumnUnit::Monthly), Some(payments)) => {
            let payments = payments.into();
            match beyond_a_year(record.body, payments) {
                Some(reason) => reason,
                None => return Some(payments),
            }
        }
        (Some(ColumnUnit::Monthly), None) => {
            "gli importi sono di un mese: servono le mensilità dell'anno, in cug.toml sotto [convenzioni] la riga mensilita = 13"
                .to_owned()
        }
        (Some(_), _) => return Some(Decimal::ONE),
        (None, _) => match in_doubt(record.body) {
            Some(reason) => reason,
            None => return Some(Decimal::ONE),
        },
    };
    let header = record.body.choice(COLUMN);
    let values = [ColumnUnit::Monthly, ColumnUnit::Yearly]
        .map(|unit| format!("{{ colonna = {header}, unita = {} }}", quoted(unit.word())));
    let place = record.body.header_place(record.place, COLUMN);
    let found = Diagnostic::new(code::UNIT_OF_PAY, place, format!("«{COLUMN}»: {reason}"))
        .with_tables(TABLES);
    let asks_months = record.unit(COLUMN).is_some() && conventions.monthly_payments.is_none();
    let found = if !asks_months {
        found.with_setting(Setting::new("colonne.personale".to_owned(), COLUMN, values))
    } else {
        found.with_answers("convenzioni", ["12", "13", "14"].map(|months| ("mensilita", months)))
    };
    record.diagnostics.push(found);
    None
}

/// Why amounts that `cug.toml` says to be of a month are not: an answer of an earlier year.
fn beyond_a_year(body: &Body<'_>, payments: Decimal) -> Option<String> {
    let yearly = median(body)?.checked_mul(payments)?;
    let most = plausible().pay.most;
    let money = |amount: Decimal| italian::money(&Ratio::from(amount));
    (yearly > most).then(|| {
        format!(
            "in cug.toml gli importi sono di un mese, ma così la retribuzione di mezzo sarebbe di {} euro all'anno: forse quest'anno la colonna è già di un anno",
            money(yearly)
        )
    })
}

/// Why the middle amount of the column is not of a year.
fn in_doubt(body: &Body<'_>) -> Option<String> {
    let median = &median(body)?;
    let ranges = &plausible().pay;
    let money = |amount: &Decimal| italian::money(&Ratio::from(*amount));
    if (ranges.least..=ranges.most).contains(median) {
        return None;
    }
    let guess = if *median < ranges.least && *median > Decimal::from(500) {
        "forse sono di un mese"
    } else if *median < ranges.least {
        "forse sono di un'ora o di un giorno, o in migliaia"
    } else {
        "forse sono in centesimi"
    };
    Some(format!(
        "la retribuzione di mezzo è {} euro, fuori da quelle di un anno ({}-{}): {guess}",
        money(median),
        money(&ranges.least),
        money(&ranges.most)
    ))
}

/// The middle amount of the column.
fn median(body: &Body<'_>) -> Option<Decimal> {
    let column = body.column(COLUMN)?;
    let mut amounts = Vec::new();
    // A fault of the file is told by whoever reads its rows.
    let _ = body.each(&mut |row| {
        let amount = match field::numeral(row.cell(column)) {
            Ok(Some(Numeral::Plain(amount))) => Some(amount),
            // Thousands, in a column of pay.
            Ok(Some(Numeral::Doubtful(doubt))) => Some(doubt.thousands),
            Ok(None) | Err(_) => None,
        };
        amounts.extend(amount.filter(|amount| *amount > Decimal::ZERO));
        if amounts.len() < MOST_AMOUNTS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    let middle = amounts.len() / 2;
    if amounts.is_empty() {
        return None;
    }
    Some(*amounts.select_nth_unstable(middle).1)
}
