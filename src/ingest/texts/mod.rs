//! `testi/`: the CUG's own words, one file for each text that the report asks for.

mod file;
mod markdown;
mod picture;
mod shape;
mod signs;
mod tabbed;

use std::collections::BTreeMap;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::grid::source;
use crate::ingest::spelling::normal_form;
use crate::model::cug_report::{CugReportFormat, TextFormat};
use crate::model::drawn;
use crate::model::input::{InputFile, InputKind};
use crate::model::text::{Block, Text, Texts, plain};
use file::Folder;
use picture::Album;
use signs::Prepared;

/// Every text of the format that is there. A text of which only the guiding question is there counts
/// as missing; without any file below `testi/` none is asked for.
pub(super) fn read(
    files: &[InputFile],
    format: &CugReportFormat,
    diagnostics: &mut Diagnostics,
) -> Texts {
    let contents: Vec<_> = files
        .iter()
        .filter(|file| file.kind == InputKind::Texts)
        .filter_map(|file| Some((file.path.as_str(), source::contents(file, diagnostics)?)))
        .collect();
    let files: BTreeMap<&str, &[u8]> =
        contents.iter().map(|(path, bytes)| (*path, bytes.as_ref())).collect();
    if files.is_empty() {
        return Texts::default();
    }
    let mut album = Album::new(&files);
    let mut folder = Folder::new(files);
    let mut written = Vec::new();
    for asked in format.texts() {
        let mut blocks: Vec<Block> = Vec::new();
        let mut used: Option<&str> = None;
        for (path, bytes) in folder.take(&asked.name) {
            let place = Location::file(InputKind::Texts, path);
            let Some(text) = file::words(path, bytes, diagnostics) else { continue };
            let read = blocks_of(&text, asked, &place, &mut album, diagnostics);
            match used.filter(|_| !read.is_empty()) {
                Some(used) => file::report_second(path, used, diagnostics),
                None if read.is_empty() => {}
                None => (blocks, used) = (read, Some(path)),
            }
        }
        if blocks.is_empty() {
            let message = format!("manca il testo «{}»: {}", asked.name, asked.question);
            let place = Location::file(InputKind::Texts, &asked.path());
            diagnostics.push(Diagnostic::new(code::TEXT_MISSING, place, message));
        }
        written.push(Text { name: asked.name.clone(), blocks });
    }
    folder.report_strangers(format, diagnostics);
    Texts { written, pictures: album.into_pictures() }
}

fn blocks_of(
    text: &str,
    asked: &TextFormat,
    place: &Location,
    album: &mut Album<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let text = drawn::in_plain_letters(text);
    let prepared = signs::prepare(&text);
    report_doubtful(&prepared, place, diagnostics);
    report_not_drawn(&prepared, place, diagnostics);
    let blocks = markdown::read(&prepared, place, album, diagnostics);
    shape::level_headings(without_question(blocks, asked))
}

/// Items of a list that may be meant as numbers below zero: all lines in one finding.
fn report_doubtful(text: &Prepared, place: &Location, diagnostics: &mut Diagnostics) {
    let Some(first) = text.doubtful.first() else { return };
    let lines: Vec<String> = text.doubtful.iter().map(u32::to_string).collect();
    let message = match lines.as_slice() {
        [_] => "la riga comincia con un trattino e un numero: è stampata come voce di un elenco"
            .to_owned(),
        _ => format!(
            "le righe {} cominciano con un trattino e un numero: sono stampate come voci di un elenco",
            lines.join(", ")
        ),
    };
    let place = place.clone().at_row(*first);
    diagnostics.push(Diagnostic::new(code::NUMBER_AFTER_DASH, place, message));
}

/// Characters that would be printed as a box, line by line.
fn report_not_drawn(text: &Prepared, place: &Location, diagnostics: &mut Diagnostics) {
    for (line, number) in text.text.lines().zip(&text.lines) {
        if let Some(message) = drawn::told(line) {
            let place = place.clone().at_row(*number);
            diagnostics.push(Diagnostic::new(code::CHARACTER_NOT_DRAWN, place, message));
        }
    }
}

/// Leaves out the guiding question that `nuovo` put there.
fn without_question(mut blocks: Vec<Block>, asked: &TextFormat) -> Vec<Block> {
    let question = normal_form(&asked.question);
    let asks = |block: &Block| match block {
        Block::Quote(inner) => match inner.as_slice() {
            [Block::Paragraph(content)] => normal_form(&plain(content)) == question,
            _ => false,
        },
        _ => false,
    };
    blocks.retain(|block| !asks(block));
    blocks
}
