//! Structures of the staff file: the words of each, once, whatever their capitals and blanks.

use std::collections::BTreeMap;

use crate::ingest::grid::record::Record;
use crate::ingest::spelling::normal_form;

/// By normal form: the number in which it was met, and the words of the first row that has it.
pub(in crate::ingest) type Structures = BTreeMap<String, (usize, String)>;

/// The number of the structure of a row.
pub(in crate::ingest) fn read(record: &mut Record<'_>, met: &mut Structures) -> Option<usize> {
    let words = record.value("struttura").text()?;
    let next = met.len();
    Some(met.entry(normal_form(&words)).or_insert_with(|| (next, words.trim().to_owned())).0)
}

/// Puts the structures in alphabetical order; gives back the place of each number.
pub(in crate::ingest) fn in_order(met: Structures, ordered: &mut Vec<String>) -> Vec<usize> {
    let mut places = vec![0; met.len()];
    for (place, (number, words)) in met.into_values().enumerate() {
        places[number] = place;
        ordered.push(words);
    }
    places
}
