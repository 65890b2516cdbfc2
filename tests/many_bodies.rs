//! `genera --tutti`: the bodies of a shared office in one run, whatever becomes of some of them.

use std::fs::{self, File};
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command_line::{names, run, stderr, text};

const HEADER: &str = "matricola;genere;data_nascita;inquadramento\n";

/// A working folder of a few people.
fn body(office: &Path, folder: &str, name: &str) {
    let folder = office.join(folder);
    fs::create_dir_all(&folder).unwrap();
    let settings = format!("[ente]\nnome = \"{name}\"\n[relazione]\nanno = 2022\n");
    fs::write(folder.join("cug.toml"), settings).unwrap();
    let staff: String = (1..=12)
        .map(|row| format!("{row};{};01/02/19{};C\n", ["D", "U"][row % 2], 60 + row))
        .collect();
    fs::write(folder.join("personale.csv"), HEADER.to_owned() + &staff).unwrap();
}

/// A sound body, one with an error, one with broken settings and one that is being worked on; and
/// three folders that are none.
fn office() -> (TempDir, File) {
    let office = TempDir::new().unwrap();
    let place = office.path();
    body(place, "valle/uno #1", "Comune di Uno");
    body(place, "due", "Comune <b>Due</b>");
    body(place, "tre", "Comune di Tre\"\nnomme = \"x");
    body(place, "quattro", "Comune di Quattro");
    body(place, ".nascosta", "Nascosta");
    body(place, "quattro/testi/bozza", "Bozza");
    body(place, "valle/uno #1/uscita/copia", "Copia");
    let wrong = format!("{HEADER}1;Z;01/02/1970;C\n2;D;01/02/1970;C\n");
    fs::write(place.join("due/personale.csv"), wrong).unwrap();
    let lock = File::open(place.join("quattro/cug.toml")).unwrap();
    lock.lock().unwrap();
    (office, lock)
}

#[test]
fn one_failing_body_does_not_stop_the_others() {
    let (office, _lock) = office();
    let place = office.path();
    let output = run(&["genera", "--tutti", text(place), "--json"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let bodies = answer["enti"].as_array().unwrap();
    let key =
        |body: &Value| (body["cartella"].as_str().unwrap().to_owned(), body["stato"].as_u64());
    assert_eq!(
        bodies.iter().map(key).collect::<Vec<_>>(),
        [("due", 3), ("quattro", 1), ("tre", 2), ("valle/uno #1", 0)]
            .map(|(folder, status)| (folder.to_owned(), Some(status)))
    );
    assert_eq!(bodies[0]["errori"], 1);
    assert!(bodies[1]["messaggi"][0].as_str().unwrap().contains("un'altra esecuzione"));
    assert!(bodies[2]["messaggi"][0].as_str().unwrap().contains("forse «nome»"));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], format!("4 cartelle di lavoro in «{}»", place.display()));
    for (line, words) in [
        (1, ["con errori nei dati", "due ", "Comune <b>Due</b>, 2022: 1 errore"]),
        (2, ["non riuscita", "quattro ", "un'altra esecuzione"]),
        (3, ["con cug.toml da correggere", "tre ", "nomme"]),
        (4, ["fatta", "valle/uno #1 ", "Comune di Uno, 2022"]),
    ] {
        assert!(words.iter().all(|word| lines[line].contains(word)), "{told}");
    }
    let command = format!("  relazione-cug verifica {}", place.join("tre").display());
    assert!(lines.contains(&command.as_str()), "{told}");
    assert!(lines.last().unwrap().starts_with("3 cartelle da vedere"), "{told}");
    assert!(place.join("due/uscita/2022/ufficio/verifica.html").exists());
    assert!(!place.join("due/uscita/2022/manifesto.json").exists());
    assert!(!place.join("quattro/uscita").exists() && !place.join(".nascosta/uscita").exists());
}

#[test]
fn the_page_of_the_office_leads_to_what_was_written() {
    let (office, _lock) = office();
    let place = office.path();
    run(&["genera", "--tutti", text(place), "--quiet"]);
    let page = fs::read_to_string(place.join("riepilogo.html")).unwrap();
    assert!(page.contains("Comune &lt;b&gt;Due&lt;") && !page.contains("<b>"));
    let page = page.replace("&#x2f;", "/").replace("&quot;", "\"");
    assert!(page.contains("<code>relazione-cug verifica due</code>"));
    let links: Vec<&str> =
        page.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links.len(), 5, "{links:?}");
    for link in links {
        let path = link.replace("%20", " ").replace("%23", "#");
        assert!(place.join(&path).is_file(), "{link}");
    }
}

#[test]
fn a_body_among_others_gets_the_same_documents_as_alone() {
    let office = TempDir::new().unwrap();
    let elsewhere = TempDir::new().unwrap();
    for number in 1..=3 {
        body(office.path(), &format!("ente-{number}"), &format!("Ente {number}"));
    }
    let place = text(elsewhere.path());
    fs::write(elsewhere.path().join("riepilogo.html"), "pagina dell'ente").unwrap();
    let before = names(office.path());
    let output = run(&["genera", "--tutti", text(office.path()), "--uscita", place]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(office.path()), before);
    let spared = fs::read_to_string(elsewhere.path().join("riepilogo.html")).unwrap();
    assert_eq!(spared, "pagina dell'ente");
    assert!(stderr(&output).contains("il riepilogo manca"), "{}", stderr(&output));
    let alone = office.path().join("ente-2");
    assert_eq!(run(&["genera", text(&alone), "--quiet"]).status.code(), Some(0));
    let (alone, among) = (alone.join("uscita"), elsewhere.path().join("ente-2/uscita"));
    assert_eq!(names(&alone), names(&among));
    for name in names(&alone) {
        let same = fs::read(alone.join(&name)).unwrap() == fs::read(among.join(&name)).unwrap();
        assert!(same, "{name}");
    }
}

#[test]
fn a_folder_without_bodies_is_refused() {
    let office = TempDir::new().unwrap();
    let output = run(&["genera", "--tutti", text(office.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nessuna cartella di lavoro"), "{}", stderr(&output));
}
