//! The first sheet: whose tables these are, where each one is, how to read them.

use rust_xlsxwriter::{FormatAlign, Url, Worksheet, XlsxError};

use super::head::{COVER, whose};
use super::{layout, plan, sheet as table_sheet, style};
use crate::model::protection::ProtectionStatement;
use crate::model::report::Report;
use crate::model::role::RowRole;

/// Columns of the cover: number or title, text, state.
const WIDTHS: [u16; 3] = [26, 110, 18];

const NUMBERS: (&str, &str) = (
    "Numeri",
    "Le celle contengono i valori stampati, come numeri: gli stessi di tabelle.csv e dell'Allegato 1. Le percentuali sono già moltiplicate per cento e arrotondate a due decimali: 54,81 vale 54,81 %.",
);
const SIGNS: (&str, &str) = (
    "Segni",
    "«--»: quota di un genere che nella riga non c'è. «n.a.»: il divario non si può calcolare. «–»: nessuna persona di cui calcolare la media. Cella vuota: il format non prevede un valore.",
);
const BELOW: (&str, &str) = (
    "Sotto i totali",
    "Le righe sotto i totali, oltre la linea scura, non ne fanno parte: ripetono le righe per gruppo o contano altro.",
);
const PROTECTED: (&str, &str) = (
    "Valori riservati",
    "«[r]»: il valore non è pubblicato, per non rivelare dati di singole persone.",
);
const ROUNDED: &str = "Numeri arrotondati";
const PORTAL: (&str, &str) = (
    "Portale nazionale",
    "A destra di ogni tabella c'è il blocco da copiare nel portale, nell'ordine delle sue colonne e senza i totali e le percentuali, che il portale calcola da sé. Per selezionarlo tutto scegliete il suo nome, per esempio Portale_1_1, nella casella Nome a sinistra della barra della formula.",
);

pub(super) fn write(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    sheet.set_name(COVER)?;
    sheet.set_screen_gridlines(false);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let title = format!("Relazione CUG: tabelle della Sezione 1, dati del {}", report.head.year);
    sheet.write_string_with_format(0, 0, title, &style::text().set_bold().set_font_size(18))?;
    sheet.set_row_height(0, 26)?;
    sheet.write_string_with_format(1, 0, super::words(&whose(report)), &style::aside())?;
    let mut row = 3;
    if let Some(notice) = &report.head.notice {
        pair(sheet, row, "Avvertenza", notice)?;
        row += 2;
    }
    row = contents(sheet, report, row)?;
    row = section(sheet, row + 1, "Come si legge")?;
    for (title, text) in [NUMBERS, SIGNS, BELOW] {
        pair(sheet, row, title, text)?;
        row += 1;
    }
    let rounded = report.statement.as_ref().and_then(rounded);
    let (title, text) = match &rounded {
        Some(text) => (ROUNDED, text.as_str()),
        None if table_sheet::has_portal(report) => PORTAL,
        None => PROTECTED,
    };
    pair(sheet, row, title, text)?;
    row += 1;
    row = section(sheet, row + 1, "Nota metodologica")?;
    for note in &report.head.method {
        pair(sheet, row, &note.title, &note.text)?;
        row += 1;
    }
    let format = format!("{} ({})", report.head.format_title, report.head.format_reference.0);
    pair(sheet, row, "Format", &format)?;
    pair(sheet, row + 1, "Programma", &report.head.program)?;
    table_sheet::page(sheet, report, COVER);
    Ok(())
}

/// How rounded figures are to be read; `None` where they are not rounded.
fn rounded(statement: &ProtectionStatement) -> Option<String> {
    statement.rounding.as_ref()?;
    let ProtectionStatement { threshold, sensitive_threshold, .. } = statement;
    Some(format!(
        "Ogni numero di persone è arrotondato a un multiplo di {threshold} (di {sensitive_threshold} per conciliazione e congedi): {}. Percentuali e medie a testa sono calcolate dai numeri arrotondati. «[r]»: valore di poche persone, non stampato.",
        statement.meaning(*threshold)
    ))
}

/// One line for each table and for the plan, which leads to its sheet; returns the row below them.
fn contents(sheet: &mut Worksheet, report: &Report, first: u32) -> Result<u32, XlsxError> {
    let look = style::heading(FormatAlign::Left);
    for (column, words) in (0..).zip(["Tabella", "Titolo", "Dati"]) {
        sheet.write_string_with_format(first, column, words, &look)?;
    }
    let look = style::row(RowRole::Body);
    let tables = report.tables.iter().map(|table| {
        let state = if table.provided { "forniti" } else { report.head.not_provided.as_str() };
        let id = table.id.to_string();
        (format!("Tabella {id}"), id, table.title.as_str(), state)
    });
    let plan = report.achievements.iter().flat_map(|_| plan::SHEETS);
    let plan = plan.map(|(name, title)| (name.to_owned(), name.to_owned(), title, "forniti"));
    let mut row = first;
    for (words, sheet_name, title, state) in tables.chain(plan) {
        row += 1;
        let link = Url::new(format!("internal:'{sheet_name}'!A1")).set_text(words);
        sheet.write_url_with_format(row, 0, link, &style::link())?;
        sheet.write_string_with_format(row, 1, title, &look)?;
        sheet.write_string_with_format(row, 2, state, &look)?;
        sheet.set_row_height(row, layout::height([(title, WIDTHS[1])], 11))?;
    }
    Ok(row + 1)
}

/// A heading; returns the row below it.
fn section(sheet: &mut Worksheet, row: u32, words: &str) -> Result<u32, XlsxError> {
    let look = style::text().set_bold().set_font_size(14);
    sheet.write_string_with_format(row, 0, words, &look)?;
    sheet.set_row_height(row, 20)?;
    Ok(row + 1)
}

/// What, and the words about it.
fn pair(sheet: &mut Worksheet, row: u32, what: &str, words: &str) -> Result<(), XlsxError> {
    let label = style::paragraph().set_bold();
    sheet.write_string_with_format(row, 0, what, &label)?;
    sheet.write_string_with_format(row, 1, super::words(words), &style::paragraph())?;
    sheet.set_row_height(row, layout::height([(words, WIDTHS[1])], 11))?;
    Ok(())
}
