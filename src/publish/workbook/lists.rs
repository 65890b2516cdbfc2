//! The words of drop-down lists, on a sheet of their own: a list inside a cell takes 255 characters
//! and no commas, and minds capitals.

use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{Formula, Workbook, XlsxError};

use super::listing::{height, lines_of};
use super::{printing, style};

const NAME: &str = "Elenchi";
/// A word a row, with the column that it is for: long lists go on over the next page as they are.
const COLUMNS: [(&str, u16); 2] = [("Colonna", 28), ("Si può scegliere", 60)];
const WORDS: u16 = 1;

/// Lists in the order of their columns, each once with the names of its columns.
#[derive(Default)]
pub(super) struct Lists(Vec<(Vec<String>, Vec<String>)>);

impl Lists {
    /// Where the words of a column will be.
    pub(super) fn add(&mut self, column: &str, words: Vec<String>) -> Formula {
        let known = self.0.iter().position(|(_, known)| *known == words);
        let index = known.unwrap_or_else(|| {
            self.0.push((Vec::new(), words));
            self.0.len() - 1
        });
        let before: usize = self.0[..index].iter().map(|(_, words)| words.len()).sum();
        let (columns, words) = &mut self.0[index];
        if !columns.iter().any(|known| known == column) {
            columns.push(column.to_owned());
        }
        let row = |place| u32::try_from(place).unwrap_or(u32::MAX);
        let range = cell_range_absolute(row(before + 1), WORDS, row(before + words.len()), WORDS);
        Formula::new(format!("={NAME}!{range}"))
    }

    /// Writes the sheet, unless there are no lists.
    pub(super) fn write(self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(NAME)?;
        sheet.set_freeze_panes(1, 0)?;
        for (place, (heading, width)) in (0u16..).zip(COLUMNS) {
            sheet.set_column_width(place, width)?;
            sheet.write_string_with_format(0, place, heading, &style::aside().set_bold())?;
        }
        let rows = self.0.into_iter().flat_map(|(columns, words)| {
            // Not the bare name: a reader would take the sheet for one more list of the office's.
            let columns = format!("per «{}»", columns.join("», «"));
            words.into_iter().map(move |word| [columns.clone(), word])
        });
        for (row, texts) in (1u32..).zip(rows) {
            let mut lines = 1;
            for (place, (text, (_, width))) in (0u16..).zip(texts.iter().zip(COLUMNS)) {
                let format = if place == WORDS { style::paragraph() } else { style::aside() };
                sheet.write_string_with_format(row, place, text, &format.set_text_wrap())?;
                lines = lines.max(lines_of(text, width));
            }
            sheet.set_row_height(row, height(lines))?;
        }
        printing::set(sheet, COLUMNS.map(|(_, width)| width).iter().sum(), 0)
    }
}
