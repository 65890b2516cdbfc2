//! `impostazioni.xlsx` and `parole.xlsx` as `nuovo` writes them: one row a key with its help and its
//! list, and a sheet for each thing that has rows of its own.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatBorder, Worksheet, XlsxError,
};

use super::super::Error;
use super::listing::{height, lines_of};
use super::lists::Lists;
use super::{dated, printing, style};
use crate::model::column_choice::ColumnUnit;
use crate::model::input::InputKind;
use crate::model::reference_data::{columns, setting_sheets};
use crate::model::setting_sheet::{
    KEYS_COLUMNS, KEYS_SHEET, SettingKey, SettingSheet, SettingValue,
};
use crate::model::staff_category::StaffCategory;

/// A template is of no year.
const DAY: NaiveDate = NaiveDate::from_yo_opt(2020, 1).expect("1 January 2020 is a day");
/// Rows below the headings that have lines to write on, which are printed also when they are empty, and
/// those that have lists.
const LINED: u32 = 25;
const LISTED: u32 = 300;
const PALE: &str = "#E3E8EE";
/// Where a person writes.
const TO_FILL: &str = "#FFF8E0";

/// The workbook of settings with this name.
pub fn setting_workbook(name: &str) -> Result<Vec<u8>, Error> {
    setting_workbook_of(name, None)
}

/// The same, in which the year of the data is written, where it is known.
pub fn setting_workbook_of(name: &str, year: Option<i32>) -> Result<Vec<u8>, Error> {
    let mut workbook = dated(name, "", DAY)?;
    let mut lists = Lists::default();
    let known = setting_sheets();
    let own: Vec<&SettingSheet> =
        known.sheets.iter().filter(|sheet| sheet.workbook == name).collect();
    if name == "impostazioni" {
        keys(workbook.add_worksheet(), &known.keys, year, &mut lists)?;
    }
    for sheet in own {
        rows(workbook.add_worksheet(), sheet, &mut lists)?;
    }
    lists.write(&mut workbook)?;
    super::saved(&mut workbook)
}

fn heading() -> Format {
    let line = style::text().set_bold().set_background_color(PALE);
    line.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(style::TEXT)
}

fn cell(holds: SettingValue) -> Format {
    let cell = plain_cell(holds).set_background_color(TO_FILL);
    cell.set_border(FormatBorder::Thin).set_border_color(style::HAIRLINE)
}

fn plain_cell(holds: SettingValue) -> Format {
    match holds {
        SettingValue::Text | SettingValue::List => style::paragraph().set_num_format("@"),
        SettingValue::Whole | SettingValue::Number => style::paragraph(),
    }
}

fn keys(
    sheet: &mut Worksheet,
    keys: &[SettingKey],
    year: Option<i32>,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    const WIDTHS: [u16; 5] = [16, 24, 34, 66, 24];
    const TITLES: [&str; 2] = ["che cosa vuol dire", "se è vuota vale"];
    const LINE: &str = "Scrivete nella colonna «valore»; obbligatori sono solo il nome dell'ente e l'anno. Una casella vuota vale come è scritto a destra. Chi preferisce può usare cug.toml: se una cosa è in tutti e due dev'essere la stessa.";
    sheet.set_name(KEYS_SHEET)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.merge_range(0, 0, 0, 4, LINE, &style::paragraph())?;
    sheet.set_row_height(0, height(2))?;
    for (column, words) in (0u16..).zip(KEYS_COLUMNS.into_iter().chain(TITLES)) {
        sheet.write_string_with_format(1, column, words, &heading())?;
    }
    for (row, key) in (2u32..).zip(keys) {
        let own = if key.required { style::paragraph().set_bold() } else { style::paragraph() };
        sheet.write_string_with_format(row, 0, &key.section, &style::aside())?;
        sheet.write_string_with_format(row, 1, &key.key, &own)?;
        let is_year = key.section == "relazione" && key.key == "anno";
        match year.filter(|_| is_year) {
            Some(year) => sheet.write_number_with_format(row, 2, year, &cell(key.holds))?,
            None => sheet.write_blank(row, 2, &cell(key.holds))?,
        };
        sheet.write_string_with_format(row, 3, &key.help, &own.set_indent(1))?;
        let default =
            key.default.as_deref().unwrap_or(if key.required { "va scritto" } else { "" });
        sheet.write_string_with_format(row, 4, default, &style::aside().set_indent(1))?;
        sheet.set_row_height(row, height(lines_of(&key.help, WIDTHS[3])))?;
        if !key.values.is_empty() {
            sheet.add_data_validation(
                row,
                2,
                row,
                2,
                &list(&key.key, key.values.clone(), lists)?,
            )?;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    printing::set(sheet, WIDTHS.iter().sum(), 1)
}

fn rows(sheet: &mut Worksheet, of: &SettingSheet, lists: &mut Lists) -> Result<(), XlsxError> {
    const WIDTH: u16 = 40;
    sheet.set_name(&of.name)?;
    let last = u16::try_from(of.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.merge_range(0, 0, 0, last, &of.help, &style::paragraph())?;
    sheet.set_row_height(0, height(lines_of(&of.help, WIDTH.saturating_mul(last + 1))))?;
    let lines = of.columns.iter().map(|column| lines_of(&column.help, WIDTH)).max();
    for (index, column) in (0u16..).zip(&of.columns) {
        sheet.set_column_width(index, WIDTH)?;
        sheet.write_string_with_format(1, index, &column.help, &style::aside().set_text_wrap())?;
        sheet.write_string_with_format(2, index, &column.name, &heading())?;
        sheet.set_column_format(index, &plain_cell(column.holds))?;
        for row in 3..3 + LINED {
            sheet.write_blank(row, index, &cell(column.holds))?;
        }
        let words = setting_words(of, &column.name);
        if !words.is_empty() {
            let list = list(&column.name, words, lists)?;
            sheet.add_data_validation(3, index, 2 + LISTED, index, &list)?;
        }
    }
    sheet.set_row_height(1, height(lines.unwrap_or(1)))?;
    sheet.set_row_height(2, height(1))?;
    sheet.set_freeze_panes(3, 0)?;
    printing::set(sheet, WIDTH.saturating_mul(last + 1), 2)
}

/// What a column of a sheet may hold, where that is a short list.
pub fn setting_words(sheet: &SettingSheet, column: &str) -> Vec<String> {
    let inputs = || InputKind::ALL.into_iter();
    match (sheet.section.as_str(), column) {
        (_, "file") => inputs().map(|kind| kind.name().to_owned()).collect(),
        (_, "tipologia") => StaffCategory::ALL.map(|of| of.label().to_owned()).to_vec(),
        (_, "tabella") => (1..=11).map(|number| format!("1.{number}")).collect(),
        (_, "unita") => ColumnUnit::ALL.map(|unit| unit.word().to_owned()).to_vec(),
        ("valori", "colonna") => {
            let columns = inputs().flat_map(columns).filter(|column| column.holds.is_term());
            sorted(columns.map(|column| column.name.clone()))
        }
        ("colonne", "colonna") => {
            let names = inputs().flat_map(columns).map(|column| column.name.clone());
            std::iter::once("ignora".to_owned()).chain(sorted(names)).collect()
        }
        _ => Vec::new(),
    }
}

fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    words.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// A list that proposes; what it does not have is asked about, and barred by nobody.
fn list(name: &str, words: Vec<String>, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let check = DataValidation::new().allow_list_formula(lists.add(name, words));
    let check = check.set_error_style(DataValidationErrorStyle::Warning);
    check
        .set_error_title("Valore non previsto")?
        .set_error_message("La voce non è nell'elenco: se il programma non la capisce, lo dirà.")
}
