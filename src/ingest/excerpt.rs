//! The rows that findings are about, read a second time: nobody keeps the cells of a whole file
//! in case one of them is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::file::sheet::Row;
use super::grid::body::Body;
use super::grid::source::{self, SheetSource, Source};
use super::input::history;
use crate::diagnostic::{Diagnostics, code};
use crate::ingest::file::page;
use crate::model::excerpt::{Excerpt, ExcerptRow};
use crate::model::fiscal_code;
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::{ROWS_OF_A_SHEET, SourceColumn, SourceFile};
use crate::model::settings::Settings;

/// The rows of each input that have findings, in the order of the inputs, with the columns that are
/// read and nothing else of the file. An input that could not be opened, or has findings only above
/// its rows, has no excerpt.
pub fn excerpts(
    files: &[InputFile],
    settings: &Settings,
    diagnostics: &Diagnostics,
) -> Vec<Excerpt> {
    let mut wanted: BTreeMap<(InputKind, &str), Wanted<'_>> = BTreeMap::new();
    // Remarks above and below a table are no data: who knows what is written there.
    let of_tables = diagnostics.iter().filter(|of| of.code != code::ROWS_OUTSIDE_TABLE);
    for place in of_tables.map(|diagnostic| &diagnostic.location) {
        if let (Some(kind), Some(path), Some(row)) = (place.kind, place.file.as_deref(), place.row)
        {
            let rows = wanted.entry((kind, path)).or_default();
            rows.entry(place.sheet.as_deref()).or_default().insert(row);
        }
    }
    let excerpts_of = |((kind, path), rows): ((InputKind, &str), Wanted<'_>)| {
        let file = files.iter().find(|file| file.kind == kind && file.path == path)?;
        // What is wrong with the file was told when it was read.
        let mut told = Diagnostics::default();
        let excerpts = if page::is_page(path) {
            // Its rows are those of the page, which the browser shows.
            return None;
        } else if kind == InputKind::History {
            let bytes = source::contents(file, &mut told)?;
            all(&history::open(file, &bytes, settings, &mut told)?, &rows)
        } else {
            let all = |source: Source<'_>| all(&source, &rows);
            source::with(kind, files, settings, &mut told, all)?
        };
        Some(excerpts)
    };
    wanted.into_iter().filter_map(excerpts_of).flatten().collect()
}

/// The rows that are wanted of each sheet.
type Wanted<'a> = BTreeMap<Option<&'a str>, BTreeSet<u32>>;

/// An excerpt for each sheet that has some of the rows.
fn all(source: &Source<'_>, wanted: &Wanted<'_>) -> Vec<Excerpt> {
    let of_sheet = |(number, sheet): (u32, &SheetSource<'_>)| {
        let rows = wanted.get(&sheet.place.sheet.as_deref())?;
        let (_, columns, _) = source.facts.part(number * ROWS_OF_A_SHEET);
        excerpt((&source.facts, number), sheet, columns, rows)
    };
    let excerpts = (0u32..).zip(&source.sheets).filter_map(of_sheet);
    excerpts.filter(|excerpt| !excerpt.rows.is_empty()).collect()
}

fn excerpt(
    (facts, number): (&SourceFile, u32),
    sheet: &SheetSource<'_>,
    columns: &[SourceColumn],
    wanted: &BTreeSet<u32>,
) -> Option<Excerpt> {
    let SheetSource { tab, header, .. } = sheet;
    // Two names may be read from one column.
    let mut columns = columns.to_vec();
    columns.dedup_by_key(|column| column.index);
    let body = Body::new(facts.kind, tab, header);
    let mut rows: Vec<ExcerptRow> = Vec::new();
    let last = wanted.last()?;
    let looked = tab.each(&mut |row| {
        if row.number > *last {
            return ControlFlow::Break(());
        }
        // A row of a table that was turned passes once for each of its cells.
        let is_next = rows.last().is_none_or(|last| last.number < row.number);
        if is_next && row.number > header.row && wanted.contains(&row.number) {
            rows.push(excerpt_row(&row, &columns, body.is_damaged(&row)));
        }
        ControlFlow::Continue(())
    });
    looked.ok()?;
    Some(Excerpt {
        kind: facts.kind,
        path: facts.path.clone(),
        sheet: (sheet.tab.name.clone(), number),
        header_row: header.row,
        columns,
        rows,
    })
}

/// The values of a damaged row may have slipped from columns that are not read: none are shown.
fn excerpt_row(row: &Row<'_>, columns: &[SourceColumn], is_damaged: bool) -> ExcerptRow {
    let text = |column: &SourceColumn| match row.cell(column.index as usize).text() {
        Some(text) if !is_damaged => fiscal_code::hidden(&text).into_owned(),
        _ => String::new(),
    };
    ExcerptRow { number: row.number, cells: columns.iter().map(text).collect() }
}
