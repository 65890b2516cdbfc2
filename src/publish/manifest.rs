//! `manifesto.json`: what made the output and from what, so that anybody can check it later.

use serde::Serialize;

use super::{Error, FINDINGS};
use crate::model::artifact::{Artifact, PublishedYear};
use crate::model::input::{InputFile, sha256};
use crate::model::output_folder::OutputFolder;
use crate::model::quality::SourceFile;
use crate::model::report::Report;
use crate::model::settings::Settings;

/// Its name, below `uscita/ANNO/`.
pub const MANIFEST: &str = "manifesto.json";

#[derive(Serialize)]
struct Manifest<'a> {
    programma: &'a str,
    formato: &'a str,
    ente: &'a str,
    anno: i32,
    impostazioni: &'a Settings,
    ingressi: Vec<Input<'a>>,
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
    byte: usize,
    sha256: String,
}

/// The manifest of a finished output, itself the last file of the folder. The findings are not part
/// of it: a later `verifica` writes them anew, from inputs that may have changed.
pub fn manifest(
    report: &Report,
    settings: &Settings,
    files: &[InputFile],
    artifacts: &[Artifact],
) -> Result<Artifact, Error> {
    let facts_of =
        |file: &InputFile| report.quality.sources.iter().find(|source| source.path == file.path);
    let document = Manifest {
        programma: &report.head.program,
        formato: &settings.report.format,
        ente: &report.head.body,
        anno: report.head.year,
        impostazioni: settings,
        ingressi: files
            .iter()
            .map(|file| {
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
            })
            .collect::<Result<_, Error>>()?,
        uscite: artifacts
            .iter()
            .filter(|artifact| !is_findings(artifact))
            .map(|artifact| Output {
                percorso: &artifact.path,
                byte: artifact.bytes.len(),
                sha256: sha256(&artifact.bytes),
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(Artifact { path: MANIFEST.to_owned(), bytes })
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
