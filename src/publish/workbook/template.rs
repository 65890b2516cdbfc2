//! The empty sheets of `nuovo`: headings with notes, an example, formats, drop-down lists.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    Worksheet, XlsxError,
};

use super::super::Error;
use super::findings::{height, lines_of};
use super::template_words::{accepted_words, takes_other_words};
use super::{dated, style};
use crate::italian;
use crate::model::input::InputKind;
use crate::model::reference_data::{InputColumn, columns, example_row};

/// The rows of a sheet: lists and formats go down to the last one.
const LAST_ROW: u32 = 1_048_575;

/// A template is of no year.
const DAY: NaiveDate = NaiveDate::from_yo_opt(2020, 1).expect("1 January 2020 is a day");

/// An empty workbook for one input. The example row is one that the reader knows and leaves out.
/// No formulas, no macros.
pub fn template_workbook(kind: InputKind) -> Result<Vec<u8>, Error> {
    let mut workbook = dated(kind.name(), "", DAY)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(italian::capitalised(kind.name()))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    for ((index, column), example) in (0u16..).zip(columns(kind)).zip(example_row(kind)) {
        let content = Content::of(&column.name);
        heading(sheet, index, column, content)?;
        sheet.set_column_format(index, &content.format())?;
        sheet.set_column_width(index, width(column, &example))?;
        write_example(sheet, index, content, &example)?;
        let words = accepted_words(kind, &column.name);
        let check = if words.is_empty() {
            content.check()?
        } else {
            let restricts = !takes_other_words(kind, &column.name);
            let list = DataValidation::new().allow_list_strings(&words)?;
            Some(told(list, "Scegliete una voce dell'elenco.")?.show_error_message(restricts))
        };
        if let Some(check) = check {
            sheet.add_data_validation(2, index, LAST_ROW, index, &check)?;
        }
    }
    sheet.set_landscape().set_paper_size(style::A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    instructions(workbook.add_worksheet(), kind)?;
    Ok(workbook.save_to_buffer()?)
}

const PALE: &str = "#E3E8EE";

/// The name of a column; a required one is light on dark, and its note says so in words.
fn heading(
    sheet: &mut Worksheet,
    index: u16,
    column: &InputColumn,
    content: Content,
) -> Result<(), XlsxError> {
    let format = content
        .format()
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
        .set_height(90);
    sheet.insert_note(0, index, &note)?;
    Ok(())
}

fn need(column: &InputColumn) -> &'static str {
    if column.required { "Obbligatoria" } else { "Facoltativa" }
}

/// Room for the heading, the example and the words to come, in characters.
fn width(column: &InputColumn, example: &str) -> u16 {
    let longest = column.name.chars().count().max(example.chars().count());
    u16::try_from(longest).unwrap_or(u16::MAX).clamp(12, 44) + 4
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Content {
    /// Codes and words. Staff numbers too, so that their zeros stay.
    Text,
    Date,
    Year,
    Area,
    People,
    Percent,
    Amount,
    /// Hours, days, weights.
    Quantity,
}

impl Content {
    fn of(column: &str) -> Self {
        match column {
            "data_nascita" | "data_inquadramento" => Self::Date,
            "anno" => Self::Year,
            "azione" => Self::Area,
            "beneficiari_donne" | "beneficiari_uomini" => Self::People,
            "percentuale_part_time" => Self::Percent,
            "retribuzione" | "spesa" => Self::Amount,
            "quantita" | "ore" | "peso" => Self::Quantity,
            _ => Self::Text,
        }
    }

    fn format(self) -> Format {
        let code = match self {
            Self::Text => "@",
            Self::Date => "dd/mm/yyyy",
            Self::Amount => "#,##0.00",
            Self::Year | Self::Area | Self::People | Self::Percent | Self::Quantity => "General",
        };
        let align = match self {
            Self::Text => FormatAlign::Left,
            _ => FormatAlign::Right,
        };
        Format::new().set_num_format(code).set_align(align).set_indent(1)
    }

    /// What a spreadsheet program refuses while it is typed; what it accepts is read all the same.
    fn check(self) -> Result<Option<DataValidation>, XlsxError> {
        let new = DataValidation::new;
        let whole =
            |first, last| new().allow_whole_number(DataValidationRule::Between(first, last));
        let number = |last| new().allow_decimal_number(DataValidationRule::Between(0.0, last));
        let day = ExcelDateTime::from_ymd;
        let (check, words) = match self {
            Self::Text => return Ok(None),
            Self::Date => {
                let days = DataValidationRule::Between(day(1900, 1, 1)?, day(2100, 12, 31)?);
                (new().allow_date(days), "Scrivete una data, per esempio 31/12/1970.")
            }
            Self::Year => (whole(2000, 2100), "Scrivete un anno, per esempio 2025."),
            Self::Area => (whole(1, 5), "Scrivete un numero da 1 a 5."),
            Self::People => (whole(0, 1_000_000), "Scrivete un numero intero di persone."),
            Self::Percent => {
                (number(100.0), "Scrivete un numero da 0 a 100; 100 è il tempo pieno.")
            }
            Self::Amount => (number(1e12), "Scrivete un importo in euro, senza il segno €."),
            Self::Quantity => (number(1e6), "Scrivete un numero, con la virgola per i decimali."),
        };
        told(check, words).map(Some)
    }
}

fn told(check: DataValidation, words: &str) -> Result<DataValidation, XlsxError> {
    check.set_error_title("Valore non previsto")?.set_error_message(words)
}

/// The example in the form in which the office would write it, set apart from what is real.
fn write_example(
    sheet: &mut Worksheet,
    index: u16,
    content: Content,
    example: &str,
) -> Result<(), XlsxError> {
    let format = content.format().set_italic().set_font_color(style::SECONDARY);
    let date = NaiveDate::parse_from_str(example, "%d/%m/%Y").ok();
    let number = example.replace(',', ".").parse::<f64>().ok();
    match (content, date, number) {
        (Content::Text, ..) if example.is_empty() => sheet.write_blank(1, index, &format)?,
        (Content::Date, Some(date), _) => {
            let date = ExcelDateTime::parse_from_str(&date.to_string())?;
            sheet.write_with_format(1, index, &date, &format)?
        }
        (Content::Text | Content::Date, ..) | (_, _, None) => {
            sheet.write_string_with_format(1, index, example, &format)?
        }
        (_, _, Some(number)) => sheet.write_number_with_format(1, index, number, &format)?,
    };
    Ok(())
}

/// The second sheet: what goes into each column. The reader takes the first, which has the headings.
fn instructions(sheet: &mut Worksheet, kind: InputKind) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, u16); 4] = [
        ("Colonna", 24),
        ("Serve", 14),
        ("Che cosa si scrive", 60),
        ("Altre intestazioni riconosciute", 50),
    ];
    const LINES: [&str; 3] = [
        "Una riga per ogni dato, sotto l'intestazione. La riga grigia che comincia con «esempio» non è letta: potete lasciarla o cancellarla.",
        "Le colonne con l'intestazione chiara su fondo scuro sono obbligatorie; le altre potete toglierle, se non avete il dato.",
        "Le vostre colonne in più non sono lette. Non mettete nomi, cognomi e codici fiscali: non servono.",
    ];
    sheet.set_name("Istruzioni")?;
    let text =
        Format::new().set_font_color(style::TEXT).set_align(FormatAlign::Top).set_text_wrap();
    let bold = text.clone().set_bold();
    let title = Format::new().set_font_color(style::TEXT).set_bold().set_font_size(14);
    sheet.write_with_format(0, 0, format!("Il file «{}»", kind.name()), &title)?;
    for (row, line) in (1u32..).zip(LINES) {
        sheet.write_with_format(row, 0, line, &Format::new().set_font_color(style::TEXT))?;
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
    for (row, column) in (6u32..).zip(columns(kind)) {
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
    sheet.set_landscape().set_paper_size(style::A4).set_print_fit_to_pages(1, 0);
    Ok(())
}
