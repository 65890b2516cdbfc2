//! Table 1.8: exam boards by gender of their members and of who presides.

use super::printed::Printed;
use super::tally::Tally;
use super::{Content, Description, by_gender, figure, women_share};
use crate::italian;
use crate::model::anatomy::{Anatomy, Labels, Relation};
use crate::model::board::{self, Board};
use crate::model::cell::{Cell, Measure, Value};
use crate::model::chart::Chart;
use crate::model::dataset::Dataset;
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::ColumnRole;
use crate::model::table::{Column, Row};

pub(super) use super::from_totals::by_gender as given;

/// What the table is made of.
pub(super) const ANATOMY: Anatomy = Anatomy {
    labels: Labels::Other,
    measure: Measure::People,
    relations: &[Relation::Layout(by_gender::RELATIONS)],
    agreements: &[],
};

/// One row for each board; `None` without the file `commissioni`.
pub(super) fn compute(dataset: &Dataset, words: &TableFormat) -> Option<Content> {
    let boards = dataset.boards.as_ref()?;
    let tallies: Vec<Tally> = boards.iter().map(tally).collect();
    let mut whole = Tally::new(1);
    for tally in &tallies {
        whole.add(tally);
    }
    let cells = |tally: &Tally, president| {
        let mut cells: Vec<Cell> = by_gender::cells(tally, whole.total(), figure::count);
        cells.push(figure::gender(president));
        cells
    };
    let mut rows: Vec<Row> = boards
        .iter()
        .zip(&tallies)
        .map(|(board, tally)| Row::body(&board.name, cells(tally, board.president)))
        .collect();
    rows.push(words.keyed_row("total", cells(&whole, None)));
    let mut columns = by_gender::columns(words);
    columns.push(Column {
        mark: Some(words.heading("president_mark").to_owned()),
        spanner: Some(words.heading("president").to_owned()),
        ..words.column(None, "president")
    });
    Some(Content { columns, rows, ..Content::default() })
}

pub(super) fn describe(printed: Printed<'_>) -> Description {
    let sentences = [members(printed), presidents(printed), short_of_women(printed)];
    Description {
        sentences: sentences.into_iter().flatten().collect(),
        charts: chart(printed).into_iter().collect(),
        notes: note(printed).into_iter().collect(),
    }
}

/// Of a few boards: more are read in the table.
fn chart(printed: Printed<'_>) -> Option<Chart> {
    const MOST: usize = 16;
    let is_read = (2..=MOST).contains(&printed.body().count());
    let chart = || women_share::chart("Quota di donne in ogni commissione", printed.body());
    is_read.then(chart).flatten()
}

fn tally(board: &Board) -> Tally {
    let mut tally = Tally::new(1);
    for gender in Gender::ALL {
        tally.put(gender, 0, board.members[gender.index()]);
    }
    tally
}

/// How many boards are below the share that the law reserves to women, and the first of them: who reads
/// the CUG's report does not see the notes.
fn short_of_women(printed: Printed<'_>) -> Option<String> {
    if printed.keeps_back() {
        return None;
    }
    let short = boards_short_of_women(printed);
    let (first, others) = short.split_first()?;
    let others = match others.len() as u64 {
        0 => String::new(),
        others => format!(" e {}", italian::counted(others, "altra", "altre")),
    };
    Some(format!(
        "Sotto il terzo dei posti riservato alle donne: {} su {}, {first}{others}.",
        italian::counted(short.len() as u64, "commissione", "commissioni"),
        italian::count(printed.body().count() as u64),
    ))
}

/// Names the boards below the share that the law reserves to women.
fn note(printed: Printed<'_>) -> Option<String> {
    let short = boards_short_of_women(printed);
    let words = printed.words().variant_note("short_of_women");
    (!short.is_empty()).then(|| words.replace("{boards}", &short.join("; ")))
}

/// `«Istruttore, 2 posti» (1 su 5, riservati 2)`
fn boards_short_of_women(printed: Printed<'_>) -> Vec<String> {
    printed
        .body()
        .filter_map(|line| {
            let (women, total) = (line.count(Some(Gender::Woman))?, line.count(None)?);
            let reserved = board::reserved_to_women(total);
            let [women_of, total, places] = [women, total, reserved].map(italian::count);
            (women < reserved)
                .then(|| format!("«{}» ({women_of} su {total}, riservati {places})", line.label()))
        })
        .collect()
}

fn members(printed: Printed<'_>) -> Option<String> {
    let boards = printed.body().count() as u64;
    if boards == 0 {
        return Some("Nessuna commissione di concorso.".to_owned());
    }
    let total = printed.total()?;
    let (women, members) = (total.count(Some(Gender::Woman))?, total.count(None)?);
    Some(format!(
        "Le donne sono {} su {} ({} %) in {}.",
        italian::count(women),
        italian::counted(members, "componente", "componenti"),
        figure::percent(women, members).text,
        italian::counted(boards, "commissione", "commissioni"),
    ))
}

fn presidents(printed: Printed<'_>) -> Option<String> {
    let cells: Vec<&Value> = printed
        .body()
        .filter_map(|line| line.cell(None, ColumnRole::President))
        .map(|cell| &cell.value)
        .collect();
    if cells.contains(&&Value::Protected) {
        return None;
    }
    let women = cells.iter().filter(|value| ***value == Value::Gender(Gender::Woman)).count();
    let known = cells.iter().filter(|value| matches!(value, Value::Gender(_))).count();
    (known > 0).then(|| {
        format!(
            "Presiedute da donne: {} su {}.",
            italian::count(women as u64),
            italian::count(known as u64),
        )
    })
}
