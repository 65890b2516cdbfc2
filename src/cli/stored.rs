//! Inputs on disk: small ones are kept, large ones are fetched when their turn comes.

use std::fs;
use std::io::{self, Read, Seek};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::reason::reason;
use crate::ingest::file::limits::MAX_FILE_BYTES;
use crate::model::input::{Contents, Fetch, Seal};

/// Files up to this size are kept. The files of a ministry, each of which may have a hundred times
/// as much, are in memory one or two at a time.
const MAX_KEPT_BYTES: u64 = 8 << 20;

/// A large file, open from the beginning of the run to its end.
#[derive(Debug)]
pub(super) struct StoredFile {
    file: Mutex<fs::File>,
    seal: OnceLock<Seal>,
}

impl StoredFile {
    /// The contents of an open file.
    pub(super) fn contents(file: fs::File) -> io::Result<Contents> {
        if file.metadata()?.len() <= MAX_KEPT_BYTES {
            return bytes(&file, MAX_FILE_BYTES).map(Contents::Kept);
        }
        Ok(Contents::Fetched(Arc::new(Self { file: Mutex::new(file), seal: OnceLock::new() })))
    }
}

impl Fetch for StoredFile {
    fn fetch(&self) -> Result<Vec<u8>, String> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let fetched = file.rewind().and_then(|()| bytes(&file, MAX_FILE_BYTES));
        let fetched = fetched.map_err(|error| reason(&error))?;
        let seal = Seal::of(&fetched);
        if *self.seal.get_or_init(|| seal.clone()) == seal { Ok(fetched) } else { Err(changed()) }
    }

    fn seal(&self) -> Result<Seal, String> {
        match self.seal.get() {
            Some(seal) => Ok(seal.clone()),
            None => self.fetch().map(|bytes| Seal::of(&bytes)),
        }
    }
}

/// What is in a file, at one moment; of one with more than `most` bytes, as much as shows that it is
/// too large.
pub(super) fn bytes(file: &fs::File, most: usize) -> io::Result<Vec<u8>> {
    let state = || file.metadata().map(|facts| (facts.len(), facts.modified().ok()));
    let before = state()?;
    let size = before.0.min(most as u64 + 1);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != size || state()? != before {
        return Err(io::Error::other(changed()));
    }
    Ok(bytes)
}

fn changed() -> String {
    "è cambiato mentre lo si leggeva; aspettate che chi lo scrive abbia finito e ripetete"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_large_file_gives_the_same_bytes_at_every_asking_or_none() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        let size = usize::try_from(MAX_KEPT_BYTES).expect("a size") + 1;
        file.write_all(&vec![b'x'; size]).expect("room");
        let contents = StoredFile::contents(file.reopen().expect("again")).expect("contents");
        assert!(matches!(contents, Contents::Fetched(_)));
        assert_eq!(contents.get().map(|bytes| bytes.len()), Ok(size));
        assert_eq!(contents.seal(), Ok(Seal::of(&vec![b'x'; size])));
        assert_eq!(contents.get().map(|bytes| bytes.len()), Ok(size));
        file.rewind().expect("the beginning");
        file.write_all(b"y").expect("room");
        assert!(contents.get().is_err_and(|reason| reason.contains("è cambiato")));
        assert_eq!(contents.seal(), Ok(Seal::of(&vec![b'x'; size])));
    }
}
