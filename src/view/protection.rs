//! The certificate and the statement of the public edition as template values.

use serde::Serialize;

use crate::italian;
use crate::model::protection::{self, ProtectionAudit, ProtectionStatement, TableProtection};
use crate::model::settings;
use crate::model::table_id::TableId;

/// For the full edition: what was protected, table by table, and how sure it is.
#[derive(Debug, Serialize)]
pub(super) struct Certificate<'a> {
    threshold: String,
    sensitive_threshold: String,
    sensitive_tables: &'a [TableId],
    exemptions: Vec<Exemption<'a>>,
    /// How the second cells were chosen; `None` where figures are rounded.
    strategy: Option<&'static str>,
    /// The distance of the printed figures, in words; `None` where they are kept back.
    rounding: Option<Rounding>,
    attacked: String,
    /// Attacked figures with fewer values than the threshold; `None` where there are none.
    narrow: Option<String>,
    /// People of small groups whose part can be read; `None` where there are none.
    readable: Option<String>,
    tables: Vec<OfTable>,
    /// Figures, protected for themselves, protected for others, derived, rounded.
    total: [String; 5],
}

#[derive(Debug, Serialize)]
struct Rounding {
    /// `un multiplo di 3 (di 5 nelle tabelle 1.9 e 1.10)`
    multiple: String,
    /// `Le ore e i giorni sono multipli di 10 nella tabella 1.10.`; empty where there are none.
    amounts: String,
    /// `0 vuol dire da 0 a 2, 3 da 0 a 5, 6 da 4 a 8 e così via`
    meaning: String,
    mean_error: String,
}

#[derive(Debug, Serialize)]
struct OfTable {
    id: TableId,
    figures: [String; 5],
    people: Option<String>,
    people_hidden: Option<String>,
}

/// For the public edition.
#[derive(Debug, Serialize)]
pub(super) struct Statement<'a> {
    threshold: String,
    sensitive_threshold: String,
    sensitive_tables: &'a [TableId],
    exemptions: Vec<Exemption<'a>>,
    public_acts: &'a [TableId],
    rounding: Option<Rounding>,
    figures: String,
    /// `None` where none is kept back.
    protected: Option<String>,
}

#[derive(Debug, Serialize)]
struct Exemption<'a> {
    what: String,
    reason: &'a str,
}

pub(super) fn certificate(audit: &ProtectionAudit) -> Certificate<'_> {
    let sum = |of: fn(&TableProtection) -> u64| italian::count(audit.tables.iter().map(of).sum());
    Certificate {
        threshold: audit.threshold.to_string(),
        sensitive_threshold: audit.sensitive_threshold.to_string(),
        sensitive_tables: &audit.sensitive_tables,
        exemptions: exemptions(&audit.exemptions),
        strategy: audit.strategy().map(protection::Strategy::label),
        rounding: rounding(&ProtectionStatement {
            rounding: audit.rounding().cloned(),
            ..audit.statement()
        }),
        attacked: italian::count(audit.attacked),
        narrow: some(audit.narrow),
        readable: some(audit.readable),
        tables: audit.tables.iter().map(table).collect(),
        total: [
            sum(|table| table.figures),
            sum(|table| table.first),
            sum(|table| table.second),
            sum(|table| table.derived),
            sum(|table| table.changed),
        ],
    }
}

fn table(table: &TableProtection) -> OfTable {
    let people = |count| (table.people > 0).then(|| italian::count(count));
    OfTable {
        id: table.table,
        figures: [table.figures, table.first, table.second, table.derived, table.changed]
            .map(italian::count),
        people: people(table.people),
        people_hidden: people(table.people_hidden),
    }
}

pub(super) fn statement(statement: &ProtectionStatement) -> Statement<'_> {
    Statement {
        threshold: statement.threshold.to_string(),
        sensitive_threshold: statement.sensitive_threshold.to_string(),
        sensitive_tables: &statement.sensitive_tables,
        exemptions: exemptions(&statement.exemptions),
        public_acts: &statement.public_acts,
        rounding: rounding(statement),
        figures: italian::count(statement.figures),
        protected: some(statement.protected),
    }
}

fn some(count: u64) -> Option<String> {
    (count > 0).then(|| italian::count(count))
}

fn rounding(statement: &ProtectionStatement) -> Option<Rounding> {
    let ProtectionStatement { threshold, sensitive_threshold, sensitive_tables, .. } = statement;
    let rounding = statement.rounding.as_ref()?;
    let others = match sensitive_tables.as_slice() {
        [] => String::new(),
        _ if threshold == sensitive_threshold => String::new(),
        tables => format!(" (di {sensitive_threshold} nelle tabelle {})", listed(tables)),
    };
    let rounded = rounding.amounts.iter().filter(|(_, unit)| *unit > 1);
    let amounts: Vec<String> = rounded
        .map(|(table, unit)| format!("di {} nella tabella {table}", italian::count(*unit)))
        .collect();
    Some(Rounding {
        multiple: format!("un multiplo di {threshold}{others}"),
        amounts: match amounts.as_slice() {
            [] => String::new(),
            amounts => format!("Le ore e i giorni sono multipli {}.", amounts.join(", ")),
        },
        meaning: statement.meaning(*threshold),
        mean_error: italian::plain(&rounding.mean_error).replace('.', ","),
    })
}

/// `1.9 e 1.10`
fn listed(tables: &[TableId]) -> String {
    let tables: Vec<String> = tables.iter().map(TableId::to_string).collect();
    tables.join(" e ")
}

fn exemptions(exemptions: &[settings::Exemption]) -> Vec<Exemption<'_>> {
    exemptions
        .iter()
        .map(|exemption| {
            let category = exemption.category.map(|category| format!("«{}»", category.label()));
            let table = exemption.table.as_ref().map(|table| format!("tabella {table}"));
            let what: Vec<String> = category.into_iter().chain(table).collect();
            Exemption { what: what.join(", "), reason: &exemption.reason }
        })
        .collect()
}
