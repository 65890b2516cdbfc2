//! What the styles of an .odt say of its words (OpenDocument 1.3, part 3).

use std::collections::BTreeMap;

use super::xml::Element;

/// Styles that stand on each other are followed so far: a circle ends there.
const MOST_ANCESTORS: usize = 20;

/// A style of paragraphs or words.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    list: Option<String>,
    alignment: Option<String>,
}

/// The styles of a document, its own and those that the program made for single places.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// By list style and depth from 1: the number of the first item, or `None` for a sign.
    lists: BTreeMap<String, BTreeMap<usize, Option<u64>>>,
}

impl Styles {
    /// Adds those of a part; the styles of the words themselves come last and win.
    pub(super) fn add(&mut self, root: &Element) {
        let groups = ["styles", "automatic-styles"].into_iter().filter_map(|name| root.child(name));
        for element in groups.flat_map(Element::elements) {
            let Some(name) = element.attribute("name").map(str::to_owned) else { continue };
            match element.name.as_str() {
                "style" => {
                    self.styles.insert(name, style(element));
                }
                "list-style" => {
                    self.lists.insert(name, levels(element));
                }
                _ => {}
            }
        }
    }

    fn find<T>(&self, name: Option<&str>, say: impl Fn(&str, &Style) -> Option<T>) -> Option<T> {
        let mut name = name;
        for _ in 0..MOST_ANCESTORS {
            let style = self.styles.get(name?)?;
            if let Some(found) = say(name?, style) {
                return Some(found);
            }
            name = style.parent.as_deref();
        }
        None
    }

    pub(super) fn bold(&self, name: Option<&str>) -> Option<bool> {
        self.find(name, |_, style| style.bold)
    }

    pub(super) fn italic(&self, name: Option<&str>) -> Option<bool> {
        self.find(name, |_, style| style.italic)
    }

    pub(super) fn alignment(&self, name: Option<&str>) -> Option<&str> {
        let mut name = name;
        for _ in 0..MOST_ANCESTORS {
            let style = self.styles.get(name?)?;
            if style.alignment.is_some() {
                return style.alignment.as_deref();
            }
            name = style.parent.as_deref();
        }
        None
    }

    /// Whether a paragraph stands under a style of this name, such as `Title`.
    pub(super) fn is_under(&self, name: Option<&str>, ancestor: &str) -> bool {
        name == Some(ancestor)
            || self
                .find(name, |own, style| {
                    (own == ancestor || style.parent.as_deref() == Some(ancestor)).then_some(())
                })
                .is_some()
    }

    /// The list style that a paragraph style brings.
    pub(super) fn list_of(&self, name: Option<&str>) -> Option<String> {
        self.find(name, |_, style| style.list.clone())
    }

    /// The first number at a depth from 1, or `None` for a sign.
    pub(super) fn first_number(&self, list: Option<&str>, depth: usize) -> Option<u64> {
        self.lists.get(list?)?.get(&depth).copied().flatten()
    }
}

fn style(element: &Element) -> Style {
    let words = element.child("text-properties");
    let word = |key: &str| words.and_then(|words| words.attribute(key));
    let alignment = element.child("paragraph-properties").and_then(|of| of.attribute("text-align"));
    Style {
        parent: element.attribute("parent-style-name").map(str::to_owned),
        bold: word("font-weight").map(|weight| match weight.parse::<u32>() {
            Ok(weight) => weight >= 600,
            Err(_) => weight == "bold",
        }),
        italic: word("font-style").map(|style| style != "normal"),
        list: element
            .attribute("list-style-name")
            .filter(|name| !name.is_empty())
            .map(str::to_owned),
        alignment: alignment.map(str::to_owned),
    }
}

fn levels(element: &Element) -> BTreeMap<usize, Option<u64>> {
    let levels = element.elements().filter_map(|level| {
        let depth = level.attribute("level")?.parse().ok()?;
        let start = level.attribute("start-value").and_then(|start| start.parse().ok());
        // A level of numbers without a format shows none.
        let has_number = level.name == "list-level-style-number"
            && level.attribute("num-format").is_some_and(|format| !format.is_empty());
        Some((depth, has_number.then_some(start.unwrap_or(1))))
    });
    levels.collect()
}
