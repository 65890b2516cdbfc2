//! The empty sheets of `nuovo`: headings with notes, an example, formats, drop-down lists.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Note, Worksheet, XlsxError,
};

use super::super::Error;
use super::listing::{height, lines_of};
use super::lists::Lists;
use super::template_words::accepted_words;
use super::{dated, printing, style};
use crate::italian;
use crate::model::holds::Holds;
use crate::model::input::InputKind;
use crate::model::reference_data::{InputColumn, example_row, offered_columns};

/// The rows of a sheet: lists and formats go down to the last one.
const LAST_ROW: u32 = 1_048_575;

/// A template is of no year.
const DAY: NaiveDate = NaiveDate::from_yo_opt(2020, 1).expect("1 January 2020 is a day");

/// An empty workbook for one input. The example row is one that the reader knows and leaves out.
/// No formulas, no macros.
pub fn template_workbook(kind: InputKind) -> Result<Vec<u8>, Error> {
    template_workbook_of(kind, None)
}

/// The same, with an example of the year that the office asks for.
pub fn template_workbook_of(kind: InputKind, year: Option<i32>) -> Result<Vec<u8>, Error> {
    let list = if kind.is_checklist() {
        offered_columns(kind).take(1).flat_map(accepted_words).map(|words| vec![words]).collect()
    } else {
        Vec::new()
    };
    workbook(kind, &[vec![example_row(kind, year)], list].concat(), true)
}

/// The same workbook filled with rows, their cells in the order of [`offered_columns`].
pub fn filled_workbook(kind: InputKind, rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    workbook(kind, rows, false)
}

fn workbook(
    kind: InputKind,
    rows: &[Vec<String>],
    begins_with_example: bool,
) -> Result<Vec<u8>, Error> {
    let mut workbook = dated(kind.name(), "", DAY)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(italian::capitalised(kind.name()))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    let mut lists = Lists::default();
    for (index, column) in (0u16..).zip(offered_columns(kind)) {
        heading(sheet, index, column)?;
        sheet.set_column_format(index, &format_of(column))?;
        sheet.set_column_width(index, width(kind, column))?;
        let format = format_of(column).set_align(FormatAlign::Top).set_text_wrap();
        let written = format.clone().set_font_color(style::TEXT);
        let example = format.set_italic().set_font_color(style::SECONDARY);
        for (row, cells) in (1u32..).zip(rows) {
            let format = if begins_with_example && row == 1 { &example } else { &written };
            let text = cells.get(usize::from(index)).map_or("", String::as_str);
            write(sheet, (row, index), column, text, format)?;
        }
        if let Some(check) = check_of(column, &mut lists)? {
            sheet.add_data_validation(2, index, LAST_ROW, index, &check)?;
        }
    }
    let columns: Vec<&InputColumn> = offered_columns(kind).collect();
    for (row, cells) in (1u32..).zip(rows) {
        let lines =
            columns.iter().zip(cells).map(|(column, text)| lines_of(text, width(kind, column)));
        sheet.set_row_height(row, height(lines.max().unwrap_or(1)))?;
    }
    let all = columns.iter().map(|column| width(kind, column)).sum();
    printing::set(sheet, all, 0)?;
    sheet.set_print_gridlines(true);
    if printing::pages_across(all) > 1 {
        let names_row = (0u16..).zip(&columns).filter(|(_, column)| names_row(column)).last();
        if let Some((key, _)) = names_row {
            sheet.set_repeat_columns(key, key)?;
        }
    }
    instructions(workbook.add_worksheet(), kind)?;
    lists.write(&mut workbook)?;
    super::saved(&mut workbook)
}

/// Whether a column says which person or thing its row is of.
fn names_row(column: &InputColumn) -> bool {
    column.required && column.holds == Holds::Code
}

const PALE: &str = "#E3E8EE";

/// The name of a column; a required one is light on dark, and its note says so in words.
fn heading(sheet: &mut Worksheet, index: u16, column: &InputColumn) -> Result<(), XlsxError> {
    let format = format_of(column)
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(style::TEXT);
    let format = if column.required {
        format.set_font_color("#FFFFFF").set_background_color(style::TEXT)
    } else {
        format.set_font_color(style::TEXT).set_background_color(PALE)
    };
    sheet.write_with_format(0, index, column.name.as_str(), &format)?;
    let note = Note::new(format!("{}. {}", need(column), column.help))
        .set_author("relazione-cug")
        .add_author_prefix(false)
        .set_width(300)
        .set_height(120);
    sheet.insert_note(0, index, &note)?;
    Ok(())
}

fn need(column: &InputColumn) -> &'static str {
    if column.required { "Obbligatoria" } else { "Facoltativa" }
}

/// Room for the heading, the example and the words to come, in characters. What a checklist asks stands
/// on one line, and so does most of what is answered.
fn width(kind: InputKind, column: &InputColumn) -> u16 {
    let letters = |words: &str| words.chars().count();
    let named = letters(&column.name).max(letters(&column.example)).clamp(8, 26);
    let longest = match column.holds {
        Holds::Term(_) if kind.is_checklist() => {
            accepted_words(column).iter().map(|word| letters(word)).fold(named, usize::max)
        }
        Holds::Text if kind.is_checklist() => ANSWER,
        _ => named,
    };
    u16::try_from(longest).unwrap_or(u16::MAX) + 4
}

/// Letters of an answer to a checklist.
const ANSWER: usize = 50;

/// How the cells of a column are shown; staff numbers are text, so that their zeros stay.
fn format_of(column: &InputColumn) -> Format {
    let (code, align) = match column.holds {
        Holds::Date => ("dd/mm/yyyy", FormatAlign::Right),
        Holds::Amount => ("#,##0.00", FormatAlign::Right),
        Holds::Number | Holds::Whole => ("General", FormatAlign::Right),
        Holds::Code | Holds::Text | Holds::Measured | Holds::YesNo | Holds::Term(_) => {
            ("@", FormatAlign::Left)
        }
    };
    Format::new().set_num_format(code).set_align(align).set_indent(1)
}

/// What a spreadsheet program asks about while it is typed. It bars nothing: the reader knows more
/// ways to write a word, a date or a number, and tells what it does not know.
fn check_of(column: &InputColumn, lists: &mut Lists) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new;
    let day = ExcelDateTime::from_ymd;
    let words = accepted_words(column);
    if !words.is_empty() {
        let list = new().allow_list_formula(lists.add(&column.name, words));
        let check = with_message(list, "La voce non è nell'elenco.")?;
        return Ok(Some(check.show_error_message(!column.open)));
    }
    let bounds = column.from.zip(column.to);
    let (check, words) = match (column.holds, bounds) {
        (Holds::Date, _) => {
            let days = DataValidationRule::Between(day(1900, 1, 1)?, day(2100, 12, 31)?);
            (new().allow_date(days), "Scrivete una data, per esempio 31/12/1970.".to_owned())
        }
        (Holds::Amount, _) => (
            new().allow_decimal_number(DataValidationRule::Between(0.0, 1e12)),
            "Scrivete un importo in euro, senza il segno €.".to_owned(),
        ),
        (Holds::Whole, Some((from, to))) => (
            new().allow_whole_number(DataValidationRule::Between(from, to)),
            format!("Scrivete un numero intero da {from} a {to}, per esempio {}.", column.example),
        ),
        (Holds::Number, Some((from, to))) => (
            new().allow_decimal_number(DataValidationRule::Between(from.into(), to.into())),
            format!("Scrivete un numero da {from} a {to}, con la virgola per i decimali."),
        ),
        _ => return Ok(None),
    };
    with_message(check, &words).map(Some)
}

fn with_message(check: DataValidation, words: &str) -> Result<DataValidation, XlsxError> {
    let words = format!(
        "{words} Potete tenere quello che avete scritto: se il programma non lo capisce, lo dirà."
    );
    let check = check.set_error_style(DataValidationErrorStyle::Warning);
    check.set_error_title("Valore non previsto")?.set_error_message(words)
}

/// A value in the form in which the office would write it.
fn write(
    sheet: &mut Worksheet,
    (row, index): (u32, u16),
    column: &InputColumn,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let date = NaiveDate::parse_from_str(text, "%d/%m/%Y").ok();
    let number = text.replace(',', ".").parse::<f64>().ok();
    let is_number = matches!(column.holds, Holds::Number | Holds::Whole | Holds::Amount);
    match (column.holds, date, number) {
        _ if text.is_empty() => sheet.write_blank(row, index, format)?,
        (Holds::Date, Some(date), _) => {
            let date = ExcelDateTime::parse_from_str(&date.to_string())?;
            sheet.write_with_format(row, index, &date, format)?
        }
        (_, _, Some(number)) if is_number => {
            sheet.write_number_with_format(row, index, number, format)?
        }
        _ => sheet.write_string_with_format(row, index, text, format)?,
    };
    Ok(())
}

/// Only the CUG's own report names people; what is printed of the others, and for whom, is said.
fn about_names(kind: InputKind) -> &'static str {
    const PRINTED: [InputKind; 5] = [
        InputKind::Plan,
        InputKind::Actuals,
        InputKind::Initiatives,
        InputKind::Meetings,
        InputKind::Programme,
    ];
    if kind.is_checklist() {
        "Le righe sono già pronte: scrivete accanto. Una riga senza niente accanto non è letta; potete aggiungerne di vostre."
    } else if kind == InputKind::Members {
        "I nomi sono stampati nella relazione del CUG, anche nell'edizione per il sito. Le vostre colonne in più non sono lette."
    } else if PRINTED.contains(&kind) {
        "Quello che scrivete qui è stampato nella relazione, anche nell'edizione per il sito, parola per parola: non mettete nomi, matricole e codici fiscali. Le vostre colonne in più non sono lette."
    } else if kind == InputKind::Justifications {
        "Quello che scrivete qui è stampato nella relazione che va al CUG e al Nucleo di valutazione, parola per parola: non mettete nomi, matricole e codici fiscali. Le vostre colonne in più non sono lette."
    } else {
        "Le vostre colonne in più non sono lette. Non mettete nomi, cognomi e codici fiscali: non servono."
    }
}

/// The second sheet: what goes into each column. The reader takes the first, which has the headings.
fn instructions(sheet: &mut Worksheet, kind: InputKind) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, u16); 4] = [
        ("Colonna", 24),
        ("Serve", 14),
        ("Che cosa si scrive", 60),
        ("Altre intestazioni riconosciute", 50),
    ];
    const LINES: [&str; 2] = [
        "Una riga per ogni dato, sotto l'intestazione. La riga grigia che comincia con «esempio» non è letta: potete lasciarla o cancellarla.",
        "Le colonne con l'intestazione chiara su fondo scuro sono obbligatorie; le altre potete toglierle, se non avete il dato.",
    ];
    sheet.set_name("Istruzioni")?;
    let text = style::paragraph().set_indent(1);
    let bold = text.clone().set_bold();
    let title = style::text().set_bold().set_font_size(14).set_indent(1);
    sheet.write_with_format(0, 0, format!("Il file «{}»", kind.name()), &title)?;
    for (row, line) in (1u32..).zip(LINES.into_iter().chain([about_names(kind)])) {
        sheet.write_with_format(row, 0, line, &style::text().set_indent(1))?;
    }
    let header = bold
        .clone()
        .set_background_color(PALE)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(style::TEXT);
    for (index, (words, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_with_format(5, index, words, &header)?;
        sheet.set_column_width(index, width)?;
    }
    for (row, column) in (6u32..).zip(offered_columns(kind)) {
        let own = if column.required { &bold } else { &text };
        sheet.write_with_format(row, 0, column.name.as_str(), own)?;
        sheet.write_with_format(row, 1, need(column).to_lowercase(), own)?;
        sheet.write_with_format(row, 2, column.help.as_str(), &text)?;
        let others: Vec<&str> = column.aliases.iter().take(6).map(String::as_str).collect();
        let others = others.join(", ");
        sheet.write_with_format(row, 3, &others, &text)?;
        let lines = lines_of(&column.help, COLUMNS[2].1).max(lines_of(&others, COLUMNS[3].1));
        sheet.set_row_height(row, height(lines))?;
    }
    printing::set(sheet, COLUMNS.iter().map(|(_, width)| width).sum(), 5)
}
