//! The chapter of the years as template values: tables in the shape of all tables, small multiples.

use serde::Serialize;

use super::chart::length;
use super::table::{Cell, Grid, HeaderCell, Label, Row};
use crate::model::legal_reference::LegalReference;
use crate::model::ratio::Ratio;
use crate::model::years::{
    BREAK_SIGN, YearBar, YearCell, YearChapter, YearChart, YearRow, YearSection,
};

#[derive(Debug, Serialize)]
pub struct Years<'a> {
    years: Vec<String>,
    pub sentences: &'a [String],
    pub notes: &'a [String],
    pub references: &'a [LegalReference],
    pub sections: Vec<Section<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Section<'a> {
    pub title: &'a str,
    pub sentences: &'a [String],
    pub notes: &'a [String],
    pub table: Grid<'a>,
    pub chart: Option<Chart<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Chart<'a> {
    pub title: &'a str,
    pub description: &'a str,
    years: Vec<String>,
    low: i64,
    high: i64,
    level: Option<i64>,
    panels: Vec<Panel<'a>>,
}

#[derive(Debug, Serialize)]
struct Panel<'a> {
    title: &'a str,
    series: Vec<Series<'a>>,
}

#[derive(Debug, Serialize)]
struct Series<'a> {
    look: &'static str,
    /// One for each year; none where it has no figure.
    bars: Vec<Option<Bar<'a>>>,
}

#[derive(Debug, Serialize)]
struct Bar<'a> {
    length: i64,
    text: &'a str,
}

pub(super) fn years(chapter: &YearChapter) -> Years<'_> {
    let years: Vec<String> = chapter.years.iter().map(i32::to_string).collect();
    Years {
        sentences: &chapter.sentences,
        notes: &chapter.notes,
        references: &chapter.references,
        sections: chapter.sections.iter().map(|one| section(one, &chapter.years)).collect(),
        years,
    }
}

fn section<'a>(section: &'a YearSection, years: &[i32]) -> Section<'a> {
    let marked = |year: &i32| match section.breaks.contains(year) {
        true => format!("{BREAK_SIGN} {year}"),
        false => year.to_string(),
    };
    let years: &[String] = &years.iter().map(marked).collect::<Vec<_>>();
    Section {
        title: &section.title,
        sentences: &section.sentences,
        notes: &section.notes,
        table: table(section, years),
        chart: section.chart.as_ref().map(|one| chart(one, years)),
    }
}

/// One column for each year, then the change on the year before.
fn table<'a>(section: &'a YearSection, years: &[String]) -> Grid<'a> {
    let cell =
        |text: &str, colspan, rowspan| HeaderCell { text: text.to_owned(), colspan, rowspan };
    let before = years.iter().rev().nth(1).map_or("", String::as_str);
    Grid {
        // Beyond this a portrait page has no room for a change with its unit.
        landscape: years.len() > 6,
        meaning: None,
        summary: format!(
            "{}. Righe: {}. Colonne: gli anni dal {} al {}, poi la variazione dell'ultimo anno su quello prima.",
            section.title,
            section.rows.len(),
            years.first().map_or("", String::as_str),
            years.last().map_or("", String::as_str),
        ),
        stub: &section.stub,
        header: [
            vec![cell("Anno", years.len(), 1), cell(&format!("Variazione sul {before}"), 1, 2)],
            years.iter().map(|year| cell(year, 1, 1)).collect(),
        ],
        spans: vec![years.len(), 1],
        rows: (0..section.rows.len()).map(|index| row(section, index)).collect(),
    }
}

fn row(section: &YearSection, index: usize) -> Row<'_> {
    let rows = &section.rows;
    let row = &rows[index];
    let label = Label { text: row.label.clone(), rowspan: 1, colspan: 1 };
    let same = |other: &&YearRow| other.group == row.group;
    let starts = index.checked_sub(1).is_none_or(|previous| !same(&&rows[previous]));
    let stub = match (section.stub.len(), starts) {
        (1, _) | (_, false) => vec![label],
        _ => {
            let height = rows[index..].iter().take_while(same).count();
            vec![Label { text: row.group.clone(), rowspan: height, colspan: 1 }, label]
        }
    };
    Row { kind: "body", stub, cells: row.cells.iter().chain([&row.change]).map(figure).collect() }
}

fn figure(cell: &YearCell) -> Cell<'_> {
    Cell { text: &cell.text, zero: cell.value.as_ref().is_none_or(Ratio::is_zero) }
}

fn chart<'a>(chart: &'a YearChart, years: &[String]) -> Chart<'a> {
    let bar = |bar: &'a Option<YearBar>| {
        bar.as_ref().map(|bar| Bar { length: length(&bar.length), text: &bar.text })
    };
    let panels = chart.panels.iter().map(|panel| Panel {
        title: &panel.title,
        series: panel
            .series
            .iter()
            .map(|series| Series {
                look: series.look.key(),
                bars: series.bars.iter().map(bar).collect(),
            })
            .collect(),
    });
    Chart {
        title: &chart.title,
        description: &chart.description,
        years: years.to_vec(),
        low: length(&chart.low),
        high: length(&chart.high),
        level: chart.level.as_ref().map(length),
        panels: panels.collect(),
    }
}
