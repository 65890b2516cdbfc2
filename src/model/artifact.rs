//! A file of the output folder, as bytes.

/// A finished file: its place below `uscita/ANNO/` and its bytes. Only `cli` writes it to disk.
#[derive(Clone, Debug)]
pub struct Artifact {
    pub path: String,
    pub bytes: Vec<u8>,
}
