//! What decides the choices of the public edition that nobody may repeat.

use std::fmt;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::model::input::{InputFile, InputKind};

/// Whoever has the program and the public figures could try every full edition that fits them, and keep
/// those that lead to the same public one. The choices are therefore drawn by what nobody outside the
/// office has: the words that `nuovo` writes into the settings, or, where there are none, the files of the
/// staff as they are, to the byte. Nothing that is published is computed from it but the choices themselves.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// The words of the settings, which are never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct SecretWords(String);

/// Fewer characters could be guessed.
const SHORTEST: usize = 16;

impl SecretWords {
    pub fn is_too_short(&self) -> bool {
        self.0.trim().chars().count() < SHORTEST
    }
}

impl fmt::Debug for SecretWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretWords")
    }
}

impl Secret {
    /// Of the words of the settings where there are some, else of the files. It stays the same from year to
    /// year with the words: what did not change is then printed as it was.
    pub fn given(words: Option<&SecretWords>, files: &[InputFile]) -> Self {
        words.map_or_else(
            || Self::of(files),
            |words| Self(Sha256::digest(format!("relazione-cug: {}", words.0.trim())).into()),
        )
    }

    /// Of the files that the figures on people are counted from. A file that cannot be read adds nothing:
    /// that it cannot be read is told by whoever reads its rows.
    pub fn of(files: &[InputFile]) -> Self {
        let mut digest = Sha256::new_with_prefix("relazione-cug: edizione pubblica");
        let of_people =
            |file: &&InputFile| matches!(file.kind, InputKind::Staff | InputKind::Totals);
        for file in files.iter().filter(of_people) {
            if let Ok(bytes) = file.bytes.get() {
                digest.update((bytes.len() as u64).to_le_bytes());
                digest.update(&*bytes);
            }
        }
        Self(digest.finalize().into())
    }

    /// One that tests choose.
    pub fn numbered(number: u64) -> Self {
        Self(Sha256::digest(number.to_le_bytes()).into())
    }

    /// A number for something that has a name: always the same, and no other can be told from it.
    pub fn draw(&self, name: &str) -> u64 {
        let digest = Sha256::new_with_prefix(self.0).chain_update(name).finalize();
        digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}
