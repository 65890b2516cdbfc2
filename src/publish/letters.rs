//! The cover letters, for a person to complete and sign: OpenDocument text made from templates.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Deserialize;
use serde_json::{Value, json};

use super::workbook::words;
use super::{Error, package};
use crate::italian;
use crate::model::artifact::Artifact;
use crate::model::output_folder::OutputFolder;
use crate::model::readiness::DeadlineStatus;
use crate::model::reference_data::bundled;
use crate::model::report::{Edition, Report};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates/letters");

/// The letters with what goes with each, in the order of their deadlines.
static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| bundled(include_str!("../../data/letters.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Letters {
    letters: Vec<Letter>,
}

/// Lettera di trasmissione: a cover letter that a person completes, signs and sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    /// Base name of the file and of its template.
    name: String,
    /// The deadline's id in `data/deadlines.toml`.
    deadline: String,
    /// In the order of the letter.
    attachments: Vec<LetterAttachment>,
}

/// A file of the restricted edition and what it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterAttachment {
    file: String,
    title: String,
    /// It goes with the letter where it is there, and is not missed elsewhere.
    #[serde(default)]
    optional: bool,
}

/// The letters of the restricted edition, each with those of its files that are in `artifacts`.
pub fn letters(report: &Report, artifacts: &[Artifact]) -> Result<Vec<Artifact>, Error> {
    let environment = ENVIRONMENT.as_ref().map_err(|error| Error::Letter(error.to_string()))?;
    let deadlines = &report.readiness.deadlines;
    let mut written = Vec::new();
    for letter in &LETTERS.letters {
        let place = deadlines.iter().position(|status| status.deadline.id == letter.deadline);
        let Some(place) = place else { continue };
        let values = values(report, letter, &deadlines[place..], artifacts);
        let render = |template: &str| {
            let rendered = environment
                .get_template(template)
                .and_then(|template| template.render(Serde(&values)));
            rendered.map_err(|error| Error::Letter(format!("{error:#}")))
        };
        let parts = [
            ("META-INF/manifest.xml", render("manifest.xml")?),
            ("content.xml", render(&format!("{}.xml", letter.name))?),
            ("styles.xml", render("styles.xml")?),
            ("meta.xml", render("meta.xml")?),
        ];
        let path = OutputFolder::Office.path(&format!("{}.odt", letter.name));
        written.push(Artifact { path, bytes: package::open_document(&parts)? });
    }
    Ok(written)
}

/// What the templates say; `deadlines` begin with that of the letter.
fn values(
    report: &Report,
    letter: &Letter,
    deadlines: &[DeadlineStatus],
    artifacts: &[Artifact],
) -> Value {
    let status = &deadlines[0];
    let next = deadlines.get(1).map(|status| &status.deadline);
    let references: Vec<&str> =
        status.deadline.references.iter().map(|reference| reference.0.as_str()).collect();
    let attachments = attachments(letter, artifacts);
    json!({
        "program": report.head.program,
        "title": format!("{}, dati del {}", status.deadline.title, report.head.year),
        "body": words(&report.head.body),
        "year": report.head.year,
        "day": report.head.reference_date.to_string(),
        "reference_date": italian::long_date(report.head.reference_date),
        "notice": report.head.notice.as_deref().map(words),
        "due": italian::long_date(status.deadline.date),
        "recipients": status.deadline.recipients.iter().map(|name| italian::capitalised(name)).collect::<Vec<_>>(),
        "references": references.join("; "),
        "due_next": next.map(|deadline| italian::long_date(deadline.date)),
        "recipients_next": next.map(|deadline| deadline.recipients.join(", ")),
        "approval": report.cug_report.approval.as_ref().map(|_| words(&report.cug_report.approval_sentence)),
        "missing": status.lacking.iter().map(|part| words(part)).collect::<Vec<_>>(),
        "is_whole": is_whole(letter, artifacts),
        "attachments": attachments,
    })
}

fn is_there(attachment: &LetterAttachment, artifacts: &[Artifact]) -> bool {
    let path = Edition::Restricted.path(&attachment.file);
    artifacts.iter().any(|artifact| artifact.path == path)
}

fn is_whole(letter: &Letter, artifacts: &[Artifact]) -> bool {
    let mut needed = letter.attachments.iter().filter(|attachment| !attachment.optional);
    needed.all(|attachment| is_there(attachment, artifacts))
}

fn attachments(letter: &Letter, artifacts: &[Artifact]) -> Vec<Value> {
    let found = letter.attachments.iter().filter(|one| is_there(one, artifacts));
    found.map(|one| json!({ "file": one.file, "title": one.title })).collect()
}

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(environment);

/// Templates escape whatever they print, and a name that is not there is a fault and not a gap.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for file in TEMPLATES.files() {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            environment.add_template(name, text)?;
        }
    }
    Ok(environment)
}
