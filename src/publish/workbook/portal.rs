//! Beside a table, what a person types into the national portal, in its order of columns: without
//! totals and percentages, which the portal computes.

use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::figure::{self, Place};
use super::layout::{self, FIRST_ROW, HEADINGS, Layout, SPANNERS};
use super::style;
use crate::model::role::RowRole;
use crate::model::table::{Column, Row, Table};

/// The row that says what the block is for.
const PURPOSE: u32 = SPANNERS - 1;

/// Writes the block, one empty column away from the table.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let first = first_column(layout);
    let purpose = format!("Per il portale nazionale: nome «{}»", name(table));
    sheet.write_string_with_format(PURPOSE, first, purpose, &style::text().set_bold())?;
    let mut column = first;
    for (words, width) in table.stub.iter().zip(layout::stub_widths(table)) {
        sheet.set_column_width(column, width)?;
        let look = style::heading(FormatAlign::Left);
        sheet.write_string_with_format(HEADINGS, column, words, &look)?;
        column += 1;
    }
    let mut before: Option<&Column> = None;
    for place in &table.portal {
        let heading = &table.columns[*place];
        let begins = before.is_none_or(|before| before.spanner() != heading.spanner());
        figure::heading(sheet, column, heading, begins.then(|| heading.spanner()))?;
        let texts = bodies(table).map(|(_, row)| row.cells[*place].text.as_str());
        sheet.set_column_width(column, layout::figure_width(heading, texts))?;
        before = Some(heading);
        column += 1;
    }
    for (number, row) in bodies(table) {
        self::row(sheet, number, first, table, row)?;
    }
    Ok(())
}

fn row(
    sheet: &mut Worksheet,
    number: u32,
    first: u16,
    table: &Table,
    row: &Row,
) -> Result<(), XlsxError> {
    let look = style::row(row.role);
    let mut column = first;
    let labels = [&row.group, &row.label];
    for label in &labels[labels.len() - table.stub.len()..] {
        sheet.write_string_with_format(number, column, super::words(label), &look)?;
        column += 1;
    }
    for place in &table.portal {
        figure::write(sheet, number, column, &row.cells[*place], Place::Portal, &look)?;
        column += 1;
    }
    Ok(())
}

/// `Portale_1_1`
pub(super) fn name(table: &Table) -> String {
    format!("Portale_{}", table.id.to_string().replace('.', "_"))
}

/// Labels and figures of the block, without its header; `None` for a table without rows.
pub(super) fn area(table: &Table, layout: &Layout) -> Option<String> {
    let (last_row, _) = bodies(table).last()?;
    let first = first_column(layout);
    let columns = u16::try_from(table.stub.len() + table.portal.len()).ok()?;
    Some(cell_range_absolute(FIRST_ROW, first, last_row, first + columns - 1))
}

fn first_column(layout: &Layout) -> u16 {
    layout.last_column + 2
}

/// The rows that a person types, with their places on the sheet: those of the table's body.
fn bodies(table: &Table) -> impl Iterator<Item = (u32, &Row)> {
    (FIRST_ROW..).zip(&table.rows).filter(|(_, row)| row.role == RowRole::Body)
}
