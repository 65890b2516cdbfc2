//! The doors of `relazione_cug::web` for a worker in a browser: texts, bytes and values as JSON pass,
//! and nothing is decided.

use relazione_cug::web::{self, Justification, Offered};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The worker's own: told of each slow step.
    fn told(step: &str, words: &str);
    /// The worker's own: told where the program stopped, before it does.
    fn stopped(place: &str);
}

/// A fault cannot be caught here: its place is told, and nothing of what was being read.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|fault| {
        stopped(&fault.location().map(ToString::to_string).unwrap_or_default());
    }));
}

type Answer = Result<String, JsError>;

fn answer(result: Result<impl ToString, String>) -> Answer {
    result.map(|value| value.to_string()).map_err(|words| JsError::new(&words))
}

/// The program and the form of a new folder.
#[wasm_bindgen]
#[must_use]
pub fn about() -> String {
    web::about().to_string()
}

/// Which files of a folder are to be read: their places in the two lists.
#[wasm_bindgen]
pub fn wanted(paths: Vec<String>, sizes: Vec<f64>) -> Result<Vec<usize>, JsError> {
    let files = paths.into_iter().zip(sizes);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of files")]
    let files: Vec<Offered> =
        files.map(|(path, bytes)| Offered { path, bytes: bytes as usize }).collect();
    web::wanted(&files).map_err(|words| JsError::new(&words))
}

/// The words of a new secret, from numbers that nobody can guess.
#[wasm_bindgen]
pub fn secret(chance: &[u8]) -> Answer {
    answer(web::secret(chance))
}

/// As `web::Session`.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Session(web::Session);

#[wasm_bindgen]
impl Session {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.put(path, bytes);
    }

    pub fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }

    pub fn set_broken(&mut self, path: &str) {
        self.0.set_broken(path);
    }

    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.0.file(path).map(<[u8]>::to_vec)
    }

    pub fn paths(&self) -> Vec<String> {
        self.0.paths()
    }

    pub fn probe(&self, path: &str) {
        self.0.probe(path);
    }

    pub fn begin(&mut self, name: &str, year: &str, comparto: &str, chance: &[u8]) -> Answer {
        answer(self.0.begin(name, year, comparto, chance).map(|()| ""))
    }

    pub fn sample(&mut self) -> Answer {
        answer(self.0.sample().map(|()| ""))
    }

    pub fn verify(&mut self) -> Answer {
        answer(self.0.verify(&told))
    }

    pub fn publish(&mut self) -> Answer {
        answer(self.0.publish(&told))
    }

    /// Makes `verifica.*` alone; the paths, in the order of [`Self::document`].
    pub fn findings(&mut self) -> Result<Vec<String>, JsError> {
        self.0.keep_findings().map_err(|words| JsError::new(&words))?;
        Ok(self.documents())
    }

    pub fn documents(&self) -> Vec<String> {
        self.0.documents().iter().map(|document| document.path.clone()).collect()
    }

    pub fn document(&self, place: usize) -> Option<Vec<u8>> {
        self.0.documents().get(place).map(|document| document.bytes.clone())
    }

    pub fn outdated(&self) -> Vec<String> {
        self.0.outdated()
    }

    pub fn zip(&self, with_folder: bool, with_documents: bool) -> Result<Vec<u8>, JsError> {
        self.0.zip(with_folder, with_documents).map_err(|words| JsError::new(&words))
    }

    pub fn form(&self) -> String {
        self.0.form().to_string()
    }

    pub fn rewritten(&self, typed: &str) -> Answer {
        answer(self.0.rewritten(typed))
    }

    pub fn answered(&self, section: &str, key: &str, value: &str) -> Answer {
        answer(self.0.answered(section, key, value))
    }

    pub fn assigned(&self, path: &str, input: &str) -> Answer {
        answer(self.0.assigned(path, input))
    }

    /// Takes the justification into its file; gives back the path.
    pub fn justify(&mut self, code: &str, place: &str, reason: &str, office: &str) -> Answer {
        let row = Justification { code, place, reason, office };
        let justified = self.0.justified(&row).map(|(path, bytes)| {
            self.0.put(&path, bytes);
            path
        });
        answer(justified)
    }
}
