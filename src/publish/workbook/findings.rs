//! `verifica.xlsx`: the findings, each with a link to its cell in the annotated copy behind them.

use std::cmp::Reverse;

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use super::super::Error;
use super::annotated_copy::{self, Copy};
use super::listing::{LIST, heading, height, lines_of, paper, print_on_one_page_wide, text};
use super::{dated, style, words};
use crate::diagnostic::render::PLACES_COPIED;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::italian;
use crate::model::excerpt::Excerpt;
use crate::model::report::Report;

/// Heading and width, in characters, of each column of the list.
const COLUMNS: [(&str, u16); 9] = [
    ("Gravità", 10),
    ("Codice", 8),
    ("File", 18),
    ("Foglio", 14),
    ("Cella", 8),
    ("Che cosa c'è", 18),
    ("Che cosa non va", 44),
    ("Che cosa fare", 66),
    ("Tabelle", 20),
];

/// The workbook: errors first, then in the order of the files; one sheet more for each input with
/// findings in its rows.
pub(in crate::publish) fn findings(
    report: &Report,
    diagnostics: &Diagnostics,
    excerpts: &[Excerpt],
) -> Result<Vec<u8>, Error> {
    let title = format!("Verifica dei dati al 31 dicembre {}", report.head.year);
    let mut workbook = dated(&title, &report.head.body, report.head.reference_date)?;
    let shown = diagnostics.at_most(PLACES_COPIED);
    let mut ordered: Vec<&Diagnostic> = shown.iter().collect();
    ordered.sort_by_key(|finding| Reverse(finding.severity()));
    let copies: Vec<Copy<'_>> = excerpts.iter().map(Copy::new).collect();
    let introduction = introduction(&title, report, diagnostics);
    list(workbook.add_worksheet(), &introduction, &ordered, &copies)?;
    for copy in &copies {
        annotated_copy::write(workbook.add_worksheet(), copy, &ordered)?;
    }
    if !report.mirror.is_empty() {
        mirror(workbook.add_worksheet(), report)?;
    }
    super::saved(&mut workbook)
}

/// The last sheet: facts of each file that people of the office know by heart.
fn mirror(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    const HEADINGS: [(&str, u16); 3] = [("File", 32), ("Che cosa", 28), ("Quanto", 90)];
    sheet.set_name("Riconoscete il vostro ente")?;
    let bold = Format::new().set_font_color(style::TEXT).set_bold();
    let text =
        Format::new().set_font_color(style::TEXT).set_text_wrap().set_align(FormatAlign::Top);
    for (column, (heading, width)) in (0u16..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    let facts = report.mirror.iter().flat_map(|file| file.facts.iter().map(move |of| (file, of)));
    for (row, (file, fact)) in (1u32..).zip(facts) {
        sheet.write_with_format(row, 0, words(&file.path), &text)?;
        sheet.write_with_format(row, 1, fact.label, &text)?;
        sheet.write_with_format(row, 2, words(&fact.text), &text)?;
    }
    Ok(())
}

/// The lines above the list: what it is, how much there is, what it leaves out.
fn introduction(title: &str, report: &Report, diagnostics: &Diagnostics) -> Vec<String> {
    let count = |severity| diagnostics.count(severity) as u64;
    let found = if diagnostics.is_empty() {
        "I controlli non hanno trovato niente da dire.".to_owned()
    } else {
        let counts = [
            (Severity::Error, "errore", "errori"),
            (Severity::Anomaly, "anomalia", "anomalie"),
            (Severity::Note, "nota", "note"),
        ];
        let present = counts.iter().filter(|(severity, ..)| count(*severity) > 0);
        let words =
            present.map(|(severity, one, many)| italian::counted(count(*severity), one, many));
        format!("{}.", words.collect::<Vec<_>>().join(", "))
    };
    let mut lines = vec![
        format!("{title}. {}", report.head.body),
        format!(
            "{found} Gli errori si correggono, le anomalie si correggono o si spiegano nel file «giustificazioni», le note informano."
        ),
        "Correggete i vostri file, non questa copia. Contiene dati del personale: resta in ufficio.".to_owned(),
    ];
    for (code, found) in diagnostics.by_code() {
        if found.len() > PLACES_COPIED {
            lines.push(format!(
                "Di {code} sono elencati i primi {} casi su {}: tutti sono in verifica.json.",
                italian::count(PLACES_COPIED as u64),
                italian::count(found.len() as u64),
            ));
        }
    }
    lines
}

fn list(
    sheet: &mut Worksheet,
    introduction: &[String],
    findings: &[&Diagnostic],
    copies: &[Copy<'_>],
) -> Result<(), Error> {
    sheet.set_name(LIST)?;
    let title = Format::new().set_bold().set_font_size(14).set_font_color(style::TEXT);
    for (row, line) in (0u32..).zip(introduction) {
        let format =
            if row == 0 { title.clone() } else { Format::new().set_font_color(style::TEXT) };
        sheet.write_with_format(row, 0, words(line), &format)?;
    }
    let header = u32::try_from(introduction.len()).unwrap_or(u32::MAX) + 1;
    for (column, (heading, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_with_format(header, column, heading, &self::heading())?;
        sheet.set_column_width(column, width)?;
    }
    let mut row = header;
    for finding in findings {
        row += 1;
        line(sheet, row, finding, copies)?;
    }
    if row > header {
        sheet.autofilter(header, 0, row, 8)?;
    }
    sheet.set_freeze_panes(header + 1, 0)?;
    print_on_one_page_wide(sheet, header)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    finding: &Diagnostic,
    copies: &[Copy<'_>],
) -> Result<(), XlsxError> {
    let text = text();
    let place = &finding.location;
    let severity = text.clone().set_bold().set_background_color(paper(finding.severity()));
    sheet.write_with_format(row, 0, finding.severity().label(), &severity)?;
    let cell = match (place.cell(), place.row) {
        (Some(cell), _) => cell,
        (None, Some(row)) => format!("riga {row}"),
        (None, None) => String::new(),
    };
    let tables: Vec<String> = finding.tables.iter().map(ToString::to_string).collect();
    let columns = [
        finding.code.name(),
        place.file.as_deref().unwrap_or("cartella di lavoro"),
        place.sheet.as_deref().unwrap_or_default(),
        &cell,
        finding.value.as_deref().unwrap_or_default(),
        &finding.message,
        &finding.remedy,
        &tables.join(", "),
    ];
    let mut lines = 1;
    for ((column, (_, width)), value) in (0u16..).zip(COLUMNS).skip(1).zip(columns) {
        sheet.write_string_with_format(row, column, words(value), &text)?;
        lines = lines.max(lines_of(value, width));
    }
    sheet.set_row_height(row, height(lines))?;
    if let Some(target) = copies.iter().find_map(|copy| copy.target(place)) {
        let link = Url::new(target).set_text(cell).set_tip("Va alla cella nella copia annotata");
        let blue = text.set_font_color(style::ACCENT).set_underline(FormatUnderline::Single);
        sheet.write_url_with_format(row, 4, link, &blue)?;
    }
    Ok(())
}
