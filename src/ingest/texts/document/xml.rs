//! A part of a document as a tree, within bounds that no hostile file can move.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements one in the other; Word nests some thirty.
const DEEPEST: usize = 120;
/// Elements and texts of a part: a report of a thousand pages.
const MOST_NODES: usize = 2_000_000;

/// An element, without the prefixes of its names: who writes the document chooses them.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The elements of a name, however deep they lie; none inside another.
    pub(super) fn all<'e>(&'e self, name: &str) -> Vec<&'e Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                found.extend(element.all(name));
            }
        }
        found
    }

    /// Every text inside, with a blank between paragraphs.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.add_words(&mut words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add_words(&self, words: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => words.push_str(text),
                Node::Element(element) => element.add_words(words),
            }
        }
        if matches!(self.name.as_str(), "p" | "h" | "tab" | "br" | "line-break" | "s") {
            words.push(' ');
        }
    }
}

/// The root of a part; `None` where it is not well formed or beyond the bounds.
pub(super) fn parse(bytes: &[u8]) -> Option<Element> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    let mut nodes = 0;
    loop {
        nodes += 1;
        if nodes > MOST_NODES || open.len() > DEEPEST {
            return None;
        }
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(element(&start)?),
            Event::End(_) => {
                let closed = open.pop()?;
                open.last_mut()?.children.push(Node::Element(closed));
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content())?,
            Event::CData(text) => add_text(&mut open, &text.xml10_content())?,
            Event::GeneralRef(reference) => add_text(&mut open, &resolved(&reference)?)?,
            Event::Eof => break,
            _ => {}
        }
    }
    let document = open.pop().filter(|_| open.is_empty())?;
    document.children.into_iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    })
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        attributes.push((bare(attribute.key.as_ref()).to_owned(), value.into_owned()));
    }
    Some(Element { name: bare(start.name().as_ref()).to_owned(), attributes, children: Vec::new() })
}

/// `p` of `w:p`.
fn bare(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Neighbouring texts become one.
fn add_text(open: &mut [Element], text: &str) -> Option<()> {
    let children = &mut open.last_mut()?.children;
    match children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => children.push(Node::Text(text.to_owned())),
    }
    Some(())
}

/// A letter by its number, or one of the five that XML has names for; a document defines none.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if let Some(letter) = reference.resolve_char_ref().ok()? {
        return Some(letter.to_string());
    }
    quick_xml::escape::resolve_xml_entity(reference.as_ref()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_without_prefixes_and_whole_texts() {
        let tree = parse(b"<w:a w:k=\"1 &lt; 2\"><w:p>uno &amp; due</w:p><w:p/></w:a>")
            .unwrap_or_default();
        assert_eq!(tree.name, "a");
        assert_eq!(tree.attribute("k"), Some("1 < 2"));
        assert_eq!(tree.words(), "uno & due");
        assert_eq!(tree.all("p").len(), 2);
    }

    #[test]
    fn what_is_broken_or_bottomless_is_no_tree() {
        assert!(parse(b"<a><b></a>").is_none());
        assert!(parse(b"<a>&unknown;</a>").is_none());
        assert!(parse(b"<a>").is_none());
        let deep = format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000));
        assert!(parse(deep.as_bytes()).is_none());
    }
}
