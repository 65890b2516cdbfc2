//! One table as a sheet: title, header, rows, notes, and the page it prints on.

use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::figure::{self, Place};
use super::head::{COVER, whose};
use super::layout::{self, FIRST_ROW, HEADINGS, Layout, SPANNERS};
use super::{portal, style};
use crate::italian;
use crate::model::report::{Edition, Report};
use crate::model::role::RowRole;
use crate::model::table::{Column, Row, Table};

const TITLE: u32 = 0;
const WHOSE: u32 = 1;
const BACK: u32 = 2;

/// Bold type of 11 points takes the room of a larger one.
const BOLD: u16 = 12;

/// Writes a table; one without data says so below its title.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    table: &Table,
) -> Result<(), XlsxError> {
    let layout = Layout::of(table);
    sheet.set_name(table.id.to_string())?;
    sheet.set_screen_gridlines(false);
    for (column, width) in (0..).zip(&layout.widths) {
        sheet.set_column_width(column, *width)?;
    }
    let title = format!("Tabella {}. {}", table.id, table.title);
    across(sheet, &layout, TITLE, &title, 14)?;
    sheet.write_string_with_format(WHOSE, 0, super::words(&whose(report)), &style::aside())?;
    let back = Url::new(format!("internal:'{COVER}'!A1")).set_text("Torna all'indice");
    sheet.write_url_with_format(BACK, 0, back, &style::link())?;
    let last = if table.provided {
        header(sheet, table, &layout)?;
        rows(sheet, table, &layout)?;
        if has_portal(report) {
            portal::write(sheet, table, &layout)?;
        }
        sheet.set_freeze_panes(FIRST_ROW, layout.stubs)?;
        sheet.set_repeat_rows(SPANNERS, HEADINGS)?;
        notes(sheet, table, &layout)?
    } else {
        let words = italian::capitalised(&report.head.not_provided);
        sheet.write_string_with_format(SPANNERS, 0, words, &style::text().set_bold())?;
        SPANNERS
    };
    page(sheet, report, &format!("Tabella {}", table.id));
    sheet.set_print_area(0, 0, last, layout.last_column)?;
    Ok(())
}

/// The portal takes full figures from the office: readers of protected ones have no use for it.
pub(super) fn has_portal(report: &Report) -> bool {
    report.edition == Edition::Restricted
}

/// The names of the sheet's areas, and where they are.
pub(super) fn areas(report: &Report, table: &Table) -> Vec<(String, String)> {
    if !table.provided {
        return Vec::new();
    }
    let layout = Layout::of(table);
    let number = table.id.to_string().replace('.', "_");
    let area = cell_range_absolute(SPANNERS, 0, layout.last_row, layout.last_column);
    let mut areas = vec![(format!("Tabella_{number}"), area)];
    if has_portal(report) {
        areas.extend(portal::area(table, &layout).map(|area| (portal::name(table), area)));
    }
    areas
}

/// Words over the whole width of the table, in as many lines as they need.
fn across(
    sheet: &mut Worksheet,
    layout: &Layout,
    row: u32,
    words: &str,
    points: u16,
) -> Result<(), XlsxError> {
    let words = super::words(words);
    let is_title = row == TITLE;
    let format = if is_title { style::title(points) } else { style::paragraph() };
    sheet.set_row_height(row, layout::height([(words.as_str(), layout.width())], points))?;
    if layout.last_column == 0 {
        sheet.write_string_with_format(row, 0, words, &format)?;
    } else {
        sheet.merge_range(row, 0, row, layout.last_column, &words, &format)?;
    }
    Ok(())
}

fn header(sheet: &mut Worksheet, table: &Table, layout: &Layout) -> Result<(), XlsxError> {
    let headings: Vec<String> =
        table.stub.iter().cloned().chain(table.columns.iter().map(Column::heading)).collect();
    let words = headings.iter().map(String::as_str).zip(layout.widths.iter().copied());
    sheet.set_row_height(HEADINGS, layout::height(words, BOLD))?;
    let mut column = 0;
    for words in &table.stub {
        let format = style::heading(FormatAlign::Left);
        sheet.write_string_with_format(HEADINGS, column, words, &format)?;
        column += 1;
    }
    let mut columns = table.columns.iter();
    for (spanner, width) in table.spanners() {
        for (place, heading) in columns.by_ref().take(width).enumerate() {
            figure::heading(sheet, column, heading, (place == 0).then_some(spanner))?;
            column += 1;
        }
    }
    Ok(())
}

fn rows(sheet: &mut Worksheet, table: &Table, layout: &Layout) -> Result<(), XlsxError> {
    let mut before: Option<(RowRole, &str)> = None;
    for (number, row) in (FIRST_ROW..).zip(&table.rows) {
        let begins_block =
            row.role.is_below_totals() && before.is_some_and(|(role, _)| !role.is_below_totals());
        let drawn = |format| if begins_block { style::begins_block(format) } else { format };
        let label = drawn(style::row(row.role));
        let is_repeated = before == Some((row.role, &row.group));
        labels(sheet, number, row, layout, &label, is_repeated)?;
        for (column, cell) in (layout.stubs..).zip(&row.cells) {
            figure::write(sheet, number, column, cell, Place::Table, &label)?;
        }
        before = Some((row.role, &row.group));
    }
    Ok(())
}

/// The labels of a row. Each row carries its group, so that rows can be sorted, filtered and heard
/// one by one; a label without a group, as that of a total, runs over the stub.
fn labels(
    sheet: &mut Worksheet,
    number: u32,
    row: &Row,
    layout: &Layout,
    look: &Format,
    is_repeated: bool,
) -> Result<(), XlsxError> {
    let is_lone = layout.stubs > 1 && row.group.is_empty();
    if is_lone {
        let unbroken = look.clone().unset_text_wrap();
        sheet.write_string_with_format(number, 0, super::words(&row.label), &unbroken)?;
        sheet.write_blank(number, 1, look)?;
        return Ok(());
    }
    if layout.stubs > 1 {
        let look = if is_repeated { style::said_before(look.clone()) } else { look.clone() };
        sheet.write_string_with_format(number, 0, super::words(&row.group), &look)?;
    }
    sheet.write_string_with_format(number, layout.stubs - 1, super::words(&row.label), look)?;
    let words = [row.label.as_str(), &row.group]
        .into_iter()
        .zip(layout.widths[..usize::from(layout.stubs)].iter().rev().copied());
    sheet.set_row_height(number, layout::height(words, 11))?;
    Ok(())
}

/// What the table says and how it is counted, below it; returns the last row.
fn notes(sheet: &mut Worksheet, table: &Table, layout: &Layout) -> Result<u32, XlsxError> {
    let references: Vec<&str> =
        table.references.iter().map(|reference| reference.0.as_str()).collect();
    let references = format!("Riferimenti: {}.", references.join("; "));
    let mut row = layout.last_row + 1;
    for words in table.sentences.iter().chain(&table.notes).chain([&references]) {
        row += 1;
        across(sheet, layout, row, words, 11)?;
    }
    Ok(row)
}

/// A landscape page one sheet wide, with whose it is and where one is.
pub(super) fn page(sheet: &mut Worksheet, report: &Report, what: &str) {
    // In a header `&` begins an instruction, and all of it has 255 characters.
    let body: String = report.head.body.chars().take(100).collect();
    let body = body.replace('&', "&&");
    sheet
        .set_landscape()
        .set_paper_size(style::A4)
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&L{body}&R{}", report.edition.label()))
        .set_footer(format!("&L{what}&Rpagina &P di &N"));
}
