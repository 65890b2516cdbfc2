//! How the sheets that an office writes in come out of its printer.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::style;

/// Characters across an upright page, and across a landscape one, that can still be read.
const UPRIGHT: u16 = 95;
const WIDEST: u16 = 190;

/// Pages across for a sheet of that many characters; all its rows, with those up to `header` on each.
pub(super) fn set(sheet: &mut Worksheet, width: u16, header: u32) -> Result<(), XlsxError> {
    if width > UPRIGHT {
        sheet.set_landscape();
    }
    sheet.set_paper_size(style::A4).set_print_fit_to_pages(pages_across(width), 0);
    sheet.set_repeat_rows(0, header)?.set_footer("&L&A&RPagina &P di &N");
    Ok(())
}

/// A sheet that takes more than one needs on each the column that says what a row is.
pub(super) fn pages_across(width: u16) -> u16 {
    width.div_ceil(WIDEST)
}
