//! Where a finding is. The only place that writes "foglio Personale, cella F118".

use std::fmt;

use crate::model::input::InputKind;
use crate::model::quality::SourceFile;

/// A place in an input. Orders by input, sheet, row, column.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub kind: Option<InputKind>,
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// One-based.
    pub row: Option<u32>,
    /// Zero-based.
    pub column: Option<u32>,
}

impl Location {
    /// The working folder as a whole.
    pub fn folder() -> Self {
        Self::default()
    }

    pub fn file(kind: InputKind, path: &str) -> Self {
        Self { kind: Some(kind), file: Some(path.to_owned()), ..Self::default() }
    }

    /// A cell of an input that was read, by the canonical name of its column.
    pub fn cell_of(source: &SourceFile, row: u32, column: &str) -> Self {
        let (sheet, columns, row) = source.part(row);
        let place = Self::file(source.kind, &source.path).on_sheet(sheet).at_row(row);
        match columns.iter().find(|found| found.name == column) {
            Some(found) => place.at_column(found.index),
            None => place,
        }
    }

    #[must_use]
    pub fn on_sheet(mut self, sheet: Option<&str>) -> Self {
        self.sheet = sheet.map(str::to_owned);
        self
    }

    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    #[must_use]
    pub fn at_column(mut self, column: u32) -> Self {
        self.column = Some(column);
        self
    }

    /// Whether somebody who writes these words means this place: all of it, its beginning (the file, the
    /// file and the sheet) or its end (the cell, with or without the word).
    pub fn is_meant_by(&self, words: &str) -> bool {
        let whole = self.to_string().to_lowercase();
        let words = words.trim().to_lowercase();
        let begins = whole
            .strip_prefix(&words)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(", "));
        let ends = whole.strip_suffix(&words).is_some_and(|rest| rest.ends_with(", "));
        begins || ends || self.cell().is_some_and(|cell| cell.to_lowercase() == words)
    }

    /// `F118`, where both row and column are known.
    pub fn cell(&self) -> Option<String> {
        Some(format!("{}{}", column_letters(self.column?), self.row?))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.file.iter().cloned().collect();
        parts.extend(self.sheet.as_ref().map(|sheet| format!("foglio {sheet}")));
        match (self.cell(), self.row, self.column) {
            (Some(cell), ..) => parts.push(format!("cella {cell}")),
            (None, Some(row), _) => parts.push(format!("riga {row}")),
            (None, None, Some(column)) => {
                parts.push(format!("colonna {}", column_letters(column)));
            }
            (None, None, None) => {}
        }
        if parts.is_empty() {
            parts.push("cartella di lavoro".to_owned());
        }
        formatter.write_str(&parts.join(", "))
    }
}

/// The letters of a zero-based column: `A`, `Z`, `AA` for 0, 25, 26.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The zero-based column of letters in either case; none for anything else.
pub fn column_index(letters: &str) -> Option<u32> {
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(digit) + 1)
    })?;
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_people_say_them() {
        let place = Location::file(InputKind::Staff, "personale.xlsx").on_sheet(Some("Personale"));
        assert_eq!(
            place.clone().at_row(118).at_column(5).to_string(),
            "personale.xlsx, foglio Personale, cella F118"
        );
        let cell = place.clone().at_row(118).at_column(5);
        for words in
            ["F118", "cella F118", "Cella f118", "foglio Personale, cella F118", "personale.xlsx"]
        {
            assert!(cell.is_meant_by(words), "{words}");
        }
        assert!(
            !cell.is_meant_by("cella F11") && !cell.is_meant_by("118") && !cell.is_meant_by("")
        );
        assert_eq!(place.at_row(3).to_string(), "personale.xlsx, foglio Personale, riga 3");
        assert_eq!(Location::folder().to_string(), "cartella di lavoro");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(column_letters(701), "ZZ");
        assert_eq!(
            ["A", "zz", "AAA", "", "A1"].map(column_index),
            [Some(0), Some(701), Some(702), None, None]
        );
    }
}
