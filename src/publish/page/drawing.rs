//! A chart as shapes for SVG: across in parts of the width, so that a picture fits any screen with its
//! words at their full size; down in pixels.

use serde_json::{Value, json};

/// The whole width of a picture, in hundredths of a percent.
pub(super) const WIDTH: i64 = 10_000;

/// Height of one line of words.
pub(super) const LINE: i64 = 18;

/// Shapes from top to bottom and the height they need so far.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) height: i64,
    shapes: Vec<Value>,
}

/// Which end of the words stands at the place given.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Where words stand: a part of the width with pixels added, and the baseline.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) x: i64,
    pub(super) dx: i64,
    pub(super) y: i64,
    pub(super) anchor: Anchor,
}

impl Place {
    pub(super) fn start(x: i64, y: i64) -> Self {
        Self { x, dx: 0, y, anchor: Anchor::Start }
    }

    pub(super) fn middle(x: i64, y: i64) -> Self {
        Self { x, dx: 0, y, anchor: Anchor::Middle }
    }

    pub(super) fn end(x: i64, y: i64) -> Self {
        Self { x, dx: 0, y, anchor: Anchor::End }
    }

    pub(super) fn moved(self, dx: i64) -> Self {
        Self { dx, ..self }
    }
}

/// A rectangle: left edge and length in parts of the width, top and height in pixels.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Drawing {
    pub(super) fn text(&mut self, look: &str, place: Place, words: &str) {
        self.shapes.push(json!({
            "shape": "text",
            "class": format!("{look} {}", place.anchor.key()),
            "x": percent(place.x),
            "dx": place.dx,
            "y": place.y,
            "words": words,
        }));
    }

    /// A bar without length is not drawn.
    pub(super) fn bar(&mut self, look: &str, area: Area) {
        if area.width > 0 && area.height > 0 {
            self.shapes.push(json!({
                "shape": "bar",
                "class": look,
                "x": percent(area.x),
                "y": area.y,
                "width": percent(area.width),
                "height": area.height,
            }));
        }
    }

    /// A line across or down.
    pub(super) fn rule(&mut self, look: &str, from: (i64, i64), to: (i64, i64)) {
        self.shapes.push(json!({
            "shape": "rule",
            "class": look,
            "x1": percent(from.0),
            "y1": from.1,
            "x2": percent(to.0),
            "y2": to.1,
        }));
    }

    /// What the template draws.
    pub(super) fn value(self) -> Value {
        json!({ "height": self.height, "shapes": self.shapes })
    }
}

/// `24.05%` for 2405.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Words in lines of so many letters at most; a longer word has a line of its own.
pub(super) fn lines(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if letters(line) + 1 + letters(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

pub(super) fn letters(words: &str) -> usize {
    words.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_width_are_percentages() {
        assert_eq!([0, 5, 2405, WIDTH].map(percent), ["0.00%", "0.05%", "24.05%", "100.00%"]);
    }

    #[test]
    fn lines_break_between_words_and_lose_none() {
        let label = "Dirigente a tempo determinato";
        assert_eq!(lines(label, 15), ["Dirigente a", "tempo", "determinato"]);
        assert_eq!(lines(label, 40), [label]);
        assert_eq!(lines("", 10), Vec::<String>::new());
    }
}
