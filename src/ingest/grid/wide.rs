//! Tables of the format as they are printed, with the age classes as headers.

use crate::ingest::file::tab::Tab;

/// The numbers in the headings of the age classes.
const CLASSES: [&[&str]; 5] = [&["30"], &["31", "40"], &["41", "50"], &["51", "60"], &["60"]];

/// The row among the first ones that has an age class in most of its cells.
pub(in crate::ingest) fn row_of_classes(tab: &Tab<'_>) -> Option<u32> {
    let classes = |texts: Vec<String>| texts.iter().filter(|text| is_class(text)).count();
    let found = tab.head.iter().find(|row| {
        let texts = row.cells.iter().filter_map(|cell| Some(cell.text()?.into_owned()));
        classes(texts.collect()) >= CLASSES.len()
    });
    found.map(|row| row.number)
}

fn is_class(text: &str) -> bool {
    let numbers: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    CLASSES.contains(&numbers.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_age_classes_are_known_in_any_writing() {
        for text in ["<30", "U 31-40", "da 41 a 50", "Donne 51/60", "> 60"] {
            assert!(is_class(text), "{text}");
        }
        for text in ["Totale", "2025", "31", "1"] {
            assert!(!is_class(text), "{text}");
        }
    }
}
