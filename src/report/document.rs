//! The documents of an edition: file name and template of each.

/// A document that this room typesets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Allegato 1: figures, plan and its results.
    Annex,
    /// Allegato 2: the CUG's own report, with Allegato 1 at its end.
    CugReport,
    /// Two pages for the Nucleo di valutazione.
    Digest,
}

impl Document {
    /// In the order in which they are written.
    pub const ALL: [Self; 3] = [Self::Annex, Self::CugReport, Self::Digest];

    /// Its PDF is this with the ending `.pdf`.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Annex => "allegato-1",
            Self::CugReport => "relazione-cug",
            Self::Digest => "sintesi-nucleo",
        }
    }

    /// The template that puts it together.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Annex => "/annex.typ",
            Self::CugReport => "/cug_report.typ",
            Self::Digest => "/digest.typ",
        }
    }
}
