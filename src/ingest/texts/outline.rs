//! The outline of the whole report (`traccia-relazione`), written in by the CUG: what stands below the
//! sign of each text, up to the next chapter.

use std::collections::{BTreeMap, BTreeSet};

use super::question::is_question;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::spelling::normal_form;
use crate::italian;
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
    let mut found = Found::default();
    for block in blocks {
        match signs.read(block) {
            Sign::Chapter(chapter) => {
                found.chapters.push(chapter);
                found.current = Current::Nowhere;
            }
            Sign::Text(text, beside) => {
                let section = found.sections.entry(text.name.clone()).or_default();
                section.extend(beside.map(|words| Block::Paragraph(vec![Inline::Text(words)])));
                found.current = Current::Text(&text.name);
            }
            Sign::Elsewhere => {
                let chapter = found.chapters.last().and_then(|chapter| chapter.text.as_ref());
                found.elsewhere.extend(chapter.map(|text| text.name.as_str()));
                found.current = Current::Elsewhere;
            }
            Sign::Unknown(words) => {
                let message = format!("la riga «{words}» nomina un testo che la relazione non ha");
                found.lost.push(message);
                found.current = Current::Told;
            }
            Sign::None => found.take(block, marks, format),
        }
    }
    if found.sections.is_empty() && found.elsewhere.is_empty() && found.lost.is_empty() {
        return None;
    }
    for message in found.messages() {
        diagnostics.push(Diagnostic::new(code::SIGN_LOST, place.clone(), message));
    }
    Some(found.sections)
}

/// What was met so far.
#[derive(Default)]
struct Found<'f> {
    sections: BTreeMap<String, Vec<Block>>,
    chapters: Vec<&'f ChapterFormat>,
    /// Names of the texts that are in files of their own.
    elsewhere: Vec<&'f str>,
    current: Current<'f>,
    lost: Vec<String>,
    /// Heading of the chapter, empty before the first, and what somebody wrote under no sign.
    above: Vec<(String, Vec<String>)>,
}

impl Found<'_> {
    /// A block that is no sign.
    fn take(&mut self, block: &Block, marks: &BTreeSet<String>, format: &CugReportFormat) {
        match self.current {
            Current::Text(name) => {
                self.sections.entry(name.to_owned()).or_default().push(block.clone());
            }
            Current::Elsewhere if !is_question(block, format) => {
                let words: String = shown(block).chars().take(40).collect();
                self.lost.push(format!(
                    "«{words}» sta in un capitolo che ha già il suo file: scrivetelo là"
                ));
                self.current = Current::Told;
            }
            Current::Nowhere => {
                let Some(words) = own_words(block, marks, format) else { return };
                let chapter = self.chapters.last().map(|chapter| chapter.heading());
                let chapter = chapter.unwrap_or_default();
                match self.above.last_mut().filter(|(other, _)| *other == chapter) {
                    Some((_, all)) => all.push(words),
                    None => self.above.push((chapter, vec![words])),
                }
            }
            Current::Elsewhere | Current::Told => {}
        }
    }

    /// What is not printed, and why.
    fn messages(&self) -> Vec<String> {
        let is_found = |name: &String| {
            self.sections.contains_key(name) || self.elsewhere.contains(&name.as_str())
        };
        let written = |heading: &str| {
            let found = self.above.iter().find(|(other, _)| other == heading);
            found.map(|(_, words)| beginning(words))
        };
        let chapters =
            self.chapters.iter().filter_map(|of| Some((of.heading(), of.text.as_ref()?)));
        let without: Vec<(String, &TextFormat)> =
            chapters.filter(|(_, text)| !is_found(&text.name)).collect();
        let missing = without.iter().map(|(heading, text)| {
            let what = match written(heading) {
                Some(words) => format!("e non è stampato quello che c'è scritto: {words}"),
                None => "e quello che c'è scritto non si distingue dai dati".to_owned(),
            };
            format!("nel capitolo «{heading}» manca la riga «{}», {what}", text.sign())
        });
        let has_sign = |heading: &String| without.iter().all(|(other, _)| other != heading);
        let above = self.above.iter().filter(|(heading, _)| has_sign(heading));
        let above = above.map(|(heading, words)| {
            let place = match heading.as_str() {
                "" => "prima del primo capitolo".to_owned(),
                heading => format!("nel capitolo «{heading}»"),
            };
            let words = beginning(words);
            format!("{place} c'è un testo sopra la riga colorata, che non è stampato: {words}")
        });
        self.lost.iter().cloned().chain(missing).chain(above).collect()
    }
}

/// `«Nel 2026 il Comitato» e altri 2 paragrafi`
fn beginning(words: &[String]) -> String {
    const LONGEST: usize = 60;
    let first: String = words.iter().take(1).flat_map(|one| one.chars().take(LONGEST)).collect();
    match words.len() as u64 {
        0 | 1 => format!("«{first}»"),
        2 => format!("«{first}» e un altro paragrafo"),
        all => format!("«{first}» e altri {} paragrafi", italian::count(all - 1)),
    }
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

#[derive(Clone, Copy, Default)]
enum Current<'f> {
    /// Above a sign.
    #[default]
    Nowhere,
    Text(&'f str),
    /// A chapter whose text is in a file of its own.
    Elsewhere,
    /// What stands here is not printed, and somebody was told.
    Told,
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
