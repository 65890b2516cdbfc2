//! The documents of an edition: file name and template of each.

/// A document that this room typesets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Allegato 1: figures, plan and its results.
    Annex,
}

impl Document {
    /// In the order in which they are written.
    pub const ALL: [Self; 1] = [Self::Annex];

    /// Its PDF is this with the ending `.pdf`.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Annex => "allegato-1",
        }
    }

    /// The template that puts it together.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Annex => "/annex.typ",
        }
    }
}
