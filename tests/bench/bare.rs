//! The floor of typesetting: Typst alone on our templates and values, read from the disk, without
//! standards, attachments or packing.

use std::collections::HashMap;
use std::fs;
use std::num::NonZeroU64;
use std::sync::Mutex;

use relazione_cug::model::report::Report;
use relazione_cug::view;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, Span, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::bodies;

pub const TEMPLATES: [&str; 3] = ["/annex.typ", "/cug_report.typ", "/digest.typ"];

const FONTS: [&str; 5] = [
    "titillium-web/TitilliumWeb_400Regular.ttf",
    "titillium-web/TitilliumWeb_400Regular_Italic.ttf",
    "titillium-web/TitilliumWeb_600SemiBold.ttf",
    "titillium-web/TitilliumWeb_700Bold.ttf",
    "dejavu-sans/DejaVuSans.ttf",
];

/// The documents of an edition, one after the other.
pub fn documents(report: &Report) -> Vec<Vec<u8>> {
    let mut world = BareWorld::new(report);
    TEMPLATES.map(|template| document(&mut world, template)).into()
}

/// One document.
pub fn document(world: &mut BareWorld, template: &str) -> Vec<u8> {
    world.main = file_id(template);
    let document = typst::compile::<PagedDocument>(&*world).output.unwrap();
    typst_pdf::pdf(&document, &PdfOptions::default()).unwrap()
}

pub struct BareWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    sources: Mutex<HashMap<FileId, Source>>,
}

fn file_id(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).unwrap()).intern()
}

impl BareWorld {
    pub fn new(report: &Report) -> Self {
        let read = |name: &&str| fs::read(bodies::path("fonts").join(name)).unwrap();
        let faces: Vec<Font> =
            FONTS.iter().map(read).flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        let mut value = serde_json::to_value(view::document(report)).unwrap();
        value["attachments"] = Vec::<String>::new().into();
        let values = serde_json::to_vec(&value).unwrap();
        let pictures = report.cug_report.pictures.iter();
        let pictures = pictures.map(|one| (file_id(&one.path), Bytes::new(one.bytes.clone())));
        let features = Features::from_iter([Feature::A11yExtras]);
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            main: file_id(TEMPLATES[0]),
            files: pictures
                .chain([
                    (file_id("/report.json"), Bytes::new(values)),
                    (file_id("/is-loose.json"), Bytes::new("false".as_bytes())),
                ])
                .collect(),
            sources: Mutex::default(),
        }
    }
}

impl BareWorld {
    /// The file and line of a span as the timer writes it.
    pub fn place(&self, span: NonZeroU64) -> (String, u32) {
        let span = Span::from_raw(span);
        let place = || {
            let id = span.id()?;
            let source = self.source(id).ok()?;
            let line = source.lines().byte_to_line(self.range(span)?.start)?;
            Some((id.vpath().get_without_slash().to_owned(), u32::try_from(line).ok()? + 1))
        };
        place().unwrap_or_default()
    }
}

impl World for BareWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.sources.lock().unwrap();
        if let Some(source) = sources.get(&id) {
            return Ok(source.clone());
        }
        let path = bodies::path("report-templates").join(id.vpath().get_without_slash());
        let text = fs::read_to_string(&path).map_err(|error| FileError::from_io(error, &path))?;
        Ok(sources.entry(id).or_insert(Source::new(id, text)).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.files.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
