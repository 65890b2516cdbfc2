//! How the sheets of `verifica.xlsx` look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::style;
use crate::diagnostic::Severity;

/// The name of the first sheet.
pub(super) const LIST: &str = "Verifica";

/// Landscape, as many pages as needed but one wide, the headings on each.
pub(super) fn print_on_one_page_wide(sheet: &mut Worksheet, header: u32) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(style::A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(header, header)?.set_footer("&L&A&RPagina &P di &N");
    Ok(())
}

/// The ground of a severity; its word is always beside it.
pub(super) fn paper(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "#F9D9DF",
        Severity::Anomaly => "#FCEBC5",
        Severity::Note => "#E3E8EE",
    }
}

/// The row that stays in sight.
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_font_color(style::TEXT)
        .set_background_color(paper(Severity::Note))
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(style::TEXT)
}

/// How many lines a text takes in a column of that many characters: not every program makes rows
/// as tall as their text when it opens a file.
pub(super) fn lines_of(text: &str, width: u16) -> u16 {
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    // Lines break between words, and capitals are wide.
    letters.div_ceil(width.saturating_sub(width / 16).max(1)).max(1)
}

/// The height, in points, of a row of that many lines; there is no taller row than 409.
pub(super) fn height(lines: u16) -> u16 {
    const LINE: u16 = 15;
    lines.saturating_mul(LINE).saturating_add(3).min(409)
}

/// Text of the office's files or about them. It is never a formula, not even after the office has
/// edited the cell or saved the sheet as csv.
pub(super) fn text() -> Format {
    Format::new()
        .set_quote_prefix()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_font_color(style::TEXT)
        .set_border_bottom(FormatBorder::Hair)
        .set_border_bottom_color(style::HAIRLINE)
}
