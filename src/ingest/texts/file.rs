//! The files of `testi/`: which one holds which text, in the names and encodings that Windows gives
//! them.

use std::collections::BTreeMap;

use super::document;
use crate::diagnostic::code;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::file::text::decode;
use crate::ingest::spelling::{hint, nearest, normal_form};
use crate::model::cug_report::{CugReportFormat, TextFormat};
use crate::model::input::InputKind;

/// The longest text that is read: a report of some 400 pages.
const LARGEST: usize = 1 << 20;

/// Endings of a text that is read. Windows hides the last one: `premessa.md.txt` is one of them.
const TEXTS: [&str; 4] = ["md", "markdown", "text", "txt"];
/// Endings of documents that are texts to a person, and that are not read.
const DOCUMENTS: [&str; 6] = ["doc", "docm", "rtf", "pdf", "pages", "html"];

/// The files that no text has taken yet.
pub(super) struct Folder<'a>(BTreeMap<&'a str, &'a [u8]>);

impl<'a> Folder<'a> {
    pub(super) fn new(files: BTreeMap<&'a str, &'a [u8]>) -> Self {
        Self(files)
    }

    /// The files of a text, the one with its very name first.
    pub(super) fn take(&mut self, name: &str) -> Vec<(&'a str, &'a [u8])> {
        let form = normal_form(name);
        let fits = |path: &str| {
            stem(path).is_some_and(|(stem, ending)| {
                normal_form(stem) == form && (is_text(&ending) || is_document(&ending))
            })
        };
        let mut paths: Vec<&str> = self.0.keys().copied().filter(|path| fits(path)).collect();
        paths.sort_by_key(|path| *path != format!("testi/{name}.md"));
        paths.into_iter().filter_map(|path| self.0.remove_entry(path)).collect()
    }

    /// The documents of Word and LibreOffice, in the order of their paths.
    pub(super) fn take_documents(&mut self) -> Vec<(&'a str, &'a [u8])> {
        let is_read = |path: &str| {
            let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            document::ENDINGS.contains(&ending.as_str())
        };
        let paths: Vec<&str> = self.0.keys().copied().filter(|path| is_read(path)).collect();
        paths.into_iter().filter_map(|path| self.0.remove_entry(path)).collect()
    }

    /// Texts that no chapter asks for: most likely a slip in the name.
    pub(super) fn report_strangers(&self, format: &CugReportFormat, diagnostics: &mut Diagnostics) {
        let ending = |path: &str| path.rsplit('.').next().unwrap_or_default().to_lowercase();
        let is_words = |path: &&&str| is_text(&ending(path)) || is_document(&ending(path));
        for path in self.0.keys().filter(is_words) {
            report_stranger(path, format, diagnostics);
        }
    }
}

/// A text that no chapter asks for.
pub(super) fn report_stranger(path: &str, format: &CugReportFormat, diagnostics: &mut Diagnostics) {
    let known: Vec<String> = format.texts().map(TextFormat::path).collect();
    let near = hint(nearest(path, known.iter().map(String::as_str)));
    let message = format!("nessun capitolo della relazione ha questo testo{near}");
    let place = Location::file(InputKind::Texts, path);
    let (stem, ending) = stem(path).unwrap_or((path, String::new()));
    if !is_document(&ending) {
        diagnostics.push(Diagnostic::new(code::TEXT_NOT_ASKED_FOR, place, message));
        return;
    }
    let remedy = format!(
        "Qui si leggono .docx, .odt, .md e .txt: apritelo e salvatelo con nome come documento di Word (.docx) o di LibreOffice (.odt) nella cartella «testi», con il nome {stem}.docx oppure {stem}.odt. Se non serve, toglietelo dalla cartella."
    );
    // The whole report may be in it.
    let is_outline = normal_form(stem).split(' ').any(|word| word == "traccia");
    let (code, message) = if is_outline {
        let message = format!("la traccia è in un documento .{ending}, che qui non si legge");
        (code::UNREADABLE_TEXT, message)
    } else {
        (code::TEXT_NOT_ASKED_FOR, message)
    };
    diagnostics.push(Diagnostic::new(code, place, message).with_remedy(remedy));
}

/// Whether a file bears the name of a text.
pub(super) fn is_of(path: &str, name: &str) -> bool {
    stem(path).is_some_and(|(stem, _)| normal_form(stem) == normal_form(name))
}

/// The name without its endings, and the last of them in lower case; `None` below another folder.
fn stem(path: &str) -> Option<(&str, String)> {
    let name = path.strip_prefix("testi/").filter(|name| !name.contains('/'))?;
    let (mut stem, ending) = name.rsplit_once('.')?;
    while let Some((shorter, inner)) = stem.rsplit_once('.') {
        if !is_text(&inner.to_lowercase()) {
            break;
        }
        stem = shorter;
    }
    Some((stem, ending.to_lowercase()))
}

fn is_text(ending: &str) -> bool {
    TEXTS.contains(&ending)
}

fn is_document(ending: &str) -> bool {
    DOCUMENTS.contains(&ending)
}

/// The text of a file; `None`, with a diagnostic, when it is not text.
pub(super) fn words(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<String> {
    let mut refuse = |message: &str, remedy: Option<String>| {
        let place = Location::file(InputKind::Texts, path);
        let found = Diagnostic::new(code::UNREADABLE_TEXT, place, message);
        diagnostics.push(match remedy {
            Some(remedy) => found.with_remedy(remedy),
            None => found,
        });
        None
    };
    let (stem, ending) = stem(path)?;
    if is_document(&ending) {
        let message = format!("il testo è in un documento .{ending}, che qui non si legge");
        let remedy = format!(
            "Apritelo e salvatelo con nome come documento di Word (.docx) o di LibreOffice (.odt) nella cartella «testi», con il nome {stem}.docx oppure {stem}.odt; se non si può, copiate le parole e incollatele nel file {stem}.md, sotto la domanda guida."
        );
        return refuse(&message, Some(remedy));
    }
    if bytes.len() > LARGEST {
        return refuse("il testo è più lungo di un milione di caratteri", None);
    }
    let Some(text) = decode(bytes) else { return refuse("il file non è un testo", None) };
    let is_binary = |letter: char| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
    };
    if text.chars().filter(|letter| is_binary(*letter)).count() > text.len() / 100 {
        return refuse("il file non è un testo", None);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_under_the_names_that_windows_gives_it() {
        let paths = [
            "testi/Performance.md",
            "testi/operatività.md",
            "testi/premessa.md.txt",
            "testi/premessa.md",
            "testi/bozze/premessa.md",
            "testi/Dati sul personale.TXT",
            "testi/benessere.docx",
            "testi/indagine.svg",
        ];
        let mut folder = Folder::new(paths.iter().map(|path| (*path, &b"x"[..])).collect());
        let mut taken = |name: &str| -> Vec<&str> {
            folder.take(name).into_iter().map(|(path, _)| path).collect()
        };
        assert_eq!(taken("performance"), ["testi/Performance.md"]);
        assert_eq!(taken("operativita"), ["testi/operatività.md"]);
        assert_eq!(taken("premessa"), ["testi/premessa.md", "testi/premessa.md.txt"]);
        assert_eq!(taken("dati-sul-personale"), ["testi/Dati sul personale.TXT"]);
        assert!(taken("benessere").is_empty(), "documents are taken apart");
        assert!(taken("indagine").is_empty());
    }
}
