//! Links: what is read aloud for each must tell where it leads.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::Fault;
use super::tree::{dictionary, text};

/// Links with the same words lead to the same place, and none is without words.
pub(super) fn faults(document: &Document, found: &mut Vec<Fault>) {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for page in document.page_iter() {
        let annotations = document.get_page_annotations(page).unwrap_or_default();
        for link in annotations.into_iter().filter(|one| is_link(one)) {
            let words = text(document, link, b"Contents").unwrap_or_default();
            if words.trim().is_empty() {
                found.push(Fault::new("a link has no words"));
                continue;
            }
            let place = place(document, link);
            let known = places.entry(words.clone()).or_insert_with(|| place.clone());
            if *known != place {
                found.push(Fault::new(format!("links «{words}» lead to several places")));
            }
        }
    }
}

fn is_link(annotation: &Dictionary) -> bool {
    annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link")
}

/// The destination as it is written: an address, a name, or a page and a point on it.
fn place(document: &Document, link: &Dictionary) -> String {
    let written = |of: &Dictionary, name: &[u8]| {
        of.get(name)
            .ok()
            .and_then(|place| document.dereference(place).ok())
            .map(|(_, at)| at.clone())
    };
    let action = link.get(b"A").ok().and_then(|action| dictionary(document, action));
    let place = written(link, b"Dest")
        .or_else(|| action.and_then(|action| written(action, b"URI")))
        .or_else(|| action.and_then(|action| written(action, b"D")));
    place.map(|place| format!("{place:?}")).unwrap_or_default()
}
