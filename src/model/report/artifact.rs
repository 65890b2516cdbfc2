//! Finished files: of the output folder, of its earlier years, and inside a document.

/// A file of the output folder: its place below `uscita/ANNO/` and its bytes. Only `cli` writes it.
#[derive(Clone, Debug)]
pub struct Artifact {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A file that a document carries inside (AFRelationship Data).
#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: &'static str,
    pub media_type: &'static str,
    pub description: &'static str,
    pub bytes: Vec<u8>,
}

/// A year of the output folder, as its manifest tells it.
#[derive(Clone, Debug)]
pub struct PublishedYear {
    pub year: i32,
    pub body: String,
    /// Paths below `uscita/ANNO/`.
    pub paths: Vec<String>,
}
