//! The plan as two sheets of `tabelle.xlsx`: results by ambito, structure and objective, then each
//! indicator with what it came to.

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::head::{COVER, whose};
use super::{layout, sheet as table_sheet, style};
use crate::italian;
use crate::model::achievement::{Achievements, Outcome, Summary};
use crate::model::ratio::Ratio;
use crate::model::report::Report;
use crate::model::role::RowRole;

/// Names of the sheets, with what they hold.
pub(super) const SHEETS: [(&str, &str); 2] = [
    ("Piano", "Risultati del piano delle azioni positive: ambiti, strutture, obiettivi"),
    ("Indicatori", "Gli indicatori del piano: atteso e consuntivo, punteggio, esito"),
];

const HEADINGS: u32 = 4;

/// A cell: words, or a number as it is printed with so many decimals.
enum Cell {
    Words(String),
    Count(u64),
    Score(Option<Ratio>),
}

/// Widths in characters of the columns of words and of those of figures.
const FIGURE: u16 = 13;

pub(super) fn write(
    workbook: &mut Workbook,
    report: &Report,
    plan: &Achievements,
) -> Result<(), XlsxError> {
    let [results, indicators] = SHEETS;
    let outcomes = Outcome::ALL.map(|outcome| (italian::capitalised(outcome.label()), FIGURE));
    let words = |columns: &[(&str, u16)]| -> Vec<(String, u16)> {
        columns.iter().map(|(title, width)| ((*title).to_owned(), *width)).collect()
    };
    let mut columns = words(&[("Gruppo", 12), ("Nome", 60)]);
    columns.extend(outcomes);
    columns.extend(words(&[("Valutati", FIGURE), ("Indicatori", FIGURE), ("Punteggio", FIGURE)]));
    if plan.differ_with_missing_at_zero() {
        columns.extend(words(&[("Con i mancanti a 0", FIGURE)]));
    }
    let sheet = workbook.add_worksheet();
    begin(sheet, report, results, &columns)?;
    rows(sheet, &columns, &groups(plan))?;
    let columns = words(&[
        ("Ambito", 8),
        ("Obiettivo", 11),
        ("Struttura", 28),
        ("Indicatore", 11),
        ("Descrizione", 60),
        ("Unità", 12),
        ("Atteso", FIGURE),
        ("Consuntivo", FIGURE),
        ("Peso", 8),
        ("Punteggio", FIGURE),
        ("Esito", 24),
        ("Giorni di ritardo", FIGURE),
        ("Motivo", 40),
        ("Nota", 60),
    ]);
    let sheet = workbook.add_worksheet();
    begin(sheet, report, indicators, &columns)?;
    rows(sheet, &columns, &of_indicators(plan))
}

/// Title, whose it is, the way back, headings.
fn begin(
    sheet: &mut Worksheet,
    report: &Report,
    (name, title): (&str, &str),
    columns: &[(String, u16)],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_screen_gridlines(false);
    let title_look = style::text().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, title, &title_look)?;
    sheet.write_string_with_format(1, 0, super::words(&whose(report)), &style::aside())?;
    let back = Url::new(format!("internal:'{COVER}'!A1")).set_text("Torna all'indice");
    sheet.write_url_with_format(2, 0, back, &style::link())?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        let look = style::heading(FormatAlign::Left);
        sheet.write_string_with_format(HEADINGS, column, title, &look)?;
    }
    let words = columns.iter().map(|(title, width)| (title.as_str(), *width));
    sheet.set_row_height(HEADINGS, layout::height(words, 12))?;
    sheet.set_freeze_panes(HEADINGS + 1, 2)?;
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
    table_sheet::page(sheet, report, name);
    Ok(())
}

fn rows(
    sheet: &mut Worksheet,
    columns: &[(String, u16)],
    rows: &[Vec<Cell>],
) -> Result<(), XlsxError> {
    let look = style::row(RowRole::Body);
    for (row, cells) in (HEADINGS + 1..).zip(rows) {
        let mut words = Vec::new();
        for (column, (cell, (_, width))) in (0..).zip(cells.iter().zip(columns)) {
            write_cell(sheet, (row, column), cell, &look)?;
            if let Cell::Words(text) = cell {
                words.push((text.as_str(), *width));
            }
        }
        sheet.set_row_height(row, layout::height(words, 11))?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    look: &Format,
) -> Result<(), XlsxError> {
    let (number, format) = match cell {
        Cell::Words(text) => {
            sheet.write_string_with_format(row, column, super::words(text), look)?;
            return Ok(());
        }
        Cell::Count(count) => (count.to_string(), "0"),
        Cell::Score(Some(score)) => (italian::plain(score), "0.00"),
        Cell::Score(None) => (String::new(), ""),
    };
    match number.parse::<f64>() {
        Ok(number) => {
            let look = look.clone().set_num_format(format);
            sheet.write_number_with_format(row, column, number, &look)?;
        }
        Err(_) => {
            let look = look.clone().set_align(FormatAlign::Right);
            sheet.write_string_with_format(row, column, "–", &look)?;
        }
    }
    Ok(())
}

/// The plan, its ambiti, its structures and its objectives, one a row.
fn groups(plan: &Achievements) -> Vec<Vec<Cell>> {
    let group = |kind: &str, name: String, summary: &Summary| {
        let mut cells = vec![Cell::Words(kind.to_owned()), Cell::Words(name)];
        cells.extend(summary.counts.map(Cell::Count));
        cells.extend([Cell::Count(summary.assessed()), Cell::Count(summary.total())]);
        let score = &summary.score;
        cells.extend([&score.value, &score.at_zero].map(|score| Cell::Score(score.clone())));
        cells
    };
    let whole = group("Piano", "Tutto il piano".to_owned(), &plan.overall);
    let areas = plan.areas.iter().map(|area| group("Ambito", area.label(), &area.summary));
    let structures = plan.structures.iter();
    let structures = structures.map(|(name, of)| group("Struttura", name.clone(), of));
    let objectives = plan.objectives().map(|(_, objective)| {
        let name = format!("{} {}", objective.code, objective.title);
        group("Obiettivo", name, &objective.summary)
    });
    std::iter::once(whole).chain(areas).chain(structures).chain(objectives).collect()
}

fn of_indicators(plan: &Achievements) -> Vec<Vec<Cell>> {
    let words = |text: &str| Cell::Words(text.to_owned());
    let optional = |text: &Option<String>| words(text.as_deref().unwrap_or_default());
    let mut lines = Vec::new();
    for (area, objective) in plan.objectives() {
        lines.extend(objective.indicators.iter().map(|one| {
            vec![
                words(&area.to_string()),
                words(&objective.code),
                optional(&objective.structure),
                words(&one.code),
                words(&one.description),
                words(one.unit),
                words(&one.target),
                words(&one.actual),
                words(&one.weight),
                Cell::Score(one.score.clone()),
                words(one.outcome.label()),
                one.days_late.map_or_else(|| words(""), |days| Cell::Count(days.into())),
                optional(&one.reason),
                optional(&one.note),
            ]
        }));
    }
    lines
}
