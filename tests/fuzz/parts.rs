//! Several files as one text that libFuzzer can change anywhere: each begins with a line `=== name`.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

const MARK: &[u8] = b"=== ";

/// A file of an input.
pub type Part = (String, Vec<u8>);

/// The files of an input; what comes before the first mark counts for nothing.
pub fn split(input: &[u8]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK) {
            close(&mut parts);
            parts.push((String::from_utf8_lossy(name).trim_end().to_owned(), Vec::new()));
        } else if let Some((_, content)) = parts.last_mut() {
            content.extend_from_slice(line);
        }
    }
    close(&mut parts);
    parts
}

/// The line feed before a mark belongs to the mark.
fn close(parts: &mut [Part]) {
    if let Some((_, content)) = parts.last_mut() {
        content.pop_if(|byte| *byte == b'\n');
    }
}

/// The input that has these files.
pub fn join(parts: &[Part]) -> Vec<u8> {
    let mut input = Vec::new();
    for (name, content) in parts {
        input.extend_from_slice(MARK);
        input.extend_from_slice(name.as_bytes());
        input.push(b'\n');
        input.extend_from_slice(content);
        input.push(b'\n');
    }
    input
}

/// The files as an archive that is in order, whatever is in them. Of two with one name the second is
/// left out.
pub fn archive(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        if archive.start_file(name.as_str(), options).is_ok() {
            archive.write_all(content).expect("memory takes every byte");
        }
    }
    archive.finish().expect("memory takes every byte").into_inner()
}
