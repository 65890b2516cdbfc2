//! The comments on the cells of a sheet of an .xlsx, which calamine 0.38 does not give. Each sheet names
//! the part that holds its own.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::xlsx_parts::{cell, elements};
use crate::ingest::file::container::Archive;
use crate::ingest::file::layout::Layout;

/// Adds the comments of a sheet to its layout; what cannot be read tells nothing.
pub(super) fn add(archive: &mut Archive<'_>, sheet: &str, layout: &mut Layout) {
    let Some((folder, name)) = sheet.rsplit_once('/') else { return };
    let relations = elements(archive, &format!("{folder}/_rels/{name}.rels"), "Relationship");
    let is_of_comments = |kind: &String| kind.ends_with("/comments");
    let parts = relations.into_iter().filter(|of| of.get("Type").is_some_and(is_of_comments));
    for part in parts.filter_map(|mut of| of.remove("Target")) {
        let text = archive.part(&resolved(folder, &part)).ok();
        if let Some(text) = text.and_then(|bytes| String::from_utf8(bytes).ok()) {
            read(&text, layout);
        }
    }
}

/// `../comments1.xml` seen from `xl/worksheets`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

fn read(text: &str, layout: &mut Layout) {
    let mut reader = Reader::from_str(text);
    let (mut place, mut words, mut is_text) = (None, String::new(), false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "comment" => {
                    let name = element.try_get_attribute("ref").ok().flatten();
                    let name = name.and_then(|name| {
                        Some(name.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
                    });
                    place = name.as_deref().and_then(cell);
                    words.clear();
                }
                "t" => is_text = true,
                _ => {}
            },
            Event::Text(text) if is_text => words.push_str(&text.xml10_content()),
            Event::End(element) => match element.local_name().as_ref() {
                "comment" => {
                    if let Some(place) = place.take() {
                        layout.comment(place, &words);
                    }
                }
                "t" => is_text = false,
                _ => {}
            },
            Event::Eof => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_with_their_cells() {
        let text = "<comments><authors><author>A</author></authors><commentList>\
            <comment ref=\"B7\" authorId=\"0\"><text><r><t>cessato</t></r><r><t xml:space=\"preserve\"> dal 1/7</t></r></text></comment>\
            <x:comment ref=\"C9\"><x:text><x:t>nota</x:t></x:text></x:comment></commentList></comments>";
        let mut layout = Layout::default();
        read(text, &mut layout);
        assert_eq!(layout.comments_in(7), [(1, "cessato dal 1/7".to_owned())]);
        assert_eq!(layout.comments_in(9), [(2, "nota".to_owned())]);
        assert!(layout.comments_in(8).is_empty());
    }

    #[test]
    fn a_part_is_found_from_the_folder_of_its_sheet() {
        assert_eq!(resolved("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/worksheets", "/xl/comments/c.xml"), "xl/comments/c.xml");
    }
}
