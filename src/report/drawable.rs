//! The values of a report made fit for Typst (`/report.json`): data, never source text.

use serde_json::{Value, json};

use crate::model::artifact::Attachment;
use crate::model::drawn;
use crate::model::guard::harmless;
use crate::model::report::Report;
use crate::model::text::Picture;
use crate::view::{self, LONGEST, LONGEST_DESCRIPTION, shorten};

/// Letters without a blank after which a word may be broken.
const LONGEST_WORD: usize = 30;

/// Everything the annex shows and carries; characters that no face can draw are replaced.
pub(super) fn document(
    report: &Report,
    attachments: &[Attachment],
) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(view::document(report))?;
    value["attachments"] = attachments
        .iter()
        .map(|attachment| {
            json!({
                "path": format!("/{}", attachment.name),
                "name": attachment.name,
                "mime": attachment.media_type,
                "description": attachment.description,
            })
        })
        .collect();
    make_drawable(&mut value);
    Ok(value)
}

/// Makes every text fit to be drawn. A character that no vendored face has would stop the export:
/// it becomes U+FFFD, as browsers do. A word without end would run off the page: it gets places to
/// break.
fn make_drawable(value: &mut Value) {
    match value {
        Value::String(text) => {
            let longest = LONGEST_DESCRIPTION.max(LONGEST);
            let shown = shorten(&harmless(text), longest);
            let drawable: String = shown.chars().map(covered).collect();
            *text = breakable(&drawable);
        }
        Value::Array(items) => items.iter_mut().for_each(make_drawable),
        Value::Object(fields) => {
            // An address is followed, not drawn.
            let is_drawn = |name: &str| !matches!(name, "path" | "url");
            let drawn = fields.iter_mut().filter(|(name, _)| is_drawn(name));
            drawn.for_each(|(_, value)| make_drawable(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn covered(letter: char) -> char {
    if drawn::is_drawn(letter) { letter } else { char::REPLACEMENT_CHARACTER }
}

/// The bytes of a picture; the words of an SVG are drawn with our faces, and treated like all others.
pub(super) fn picture(picture: &Picture) -> Vec<u8> {
    match std::str::from_utf8(&picture.bytes) {
        Ok(text) if picture.is_svg() => text.chars().map(covered).collect::<String>().into_bytes(),
        _ => picture.bytes.clone(),
    }
}

fn breakable(text: &str) -> String {
    const ZERO_WIDTH_SPACE: char = '\u{200b}';
    let mut run = 0;
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        run = if letter.is_whitespace() || letter == '-' { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            letters.push(ZERO_WIDTH_SPACE);
            run = 1;
        }
        letters.push(letter);
    }
    letters
}
