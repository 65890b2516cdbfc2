//! The file system inside .xls and inside every file that Office encrypts: [MS-CFB].

use std::fmt;
use std::io::{Cursor, Read};

/// A compound file whose tables make sense.
pub(in crate::ingest) struct CompoundFile<'a>(cfb::CompoundFile<Cursor<&'a [u8]>>);

impl<'a> CompoundFile<'a> {
    /// Reads the tables; none when one of them lies beyond the end of the file or makes no sense.
    pub(in crate::ingest) fn open(bytes: &'a [u8]) -> Option<Self> {
        cfb::CompoundFile::open(Cursor::new(bytes)).ok().map(Self)
    }

    /// Whether a stream of this name is there, in any case of letters.
    pub(in crate::ingest) fn has(&self, name: &str) -> bool {
        self.0.is_stream(name)
    }

    /// A stream whole; none when it is not there or its end is missing.
    pub(in crate::ingest) fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut stream = self.0.open_stream(name).ok()?;
        let mut content = Vec::new();
        stream.read_to_end(&mut content).ok()?;
        Some(content)
    }
}

impl fmt::Debug for CompoundFile<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CompoundFile").finish_non_exhaustive()
    }
}
