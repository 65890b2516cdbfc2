//! The rules of PDF/UA-1 and PDF/A-3a that matter most to a reader and that no other file here asks. They are
//! the compiler's to keep: a document that breaks one is not what its metadata say.

use lopdf::{Dictionary, Document, Object};

use super::Fault;
use super::tree::{Tree, dictionary, text};

/// What the metadata must say of the document: its parts of the standards, and a title.
const METADATA: [&str; 4] =
    ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "<dc:title>"];

/// Every rule that is broken, once.
pub(super) fn faults(document: &Document, tree: &Tree<'_>, found: &mut Vec<Fault>) {
    let mut fault = |is_broken: bool, words: &str| {
        if is_broken {
            found.push(Fault::new(words));
        }
    };
    let catalog = document.catalog().ok();
    let is_set = |inside: &[u8], name: &[u8]| {
        let inside = catalog.and_then(|catalog| dictionary(document, catalog.get(inside).ok()?));
        inside.is_some_and(|inside| matches!(inside.get(name), Ok(Object::Boolean(true))))
    };
    fault(!is_set(b"MarkInfo", b"Marked"), "the document is not marked as tagged");
    fault(!is_set(b"ViewerPreferences", b"DisplayDocTitle"), "the title is not shown");
    let language = catalog.and_then(|catalog| text(document, catalog, b"Lang"));
    fault(
        !language.is_some_and(|language| language.starts_with("it")),
        "the language is not Italian",
    );
    let metadata = metadata(document).unwrap_or_default();
    for part in METADATA {
        fault(!metadata.contains(part), &format!("the metadata have no {part}"));
    }
    let is_walked = |page: &Dictionary| match page.get(b"Annots") {
        Ok(_) => page.get(b"Tabs").and_then(Object::as_name).is_ok_and(|order| order == b"S"),
        Err(_) => true,
    };
    let mut pages = document.page_iter().filter_map(|page| document.get_dictionary(page).ok());
    fault(!pages.all(is_walked), "links of a page are not walked in the order of its tags");
    let mut fonts = fonts(document, b"Font").filter(|font| is_named(font, b"Subtype", b"Type0"));
    fault(!fonts.all(|font| font.has(b"ToUnicode")), "a font does not say what its glyphs are");
    let files = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
    let is_embedded = |font: &Dictionary| files.iter().any(|file| font.has(file));
    fault(!self::fonts(document, b"FontDescriptor").all(is_embedded), "a font is not embedded");
    let has_name = |note: &super::Node<'_>| note.element.has(b"ID");
    fault(!tree.of_kind("Note").all(has_name), "a note has no identifier");
}

fn metadata(document: &Document) -> Option<String> {
    let (_, metadata) =
        document.dereference(document.catalog().ok()?.get(b"Metadata").ok()?).ok()?;
    let metadata = metadata.as_stream().ok()?;
    let words = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    String::from_utf8(words).ok()
}

fn fonts<'a>(document: &'a Document, kind: &'static [u8]) -> impl Iterator<Item = &'a Dictionary> {
    let all = document.objects.values().filter_map(|object| object.as_dict().ok());
    all.filter(move |one| is_named(one, b"Type", kind))
}

fn is_named(of: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    of.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}
