//! What the parts of an .xlsx say in the attributes of their elements, and the names of cells.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::location::column_index;
use crate::ingest::file::container::Archive;

/// The attributes of every element of a name, by their own names without prefix.
pub(super) fn elements(
    archive: &mut Archive<'_>,
    part: &str,
    name: &str,
) -> Vec<BTreeMap<String, String>> {
    let text = archive.part(part).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.unwrap_or_default();
    let mut reader = Reader::from_str(&text);
    let mut found = Vec::new();
    // What cannot be read here, calamine refuses as well.
    while let Ok(event) = reader.read_event() {
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => break,
            _ => continue,
        };
        if element.local_name().as_ref() == name {
            let attributes = element.attributes().flatten().filter_map(|attribute| {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
                Some((attribute.key.local_name().as_ref().to_owned(), value.into_owned()))
            });
            found.push(attributes.collect());
        }
    }
    found
}

/// `F118`: row 118 (one-based) and column 5 (zero-based).
pub(super) fn cell(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    Some((row.parse().ok()?, column_index(letters)?))
}
