//! What the other parts of a .docx say of its words (ECMA-376, part 1): styles, numbering, relations,
//! notes.

use std::collections::BTreeMap;

use super::Parts;
use super::xml::{self, Element};

pub(super) const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const FOOTNOTES: &str = "word/footnotes.xml";
const ENDNOTES: &str = "word/endnotes.xml";

/// The parts that are read, pictures apart.
pub(super) const PARTS: [&str; 7] =
    [DOCUMENT, STYLES, NUMBERING, RELATIONS, FOOTNOTES, ENDNOTES, PROPERTIES];

/// What the outline says of itself.
pub(super) const PROPERTIES: &str = "docProps/custom.xml";

/// Styles that are based on each other are followed so far: a circle ends there.
const MOST_ANCESTORS: usize = 20;

/// A style of paragraphs or words.
#[derive(Debug, Default)]
struct Style {
    /// In lower case: Word keeps the English names of its own styles.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(String, usize)>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// A level of a list: the number that its first item has, or `None` for a sign.
type Levels = BTreeMap<usize, Option<u64>>;

/// All that is known before the words are read.
#[derive(Debug, Default)]
pub(super) struct Known {
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<String, Levels>,
    /// Target, and whether it lies outside the document.
    relations: BTreeMap<String, (String, bool)>,
    footnotes: BTreeMap<String, Element>,
    endnotes: BTreeMap<String, Element>,
}

impl Known {
    /// A part that is missing or broken says nothing.
    pub(super) fn of(parts: &Parts) -> Self {
        let part = |name: &str| parts.get(name).and_then(|bytes| xml::parse(bytes));
        Self {
            styles: part(STYLES).map(|root| styles(&root)).unwrap_or_default(),
            lists: part(NUMBERING).map(|root| lists(&root)).unwrap_or_default(),
            relations: part(RELATIONS).map(|root| relations(&root)).unwrap_or_default(),
            footnotes: part(FOOTNOTES).map(notes).unwrap_or_default(),
            endnotes: part(ENDNOTES).map(notes).unwrap_or_default(),
        }
    }

    /// What the nearest of a style and its ancestors says.
    fn of_style<T>(&self, id: Option<&str>, say: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..MOST_ANCESTORS {
            let style = self.styles.get(id?)?;
            if let Some(found) = say(style) {
                return Some(found);
            }
            id = style.based_on.as_deref();
        }
        None
    }

    /// The level of a heading from 1; a title is one too.
    pub(super) fn heading(&self, style: Option<&str>) -> Option<u8> {
        self.of_style(style, |style| match style.name.strip_prefix("heading ") {
            Some(level) => level.parse().ok(),
            None if style.name == "title" => Some(1),
            None => style.outline.filter(|outline| *outline < 9).map(|outline| outline + 1),
        })
    }

    pub(super) fn is_quote(&self, style: Option<&str>) -> bool {
        let is_quote =
            |style: &Style| matches!(style.name.as_str(), "quote" | "intense quote" | "quotations");
        self.of_style(style, |style| is_quote(style).then_some(())).is_some()
    }

    /// A line of a table of contents: the report has its own.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        self.of_style(style, |style| style.name.starts_with("toc ").then_some(())).is_some()
    }

    /// The list that a style puts its paragraphs in, and the depth in it.
    pub(super) fn list_of_style(&self, style: Option<&str>) -> Option<(String, usize)> {
        self.of_style(style, |style| style.list.clone())
    }

    pub(super) fn is_bold(&self, style: Option<&str>) -> bool {
        self.of_style(style, |style| style.bold).unwrap_or(false)
    }

    pub(super) fn is_italic(&self, style: Option<&str>) -> bool {
        self.of_style(style, |style| style.italic).unwrap_or(false)
    }

    /// The first number of a level of a list, or `None` for a sign.
    pub(super) fn first_number(&self, list: &str, depth: usize) -> Option<u64> {
        self.lists.get(list).and_then(|levels| levels.get(&depth)).copied().flatten()
    }

    /// A target inside the document.
    pub(super) fn inside(&self, id: &str) -> Option<String> {
        let (target, is_outside) = self.relations.get(id)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        (!is_outside).then_some(path)
    }

    /// A target outside it.
    pub(super) fn outside(&self, id: &str) -> Option<&str> {
        self.relations.get(id).filter(|(_, is_outside)| *is_outside).map(|(to, _)| to.as_str())
    }

    pub(super) fn note(&self, reference: &Element) -> Option<&Element> {
        let notes =
            if reference.name == "endnoteReference" { &self.endnotes } else { &self.footnotes };
        notes.get(reference.attribute("id")?)
    }
}

/// A switch such as `w:b`, which is on unless it says otherwise; `None` where it is not there.
pub(super) fn switch(properties: &Element, name: &str) -> Option<bool> {
    let value = properties.child(name)?.attribute("val");
    Some(!matches!(value, Some("0" | "false" | "off")))
}

/// The value of a property such as `w:pStyle`.
pub(super) fn value<'e>(properties: Option<&'e Element>, name: &str) -> Option<&'e str> {
    properties?.child(name)?.attribute("val")
}

/// The list and the depth that `w:numPr` says; list 0 is none.
pub(super) fn list(properties: Option<&Element>) -> Option<(String, usize)> {
    let list = properties?.child("numPr")?;
    let depth = value(Some(list), "ilvl").and_then(|depth| depth.parse().ok());
    Some((value(Some(list), "numId")?.to_owned(), depth.unwrap_or(0)))
}

fn styles(root: &Element) -> BTreeMap<String, Style> {
    let style = |element: &Element| {
        let paragraph = element.child("pPr");
        let run = element.child("rPr");
        Some((
            element.attribute("styleId")?.to_owned(),
            Style {
                name: value(Some(element), "name").unwrap_or_default().to_lowercase(),
                based_on: value(Some(element), "basedOn").map(str::to_owned),
                outline: value(paragraph, "outlineLvl").and_then(|level| level.parse().ok()),
                list: list(paragraph),
                bold: run.and_then(|run| switch(run, "b")),
                italic: run.and_then(|run| switch(run, "i")),
            },
        ))
    };
    root.elements().filter(|element| element.name == "style").filter_map(style).collect()
}

fn lists(root: &Element) -> BTreeMap<String, Levels> {
    let of = |name: &'static str| root.elements().filter(move |element| element.name == name);
    let levels = |element: &Element| -> Levels {
        let levels = element.elements().filter(|level| level.name == "lvl");
        let read = levels.filter_map(|level| {
            let depth = level.attribute("ilvl")?.parse().ok()?;
            let start = value(Some(level), "start").and_then(|start| start.parse().ok());
            let has_number = !matches!(value(Some(level), "numFmt"), Some("bullet" | "none"));
            Some((depth, has_number.then_some(start.unwrap_or(1))))
        });
        read.collect()
    };
    let kinds: BTreeMap<&str, &Element> = of("abstractNum")
        .filter_map(|element| Some((element.attribute("abstractNumId")?, element)))
        .collect();
    let list = |element: &Element| {
        let kind = kinds.get(value(Some(element), "abstractNumId")?)?;
        Some((element.attribute("numId")?.to_owned(), levels(kind)))
    };
    of("num").filter_map(list).collect()
}

fn relations(root: &Element) -> BTreeMap<String, (String, bool)> {
    let relation = |element: &Element| {
        let is_outside = element.attribute("TargetMode") == Some("External");
        let target = element.attribute("Target")?.to_owned();
        Some((element.attribute("Id")?.to_owned(), (target, is_outside)))
    };
    root.elements().filter_map(relation).collect()
}

fn notes(root: Element) -> BTreeMap<String, Element> {
    let notes = root.children.into_iter().filter_map(|node| match node {
        xml::Node::Element(note) => Some((note.attribute("id")?.to_owned(), note)),
        xml::Node::Text(_) => None,
    });
    notes.collect()
}
