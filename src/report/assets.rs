//! Templates and fonts, embedded in the program.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The folder `report-templates/`, whose files the world serves under their own paths.
pub(super) static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

static FONT_FILES: [&[u8]; 5] = [
    include_bytes!("../../fonts/titillium-web/TitilliumWeb_400Regular.ttf"),
    include_bytes!("../../fonts/titillium-web/TitilliumWeb_400Regular_Italic.ttf"),
    include_bytes!("../../fonts/titillium-web/TitilliumWeb_600SemiBold.ttf"),
    include_bytes!("../../fonts/titillium-web/TitilliumWeb_700Bold.ttf"),
    include_bytes!("../../fonts/dejavu-sans/DejaVuSans.ttf"),
];

/// The faces with their index; loaded once.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> =
        FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});

pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
}

impl Fonts {
    /// Whether some face can draw the character.
    pub(super) fn cover(&self, letter: char) -> bool {
        if letter.is_control() {
            // Some faces map them, but a PDF string cannot hold them.
            return matches!(letter, '\n' | '\t');
        }
        letter.is_whitespace()
            || self.faces.iter().any(|face| face.info().coverage.contains(u32::from(letter)))
    }
}
