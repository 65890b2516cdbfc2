//! `traccia-relazione`: the CUG's own report as a document to write in, with Word or LibreOffice. Each
//! chapter has its question, what the data say, and a place to write; `ingest/texts` reads it back.
//!
//! Written here: there is no kept library for OpenDocument text, and those for docx bring a second
//! zip and a second reader of xml for a few pages.

mod chapter;
mod committee;
mod part;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde_json::json;

use super::workbook::words;
use super::{Error, package};
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::cug_report::OUTLINE;
use crate::model::report::{Edition, Report};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates/outline");

/// The parts of each document, and the template of each.
const DOCX: [(&str, &str); 6] = [
    ("[Content_Types].xml", "docx/types.xml"),
    ("_rels/.rels", "docx/package.xml"),
    ("docProps/core.xml", "docx/core.xml"),
    ("word/document.xml", "docx/document.xml"),
    ("word/styles.xml", "docx/styles.xml"),
    ("word/_rels/document.xml.rels", "docx/relations.xml"),
];
const ODT: [(&str, &str); 4] = [
    ("META-INF/manifest.xml", "odt/manifest.xml"),
    ("content.xml", "odt/content.xml"),
    ("styles.xml", "odt/styles.xml"),
    ("meta.xml", "odt/meta.xml"),
];

/// The outline in both formats, for the restricted edition.
pub fn outlines(report: &Report) -> Result<Vec<Artifact>, Error> {
    let environment = ENVIRONMENT.as_ref().map_err(|error| Error::Outline(error.to_string()))?;
    let values = json!({
        "program": report.head.program,
        "title": report.cug_report.title,
        "reference": report.cug_report.reference,
        "body": words(&report.head.body),
        "year": report.head.year,
        "day": report.head.reference_date.to_string(),
        "reference_date": italian::long_date(report.head.reference_date),
        "notice": report.head.notice.as_deref().map(words),
        "steps": STEPS,
        "parts": chapter::parts(report),
    });
    let render = |(name, template): &(&'static str, &str)| {
        let rendered =
            environment.get_template(template).and_then(|template| template.render(Serde(&values)));
        Ok((*name, rendered.map_err(|error| Error::Outline(format!("{error:#}")))?))
    };
    let parts =
        |all: &[(&'static str, &str)]| all.iter().map(render).collect::<Result<Vec<_>, Error>>();
    let artifact = |ending: &str, bytes| {
        let path = Edition::Restricted.path(&format!("{OUTLINE}.{ending}"));
        Artifact { path, bytes }
    };
    Ok(vec![
        artifact("docx", package::office_open(&parts(&DOCX)?)?),
        artifact("odt", package::open_document(&parts(&ODT)?)?),
    ])
}

/// How the outline is used, on its first page.
const STEPS: [&str; 4] = [
    "Scrivete sotto le righe colorate, un capitolo dopo l'altro, nell'ordine che volete. Le righe colorate e i titoli dei capitoli servono a ritrovare il vostro testo: lasciateli dove sono.",
    "Domande, frasi e tabelle sono calcolate dai dati e servono solo a voi: la relazione le prende dai dati, con i grafici. Potete cancellarle. Quello che scrivete qui può avere titoli, elenchi, tabelle, grassetti, corsivi, note e immagini.",
    "Salvate il documento con questo nome, in formato .docx oppure .odt, e mandatelo all'ufficio del personale, che lo mette nella cartella «testi» e ripete «genera».",
    "Il vostro testo è pubblicato così com'è anche nell'edizione pubblica: non scriveteci numeri di gruppi con meno di tre persone.",
];

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(environment);

/// Templates escape whatever they print, and a name that is not there is a fault and not a gap.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for file in TEMPLATES.dirs().flat_map(Dir::files) {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            environment.add_template(name, text)?;
        }
    }
    Ok(environment)
}
