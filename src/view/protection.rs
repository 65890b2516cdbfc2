//! The certificate and the statement of the public edition as template values.

use serde::Serialize;

use crate::italian;
use crate::model::protection::{ProtectionAudit, ProtectionStatement, TableProtection};
use crate::model::settings;
use crate::model::table_id::TableId;

/// For the full edition: what was protected, table by table, and how sure it is.
#[derive(Debug, Serialize)]
pub(super) struct Certificate<'a> {
    threshold: String,
    sensitive_threshold: String,
    sensitive_tables: &'a [TableId],
    exemptions: Vec<Exemption<'a>>,
    strategy: &'static str,
    fewest_values: Option<String>,
    least_play: Option<String>,
    tables: Vec<OfTable>,
    /// Figures, protected for themselves, protected for others, derived.
    total: [String; 4],
}

#[derive(Debug, Serialize)]
struct OfTable {
    id: TableId,
    figures: [String; 4],
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
    figures: String,
    protected: String,
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
        strategy: audit.strategy.label(),
        fewest_values: audit.fewest_values.map(italian::count),
        least_play: audit.least_play.as_ref().map(italian::percent),
        tables: audit.tables.iter().map(table).collect(),
        total: [
            sum(|table| table.figures),
            sum(|table| table.first),
            sum(|table| table.second),
            sum(|table| table.derived),
        ],
    }
}

fn table(table: &TableProtection) -> OfTable {
    let people = |count| (table.people > 0).then(|| italian::count(count));
    OfTable {
        id: table.table,
        figures: [table.figures, table.first, table.second, table.derived].map(italian::count),
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
        figures: italian::count(statement.figures),
        protected: italian::count(statement.protected),
    }
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
