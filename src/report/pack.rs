//! Packing the objects of a PDF into streams: an accessible document is mostly tag tree, and this
//! takes four fifths of its size away without touching conformance.

use lopdf::{Dictionary, Document, SaveOptions, Stream};
use memchr::memmem;

/// Objects in one stream: the more, the better they pack, and the more a reader unpacks at once.
const OBJECTS_TOGETHER: usize = 500;

/// The usual level of deflate; the best one takes twice the time for one hundredth of the size.
const LEVEL: u32 = 6;

/// The document with object streams, from so many bytes without them. Deterministic.
pub(super) fn pack(mut document: Document, unpacked: usize) -> Result<Vec<u8>, lopdf::Error> {
    let mut packed = Vec::with_capacity(unpacked / 4);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(OBJECTS_TOGETHER)
        .compression_level(LEVEL)
        .build();
    document.save_with_options(&mut packed, options)?;
    Ok(with_packed_references(&packed).unwrap_or(packed))
}

/// The same file with its list of objects packed as well, the last thing in it: lopdf leaves that as
/// it is, a tenth of the whole. `None` where it does not look as lopdf writes it.
fn with_packed_references(file: &[u8]) -> Option<Vec<u8>> {
    const WIDTHS: &[u8] = b"/W[1 4 2]";
    let start = after(file, memmem::rfind(file, START)? + START.len())?;
    let (objects, references) = file.split_at_checked(start)?;
    let content = memmem::find(references, STREAM)? + STREAM.len();
    let dictionary = &references[..content - STREAM.len()];
    memmem::find(dictionary, WIDTHS)?;
    let length_at = memmem::find(dictionary, LENGTH)?;
    let length = after(dictionary, length_at + LENGTH.len())?;
    let (rows, end) = references[content..].split_at_checked(length)?;
    let mut stream = Stream::new(Dictionary::new(), differences(rows));
    stream.compress().ok()?;
    let rest =
        dictionary[length_at + LENGTH.len()..].iter().skip_while(|byte| byte.is_ascii_digit());
    let mut packed = objects.to_vec();
    packed.extend_from_slice(&dictionary[..length_at]);
    packed.extend_from_slice(
        format!(
            "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Length {}",
            stream.content.len()
        )
        .as_bytes(),
    );
    packed.extend(rest);
    packed.extend_from_slice(STREAM);
    packed.extend_from_slice(&stream.content);
    packed.extend_from_slice(end);
    Some(packed)
}

const START: &[u8] = b"startxref\n";
const LENGTH: &[u8] = b"/Length ";
const STREAM: &[u8] = b"stream\n";

/// Bytes of one row of the list: kind, place, number in its stream.
const ROW: usize = 7;

/// The number that stands at a place of the file.
fn after(file: &[u8], place: usize) -> Option<usize> {
    let digits = file.get(place..)?.iter().take_while(|byte| byte.is_ascii_digit());
    std::str::from_utf8(&digits.copied().collect::<Vec<u8>>()).ok()?.parse().ok()
}

/// Each row less the one above (the predictor "up" of PNG): almost all become the same.
fn differences(rows: &[u8]) -> Vec<u8> {
    const UP: u8 = 2;
    let mut above = [0; ROW];
    let mut differences = Vec::with_capacity(rows.len() / ROW * (ROW + 1));
    for row in rows.chunks_exact(ROW) {
        differences.push(UP);
        differences.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above.copy_from_slice(row);
    }
    differences
}
