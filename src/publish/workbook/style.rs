//! The look of the workbooks: the tokens of the report as cell formats.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::gender::Gender;
use crate::model::role::RowRole;
use crate::model::table::Column;

/// The paper, as spreadsheet programs number it.
pub(super) const A4: u8 = 9;

pub(super) const TEXT: Color = Color::RGB(0x17_32_4D);
pub(super) const SECONDARY: Color = Color::RGB(0x45_5B_71);
/// Zeros: the lightest grey that can still be read.
const LIGHT: Color = Color::RGB(0x66_78_8A);
pub(super) const HAIRLINE: Color = Color::RGB(0xC5_CD_D6);
pub(super) const ACCENT: Color = Color::RGB(0x00_66_CC);
const MEN: Color = Color::RGB(0xC7_77_00);
const WOMEN: Color = Color::RGB(0x6B_2C_91);

/// Text of the page, at the top of its cell.
pub(super) fn text() -> Format {
    Format::new().set_font_color(TEXT).set_align(FormatAlign::Top)
}

/// Text that breaks over lines.
pub(super) fn paragraph() -> Format {
    text().set_text_wrap()
}

/// Asides: subtitles, labels said before.
pub(super) fn aside() -> Format {
    text().set_font_color(SECONDARY)
}

/// A title of `points`.
pub(super) fn title(points: u16) -> Format {
    paragraph().set_bold().set_font_size(f64::from(points))
}

/// Words that lead to another place: their colour and a line.
pub(super) fn link() -> Format {
    text().set_font_color(ACCENT).set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// The words above a run of columns, with the line that holds the run together.
pub(super) fn spanner(column: &Column) -> Format {
    let colour = match column.gender {
        Some(Gender::Man) => MEN,
        Some(Gender::Woman) => WOMEN,
        None => SECONDARY,
    };
    let line = text().set_bold().set_border_bottom(FormatBorder::Medium);
    line.set_border_bottom_color(colour)
}

/// A heading above figures, at the right as they are, or above labels.
pub(super) fn heading(align: FormatAlign) -> Format {
    let words = Format::new().set_font_color(SECONDARY).set_bold().set_text_wrap();
    let line = words.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LIGHT);
    line.set_align(align).set_align(FormatAlign::Bottom)
}

/// A row label, or a figure once it has its own format.
pub(super) fn row(kind: RowRole) -> Format {
    let hairline = FormatBorder::Thin;
    let cell = paragraph().set_border_bottom(hairline).set_border_bottom_color(HAIRLINE);
    match kind {
        RowRole::Total => {
            cell.set_bold().set_border_top(FormatBorder::Medium).set_border_top_color(TEXT)
        }
        RowRole::Body | RowRole::Percent | RowRole::Detail | RowRole::Beside(_) => cell,
    }
}

/// A group's label on the rows after its first.
pub(super) fn said_before(label: Format) -> Format {
    label.set_font_color(SECONDARY)
}

/// A zero, printed light.
pub(super) fn zero(figure: Format) -> Format {
    figure.set_font_color(LIGHT)
}

/// The first row below the totals that is no part of them.
pub(super) fn begins_block(cell: Format) -> Format {
    cell.set_border_top(FormatBorder::Thin).set_border_top_color(TEXT)
}
