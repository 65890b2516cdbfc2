//! The public edition: what is kept back in a table is told nowhere else.

use relazione_cug::model::cell::{Cell, Value};
use relazione_cug::model::chart::ChartKind;
use relazione_cug::model::report::{Edition, Report};
use relazione_cug::model::table::Table;
use relazione_cug::tables;

use crate::bodies::sample;
use crate::pdf::elements;
use crate::report::annex;

fn is_figure(cell: &Cell) -> bool {
    matches!(
        cell.value,
        Value::Count(_)
            | Value::Quantity(_)
            | Value::Percent(_)
            | Value::Euro(_)
            | Value::Gender(_)
    )
}

/// The tables of the sample with the chosen cells kept back, and what is told of them.
fn protected(chosen: impl Fn(&Table, &Cell) -> bool) -> (Report, Vec<Table>) {
    let (_, _, verified) = sample();
    let mut hidden = tables::compute(&verified.dataset);
    for table in &mut hidden {
        let before = table.clone();
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if is_figure(cell) && chosen(&before, cell) {
                *cell = Cell::protected(cell.measure);
            }
        }
    }
    (verified.report, tables::tell(&verified.dataset.format, hidden))
}

#[test]
fn nothing_is_told_of_tables_that_are_kept_back_whole() {
    let (_, tables) = protected(|_, _| true);
    let format = sample().2.dataset.format;
    for table in &tables {
        assert_eq!(table.sentences, Vec::<String>::new(), "{}", table.id);
        for chart in &table.charts {
            let bars: Vec<[bool; 3]> = match &chart.kind {
                ChartKind::Pyramid(bars) => {
                    bars.iter().map(|bar| [bar.men.is_some(), bar.women.is_some(), false]).collect()
                }
                ChartKind::WomenShare(bars) => bars
                    .iter()
                    .map(|bar| [bar.women.is_some(), bar.people.is_some(), bar.share.is_some()])
                    .collect(),
                ChartKind::Gap(bars) => bars
                    .iter()
                    .map(|bar| [bar.men.is_some(), bar.women.is_some(), bar.gap.is_some()])
                    .collect(),
                ChartKind::Outcomes(_) => panic!("no table draws outcomes"),
            };
            assert!(bars.iter().flatten().all(|is_told| !is_told), "{}", chart.title);
        }
    }
    for figure in tables::key_figures(&format, &tables) {
        assert_eq!(figure.value, "[r]", "{}", figure.label);
    }
}

#[test]
fn a_figure_that_is_kept_back_is_read_aloud_in_full() {
    let is_small = |_: &Table, cell: &Cell| matches!(cell.value, Value::Count(1 | 2));
    let (mut report, tables) = protected(is_small);
    report.edition = Edition::Public;
    report.tables = tables;
    let cells = report.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let hidden = cells.filter(|cell| cell.is_protected()).count();
    let document = annex(&report);
    let told = elements(&document)
        .iter()
        .filter(|(_, element)| {
            element.get(b"Alt").is_ok_and(|words| {
                lopdf::decode_text_string(words).is_ok_and(|words| words == "dato riservato")
            })
        })
        .count();
    assert!(hidden > 100, "{hidden}");
    assert_eq!(told, hidden);
}
