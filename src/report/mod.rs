//! The accessible PDFs, by the embedded Typst compiler. Nothing outside this room names Typst.

mod assets;
mod document;
mod drawable;
mod labels;
mod marked;
mod pack;
mod speech;
mod structure;
mod world;

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::model::artifact::{Artifact, Attachment};
use crate::model::report::{Edition, Report};
use world::{Arrangement, Files, ReportWorld};

pub use document::Document;
pub use structure::Fault;

/// What no document of the last editions needed again is forgotten, so that memory does not grow with
/// the bodies of one run.
const REMEMBERED_EDITIONS: usize = 1;

/// Why a document could not be made: a fault of the templates or of the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the report could not be turned into values")]
    Values(#[from] serde_json::Error),
    #[error("the document could not be typeset: {0}")]
    Compile(String),
    #[error("the document could not be exported as PDF/UA-1 and PDF/A-3a: {0}")]
    Export(String),
    #[error("the PDF could not be packed")]
    Pack(#[from] lopdf::Error),
    #[error("{0} is not fit to be read: {1}")]
    Structure(String, String),
}

/// A typeset document before it becomes a PDF.
#[derive(Debug)]
pub struct Typeset {
    document: PagedDocument,
    ident: String,
    path: String,
    /// What the compiler noticed; the tests want none.
    pub warnings: Vec<String>,
}

/// Every document of the editions, edition by edition: PDF/UA-1 and PDF/A-3a, with their attachments inside.
/// Laid out one after the other, each with what the compiler remembers of those before it: side by side
/// they would lay the same pages out twice, and fill memory. While the next is laid out the last is
/// written, but where there is one thread and for large reports, of which memory holds one document at a
/// time. `begin` is told of each before it is made.
pub fn typeset(
    editions: Vec<(&Report, Vec<Attachment>)>,
    begin: &(dyn Fn(Edition, Document) + Sync),
) -> Result<Vec<Vec<Artifact>>, Error> {
    let mut written: Vec<_> = editions.iter().map(|_| Document::ALL.map(|_| None)).collect();
    rayon::scope(|scope| {
        for ((report, attachments), written) in editions.into_iter().zip(&mut written) {
            let files = files(report, attachments)?;
            let is_large = report.is_large();
            let at_once = is_large || rayon::current_num_threads() == 1;
            for (document, artifact) in Document::ALL.into_iter().zip(written) {
                begin(report.edition, document);
                let typeset = lay_out(document, report, &files)?;
                if at_once {
                    *artifact = Some(export(&typeset));
                } else {
                    scope.spawn(move |_| *artifact = Some(export(&typeset)));
                }
            }
            comemo::evict(if is_large { 0 } else { REMEMBERED_EDITIONS });
        }
        Ok::<_, Error>(())
    })?;
    written.into_iter().map(|edition| edition.into_iter().flatten().collect()).collect()
}

/// Lays one document out.
pub fn compile(
    document: Document,
    report: &Report,
    attachments: Vec<Attachment>,
) -> Result<Typeset, Error> {
    lay_out(document, report, &files(report, attachments)?)
}

/// What the templates read, the same for every document: what the compiler has laid out for one it
/// need not lay out again for the next.
fn files(report: &Report, attachments: Vec<Attachment>) -> Result<Files, Error> {
    let values = serde_json::to_vec(&drawable::document(report, &attachments)?)?;
    let mut files = Files::new(values);
    for attachment in attachments {
        files.add(attachment.name, attachment.bytes);
    }
    for picture in &report.cug_report.pictures {
        files.add(&picture.path, drawable::picture(picture));
    }
    Ok(files)
}

fn lay_out(document: Document, report: &Report, files: &Files) -> Result<Typeset, Error> {
    let edition = report.edition.folder().name();
    let stem = document.stem();
    let head = &report.head;
    let body: String = head
        .ipa_code
        .as_deref()
        .unwrap_or(&head.body)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .take(60)
        .collect();
    let ident = format!("relazione-cug/{body}/{}/{edition}/{stem}", report.head.year);
    pages(document.template(), files, ident, format!("{edition}/{stem}.pdf"))
}

/// The pages of a template. Where something that is kept together does not fit its page, they are laid out
/// anew without that.
fn pages(template: &str, files: &Files, ident: String, path: String) -> Result<Typeset, Error> {
    let mut faults = Vec::new();
    for arrangement in [Arrangement::Whole, Arrangement::Loose] {
        let world = ReportWorld::new(template, files, arrangement);
        let compiled = typst::compile::<PagedDocument>(&world);
        let document = compiled.output.map_err(|errors| Error::Compile(all_words(&errors)))?;
        faults = structure::page_faults(&document);
        if faults.is_empty() {
            let warnings = compiled.warnings.iter().map(words).collect();
            return Ok(Typeset { document, ident, path, warnings });
        }
    }
    Err(Error::Structure(path, first_words(&faults)))
}

/// The page that goes with the empty sheets, for whoever begins.
pub const QUICK_GUIDE: &str = "LEGGIMI.pdf";

/// [`QUICK_GUIDE`], the same for every body.
pub fn quick_guide() -> Result<Vec<u8>, Error> {
    let files = Files::new(Vec::new());
    let ident = "relazione-cug/leggimi".to_owned();
    let typeset = pages("/quick_guide.typ", &files, ident, QUICK_GUIDE.to_owned())?;
    Ok(export(&typeset)?.bytes)
}

/// Writes the PDF: the same bytes for the same document, on any day. One that a reader would stumble on
/// is not written.
pub fn export(typeset: &Typeset) -> Result<Artifact, Error> {
    let bytes = tagged(typeset)?;
    let mut document = lopdf::Document::load_mem(&bytes)?;
    speech::give_words(&mut document);
    labels::join_lines(&mut document)?;
    let faults = structure::tag_faults(&document);
    if !faults.is_empty() {
        return Err(Error::Structure(typeset.path.clone(), first_words(&faults)));
    }
    Ok(Artifact { path: typeset.path.clone(), bytes: pack::pack(document, bytes.len())? })
}

/// The PDF as the compiler writes it.
fn tagged(typeset: &Typeset) -> Result<Vec<u8>, Error> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|reason| Error::Export(reason.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(typeset.ident.clone()),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&typeset.document, &options).map_err(|errors| Error::Export(all_words(&errors)))
}

/// The first faults, and how many there are: each of them may stand in every row.
fn first_words(faults: &[Fault]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = faults.iter().take(SHOWN).map(Fault::to_string).collect();
    format!("{} ({} in all)", shown.join("; "), faults.len())
}

fn all_words(diagnostics: &[SourceDiagnostic]) -> String {
    diagnostics.iter().map(words).collect::<Vec<_>>().join("; ")
}

fn words(diagnostic: &SourceDiagnostic) -> String {
    let hints: Vec<&str> = diagnostic.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() {
        diagnostic.message.to_string()
    } else {
        format!("{} ({})", diagnostic.message, hints.join("; "))
    }
}
