//! What the sheets of the CUG list: the matters of its powers, the facts, the tools for well-being.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::reference_data::bundled;

/// What the sheets of the CUG list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeLists {
    pub reference: String,
    pub powers: Vec<PowerList>,
    pub facts: Entries,
    pub tools: Entries,
}

/// Poteri propositivi, consultivi, di verifica (Direttiva 4 marzo 2011, 3.2), each with its matters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerList {
    pub title: String,
    pub matters: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entries {
    pub entries: Vec<String>,
}

impl Entries {
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(String::as_str)
    }
}

impl CommitteeLists {
    pub fn bundled() -> &'static Self {
        static LISTS: LazyLock<CommitteeLists> =
            LazyLock::new(|| bundled(include_str!("../../data/classifications/committee.toml")));
        &LISTS
    }

    /// Of all powers, in their order.
    pub fn matters(&self) -> impl Iterator<Item = &str> {
        self.powers.iter().flat_map(|power| &power.matters).map(String::as_str)
    }
}
