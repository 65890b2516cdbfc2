//! What else people are known by in the staff file: fiscal code, badge, account. Files that have these in
//! place of the staff number are joined by them.

use std::collections::BTreeMap;

use super::staff_number;
use crate::ingest::grid::record::Record;
use crate::model::employee::StaffNumber;
use crate::model::header_words::FISCAL_CODE;

/// Staff numbers by the other keys, each key by its kind.
#[derive(Default)]
pub(in crate::ingest) struct OtherKeys {
    keys: BTreeMap<&'static str, Key>,
    /// What kind of key stands in the staff file in place of the staff number.
    own: Option<&'static str>,
}

#[derive(Default)]
struct Key {
    /// The header of its column in the staff file.
    header: String,
    /// `None` where two people have one.
    owners: BTreeMap<String, Option<StaffNumber>>,
}

impl OtherKeys {
    /// Notes the other keys of a person.
    pub(in crate::ingest) fn add(&mut self, record: &Record<'_>, number: &StaffNumber) {
        self.own = record.body.key_kind();
        for (kind, column) in record.body.keys() {
            let Some(value) = staff_number::other(record, kind, *column) else { continue };
            let key = self.keys.entry(kind).or_insert_with(|| Key {
                header: record.body.words_over(*column),
                owners: BTreeMap::new(),
            });
            let owner = key.owners.entry(value).or_insert_with(|| Some(number.clone()));
            if owner.as_ref() != Some(number) {
                *owner = None;
            }
        }
    }

    /// Whether a kind of key stands in place of the staff number in the staff file as well.
    pub(in crate::ingest) fn is_own(&self, kind: &str) -> bool {
        self.own == Some(kind)
    }

    /// Whether the staff file has a key of a kind.
    pub(in crate::ingest) fn has(&self, kind: &str) -> bool {
        self.keys.contains_key(kind)
    }

    /// Whose a key of a kind is.
    pub(in crate::ingest) fn owner(&self, kind: &str, value: &str) -> Option<&StaffNumber> {
        self.keys.get(kind)?.owners.get(value)?.as_ref()
    }

    /// The header of the column of the staff file that has a value, fiscal codes set apart.
    pub(in crate::ingest) fn column_of(&self, value: &str) -> Option<&str> {
        let mut keys = self.keys.iter().filter(|(kind, _)| **kind != FISCAL_CODE);
        let (_, key) = keys.find(|(_, key)| key.owners.contains_key(value))?;
        Some(&key.header)
    }
}
