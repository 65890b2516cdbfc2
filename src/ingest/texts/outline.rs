//! The outline of the whole report (`traccia-relazione`), written in by the CUG: what stands below the
//! sign of each text, up to the next chapter.

use std::collections::{BTreeMap, BTreeSet};

use super::question::is_question;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::spelling::normal_form;
use crate::model::cug_report::{ChapterFormat, CugReportFormat, TextFormat};
use crate::model::outline_mark::mark;
use crate::model::text::{Block, Inline, plain};

/// The texts by name; `None` when the document is no outline.
///
/// With the marks of the outline's own words everything else is somebody's: what stands above a sign is
/// told, for it is printed nowhere.
pub(super) fn sections(
    (blocks, marks): (&[Block], &BTreeSet<String>),
    format: &CugReportFormat,
    place: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<BTreeMap<String, Vec<Block>>> {
    let signs = Signs::new(format);
    let mut sections: BTreeMap<String, Vec<Block>> = BTreeMap::new();
    let mut chapters: Vec<&ChapterFormat> = Vec::new();
    let mut elsewhere: Vec<&str> = Vec::new();
    let mut current = Current::Nowhere;
    let mut lost = Vec::new();
    let mut above: Vec<(String, Vec<String>)> = Vec::new();
    for block in blocks {
        match signs.read(block) {
            Sign::Chapter(chapter) => {
                chapters.push(chapter);
                current = Current::Nowhere;
            }
            Sign::Text(text, beside) => {
                let section = sections.entry(text.name.clone()).or_default();
                section.extend(beside.map(|words| Block::Paragraph(vec![Inline::Text(words)])));
                current = Current::Text(&text.name);
            }
            Sign::Elsewhere => {
                let chapter = chapters.last().and_then(|chapter| chapter.text.as_ref());
                elsewhere.extend(chapter.map(|text| text.name.as_str()));
                current = Current::Elsewhere;
            }
            Sign::Unknown(words) => {
                lost.push(format!("la riga «{words}» nomina un testo che la relazione non ha"));
                current = Current::Nowhere;
            }
            Sign::None => match current {
                Current::Text(name) => {
                    sections.entry(name.to_owned()).or_default().push(block.clone())
                }
                Current::Elsewhere if !is_question(block, format) => {
                    let words: String = shown(block).chars().take(40).collect();
                    lost.push(format!(
                        "«{words}» sta in un capitolo che ha già il suo file: scrivetelo là"
                    ));
                    current = Current::Nowhere;
                }
                Current::Nowhere => {
                    if let Some(words) = own_words(block, marks, format) {
                        let chapter = chapters.last().map(|chapter| chapter.heading());
                        let chapter = chapter.unwrap_or_default();
                        match above.last_mut().filter(|(other, _)| *other == chapter) {
                            Some((_, all)) => all.push(words),
                            None => above.push((chapter, vec![words])),
                        }
                    }
                }
                Current::Elsewhere => {}
            },
        }
    }
    if sections.is_empty() && elsewhere.is_empty() && lost.is_empty() {
        return None;
    }
    let asked = chapters.iter().filter_map(|chapter| Some((*chapter, chapter.text.as_ref()?)));
    for (chapter, text) in asked {
        if !sections.contains_key(&text.name) && !elsewhere.contains(&text.name.as_str()) {
            lost.push(format!(
                "nel capitolo «{}» manca la riga «{}»: quello che c'è scritto non si distingue dai dati",
                chapter.heading(),
                text.sign()
            ));
        }
    }
    lost.extend(above.iter().map(|(chapter, words)| above_the_sign(chapter, words)));
    for message in lost {
        diagnostics.push(Diagnostic::new(code::SIGN_LOST, place.clone(), message));
    }
    Some(sections)
}

/// `nel capitolo «1. Premessa» c'è un testo sopra la riga colorata, che non è stampato: «Nel 2026 …»`
fn above_the_sign(chapter: &str, words: &[String]) -> String {
    let place = match chapter {
        "" => "prima del primo capitolo".to_owned(),
        chapter => format!("nel capitolo «{chapter}»"),
    };
    let first: String = words[0].chars().take(60).collect();
    let others = match words.len() as u64 - 1 {
        0 => String::new(),
        others => format!(" e altri {others}"),
    };
    format!("{place} c'è un testo sopra la riga colorata, che non è stampato: «{first}»{others}")
}

/// What of a block is not of the outline; `None` too where the document has no marks.
fn own_words(block: &Block, marks: &BTreeSet<String>, format: &CugReportFormat) -> Option<String> {
    let words = shown(block);
    if marks.is_empty() || words.trim().is_empty() || marks.contains(&mark(&words)) {
        return None;
    }
    // Answers begin behind their questions.
    let questions = format.texts().map(|text| text.question.as_str());
    let mut after = questions.filter_map(|question| words.trim().strip_prefix(question));
    Some(after.next().unwrap_or(&words).trim().to_owned()).filter(|words| !words.is_empty())
}

#[derive(Clone, Copy)]
enum Current<'f> {
    Nowhere,
    Text(&'f str),
    /// A chapter whose text is in a file of its own.
    Elsewhere,
}

enum Sign<'f> {
    Chapter(&'f ChapterFormat),
    /// With what somebody wrote on the same line.
    Text(&'f TextFormat, Option<String>),
    Elsewhere,
    Unknown(String),
    None,
}

/// The lines that give the outline its shape, in the form in which they are compared.
struct Signs<'f> {
    chapters: BTreeMap<String, &'f ChapterFormat>,
    texts: Vec<(String, &'f TextFormat)>,
    any: String,
    elsewhere: String,
}

impl<'f> Signs<'f> {
    fn new(format: &'f CugReportFormat) -> Self {
        let chapters = format.chapters.iter();
        let mut texts: Vec<(String, &TextFormat)> =
            format.texts().map(|text| (normal_form(&text.sign()), text)).collect();
        // Of two names the longer one is looked for first.
        texts.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        Self {
            chapters: chapters.map(|chapter| (normal_form(&chapter.heading()), chapter)).collect(),
            texts,
            any: normal_form(TextFormat::SIGN),
            elsewhere: normal_form(TextFormat::ELSEWHERE),
        }
    }

    fn read(&self, block: &Block) -> Sign<'f> {
        let (Block::Heading { content, .. } | Block::Paragraph(content)) = block else {
            return Sign::None;
        };
        let words = plain(content);
        let form = normal_form(&words);
        if let Some(chapter) =
            self.chapters.get(&form).filter(|_| matches!(block, Block::Heading { .. }))
        {
            return Sign::Chapter(chapter);
        }
        if form.starts_with(&self.elsewhere) {
            return Sign::Elsewhere;
        }
        if !form.starts_with(&self.any) {
            return Sign::None;
        }
        let found = self.texts.iter().find(|(sign, _)| {
            form.strip_prefix(sign.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        match found {
            Some((_, text)) => {
                let beside = words.split_once('»').map(|(_, rest)| rest.trim().to_owned());
                Sign::Text(text, beside.filter(|rest| !rest.is_empty()))
            }
            None => Sign::Unknown(words.chars().take(120).collect()),
        }
    }
}

/// The words of a block, to show which one it is.
fn shown(block: &Block) -> String {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => plain(content),
        Block::List { items, .. } => {
            items.iter().flatten().map(shown).collect::<Vec<_>>().join(" ")
        }
        Block::Quote(inner) => inner.iter().map(shown).collect::<Vec<_>>().join(" "),
        Block::Code(text) => text.clone(),
        Block::Table { header, rows, .. } => {
            let cells = header.iter().chain(rows.iter().flatten());
            cells.map(|cell| plain(cell)).collect::<Vec<_>>().join(" ")
        }
        Block::Picture { alternative, .. } => alternative.clone(),
        Block::Rule => String::new(),
    }
}
