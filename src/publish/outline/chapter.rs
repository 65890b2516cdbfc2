//! The chapters of the outline: what the data say, the question, the place to write.

use super::committee;
use super::part::{Line, Part, paragraph, plain, widths};
use crate::italian;
use crate::model::achievement::{Achievements, Outcome, Score, Summary};

use crate::model::cug_report::{Chapter, ChapterPart, TextFormat};
use crate::model::report::Report;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::{Column, Table};
use crate::publish::workbook::words;

pub(super) fn parts(report: &Report) -> Vec<Part> {
    report.cug_report.chapters.iter().flat_map(|of| chapter(report, of)).collect()
}

fn chapter(report: &Report, chapter: &Chapter) -> Vec<Part> {
    let format = &chapter.format;
    let mut parts = vec![Part::Heading { level: format.level, text: format.heading() }];
    if let Some(asked) = &format.text {
        parts.push(Part::Question { text: asked.question.clone() });
    }
    let named = |ids: &[String]| -> Vec<&Table> {
        let tables = ids
            .iter()
            .filter_map(|id| report.tables.iter().find(|table| table.id.to_string() == *id));
        tables.collect()
    };
    parts.extend(named(&format.sentences).into_iter().map(|table| sentence(report, table)));
    for part in &format.parts {
        parts.extend(self::part(report, *part));
    }
    let tables = named(&format.tables).into_iter();
    parts.extend(tables.filter(|table| table.provided).flat_map(self::table));
    parts.extend(format.text.as_ref().map(|asked| place(asked, chapter.text_path.as_deref())));
    parts
}

/// Where the text is written, or the file where it is already.
fn place(asked: &TextFormat, path: Option<&str>) -> Part {
    match path {
        None => Part::Sign { text: asked.sign() },
        Some(path) => {
            let text = format!("{} «{}»: si corregge lì.", TextFormat::ELSEWHERE, words(path));
            Part::Elsewhere { text }
        }
    }
}

fn sentence(report: &Report, table: &Table) -> Part {
    let text = match (table.sentences.as_slice(), table.provided) {
        ([], true) => "I valori sono nella tabella.".to_owned(),
        ([], false) => format!("{}.", italian::capitalised(&report.head.not_provided)),
        (sentences, _) => sentences.join(" "),
    };
    Part::Sentence { source: Some(format!("Tabella {}", table.id)), text: words(&text) }
}

fn part(report: &Report, part: ChapterPart) -> Vec<Part> {
    let missing = |input: &str| {
        vec![Part::Note {
            text: format!(
                "{}: il file «{input}».",
                italian::capitalised(&report.head.not_provided)
            ),
        }]
    };
    let cug = &report.cug_report;
    match part {
        ChapterPart::Years => report
            .years
            .as_ref()
            .and_then(|years| paragraph(&years.sentences))
            .into_iter()
            .collect(),
        ChapterPart::Plan => report.achievements.as_ref().map_or_else(|| missing("piano"), plan),
        ChapterPart::Objectives => {
            report.achievements.as_ref().map_or_else(|| missing("piano"), objectives)
        }
        ChapterPart::Members => match &cug.members {
            None => missing("componenti"),
            Some(members) => {
                let rows = members.iter().map(|member| {
                    [&member.name, &member.role, member.named_by.as_ref().unwrap_or(&String::new())]
                        .map(|text| words(text))
                        .to_vec()
                });
                let table = plain("Composizione", &["Nome", "Ruolo", "Designazione"], rows);
                paragraph(cug.members_sentence.as_slice()).into_iter().chain([table]).collect()
            }
        },
        ChapterPart::Meetings => match &cug.meetings {
            None => missing("riunioni"),
            Some(meetings) => {
                let rows = meetings.iter().map(|meeting| {
                    let present = meeting.present.clone().unwrap_or_default();
                    vec![
                        italian::long_date(meeting.date),
                        words(&meeting.subjects),
                        words(&present),
                    ]
                });
                let table = plain("Riunioni", &["Data", "Argomenti", "Presenti"], rows);
                paragraph(cug.meetings_sentence.as_slice()).into_iter().chain([table]).collect()
            }
        },
        part => committee::part(cug, part),
    }
}

/// The plan by ambito.
fn plan(of: &Achievements) -> Vec<Part> {
    let groups = of
        .areas
        .iter()
        .map(|area| (area.label(), &area.summary))
        .chain([("Piano".to_owned(), &of.overall)]);
    let table = summaries(of, "Il piano per ambito", "Ambito", groups);
    paragraph(&of.sentences).into_iter().chain([table]).collect()
}

fn objectives(of: &Achievements) -> Vec<Part> {
    let groups =
        of.areas.iter().flat_map(|area| &area.objectives).map(|objective| {
            (format!("{} {}", objective.code, objective.title), &objective.summary)
        });
    vec![summaries(of, "Gli obiettivi del piano", "Obiettivo", groups)]
}

/// Groups of indicators with their outcomes, in words, and score: a page has no room for a column of
/// each outcome.
fn summaries<'a>(
    plan: &Achievements,
    title: &str,
    stub: &str,
    groups: impl Iterator<Item = (String, &'a Summary)>,
) -> Part {
    const LABELS: usize = 2;
    let mut header = vec![stub, "Esiti", "Valutati", "Punteggio"];
    if plan.differ_with_missing_at_zero() {
        header.push("Con i mancanti a 0");
    }
    let columns = header.len();
    let line = |(name, summary): (String, &Summary)| {
        let Score { assessed_text, text, at_zero_text, .. } = &summary.score;
        let counted = Outcome::ALL.into_iter().zip(summary.counts).filter(|(_, count)| *count > 0);
        let outcomes: Vec<String> = counted
            .map(|(outcome, count)| format!("{} {}", italian::count(count), outcome.counted(count)))
            .collect();
        let score = [assessed_text, text, at_zero_text].into_iter().cloned();
        let cells = [words(&name), outcomes.join(", ")].into_iter().chain(score).take(columns);
        Line { cells: cells.collect(), bold: false }
    };
    Part::Table {
        title: title.to_owned(),
        header: header.into_iter().map(str::to_owned).collect(),
        rows: groups.map(line).collect(),
        labels: LABELS,
        widths: widths(columns, LABELS),
    }
}

/// A table of the annex, each heading with the words above it. One that is wider than the page goes
/// without its classes.
fn table(table: &Table) -> Vec<Part> {
    let is_shown =
        |column: &Column| !table.landscape || !matches!(column.role, ColumnRole::Class(_));
    let shown: Vec<bool> = table.columns.iter().map(is_shown).collect();
    let headings = table.columns.iter().filter(|column| is_shown(column)).map(|column| {
        let (spanner, heading) = (column.spanner(), column.heading());
        if spanner == heading || spanner.is_empty() {
            heading
        } else {
            format!("{spanner}: {heading}")
        }
    });
    let header: Vec<String> = table.stub.iter().cloned().chain(headings).collect();
    let rows = table.rows.iter().map(|row| {
        let labels: Vec<&str> =
            if table.stub.len() > 1 { vec![&row.group, &row.label] } else { vec![&row.label] };
        let labels = labels.into_iter().map(words);
        let cells = row.cells.iter().zip(&shown).filter(|(_, is_shown)| **is_shown);
        let cells = labels.chain(cells.map(|(cell, _)| cell.text.clone()));
        Line { cells: cells.collect(), bold: row.role == RowRole::Total }
    });
    let whole = Part::Table {
        title: format!("Tabella {}. {}", table.id, table.title),
        rows: rows.collect(),
        labels: table.stub.len(),
        widths: widths(header.len(), table.stub.len()),
        header,
    };
    let note = table.landscape.then(|| Part::Note {
        text: format!("Le classi di età della tabella {} sono nell'Allegato 1.", table.id),
    });
    std::iter::once(whole).chain(note).collect()
}
