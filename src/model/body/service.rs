//! Stato di servizio: what a person is to the body, and whether the tables count them.

use serde::Deserialize;

use crate::model::legal_reference::LegalReference;

/// Columns of the staff file that say by the way who is no employee, in the order in which they are looked at.
pub const ASIDES: [&str; 4] = ["contratto", "ruolo", "qualifica", "struttura"];

/// The bundled classification (`data/classifications/service_states.toml`).
#[derive(Clone, Debug, Deserialize)]
pub struct ServiceStates {
    pub states: Vec<ServiceState>,
    /// Words that say that somebody is elsewhere, not where.
    pub unclear: Vec<String>,
    /// Words of the contracts of employees; one that ends in `*` stands for all that begin so.
    pub employed: Vec<String>,
}

/// Stato di servizio, such as `comando in entrata`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceState {
    pub label: String,
    pub counts: bool,
    /// Why it counts or does not.
    pub reference: LegalReference,
    /// Codes of payrolls: words of this state only where they stand alone.
    #[serde(default)]
    pub codes: Vec<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Sets of words, in normal form: a text that has all of one means this state.
    pub words: Vec<String>,
}
