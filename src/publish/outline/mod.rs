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
use serde::Serialize;
use serde_json::json;

use self::part::Part;
use super::workbook::{template_workbook_of, words};
use super::{Error, package};
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::cug_report::OUTLINE;
use crate::model::input::InputKind;
use crate::model::outline_mark::{MARKS_OF_A_PROPERTY, PROPERTY, mark};
use crate::model::report::{Edition, Report};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates/outline");

/// The parts of each document, and the template of each.
const DOCX: [(&str, &str); 7] = [
    ("[Content_Types].xml", "docx/types.xml"),
    ("_rels/.rels", "docx/package.xml"),
    ("docProps/core.xml", "docx/core.xml"),
    ("docProps/custom.xml", "docx/custom.xml"),
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
    let body = words(&report.head.body);
    let parts = chapter::parts(report);
    let lines = FirstPage {
        title: report.cug_report.title.clone(),
        whose: format!("{body}, anno {}", report.head.year),
        about: format!(
            "Traccia per il Comitato unico di garanzia ({}). I dati sono al {}, completi: il documento è riservato al Comitato e all'ufficio, e non va pubblicato così.",
            report.cug_report.reference.0,
            italian::long_date(report.head.reference_date)
        ),
        notice: report
            .head
            .notice
            .as_deref()
            .map(|notice| format!("Avvertenza: {}", words(notice))),
        how: "Come si usa",
        steps: (1..).zip(STEPS).map(|(number, step)| format!("{number}. {step}")).collect(),
    };
    let marks: Vec<String> =
        lines.words().chain(parts.iter().flat_map(Part::words)).map(|words| mark(&words)).collect();
    let marks: Vec<String> =
        marks.chunks(MARKS_OF_A_PROPERTY).map(|marks| marks.join(" ")).collect();
    let values = json!({
        "program": report.head.program,
        "body": body,
        "day": report.head.reference_date.to_string(),
        "lines": lines,
        "property": PROPERTY,
        "marks": marks,
        "parts": parts,
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
    let mut made = vec![
        artifact("docx", package::office_open(&parts(&DOCX)?)?),
        artifact("odt", package::open_document(&parts(&ODT)?)?),
    ];
    made.extend(sheets_to_fill_in(report)?);
    Ok(made)
}

/// The sheets in which the CUG says what it is and does, empty, as far as it has not given them.
fn sheets_to_fill_in(report: &Report) -> Result<Vec<Artifact>, Error> {
    let cug = &report.cug_report;
    let sheets = [
        (InputKind::Committee, cug.facts.is_none()),
        (InputKind::Powers, cug.powers.is_none()),
        (InputKind::Wellbeing, cug.tools.is_none()),
    ];
    let missing = sheets.into_iter().filter(|(_, is_missing)| *is_missing);
    missing
        .map(|(kind, _)| {
            let path = Edition::Restricted.path(&format!("{}.xlsx", kind.name()));
            Ok(Artifact { path, bytes: template_workbook_of(kind, Some(report.head.year))? })
        })
        .collect()
}

/// What stands before the first chapter.
#[derive(Serialize)]
struct FirstPage {
    title: String,
    whose: String,
    about: String,
    notice: Option<String>,
    how: &'static str,
    steps: Vec<String>,
}

impl FirstPage {
    fn words(&self) -> impl Iterator<Item = String> {
        let lines = [self.title.clone(), self.whose.clone(), self.about.clone()];
        let lines = lines.into_iter().chain(self.notice.clone()).chain([self.how.to_owned()]);
        lines.chain(self.steps.clone())
    }
}

/// How the outline is used, on its first page.
const STEPS: [&str; 4] = [
    "Scrivete sotto le righe colorate, un capitolo dopo l'altro, nell'ordine che volete: quello che sta sopra non è stampato. Le righe colorate e i titoli dei capitoli servono a ritrovare il vostro testo: lasciateli dove sono.",
    "Domande, frasi e tabelle sono calcolate dai dati e servono solo a voi: la relazione le prende dai dati, con i grafici. Potete cancellarle. Quello che scrivete qui può avere titoli, elenchi, tabelle, grassetti, corsivi, note e immagini.",
    "Salvate il documento con questo nome, in formato .docx oppure .odt, e mandatelo all'ufficio del personale, che lo mette nella cartella «testi» e ripete «genera».",
    "Il vostro testo è pubblicato così com'è anche nell'edizione per il sito, che i numeri dei gruppi di poche persone non li mostra o non li mostra uguali. Qui i dati sono completi: prima di ripetere un numero guardate se in quell'edizione c'è ed è lo stesso; se non è così, ditelo a parole.",
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
