//! The words of drop-down lists, on a sheet of their own: a list inside a cell takes 255 characters
//! and no commas, and minds capitals.

use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{Formula, Workbook, XlsxError};

use super::style;

const NAME: &str = "Elenchi";

/// Lists in the order of their columns, each once.
#[derive(Default)]
pub(super) struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// Where the words of a column will be.
    pub(super) fn add(&mut self, column: &str, words: Vec<String>) -> Formula {
        let known = self.0.iter().position(|(_, known)| *known == words);
        let index = known.unwrap_or_else(|| {
            self.0.push((column.to_owned(), words));
            self.0.len() - 1
        });
        let place = u16::try_from(index).unwrap_or(u16::MAX);
        let last = u32::try_from(self.0[index].1.len()).unwrap_or(u32::MAX);
        Formula::new(format!("={NAME}!{}", cell_range_absolute(1, place, last, place)))
    }

    /// Writes the sheet, unless there are no lists.
    pub(super) fn write(self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(NAME)?;
        for (place, (column, words)) in (0u16..).zip(self.0) {
            let heading = format!("Voci per «{column}»");
            let longest = words.iter().chain([&heading]).map(|word| word.chars().count()).max();
            let width = u16::try_from(longest.unwrap_or(0)).unwrap_or(u16::MAX).clamp(12, 60);
            sheet.set_column_width(place, width)?;
            sheet.write_string_with_format(0, place, heading, &style::aside().set_bold())?;
            for (row, word) in (1u32..).zip(words) {
                sheet.write_string_with_format(row, place, word, &style::text())?;
            }
        }
        sheet.set_landscape().set_paper_size(style::A4).set_print_fit_to_pages(1, 0);
        Ok(())
    }
}
