//! Texts written with Word (.docx) or LibreOffice (.odt): headings, paragraphs, lists, tables, bold,
//! italic, links, notes and pictures become the blocks that Markdown becomes; the rest is told.

mod docx;
mod docx_parts;
mod findings;
mod odt;
mod odt_styles;
mod piece;
mod words;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use super::picture::Album;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::location::Location;
use crate::ingest::file::container::{Archive, ReadFault};
use crate::model::outline_mark::PROPERTY;
use crate::model::text::Block;
use findings::Findings;

/// Endings of the documents that are read.
pub(super) const ENDINGS: [&str; 2] = ["docx", "odt"];

/// The parts of a document that are looked at, by name.
type Parts = BTreeMap<String, Vec<u8>>;

/// The largest part of words: what Word writes around a million letters.
const LARGEST_PART: usize = 64 << 20;

/// The blocks of a document, and the marks of the outline that it was made from.
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// Empty where it is no outline, or the program that saved it keeps no properties.
    pub(super) marks: BTreeSet<String>,
}

/// The blocks of a document, or why it cannot be read.
pub(super) fn read(
    bytes: &[u8],
    place: &Location,
    album: &mut Album<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Document, &'static str> {
    const DAMAGED: &str = "il documento è danneggiato o incompleto: apritelo con Word o LibreOffice e salvatelo di nuovo";
    let parts = parts(bytes)?;
    let mut findings = Findings::new(place, album, diagnostics);
    let pieces = if parts.contains_key(docx_parts::DOCUMENT) {
        docx::read(&parts, &mut findings)
    } else if parts.contains_key(odt::CONTENT) {
        odt::read(&parts, &mut findings)
    } else {
        return Err("il file non è un documento di Word (.docx) né di LibreOffice (.odt)");
    };
    let blocks = piece::blocks(pieces.ok_or(DAMAGED)?);
    findings.finish();
    Ok(Document { blocks, marks: marks(&parts) })
}

/// Those that the outline left among the properties of the document.
fn marks(parts: &Parts) -> BTreeSet<String> {
    let is_ours = |name: Option<&str>| name.is_some_and(|name| name.starts_with(PROPERTY));
    let properties = [(docx_parts::PROPERTIES, "property"), (odt::PROPERTIES, "user-defined")];
    let found = properties.into_iter().filter_map(|(part, name)| {
        let root = xml::parse(parts.get(part)?)?;
        let own: Vec<String> = root
            .all(name)
            .into_iter()
            .filter(|property| is_ours(property.attribute("name")))
            .flat_map(|property| property.words().split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        Some(own)
    });
    found.flatten().collect()
}

fn parts(bytes: &[u8]) -> Result<Parts, &'static str> {
    const PROTECTED: &str = "il documento è protetto da password: toglietela e salvatelo di nuovo";
    const DAMAGED: &str = "il documento è danneggiato o incompleto: apritelo con Word o LibreOffice e salvatelo di nuovo";
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(
            "il documento è protetto da password, oppure è di una versione di Word anteriore al 2007: apritelo e salvatelo come documento di Word (.docx)",
        );
    }
    if !bytes.starts_with(b"PK") {
        return Err("il file non è un documento di Word (.docx) né di LibreOffice (.odt)");
    }
    let words = |fault: ReadFault| match fault {
        ReadFault::Protected => PROTECTED,
        ReadFault::UnpacksTooLarge | ReadFault::OutOfProportion => {
            "il documento, una volta decompresso, è troppo grande: togliete le immagini più pesanti"
        }
        _ => DAMAGED,
    };
    let mut archive = Archive::open(bytes).map_err(words)?;
    let is_wanted = |name: &str| {
        docx_parts::PARTS.contains(&name)
            || odt::PARTS.contains(&name)
            || name.starts_with("word/media/")
            || name.starts_with("Pictures/")
    };
    let parts: Parts = archive.verify_into(is_wanted).map_err(words)?;
    let is_encrypted = parts.get(odt::MANIFEST).is_some_and(|manifest| {
        let mark = b"encryption-data";
        manifest.windows(mark.len()).any(|part| part == mark)
    });
    if is_encrypted {
        return Err(PROTECTED);
    }
    let is_large =
        |(name, part): (&String, &Vec<u8>)| name.ends_with(".xml") && part.len() > LARGEST_PART;
    if parts.iter().any(is_large) {
        return Err("il testo è più lungo di un milione di caratteri");
    }
    Ok(parts)
}
