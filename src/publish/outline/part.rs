//! What the outline has one after the other, the same for every format of document.

use serde::Serialize;

use crate::publish::workbook::words;

/// One paragraph or table of the outline.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Part {
    /// The heading of a chapter, by which reading knows where a text ends.
    Heading {
        level: u8,
        text: String,
    },
    /// What the data say, after the number of its table.
    Sentence {
        source: Option<String>,
        text: String,
    },
    Question {
        text: String,
    },
    /// Below it the CUG writes.
    Sign {
        text: String,
    },
    /// The text is in a file of its own.
    Elsewhere {
        text: String,
    },
    Note {
        text: String,
    },
    Table {
        title: String,
        header: Vec<String>,
        rows: Vec<Line>,
        /// Columns of labels, at the left.
        labels: usize,
        /// Millimetres of a column of labels and of one of figures.
        widths: [usize; 2],
    },
}

impl Part {
    /// What reading finds of it: its paragraph, or its caption and its table as one; of a table without
    /// rows every heading.
    pub(super) fn words(&self) -> Vec<String> {
        match self {
            Self::Heading { text, .. }
            | Self::Question { text }
            | Self::Sign { text }
            | Self::Elsewhere { text }
            | Self::Note { text }
            | Self::Sentence { source: None, text } => vec![text.clone()],
            Self::Sentence { source: Some(source), text } => vec![format!("{source}: {text}")],
            Self::Table { title, header, rows, .. } => {
                let cells = header.iter().chain(rows.iter().flat_map(|row| &row.cells));
                let whole = cells.map(String::as_str).collect::<Vec<_>>().join(" ");
                [title.clone(), whole].into_iter().chain(header.iter().cloned()).collect()
            }
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) cells: Vec<String>,
    pub(super) bold: bool,
}

pub(super) fn paragraph(sentences: &[String]) -> Option<Part> {
    let text = words(&sentences.join(" "));
    (!text.is_empty()).then_some(Part::Sentence { source: None, text })
}

/// Millimetres of the text.
const WIDTH: usize = 170;

/// Millimetres of a column of labels and of one of figures.
pub(super) fn widths(columns: usize, labels: usize) -> [usize; 2] {
    const FIGURE: usize = 23;
    const LABEL: usize = 45;
    let figures = columns - labels;
    if figures == 0 {
        return [WIDTH / columns.max(1), 0];
    }
    let all_labels = WIDTH.saturating_sub(FIGURE * figures).max(LABEL * labels);
    [all_labels / labels.max(1), WIDTH.saturating_sub(all_labels) / figures]
}

/// A table of words alone.
pub(super) fn plain(title: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Part {
    Part::Table {
        title: title.to_owned(),
        header: header.iter().map(|&words| words.to_owned()).collect(),
        rows: rows.map(|cells| Line { cells, bold: false }).collect(),
        labels: header.len(),
        widths: widths(header.len(), header.len()),
    }
}
