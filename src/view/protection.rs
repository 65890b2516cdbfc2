//! The certificate and the statement of the public edition as template values.

use serde_json::{Value, json};

use crate::italian;
use crate::model::protection::{ProtectionAudit, ProtectionStatement, TableProtection};
use crate::model::settings::Exemption;

/// For the full edition: what was protected, table by table, and how sure it is.
pub(super) fn certificate(audit: &ProtectionAudit) -> Value {
    let sum = |of: fn(&TableProtection) -> u64| italian::count(audit.tables.iter().map(of).sum());
    json!({
        "threshold": audit.threshold.to_string(),
        "sensitive_threshold": audit.sensitive_threshold.to_string(),
        "sensitive_tables": audit.sensitive_tables,
        "exemptions": exemptions(&audit.exemptions),
        "strategy": audit.strategy.label(),
        "fewest_values": audit.fewest_values.map(italian::count),
        "least_play": audit.least_play.as_ref().map(italian::percent),
        "tables": audit.tables.iter().map(table).collect::<Vec<_>>(),
        "total": [
            sum(|table| table.figures), sum(|table| table.first), sum(|table| table.second),
            sum(|table| table.derived),
        ],
    })
}

fn table(table: &TableProtection) -> Value {
    let figures = [table.figures, table.first, table.second, table.derived].map(italian::count);
    json!({
        "id": table.table,
        "figures": figures,
        "people": (table.people > 0).then(|| italian::count(table.people)),
        "people_hidden": (table.people > 0).then(|| italian::count(table.people_hidden)),
    })
}

/// For the public edition.
pub(super) fn statement(statement: &ProtectionStatement) -> Value {
    json!({
        "threshold": statement.threshold.to_string(),
        "sensitive_threshold": statement.sensitive_threshold.to_string(),
        "sensitive_tables": statement.sensitive_tables,
        "exemptions": exemptions(&statement.exemptions),
        "figures": italian::count(statement.figures),
        "protected": italian::count(statement.protected),
    })
}

fn exemptions(exemptions: &[Exemption]) -> Vec<Value> {
    exemptions
        .iter()
        .map(|exemption| {
            let category = exemption.category.map(|category| format!("«{}»", category.label()));
            let table = exemption.table.as_ref().map(|table| format!("tabella {table}"));
            let what: Vec<String> = category.into_iter().chain(table).collect();
            json!({ "what": what.join(", "), "reason": exemption.reason })
        })
        .collect()
}
