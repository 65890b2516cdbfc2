//! `manifesto.json`: what made the output and from what, so that anybody can check it later. It has the
//! fingerprints of the public files alone: from those of the others whoever guesses well could find out what
//! they hold. These are in a manifest of their own, which stays with the restricted files.

use serde::Serialize;

use super::{Error, FINDINGS};
use crate::model::artifact::{Artifact, PublishedYear};
use crate::model::input::{InputFile, sha256};
use crate::model::output_folder::OutputFolder;
use crate::model::quality::SourceFile;
use crate::model::report::Report;
use crate::model::settings::Settings;

/// Its name, below `uscita/ANNO/` and below `uscita/ANNO/riservato/`.
pub const MANIFEST: &str = "manifesto.json";

#[derive(Serialize)]
struct Manifest<'a> {
    programma: &'a str,
    formato: &'a str,
    ente: &'a str,
    anno: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    impostazioni: Option<&'a Settings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ingressi: Option<Vec<Input<'a>>>,
    uscite: Vec<Output<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    ingresso: &'static str,
    percorso: &'a str,
    byte: usize,
    sha256: String,
    righe_lette: u64,
    righe_usate: u64,
    righe_scartate: u64,
    righe_non_contate: u64,
}

#[derive(Serialize)]
struct Output<'a> {
    percorso: &'a str,
    #[serde(flatten)]
    seal: Option<Seal>,
}

#[derive(Serialize)]
struct Seal {
    byte: usize,
    sha256: String,
}

/// The manifests of a finished output, themselves the last files of the folder: the restricted one, then
/// that of the whole. The findings are part of none: a later `verifica` writes them anew, from inputs that
/// may have changed.
pub fn manifests(
    report: &Report,
    settings: &Settings,
    files: &[InputFile],
    artifacts: &[Artifact],
) -> Result<[Artifact; 2], Error> {
    let document = |impostazioni, ingressi, uscite| Manifest {
        programma: &report.head.program,
        formato: &settings.report.format,
        ente: &report.head.body,
        anno: report.head.year,
        impostazioni,
        ingressi,
        uscite,
    };
    let outputs = |is_sealed: fn(&Artifact) -> bool| -> Vec<Output<'_>> {
        let told = artifacts.iter().filter(|artifact| !is_findings(artifact));
        told.map(|artifact| Output {
            percorso: &artifact.path,
            seal: is_sealed(artifact)
                .then(|| Seal { byte: artifact.bytes.len(), sha256: sha256(&artifact.bytes) }),
        })
        .collect()
    };
    let path = OutputFolder::Restricted.path(MANIFEST);
    let mut of_all = outputs(|artifact| OutputFolder::Public.file_name(&artifact.path).is_some());
    of_all.push(Output { percorso: &path, seal: None });
    let inputs = inputs(report, files)?;
    Ok([
        written(&path, &document(Some(settings), Some(inputs), outputs(|_| true)))?,
        written(MANIFEST, &document(None, None, of_all))?,
    ])
}

fn written(path: &str, manifest: &Manifest<'_>) -> Result<Artifact, Error> {
    let mut bytes = serde_json::to_vec_pretty(manifest)?;
    bytes.push(b'\n');
    Ok(Artifact { path: path.to_owned(), bytes })
}

fn inputs<'a>(report: &'a Report, files: &'a [InputFile]) -> Result<Vec<Input<'a>>, Error> {
    let facts_of =
        |file: &InputFile| report.quality.sources.iter().find(|source| source.path == file.path);
    let input = |file: &'a InputFile| {
        let facts = facts_of(file);
        let seal = file.bytes.seal().map_err(Error::Input)?;
        Ok(Input {
            ingresso: file.kind.name(),
            percorso: &file.path,
            byte: seal.bytes,
            sha256: seal.sha256,
            righe_lette: facts.map_or(0, |facts| facts.rows_read),
            righe_usate: facts.map_or(0, |facts| facts.rows_used),
            righe_scartate: facts.map_or(0, |facts| facts.rows_refused),
            righe_non_contate: facts.map_or(0, SourceFile::left_out),
        })
    };
    files.iter().map(input).collect()
}

fn is_findings(artifact: &Artifact) -> bool {
    let name = OutputFolder::Office.file_name(&artifact.path);
    name.is_some_and(|name| name.starts_with(FINDINGS))
}

/// The year that a manifest tells of, from the name of its folder; `None` where it is no manifest of
/// ours.
pub fn published_year(folder: &str, manifest: &[u8]) -> Option<PublishedYear> {
    let name = Some(folder).filter(|name| name.len() == 4)?;
    let told: serde_json::Value = serde_json::from_slice(manifest).ok()?;
    let body = told["ente"].as_str()?.to_owned();
    Some(PublishedYear { year: name.parse().ok()?, body, paths: outputs(manifest) })
}

/// The paths that a manifest names, below `uscita/ANNO/`.
pub fn outputs(manifest: &[u8]) -> Vec<String> {
    let told: serde_json::Value = serde_json::from_slice(manifest).unwrap_or_default();
    let outputs = told["uscite"].as_array().into_iter().flatten();
    outputs.filter_map(|output| Some(output["percorso"].as_str()?.to_owned())).collect()
}
