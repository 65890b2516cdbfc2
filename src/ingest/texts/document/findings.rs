//! What a document has that the report does not take, each told with the words before it: a document
//! has no line numbers, but its words can be looked for.

use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::texts::picture::Album;
use crate::model::text::Block;

/// Where findings of one document go, and its pictures.
pub(super) struct Findings<'a, 'b> {
    place: &'a Location,
    album: &'a mut Album<'b>,
    diagnostics: &'a mut Diagnostics,
    /// The last words read.
    before: String,
    revisions: bool,
    comments: bool,
}

/// Letters of the words that show a place.
const SHOWN: usize = 40;

impl<'a, 'b> Findings<'a, 'b> {
    pub(super) fn new(
        place: &'a Location,
        album: &'a mut Album<'b>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let before = String::new();
        Self { place, album, diagnostics, before, revisions: false, comments: false }
    }

    /// Notes words that were read: the next finding comes after them.
    pub(super) fn pass(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.before = words;
        }
    }

    /// `dopo le parole «… 12 donne su 20»`
    fn place(&self) -> String {
        if self.before.is_empty() {
            return "all'inizio".to_owned();
        }
        let count = self.before.chars().count();
        let last: String = self.before.chars().skip(count.saturating_sub(SHOWN)).collect();
        let cut = if count > SHOWN { "…" } else { "" };
        format!("dopo le parole «{cut}{last}»")
    }

    /// Something that is not taken over, such as `un grafico`.
    pub(super) fn miss(&mut self, what: &str) {
        let message = format!("{}: {what} non passa nella relazione", self.place());
        self.report(code::PART_NOT_TAKEN, message);
    }

    /// A text box, with its first words.
    pub(super) fn miss_box(&mut self, words: &str) {
        let first: String = words.chars().take(SHOWN).collect();
        if !first.trim().is_empty() {
            self.miss(&format!("la casella di testo «{first}»"));
        }
    }

    pub(super) fn link_not_kept(&mut self, target: &str) {
        let message = format!(
            "{}: il collegamento non porta a una pagina del web né a un indirizzo di posta",
            self.place()
        );
        let found = Diagnostic::new(code::LINK_NOT_KEPT, self.place.clone(), message);
        self.diagnostics.push(found.with_value(target));
    }

    pub(super) fn revision(&mut self) {
        self.revisions = true;
    }

    pub(super) fn comment(&mut self) {
        self.comments = true;
    }

    /// The picture as a block; `None` where it cannot be shown, which is told.
    pub(super) fn picture(
        &mut self,
        name: &str,
        bytes: Option<&[u8]>,
        alternative: &str,
        caption: Option<String>,
    ) -> Option<Block> {
        let path = format!("{}/{name}", self.place.file.as_deref().unwrap_or_default());
        let found = match bytes {
            Some(bytes) => self.album.add(&path, bytes),
            None => Err("l'immagine non è nel documento: incorporatela"),
        };
        let number = match found {
            Ok(number) => number,
            Err(reason) => {
                let message = format!("{}: {reason}", self.place());
                self.report(code::PICTURE_NOT_SHOWN, message);
                return None;
            }
        };
        let alternative = alternative.trim().to_owned();
        if alternative.is_empty() {
            let message = format!(
                "{}: l'immagine non ha un testo alternativo: chi non la vede non sa che cosa mostra",
                self.place()
            );
            self.report(code::PICTURE_WITHOUT_ALTERNATIVE, message);
        }
        Some(Block::Picture { number, alternative, caption })
    }

    /// What counts once for the whole document.
    pub(super) fn finish(self) {
        let told = [
            (
                self.revisions,
                "ci sono revisioni da accettare: il testo è letto come se fossero accettate",
            ),
            (self.comments, "ci sono commenti, che non passano nella relazione"),
        ];
        for (_, message) in told.into_iter().filter(|(is_there, _)| *is_there) {
            let place = self.place.clone();
            self.diagnostics.push(Diagnostic::new(code::DRAFT_MARKS, place, message));
        }
    }

    fn report(&mut self, code: Code, message: String) {
        self.diagnostics.push(Diagnostic::new(code, self.place.clone(), message));
    }
}

/// Whether a report may keep a link.
pub(super) fn is_safe(target: &str) -> bool {
    let lower = target.to_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|start| lower.starts_with(start))
}
