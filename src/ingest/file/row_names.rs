//! Tables as R writes them: a number in front of every row and no header above it, `NA` where there is
//! nothing.

use std::ops::ControlFlow;

use super::container::ReadFault;
use super::sheet::{Row, Sheet, Value};
use super::tab::{Passing, Tab, Take};

/// Fewer rows show nothing.
const FEWEST_ROWS: usize = 2;
/// What the format of such a text adds to its description.
const SAID: &str = ", con i numeri di riga di R";

/// A delimited text whose rows all have a running number more than the first line has headers: its
/// headers are set one column on. Any other stays as it is.
pub(super) fn set_right(mut tab: Tab<'_>) -> Result<Tab<'_>, ReadFault> {
    if !is_numbered(&tab) {
        return Ok(tab);
    }
    let header_row = tab.head[0].number;
    let dialect = tab.dialect.take().map(|dialect| dialect + SAID);
    let rows = Numbered { header_row, rows: tab.into_rows() };
    let mut tab = Tab::new(Sheet::default(), Box::new(rows))?;
    tab.dialect = dialect;
    Ok(tab)
}

fn is_numbered(tab: &Tab<'_>) -> bool {
    let Some((header, rows)) = tab.head.split_first() else { return false };
    let is_next = |(place, cells): (usize, &[Value<'_>])| {
        cells.first().and_then(Value::text).is_some_and(|text| text == (place + 1).to_string())
    };
    rows.len() >= FEWEST_ROWS
        && rows.iter().all(|row| row.fields.count == header.fields.count + 1)
        && rows.iter().map(|row| row.cells.as_slice()).enumerate().all(is_next)
}

#[derive(Debug)]
struct Numbered<'f> {
    header_row: u32,
    rows: Box<dyn Passing + 'f>,
}

impl Passing for Numbered<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        self.rows.each(&mut |row| {
            let mut cells: Vec<Value<'_>> = Vec::with_capacity(row.cells.len() + 1);
            let mut fields = row.fields;
            if row.number == self.header_row {
                cells.push(Value::Empty);
                cells.extend_from_slice(row.cells);
                fields.count += 1;
            } else {
                cells.extend(row.cells.iter().map(known));
            }
            while cells.last().is_some_and(Value::is_empty) {
                cells.pop();
            }
            if cells.is_empty() {
                return ControlFlow::Continue(());
            }
            take(Row { cells: &cells, fields, ..row })
        })
    }
}

/// A cell, empty where R says that there is nothing.
fn known<'a>(value: &Value<'a>) -> Value<'a> {
    match value {
        Value::Text(text) if text == "NA" => Value::Empty,
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::container::Container;
    use super::super::sheets;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let sheets = sheets(text.as_bytes(), Container::Csv).expect("a text");
        let cells = |row: &super::super::sheet::SheetRow| {
            row.cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect()
        };
        sheets[0].rows.iter().map(cells).collect()
    }

    #[test]
    fn headers_stand_over_their_columns_again() {
        let text = "\"a\";\"b\"\n\"1\";\"x\";NA\n\"2\";NA;\"y\"\n";
        assert_eq!(rows(text), [vec!["", "a", "b"], vec!["1", "x"], vec!["2", "", "y"]]);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["a;b\n1;2\n2;3\n", "a;b\n1;x;y\n3;x;y\n", "a;b\n1;x;y\n"] {
            assert_eq!(rows(text)[0], ["a", "b"], "{text}");
        }
    }
}
