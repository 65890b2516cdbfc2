//! The rows that findings are about, read a second time: nobody keeps the cells of a whole file
//! in case one of them is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::history;
use super::source::{self, Source};
use crate::diagnostic::{Diagnostics, code};
use crate::model::excerpt::{Excerpt, ExcerptRow};
use crate::model::fiscal_code;
use crate::model::input::{InputFile, InputKind};
use crate::model::quality::SourceColumn;
use crate::model::settings::Settings;

/// The rows of each input that have findings, in the order of the inputs, with the columns that are
/// read and nothing else of the file. An input that could not be opened, or has findings only above
/// its rows, has no excerpt.
pub fn excerpts(
    files: &[InputFile],
    settings: &Settings,
    diagnostics: &Diagnostics,
) -> Vec<Excerpt> {
    let mut wanted: BTreeMap<(InputKind, &str), BTreeSet<u32>> = BTreeMap::new();
    // Remarks above and below a table are no data: who knows what is written there.
    let of_tables = diagnostics.iter().filter(|of| of.code != code::ROWS_OUTSIDE_TABLE);
    for place in of_tables.map(|diagnostic| &diagnostic.location) {
        if let (Some(kind), Some(path), Some(row)) = (place.kind, place.file.as_deref(), place.row)
        {
            wanted.entry((kind, path)).or_default().insert(row);
        }
    }
    let excerpt_of = |((kind, path), rows): ((InputKind, &str), BTreeSet<u32>)| {
        let file = files.iter().find(|file| file.kind == kind && file.path == path)?;
        // What is wrong with the file was told when it was read.
        let mut told = Diagnostics::default();
        let source = match kind {
            InputKind::History => history::open(file, settings, &mut told)?,
            _ => source::open(kind, files, settings, &[], &mut told)?,
        };
        Some(excerpt(source, &rows)).filter(|excerpt| !excerpt.rows.is_empty())
    };
    wanted.into_iter().filter_map(excerpt_of).collect()
}

fn excerpt(Source { sheet, header, facts, .. }: Source, wanted: &BTreeSet<u32>) -> Excerpt {
    let columns = facts.columns;
    let damaged = sheet.damaged(header.first_row..=header.row);
    let rows = sheet
        .rows
        .iter()
        .filter(|row| row.number > header.row && wanted.contains(&row.number))
        .map(|row| {
            // The values of a damaged row may have slipped from columns that are not read.
            let is_damaged = damaged.contains(&row.number);
            let text = |column: &SourceColumn| match row.cell(column.index as usize).text() {
                Some(_) if is_damaged => String::new(),
                Some(text) => fiscal_code::hidden(&text).into_owned(),
                None => String::new(),
            };
            ExcerptRow { number: row.number, cells: columns.iter().map(text).collect() }
        })
        .collect();
    Excerpt { kind: facts.kind, path: facts.path, header_row: header.row, columns, rows }
}
