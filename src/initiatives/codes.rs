//! A cell that names codes of the plan, or says something in words.

/// What `obiettivo` or `indicatori` holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Naming<'a> {
    /// Each once, in the order in which they stand.
    Codes(Vec<&'a str>),
    Words(&'a str),
}

/// Reads a cell: codes are parted by comma, semicolon, blank or `e`. A cell is codes when each of its
/// words is one of the plan or holds a digit; any other word makes the whole cell prose.
pub(super) fn read<'a>(cell: &'a str, is_known: impl Fn(&str) -> bool) -> Naming<'a> {
    let cell = cell.trim();
    if is_known(cell) {
        return Naming::Codes(vec![cell]);
    }
    let mut codes: Vec<&str> = Vec::new();
    let words = cell.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
    for word in words.filter(|word| !word.is_empty() && *word != "e") {
        if !is_known(word) && !word.chars().any(|letter| letter.is_ascii_digit()) {
            return Naming::Words(cell);
        }
        if !codes.contains(&word) {
            codes.push(word);
        }
    }
    if codes.is_empty() { Naming::Words(cell) } else { Naming::Codes(codes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_parted_in_many_ways_and_words_stay_words() {
        let known = |code: &str| ["1038", "FORM", "A 1"].contains(&code);
        for (cell, codes) in [
            ("1038", vec!["1038"]),
            (" 1038,2412; 1038 ", vec!["1038", "2412"]),
            ("FORM e 9", vec!["FORM", "9"]),
            ("A 1", vec!["A 1"]),
            ("1038\n2412", vec!["1038", "2412"]),
        ] {
            assert_eq!(read(cell, known), Naming::Codes(codes), "{cell}");
        }
        for cell in ["ore di formazione nel 2022", "questionario", ","] {
            assert_eq!(read(cell, known), Naming::Words(cell), "{cell}");
        }
    }
}
