//! Table 1.8: exam boards by gender of their members and of who presides.

use super::tally::Tally;
use super::{Content, by_gender, figure};
use crate::italian;
use crate::model::board::Board;
use crate::model::cell::Cell;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::table::{Column, Row, RowKind};

/// One row for each board; `None` without the file `commissioni`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let boards = dataset.boards.as_ref()?;
    let tallies: Vec<Tally> = boards.iter().map(tally).collect();
    let mut whole = Tally::new(1);
    for tally in &tallies {
        whole.add(tally);
    }
    let row = |kind, label: &str, tally: &Tally, president| {
        let mut cells: Vec<Cell> = by_gender::cells(tally, whole.total(), figure::count);
        cells.push(figure::gender(president));
        Row::new(kind, label, cells)
    };
    let mut rows: Vec<Row> = boards
        .iter()
        .zip(&tallies)
        .map(|(board, tally)| row(RowKind::Body, &board.name, tally, board.president))
        .collect();
    rows.push(row(RowKind::Total, words.row("total"), &whole, None));
    let mut columns = by_gender::columns(words, "share", "share");
    columns.push(Column {
        gender: None,
        label: words.column("president").to_owned(),
        mark: Some(words.column("president_mark").to_owned()),
        spanner: Some(words.column("president").to_owned()),
    });
    Some(Content {
        sentences: sentences(boards, &whole),
        columns,
        rows,
        notes: note(boards, words).into_iter().collect(),
        ..Content::default()
    })
}

fn tally(board: &Board) -> Tally {
    let mut tally = Tally::new(1);
    for gender in Gender::ALL {
        tally.put(gender, 0, board.members[gender.index()]);
    }
    tally
}

/// Names the boards below the share that the law reserves to women.
fn note(boards: &[Board], words: &TableFormat) -> Option<String> {
    let short: Vec<String> = boards
        .iter()
        .filter(|board| board.is_short_of_women())
        .map(|board| {
            let [women, total, reserved] =
                [board.women(), board.total(), board.reserved_to_women()].map(italian::count);
            format!("«{}» ({women} su {total}, riservati {reserved})", board.name)
        })
        .collect();
    let note = words.variant_note("short_of_women").replace("{boards}", &short.join("; "));
    (!short.is_empty()).then_some(note)
}

fn sentences(boards: &[Board], whole: &Tally) -> Vec<String> {
    if boards.is_empty() {
        return vec!["Nessuna commissione di concorso.".to_owned()];
    }
    let presidents = boards.iter().filter_map(|board| board.president).collect::<Vec<_>>();
    let women = presidents.iter().filter(|gender| **gender == Gender::Woman).count();
    let mut sentences = vec![format!(
        "Le donne sono {} su {} ({} %) in {}.",
        italian::count(whole.women()),
        italian::counted(whole.total(), "componente", "componenti"),
        figure::percent(whole.women(), whole.total()).text,
        italian::counted(boards.len() as u64, "commissione", "commissioni"),
    )];
    if !presidents.is_empty() {
        sentences.push(format!(
            "Presiedute da donne: {} su {}.",
            italian::count(women as u64),
            italian::count(presidents.len() as u64),
        ));
    }
    sentences
}
