//! The encodings in which programs save plain words.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The words of a file, in UTF-8, UTF-16 with its mark, or the encoding of Windows; `None` when it is
/// no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (WINDOWS_1252, bytes),
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    (!faulty && !text.contains('\0')).then(|| text.into_owned())
}

/// The order of the bytes of a text in UTF-16 without its mark: of most characters one byte is zero,
/// always the same.
pub fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 512;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros =
        |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let are_most = |zeros: usize| pairs > 0 && zeros * 10 >= pairs * 9;
    match bytes.len().is_multiple_of(2) {
        true if even == 0 && are_most(odd) => Some(UTF_16LE),
        true if odd == 0 && are_most(even) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_program_are_read() {
        assert_eq!(decode(b"perch\xe9").as_deref(), Some("perché"));
        assert_eq!(decode("\u{feff}perché".as_bytes()).as_deref(), Some("perché"));
        assert_eq!(decode(b"\xff\xfea\0b\0").as_deref(), Some("ab"));
        assert_eq!(decode(b"a\0b"), None);
    }
}
