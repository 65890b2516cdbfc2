//! The structure tree of a PDF as it is written, flat and in reading order.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A structure element.
pub(super) struct Node<'a> {
    /// Its type, standard where the document maps its own to one.
    pub(super) kind: &'a str,
    pub(super) element: &'a Dictionary,
    pub(super) children: Vec<usize>,
    /// Pieces of pages and annotations that it holds itself.
    pub(super) contents: usize,
}

pub(super) struct Tree<'a> {
    document: &'a Document,
    /// A parent stands before its children.
    pub(super) nodes: Vec<Node<'a>>,
}

impl<'a> Tree<'a> {
    /// `None` where the document has no tags.
    pub(super) fn read(document: &'a Document) -> Option<Self> {
        let root = dictionary(document, document.catalog().ok()?.get(b"StructTreeRoot").ok()?)?;
        let roles = root.get(b"RoleMap").ok().and_then(|map| dictionary(document, map));
        let mut tree = Self { document, nodes: Vec::new() };
        let mut seen = BTreeSet::new();
        // What is still to be read, the next last: the element it belongs to and the kid.
        let mut waiting = vec![(None, root.get(b"K").ok()?)];
        while let Some((parent, kid)) = waiting.pop() {
            let (id, kid) = resolve(document, kid)?;
            if let Object::Array(kids) = kid {
                waiting.extend(kids.iter().rev().map(|kid| (parent, kid)));
                continue;
            }
            let element = kid.as_dict().ok().filter(|element| element.has(b"S"));
            let Some(element) = element else {
                if let Some(parent) = parent {
                    let parent: &mut Node<'_> = &mut tree.nodes[parent];
                    parent.contents += 1;
                }
                continue;
            };
            // A tree that bites its own tail has no end.
            if id.is_some_and(|id| !seen.insert(id)) {
                return None;
            }
            let index = tree.nodes.len();
            tree.nodes.push(Node {
                kind: standard(kind(element), roles),
                element,
                children: Vec::new(),
                contents: 0,
            });
            if let Some(parent) = parent {
                let parent: &mut Node<'_> = &mut tree.nodes[parent];
                parent.children.push(index);
            }
            if let Ok(kids) = element.get(b"K") {
                waiting.push((Some(index), kids));
            }
        }
        Some(tree)
    }

    pub(super) fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Node<'a>> {
        self.nodes.iter().filter(move |node| node.kind == kind)
    }

    pub(super) fn children(&self, node: &Node<'a>) -> impl Iterator<Item = &Node<'a>> {
        node.children.iter().map(|&index| &self.nodes[index])
    }

    /// A text of an element, as `Alt` or `T`.
    pub(super) fn text(&self, node: &Node<'a>, name: &[u8]) -> Option<String> {
        text(self.document, node.element, name)
    }

    /// An attribute of an element, of whichever owner.
    pub(super) fn attribute(&self, node: &Node<'a>, name: &[u8]) -> Option<&'a Object> {
        let (_, attributes) = resolve(self.document, node.element.get(b"A").ok()?)?;
        let of = |list: &'a Object| dictionary(self.document, list)?.get(name).ok();
        match attributes {
            Object::Array(lists) => lists.iter().find_map(of),
            single => of(single),
        }
    }
}

fn kind(element: &Dictionary) -> &str {
    element.get(b"S").and_then(Object::as_name).ok().and_then(as_words).unwrap_or_default()
}

fn standard<'a>(kind: &'a str, roles: Option<&'a Dictionary>) -> &'a str {
    let role = roles.and_then(|roles| roles.get(kind.as_bytes()).ok());
    role.and_then(|role| role.as_name().ok()).and_then(as_words).unwrap_or(kind)
}

fn as_words(name: &[u8]) -> Option<&str> {
    std::str::from_utf8(name).ok()
}

fn resolve<'a>(
    document: &'a Document,
    object: &'a Object,
) -> Option<(Option<ObjectId>, &'a Object)> {
    document.dereference(object).ok()
}

pub(super) fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    resolve(document, object)?.1.as_dict().ok()
}

pub(super) fn text(document: &Document, of: &Dictionary, name: &[u8]) -> Option<String> {
    let (_, words) = resolve(document, of.get(name).ok()?)?;
    lopdf::decode_text_string(words).ok()
}
