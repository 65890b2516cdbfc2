//! A line of the CUG's text on its way to Markdown.

/// A line on its way, with the one of the CUG's text that it comes from.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) text: String,
    /// It stays a line of its own in print.
    pub(super) is_whole: bool,
}

/// The lines as one text; a line that stays on its own is parted by hard breaks from its neighbours.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        let next = lines.get(place + 1);
        if !line.text.trim().is_empty() && (line.is_whole || next.is_some_and(|next| next.is_whole))
        {
            text.push_str("  ");
        }
        text.push('\n');
    }
    text
}
