//! The CUG's own report as template values: chapters, texts as trees, members and meetings.

use serde_json::{Value, json};

use super::{LONGEST, shorten};
use crate::italian;
use crate::model::cug_report::{Chapter, ChapterPart, CugReport};
use crate::model::report::Report;
use crate::model::text::{Alignment, Block, Inline, Picture};

/// `relazione` in `data/deadlines.toml`.
const DEADLINE: &str = "relazione";

pub(super) fn value(report: &Report) -> Value {
    let cug = &report.cug_report;
    let deadlines = report.readiness.deadlines.iter().map(|status| &status.deadline);
    let recipients = deadlines
        .filter(|deadline| deadline.id == DEADLINE)
        .flat_map(|deadline| &deadline.recipients)
        .collect::<Vec<_>>();
    json!({
        "title": cug.title,
        "reference": cug.reference,
        "recipients": recipients,
        "missing_texts": cug.missing_texts().count(),
        "chapters": cug.chapters.iter().map(|one| chapter(one, cug)).collect::<Vec<_>>(),
        "members": cug.members.as_ref().map(|members| members.iter().map(|member| json!({
            "name": shorten(&member.name, 200),
            "role": shorten(&member.role, 200),
            "named_by": member.named_by.as_deref().map(|words| shorten(words, 200)),
        })).collect::<Vec<_>>()),
        "members_sentence": cug.members_sentence,
        "meetings": cug.meetings.as_ref().map(|meetings| meetings.iter().map(|meeting| json!({
            "date": italian::long_date(meeting.date),
            "subjects": shorten(&meeting.subjects, LONGEST),
            "present": meeting.present.as_deref().map(|words| shorten(words, 40)),
        })).collect::<Vec<_>>()),
        "meetings_sentence": cug.meetings_sentence,
    })
}

fn chapter(chapter: &Chapter, cug: &CugReport) -> Value {
    let format = &chapter.format;
    json!({
        "level": format.level,
        "label": format.label,
        "title": format.title,
        "paragraphs": format.paragraphs.iter().map(|paragraph| json!({
            "title": paragraph.title, "text": paragraph.text,
        })).collect::<Vec<_>>(),
        "sentences": format.sentences,
        "charts": format.charts,
        "tables": format.tables,
        "parts": format.parts.iter().map(|part| part_key(*part)).collect::<Vec<_>>(),
        "asked": format.text.as_ref().map(|text| json!({
            "question": text.question, "file": text.path(),
        })),
        "text": chapter.text.as_ref().map(|text| blocks(text, &cug.pictures)),
    })
}

fn part_key(part: ChapterPart) -> &'static str {
    match part {
        ChapterPart::Years => "years",
        ChapterPart::Plan => "plan",
        ChapterPart::Objectives => "objectives",
        ChapterPart::Members => "members",
        ChapterPart::Meetings => "meetings",
    }
}

fn blocks(all: &[Block], pictures: &[Picture]) -> Vec<Value> {
    all.iter().map(|one| block(one, pictures)).collect()
}

fn block(block: &Block, pictures: &[Picture]) -> Value {
    match block {
        Block::Heading { level, content } => {
            json!({ "kind": "heading", "level": level, "content": inlines(content) })
        }
        Block::Paragraph(content) => json!({ "kind": "paragraph", "content": inlines(content) }),
        Block::List { start, items } => json!({
            "kind": "list",
            "start": start,
            "items": items.iter().map(|item| blocks(item, pictures)).collect::<Vec<_>>(),
        }),
        Block::Quote(inner) => json!({ "kind": "quote", "blocks": blocks(inner, pictures) }),
        Block::Code(text) => json!({ "kind": "code", "content": pieces(text) }),
        Block::Table { alignments, header, rows } => json!({
            "kind": "table",
            "alignments": alignments.iter().map(|side| side_key(*side)).collect::<Vec<_>>(),
            "header": header.iter().map(|cell| inlines(cell)).collect::<Vec<_>>(),
            "rows": rows.iter()
                .map(|row| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>())
                .collect::<Vec<_>>(),
        }),
        Block::Picture { number, alternative, caption } => json!({
            "kind": "picture",
            "path": pictures.get(*number).map(|picture| format!("/{}", picture.path)),
            "alternative": shorten(alternative, LONGEST),
            "caption": caption.as_deref().map(|words| shorten(words, LONGEST)),
        }),
        Block::Rule => json!({ "kind": "rule" }),
    }
}

fn side_key(side: Alignment) -> &'static str {
    match side {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn inlines(content: &[Inline]) -> Vec<Value> {
    content.iter().flat_map(inline).collect()
}

fn inline(inline: &Inline) -> Vec<Value> {
    match inline {
        Inline::Text(text) => pieces(text),
        Inline::Emphasis(content) => {
            vec![json!({ "kind": "emphasis", "content": inlines(content) })]
        }
        Inline::Strong(content) => vec![json!({ "kind": "strong", "content": inlines(content) })],
        Inline::Code(text) => vec![json!({ "kind": "code", "content": pieces(text) })],
        Inline::Link { target, content } => {
            vec![json!({ "kind": "link", "url": target, "content": inlines(content) })]
        }
        Inline::Footnote(content) => {
            vec![json!({ "kind": "footnote", "content": inlines(content) })]
        }
        Inline::LineBreak => vec![json!({ "kind": "break" })],
    }
}

/// Words of any length in pieces that no rule about long texts cuts.
fn pieces(text: &str) -> Vec<Value> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .chunks(LONGEST)
        .map(|piece| json!({ "kind": "text", "text": piece.iter().collect::<String>() }))
        .collect()
}
