//! `testi/`: the CUG's own words, one Markdown file for each text that the report asks for.

mod markdown;
mod picture;
mod shape;

use std::collections::BTreeMap;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::grid::source;
use crate::ingest::spelling::{hint, nearest, normal_form};
use crate::model::cug_report::{CugReportFormat, TextFormat};
use crate::model::input::{InputFile, InputKind};
use crate::model::text::{Block, Text, Texts, plain};
use picture::Album;

/// The longest text that is read: a report of some 400 pages.
const LARGEST: usize = 1 << 20;

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
    let mut files: BTreeMap<&str, &[u8]> =
        contents.iter().map(|(path, bytes)| (*path, bytes.as_ref())).collect();
    if files.is_empty() {
        return Texts::default();
    }
    let mut album = Album::new(&files);
    let mut written = Vec::new();
    for asked in format.texts() {
        let path = asked.path();
        let bytes = files.remove(path.as_str());
        let place = Location::file(InputKind::Texts, &path);
        let text = bytes.and_then(|bytes| words(bytes, &place, diagnostics));
        let blocks = text.map_or_else(Vec::new, |text| {
            let blocks = markdown::read(&text, &place, &mut album, diagnostics);
            shape::level_headings(without_question(blocks, asked))
        });
        if blocks.is_empty() {
            let message = format!("manca il testo «{}»: {}", asked.name, asked.question);
            diagnostics.push(Diagnostic::new(code::TEXT_MISSING, place, message));
        }
        written.push(Text { name: asked.name.clone(), blocks });
    }
    report_strangers(&files, format, diagnostics);
    Texts { written, pictures: album.into_pictures() }
}

/// The text of a file; `None`, with a diagnostic, when it is not text.
fn words(bytes: &[u8], place: &Location, diagnostics: &mut Diagnostics) -> Option<String> {
    let mut refuse = |message: &str| {
        diagnostics.push(Diagnostic::new(code::UNREADABLE_TEXT, place.clone(), message));
        None
    };
    if bytes.len() > LARGEST {
        return refuse("il testo è più lungo di un milione di caratteri");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => refuse("il file non è un testo"),
        Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Err(_) => refuse("il testo non è in UTF-8: salvatelo di nuovo con codifica UTF-8"),
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

/// Markdown files that no chapter asks for: most likely a slip in the name.
fn report_strangers(
    files: &BTreeMap<&str, &[u8]>,
    format: &CugReportFormat,
    diagnostics: &mut Diagnostics,
) {
    let known: Vec<String> = format.texts().map(TextFormat::path).collect();
    for path in files.keys().filter(|path| path.to_lowercase().ends_with(".md")) {
        let near = hint(nearest(path, known.iter().map(String::as_str)));
        let message = format!("nessun capitolo della relazione ha questo testo{near}");
        let place = Location::file(InputKind::Texts, path);
        diagnostics.push(Diagnostic::new(code::TEXT_NOT_ASKED_FOR, place, message));
    }
}
