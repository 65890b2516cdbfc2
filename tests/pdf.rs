//! A finished PDF read back: its words and its tag tree.

use lopdf::{Dictionary, Document, Object};

/// The words of all pages.
pub fn text(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// Without blanks: extraction breaks lines and words where the page does.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Every structure element with its type, in reading order.
pub fn elements(document: &Document) -> Vec<(String, Dictionary)> {
    fn walk(document: &Document, object: &Object, found: &mut Vec<(String, Dictionary)>) {
        let Ok((_, object)) = document.dereference(object) else { return };
        match object {
            Object::Array(items) => items.iter().for_each(|item| walk(document, item, found)),
            Object::Dictionary(element) => {
                if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                    found.push((String::from_utf8_lossy(kind).into_owned(), element.clone()));
                }
                if let Ok(kids) = element.get(b"K") {
                    walk(document, kids, found);
                }
            }
            _ => {}
        }
    }
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut found = Vec::new();
    walk(document, root, &mut found);
    found
}

/// The attribute of a structure element, whether it has one dictionary of attributes or several.
pub fn attribute(document: &Document, element: &Dictionary, name: &[u8]) -> Option<Object> {
    let (_, attributes) = document.dereference(element.get(b"A").ok()?).ok()?;
    let lists = match attributes {
        Object::Array(items) => items.clone(),
        single => vec![single.clone()],
    };
    lists.iter().find_map(|list| {
        let (_, list) = document.dereference(list).ok()?;
        list.as_dict().ok()?.get(name).ok().cloned()
    })
}
