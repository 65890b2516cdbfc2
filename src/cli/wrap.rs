//! Lines that break between words: a window of Windows breaks them anywhere.

/// A line as lines of at most `width` letters, where its words allow. Those that follow begin below the
/// words of the first: behind its blanks, and behind its arrow if it has one.
pub(super) fn wrapped(line: &str, width: usize) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let hanging =
        if line[indent..].starts_with(ARROW) { indent + ARROW.chars().count() } else { indent };
    let mut text = String::with_capacity(line.len());
    let mut used = 0;
    // The words with the blanks before them, which stay where no line breaks.
    for word in words(line) {
        let length = word.chars().count();
        if used > hanging && used + length > width {
            text.push('\n');
            text.push_str(&" ".repeat(hanging));
            text.push_str(word.trim_start_matches(' '));
            used = hanging + word.trim_start_matches(' ').chars().count();
        } else {
            text.push_str(word);
            used += length;
        }
    }
    text
}

const ARROW: &str = "→ ";

/// Each word with the blanks before it, so that together they are the line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let start = rest.find(|letter| letter != ' ')?;
        let end = rest[start..].find(' ').map_or(rest.len(), |length| start + length);
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_between_words_and_stays_below_its_beginning() {
        for (line, width, expected) in [
            ("Scritti 22 file", 80, "Scritti 22 file"),
            ("Scritti 22 file", 10, "Scritti 22\nfile"),
            ("Età  di però città", 11, "Età  di\nperò città"),
            ("  → Correggete la cella", 14, "  → Correggete\n    la cella"),
            ("  personale.csv, riga 2", 16, "  personale.csv,\n  riga 2"),
            (
                "in C:\\una-cartella-lunga\\uscita qui",
                12,
                "in\nC:\\una-cartella-lunga\\uscita\nqui",
            ),
            ("", 10, ""),
        ] {
            assert_eq!(wrapped(line, width), expected, "{line:?}");
        }
    }
}
