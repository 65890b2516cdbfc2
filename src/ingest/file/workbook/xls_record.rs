//! The records of an old Excel workbook: kind, length, bytes, and further bytes in the records
//! that continue them.

use crate::ingest::file::container::ReadFault;

const CONTINUE: u16 = 0x003C;

/// One record with its continuations.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    more: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// All its bytes, from the first.
    pub(super) fn bytes(&self) -> Bytes<'a> {
        let mut parts = vec![self.data];
        parts.extend(&self.more);
        parts.reverse();
        Bytes { parts }
    }
}

/// The records of a stream; one that is cut short is a fault and the last.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.rest, 0).ok()?;
        let length = usize::from(u16_at(self.rest, 2).ok()?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..)?;
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let Some((kind, data)) = self.take() else {
            self.rest = &[];
            return Some(Err(ReadFault::Truncated));
        };
        let mut more = Vec::new();
        while u16_at(self.rest, 0) == Ok(CONTINUE) {
            let Some((_, data)) = self.take() else {
                self.rest = &[];
                return Some(Err(ReadFault::Truncated));
            };
            more.push(data);
        }
        Some(Ok(Record { kind, data, more }))
    }
}

/// A reading position in a record and its continuations.
pub(super) struct Bytes<'a> {
    /// What is still to be read, the current part last.
    parts: Vec<&'a [u8]>,
}

impl Bytes<'_> {
    /// Leaves parts that are read to their end; true when nothing is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        while self.parts.last().is_some_and(|part| part.is_empty()) {
            self.parts.pop();
        }
        self.parts.is_empty()
    }

    pub(super) fn byte(&mut self) -> Result<u8, ReadFault> {
        if self.is_at_end() {
            return Err(ReadFault::Damaged);
        }
        let part = self.parts.last_mut().ok_or(ReadFault::Damaged)?;
        let (first, rest) = part.split_first().ok_or(ReadFault::Damaged)?;
        *part = rest;
        Ok(*first)
    }

    pub(super) fn u16(&mut self) -> Result<u16, ReadFault> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, ReadFault> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), ReadFault> {
        while count > 0 {
            if self.is_at_end() {
                return Err(ReadFault::Damaged);
            }
            let part = self.parts.last_mut().ok_or(ReadFault::Damaged)?;
            let skipped = count.min(part.len());
            *part = part.get(skipped..).unwrap_or_default();
            count -= skipped;
        }
        Ok(())
    }

    /// The letters of a string, one byte each or two. Where a continuation begins, a byte says
    /// anew how wide they are.
    pub(super) fn text(&mut self, length: usize, is_wide: bool) -> Result<String, ReadFault> {
        let mut is_wide = is_wide;
        let mut units = Vec::new();
        while units.len() < length {
            if self.parts.last().is_some_and(|part| part.is_empty()) {
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(if is_wide { self.u16()? } else { u16::from(self.byte()?) });
        }
        Ok(String::from_utf16_lossy(&units))
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Result<u16, ReadFault> {
    let bytes = data.get(at..).and_then(<[u8]>::first_chunk).ok_or(ReadFault::Damaged)?;
    Ok(u16::from_le_bytes(*bytes))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Result<u32, ReadFault> {
    let bytes = data.get(at..).and_then(<[u8]>::first_chunk).ok_or(ReadFault::Damaged)?;
    Ok(u32::from_le_bytes(*bytes))
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Result<f64, ReadFault> {
    let bytes = data.get(at..).and_then(<[u8]>::first_chunk).ok_or(ReadFault::Damaged)?;
    Ok(f64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_runs_on_into_the_next_record_and_may_change_width() {
        let stream = b"\xFC\0\x02\0ab\x3C\0\x05\0\x01c\0d\0\x0A\0\0\0";
        let records: Vec<Record<'_>> =
            Records::new(stream).collect::<Result<_, _>>().expect("whole records");
        assert_eq!(records.len(), 2);
        let mut bytes = records[0].bytes();
        assert_eq!(bytes.text(4, false).as_deref(), Ok("abcd"));
        assert!(bytes.is_at_end());
        assert_eq!(bytes.byte(), Err(ReadFault::Damaged));
    }

    #[test]
    fn a_record_cut_short_is_a_fault() {
        let mut records = Records::new(b"\xFC\0\x09\0ab");
        assert_eq!(records.next().and_then(Result::err), Some(ReadFault::Truncated));
        assert!(records.next().is_none());
    }
}
