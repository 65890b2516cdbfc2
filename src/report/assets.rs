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

#[cfg(test)]
mod tests {
    use super::*;

    /// The faces as `data/drawn_characters.txt` has them, for those who cannot ask Typst.
    #[test]
    fn the_list_of_drawn_characters_is_that_of_the_faces() {
        let is_drawn =
            |letter: &u32| FONTS.faces.iter().any(|face| face.info().coverage.contains(*letter));
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for letter in (0..=u32::from(char::MAX)).filter(is_drawn) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == letter => *last = letter,
                _ => ranges.push((letter, letter)),
            }
        }
        let lines = ranges.iter().map(|(first, last)| format!("{first:04X}-{last:04X}\n"));
        expect_test::expect_file!["../../data/drawn_characters.txt"]
            .assert_eq(&lines.collect::<String>());
    }
}
