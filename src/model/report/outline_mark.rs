//! How the outline of the CUG's report knows its own words again: what stands in it under no mark was
//! written by somebody.

use sha2::{Digest, Sha256};

use crate::model::drawn;
use crate::model::spelling::normal_form;

/// The property of the document in which its marks are; a document that holds more than one property
/// can bear has others after it: `traccia-1`, `traccia-2`.
pub const PROPERTY: &str = "traccia";
/// Marks of one property: Word bears some 250 letters.
pub const MARKS_OF_A_PROPERTY: usize = 30;

/// The mark of a paragraph or of a table, the same however it was saved.
pub fn mark(words: &str) -> String {
    let digest = Sha256::digest(normal_form(&drawn::in_plain_letters(words)));
    digest.iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}
