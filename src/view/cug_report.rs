//! The CUG's own report as template values: chapters, texts as trees, members and meetings.

use chrono::NaiveDate;
use serde::Serialize;

use super::{LONGEST, Note, shorten};
use crate::italian;
use crate::model::committee::{self, Fact, Tool};
use crate::model::cug_report::{self, ChapterPart, Meeting, Member};
use crate::model::legal_reference::LegalReference;
use crate::model::report::Report;
use crate::model::text::{self, Alignment, Picture};

/// `relazione` in `data/deadlines.toml`.
const DEADLINE: &str = "relazione";

#[derive(Debug, Serialize)]
pub(super) struct CugReport<'a> {
    title: &'a str,
    reference: &'a LegalReference,
    recipients: Vec<&'a str>,
    missing_texts: usize,
    chapters: Vec<Chapter<'a>>,
    members: Option<Vec<MemberRow>>,
    members_sentence: Option<&'a str>,
    meetings: Option<Vec<MeetingRow>>,
    meetings_sentence: Option<&'a str>,
    facts: Option<Vec<[String; 2]>>,
    powers: Option<Vec<Power<'a>>>,
    tools: Option<Vec<[String; 4]>>,
    piao: Option<Piao<'a>>,
    is_approved: bool,
    approval_sentence: &'a str,
    /// Name and role.
    president: Option<[String; 2]>,
}

/// A power with its matters: matter, whether it was used, day, outcome.
#[derive(Debug, Serialize)]
struct Power<'a> {
    title: &'a str,
    rows: Vec<[String; 4]>,
}

/// Indicators of the plan in the PIAO: code and words, objective, whose.
#[derive(Debug, Serialize)]
struct Piao<'a> {
    sentence: &'a str,
    rows: Vec<[String; 3]>,
}

#[derive(Debug, Serialize)]
struct Chapter<'a> {
    level: u8,
    label: Option<&'a str>,
    title: &'a str,
    paragraphs: Vec<Note<'a>>,
    sentences: &'a [String],
    charts: &'a [String],
    tables: &'a [String],
    parts: Vec<&'static str>,
    asked: Option<Asked<'a>>,
    text: Option<Vec<Block<'a>>>,
}

/// The text that an office is asked for.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    question: &'a str,
    file: String,
}

#[derive(Debug, Serialize)]
struct MemberRow {
    name: String,
    role: String,
    named_by: Option<String>,
}

#[derive(Debug, Serialize)]
struct MeetingRow {
    date: String,
    subjects: String,
    present: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Block<'a> {
    Heading {
        level: u8,
        content: Vec<Inline<'a>>,
    },
    Paragraph {
        content: Vec<Inline<'a>>,
    },
    List {
        start: Option<u64>,
        items: Vec<Vec<Block<'a>>>,
    },
    Quote {
        blocks: Vec<Block<'a>>,
    },
    Code {
        content: Vec<Inline<'a>>,
    },
    Table {
        alignments: Vec<&'static str>,
        header: Vec<Vec<Inline<'a>>>,
        rows: Vec<Vec<Vec<Inline<'a>>>>,
    },
    Picture {
        path: Option<String>,
        alternative: String,
        caption: Option<String>,
    },
    Rule,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Inline<'a> {
    Text { text: String },
    Emphasis { content: Vec<Inline<'a>> },
    Strong { content: Vec<Inline<'a>> },
    Code { content: Vec<Inline<'a>> },
    Link { url: &'a str, content: Vec<Inline<'a>> },
    Footnote { content: Vec<Inline<'a>> },
    Break,
}

pub(super) fn cug_report(report: &Report) -> CugReport<'_> {
    let cug = &report.cug_report;
    let deadlines = report.readiness.deadlines.iter().map(|status| &status.deadline);
    let recipients = deadlines
        .filter(|deadline| deadline.id == DEADLINE)
        .flat_map(|deadline| &deadline.recipients);
    CugReport {
        title: &cug.title,
        reference: &cug.reference,
        recipients: recipients.map(String::as_str).collect(),
        missing_texts: cug.missing_texts().count(),
        chapters: cug.chapters.iter().map(|one| chapter(one, &cug.pictures)).collect(),
        members: cug.members.as_ref().map(|members| members.iter().map(member).collect()),
        members_sentence: cug.members_sentence.as_deref(),
        meetings: cug.meetings.as_ref().map(|meetings| meetings.iter().map(meeting).collect()),
        meetings_sentence: cug.meetings_sentence.as_deref(),
        facts: cug.facts.as_ref().map(|facts| facts.iter().map(fact).collect()),
        powers: cug.powers.as_ref().map(|powers| powers.iter().map(power).collect()),
        tools: cug.tools.as_ref().map(|tools| tools.iter().map(tool).collect()),
        piao: cug.in_piao.as_ref().map(piao),
        is_approved: cug.approval.is_some(),
        approval_sentence: &cug.approval_sentence,
        president: cug
            .president
            .as_ref()
            .map(|words| words.each_ref().map(|one| shorten(one, 200))),
    }
}

fn fact(fact: &Fact) -> [String; 2] {
    [shorten(&fact.entry, 200), shorten(&fact.value, LONGEST)]
}

fn power(power: &committee::Power) -> Power<'_> {
    let rows = power.uses.iter().map(|one| {
        [
            shorten(&one.matter, 200),
            italian::answer(one.exercised).to_owned(),
            day(one.date),
            words(one.outcome.as_deref()),
        ]
    });
    Power { title: &power.title, rows: rows.collect() }
}

fn tool(tool: &Tool) -> [String; 4] {
    let note = words(tool.note.as_deref());
    [shorten(&tool.name, 200), italian::answer(tool.is_there).to_owned(), day(tool.date), note]
}

fn piao(piao: &committee::InPiao) -> Piao<'_> {
    let rows = piao.indicators.iter().map(|one| {
        [
            shorten(&format!("{} {}", one.code, one.description), 300),
            one.objective.clone(),
            words(one.accountable.as_deref()),
        ]
    });
    Piao { sentence: &piao.sentence, rows: rows.collect() }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "–".to_owned(), italian::long_date)
}

fn words(text: Option<&str>) -> String {
    text.map_or_else(|| "–".to_owned(), |words| shorten(words, LONGEST))
}

fn member(member: &Member) -> MemberRow {
    MemberRow {
        name: shorten(&member.name, 200),
        role: shorten(&member.role, 200),
        named_by: member.named_by.as_deref().map(|words| shorten(words, 200)),
    }
}

fn meeting(meeting: &Meeting) -> MeetingRow {
    MeetingRow {
        date: italian::long_date(meeting.date),
        subjects: shorten(&meeting.subjects, LONGEST),
        present: meeting.present.as_deref().map(|words| shorten(words, 40)),
    }
}

fn chapter<'a>(chapter: &'a cug_report::Chapter, pictures: &[Picture]) -> Chapter<'a> {
    let format = &chapter.format;
    let paragraphs = format.paragraphs.iter();
    Chapter {
        level: format.level,
        label: format.label.as_deref(),
        title: &format.title,
        paragraphs: paragraphs
            .map(|paragraph| Note { title: &paragraph.title, text: &paragraph.text })
            .collect(),
        sentences: &format.sentences,
        charts: &format.charts,
        tables: &format.tables,
        parts: format.parts.iter().map(|part| part_key(*part)).collect(),
        asked: format
            .text
            .as_ref()
            .map(|text| Asked { question: &text.question, file: text.path() }),
        text: chapter.text.as_ref().map(|text| blocks(text, pictures)),
    }
}

fn part_key(part: ChapterPart) -> &'static str {
    match part {
        ChapterPart::Years => "years",
        ChapterPart::Plan => "plan",
        ChapterPart::Objectives => "objectives",
        ChapterPart::Members => "members",
        ChapterPart::Meetings => "meetings",
        ChapterPart::Facts => "facts",
        ChapterPart::Proposals => "proposals",
        ChapterPart::Opinions => "opinions",
        ChapterPart::Reviews => "reviews",
        ChapterPart::Wellbeing => "wellbeing",
        ChapterPart::Piao => "piao",
        ChapterPart::Approval => "approval",
    }
}

fn blocks<'a>(all: &'a [text::Block], pictures: &[Picture]) -> Vec<Block<'a>> {
    all.iter().map(|one| block(one, pictures)).collect()
}

fn block<'a>(block: &'a text::Block, pictures: &[Picture]) -> Block<'a> {
    match block {
        text::Block::Heading { level, content } => {
            Block::Heading { level: *level, content: inlines(content) }
        }
        text::Block::Paragraph(content) => Block::Paragraph { content: inlines(content) },
        text::Block::List { start, items } => Block::List {
            start: *start,
            items: items.iter().map(|item| blocks(item, pictures)).collect(),
        },
        text::Block::Quote(inner) => Block::Quote { blocks: blocks(inner, pictures) },
        text::Block::Code(text) => Block::Code { content: pieces(text) },
        text::Block::Table { alignments, header, rows } => Block::Table {
            alignments: alignments.iter().map(|side| side_key(*side)).collect(),
            header: cells(header),
            rows: rows.iter().map(|row| cells(row)).collect(),
        },
        text::Block::Picture { number, alternative, caption } => Block::Picture {
            path: pictures.get(*number).map(|picture| format!("/{}", picture.path)),
            alternative: shorten(alternative, LONGEST),
            caption: caption.as_deref().map(|words| shorten(words, LONGEST)),
        },
        text::Block::Rule => Block::Rule,
    }
}

fn side_key(side: Alignment) -> &'static str {
    match side {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn cells(row: &[Vec<text::Inline>]) -> Vec<Vec<Inline<'_>>> {
    row.iter().map(|cell| inlines(cell)).collect()
}

fn inlines(content: &[text::Inline]) -> Vec<Inline<'_>> {
    content.iter().flat_map(inline).collect()
}

fn inline(inline: &text::Inline) -> Vec<Inline<'_>> {
    match inline {
        text::Inline::Text(text) => pieces(text),
        text::Inline::Emphasis(content) => vec![Inline::Emphasis { content: inlines(content) }],
        text::Inline::Strong(content) => vec![Inline::Strong { content: inlines(content) }],
        text::Inline::Code(text) => vec![Inline::Code { content: pieces(text) }],
        text::Inline::Link { target, content } => {
            vec![Inline::Link { url: target, content: inlines(content) }]
        }
        text::Inline::Footnote(content) => vec![Inline::Footnote { content: inlines(content) }],
        text::Inline::LineBreak => vec![Inline::Break],
    }
}

/// Words of any length in pieces that no rule about long texts cuts.
fn pieces(text: &str) -> Vec<Inline<'_>> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(LONGEST).map(|piece| Inline::Text { text: piece.iter().collect() }).collect()
}
