//! Where each column was found, in a few lines, for whoever wants to check the reading.

use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::render;
use crate::model::quality::{SourceColumn, SourceFile};
use crate::model::reference_data;
use crate::model::spelling::normal_form;

/// Letters of a line, indentation left out.
const WIDTH: usize = 96;

/// Where the headers are; then, where one is not the name itself, the columns by name with their
/// headers and letters, those under their own name, the names that have no column.
pub fn lines(source: &SourceFile) -> Vec<String> {
    let place = Location::file(source.kind, &source.path).on_sheet(source.sheet.as_deref());
    let place = place.at_row(source.header_row);
    let (same, other): (Vec<&SourceColumn>, Vec<_>) = source
        .columns
        .iter()
        .partition(|column| normal_form(&column.header) == normal_form(column.name));
    let all = reference_data::offered_columns(source.kind).map(|column| column.name.as_str());
    let is_found = |name: &str| {
        source.named_column == Some(name) || source.columns.iter().any(|column| column.name == name)
    };
    let missing: Vec<&str> = all.filter(|name| !is_found(name)).collect();
    let is_plain = other.is_empty() && source.named_column.is_none();
    if is_plain && missing.is_empty() && source.unread.is_empty() {
        return vec![format!("{place}: tutte con il loro nome")];
    }
    let mut lines = vec![place.to_string()];
    let mut tell = |lead: &str, parts: Vec<String>| {
        lines.extend(wrapped(lead, parts).into_iter().map(|line| format!("  {line}")));
    };
    let letters = |column: &SourceColumn| column_letters(column.index);
    tell(
        "",
        other
            .iter()
            .map(|column| format!("{} ← «{}» ({})", column.name, column.header, letters(column)))
            .collect(),
    );
    let own = same.iter().map(|column| format!("{} ({})", column.name, letters(column)));
    tell("con il loro nome: ", own.collect());
    let named = source.named_column.map(str::to_owned);
    tell("dal nome del foglio: ", named.into_iter().collect());
    tell("non trovate: ", missing.into_iter().map(str::to_owned).collect());
    tell("non lette: ", render::unread_columns(source));
    lines
}

/// The parts behind a lead, with commas between them, as many in a line as it holds; nothing
/// without parts.
fn wrapped(lead: &str, parts: Vec<String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut parts = parts.into_iter().peekable();
    while let Some(mut part) = parts.next() {
        if parts.peek().is_some() {
            part.push(',');
        }
        match lines.last_mut() {
            Some(line) if line.chars().count() + part.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(&part);
            }
            Some(_) => lines.push(part),
            None => lines.push(format!("{lead}{part}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::input::InputKind;

    #[test]
    fn columns_are_told_with_their_headers_and_letters() {
        let column =
            |name, header: &str, index| SourceColumn { name, header: header.to_owned(), index };
        let source = SourceFile {
            kind: InputKind::Positions,
            path: "posizioni.xlsx".to_owned(),
            format: String::new(),
            sheet: Some("Incarichi".to_owned()),
            header_row: 3,
            rows_read: 0,
            rows_used: 0,
            rows_refused: 0,
            rows_left_out: BTreeMap::new(),
            more_sheets: Vec::new(),
            unread_sheets: Vec::new(),
            unread: Vec::new(),
            named_column: None,
            columns: vec![
                column("matricola", "Cod. Dip.", 0),
                column("posizione", "Posizione", 26),
            ],
        };
        assert_eq!(
            lines(&source),
            [
                "posizioni.xlsx, foglio Incarichi, riga 3",
                "  matricola ← «Cod. Dip.» (A)",
                "  con il loro nome: posizione (AA)",
            ]
        );
    }
}
