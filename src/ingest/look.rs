//! A file looked at apart from a run: whether it can be read through, and a few values of a column.

use std::ops::ControlFlow;

use super::grid::source;
use crate::diagnostic::location::Location;
use crate::model::fiscal_code;
use crate::model::header_words::{is_personal, is_sensitive};
use crate::model::input::InputFile;

/// Reads every row of every sheet and forgets them. What is wrong is told in a run: here it is only
/// seen whether reading comes to an end.
pub fn read_through(path: &str, bytes: &[u8]) -> u64 {
    let mut rows = 0;
    for tab in source::tabs(path, bytes).map(|(tabs, _)| tabs).unwrap_or_default() {
        // A fault ends a sheet, not the look.
        let _ = tab.each(&mut |_| {
            rows += 1;
            ControlFlow::Continue(())
        });
    }
    rows
}

/// Different values of the column of a place, from the rows below it, the first ones met. Nothing of a
/// column that is sensitive or tells who somebody is.
pub fn examples(files: &[InputFile], place: &Location, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut look = || {
        let path = place.file.as_deref()?;
        let (header_row, column) = (place.row?, place.column? as usize);
        let file = files.iter().find(|file| file.path == path)?;
        let bytes = file.bytes.get().ok()?;
        let (tabs, _) = source::tabs(path, &bytes).ok()?;
        let tab = tabs.iter().find(|tab| tab.name == place.sheet)?;
        tab.each(&mut |row| {
            let words = row.cell(column).text().unwrap_or_default();
            let words = words.trim();
            if row.number == header_row && (is_sensitive(words) || is_personal(words)) {
                return ControlFlow::Break(());
            }
            let is_new = row.number > header_row && !words.is_empty();
            if is_new && !found.iter().any(|known| known == words) {
                found.push(fiscal_code::hidden(words).into_owned());
            }
            if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .ok()
    };
    look();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::input::InputKind;

    #[test]
    fn examples_are_different_and_never_of_sensitive_columns() {
        let text = "Ore;Invalidità;Cognome\n7,30;sì;Rossi\n7,30;no;Bianchi\n;sì;Verdi\n6;no;Neri\n5;;\n4;;\n";
        let file = InputFile {
            kind: InputKind::Training,
            path: "formazione.csv".to_owned(),
            bytes: text.as_bytes().to_vec().into(),
        };
        let at = |column| {
            let place = Location::file(InputKind::Training, "formazione.csv");
            examples(std::slice::from_ref(&file), &place.at_row(1).at_column(column), 3)
        };
        assert_eq!(at(0), ["7,30", "6", "5"]);
        assert_eq!(at(1), [""; 0]);
        assert_eq!(at(2), [""; 0]);
        assert_eq!(read_through("formazione.csv", text.as_bytes()), 7);
    }
}
