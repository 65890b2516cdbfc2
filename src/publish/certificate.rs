//! `ufficio/certificato.json`: how the public edition was protected, for whoever checks it by machine.

use serde_json::{Value, json};

use super::Error;
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::output_folder::OutputFolder;
use crate::model::protection::{ProtectionAudit, Strategy, TableProtection};

/// The certificate of the public edition, for the office that publishes it.
pub(super) fn render(audit: &ProtectionAudit) -> Result<Artifact, Error> {
    let sum = |of: fn(&TableProtection) -> u64| audit.tables.iter().map(of).sum::<u64>();
    let document = json!({
        "soglia": audit.threshold,
        "soglia_sensibili": audit.sensitive_threshold,
        "tabelle_sensibili": audit.sensitive_tables,
        "esenzioni": audit.exemptions,
        "metodo": audit.method().key(),
        "scelta_delle_caselle": audit.strategy().map(Strategy::label),
        "arrotondamento": audit.rounding().map(|rounding| json!({
            "multiplo": audit.threshold,
            "multiplo_sensibili": audit.sensitive_threshold,
            "multipli_di_ore_e_giorni": rounding.amounts.iter().map(|(table, unit)| json!({
                "tabella": table, "multiplo": unit,
            })).collect::<Vec<_>>(),
            "oltre_i_due_multipli_vicini": rounding.is_wide,
            "errore_medio": italian::plain(&rounding.mean_error),
        })),
        "attaccati": audit.attacked,
        "attaccati_con_meno_valori_della_soglia": audit.narrow,
        "persone_di_gruppi_piccoli_di_cui_si_legge_la_casella": audit.readable,
        "tabelle": audit.tables.iter().map(table).collect::<Vec<_>>(),
        "totale": {
            "valori": sum(|table| table.figures),
            "riservati_primi": sum(|table| table.first),
            "riservati_secondi": sum(|table| table.second),
            "riservati_derivati": sum(|table| table.derived),
            "arrotondati": sum(|table| table.changed),
        },
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    let path = OutputFolder::Office.path("certificato.json");
    Ok(Artifact { path, bytes })
}

fn table(table: &TableProtection) -> Value {
    json!({
        "tabella": table.table,
        "valori": table.figures,
        "riservati_primi": table.first,
        "riservati_secondi": table.second,
        "riservati_derivati": table.derived,
        "arrotondati": table.changed,
        "persone": table.people,
        "persone_riservate": table.people_hidden,
    })
}
