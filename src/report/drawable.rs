//! The values of a report made fit for Typst (`/report.json`): data, never source text.

use serde_json::{Value, json};

use super::assets::FONTS;
use crate::model::artifact::Attachment;
use crate::model::report::Report;
use crate::values::{self, LONGEST, LONGEST_DESCRIPTION, shorten};

/// Letters without a blank after which a word may be broken.
const LONGEST_WORD: usize = 30;

/// Everything the annex shows and carries; characters that no face can draw are replaced.
pub(super) fn document(report: &Report, attachments: &[Attachment]) -> Value {
    let mut value = values::document(report);
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
    value
}

/// Makes every text fit to be drawn. A character that no vendored face has would stop the export:
/// it becomes U+FFFD, as browsers do. A word without end would run off the page: it gets places to
/// break.
fn make_drawable(value: &mut Value) {
    match value {
        Value::String(text) => {
            let longest = LONGEST_DESCRIPTION.max(LONGEST);
            let drawable: String = shorten(text, longest)
                .chars()
                .map(
                    |letter| if FONTS.cover(letter) { letter } else { char::REPLACEMENT_CHARACTER },
                )
                .collect();
            *text = breakable(&drawable);
        }
        Value::Array(items) => items.iter_mut().for_each(make_drawable),
        Value::Object(fields) => fields.values_mut().for_each(make_drawable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
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
