//! Words read aloud in place of a sign. Typst has no abbreviation with its full words: templates mark the
//! sign without ink, which makes it a span of its own in the tag tree, and the span gets them here.

use lopdf::{Document, Object};

use crate::model::cell::PROTECTED_WORDS;

/// Gives its words to every sign of a figure that is kept back. A span for any other reason, as a line
/// under a link, has attributes.
pub(super) fn give_words(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(element) = object else { continue };
        let is_span = element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Span");
        if is_span && !element.has(b"A") {
            element.set("ActualText", lopdf::text_string(PROTECTED_WORDS));
        }
    }
}
