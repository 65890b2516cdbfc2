//! The file system inside .xls and inside every file that Office encrypts: [MS-CFB]. Written here
//! because its streams must be told apart before anything opens them, and nothing may be trusted.

const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;
/// Streams shorter than this live in the mini stream.
const MINI_STREAM_CUTOFF: usize = 4096;
/// Sector numbers from here on are marks: free, end of chain, table of sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
const ROOT: u8 = 5;

/// Directory and sector tables of a compound file.
#[derive(Debug)]
pub(in crate::ingest) struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// The sector that follows each sector.
    next: Vec<u32>,
    next_mini: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    bytes: usize,
}

impl<'a> CompoundFile<'a> {
    /// Reads the tables; none when one of them lies beyond the end of the file or makes no sense.
    pub(in crate::ingest) fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector_bytes = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector_bytes,
            next: Vec::new(),
            next_mini: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.sector_table()?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY_BYTES).filter_map(entry).collect();
        let root = file.entries.iter().find(|entry| entry.kind == ROOT)?.start;
        file.next_mini = words(&file.chain(u32_at(bytes, 60)?)?);
        file.mini_stream = file.chain(root)?;
        Some(file)
    }

    /// Whether a stream of this name is there, in any case of letters.
    pub(in crate::ingest) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// A stream whole; none when it is not there or its end is missing.
    pub(in crate::ingest) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name)?;
        let mut content = if entry.bytes < MINI_STREAM_CUTOFF {
            self.mini_chain(entry.start)?
        } else {
            self.chain(entry.start)?
        };
        (content.len() >= entry.bytes).then(|| {
            content.truncate(entry.bytes);
            content
        })
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The table of following sectors: its own sectors are listed in the header, then in a chain.
    fn sector_table(&self) -> Option<Vec<u32>> {
        let mut parts = words(self.bytes.get(76..HEADER_BYTES)?);
        let mut more = u32_at(self.bytes, 68)?;
        let sectors = self.bytes.len() / self.sector_bytes;
        let mut seen = 0;
        while more < FIRST_MARK {
            seen += 1;
            if seen > sectors {
                return None;
            }
            let mut listed = words(self.sector(more)?);
            more = listed.pop()?;
            parts.extend(listed);
        }
        let mut next = Vec::new();
        for part in parts.into_iter().filter(|&part| part < FIRST_MARK) {
            if next.len() > self.bytes.len() {
                return None;
            }
            next.extend(words(self.sector(part)?));
        }
        Some(next)
    }

    /// The last sector of a file may be cut short by careless writers.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector_bytes)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for number in follow(&self.next, start)? {
            content.extend_from_slice(self.sector(number)?);
        }
        Some(content)
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for number in follow(&self.next_mini, start)? {
            let at = (number as usize).checked_mul(MINI_SECTOR_BYTES)?;
            let end = at.checked_add(MINI_SECTOR_BYTES)?.min(self.mini_stream.len());
            content.extend_from_slice(self.mini_stream.get(at..end)?);
        }
        Some(content)
    }
}

/// The sectors of a chain; none when it runs in a circle or out of the table.
fn follow(next: &[u32], start: u32) -> Option<Vec<u32>> {
    let mut chain = Vec::new();
    let mut number = start;
    while number < FIRST_MARK {
        if chain.len() >= next.len() {
            return None;
        }
        chain.push(number);
        number = *next.get(number as usize)?;
    }
    Some(chain)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let name_bytes = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
    let (units, _) = bytes.get(..name_bytes)?.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        kind: *bytes.get(66)?,
        start: u32_at(bytes, 116)?,
        bytes: u32_at(bytes, 120)? as usize,
    })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_that_turn_in_circles_are_refused() {
        assert_eq!(follow(&[1, 2, 0xFFFF_FFFE], 0), Some(vec![0, 1, 2]));
        assert_eq!(follow(&[1, 0], 0), None);
        assert_eq!(follow(&[7], 0), None);
        assert_eq!(follow(&[], 0xFFFF_FFFE), Some(vec![]));
    }
}
