//! The working folder in a browser. A session takes files and gives back values that a page shows as
//! they are: what each file was taken for, questions, findings, the mirror, documents. Nothing here
//! knows the browser, and nothing of the product is decided there.

mod answer;
mod archive;
mod card;
mod finding;
mod folder;
mod justification;
mod question;
mod settings;

use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

pub use folder::{MAX_FOLDER_BYTES, Offered, wanted};
pub use justification::Justification;

use crate::ingest;
use crate::ingest::file::text;
use crate::ingest::folder::{OUTPUT, SETTINGS};
use crate::model::artifact::{Artifact, PublishedYear};
use crate::model::input::InputKind;
use crate::model::output_folder::OutputFolder;
use crate::model::report::Edition;
use crate::new_folder;
use crate::pipeline::{self, PROGRAM, Stage, Verified};
use crate::publish::{self, FINDINGS_PAGE, MANIFEST};
use folder::{Folder, Inputs};

/// One working folder, from its files to its documents.
#[derive(Default)]
pub struct Session {
    folder: Folder,
    /// What was found when the files were read last; nothing once one of them has changed.
    run: Option<Run>,
    /// What was made of them, by the paths below the working folder.
    documents: Vec<Artifact>,
}

struct Run {
    inputs: Inputs,
    verified: Verified,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Session").finish_non_exhaustive()
    }
}

/// Who is told of slow steps, in a word for the page and in words for people.
pub type Tell<'a> = dyn Fn(&str, &str) + Sync + 'a;

impl Session {
    /// Takes a file, or its new contents.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.folder.put(path, bytes);
        self.run = None;
    }

    pub fn remove(&mut self, path: &str) {
        self.folder.remove(path);
        self.run = None;
    }

    /// Takes a file for one that cannot be read, because it has stopped the program.
    pub fn set_broken(&mut self, path: &str) {
        self.folder.set_broken(path);
        self.run = None;
    }

    /// The bytes of a file of the folder.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.folder.get(path)
    }

    /// Reads a file alone, to see whether it stops the program.
    pub fn probe(&self, path: &str) {
        if let Some(bytes) = self.folder.get(path) {
            ingest::look::read_through(path, bytes);
        }
    }

    /// Paths of the files that are read as inputs or settings, in the order of the folder.
    pub fn paths(&self) -> Vec<String> {
        self.folder.paths().filter(|path| !path.starts_with(OUTPUT)).cloned().collect()
    }

    /// Fills the session with the sheets of a new folder, or with the sample.
    /// `chance` is what nobody can guess, of the browser.
    pub fn begin(
        &mut self,
        name: &str,
        year: &str,
        comparto: &str,
        chance: &[u8],
    ) -> Result<(), String> {
        let secret = secret(chance)?;
        let mut files =
            new_folder::empty(None, Some(&secret)).map_err(|error| error.to_string())?;
        let written = files.iter().find(|(path, _)| path == SETTINGS);
        let mut text = written.and_then(|(_, bytes)| text::decode(bytes)).unwrap_or_default();
        for (path, words) in
            [("ente.nome", name), ("relazione.anno", year), ("ente.comparto", comparto)]
        {
            if !words.trim().is_empty() {
                text = settings::with_key(&text, path, words)?;
            }
        }
        ingest::folder::settings(text.as_bytes(), &[])
            .map_err(|problems| settings::in_words(&problems))?;
        files.retain(|(path, _)| path != SETTINGS);
        files.push((SETTINGS.to_owned(), text.into_bytes()));
        *self = Self::default();
        files.into_iter().for_each(|(path, bytes)| self.put(&path, bytes));
        Ok(())
    }

    /// As [`Self::begin`], with the sample body.
    pub fn sample(&mut self) -> Result<(), String> {
        let files = new_folder::sample().map_err(|error| error.to_string())?;
        *self = Self::default();
        files.into_iter().for_each(|(path, bytes)| self.put(&path, bytes));
        Ok(())
    }

    /// Reads and checks; what the page shows of the folder.
    pub fn verify(&mut self, tell: &Tell<'_>) -> Result<Value, String> {
        self.documents.clear();
        if self.folder.is_empty() {
            return Ok(json!({ "is_empty": true }));
        }
        let inputs = match self.folder.inputs() {
            Ok(inputs) => inputs,
            Err(problems) => return Ok(card::without_settings(&self.folder, &problems)),
        };
        let mut progress = |stage| self::tell(tell, stage);
        let verified = pipeline::verify(&inputs.files, &inputs.settings, &mut progress)
            .map_err(|error| words_of(&error))?;
        let run = Run { inputs, verified };
        let value = card::value(&self.folder, &run);
        self.run = Some(run);
        Ok(value)
    }

    /// Reads what was not read, or not since a file has changed.
    fn read_if_needed(&mut self, tell: &Tell<'_>) -> Result<(), String> {
        if self.run.is_none() {
            self.verify(tell)?;
        }
        Ok(())
    }

    /// Makes the documents of what was verified. They stay in the session, for [`Self::document`].
    pub fn publish(&mut self, tell: &Tell<'_>) -> Result<Value, String> {
        self.read_if_needed(tell)?;
        let run = self.run.as_ref().ok_or(NOT_READ)?;
        let Run { inputs, verified } = run;
        if verified.has_errors() {
            return Err("ci sono errori nei dati: niente si può pubblicare".to_owned());
        }
        let shared = Mutex::new(tell);
        let mut progress = |stage| {
            let tell = shared.lock().unwrap_or_else(PoisonError::into_inner);
            self::tell(*tell, stage);
        };
        let made = pipeline::publish(verified, &inputs.settings, &inputs.files, &mut progress)
            .map_err(|error| words_of(&error))?;
        let year = inputs.settings.report.year;
        let page = self.years_page(year, &inputs.settings.body.name, &made)?;
        let value = finding::documents(verified, year, &made);
        self.documents = below(year, made);
        self.documents.extend(page);
        Ok(value)
    }

    /// Makes the lists of what was found, the annotated copy among them, in place of the documents.
    pub fn keep_findings(&mut self) -> Result<(), String> {
        self.read_if_needed(&|_, _| {})?;
        let Run { inputs, verified } = self.run.as_ref().ok_or(NOT_READ)?;
        let made = pipeline::findings(verified, &inputs.settings, &inputs.files)
            .map_err(|error| words_of(&error))?;
        self.documents = below(inputs.settings.report.year, made);
        Ok(())
    }

    /// The documents that were made, by their paths below the working folder.
    pub fn documents(&self) -> &[Artifact] {
        &self.documents
    }

    /// Paths of the files that an earlier run wrote into the folder of the year and that no document
    /// takes the place of.
    pub fn outdated(&self) -> Vec<String> {
        let Some(run) = &self.run else { return Vec::new() };
        let folder = format!("{OUTPUT}/{}", run.inputs.settings.report.year);
        let manifest = self.folder.get(&format!("{folder}/{MANIFEST}")).unwrap_or_default();
        let earlier = publish::outputs(manifest).into_iter();
        let earlier = earlier.chain(OutputFolder::OUTDATED.map(str::to_owned));
        let earlier = earlier.map(|path| format!("{folder}/{path}"));
        let is_made = |path: &String| self.documents.iter().any(|made| made.path == *path);
        earlier.filter(|path| !is_made(path) && !path.split('/').any(|part| part == "..")).collect()
    }

    /// Everything as one zip: the folder, the documents, or both.
    pub fn zip(&self, with_folder: bool, with_documents: bool) -> Result<Vec<u8>, String> {
        let paths = self.paths();
        let folder = paths.iter().filter(|_| with_folder);
        let folder = folder.filter_map(|path| Some((path.as_str(), self.folder.get(path)?)));
        let documents = self.documents.iter().filter(|_| with_documents);
        let documents = documents.map(|made| (made.path.as_str(), made.bytes.as_slice()));
        archive::packed(folder.chain(documents))
    }

    /// The settings as a form.
    pub fn form(&self) -> Value {
        let names: Vec<String> = self.folder.names();
        let names: Vec<String> = ingest::folder::sheets(&names).cloned().collect();
        settings::value(&self.settings_text(), &self.folder.setting_files(), &names)
    }

    /// `cug.toml` with all that a person typed in the form, as JSON.
    pub fn rewritten(&self, typed: &str) -> Result<Value, String> {
        settings::rewritten(&self.settings_text(), &self.folder.setting_files(), typed)
    }

    /// `cug.toml` with one line that answers a question.
    pub fn answered(&self, section: &str, key: &str, value: &str) -> Result<String, String> {
        settings::with_line(&self.settings_text(), section, key, value)
    }

    /// `cug.toml` with a file of any name taken for an input.
    pub fn assigned(&self, path: &str, input: &str) -> Result<String, String> {
        InputKind::from_name(input).ok_or("questo dato non esiste")?;
        let value = format!("{{ percorso = {} }}", crate::diagnostic::setting::quoted(path));
        settings::with_line(&self.settings_text(), "file", input, &value)
    }

    /// The file of justifications with one more: its path and its bytes.
    pub fn justified(&self, row: &Justification<'_>) -> Result<(String, Vec<u8>), String> {
        let run = self.run.as_ref();
        let files = run.map(|run| run.inputs.files.as_slice()).unwrap_or_default();
        let file = files.iter().find(|file| file.kind == InputKind::Justifications);
        justification::add(&self.folder, file.map(|file| file.path.as_str()), row)
    }

    fn settings_text(&self) -> String {
        let bytes = self.folder.get(SETTINGS);
        let text = bytes.and_then(text::decode);
        text.unwrap_or_else(|| new_folder::EMPTY_SETTINGS.to_owned())
    }

    /// `uscita/index.html`, with the years that were written before; nothing where a page of somebody
    /// else has its place.
    fn years_page(
        &self,
        year: i32,
        body: &str,
        made: &[Artifact],
    ) -> Result<Option<Artifact>, String> {
        let is_ours = |text: &[u8]| publish::is_page_of_ours(text);
        if self.folder.get(folder::YEARS_PAGE).is_some_and(|text| !is_ours(text)) {
            return Ok(None);
        }
        let earlier = self.folder.paths().filter_map(|path| {
            let name = path.strip_prefix(OUTPUT)?.strip_prefix('/')?.strip_suffix(MANIFEST)?;
            let name = name.trim_end_matches('/');
            let mut year = publish::published_year(name, self.folder.get(path)?)?;
            let findings = OutputFolder::Office.path(FINDINGS_PAGE);
            let is_there = self.folder.get(&format!("{OUTPUT}/{name}/{findings}")).is_some();
            year.paths.extend(is_there.then_some(findings));
            Some(year)
        });
        let mut years: Vec<PublishedYear> = earlier.filter(|one| one.year != year).collect();
        let paths = made.iter().map(|artifact| artifact.path.clone());
        years.push(PublishedYear {
            year,
            body: body.to_owned(),
            paths: paths.filter(|path| path != MANIFEST).collect(),
        });
        years.sort_by_key(|year| year.year);
        let page = publish::years_page(PROGRAM, &years).map_err(|error| words_of(&error.into()))?;
        Ok(Some(Artifact { path: folder::YEARS_PAGE.to_owned(), ..page }))
    }
}

fn below(year: i32, made: Vec<Artifact>) -> Vec<Artifact> {
    let path = |artifact: &Artifact| format!("{OUTPUT}/{year}/{}", artifact.path);
    made.into_iter().map(|artifact| Artifact { path: path(&artifact), ..artifact }).collect()
}

const NOT_READ: &str = "le impostazioni non vanno bene: prima vanno corrette";

/// What a page does first: the program and its limits.
pub fn about() -> Value {
    json!({ "program": PROGRAM, "form": settings::beginning() })
}

/// The words that decide how the public edition is rounded, from what nobody can guess.
pub fn secret(chance: &[u8]) -> Result<String, String> {
    let chance = chance.first_chunk().ok_or("il browser non dà abbastanza numeri a caso")?;
    Ok(new_folder::secret(chance))
}

fn tell(tell: &Tell<'_>, stage: Stage) {
    match stage {
        Stage::Read => tell("read", "Leggo i file"),
        Stage::Compute => tell("compute", "Calcolo le tabelle"),
        Stage::Protect => tell("protect", "Proteggo i gruppi piccoli"),
        Stage::Typeset => tell("typeset", "Compongo i documenti"),
        Stage::Document(edition, stem) => {
            let words = match edition {
                Edition::Restricted => "per il CUG e il Nucleo",
                Edition::Public => "per il sito",
            };
            let path = edition.path(&format!("{stem}.pdf"));
            tell(&path, &format!("Compongo {} {words}", finding::title(stem)));
        }
        Stage::Publish => tell("publish", "Scrivo tabelle, pagine e lettere"),
    }
}

/// An error of the program, with its causes.
fn words_of(error: &pipeline::Error) -> String {
    let mut words = format!("il programma non è riuscito a finire: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        words.push_str(&format!(": {next}"));
        cause = next.source();
    }
    words
}
