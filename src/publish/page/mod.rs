//! The pages: one self-contained file each, without script and without network.

mod chart;
mod data;
mod download;
mod drawing;
mod finding;
mod office;
mod years_chart;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde_json::{Value, json};

pub use download::{size, title_of};

use super::Error;
use crate::diagnostic::Diagnostics;
use crate::italian;
use crate::model::artifact::{Artifact, PublishedYear};
use crate::model::body_run::BodyRun;
use crate::model::guard::harmless;
use crate::model::output_folder::OutputFolder;
use crate::model::readiness::DeadlineStatus;
use crate::model::report::Report;
use crate::view;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates/page");

/// The faces of the pages, cut to the letters of European languages in Latin script.
static FACES: [(u16, &[u8]); 2] = [
    (400, include_bytes!("../../../fonts/titillium-web/TitilliumWeb_400Regular.woff2")),
    (600, include_bytes!("../../../fonts/titillium-web/TitilliumWeb_600SemiBold.woff2")),
];

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(environment);

/// `index.html` of an edition. `artifacts` are the other files of its folder, which the page offers.
pub fn page(report: &Report, artifacts: &[Artifact]) -> Result<Artifact, Error> {
    let mut report_values = serde_json::to_value(view::document(report))?;
    add_drawings(&mut report_values, report);
    let values = json!({
        "report": report_values,
        "downloads": download::list(report.edition, artifacts),
        "deadlines": report.readiness.deadlines.iter().map(deadline).collect::<Vec<_>>(),
    });
    let text = render("index.html", values)?;
    Ok(Artifact { path: report.edition.path("index.html"), bytes: text.into_bytes() })
}

/// Name of the page of the csv.
pub(super) const TABLES_PAGE: &str = "tabelle.html";

/// `tabelle.html`: the lines of `tabelle.csv` as one table.
pub(super) fn tables(report: &Report, csv: &[u8]) -> Result<Vec<u8>, Error> {
    Ok(render(TABLES_PAGE, data::value(report, csv)?)?.into_bytes())
}

/// Name of the page of the findings.
pub const FINDINGS_PAGE: &str = "verifica.html";

/// `verifica.html`: every finding of the run, for whoever puts the data right.
pub(super) fn findings(report: &Report, diagnostics: &Diagnostics) -> Result<Vec<u8>, Error> {
    Ok(render(FINDINGS_PAGE, finding::value(report, diagnostics))?.into_bytes())
}

/// What the page of the years leads to, where a year has it.
const ENTRANCES: [(OutputFolder, &str, &str); 4] = [
    (OutputFolder::Restricted, "index.html", "Edizione riservata, per il CUG e il Nucleo"),
    (OutputFolder::Public, "index.html", "Edizione pubblica, per il sito"),
    (OutputFolder::Restricted, "allegato-1.pdf", "Allegato 1 dell'edizione riservata (PDF)"),
    (OutputFolder::Office, FINDINGS_PAGE, "Controlli, per l'ufficio"),
];

/// `index.html` of the output folder: its years, the latest first.
pub fn years_page(program: &str, years: &[PublishedYear]) -> Result<Artifact, Error> {
    let mut years: Vec<&PublishedYear> = years.iter().collect();
    years.sort_by_key(|year| std::cmp::Reverse(year.year));
    let bodies: BTreeSet<&str> = years.iter().map(|year| year.body.as_str()).collect();
    let entrances = |year: &PublishedYear| -> Vec<Value> {
        ENTRANCES
            .iter()
            .map(|(folder, name, title)| (folder.path(name), title))
            .filter(|(path, _)| year.paths.contains(path))
            .map(|(path, title)| json!({ "path": path, "title": title }))
            .collect()
    };
    let values = json!({
        "program": program,
        "bodies": bodies,
        "folders": OutputFolder::ALL.map(|folder| json!({
            "name": folder.name(),
            "recipients": folder.recipients(),
            "contents": folder.contents(),
        })),
        "years": years.iter().map(|year| json!({
            "year": year.year.to_string(),
            "body": year.body,
            "files": entrances(year),
        })).collect::<Vec<_>>(),
    });
    let text = render("anni.html", values)?;
    Ok(Artifact { path: "index.html".to_owned(), bytes: text.into_bytes() })
}

/// Name of the page of a shared office.
pub const OFFICE_PAGE: &str = "riepilogo.html";

/// How the runs of a shared office went; its links begin where the page lies, in the folder that
/// [`BodyRun::paths`] are below.
pub fn office_page(program: &str, runs: &[BodyRun]) -> Result<Artifact, Error> {
    let text = render(OFFICE_PAGE, office::value(program, runs))?;
    Ok(Artifact { path: OFFICE_PAGE.to_owned(), bytes: text.into_bytes() })
}

/// Whether a page was written by the program, of any version.
pub fn is_page_of_ours(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).contains(GENERATOR)
}

/// What every page of ours says of itself.
const GENERATOR: &str = "<meta name=\"generator\" content=\"relazione-cug ";

fn render(template: &str, mut values: Value) -> Result<String, Error> {
    make_harmless(&mut values);
    let environment = ENVIRONMENT.as_ref().map_err(|error| Error::Page(error.to_string()))?;
    let rendered =
        environment.get_template(template).and_then(|template| template.render(Serde(&values)));
    rendered.map_err(|error| Error::Page(format!("{error:#}")))
}

fn make_harmless(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(shown) = harmless(text) {
                *text = shown;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_harmless),
        Value::Object(fields) => fields.values_mut().for_each(make_harmless),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Templates escape whatever they print, and a name that is not there is a fault and not a gap.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    environment.add_filter("bound", |words: String| words.replace(" %", "\u{a0}%"));
    environment.add_filter("capitalised", |words: String| italian::capitalised(&words));
    let faces: Vec<_> = FACES
        .iter()
        .map(|(weight, bytes)| json!({ "weight": weight, "data": STANDARD.encode(bytes) }))
        .collect();
    environment.add_global("faces", minijinja::Value::from(Serde(faces)));
    for file in TEMPLATES.files() {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            environment.add_template(name, text)?;
        }
    }
    Ok(environment)
}

/// Puts beside each chart of the values its drawings.
fn add_drawings(values: &mut Value, report: &Report) {
    for (table, of) in report.tables.iter().enumerate() {
        for (place, chart) in of.charts.iter().enumerate() {
            values["tables"][table]["charts"][place]["drawings"] = chart::drawings(chart);
        }
    }
    if let Some(chart) = report.achievements.as_ref().and_then(|plan| plan.chart.as_ref()) {
        values["achievements"]["chart"]["drawings"] = chart::drawings(chart);
    }
    let Some(chapter) = &report.years else { return };
    for (place, section) in chapter.sections.iter().enumerate() {
        if let Some(chart) = &section.chart {
            let drawings = years_chart::drawings(chart, &chapter.years);
            values["years"]["sections"][place]["chart"]["drawings"] = drawings;
        }
    }
}

fn deadline(status: &DeadlineStatus) -> Value {
    let deadline = &status.deadline;
    json!({
        "date": italian::long_date(deadline.date),
        "machine_date": deadline.date.to_string(),
        "title": deadline.title,
        "who": deadline.who,
        "recipients": deadline.recipients,
        "references": deadline.references,
        "note": deadline.note,
        "missing": status.lacking,
    })
}
