//! The accessible PDF, by the embedded Typst compiler. Nothing outside this room names Typst.

mod assets;
mod pack;
pub mod values;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::model::artifact::{Artifact, Attachment};
use crate::model::report::Report;

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

/// `allegato-1.pdf` of one edition: PDF/UA-1 and PDF/A-3a, with its attachments inside.
pub fn typeset(report: &Report, attachments: Vec<Attachment>) -> Result<Artifact, Error> {
    export(&compile(report, attachments)?)
}

/// Lays the annex out.
pub fn compile(report: &Report, attachments: Vec<Attachment>) -> Result<Typeset, Error> {
    let values = serde_json::to_vec(&values::document(report, &attachments))?;
    let world = world::ReportWorld::new("/report.typ", values, attachments);
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = compiled.warnings.iter().map(words).collect();
    let document = compiled.output.map_err(|errors| Error::Compile(all_words(&errors)))?;
    let edition = report.edition.folder();
    let body: String = report
        .ipa_code
        .as_deref()
        .unwrap_or(&report.body)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .take(60)
        .collect();
    Ok(Typeset {
        document,
        ident: format!("relazione-cug/{body}/{}/{edition}/allegato-1", report.year),
        path: format!("{edition}/allegato-1.pdf"),
        warnings,
    })
}

/// Writes the PDF: the same bytes for the same document, on any day.
pub fn export(typeset: &Typeset) -> Result<Artifact, Error> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|reason| Error::Export(reason.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(typeset.ident.clone()),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&typeset.document, &options)
        .map_err(|errors| Error::Export(all_words(&errors)))?;
    Ok(Artifact { path: typeset.path.clone(), bytes: pack::pack(&bytes)? })
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
