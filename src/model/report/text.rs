//! Words that people write, in Markdown or in a document, as a tree of blocks: never source of anything.

/// A text of the CUG (`testi/`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The file's stem, by which a chapter of the format asks for it.
    pub name: String,
    /// The file that it comes from, or the one where it is to be written.
    pub path: String,
    /// Empty while only the guiding question is there.
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading {
        /// 1 or 2 below the chapter's own heading; no level is skipped.
        level: u8,
        content: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    /// The number of the first item, or `None` for a list without numbers.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Lines kept as they are.
    Code(String),
    Table {
        alignments: Vec<Alignment>,
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// The place of a picture among those of the report.
    Picture {
        number: usize,
        alternative: String,
        caption: Option<String>,
    },
    Rule,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Link { target: String, content: Vec<Inline> },
    Footnote(Vec<Inline>),
    LineBreak,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Center,
    Right,
}

/// A picture below `testi/` that a text shows, already found to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where the templates find it, whatever the office called it: `immagini/1.png`.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Picture {
    pub fn is_svg(&self) -> bool {
        self.path.ends_with(".svg")
    }
}

/// All texts that were found, and their pictures.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    pub written: Vec<Text>,
    pub pictures: Vec<Picture>,
}

impl Texts {
    /// A text, unless it is still to be written.
    pub fn find(&self, name: &str) -> Option<&Text> {
        self.written.iter().find(|text| text.name == name && !text.blocks.is_empty())
    }
}

/// The words alone, without their form.
pub fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) => words.clone(),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                plain(content)
            }
            Inline::Footnote(_) => String::new(),
            Inline::LineBreak => " ".to_owned(),
        })
        .collect()
}
