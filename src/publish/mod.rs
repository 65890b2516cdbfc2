//! The open figures of an edition: tidy csv, plan with its actuals, calendar of deadlines, manifest;
//! the pages; and the findings, for the office that has something to correct.

mod calendar;
mod certificate;
mod delimited;
mod letters;
mod manifest;
mod open_data;
mod outline;
mod package;
mod page;
mod workbook;

use crate::diagnostic::{self, Diagnostics};
use crate::figures;
use crate::model::achievement::Achievements;
use crate::model::artifact::{Artifact, Attachment};
use crate::model::excerpt::Excerpt;
use crate::model::output_folder::OutputFolder;
use crate::model::report::{Edition, Report};

pub use letters::letters;
pub use manifest::{MANIFEST, manifests, outputs, published_year};
pub use outline::outlines;
pub use page::{
    FINDINGS_PAGE, OFFICE_PAGE, is_page_of_ours, office_page, page, size, title_of, years_page,
};
pub use workbook::{
    accepted_words, filled_workbook, setting_words, setting_workbook, setting_workbook_of,
    template_workbook, template_workbook_of,
};

/// Why an artifact could not be made: a fault of the program, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the csv could not be written")]
    Csv(#[from] csv::Error),
    #[error("a file of json could not be written")]
    Json(#[from] serde_json::Error),
    #[error("a letter could not be written: {0}")]
    Letter(String),
    #[error("the outline could not be written: {0}")]
    Outline(String),
    #[error("a document could not be packed")]
    Container(#[from] zip::result::ZipError),
    #[error("the workbook could not be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("a page could not be written: {0}")]
    Page(String),
    #[error("an input could not be read again: {0}")]
    Input(String),
}

/// The files of one edition beside its documents, with paths below `uscita/ANNO/`; beside those of the
/// full edition what is made for the office alone.
pub fn render(report: &Report) -> Result<Vec<Artifact>, Error> {
    let tables = tables_csv(report)?;
    let of_edition = match report.edition {
        Edition::Restricted => vec![calendar::render(report)],
        Edition::Public => open_data::render(report, &tables)?,
    };
    let page = page::tables(report, &tables)?;
    let workbook = workbook::tables_workbook(report)?;
    let mut artifacts = vec![
        Artifact { path: report.edition.path("tabelle.csv"), bytes: tables },
        Artifact { path: report.edition.path(page::TABLES_PAGE), bytes: page },
        Artifact { path: report.edition.path("tabelle.xlsx"), bytes: workbook },
    ];
    artifacts.extend(of_edition);
    if let Some(audit) = &report.certificate {
        artifacts.push(certificate::render(audit)?);
    }
    Ok(artifacts)
}

/// `tabelle.csv` alone, as [`render`] writes it.
pub fn tables_csv(report: &Report) -> Result<Vec<u8>, Error> {
    let results = report.achievements.as_ref().map(Achievements::figures);
    Ok(figures::write(&report.tables, &results.unwrap_or_default())?)
}

/// The stem of the files with the findings.
const FINDINGS: &str = "verifica";

/// `ufficio/verifica.*`: every finding with its place, the same whatever the findings keep from
/// being published.
pub fn findings(
    report: &Report,
    diagnostics: &Diagnostics,
    excerpts: &[Excerpt],
) -> Result<Vec<Artifact>, Error> {
    let artifact = |ending, bytes| {
        let path = OutputFolder::Office.path(&format!("{FINDINGS}.{ending}"));
        Artifact { path, bytes }
    };
    Ok(vec![
        artifact("json", diagnostic::json::render(diagnostics).into_bytes()),
        artifact("xlsx", workbook::findings(report, diagnostics, excerpts)?),
        artifact("html", page::findings(report, diagnostics)?),
    ])
}

/// What the annex carries inside: the figures of its tables, and the plan with its actuals.
pub fn attachments(report: &Report) -> Result<Vec<Attachment>, Error> {
    let mut attachments = vec![Attachment {
        name: "tabelle.csv",
        media_type: "text/csv",
        description: "Tutti i valori delle tabelle della Sezione 1 e i risultati del piano, una riga per valore",
        bytes: tables_csv(report)?,
    }];
    if let Some(achievements) = &report.achievements {
        attachments.push(Attachment {
            name: "piano-e-consuntivi.csv",
            media_type: "text/csv",
            description: "Indicatori del piano con atteso, consuntivo, punteggio ed esito",
            bytes: delimited::plan(achievements)?,
        });
    }
    Ok(attachments)
}
