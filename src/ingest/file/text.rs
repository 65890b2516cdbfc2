//! The encodings in which programs save plain words.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

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
