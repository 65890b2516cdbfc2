//! The compiler's only door to the outside: embedded templates, the report as data, attachments.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use super::assets::{FONTS, TEMPLATES};

/// What the templates read: `/report.json`, attachments, pictures.
pub(super) struct Files(BTreeMap<String, Bytes>);

impl Files {
    pub(super) fn new(values: Vec<u8>) -> Self {
        let mut files = Self(BTreeMap::new());
        files.add("report.json", values);
        files
    }

    pub(super) fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), Bytes::new(bytes));
    }
}

/// The standard library, which no document changes.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = Features::from_iter([Feature::A11yExtras]);
    LazyHash::new(Library::builder().with_features(features).build())
});

/// What a document keeps together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// What is read together stands on one page.
    Whole,
    /// Everything may break: what is kept together would not fit its page.
    Loose,
}

/// A world without disk, clock or network, for one document.
pub(super) struct ReportWorld<'a> {
    main: FileId,
    files: &'a Files,
    arrangement: Arrangement,
    sources: Mutex<HashMap<FileId, Source>>,
}

impl<'a> ReportWorld<'a> {
    pub(super) fn new(main: &str, files: &'a Files, arrangement: Arrangement) -> Self {
        Self { main: file_id(main), files, arrangement, sources: Mutex::default() }
    }

    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        if path == "is-loose.json" {
            let words: &[u8] =
                if self.arrangement == Arrangement::Loose { b"true" } else { b"false" };
            return Ok(Bytes::new(words));
        }
        self.files
            .0
            .get(path)
            .cloned()
            .or_else(|| TEMPLATES.get_file(path).map(|file| Bytes::new(file.contents())))
            .ok_or_else(|| FileError::NotFound(path.into()))
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("template paths are constants of the program");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = sources.get(&id) {
            return Ok(source.clone());
        }
        let bytes = self.bytes(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        let source = Source::new(id, text.to_owned());
        sources.insert(id, source.clone());
        Ok(source)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    /// No clock: a document gets its date from the report.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
