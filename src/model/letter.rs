//! Lettera di trasmissione: which deadline it serves, and which files go with it (`data/letters.toml`).

use serde::Deserialize;

/// A cover letter that a person completes, signs and sends.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Base name of the file and of its template.
    pub name: String,
    /// The deadline's id in `data/deadlines.toml`.
    pub deadline: String,
    /// In the order of the letter.
    pub attachments: Vec<LetterAttachment>,
}

/// A file of the restricted edition and what it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterAttachment {
    pub file: String,
    pub title: String,
}
