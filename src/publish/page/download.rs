//! The files of an edition as its page offers them: what each is, its format and its size.

use serde_json::{Value, json};

use crate::model::artifact::Artifact;
use crate::model::report::Edition;

/// File names in the order of the page, and what a reader finds in each.
const TITLES: [(&str, &str); 13] = [
    ("relazione-cug.pdf", "Relazione del CUG (Allegato 2)"),
    ("allegato-1.pdf", "Allegato 1: dati sul personale, azioni e risultati del piano"),
    ("sintesi-nucleo.pdf", "Sintesi per il Nucleo di valutazione"),
    ("tabelle.xlsx", "Le tabelle in un foglio di calcolo"),
    ("tabelle.csv", "I valori delle tabelle come dati aperti, una riga per valore"),
    ("tabelle.html", "Gli stessi valori da leggere, in una sola tabella accessibile"),
    ("datapackage.json", "Descrizione dei dati (Frictionless Data Package)"),
    ("dcat.jsonld", "Metadati per il catalogo dei dati (DCAT-AP_IT)"),
    ("traccia-relazione.docx", "Traccia in cui il CUG scrive la sua relazione, per Word"),
    ("traccia-relazione.odt", "La stessa traccia, per LibreOffice"),
    ("comitato.xlsx", "Foglio da riempire: chi è il Comitato e i suoi mezzi"),
    ("poteri.xlsx", "Foglio da riempire: proposte, pareri, verifiche"),
    ("benessere.xlsx", "Foglio da riempire: indagini, sportelli, codici"),
];

/// One entry for each file in the folder of the edition, the page itself left out.
pub(super) fn list(edition: Edition, artifacts: &[Artifact]) -> Vec<Value> {
    let folder = edition.folder();
    let mut files: Vec<(usize, &str, usize)> = artifacts
        .iter()
        .filter_map(|artifact| {
            let name = folder.file_name(&artifact.path)?;
            let place = TITLES.iter().position(|(known, _)| *known == name);
            Some((place.unwrap_or(TITLES.len()), name, artifact.bytes.len()))
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|(place, name, bytes)| {
            json!({
                "name": name,
                "title": TITLES.get(place).map_or(name, |(_, title)| title),
                "format": format(name),
                "size": size(bytes),
            })
        })
        .collect()
}

/// The same of what no edition has, as the page that makes the documents offers it.
const OTHER_TITLES: [(&str, &str); 9] = [
    ("index.html", "La relazione come pagina"),
    ("verifica.html", "Che cosa hanno trovato i controlli"),
    ("verifica.xlsx", "Le righe da correggere, con le celle segnate"),
    ("verifica.json", "I controlli, per altri programmi"),
    ("lettera-al-cug.odt", "Lettera di trasmissione al CUG"),
    ("lettera-di-trasmissione.odt", "Lettera di trasmissione della relazione"),
    ("scadenze.ics", "Scadenze, per il calendario"),
    ("certificato.json", "Certificato di riservatezza dell'edizione pubblica"),
    ("manifesto.json", "Impronte di ciò che è stato letto e scritto"),
];

/// What a reader finds in a file, by its path; its name where nobody has said.
pub fn title_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut titles = TITLES.iter().chain(&OTHER_TITLES);
    let title = titles.find(|(known, _)| *known == name).map(|(_, title)| *title);
    title.unwrap_or(name).to_owned()
}

/// `PDF` for `allegato-1.pdf`.
fn format(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase()).unwrap_or_default()
}

/// `812 byte`, `37 kB`, `1,2 MB`: to the nearest.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..999_500 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{},{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_to_the_nearest() {
        let told = [812, 1_000, 36_700, 999_499, 999_500, 1_249_999].map(size);
        assert_eq!(told, ["812 byte", "1 kB", "37 kB", "999 kB", "1,0 MB", "1,2 MB"]);
    }

    #[test]
    fn files_of_the_edition_come_in_the_order_of_their_readers() {
        let paths = [
            "riservato/zeta.bin",
            "riservato/tabelle.csv",
            "riservato/allegato-1.pdf",
            "pubblico/tabelle.csv",
        ];
        let artifacts: Vec<Artifact> = paths
            .iter()
            .map(|path| Artifact { path: (*path).to_owned(), bytes: vec![0; 2_000] })
            .collect();
        let files = list(Edition::Restricted, &artifacts);
        let names: Vec<&str> = files.iter().filter_map(|file| file["name"].as_str()).collect();
        assert_eq!(names, ["allegato-1.pdf", "tabelle.csv", "zeta.bin"]);
        assert_eq!(files[2]["title"], "zeta.bin");
        assert_eq!(files[0]["format"], "PDF");
        assert_eq!(files[0]["size"], "2 kB");
    }
}
