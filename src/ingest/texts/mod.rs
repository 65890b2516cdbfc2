//! `testi/`: the CUG's own words, a file for each text that the report asks for or one document with
//! all of them.

mod document;
mod file;
mod letters;
mod line;
mod markdown;
mod outline;
mod picture;
mod question;
mod shape;
mod signs;
mod tabbed;

use std::collections::BTreeMap;

use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::grid::source;
use crate::model::cug_report::{CugReportFormat, TextFormat};
use crate::model::drawn;
use crate::model::fiscal_code;
use crate::model::input::{InputFile, InputKind};
use crate::model::text::{Block, Text, Texts};
use document::Document;
use file::Folder;
use picture::Album;
use question::without_question;
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
    let mut given = documents(&mut folder, format, &mut album, diagnostics);
    let mut written = Vec::new();
    for asked in format.texts() {
        let mut own = given.remove(&asked.name).unwrap_or_default();
        for (path, bytes) in folder.take(&asked.name) {
            let place = Location::file(InputKind::Texts, path);
            let text = file::words(path, bytes, diagnostics);
            let blocks = text.map(|text| blocks_of(&text, &place, &mut album, diagnostics));
            own.push((path.to_owned(), blocks.unwrap_or_default()));
        }
        written.push(chosen(own, asked, diagnostics));
    }
    folder.report_strangers(format, diagnostics);
    Texts { written, pictures: album.into_pictures() }
}

/// Blocks with the path of the file that they come from.
type Given = (String, Vec<Block>);

/// The texts that documents hold, by name: a document bears the name of a text, or is the outline of
/// the whole report.
fn documents(
    folder: &mut Folder<'_>,
    format: &CugReportFormat,
    album: &mut Album<'_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Vec<Given>> {
    let mut given: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for (path, bytes) in folder.take_documents() {
        let place = Location::file(InputKind::Texts, path);
        let Document { mut blocks, marks } = match document::read(bytes, &place, album, diagnostics)
        {
            Ok(document) => document,
            Err(reason) => {
                let remedy = "Se il documento non si apre, copiate il testo in un documento nuovo; per chiedere l'edizione di prima, cercate fra le copie di sicurezza.";
                let fault = Diagnostic::new(code::UNREADABLE_TEXT, place, reason);
                diagnostics.push(fault.with_remedy(remedy));
                continue;
            }
        };
        letters::make_plain(&mut blocks);
        for message in letters::not_drawn(&blocks) {
            diagnostics.push(Diagnostic::new(code::CHARACTER_NOT_DRAWN, place.clone(), message));
        }
        if let Some(sections) = outline::sections((&blocks, &marks), format, &place, diagnostics) {
            for (name, blocks) in sections {
                given.entry(name).or_default().push((path.to_owned(), blocks));
            }
            continue;
        }
        match format.texts().find(|asked| file::is_of(path, &asked.name)) {
            Some(asked) => {
                given.entry(asked.name.clone()).or_default().push((path.to_owned(), blocks))
            }
            None => file::report_stranger(path, format, diagnostics),
        }
    }
    given
}

/// The one text of a chapter. Of several that are written the first is printed, and told.
fn chosen(given: Vec<Given>, asked: &TextFormat, diagnostics: &mut Diagnostics) -> Text {
    let first_path = given.first().map(|(path, _)| path.clone());
    let mut written: Vec<Given> = given
        .into_iter()
        .map(|(path, blocks)| (path, shape::level_headings(without_question(blocks, asked))))
        .filter(|(_, blocks)| !blocks.is_empty())
        .collect();
    if written.is_empty() {
        let path = first_path.unwrap_or_else(|| asked.path());
        let place = Location::file(InputKind::Texts, &path);
        let message = format!("manca il testo «{}»: {}", asked.name, asked.question);
        diagnostics.push(Diagnostic::new(code::TEXT_MISSING, place, message));
        return Text { name: asked.name.clone(), path, blocks: Vec::new() };
    }
    let (path, mut blocks) = written.remove(0);
    if letters::hide_codes(&mut blocks) {
        let message = format!("il testo «{}» {}", asked.name, fiscal_code::REPLACED);
        let place = Location::file(InputKind::Texts, &path);
        diagnostics.push(Diagnostic::new(code::PERSON_NAMED, place, message));
    }
    for (other, _) in written {
        let message = format!("il testo «{}» è anche in «{path}»: è stampato quello", asked.name);
        let place = Location::file(InputKind::Texts, &other);
        diagnostics.push(Diagnostic::new(code::TEXT_GIVEN_TWICE, place, message));
    }
    Text { name: asked.name.clone(), path, blocks }
}

fn blocks_of(
    text: &str,
    place: &Location,
    album: &mut Album<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let text = drawn::in_plain_letters(text);
    let prepared = signs::prepare(&text);
    report_doubtful(&prepared, place, diagnostics);
    report_not_drawn(&prepared, place, diagnostics);
    markdown::read(&prepared, place, album, diagnostics)
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
        if let Some(message) = drawn::undrawn(line) {
            let place = place.clone().at_row(*number);
            diagnostics.push(Diagnostic::new(code::CHARACTER_NOT_DRAWN, place, message));
        }
    }
}
